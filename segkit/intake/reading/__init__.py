"""A file as the client sent it: what it is by its first bytes, its cells, its true row numbers, and how it was read."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from segkit.errors import SourceError
from segkit.findings import Finding
from segkit.intake.garbage import no_search_for_garbage
from segkit.intake.reading.container import TEXT, WORKBOOKS, Unpacked, is_to_be_unpacked, unpacked
from segkit.intake.reading.files import SKIPPED, content_of, files_in, sha256_of, still_holds
from segkit.intake.reading.isolated import isolated, limits_for, work_here
from segkit.intake.reading.layout import LaidOut, lay_out
from segkit.intake.reading.markup import Rows, read_markup
from segkit.intake.reading.text_apart import text_records_apart
from segkit.intake.reading.workbook import Sheet, lay_out_sheet, several_sheets, sheets_of
from segkit.intake.source_table import HowRead, Reading, SetAside, SourceTable
from segkit.parameters import nearest

__all__ = [
    "SKIPPED",
    "SourceTable",
    "content_of",
    "files_in",
    "named_otherwise",
    "read_headings",
    "read_table",
    "read_table_here",
    "read_tables",
    "sha256_of",
]

FIND_OUT = Reading()
"""Nobody has said how the file is to be read."""

_FORMS = {
    ".xlsx": "xlsx", ".xlsm": "xlsx", ".xltx": "xlsx", ".xls": "xls", ".xlsb": "xlsb", ".ods": "ods", ".htm": "html", ".html": "html",
    ".xml": "xml2003", ".csv": "csv", ".txt": "csv", ".tsv": "csv", ".tab": "csv", ".dat": "csv", ".asc": "csv", ".prn": "csv",
}  # fmt: skip
"""What a file is, going by the end of its name."""

_SHOWN = {
    "csv": "text (CSV)",
    "xlsx": ".xlsx",
    "xls": ".xls",
    "xlsb": ".xlsb",
    "ods": ".ods",
    "html": "HTML",
    "xml2003": "XML (Excel 2003)",
}


def read_table(path: Path, wanted: tuple[str, ...] = (), reading: Reading = FIND_OUT) -> SourceTable:
    """Return the one table of a file. `wanted` are headings that engagement.yaml names; they help to find the heading row.

    The first bytes, not the file's name, say what it is. What is in it is read in a child process with limits of time and memory.
    Raises SourceError: missing, empty, incomplete, password-protected, hostile or unsupported file; several sheets and none named;
    a heading that is not there; text that cannot be decoded; a file that changes while it is read.
    """
    (table,) = _tables(path, wanted, reading, every=False)
    return table


def read_table_here(path: Path, wanted: tuple[str, ...] = (), reading: Reading = FIND_OUT) -> SourceTable:
    """Return what read_table returns, read in this process: quicker for files that one has made oneself, no guard against others'."""
    with work_here():
        return read_table(path, wanted, reading)


def read_tables(path: Path, reading: Reading = FIND_OUT, *, only: Collection[str] | None = None) -> tuple[SourceTable, ...]:
    """Return every table of a file: each sheet that holds something, hidden ones too; one of a text file. Raises as read_table does.

    With `only`, a workbook's other sheets are not looked at.
    """
    return _tables(path, (), reading, every=reading.sheet is None, only=only)


def read_headings(path: Path) -> list[str]:
    """Return the headings of a file's table. Raises SourceError as read_table does."""
    return [str(name) for name in read_table(path).cells.columns]


@dataclass(frozen=True)
class _Received:
    """A file as received, and what is in its packing."""

    path: Path
    sha256: str
    form: str
    content: bytes
    packing: str

    def table(self, laid: LaidOut, how: HowRead, *more: Finding, set_aside: tuple[SetAside, ...] = ()) -> SourceTable:
        aside = tuple(sorted((*set_aside, *laid.set_aside), key=lambda row: row.row))
        return SourceTable(self.path, self.sha256, laid.cells, aside, how, (*_as_named(self), *more, *laid.findings))

    @property
    def size(self) -> int:
        return self.path.stat().st_size


def _tables(
    path: Path, wanted: tuple[str, ...], reading: Reading, *, every: bool, only: Collection[str] | None = None
) -> tuple[SourceTable, ...]:
    with no_search_for_garbage():
        return _tables_read(path, wanted, reading, every=every, only=only)


