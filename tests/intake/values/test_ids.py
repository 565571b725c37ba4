"""Numbers of customers and texts: as written from the first byte."""

import datetime as dt
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segkit.intake.source_table import CellError
from segkit.intake.values import read_ids, read_texts, with_missing


def column(*cells: object) -> pd.Series:
    return pd.Series(list(cells), dtype=object)


def test_ids_are_text_from_the_first_byte():
    """C01: leading zeros, long numbers and words that look like numbers stay as they are."""
    ids = ["0012", "12345678901234567890", "1E5", "TRUE", "12-3", "1/2", "MAR1", "NA", "123.0", "1,5", "-", "æøå  ÆØÅ"]
    read = read_ids(column(*ids, Decimal(1001), 1001.0, 12.5, ""))

    assert list(read.values) == [*ids, "1001", "1001", "12.5", None]
    assert read.bad.empty
    assert read.changed == {}


@given(st.lists(st.text(alphabet=st.characters(categories=["L", "N"], include_characters="-/._ #"), min_size=1), max_size=30))
def test_no_id_is_changed_inside(ids: list[str]):
    """C01: whatever letters and figures an id has, only blanks at its ends go; nothing else becomes another id."""
    read = read_ids(column(*ids))

    for row, written in enumerate(ids):
        assert row in read.bad.index or read.values[row] == (written.strip() or None)


def test_a_stored_number_of_more_than_fifteen_digits_is_bad():
    """C01: precision is already lost in the file; the row is named and nothing is guessed."""
    read = read_ids(pd.Series([12345678901234568.0, 999999999999999.0, 10**15], index=[2, 3, 4], dtype=object))

    assert list(read.values) == [None, "999999999999999", None]
    assert list(read.bad_kinds["ids_cut"].index) == [2, 4]


def test_a_shortened_id_among_numbers_is_bad():
    """B13: 1,23E+05 among plain numbers is damaged by Excel; 1E5 is a number of its own."""
    read = read_ids(column("123456", "1,23E+05", "1E+05", "99", "1E5"))

    assert list(read.values) == ["123456", None, None, "99", "1E5"]
    assert list(read.bad_kinds["ids_shortened"]) == ["1,23E+05", "1E+05"]


def test_a_column_of_shortened_ids_is_bad():
    """B13: where every EAN is 5,70123E+12 nothing can be told apart any more."""
    assert list(read_ids(column("5,70123E+12", "5,70124E+12")).bad) == ["5,70123E+12", "5,70124E+12"]


def test_among_codes_with_letters_nothing_is_suspected():
    """C01: 1E+05 among K-1001 and MAR1 is what the client calls it."""
    assert read_ids(column("K-1001", "MAR1", "1E+05")).bad.empty


def test_the_signs_that_excel_puts_around_an_id_are_taken_off():
    """B13: ="00012" and '00012 are 00012, and listed; an apostrophe before letters is a name's."""
    read = read_ids(column('="00012"', "'00012", "'t Hooft", '="a ""b"""'))

    assert list(read.values) == ["00012", "00012", "'t Hooft", 'a "b"']
    assert list(read.changed["unwrapped"].index) == [0, 1, 3]


@pytest.mark.parametrize("cell", [CellError("#N/A"), CellError(""), "#N/A", "#I/T", "#BEZUG!", "#SAKNAS!", float("inf")])
def test_an_error_is_no_id(cell: object):
    """B13: an error of Excel's is nobody's number, and no customer is called #N/A."""
    read = read_ids(column(cell, "7"))

    assert list(read.bad_kinds["excel_errors"]) == [cell]
    assert list(read.values) == [None, "7"]


def test_an_id_that_became_a_date_is_bad():
    """B13, C01: Excel has made a date of 1/2 or MAR1; what stood there cannot be told."""
    assert list(read_ids(column(dt.date(2026, 3, 1), "7")).bad_kinds["ids_dated"]) == [dt.date(2026, 3, 1)]


def test_blanks_go_at_the_ends_only():
    """C13: what is shown keeps its double spaces and its way of writing letters; trimmed cells are listed."""
    decomposed = "Cafe\N{COMBINING ACUTE ACCENT}"
    read = read_texts(column(" K  1 ", "\N{NO-BREAK SPACE}x\N{ZERO WIDTH SPACE}", decomposed, "  ", "y"))

    assert list(read.values) == ["K  1", "x", decomposed, None, "y"]
    assert list(read.changed["blanks"].index) == [0, 1, 3]


@pytest.mark.parametrize(
    "text", ["Null", "NA", "N/A", "-", "None", "nan", "inf", "true", "Ørsted 🙂", "<b>note</b>", "line\nbreak", "x" * 40_000]
)
def test_texts_stay_what_they_are(text: str):
    """C03, C15: a surname Null, a country NA and a note of 40,000 letters come in whole."""
    read = read_texts(column(text))

    assert list(read.values) == [text]
    assert read.bad.empty


def test_texts_show_stored_cells_as_a_person_sees_them():
    """C02: 7.0 is 7, a date is its day; a long number is shown and doubted."""
    read = read_texts(column(7.0, 7.25, dt.date(2026, 6, 30), dt.datetime(2026, 6, 30, 12), True, 12345678901234568.0))

    assert list(read.values) == ["7", "7.25", "2026-06-30", "2026-06-30", "TRUE", "12345678901234568"]
    assert [(kind, list(cells.index)) for kind, cells in read.doubts] == [("ids_cut", [5])]


def test_only_listed_tokens_are_missing():
    """C03: NULL is emptied, Null the surname is not; the emptied cells keep their rows and can be counted."""
    cells = pd.Series(["NULL", "Null", " - ", "NA", 999.0, "", "9990"], index=[2, 3, 4, 5, 6, 7, 8], dtype=object)
    kept, emptied = with_missing(cells, ["NULL", "-", "999"])

    assert list(kept) == ["", "Null", "", "NA", "", "", "9990"]
    assert emptied.to_dict() == {2: "NULL", 4: " - ", 6: 999.0}
    assert cells[2] == "NULL"


def test_without_tokens_nothing_is_missing():
    """C03: no text is empty on its own."""
    cells = column("NA", "None", "-", "")

    assert with_missing(cells, [])[0] is cells
