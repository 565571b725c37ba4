"""The client's own rows back: each file of customers and leads as it came, in its order, with segkit's columns to the right.

The original cells are written as they were read: text stays text with its zeros, numbers and dates that a workbook stored stay numbers
and dates. Rows that were set aside come back too, with the reason. What is added is plain values, ready for a CRM to take in.
"""

from collections.abc import Hashable, Mapping, Sequence
from pathlib import Path
from typing import Any

from segkit.deliverables.crm import ratings_by_number
from segkit.deliverables.excel.cells import Sheet, fitted
from segkit.deliverables.excel.workbook import Book, open_book, page
from segkit.intake import RECONCILIATION_LABELS, TypedTable
from segkit.intake.source_table import Cell, CellError
from segkit.segments import NOT_RATED_SEGMENT
from segkit.strategy import PROPOSALS
from segkit.study import Study
from segkit.tables import POTENTIAL_BASES
from segkit.views.labels import pareto_label, segment_label

FILE_NAME = "return.xlsx"
WIDEST = 40
Account = Mapping[Hashable, Any]
"""A customer or lead as a record of its table."""


def write_return(study: Study, folder: Path) -> Path | None:
    """Write the returned rows into a folder and return the path; None where no file lists customers or leads.

    Raises DeliverableError; an earlier file then stands untouched.
    """
    tables = study.intake.lists
    if not tables:
        return None
    sheets = [(table.source.file, table.source.file, "list") for table in tables]
    book = open_book(study, study.words("Returned data"), sheets)
    for table in tables:
        _write(book, book.sheets[table.source.file], table)
    return book.save(folder / FILE_NAME)


def _write(book: Book, sheet: Sheet, table: TypedTable) -> None:
    original = table.tables[0]
    headings = [str(name) for name in original.cells.columns]
    rows: dict[int, Sequence[Cell]] = {row: list(cells) for row, cells in zip(original.cells.index, original.cells.to_numpy(), strict=True)}
    sign = original.how.separator.answer if original.how.separator is not None else None
    rows |= {aside.row: aside.raw.split(sign) if sign and aside.reason == "ragged" else [aside.raw] for aside in original.set_aside}
    width = max(map(len, [headings, *rows.values()]))
    added, rated = _added(book.study, table), ratings_by_number(book.study)
    keys, notes = table.frame[table.source.key], _notes(table)
    for col, heading in enumerate(headings):
        sheet.client(0, col, heading, "head")
    for col, heading in enumerate(_headings(book.study, table, headings), start=width):
        sheet.text(0, col, heading, "head", "wrap")
    for place, row in enumerate(sorted(rows), start=1):
        for col, cell in enumerate(rows[row]):
            _original(sheet, place, col, cell)
        key = keys.get(row)
        account = added.get(key) if isinstance(key, str) else None
        _ours(book.study, sheet, (place, width), notes.get(row), account)
        if account is not None and "customer_id" in account and str(key) in rated:
            band, score = rated[str(key)]
            sheet.client(place, width + len(_WIDTHS), band)
            sheet.number(place, width + len(_WIDTHS) + 1, score, "exact")
    for col in range(width):
        texts = [str(cells[col]) for cells in rows.values() if col < len(cells)]
        sheet.widths(fitted([*texts[:500], *headings[col : col + 1]], 8, WIDEST), first=col)
    ours = (*_WIDTHS, *(_DEEP_WIDTHS if book.study.deep is not None else ()))
    sheet.widths(*ours, first=width)
    sheet.worksheet.freeze_panes(1, 0)
    page(book, table.source.file, wide=True, repeat=0)
    sheet.checked(sheet.worksheet.autofilter(0, 0, len(rows), width + len(ours) - 1), "a filter")


_WIDTHS = (12, 24, 16, 16, 18, 18, 18, 24, 14, 30)
_DEEP_WIDTHS = (16, 12)
"""The widths of what a Deep Dive adds behind the note: rating class and rating."""


def _headings(study: Study, table: TypedTable, originals: Sequence[str]) -> list[str]:
    """Return the headings of our columns; one that the file has already is marked as ours."""
    words = study.words
    own = [
        words("Grade"), words("Segment"), words("Revenue"), words("Potential"), words("Basis"), words("Utilisation"), words("Headroom"),
        words("Proposal"), words("Pareto class"), words("Note"),
    ]  # fmt: skip
    if table.source.holds == "leads":
        own[2] = words("Expected revenue")
    if study.deep is not None:
        own += [words("Rating class"), words("Rating")]
    taken = {heading.casefold() for heading in originals}
    return [f"{heading} (segkit)" if heading.casefold() in taken else heading for heading in own]


def _notes(table: TypedTable) -> dict[int, str]:
    """Return the reconciliation's key of why each row that was not used was set aside."""
    keys = table.frame[table.source.key]
    return {
        **{int(row): "missing_id" for row in keys.index[keys.isna()]},
        **{total.row: "total" for total in table.totals},
        **{aside.row: aside.reason for aside in table.tables[0].set_aside},
    }


def _added(study: Study, table: TypedTable) -> dict[str, Account]:
    accounts = study.customers if table.source.holds == "customers" else study.leads
    return {str(record[table.source.key]): record for record in accounts.to_dict("records")}


def _original(sheet: Sheet, row: int, col: int, cell: Cell) -> None:
    if isinstance(cell, str):
        sheet.client(row, col, cell)
    elif isinstance(cell, CellError):
        sheet.client(row, col, cell.text)
    elif isinstance(cell, (int, float)):
        sheet.number(row, col, float(cell))
    else:
        sheet.date(row, col, cell, "date")


def _ours(study: Study, sheet: Sheet, place: tuple[int, int], note: str | None, account: Account | None) -> None:
    words, (row, col) = study.words, place
    if account is None:
        sheet.text(row, col + len(_WIDTHS) - 1, words(RECONCILIATION_LABELS[note]) if note else "")
        return
    names = {policy.segment: policy.name for policy in study.plan.policies}
    basis = POTENTIAL_BASES[account["potential_basis"]]
    sheet.client(row, col, segment_label(study, account["grade"]))
    sheet.client(row, col + 1, names[account["grade"] or NOT_RATED_SEGMENT])
    sheet.number(row, col + 2, account["revenue"], "exact")
    sheet.number(row, col + 3, account["potential"], "exact")
    sheet.text(row, col + 4, words(basis))
    sheet.number(row, col + 5, account["utilisation"], "share")
    sheet.number(row, col + 6, account["headroom"], "exact")
    if "proposal" in account:
        proposal = PROPOSALS[account["proposal"]]
        sheet.text(row, col + 7, words(proposal))
        sheet.text(row, col + 8, pareto_label(study, account["pareto_class"]))