def _tables_read(
    path: Path, wanted: tuple[str, ...], reading: Reading, *, every: bool, only: Collection[str] | None
) -> tuple[SourceTable, ...]:
    content = content_of(path)
    inner = _unpacked(path.name, content)
    file = _Received(path, sha256_of(content), inner.form, inner.content, inner.packing)
    if file.form == TEXT:
        tables: tuple[SourceTable, ...] = (_text_table(file, wanted, reading),)
    elif file.form in WORKBOOKS:
        sheets = sheets_of(path.name, file.content, file.form, reading.sheet, every=every)
        tables = tuple(_sheet_table(file, sheet, wanted, reading) for sheet in sheets if only is None or sheet.name in only)
    else:
        found = isolated(read_markup, path.name, file.content, file.form, limits=limits_for(len(file.content)), about=path.name)
        chosen = found if every else _one_of(path.name, found, reading.sheet)
        tables = tuple(_markup_table(file, table, wanted, reading) for table in chosen.items())
    still_holds(path, file.sha256)
    return tables


def _unpacked(name: str, content: bytes) -> Unpacked:
    """Return what a file is; one that must be walked through or unpacked to be told is opened apart."""
    if not is_to_be_unpacked(content):
        return unpacked(name, content)
    return isolated(unpacked, name, content, limits=limits_for(len(content)), about=name)


def _text_table(file: _Received, wanted: tuple[str, ...], reading: Reading) -> SourceTable:
    name = file.path.name
    if reading.sheet is not None:
        raise SourceError(f"{name} is a text file and has no sheet '{reading.sheet}'. Remove 'sheet' at this source.", code="SEG-A03")
    records = text_records_apart(name, file.content, wanted, reading)
    laid = lay_out(name, records.rows, records.numbers, wanted, reading, ragged=True, separator=records.separator.answer)
    how = HowRead(TEXT, file.size, laid.headings, encoding=records.encoding, separator=records.separator)
    return file.table(laid, how, *records.findings, set_aside=records.set_aside)


def _sheet_table(file: _Received, sheet: Sheet, wanted: tuple[str, ...], reading: Reading) -> SourceTable:
    laid = lay_out_sheet(file.path.name, sheet, wanted, reading)
    how = HowRead(file.form, file.size, laid.headings, sheet=sheet.name, engine=sheet.engine, hidden=sheet.hidden)
    return file.table(laid, how)


def _markup_table(file: _Received, table: tuple[str, Rows], wanted: tuple[str, ...], reading: Reading) -> SourceTable:
    name, rows = table
    width = max(len(row) for _, row in rows)
    even = [[*row, *[""] * (width - len(row))] for _, row in rows]
    laid = lay_out(f"{file.path.name}, {name}", even, [number + 1 for number, _ in rows], wanted, reading, ragged=False)
    return file.table(laid, HowRead(file.form, file.size, laid.headings, sheet=name))


def _one_of(name: str, tables: dict[str, Rows], wanted: str | None) -> dict[str, Rows]:
    """Return the named table, or the only one. Raises SourceError SEG-A12: no such table, or several and none named."""
    if wanted is not None and wanted not in tables:
        like = nearest(wanted, list(tables))
        hint = f"Did you mean '{like}'?" if like else f"It has: {', '.join(tables)}."
        raise SourceError(f"{name} has no sheet '{wanted}'. {hint}", code="SEG-A12")
    if wanted is None and len(tables) > 1:
        raise several_sheets(
            name, ", ".join(f"{table} ({len(rows)} × {max(len(row) for _, row in rows)})" for table, rows in tables.items())
        )
    return tables if wanted is None else {wanted: tables[wanted]}


def _as_named(file: _Received) -> tuple[Finding, ...]:
    """Return a finding when the file is not what its name says, or is packed."""
    if file.packing:
        return (Finding("unpacked", file.path.name, values={"packing": file.packing, "form": _SHOWN[file.form]}),)
    return named_otherwise(file.path, file.form)


def named_otherwise(path: Path, form: str) -> tuple[Finding, ...]:
    """Return a finding when a file of this form has a name that says another."""
    ending = path.suffix.lower()
    if _FORMS.get(ending, form) == form:
        return ()
    return (Finding("read_as", path.name, values={"ending": ending, "form": _SHOWN[form]}),)
