"""N5: what people do to a delivered file, and exactly what is made of it."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from returning import heads, row_of, set_name, sort, told, write

from segkit.returned import Returned

Edits = tuple[Callable[[Any], object], ...]


def amount(value: str) -> Decimal:
    return Decimal(value).quantize(Decimal("0.01"))


def insert_row(before: str, values: dict[str, object] | None = None) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        sheet = book["Customers"]
        at = row_of(sheet, before)
        sheet.insert_rows(at)
        columns = heads(sheet)[1]
        for heading, value in (values or {}).items():
            sheet.cell(at, columns[heading]).value = value

    return change


def delete_row(number: str) -> Callable[[Any], None]:
    return lambda book: book["Customers"].delete_rows(row_of(book["Customers"], number))


def delete_column(heading: str, sheet: str = "Customers") -> Callable[[Any], None]:
    return lambda book: book[sheet].delete_cols(heads(book[sheet])[1][heading])


def insert_column(before: str, heading: str = "") -> Callable[[Any], None]:
    def change(book: Any) -> None:
        sheet = book["Customers"]
        row, columns = heads(sheet)
        sheet.insert_cols(columns[before])
        sheet.cell(row, columns[before]).value = heading or None

    return change


def rename_heading(heading: str, to: str) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        sheet = book["Customers"]
        row, columns = heads(sheet)
        sheet.cell(row, columns[heading]).value = to

    return change


def move_column_to_the_end(heading: str) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        sheet = book["Customers"]
        head, columns = heads(sheet)
        old, new = columns[heading], sheet.max_column + 1
        for row in range(head, sheet.max_row + 1):
            sheet.cell(row, new).value = sheet.cell(row, old).value
            sheet.cell(row, old).value = None

    return change


def copy_row(number: str, changes: dict[str, object] | None = None) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        sheet = book["Customers"]
        columns = heads(sheet)[1]
        source, target = row_of(sheet, number), sheet.max_row + 1
        for col in columns.values():
            sheet.cell(target, col).value = sheet.cell(source, col).value
        for heading, value in (changes or {}).items():
            sheet.cell(target, columns[heading]).value = value

    return change


def rename_sheet(old: str, new: str) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        book[old].title = new

    return change


def whole_column(heading: str, value: object) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        sheet = book["Customers"]
        head, columns = heads(sheet)
        for row in range(head + 1, sheet.max_row + 1):
            sheet.cell(row, columns[heading]).value = value

    return change


def nothing(book: Any) -> None:
    """Save the file as it is."""


def fix(number: str, grade: object, reason: object = "Old friend", until: object = None) -> Edits:
    edits = [write(number, "Fixed grade", grade), write(number, "Reason for the fixed grade", reason), write(number, "Fixed until", until)]
    return tuple(edits)


POTENTIAL = ("changed", "Customers!G5", "customer:0012", amount("9000"), amount("9500"))

SCENARIOS: dict[str, tuple[Edits, list[tuple[object, ...]]]] = {
    # --- nothing that counts (F01, F08)
    "saved_as_it_is": ((nothing,), []),
    "sorted_by_name": ((sort("Name", reverse=True),), []),
    "sorted_by_number_in_leads": ((sort("Lead no.", reverse=True, sheet="Leads"),), []),
    "filtered": ((lambda book: setattr(book["Customers"].row_dimensions[6], "hidden", True),), []),
    "coloured": ((lambda book: setattr(book["Customers"].sheet_properties, "tabColor", "FF0000"),), []),
    "blank_row_inserted": ((insert_row("0014"),), []),
    "blank_rows_above_the_title": ((lambda book: book["Customers"].insert_rows(1, 3),), []),
    "sheet_renamed": ((rename_sheet("Customers", "Kunderne"),), []),
    "sheets_in_another_order": ((lambda book: book.move_sheet("Customers", -3),), []),
    "sheet_copied": (
        (lambda book: book.copy_worksheet(book["Customers"]),),
        [
            ("row_repeated", f"Customers Copy!A{row}", f"customer:{n}", None, None)
            for row, n in enumerate(("0012", "0013", "0014", "0015", "100000", "0017"), 5)
        ],
    ),
    "column_moved": ((move_column_to_the_end("Comment"),), []),
    "blank_column_inserted": ((insert_column("Potential"),), []),
    "note_beside_the_table": ((lambda book: setattr(book["Customers"].cell(2, 40), "value", "look here"),), []),
    # --- answers (K22, S06)
    "potential": ((write("0012", "Potential", 9500),), [POTENTIAL]),
    "potential_that_was_unknown": (
        (write("0014", "Potential", 1234.5),),
        [("changed", "Customers!G7", "customer:0014", None, amount("1234.5"))],
    ),
    "potential_of_zero": ((write("0012", "Potential", 0),), [("changed", "Customers!G5", "customer:0012", amount("9000"), amount("0"))]),
    "potential_and_sorted": (
        (write("0012", "Potential", 9500), sort("Name", reverse=True)),
        [("changed", "Customers!G10", "customer:0012", amount("9000"), amount("9500"))],
    ),
    "potential_as_text_with_thousands": (
        (write("0012", "Potential", "1.200.000"),),
        [("changed", "Customers!G5", "customer:0012", amount("9000"), amount("1200000"))],
    ),
    "potential_as_text_with_a_comma": (
        (write("0012", "Potential", "9500,50 kr."),),
        [("changed", "Customers!G5", "customer:0012", amount("9000"), amount("9500.50"))],
    ),
    "potential_typed_again_as_text": ((write("0012", "Potential", "9000"),), []),
    "expected_revenue_of_a_lead": (
        (write("E7", "Expected revenue", 1500, "Leads"),),
        [("changed", "Leads!D9", "lead:E7", amount("1200"), amount("1500"))],
    ),
    "comment": (
        (write("100000", "Comment", " Ring first. "),),
        [("changed", "Customers!Q9", "customer:100000", None, "Ring first.")],
    ),
    "comment_that_looks_like_a_formula": (
        (write("0012", "Comment", "'=1+1"),),
        [("changed", "Customers!Q5", "customer:0012", None, "'=1+1")],
    ),
    "fixed_grade": (
        fix("0013", "A"),
        [
            ("changed", "Customers!N6", "customer:0013", None, "A"),
            ("changed", "Customers!P6", "customer:0013", None, "Old friend"),
        ],
    ),
    "fixed_grade_until": (
        fix("0013", "a", until=dt.date(2027, 6, 30)),
        [
            ("changed", "Customers!N6", "customer:0013", None, "A"),
            ("changed", "Customers!O6", "customer:0013", None, dt.date(2027, 6, 30)),
            ("changed", "Customers!P6", "customer:0013", None, "Old friend"),
        ],
    ),
    "fixed_grade_of_one_who_is_not_rated": (
        fix("0014", "B"),
        [
            ("changed", "Customers!N7", "customer:0014", None, "B"),
            ("changed", "Customers!P7", "customer:0014", None, "Old friend"),
        ],
    ),
    # --- answers that cannot be used (F06)
    "potential_in_words": (
        (write("0012", "Potential", "ca. 1 mio"),),
        [("not_an_amount", "Customers!G5", "customer:0012", amount("9000"), "ca. 1 mio")],
    ),
    "potential_that_reads_two_ways": (
        (write("0012", "Potential", "9.500"),),
        [("not_an_amount", "Customers!G5", "customer:0012", amount("9000"), "9.500")],
    ),
    "potential_in_another_currency": (
        (write("0012", "Potential", "9500 EUR"),),
        [("not_an_amount", "Customers!G5", "customer:0012", amount("9000"), "9500 EUR")],
    ),
    "potential_below_zero": (
        (write("0012", "Potential", -5),),
        [("negative", "Customers!G5", "customer:0012", amount("9000"), amount("-5"))],
    ),
    "potential_that_became_a_date": (
        (write("0012", "Potential", dt.datetime(2026, 2, 1)),),
        [("not_an_amount", "Customers!G5", "customer:0012", amount("9000"), dt.date(2026, 2, 1))],
    ),
    "potential_true": ((write("0012", "Potential", True),), [("not_an_amount", "Customers!G5", "customer:0012", amount("9000"), "TRUE")]),
    "potential_emptied": (
        (write("0012", "Potential", None),),
        [("cannot_be_emptied", "Customers!G5", "customer:0012", amount("9000"), None)],
    ),
    "potential_as_a_formula_never_calculated": (
        (write("0012", "Potential", "=2*4750"),),
        [("no_result", "Customers!G5", "customer:0012", amount("9000"), "=2*4750")],
    ),
    "grade_that_is_none": (fix("0013", "E"), [("not_a_grade", "Customers!N6", "customer:0013", None, "E")]),
    "grade_not_rated": (fix("0013", "Not rated"), [("not_a_grade", "Customers!N6", "customer:0013", None, "Not rated")]),
    "grade_without_reason": (fix("0013", "A", reason=None), [("no_reason", "Customers!P6", "customer:0013", None, None)]),
    "grade_until_yesterday": (
        fix("0013", "A", until=dt.date(2026, 8, 30)),
        [("until_past", "Customers!O6", "customer:0013", None, dt.date(2026, 8, 30))],
    ),
    "until_in_words": (fix("0013", "A", until="next year"), [("not_a_date", "Customers!O6", "customer:0013", None, "next year")]),
    "until_that_reads_two_ways": (
        fix("0013", "A", until="03/04/2027"),
        [("not_a_date", "Customers!O6", "customer:0013", None, "03/04/2027")],
    ),
    "until_without_grade": (
        (write("0013", "Fixed until", dt.date(2027, 1, 1)),),
        [("no_grade", "Customers!O6", "customer:0013", None, dt.date(2027, 1, 1))],
    ),
    "reason_without_grade": (
        (write("0013", "Reason for the fixed grade", "Old friend"),),
        [("no_grade", "Customers!P6", "customer:0013", None, "Old friend")],
    ),
    # --- what people may not change (F02, F03)
    "name_changed": ((write("0013", "Name", "Beta ApS"),), [("given_changed", "Customers!B6", "customer:0013", "Beta", "Beta ApS")]),
    "revenue_changed": (
        (write("0013", "Revenue", 1),),
        [("given_changed", "Customers!F6", "customer:0013", Decimal("2000.5"), Decimal(1))],
    ),
    "name_with_curly_quotes": (
        (write("0012", "Name", "Alfa “Byg”"),),
        [("restored", "Customers!B5", "customer:0012", 'Alfa "Byg"', "Alfa “Byg”")],
    ),
    "number_that_lost_its_zeros": (
        (write("0012", "Customer no.", 12),),
        [("restored", "Customers!A5", "customer:0012", "0012", Decimal(12))],
    ),
    "number_in_powers_of_ten": (
        (write("100000", "Customer no.", "1E+05"),),
        [("restored", "Customers!A9", "customer:100000", "100000", "1E+05")],
    ),
    "value_over_a_formula": (
        (write("0015", "Contribution", 5),),
        [("formula_replaced", "Customers!J8", "customer:0015", amount("899.99"), Decimal(5))],
    ),
    "value_over_a_formula_in_a_row_with_an_answer": (
        (write("0012", "Grade", "A"), write("0012", "Potential", 9500)),
        [
            ("formula_replaced", "Customers!E5", "customer:0012", "A", "A"),
            ("held", "Customers!G5", "customer:0012", amount("9000"), amount("9500")),
        ],
    ),
    "formula_bent": (
        (write("0015", "Headroom", "=Customers[[#This Row],[Potential]]*2"),),
        [("formula_changed", "Customers!I8", "customer:0015", Decimal("4000.01"), "=Customers[[#This Row],[Potential]]*2")],
    ),
    "formula_emptied": (
        (write("0015", "Headroom", None),),
        [("formula_replaced", "Customers!I8", "customer:0015", Decimal("4000.01"), None)],
    ),
    "formula_written_otherwise": ((write("0015", "Headroom", '=IF(AND(ISNUMBER(F8),ISNUMBER($G8)), ROUND(G8-F8,2),"")'),), []),
    "formulas_of_a_column_bent": (
        (whole_column("Headroom", "=1+1"),),
        [("column_changed", "Customers!I5", "Headroom", None, None)],
    ),
    "values_over_a_column": ((whole_column("Headroom", 7),), [("column_replaced", "Customers!I5", "Headroom", None, None)]),
    # --- rows and columns that come, go and stand twice (F01, F02)
    "row_deleted": ((delete_row("0017"),), [("row_deleted", "Customers", "customer:0017", None, None)]),
    "row_added": (
        (insert_row("0014", {"Customer no.": "0099", "Name": "Omega", "Potential": 500}),),
        [("row_added", "Customers!A7", "", None, None)],
    ),
    "row_repeated": ((copy_row("0013"),), [("row_repeated", "Customers!A11", "customer:0013", None, None)]),
    "row_repeated_otherwise": ((copy_row("0013", {"Potential": 4500}),), [("rows_differ", "Customers!A6", "customer:0013", None, None)]),
    "key_column_deleted": (
        (write("0012", "Potential", 9500), delete_column("Key")),
        [("keys_gone", "Customers", "", None, None), POTENTIAL],
    ),
    "key_mangled": (
        (write("0012", "Key", "customer:12"), write("0012", "Potential", 9500)),
        [("key_restored", "Customers!AX5", "customer:0012", "customer:0012", "customer:12"), POTENTIAL],
    ),
    "key_and_number_mangled": (
        (write("100000", "Key", None), write("100000", "Customer no.", 1e5), write("0012", "Potential", 9500)),
        [
            ("key_restored", "Customers!AX9", "customer:100000", "customer:100000", None),
            POTENTIAL,
            ("restored", "Customers!A9", "customer:100000", "100000", Decimal("100000")),
        ],
    ),
    "key_and_name_gone": (
        (write("0012", "Key", None), write("0012", "Name", "Somebody"), write("0012", "Potential", 9500)),
        [("whose_row", "Customers!A5", "", None, "0012"), ("row_deleted", "Customers", "customer:0012", None, None)],
    ),
    "key_of_another_pasted_over": (
        (write("0012", "Key", "customer:0013"), write("0012", "Potential", 9500)),
        [("row_contradicts", "Customers!A5", "customer:0013", None, None)],
    ),
    "heading_renamed": (
        (rename_heading("Comment", "Remarks"),),
        [("column_gone", "Customers", "Comment", None, None), ("column_added", "Customers", "Remarks", None, None)],
    ),
    "column_deleted": ((delete_column("Segment"),), [("column_gone", "Customers", "Segment", None, None)]),
    "column_added": ((insert_column("Potential", "My notes"),), [("column_added", "Customers", "My notes", None, None)]),
    "sheet_deleted": ((lambda book: book.remove(book["Leads"]),), [("table_gone", "Leads", "", None, None)]),
    # --- settings
    "threshold": (
        (set_name("abcd_revenue_high", 1200),),
        [("changed", "Parameters!C6", "High revenue from", Decimal(1000), Decimal(1200))],
    ),
    "contacts": (
        (set_name("playbook_1_meetings_per_year", 9),),
        [("changed", "Parameters!C31", "Contacts per year", Decimal(8), Decimal(9))],
    ),
    "threshold_in_words": (
        (set_name("abcd_revenue_high", "a lot"),),
        [("not_an_amount", "Parameters!C6", "High revenue from", Decimal(1000), "a lot")],
    ),
    "contacts_beyond_the_year": (
        (set_name("playbook_1_meetings_per_year", 900),),
        [("setting_refused", "Parameters!C31", "Contacts per year", Decimal(8), Decimal(900))],
    ),
    "letter_of_a_preset": ((set_name("abcd_grades", "C"),), [("preset_letters", "Parameters!B12", "Grades", "B", "C")]),
    "day_of_the_delivery": (
        (set_name("delivery_date", dt.datetime(2027, 1, 1)),),
        [("fixed_by_us", "Parameters!C55", "As of", dt.date(2026, 8, 31), dt.date(2027, 1, 1))],
    ),
}


@pytest.mark.parametrize("name", SCENARIOS)
def test_scenario(edited: Callable[..., Returned], name: str):
    """N5, F01, F02, F03, F06, F08: exactly this is told of exactly these edits, and nothing else."""
    edits, expected = SCENARIOS[name]

    assert [told(item) for item in edited(*edits).items] == expected
