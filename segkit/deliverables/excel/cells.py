"""A small vocabulary for writing one sheet: text, client's text, numbers, dates and formulas, none of which can fail in silence.

Whatever comes from the client's data or engagement.yaml is written as text with a leading quote mark, so that no spreadsheet ever
takes it for a formula or a link. XlsxWriter reports trouble by a return code: every one is looked at.
"""

import datetime as dt
import math
import re
from collections.abc import Collection, Sequence
from typing import Any

from xlsxwriter.worksheet import Worksheet

from segkit.deliverables.excel.block_sheet import BlockSheet, blocks_hold
from segkit.deliverables.excel.blocks import TextResult
from segkit.deliverables.excel.formats import Styles
from segkit.errors import DeliverableError
from segkit.words import is_missing

LONGEST_TEXT = 32_767
LONGEST_FORMULA = 8_000
LONGEST_LINK = 255
CUT = "… [cut]"
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LINE = 13.5
"""Height of one line of text, in points."""
MOST_HEIGHT, DEFAULT_HEIGHT = 400, 15
MANY_ROWS = 50
"""From so many rows of one height on, they are given it together."""
FIRST_DAY = dt.date(1900, 3, 1)
"""Before it Excel's calendar has a day that never was."""
PADDING, LETTER = 2.0, 0.88
"""What a cell loses to its edges, and the average width of a letter, in units of a column's width."""


class Sheet:
    """One worksheet. Rows and columns count from 0; style names are those of formats.py."""

    def __init__(self, worksheet: Worksheet, styles: Styles) -> None:
        self.worksheet = worksheet
        self.styles = styles
        self._widths: dict[int, float] = {}
        self._spans: dict[tuple[int, int], int] = {}
        self._wrapped: dict[int, list[tuple[int, str]]] = {}
        self._wrapped_columns: list[tuple[int, int, Sequence[Any]]] = []
        self._heights: dict[int, float] = {}

    @property
    def name(self) -> str:
        return str(self.worksheet.get_name())

    def text(self, row: int, col: int, text: str, *styles: str) -> None:
        """Write a text of our own: a heading, a label, a sentence."""
        self.checked(self.worksheet.write_string(row, col, clean(text), self.styles(*styles)), "a text")
        self._remember(row, col, text, styles)

    def client(self, row: int, col: int, text: str | None, *styles: str) -> None:
        """Write a text that comes from data or engagement.yaml; never a formula, a link or a number."""
        if not text:
            self.blank(row, col, *styles)
        else:
            self.checked(self.worksheet.write_string(row, col, clean(text), self.styles(*styles, "client")), "a text")
            self._remember(row, col, text, styles)

    def number(self, row: int, col: int, value: float | None, *styles: str) -> None:
        """Write a number; a missing one leaves the cell empty, never 0."""
        if value is None or not math.isfinite(value):
            self.blank(row, col, *styles)
        else:
            self.checked(self.worksheet.write_number(row, col, value, self.styles(*styles)), "a number")

    def date(self, row: int, col: int, day: dt.date | None, *styles: str) -> None:
        """Write a date; a missing one leaves the cell empty, one before Excel's calendar is written as text."""
        if day is None or is_missing(day):
            self.blank(row, col, *styles)
        elif day < FIRST_DAY:
            self.text(row, col, day.isoformat(), *styles)
        else:
            self.checked(self.worksheet.write_datetime(row, col, dt.datetime(day.year, day.month, day.day), self.styles(*styles)), "a date")

    def formula(self, row: int, col: int, formula: str, value: float | str | None, *styles: str) -> None:
        """Write a live formula with the engine's own result as cached value; a missing result is an empty text."""
        self.check_length(row, formula)
        cached = as_result(value)
        if isinstance(cached, str):
            cached = TextResult(clean(cached))
        self.checked(self.worksheet.write_formula(row, col, f"={formula}", self.styles(*styles), cached), "a formula")
        if isinstance(cached, str):
            self._remember(row, col, cached, styles)

    def link(self, row: int, col: int, target: str, text: str, *styles: str) -> None:
        """Write a link to a place in this file, such as 'Parameters'!A1; the text is shown as it is."""
        look = self.styles(*styles, "link", "client")
        self.checked(self.worksheet.write_url(row, col, f"internal:{target}", look, clean(text)[:LONGEST_LINK]), "a link")
        self._remember(row, col, text, styles)

    def blank(self, row: int, col: int, *styles: str) -> None:
        """Write an empty cell that has a look."""
        self.checked(self.worksheet.write_blank(row, col, None, self.styles(*styles)), "an empty cell")

    def merged(self, row: int, first: int, last: int, *styles: str) -> None:
        """Join cells of a row; the first one is written afterwards."""
        if last > first:
            self.checked(self.worksheet.merge_range(row, first, row, last, "", self.styles(*styles)), "joined cells")
            self._spans[row, first] = last

    def heads(self, row: int, first: int, headings: Sequence[str], figures: Collection[int] = ()) -> None:
        """Write the headings of a list; those of `figures`, counted from the first, stand to the right like their numbers."""
        for i, heading in enumerate(headings):
            self.text(row, first + i, heading, "head", *(["right"] if i in figures else []))

    def height(self, row: int, points: float) -> None:
        """Give a row a height in points, which `fit` then leaves alone."""
        self._heights[row] = points
        self.worksheet.set_row(row, points)

    def points(self, first: int, last: int) -> float:
        """Return the height of rows together, once `fit` has been called."""
        return sum(self._heights.get(row, DEFAULT_HEIGHT) for row in range(first, last + 1))

    def fit(self) -> None:
        """Give rows of wrapped text their height: neither joined cells nor every program do so by themselves."""
        lines = {
            row: max(_lines(text, self.width(col, self._spans.get((row, col), col))) for col, text in texts)
            for row, texts in self._wrapped.items()
        }
        for first, col, texts in self._wrapped_columns:
            many = _many_lines(texts, self.width(col, col))
            for row, text in enumerate(texts, start=first) if many else ():
                if text in many:
                    lines[row] = max(lines.get(row, 1), many[text])
        wanted: dict[float, list[int]] = {}
        for row, count in lines.items():
            if count > 1 and row not in self._heights:
                wanted.setdefault(min(count * LINE + 3, MOST_HEIGHT), []).append(row)
        for points, rows in wanted.items():
            self._set_heights(rows, points)
        self._wrapped_columns.clear()  # their rows have their heights; the texts need not be kept

    def _set_heights(self, rows: Sequence[int], points: float) -> None:
        if len(rows) >= MANY_ROWS and isinstance(self.worksheet, BlockSheet) and blocks_hold():
            self._heights.update(dict.fromkeys(rows, points))
            self.worksheet.set_same_height(rows, points)
            return
        for row in rows:
            self.height(row, points)

    def title(self, title: str, subtitle: str = "", col: int = 0) -> None:
        """Write the sheet's title in row 1 and what it shows in row 2."""
        self.height(0, 30)
        self.text(0, col, title, "title")
        if subtitle:
            self.text(1, col, subtitle, "subtitle")

    def widths(self, *widths: float, first: int = 0) -> None:
        """Give columns their widths, in letters, from the first one on."""
        for col, width in enumerate(widths, start=first):
            self.checked(self.worksheet.set_column(col, col, width), "a column's width")
            self._widths[col] = width

    def hide(self, col: int) -> None:
        """Hide a column."""
        self.checked(self.worksheet.set_column(col, col, 4, None, {"hidden": True}), "a hidden column")

    def width(self, first: int, last: int) -> float:
        """Return the width of columns together."""
        return sum(self._widths.get(col, 8.43) for col in range(first, last + 1))

    def _remember(self, row: int, col: int, text: str, styles: tuple[str, ...]) -> None:
        if "wrap" in styles or "head" in styles:
            self._wrapped.setdefault(row, []).append((col, text))

    def remember_column(self, row: int, col: int, texts: Sequence[Any], styles: tuple[str, ...]) -> None:
        """Take a whole column of cells, from a row on, into account for the rows' heights; only texts count."""
        if "wrap" in styles:
            self._wrapped_columns.append((row, col, texts))

    def check_length(self, row: int, formula: str) -> None:
        """Raise DeliverableError for a formula longer than Excel allows."""
        if len(formula) > LONGEST_FORMULA:
            raise DeliverableError(
                f"The formula in row {row + 1} of '{self.name}' is longer than Excel allows. Use fewer grades in the grid.", code="SEG-E07"
            )

    def checked(self, code: Any, what: str) -> None:
        """Raise DeliverableError unless XlsxWriter says that all is well."""
        if code not in {0, None}:
            raise DeliverableError(
                f"Excel cannot hold {what} on sheet '{self.name}' (code {code}): it would have been left out. Shorten the data there.",
                code="SEG-E02",
            )


