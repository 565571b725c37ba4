"""Which customers are compared with which: only those that share something, so that 100,000 customers are compared in seconds."""

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process

from segkit.intake.identity.traits import NOBODY, Traits

Pairs = np.ndarray
"""Two columns of positions, the lower first, each pair once."""

_NEIGHBOURS = 30
"""In a group of customers that share a trait, each is compared with this many that stand next to it by place."""

_WHOLE_BLOCK = 1_500
"""Places with more different names than this compare each name with its neighbours in the alphabet only, forwards and backwards."""

_OF_ONE_NAME = 10
"""Of customers with one name in one place, this many are compared with those of nearly that name."""

_NEARLY = 82
"""The least likeness (rapidfuzz ratio, 0 to 100) at which two names of one place are looked at word by word."""


def pairs_to_compare(customers: Traits) -> Pairs:
    """Return the pairs of customers that share a number, name, address, telephone or mail, or a place and nearly a name."""
    by_place = np.lexsort((customers.address, customers.city, customers.postcode))
    address = _both(customers.address, customers.postcode)
    shared = (customers.organisation, _letters(customers), address, customers.phone, customers.email)
    found = [_within(codes, by_place) for codes in shared]
    sorted_names = np.array([" ".join(sorted(words)) for words in customers.words], dtype=object)
    for place in (customers.postcode, _cities_without_postcodes(customers)):
        found.append(_names_nearly_alike(place, customers.name, sorted_names))
    pairs = np.concatenate(found)
    return distinct_pairs(pairs[pairs[:, 0] != pairs[:, 1]])[0]


def distinct_pairs(pairs: Pairs) -> tuple[Pairs, np.ndarray]:
    """Return the different pairs, the lower of two first, and which of them each given pair is."""
    least = int(pairs.min(initial=0))
    low, high = pairs.min(axis=1, initial=np.iinfo(np.int64).max) - least, pairs.max(axis=1, initial=least) - least
    wide = int(high.max(initial=0)) + 1  # one whole number per pair sorts many times faster than two
    keys, place = np.unique(low * wide + high, return_inverse=True)
    return np.column_stack((keys // wide, keys % wide)) + least, place


def _within(codes: np.ndarray, order: np.ndarray) -> Pairs:
    """Return the pairs of positions with one code, at most _NEIGHBOURS places apart in the order."""
    known = order[codes[order] != NOBODY]
    known = known[np.argsort(codes[known], kind="stable")]
    found = [np.empty((0, 2), dtype=np.int64)]
    for apart in range(1, _NEIGHBOURS + 1):
        left, right = known[:-apart], known[apart:]
        equal = codes[left] == codes[right]
        if not equal.any():
            break
        found.append(np.column_stack((left[equal], right[equal])))
    return np.concatenate(found)


def _letters(customers: Traits) -> np.ndarray:
    """Return a code for the letters of each name, so that 'El Teknik' and 'Elteknik' are compared."""
    codes, _ = pd.factorize(np.array(["".join(words) for words in customers.words], dtype=object))
    return np.asarray(np.append(codes, NOBODY)[customers.name])


def _both(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return a code for each combination of two; NOBODY where the first is."""
    return np.where(one == NOBODY, NOBODY, one.astype(np.int64) * (int(other.max(initial=0)) + 2) + other + 1)


def _cities_without_postcodes(customers: Traits) -> np.ndarray:
    """Return the city of everyone in a city where someone's postcode is unknown, NOBODY for the others."""
    incomplete = np.unique(customers.city[(customers.postcode == NOBODY) & (customers.city != NOBODY)])
    return np.where(np.isin(customers.city, incomplete), customers.city, NOBODY)


def _names_nearly_alike(place: np.ndarray, name: np.ndarray, texts: np.ndarray) -> Pairs:
    """Return the pairs of customers of one place whose names are nearly, but not wholly, the same."""
    key = np.where(name == NOBODY, NOBODY, _both(place, name))
    members = pd.DataFrame({"key": key, "place": place, "name": name, "position": np.arange(len(name))})[key != NOBODY]
    found = [np.empty((0, 2), dtype=np.int64)]
    for _, block in members.drop_duplicates("key").groupby("place", sort=False):
        if len(block) > 1:
            found.append(block["key"].to_numpy()[_nearly_alike(texts[block["name"].to_numpy()])])
    keys = pd.DataFrame(np.concatenate(found), columns=["one", "other"])
    few = members.groupby("key").head(_OF_ONE_NAME)[["key", "position"]]
    pairs = keys.merge(few, left_on="one", right_on="key").merge(few, left_on="other", right_on="key")
    return pairs[["position_x", "position_y"]].to_numpy(dtype=np.int64)


def _nearly_alike(texts: np.ndarray) -> Pairs:
    if len(texts) <= _WHOLE_BLOCK:
        scores = process.cdist(texts, texts, scorer=fuzz.ratio, score_cutoff=_NEARLY, dtype=np.uint8)
        return np.argwhere(np.triu(scores, k=1))
    neighbours = []
    for keys in (texts, np.array([text[::-1] for text in texts], dtype=object)):
        order = np.argsort(keys, kind="stable")
        neighbours += [np.column_stack((order[:-apart], order[apart:])) for apart in range(1, _NEIGHBOURS + 1)]
    pairs = np.concatenate(neighbours)
    scores = process.cpdist(texts[pairs[:, 0]], texts[pairs[:, 1]], scorer=fuzz.ratio, score_cutoff=_NEARLY, dtype=np.uint8)
    return pairs[scores > 0]
