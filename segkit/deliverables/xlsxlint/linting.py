"""lint: every rule held against one Excel file."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from segkit.deliverables.xlsxlint.cells import Rows
from segkit.deliverables.xlsxlint.drawings import comment_problems, drawing_problems
from segkit.deliverables.xlsxlint.formulas import Formulas, Scope, column_key
from segkit.deliverables.xlsxlint.frame import frame_of, frame_problems, margin_problems, merged_areas, own_filter
from segkit.deliverables.xlsxlint.markup import attribute, named, whole
from segkit.deliverables.xlsxlint.names import Sheet, book_problems, defined_names, name_problems, sheets_of
from segkit.deliverables.xlsxlint.package import UNREADABLE, Package, package_of, package_problems, reference_problems
from segkit.deliverables.xlsxlint.problem import Problem, told
from segkit.deliverables.xlsxlint.properties import property_problems
from segkit.deliverables.xlsxlint.references import cell, column_letters
from segkit.deliverables.xlsxlint.stream import Stream
from segkit.deliverables.xlsxlint.strings import counted, texts
from segkit.deliverables.xlsxlint.styles import Looks, colour_problems, looks_of, style_problems
from segkit.deliverables.xlsxlint.tables import (
    Table,
    heading_problems,
    headings_wanted,
    place_problems,
    table_of,
    table_problems,
)


def lint(path: Path, *, ours: bool = False) -> tuple[Problem, ...]:
    """Return everything in an Excel file that Excel would refuse, repair or show otherwise; nothing for a good file.

    `ours` adds what holds for files that segkit writes: every formula has its result stored, none is an error, and no property, path,
    macro or link to another file goes along. A broken file is a Problem, never an exception; a file that is not there is an OSError.
    """
    with path.open("rb") as file, ExitStack() as opened:
        try:
            zipped = opened.enter_context(ZipFile(file))
            package = package_of(zipped)
        except UNREADABLE as error:
            return (Problem("zip_damaged", "", "", f"The file is no zip that can be unpacked ({error}), so it is no Excel file."),)
        return tuple(told(_problems(package, ours=ours)))


@dataclass(frozen=True)
class _Book:
    """The workbook part and what hangs on it."""

    package: Package
    part: str
    tree: Element
    sheets: tuple[Sheet, ...]
    tables: dict[str, list[Table]]
    looks: Looks
    formulas: Formulas
    strings_part: str | None
    ours: bool


def _problems(package: Package, *, ours: bool) -> Iterator[Problem]:
    yield from package_problems(package, ours=ours)
    part = next(iter(package.related("", "officeDocument")), None)
    tree = package.tree(part)
    if part is None or tree is None:
        yield Problem("workbook_missing", part or "xl/workbook.xml", "", "The part that names the sheets is missing or cannot be read.")
        return
    book = _book_of(package, part, tree, ours=ours)
    yield from reference_problems(package, part, tree)
    yield from book_problems(part, tree, book.sheets)
    yield from name_problems(part, tree, len(book.sheets), book.formulas)
    yield from _style_problems(book)
    names = frozenset(attribute(element, "name").casefold() for element in defined_names(tree))
    yield from table_problems([table for tables in book.tables.values() for table in tables], names, book.formulas)
    yield from _sheet_problems(book)
    if ours:
        yield from property_problems(package, part, tree)


def _book_of(package: Package, part: str, tree: Element, *, ours: bool) -> _Book:
    sheets = sheets_of(package, part, tree)
    tables = {
        sheet.part: [
            table_of(table, sheet.part, found)
            for table in package.related(sheet.part, "table")
            if (found := package.tree(table)) is not None
        ]
        for sheet in sheets
        if sheet.part
    }
    scope = Scope(
        sheets=frozenset(sheet.name.casefold() for sheet in sheets),
        names=frozenset(attribute(element, "name").casefold() for element in defined_names(tree)),
        tables={
            table.name.casefold(): frozenset(column_key(column) for column in table.columns) for found in tables.values() for table in found
        },
        own_functions=any(key.endswith("vbaproject.bin") or "/externallinks/" in key for key in package.spelled),
    )
    styles = next(iter(package.related(part, "styles")), None)
    looks = looks_of(package.tree(styles)) if styles else Looks()
    strings = next(iter(package.related(part, "sharedStrings")), None)
    return _Book(package, part, tree, sheets, tables, looks, Formulas(scope), strings, ours)


def _style_problems(book: _Book) -> Iterator[Problem]:
    for part in book.package.related(book.part, "styles"):
        tree = book.package.tree(part)
        if tree is not None:
            yield from style_problems(part, tree, has_theme=bool(book.package.related(book.part, "theme")))


def _sheet_problems(book: _Book) -> Iterator[Problem]:
    """Go through the sheets one by one; the calculation chain must name cells with formulas only."""
    strings, problems = counted(book.package, book.strings_part)
    yield from problems
    chain = _chain_of(book)
    for sheet in book.sheets:
        part = sheet.part
        if part is None or not book.package.is_sound(part):
            continue
        if sheet.kind == "worksheet":
            yield from _worksheet_problems(book, part, strings, chain.get(sheet.ident, set()))
        elif (tree := book.package.tree(part)) is not None:
            yield from reference_problems(book.package, part, tree)
            yield from margin_problems(part, tree)
        yield from drawing_problems(book.package, part, book.formulas)
    sound = {sheet.ident for sheet in book.sheets if book.package.is_sound(sheet.part)}
    for ident, cells in chain.items():
        for row, column in sorted(cells) if ident in sound or ident not in {sheet.ident for sheet in book.sheets} else ():
            part = next(iter(book.package.related(book.part, "calcChain")), "")
            text = f"The calculation chain names {column_letters(column)}{row} of sheet number {ident}, which has no formula; Excel repairs it."
            yield Problem("calc_chain", part, f"{column_letters(column)}{row}", text)


def _worksheet_problems(book: _Book, part: str, strings: int, chain: set[tuple[int, int]]) -> Iterator[Problem]:
    tables = book.tables.get(part, [])
    stream = Stream(book.package.chunks(part), "sheetData", "row")
    rows = Rows(part, book.looks, strings, book.formulas, book.ours, headings_wanted(tables), chain)
    yield from rows.problems(stream)
    frame = frame_of(stream)
    if frame is None:
        yield Problem("sheet_unreadable", part, "", "What stands around the rows of the sheet cannot be read by itself.")
        return
    yield from reference_problems(book.package, part, frame)
    yield from frame_problems(part, frame, book.looks, book.formulas)
    yield from colour_problems(part, frame)
    yield from comment_problems(book.package, part, frame)
    yield from place_problems(part, tables, merged_areas(frame), own_filter(frame))
    indexes = [int(value) for kind, value in rows.headings.values() if kind == "s" and value.isdigit() and len(value) <= 10]
    shared = texts(book.package, book.strings_part, indexes)
    for table in tables:
        yield from heading_problems(table, rows.headings, shared)


def _chain_of(book: _Book) -> dict[int | None, set[tuple[int, int]]]:
    """Return the cells that the calculation chain names, by the number of their sheet; it is written only where it changes."""
    chain: dict[int | None, set[tuple[int, int]]] = {}
    for part in book.package.related(book.part, "calcChain"):
        tree, sheet = book.package.tree(part), None
        for element in named(tree, "c") if tree is not None else ():
            sheet = whole(attribute(element, "i")) or sheet
            place = cell(attribute(element, "r"))
            if place:
                chain.setdefault(sheet, set()).add(place)
    return chain