def clean(text: str) -> str:
    """Return the text as a cell can hold it: illegal characters shown as □, cut visibly at Excel's limit."""
    text = ILLEGAL.sub("□", text)
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_TEXT:
        return text
    return units[: 2 * (LONGEST_TEXT - len(CUT))].decode("utf-16-le", errors="ignore") + CUT


def quoted(text: str) -> str:
    """Return a text as a constant inside a formula."""
    return '"' + clean(text).replace('"', '""') + '"'


def _lines(text: str, width: float) -> int:
    """Return how many lines a text takes in a width, broken between words."""
    lines = 0
    for paragraph in text.split("\n"):
        lines, used = lines + 1, 0.0
        for word in paragraph.split(" "):
            size = len(word) * LETTER
            if used and used + size > width - PADDING:
                lines, used = lines + 1, 0.0
            while size > width - PADDING > 0:
                lines, size = lines + 1, size - (width - PADDING)
            used += size + LETTER
    return lines


def _many_lines(texts: Sequence[Any], width: float) -> dict[str, int]:
    """Return those of a column's texts that take more than one line, with their number of lines."""
    sure = (width - PADDING - 0.01) / LETTER  # a text of so many letters stands on one line, however its words are
    long = (text for text in set(texts) if isinstance(text, str) and (len(text) > sure or "\n" in text))
    return {text: count for text in long if (count := _lines(text, width)) > 1}


def as_result(value: Any) -> Any:
    """Return an engine's result as a formula's cached value: what is missing or endless is an empty text."""
    return "" if value is None or (isinstance(value, float) and not math.isfinite(value)) else value


def fitted(texts: Collection[str], least: float, most: float) -> float:
    """Return the column width that shows texts, within bounds; longer ones wrap."""
    return min(most, max(least, max(map(len, texts)) * LETTER + PADDING + 1)) if texts else least
