"""Official numbers of companies, goods and places, checked by their check digits; an invalid one is told, never deleted."""

import re
from dataclasses import dataclass
from types import ModuleType

from stdnum.dk import cpr, cvr
from stdnum.eu import vat
from stdnum.exceptions import InvalidChecksum, InvalidComponent, InvalidFormat, InvalidLength, ValidationError
from stdnum.fi import hetu, ytunnus
from stdnum.gb import vat as gb_vat
from stdnum.no import fodselsnummer
from stdnum.no import orgnr as no_orgnr
from stdnum.se import orgnr as se_orgnr

from segkit.words import phrase

_CHECK_DIGIT = phrase("The check digit does not fit: a digit is wrong or two have changed places.")
_LENGTH = phrase("The number of digits is wrong.")
_FORMAT = phrase("It holds signs that do not belong in such a number.")
_LETTER_O = phrase("It has the letter O where a 0 belongs.")
_EMPTY = phrase("There is no number.")
_PERSON = phrase("It is the number of a person, not of a company.")
_NO_COUNTRY = phrase("It fits no country whose numbers can be checked.")
_LOST_ZERO = phrase("A digit is missing, perhaps a 0 at the beginning.")

_WHY: tuple[tuple[type[ValidationError], str], ...] = (
    (InvalidChecksum, _CHECK_DIGIT),
    (InvalidLength, _LENGTH),
    (InvalidComponent, _FORMAT),
    (InvalidFormat, _FORMAT),
)
_POSTCODE_DIGITS = {"DK": 4, "NO": 4, "SE": 5, "FI": 5, "DE": 5, "IS": 3, "CH": 4, "AT": 4}
_FIGURES_OF_PERSONS = 9
_PARTS = re.compile(r"[\s.\-/:]+")


@dataclass(frozen=True)
class IdentifierCheck:
    """An official number: its compact form, whether it holds, and why not (a phrase; "" where it holds).

    `personal` where it is at the same time, or in truth, the number of a person, which data protection treats differently.
    """

    compact: str
    valid: bool
    why: str = ""
    personal: bool = False
    country: str | None = None


def organisation_number(text: str, country: str | None) -> IdentifierCheck:
    """Return the check of a company's number: Danish CVR, Swedish and Norwegian orgnr, Finnish Y-tunnus, VAT numbers of the EU and UK.

    `country` is the ISO code; a prefix such as SE goes before it; without either, the country is taken from the only form that
    fits. Swedish sole proprietors trade under their personal number: valid and personal. Raises nothing.
    """
    plain = _PARTS.sub("", text).upper()
    if not plain:
        return IdentifierCheck("", False, _EMPTY, country=country)
    prefix = _prefix(plain)
    where = prefix or (country.upper() if country else None)
    if where is None:
        fitting = [check for code in ("DK", "NO", "SE", "FI") if (check := _in_country(plain, code)).valid]
        return fitting[0] if len(fitting) == 1 else IdentifierCheck(plain, False, _NO_COUNTRY, _is_person(text))
    check = _in_country(plain.removeprefix(prefix or ""), where)
    if not check.valid and _is_person(text):
        return IdentifierCheck(check.compact, False, _PERSON, personal=True, country=where)
    return check


def postcode(text: str, country: str) -> IdentifierCheck:
    """Return the check of a postcode by its number of digits; 999 in Denmark has lost its 0, and nobody puts it back unasked.

    A country whose postcodes are not known here, or a prefix such as DK-, leaves the code as it is: valid when not empty.
    """
    plain = re.sub(r"\s+", "", text.upper()).removeprefix(f"{country.upper()}-")
    digits = _POSTCODE_DIGITS.get(country.upper())
    if not plain:
        return IdentifierCheck("", False, _EMPTY, country=country)
    if digits is None:
        return IdentifierCheck(plain, True, country=country)
    if not (plain.isascii() and plain.isdigit()):
        return IdentifierCheck(plain, False, _misspelt(plain), country=country)
    if len(plain) != digits:
        return IdentifierCheck(plain, False, _LOST_ZERO if len(plain) == digits - 1 else _LENGTH, country=country)
    return IdentifierCheck(plain, True, country=country)


def _prefix(plain: str) -> str | None:
    """Return the country in front of a VAT number; 'NO' is one of them, but letters alone are none."""
    code = plain[:2]
    known = code.isalpha() and (code.lower() in vat.MEMBER_STATES or code in {"EL", "NO", "GB"})
    return code if known and any(letter.isdigit() for letter in plain[2:]) else None


_MODULES: dict[str, ModuleType] = {"DK": cvr, "NO": no_orgnr, "FI": ytunnus, "GB": gb_vat, "UK": gb_vat, "XI": gb_vat}


def _in_country(plain: str, country: str) -> IdentifierCheck:
    if country == "SE":
        return _swedish(plain)
    if country in _MODULES:
        return _checked(_MODULES[country], plain.removesuffix("MVA") if country == "NO" else plain, country)
    if country.lower() in vat.MEMBER_STATES or country == "EL":
        return _checked(vat, country.replace("GR", "EL") + plain, country)
    return IdentifierCheck(plain, False, _NO_COUNTRY, country=country)


def _swedish(plain: str) -> IdentifierCheck:
    """A Swedish number may be the VAT number (…01), or have the 16 or the century in front that registers add."""
    if len(plain) == 12 and plain[:2] in {"16", "18", "19", "20"}:
        plain = plain[2:]
    elif len(plain) == 12 and plain.endswith("01"):
        plain = plain[:-2]
    check = _checked(se_orgnr, plain, "SE")
    # The third digit of a legal person's number is 2 or more; only a person is born in month 01 to 12.
    personal = check.valid and 1 <= int(check.compact[2:4]) <= 12
    return IdentifierCheck(check.compact, check.valid, check.why, personal, "SE")


def _checked(module: ModuleType, text: str, country: str | None) -> IdentifierCheck:
    try:
        return IdentifierCheck(module.validate(text), True, country=country)
    except ValidationError as error:
        plain = _PARTS.sub("", text).upper()
        why = next(why for kind, why in _WHY if isinstance(error, kind))
        return IdentifierCheck(plain, False, _misspelt(plain) if why == _FORMAT else why, country=country)


def _misspelt(plain: str) -> str:
    return _LETTER_O if "O" in plain and plain.replace("O", "0").isdigit() else _FORMAT


def _is_person(text: str) -> bool:
    """Return whether a number that is no company's is a person's in Denmark, Norway or Finland; each has nine figures or more."""
    return sum(map(str.isdigit, text)) >= _FIGURES_OF_PERSONS and any(
        module.is_valid(text.strip()) for module in (cpr, fodselsnummer, hetu)
    )
