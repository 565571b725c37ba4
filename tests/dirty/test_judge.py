"""The judge is judged: whatever is tampered with in a perfect outcome is noticed, and what is only asked is not called wrong."""

import datetime as dt
import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from random import Random

import openpyxl
import pytest

from dirty import FAULTS, Case, Dialect, Line, Outcome, Unreadable, judged, make_case, text_file
from dirty.cases import one_case
from dirty.door import Books, Got, Told
from dirty.draft import UnfitError
from dirty.faults import Fault
from dirty.faults.fault import unchanged
from dirty.truth import PERIOD_BEGIN, PERIOD_END

LINES, CUSTOMERS = make_case(1, 3, ("C09.compact",)), make_case(1, 4, ("D02.potential_unknown",))

Cells = dict[int, dict[str, Got]]


def perfect(case: Case) -> Outcome:
    """The outcome that the truth asks for."""
    readable = {
        row: {k: None if isinstance(v, Unreadable) else v for k, v in record.items()} for row, record in case.expected.records.items()
    }
    bad = {
        column: frozenset(row for row, record in case.expected.records.items() if isinstance(record[column], Unreadable))
        for column in next(iter(case.expected.records.values()))
    }
    aside = {row: sorted(reasons)[0] for row, reasons in case.expected.aside.items()}
    return with_books(case, Outcome(cells=readable, bad=bad, aside=aside))


def with_books(case: Case, outcome: Outcome) -> Outcome:
    """The customers and books that follow from the cells."""
    money = "revenue" if case.holds == "customers" else "amount"
    sums: dict[str, Decimal] = {}
    used = 0
    for cells in (outcome.cells or {}).values():
        day = cells.get("date", PERIOD_BEGIN)
        if isinstance(day, dt.date) and PERIOD_BEGIN <= day <= PERIOD_END and isinstance(value := cells[money], Decimal):
            sums[str(cells["customer_id"])] = sums.get(str(cells["customer_id"]), Decimal(0)) + value
            used += 1
    total = sum(sums.values(), Decimal(0))
    books = Books(len({*(outcome.cells or {}), *(outcome.aside or {})}), used, total, total)
    return replace(outcome, accounts={number: float(value) for number, value in sums.items()}, books=books)


def tampered(case: Case, change: Callable[[Cells], None]) -> Outcome:
    """A perfect outcome with some cells changed, and books that follow from the changed cells."""
    outcome = perfect(case)
    cells = {row: dict(values) for row, values in (outcome.cells or {}).items()}
    change(cells)
    return with_books(case, replace(outcome, cells=cells))


@pytest.mark.parametrize("case", [LINES, CUSTOMERS], ids=["lines", "customers"])
def test_the_truth_itself_is_right(case: Case):
    assert judged(case, perfect(case)).ruling == "right"


def _first(cells: Cells) -> dict[str, Got]:
    return cells[min(cells)]


