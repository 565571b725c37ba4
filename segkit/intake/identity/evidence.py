"""What speaks for two customers being one, weighed by rules that can be read aloud."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from segkit.intake.identity.likeness import ALIKE, RELATED, SAME, UNLIKE, Likeness
from segkit.intake.identity.pairs import Pairs, distinct_pairs
from segkit.intake.identity.traits import NOBODY, Traits
from segkit.words import Words, phrase

WEAK = 0.4
"""How much a rare name speaks for it alone; everything above has a second reason."""


@dataclass(frozen=True)
class Reason:
    """One reason why customers may be one: a phrase and what stands in its braces."""

    why: str
    values: Mapping[str, Any]

    def sentence(self, words: Words) -> str:
        return words(self.why, **self.values)


@dataclass(frozen=True)
class Evidence:
    """The pairs for which anything speaks, the strongest first, with one value per pair in each array."""

    pairs: Pairs
    score: np.ndarray
    likeness: np.ndarray
    same_number: np.ndarray
    same_address: np.ndarray
    other_address: np.ndarray
    same_town: np.ndarray
    same_phone: np.ndarray
    same_email: np.ndarray

    @property
    def weak(self) -> np.ndarray:
        return self.score <= WEAK


def evidence(known: Traits, pairs: Pairs) -> Evidence:
    """Return what speaks for each pair, without the pairs for which nothing does and those with two valid numbers that differ."""
    one, other = pairs[:, 0], pairs[:, 1]
    same_number, both_valid = _equal(known.organisation, pairs), known.valid[one] & known.valid[other]
    pairs = pairs[same_number | ~both_valid]
    one, other = pairs[:, 0], pairs[:, 1]
    same_number, both_valid = _equal(known.organisation, pairs), known.valid[one] & known.valid[other]
    same_post, same_city = _equal(known.postcode, pairs), _equal(known.city, pairs)
    post_known = (known.postcode[one] != NOBODY) & (known.postcode[other] != NOBODY)
    city_known = (known.city[one] != NOBODY) & (known.city[other] != NOBODY)
    same_town = same_post | (~post_known & same_city)
    other_town = (post_known & ~same_post) | (~post_known & city_known & ~same_city)
    same_street = _equal(known.address, pairs)
    address_known = (known.address[one] != NOBODY) & (known.address[other] != NOBODY)
    same_address = same_street & ~other_town
    other_address = (address_known & ~same_street) | other_town
    same_phone, same_email = _equal(known.phone, pairs), _equal(known.email, pairs)
    other_phone = (known.phone[one] != NOBODY) & (known.phone[other] != NOBODY) & ~same_phone
    near = same_address | same_phone | same_email
    likeness, rare = _likeness(known, pairs)
    in_town = same_town & ~other_address & (rare | ~other_phone)
    rules = (
        (same_number & both_valid & (likeness >= ALIKE), 0.97),
        ((likeness == SAME) & near, 0.95),
        (same_number & both_valid & (likeness == RELATED), 0.9),
        (same_number & (likeness >= RELATED), 0.85),
        ((likeness == ALIKE) & near, 0.85),
        ((likeness == SAME) & in_town & rare, 0.8),
        (same_number & both_valid, 0.75),
        ((likeness >= ALIKE) & in_town, 0.65),
        ((likeness == RELATED) & near, 0.6),
        ((likeness == SAME) & rare & ~other_phone, WEAK),
    )
    score = np.select([rule for rule, _ in rules], [points for _, points in rules], 0.0)
    ids = known.ids.astype(str)
    order = np.lexsort((ids[other], ids[one], -score))
    order = order[score[order] > 0]
    parts = (pairs, score, likeness, same_number, same_address, other_address, same_town, same_phone, same_email)
    return Evidence(*(part[order] for part in parts))


def reasons(customers: pd.DataFrame, known: Traits, found: Evidence, at: int) -> list[Reason]:
    """Return in words what speaks for one pair, the strongest reason first; an organisation number of a person is not shown."""
    one, other = (customers.iloc[position] for position in found.pairs[at])
    told = []
    if found.same_number[at]:
        number = known.numbers[known.organisation[found.pairs[at][0]]]
        valid = bool(known.valid[found.pairs[at]].all())
        told.append(_number_reason(number, valid=valid))
    names = {"first": one.get("name"), "second": other.get("name")}
    if None not in names.values() and not pd.isna(list(names.values())).any():
        why = NAME_REASONS[int(found.likeness[at])]
        if found.likeness[at] == SAME and names["first"] == names["second"]:
            why = SAME_NAME
        told.append(Reason(why, names))
    if found.same_address[at]:
        told.append(Reason(phrase("The address is the same: {address}."), {"address": one["address"]}))
    elif found.same_town[at] and not found.other_address[at]:
        told.append(Reason(phrase("The town is the same: {town}."), {"town": _town(one)}))
    if found.same_phone[at]:
        told.append(Reason(phrase("The telephone number is the same: {phone}."), {"phone": one["phone"]}))
    if found.same_email[at]:
        told.append(Reason(phrase("The mail address is the same: {email}."), {"email": one["email"]}))
    if found.other_address[at] and found.same_number[at]:
        told.append(
            Reason(phrase("They are in different places ({first}; {second}): moved, or branches of one company?"), _places(one, other))
        )
    if found.score[at] <= WEAK:
        told.append(Reason(phrase("Nothing but the name speaks for it: a customer who moved, or branches of a chain?"), {}))
    return told


SAME_NAME = phrase("The name is the same: '{first}'.")

NAME_REASONS: Mapping[int, str] = {
    SAME: phrase("The names are the same but for spelling and company form: '{first}' and '{second}'."),
    ALIKE: phrase("The names differ by a letter or two: '{first}' and '{second}'."),
    RELATED: phrase("The names have much in common: '{first}' and '{second}'."),
    UNLIKE: phrase("The names differ, '{first}' and '{second}': accounts of one group?"),
}
"""What is said of two names, by how like they are."""


def _number_reason(number: str, *, valid: bool) -> Reason:
    if not number:
        return Reason(phrase("The organisation number is the same; it is a person's and is not shown here."), {})
    if not valid:
        return Reason(phrase("The organisation number is the same, {number}, though its check digit does not fit."), {"number": number})
    return Reason(phrase("The organisation number is the same: {number}."), {"number": number})


def _equal(codes: np.ndarray, pairs: Pairs) -> np.ndarray:
    return np.asarray((codes[pairs[:, 0]] == codes[pairs[:, 1]]) & (codes[pairs[:, 0]] != NOBODY))


def _likeness(known: Traits, pairs: Pairs) -> tuple[np.ndarray, np.ndarray]:
    """Return how like the names of each pair are, and whether the first is rare enough to speak alone; each pair of names once."""
    compare = Likeness(known.words)
    names = known.name[pairs]
    distinct, place = distinct_pairs(names)
    likeness = np.array([_of(compare, known, one, other) for one, other in distinct.tolist()], dtype=np.int8)
    rare = np.array([compare.is_distinctive(words) for words in known.words] + [False], dtype=bool)
    return likeness[place], rare[names[:, 0]]


def _of(compare: Likeness, known: Traits, one: int, other: int) -> int:
    return UNLIKE if NOBODY in {one, other} else compare.of(known.words[one], known.words[other])


def _town(row: pd.Series) -> str:
    return " ".join(str(row[column]) for column in ("postcode", "city") if column in row and not pd.isna(row[column]))


def _places(one: pd.Series, other: pd.Series) -> dict[str, str]:
    def place(row: pd.Series) -> str:
        street = "" if "address" not in row or pd.isna(row["address"]) else str(row["address"])
        return ", ".join(part for part in (street, _town(row)) if part)

    return {"first": place(one), "second": place(other)}
