"""Drafts to bytes: text files by an own writer, workbooks by XlsxWriter; and where each line came to stand."""

import datetime as dt
import gzip
import re
import zipfile
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter

from .draft import Cell, Dialect, Draft, Formula, Line, Raw, Rich

BROKEN = "\ue000"
"""Stands in a text where the file shall hold bytes that are no letters in any likely character set."""
BROKEN_BYTES = b"\x81\x8d\xff"

Written = tuple[bytes, tuple[int, ...]]
"""The bytes of a file, and for each line of the draft the row number that Excel or an editor shows."""


def written(draft: Draft) -> Written:
    """Return the file. Raises UnicodeEncodeError where a text has a letter that the character set lacks."""
    content, numbers = text_file(draft.lines, draft.dialect) if draft.medium == "text" else workbook(draft)
    return _wrapped(content, draft), numbers


def _wrapped(content: bytes, draft: Draft) -> bytes:
    if draft.wrapped == "gzip":
        return gzip.compress(content, mtime=0)
    if draft.wrapped == "zip":
        return _zipped({draft.file.removesuffix(".zip"): content})
    return content[: int(len(content) * draft.kept_share)]


def _zipped(parts: dict[str, bytes]) -> bytes:
    """Return a zip file that holds no time of day."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name, content in parts.items():
            target.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


# --- text -------------------------------------------------------------------------------------------------------------------

_LINE_BREAK = re.compile(r"\r\n|\r|\n")


def text_file(lines: tuple[Line, ...], dialect: Dialect) -> Written:
    """Return a text file in this dialect; line numbers count every line break, those inside quotes too."""
    content = bytearray()
    numbers: list[int] = []
    number = 1
    if dialect.says_separator:
        content += _encoded(f"sep={dialect.separator}{dialect.ends[0]}", dialect.encoding)
        number += 1
    for i, line in enumerate(lines):
        end = dialect.ends[i % len(dialect.ends)] if dialect.last_end or i < len(lines) - 1 else ""
        text = _record(line, dialect) + end
        numbers.append(number)
        number += len(_LINE_BREAK.findall(text))
        content += _encoded(text, "cp1252" if i in dialect.foreign else dialect.encoding)
    return dialect.mark + bytes(content) + dialect.tail, tuple(numbers)


def _record(line: Line, dialect: Dialect) -> str:
    texts = [_plain(cell) for cell in line.cells]
    if line.literal:
        return dialect.separator.join(texts)
    return dialect.separator.join(_field(text, dialect, table=line.kind != "other") for text in texts)


def _field(text: str, dialect: Dialect, *, table: bool) -> str:
    special = (dialect.separator.strip(" ") or dialect.separator, dialect.quote, "\r", "\n", dialect.escape)
    if not (dialect.quoted == "all" and table) and not any(sign and sign in text for sign in special):
        return text
    if dialect.escape:
        text = text.replace(dialect.escape, dialect.escape * 2)
    return dialect.quote + text.replace(dialect.quote, (dialect.escape or dialect.quote) + dialect.quote) + dialect.quote


def _plain(cell: Cell) -> str:
    if not isinstance(cell, str):
        raise TypeError(f"a text file holds texts, not {cell!r}")
    return cell


def _encoded(text: str, encoding: str) -> bytes:
    return BROKEN_BYTES.join(part.encode(encoding) for part in text.split(BROKEN))


# --- workbooks --------------------------------------------------------------------------------------------------------------

_CREATED = dt.datetime(2026, 8, 31)


def workbook(draft: Draft) -> Written:
    """Return a workbook whose sheet holds the lines, the first at `first_row`; the same draft gives the same bytes."""
    stream, book_style = BytesIO(), draft.book
    options = {"date_1904": book_style.system_1904, "strings_to_urls": False, "strings_to_formulas": False}
    # With constant memory XlsxWriter writes texts into the sheet itself, as many programs do.
    options |= {"constant_memory": book_style.inline_strings, "in_memory": not book_style.inline_strings}
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties({"created": _CREATED})
    for name in book_style.before:
        book.add_worksheet(name)
    sheet = book.add_worksheet(book_style.sheet)
    sheet.activate()
    if book_style.hidden_sheet:
        other = book.add_worksheet("Gammel")
        other.write_row(0, 0, ["Kundenr.", "Debitornr.", "Beløb"])
        other.write_row(1, 0, ["1", "1", 5])
        other.hide()
    formats = {"date": book.add_format({"num_format": "dd-mm-yyyy"}), "bold": book.add_format({"bold": True})}
    money = book.add_format({"num_format": book_style.money_format}) if book_style.money_format else None
    columns_of_money = {draft.at(key) for key in draft.keys("money")} if money else set()
    for i, line in enumerate(draft.lines):
        row = book_style.first_row + i
        for j, cell in enumerate(line.cells):
            own = formats | {"number": money} if j in columns_of_money else formats
            _write(sheet, row, book_style.first_column + j, cell, own)
        if line.hidden:
            sheet.set_row(row, None, None, {"hidden": True})
    _dress(sheet, draft)
    book.close()
    numbers = tuple(book_style.first_row + i + 1 for i in range(len(draft.lines)))
    return _without_caches(stream.getvalue()), numbers


_NEVER_CALCULATED = 0.123456789012345
"""XlsxWriter stores some value with every formula; this one is taken out again."""


def _write(sheet: Any, row: int, column: int, cell: Cell, formats: dict[str, Any]) -> None:
    if isinstance(cell, Formula):
        sheet.write_formula(row, column, "=1*Z1", None, _NEVER_CALCULATED if cell.shown is None else cell.shown)
    elif isinstance(cell, Rich):
        sheet.write_rich_string(row, column, cell.parts[0], formats["bold"], cell.parts[1])
    elif isinstance(cell, Raw):
        sheet.write_string(row, column, cell.text)
    elif isinstance(cell, dt.date):
        sheet.write_datetime(row, column, cell, formats["date"])
    elif isinstance(cell, (Decimal, float)):
        sheet.write_number(row, column, float(cell), formats.get("number"))
    elif cell != "":
        sheet.write_string(row, column, cell)


def _dress(sheet: Any, draft: Draft) -> None:
    for column in draft.book.hidden_columns:
        sheet.set_column(column, column, None, None, {"hidden": True})
    for area in draft.book.merged:
        first_row, first_column, last_row, last_column = area
        shown = draft.lines[first_row - draft.book.first_row].cells[first_column - draft.book.first_column]
        sheet.merge_range(first_row, first_column, last_row, last_column, shown)
    if draft.book.table_filter:
        heading = next(i for i, line in enumerate(draft.lines) if line.kind == "heading") + draft.book.first_row
        sheet.autofilter(heading, 0, heading + len(draft.lines), len(draft.layout) - 1)


def _without_caches(content: bytes) -> bytes:
    cached = re.compile(rb"</f><v>" + str(_NEVER_CALCULATED).encode() + rb"</v>")
    source = zipfile.ZipFile(BytesIO(content))
    if not any(cached.search(source.read(name)) for name in source.namelist()):
        return content
    return _zipped({name: cached.sub(b"</f>", source.read(name)) for name in source.namelist()})