TAMPERED: dict[str, Callable[[Cells], object]] = {
    "an amount a thousand times as large": lambda cells: _first(cells).update(amount=Decimal(1000) * _first(cells)["amount"]),  # type: ignore[operator]
    "an amount one øre off": lambda cells: _first(cells).update(amount=Decimal("0.01") + _first(cells)["amount"]),  # type: ignore[operator]
    "an amount as a float": lambda cells: _first(cells).update(amount=float(_first(cells)["amount"])),  # type: ignore[arg-type, dict-item]
    "an amount gone without a word": lambda cells: _first(cells).update(amount=None),
    "a date with day and month swapped": lambda cells: _first(cells).update(date=dt.date(2025, 12, 7)),
    "a number without its zeros": lambda cells: _first(cells).update(customer_id="1"),
    "a number gone": lambda cells: _first(cells).update(customer_id=None),
    "a letter lost": lambda cells: _first(cells).update(owner="S?ren"),
    "a row lost": lambda cells: cells.pop(min(cells)),
    "a row invented": lambda cells: cells.update({max(cells) + 1: dict(_first(cells))}),
    "a row under another number": lambda cells: cells.update({max(cells) + 1: cells.pop(min(cells))}),
    "two rows swapped": lambda cells: cells.update({min(cells): cells[max(cells)], max(cells): cells[min(cells)]}),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_whatever_is_tampered_with_is_wrong(what: str):
    outcome = tampered(LINES, TAMPERED[what])  # type: ignore[arg-type]

    assert judged(LINES, outcome).ruling == "wrong"


def test_a_wrong_value_is_told_with_its_place():
    """The sentence names the file, its families, the row, the column, the truth and what came instead."""
    row = min(LINES.expected.records)
    truth = LINES.expected.records[row]["amount"]
    outcome = tampered(LINES, lambda cells: cells[row].update(amount=Decimal(12345)))

    assert judged(LINES, outcome).told(LINES) == (
        f"wrong: file 3 {LINES.file} [C09.compact] row {row} column amount truth {truth} got 12345"
    )


@pytest.mark.parametrize(
    ("what", "changes"),
    [
        ("a customer more", {"accounts": {"total": 5.0}}),
        ("a count of rows", {"books": {"used": 1}}),
        ("a row too few on the account", {"books": {"received": 1}}),
        ("a krone too much", {"books": {"total": Decimal(1)}}),
    ],
)
def test_sums_that_do_not_follow_from_the_rows_are_wrong(what: str, changes: dict[str, dict[str, object]]):
    """D10: rows in = used + set aside, money in = out."""
    outcome = perfect(LINES)
    accounts = {**(outcome.accounts or {}), **changes.get("accounts", {})}
    assert outcome.books is not None
    books = replace(outcome.books, **changes.get("books", {}))  # type: ignore[arg-type]

    assert judged(LINES, replace(outcome, accounts=accounts, books=books)).ruling == "wrong"  # type: ignore[arg-type]


def test_a_cell_that_was_told_of_is_asked_and_not_wrong():
    row = min(LINES.expected.records)
    outcome = tampered(LINES, lambda cells: cells[row].update(amount=None))

    assert judged(LINES, replace(outcome, bad={"amount": frozenset({row})})).ruling == "asked"


def test_a_word_of_doubt_excuses_no_other_value():
    row = min(LINES.expected.records)
    outcome = tampered(LINES, lambda cells: cells[row].update(amount=Decimal(12345)))

    assert judged(LINES, replace(outcome, bad={"amount": frozenset({row})})).ruling == "wrong"


def test_a_readable_row_set_aside_with_a_reason_is_asked():
    row = min(LINES.expected.records)
    outcome = tampered(LINES, lambda cells: cells.pop(row))

    assert judged(LINES, with_books(LINES, replace(outcome, aside={row: "ragged"}))).ruling == "asked"


def test_a_refusal_is_asked():
    assert judged(LINES, Outcome(error="No.", error_code="SEG-B01")).ruling == "asked"


@pytest.mark.parametrize("family", ["C04.only_thousands", "C09.only_small_days", "D04.same_number_two_names"])
def test_an_answer_to_what_cannot_be_known_is_wrong_even_when_it_is_right(family: str):
    """C04, C09, D04: nobody guesses."""
    case = make_case(1, 5, (family,))

    verdict = judged(case, perfect(case))

    assert verdict.ruling == "wrong"
    assert "answered what cannot be known" in verdict.reasons[-1]


def test_a_question_where_the_file_leaves_it_open_is_excused():
    case = make_case(1, 5, ("C04.only_thousands",))
    blocking = Told("SEG-C04", "blocks", frozenset(), "Which?")
    stopped = replace(perfect(case), told=(blocking,), accounts=None, books=None)

    verdict = judged(case, stopped)

    assert (verdict.ruling, verdict.excused) == ("asked", True)


@pytest.mark.parametrize(("family", "number"), [("C05.words_instead_of_amounts", 2), ("A17.error_cells", 2), ("C10.impossible_days", 2)])
def test_an_unreadable_cell_must_be_told_of(family: str, number: int):
    """C05, A17, C10: empty is right only beside a word about it."""
    case = make_case(1, number, (family,))
    outcome = perfect(case)

    assert judged(case, outcome).ruling == "right"
    assert judged(case, replace(outcome, bad={})).ruling == "wrong"


def test_a_total_that_is_counted_is_wrong():
    """B09: its sums make a customer, or a row too many."""
    case = make_case(1, 6, ("B09.label_in_id",))
    row = max(case.expected.aside)
    total = {
        **dict.fromkeys(next(iter(case.expected.records.values()))),
        "customer_id": "Total",
        "amount": Decimal(5),
        "revenue": Decimal(5),
    }
    cells = {**(perfect(case).cells or {}), row: {**total, "date": PERIOD_BEGIN}}
    outcome = with_books(case, replace(perfect(case), cells=cells, aside={}))

    assert judged(case, outcome).ruling == "wrong"


def test_a_page_line_left_out_in_silence_is_wrong():
    """B10: dropped with a count, never without a word."""
    case = make_case(1, 6, ("B10.page_numbers",))
    outcome = perfect(case)

    assert judged(case, outcome).ruling == "right"
    assert judged(case, with_books(case, replace(outcome, aside={}))).ruling == "wrong"


# --- the generator ----------------------------------------------------------------------------------------------------------


def test_there_are_more_than_sixty_families_and_each_stands_for_an_item_of_the_catalogue():
    assert len(FAULTS) >= 60
    assert all(name[0] in "ABCD" and name[1:3].isdigit() and name[3] == "." for name in FAULTS)


@pytest.mark.parametrize("family", list(FAULTS))
def test_each_family_befalls_a_file_of_its_own(family: str):
    """A fault changes the file, its name or what engagement.yaml says; a fault of the company itself lies in what it demands."""
    fault = FAULTS[family]
    if fault.befall is unchanged:
        assert fault.ids is not None
        return

    assert any(written_with(fault, number) != written_with(replace(fault, befall=unchanged), number) for number in range(12))


def written_with(fault: Fault, number: int) -> tuple[bytes, str, tuple[str, ...]] | None:
    """The file with one fault, and what is said of it; None where the fault finds nothing to befall."""
    try:
        case = one_case(number, [fault], Random(number))
    except UnfitError:
        return None
    return case.content, case.file, case.missing


def test_a_file_is_the_same_bytes_in_another_process():
    """M02: file n of a seed never changes, whatever the order of sets."""
    program = "import hashlib; from dirty import make_case; print(hashlib.sha256(b''.join(make_case(3, n).content for n in range(60))).hexdigest())"
    here = Path(__file__).resolve().parents[1]
    path = os.pathsep.join([str(here), str(here.parent)])
    elsewhere = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONHASHSEED": "77", "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=True,
    )

    assert hashlib.sha256(b"".join(make_case(3, n).content for n in range(60))).hexdigest() == elsewhere.stdout.strip()


