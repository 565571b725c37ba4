"""Numbers of one file that meet those of another."""

import string

from hypothesis import example, given
from hypothesis import strategies as st

from segkit.intake.identity import SeveralFit, meet, meeting_findings, normal_number
from segkit.words import Words

NUMBERS = st.lists(st.text(string.digits + "aA -.0", min_size=1, max_size=5), max_size=12)


def test_nothing_is_joined_that_is_not_equal():
    """C02: padded, decimal, spaced and lower-case numbers stay apart until someone asks, and are counted so that it can be asked."""
    met = meet(["1001", "0012", "123.0", " 77", "k-9", "55"], ["1001", "12", "123", "77", "K9", "66"], normalise=False)

    assert (met.exact, met.normalised, met.unmatched) == (1, 4, 1)
    assert met.pairs == {}
    assert met.examples[0] == ("0012", "12")
    assert met.missing == ("55",)


def test_normalised_numbers_are_joined_on_request():
    """C02: on request zeros in front, '.0', blanks, dashes and case do not count."""
    met = meet(["1001", "0012", "123.0", " 77", "k-9", "55"], ["1001", "12", "123", "77", "K9", "66"], normalise=True)

    assert met.pairs == {"0012": "12", "123.0": "123", " 77": "77", "k-9": "K9"}
    assert met.unmatched == 1


def test_a_number_that_fits_two_is_joined_to_neither():
    """C02: '012' could be '12' or '0012', so it is listed and never joined; '12' itself is '12'."""
    met = meet(["012", "12"], ["12", "0012"], normalise=True)

    assert met.ambiguous == (SeveralFit("012", ("12", "0012")),)
    assert met.pairs == {}
    assert met.exact == 1


def test_thousands_are_no_decimals():
    """C02: '12.000' is twelve thousand, so it does not meet '12'; '12.0' and '12,00' do."""
    assert [normal_number(text) for text in ("12.000", "12.0", "12,00", "000", "0", " - ")] == ["12.000", "12", "12", "0", "0", ""]


def test_blank_numbers_meet_nothing():
    """C02: numbers that are nothing but blanks and dashes are not the same number."""
    met = meet(["-", " "], ["--", "12"], normalise=True)

    assert (met.normalised, met.unmatched) == (0, 2)


def test_the_question_in_full():
    """C02: a person reads what was found, what it means and what to do."""
    words = Words("en")
    asked, unclear = meeting_findings(meet(["0012", "0013", "0"], ["12", "13", "00", "000"], normalise=False), "lines.csv", "customers.csv")

    assert (asked.code, asked.severity) == ("SEG-C02", "question")
    assert asked.text(words) == "2 numbers are in customers.csv only when zeros, blanks and dashes are left out, such as '0012' and '12'."
    assert asked.done(words) == "They were kept apart; 0 numbers are the same in both files."
    assert unclear.text(words) == "1 number fits more than one in customers.csv: '0' could be 00, 000."


def test_what_was_joined_is_told():
    """C02: numbers joined on request leave a note with an example."""
    (note,) = meeting_findings(meet(["0012"], ["12"], normalise=True), "lines.csv", "customers.csv")

    assert note.severity == "note"
    assert note.text(Words("en")) == "1 number is in customers.csv only when zeros, blanks and dashes are left out: '0012' is '12'."


@given(NUMBERS, NUMBERS)
@example(["0"], ["00", "0"])
def test_every_number_is_counted_once(numbers: list[str], master: list[str]):
    """C02: exact, normalised, ambiguous and unmatched are all numbers, and a pair is never exact and never free to be another."""
    met = meet(numbers, master, normalise=True)

    assert met.exact + met.normalised + len(met.ambiguous) + met.unmatched == len(set(numbers))
    for number, other in met.pairs.items():
        assert number not in master
        assert [listed for listed in set(master) if normal_number(listed) == normal_number(number)] == [other]


@given(NUMBERS, NUMBERS)
def test_without_asking_only_equal_numbers_meet(numbers: list[str], master: list[str]):
    """C02: without normalising exactly the equal numbers meet."""
    met = meet(numbers, master, normalise=False)

    assert met.pairs == {}
    assert met.exact == len(set(numbers) & set(master))
