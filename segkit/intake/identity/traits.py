"""What of a customer can be compared with another's: number, words of the name, street and house, telephone, mail."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from segkit.intake.values import match_key, organisation_number
from segkit.words import is_missing

NOBODY = -1
"""The code of a trait that a customer does not have; it equals no other."""

_PLACEHOLDER = 20
"""A telephone number or mail address that more customers than this have is the client's own or a filling, and says nothing."""

_JOINING = frozenset({"og", "och", "and", "und", "et", "the", "i", "v", "att", "att."})
"""Words of names that are written or left out at will."""

_INITIALS = re.compile(r"\b[^\W\d_]([. ]+[^\W\d_]\b)+")
"""Letters that stand alone one after the other: 'H. C.' is 'HC'."""

_STREETS = (
    (re.compile(r"(?<=\w)(gade|gatan|gata|gaten|gd|g)\b\.?(?=\s|$)"), "g"),
    (re.compile(r"(?<=\w)(vej|vaegen|veien|vj|v)\b\.?(?=\s|$)"), "v"),
    (re.compile(r"(plads|plats|plass|pl)\b\.?(?=\s|$)"), "pl"),
    (re.compile(r"(strasse|str)\b\.?(?=\s|$)"), "str"),
    (re.compile(r"\b(boulevarden|boulevard|blvd)\b\.?"), "bd"),
)
"""Endings of streets, written out or not; each is brought to one form."""

_HOUSE = re.compile(r"(?P<street>\D+?)\s*(?P<number>\d+)\s*(?P<letter>[a-z](?![a-z]))?")


@dataclass(frozen=True)
class Traits:
    """Each trait as a whole number per customer: equal numbers are equal traits, NOBODY is unknown.

    `words` are the words of each distinct name, by the code in `name`; `numbers` the organisation numbers as shown, by the code in
    `organisation`, "" where a person must not be shown; `valid` says whether a customer's organisation number passes its check.
    """

    ids: np.ndarray
    name: np.ndarray
    words: list[tuple[str, ...]]
    organisation: np.ndarray
    numbers: list[str]
    valid: np.ndarray
    postcode: np.ndarray
    city: np.ndarray
    address: np.ndarray
    phone: np.ndarray
    email: np.ndarray


def traits(customers: pd.DataFrame) -> Traits:
    """Return the traits of customers indexed by their number; a column that is missing is unknown for all."""
    name, keys = _coded(customers, "name", lambda text: " ".join(name_words(text)))
    organisation, numbers, valid = _organisations(customers)
    return Traits(
        ids=customers.index.to_numpy(dtype=object),
        name=name,
        words=[tuple(key.split()) for key in keys],
        organisation=organisation,
        numbers=numbers,
        valid=valid,
        postcode=_coded(customers, "postcode", post_key)[0],
        city=_coded(customers, "city", lambda text: "".join(name_words(text)))[0],
        address=_coded(customers, "address", address_key)[0],
        phone=_rare(_coded(customers, "phone", phone_key)[0]),
        email=_rare(_coded(customers, "email", lambda text: text.strip().casefold() if "@" in text else "")[0]),
    )


def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name that tell it from others: letters folded, company forms and joining words left out."""
    text = _INITIALS.sub(lambda run: re.sub(r"[\W_]", "", run[0]), match_key(name))
    words = re.findall(r"[^\W_]+", text)
    return tuple(word for word in words if word not in _JOINING) or tuple(words)


def post_key(postcode: str) -> str:
    """Return a postcode without country, blanks and zeros in front: 'DK-0999' and '999' are one, and so are '123 45' and '12345'."""
    return re.sub(r"^(dk|se?|no?|d|de|fi)(?=\d)", "", re.sub(r"[\W_]", "", postcode.casefold())).lstrip("0")


def address_key(address: str) -> str:
    """Return street and house of an address: 'Nørregade 12, 3. tv.' and 'Noerregd. 12' are one; '12 A' and '12 B' are not."""
    text = match_key(address.replace(",", " ")).replace("é", "e")
    for ending, short in _STREETS:
        text = ending.sub(short, text)
    house = _HOUSE.match(text)
    parts = (house["street"], house["number"], house["letter"] or "") if house else (text,)
    return " ".join(re.sub(r"[\W_]", "", part) for part in parts).strip()


def phone_key(phone: str) -> str:
    """Return the last eight figures of a telephone number, so that +45 and 0045 do not count; too short or of one figure is ""."""
    digits = re.sub(r"\D", "", phone)
    return digits[-8:] if len(digits) >= 6 and len(set(digits[-8:])) > 1 else ""


def _coded(customers: pd.DataFrame, column: str, key: Callable[[str], str]) -> tuple[np.ndarray, list[str]]:
    """Return a code per customer for the key of a column, and the keys by code; each distinct text is looked at once."""
    if column not in customers:
        return np.full(len(customers), NOBODY), []
    cells = customers[column]
    keys = {text: key(str(text)) for text in cells.dropna().unique()}
    codes, distinct = pd.factorize(cells.map(keys).astype(object).where(lambda values: values.notna() & (values != ""), None))
    return codes, [str(value) for value in distinct]


def _rare(codes: np.ndarray) -> np.ndarray:
    counts = np.bincount(codes[codes >= 0], minlength=1)
    return np.where((codes >= 0) & (counts[codes] <= _PLACEHOLDER), codes, NOBODY)


def _organisations(customers: pd.DataFrame) -> tuple[np.ndarray, list[str], np.ndarray]:
    """Return the code of each one's organisation number, the numbers by code as they may be shown, and whose number is valid."""
    asked = list(zip(_texts(customers, "org_number"), _texts(customers, "country"), strict=True))
    checks = {(text, land): organisation_number(text, land or None) for text, land in set(asked) if text}
    # The country in front of a VAT number is no part of the company's number.
    compact = {pair: re.sub(r"^[A-Z]{2}(?=\d)", "", check.compact) for pair, check in checks.items()}
    codes, numbers = pd.factorize(pd.Series([compact.get(pair) or None for pair in asked], dtype=object))
    valid = np.array([pair in checks and checks[pair].valid for pair in asked], dtype=bool)
    personal = {compact[pair] for pair, check in checks.items() if check.personal}
    return codes, ["" if number in personal else str(number) for number in numbers], valid


def _texts(customers: pd.DataFrame, column: str) -> list[str]:
    """Return the cells of a column as trimmed text, "" where there is none."""
    if column not in customers:
        return [""] * len(customers)
    return ["" if is_missing(cell) else str(cell).strip() for cell in customers[column]]