def test_line_numbers_are_those_of_an_editor():
    """B06: breaks inside quotes count, and so does the line that says sep=."""
    lines = (Line(("No", "Name"), "heading"), Line(("1", "A\nB"), "record"), Line(("",), "other"), Line(("2", "C"), "record"))

    content, numbers = text_file(lines, Dialect(says_separator=True, ends=("\r\n",)))

    assert content == b'sep=;\r\nNo;Name\r\n1;"A\nB"\r\n\r\n2;C\r\n'
    assert numbers == (2, 3, 5, 6)


def test_the_truth_of_a_workbook_is_what_openpyxl_finds():
    """A second reader sees each customer number on the row that the truth says."""
    for number in range(12):
        case = make_case(5, number, ("A13.table_further_down", "D11.unknown_columns", "A20.inline_strings"))
        sheet = openpyxl.load_workbook(BytesIO(case.content)).active

        for row, record in case.expected.records.items():
            assert record["customer_id"] in [cell.value for cell in sheet[row]]


def test_the_truth_of_a_text_file_is_what_its_lines_say():
    """The line that the truth names holds the record's number and the amount with its decimal comma."""
    for number in range(12):
        case = make_case(5, number, ("A13.logo_rows", "B10.repeated_heading", "B01.cp850"))
        lines = case.content.decode("cp850").split("\n")

        for row, record in case.expected.records.items():
            fields = lines[row - 1].split(";")
            money = record["revenue" if case.holds == "customers" else "amount"]
            assert fields[0] == record["customer_id"]
            assert isinstance(money, Decimal)
            assert f"{money:.2f}".replace(".", ",") in fields
