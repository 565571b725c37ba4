"""Official numbers, checked and never deleted; personal numbers, found."""

import pandas as pd
import pytest

from segkit.intake.values import IdentifierCheck, organisation_number, postcode


def column(*cells: object) -> pd.Series:
    return pd.Series(list(cells), dtype=object)


@pytest.mark.parametrize(
    ("text", "country", "compact"),
    [
        ("13585628", "DK", "13585628"),
        ("DK 13 58 56 28", "DK", "13585628"),
        ("DK13585628", None, "13585628"),
        ("13585628", None, "13585628"),
        ("556016-0680", "SE", "5560160680"),
        ("SE556016068001", None, "5560160680"),
        ("16556016-0680", "SE", "5560160680"),
        ("988 077 917", "NO", "988077917"),
        ("NO 988 077 917 MVA", None, "988077917"),
        ("2077474-0", "FI", "20774740"),
        ("DE 136,695 976", "DE", "DE136695976"),
        ("136695976", "DE", "DE136695976"),
        ("ATU57194903", None, "ATU57194903"),
    ],
)
def test_a_sound_number_is_valid_in_its_compact_form(text: str, country: str | None, compact: str):
    """C14: Danish, Swedish, Norwegian, Finnish, German and Austrian numbers, with and without prefix."""
    check = organisation_number(text, country)

    assert (check.compact, check.valid, check.why, check.personal) == (compact, True, "", False)


@pytest.mark.parametrize(
    ("text", "country", "why"),
    [
        ("13585627", "DK", "The check digit does not fit: a digit is wrong or two have changed places."),
        ("1358562", "DK", "The number of digits is wrong."),
        ("1358562O", "DK", "It has the letter O where a 0 belongs."),
        ("1358x628", "DK", "It holds signs that do not belong in such a number."),
        ("556016-0681", "SE", "The check digit does not fit: a digit is wrong or two have changed places."),
        ("988077918", "NO", "The check digit does not fit: a digit is wrong or two have changed places."),
        (" ", "DK", "There is no number."),
        ("12345", None, "It fits no country whose numbers can be checked."),
        ("211062-5629", "DK", "It is the number of a person, not of a company."),
    ],
)
def test_an_invalid_number_says_why_and_is_kept(text: str, country: str | None, why: str):
    """C14: the number comes back with what is wrong with it."""
    check = organisation_number(text, country)

    assert not check.valid
    assert check.why == why
    assert bool(check.compact) == bool(text.strip())


def test_a_swedish_sole_proprietor_trades_under_a_personal_number():
    """C14: valid as a company's number, and personal data."""
    assert organisation_number("880320-0016", "SE") == IdentifierCheck("8803200016", True, personal=True, country="SE")
    assert organisation_number("19880320-0016", "SE").personal
    assert organisation_number("211062-5629", "DK").personal


@pytest.mark.parametrize(
    ("text", "country", "valid", "why"),
    [
        ("0999", "DK", True, ""),
        ("999", "DK", False, "A digit is missing, perhaps a 0 at the beginning."),
        ("DK-8000", "DK", True, ""),
        ("8O00", "DK", False, "It has the letter O where a 0 belongs."),
        ("123 45", "SE", True, ""),
        ("80000", "DK", False, "The number of digits is wrong."),
        ("SW1A 1AA", "GB", True, ""),
        ("", "DK", False, "There is no number."),
    ],
)
def test_postcodes(text: str, country: str, valid: bool, why: str):
    """C14: the leading 0 of 0999 stays, and one that is lost is told, not put back."""
    check = postcode(text, country)

    assert (check.valid, check.why) == (valid, why)
    assert check.compact == text.replace(" ", "").removeprefix("DK-")
