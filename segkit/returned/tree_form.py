"""The form of a factor tree comes home: its rows are read by their headings, wherever they have been moved to, and checked node by node."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from segkit.engagement import Engagement
from segkit.errors import EngagementError, ReturnError, SourceError
from segkit.intake import FACTOR_TREE, MARK_SHEET
from segkit.intake.marked import Mark, is_of
from segkit.parameters import YamlFile, read_record
from segkit.parameters.yaml_file import Place
from segkit.rating.factors.checking import gaps
from segkit.rating.factors.settings import FactorTree
from segkit.returned.book import Cell, ReturnedBook
from segkit.returned.layout import spoken
from segkit.returned.reading import read_book
from segkit.returned.tree_rows import FormLine, Lines, tree_of
from segkit.returned.values import text_of

OTHERS, LOST = "SEG-F05", "SEG-F02"
_PAIRS = 10_000_000
"""Added to the rows of the comparisons, so that they are told from those of the tree while a row is only a number."""


@dataclass(frozen=True)
class TreeForm:
    """What a filled form says: the tree with the engagement's other settings, None where cells keep it from being one.

    `problems` are those cells, `gaps` what a tree that can be written still lacks; each sentence names the file and the row.
    """

    file: str
    engagement: Engagement
    settings: FactorTree | None
    problems: tuple[str, ...]
    gaps: tuple[str, ...]


def read_tree_form(engagement: Engagement, path: Path, password: str | None = None) -> TreeForm:
    """Return what a filled form says. The file is only read.

    Raises SourceError where it cannot be read, is no such form or has lost a column; ReturnError where it is another client's.
    """
    return tree_form_of(read_book(path, password), engagement)


def tree_form_of(book: ReturnedBook, engagement: Engagement) -> TreeForm:
    """Return what a form says that has been read; see `read_tree_form`."""
    mark = _mark_of(book, engagement)
    tree_sheet, tree = _lines(book, mark["tree"], "level_1")
    pairs_sheet, pairs = _lines(book, mark["pairs"], "voter")
    read = tree_of(tree, [FormLine(line.row + _PAIRS, line.cells) for line in pairs], mark)
    told = _Told(book.file, tree_sheet, pairs_sheet, read)
    problems = [(row, sentence) for row, sentence in read.problems]
    settings = None
    try:
        given = read_record(FactorTree, YamlFile(Path(book.file), read.data, {(): read.first, **read.rows}))
        settings = engagement.tree.model_copy(update={"factors": given.factors, "pairwise": given.pairwise})
    except EngagementError as error:
        problems += [told.row_in(problem) for problem in error.problems]
    if problems or settings is None:
        return TreeForm(book.file, engagement, None, told.sentences(problems), ())
    open_ends = [(told.row_of(gap.place), gap.sentence) for gap in gaps(settings, engagement.measures)]
    return TreeForm(book.file, engagement, settings, (), told.sentences(open_ends))


@dataclass(frozen=True)
class _Told:
    """Says where in the file something is: the row, and the sheet where it is not the tree's."""

    file: str
    tree: str
    pairs: str
    read: Lines = field(repr=False)

    def row_of(self, place: Place) -> int:
        while place and place not in self.read.rows:
            place = place[:-1]
        return self.read.rows.get(place, self.read.first)

    def row_in(self, problem: str) -> tuple[int, str]:
        """Return the row and the rest of a sentence that names it as a line."""
        found = re.match(r".*?, line (\d+): (.*)", problem, re.DOTALL)
        return (int(found.group(1)), found.group(2)) if found else (self.read.first, problem)

    def sentences(self, told: list[tuple[int, str]]) -> tuple[str, ...]:
        return tuple(f"{self._where(row)}: {sentence}" for row, sentence in sorted(told, key=lambda item: item[0]))

    def _where(self, row: int) -> str:
        return f"{self.file}, row {row}" if row < _PAIRS else f"{self.file}, sheet '{self.pairs}', row {row - _PAIRS}"


def _mark_of(book: ReturnedBook, engagement: Engagement) -> Mark:
    mark = book.mark
    if mark is None or mark["kind"] != FACTOR_TREE:
        raise SourceError(
            f"{book.file} is no form for a factor tree, or has lost the hidden sheet by which it is known. Write a new one with "
            f"segkit tree, and copy the rows into it.",
            code=LOST,
        )
    if not is_of(mark, engagement.client, engagement.name):
        raise ReturnError(
            f"{book.file} is the factor tree of another client: {mark.get('client')}. Nothing was read from it for {engagement.client}.",
            code=OTHERS,
        )
    return mark


def _lines(book: ReturnedBook, headings: Mapping[str, str], key: str) -> tuple[str, list[FormLine]]:
    """Return the name of the sheet that has a table's headings, and the filled rows below them, each cell by its setting.

    Raises SourceError where a heading is gone: what stood below it would be lost.
    """
    fields = {spoken(heading): name for heading, name in headings.items()}
    keyed = next(spoken(heading) for heading, name in headings.items() if name == key)
    for sheet in book.sheets:
        for row in sorted(sheet.rows) if sheet.name != MARK_SHEET else ():
            found = {
                fields[spoken(cell.value)]: col
                for col, cell in sorted(sheet.rows[row].items(), reverse=True)
                if spoken(cell.value) in fields
            }
            if keyed not in {spoken(cell.value) for cell in sheet.rows[row].values()} or len(found) < len(fields) / 2:
                continue
            lost = [heading for heading, name in headings.items() if name not in found]
            if lost:
                raise SourceError(
                    f"{book.file}, sheet '{sheet.name}' has lost the column '{lost[0]}'. Put the heading back, with what stood below it, and "
                    "read the file again.",
                    code=LOST,
                )
            return sheet.name, [line for at in sorted(sheet.rows) if at > row and (line := _line(at, sheet.rows[at], found)).cells]
    first = next(iter(headings))
    raise SourceError(
        f"{book.file} has no sheet with the heading '{first}' any more. Put the headings back, and read the file again.", code=LOST
    )


def _line(row: int, cells: Mapping[int, Cell], columns: Mapping[str, int]) -> FormLine:
    found: dict[str, Any] = {}
    for name, col in columns.items():
        value = cells[col].value if col in cells else None
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            found[name] = value
        elif text := text_of(value):
            found[name] = text
    return FormLine(row, found)
