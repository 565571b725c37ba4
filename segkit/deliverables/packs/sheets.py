"""A pack as an Excel file: a sheet per section with real numbers and dates, yellow cells to fill in, and the mark by which it is known."""

from io import BytesIO

from segkit.brand import Logo
from segkit.deliverables.excel.cells import Sheet
from segkit.deliverables.excel.workbook import ExcelFile, described, open_file, page
from segkit.deliverables.packs.mark import Lists, write_mark
from segkit.deliverables.packs.pictures import PPI, bitmap
from segkit.deliverables.packs.sheet_grid import write_grid
from segkit.engagement import Engagement
from segkit.intake import MARK_SHEET
from segkit.packs.content import Bullets, Cards, Facts, Grid, Lines, Note, Pack, Part, Section, Text
from segkit.views.chart import Chart

PLAIN_WIDTHS = (26.0, 70.0)
"""Widths of a sheet that holds no table."""
LEAST_WIDTH = 84.0
"""Letters that a sheet is wide at least, so that its sentences have room."""
LOGO_BOX, LOGO_HEIGHT = (200, 56), 50
"""Pixels that a logo may take, and the points of its row."""
WRITING_LINE = 22
"""Points of a line to write on."""
DEFAULT_ROW, DEFAULT_POINTS = 24, 18
"""Pixels and points of a row that nobody gave a height."""


def pack_book(pack: Pack, engagement: Engagement) -> ExcelFile:
    """Return a pack as an Excel file, ready to be saved."""
    sheets = [(section.key, section.tab or section.title, "input" if _asks(section) else "result") for section in pack.sections]
    book = open_file(engagement, pack.title, [*sheets, ("mark", MARK_SHEET, "background")])
    lists = Lists(book)
    for section in pack.sections:
        SectionSheet(book, pack, section, lists).write()
    write_mark(book, pack)
    book.sheets[pack.sections[0].key].worksheet.activate()
    return book


def _asks(section: Section) -> bool:
    """Return whether a section holds anything to fill in."""
    grids = [part for part in section.parts if isinstance(part, Grid)]
    fills = any(grid.blank or any(column.kind in {"entry", "tick"} for column in grid.columns) for grid in grids)
    return fills or any(isinstance(part, Lines) for part in section.parts)


class SectionSheet:
    """One section on its sheet, written from the top; `_row` is the next free row, `_first` the first column that is shown."""

    def __init__(self, book: ExcelFile, pack: Pack, section: Section, lists: Lists) -> None:
        self._book, self._pack, self._section, self._lists = book, pack, section, lists
        self._sheet: Sheet = book.sheets[section.key]
        grids = [part for part in section.parts if isinstance(part, Grid)]
        self._first = 1 if any(grid.key for grid in grids) else 0
        widths = _widths(grids)
        self._last = self._first + len(widths) - 1
        self._sheet.widths(*widths, first=self._first)
        if self._first:
            self._sheet.hide(0)
        self._sheet.worksheet.set_default_row(DEFAULT_POINTS)
        self._row = 0

    def write(self) -> None:
        """Write the sheet."""
        sheet = self._sheet
        if self._section is self._pack.sections[0]:
            self._logos()
        sheet.height(self._row, 30)
        sheet.text(self._row, self._first, self._section.title or self._pack.title, "title")
        sheet.client(self._row + 1, self._first, f"{self._book.engagement.client} · {self._pack.title}", "subtitle")
        self._row += 3
        for part in self._section.parts:
            self._write(part)
            self._row += 1
        wide = self._pack.wide or sheet.width(self._first, self._last) > LEAST_WIDTH * 1.4
        page(self._book, self._section.key, wide=wide, last=(max(self._row - 2, 1), self._last))

    def _logos(self) -> None:
        engagement = self._book.engagement
        logos = [(engagement.logo, engagement.consultant), (engagement.client_logo, engagement.client)]
        shown = [(logo, story) for logo, story in logos if logo is not None]
        for place, (logo, story) in enumerate(shown):
            self._logo(logo, story or self._book.words("Logo"), place * (LOGO_BOX[0] + 40))
        if shown:
            self._sheet.height(self._row, LOGO_HEIGHT)
            self._row += 1

    def _logo(self, logo: Logo, story: str, offset: int) -> None:
        options = {"image_data": BytesIO(logo.content), "object_position": 2, "x_offset": offset + 4, "y_offset": 4}
        options |= {**logo.scales(*LOGO_BOX), **described(story)}
        self._sheet.checked(self._sheet.worksheet.insert_image(self._row, self._first, story, options), "a logo")

    def _write(self, part: Part) -> None:
        """Write one part, and leave `_row` on the row after it."""
        match part:
            case Text():
                self._across(part.text, "wrap")
            case Note():
                self._across(part.text, "wrap", "total", "plain", "middle")
            case Bullets():
                self._bullets(part)
            case Facts():
                for value, label in part.pairs:
                    self._pair(label, value, "label")
            case Lines():
                self._across(part.label, "label", "wrap")
                self._sheet.height(self._row, WRITING_LINE * part.lines)
                self._across("", "input", "plain", "wrap")
            case Cards():
                self._cards(part)
            case Grid():
                self._row = write_grid(self._book, self._section.key, part, (self._row, self._first), self._lists)
            case Chart():
                self._chart(part)

    def _across(self, text: str, *styles: str) -> None:
        """Write a text over the whole width."""
        self._sheet.merged(self._row, self._first, self._last, *styles)
        self._sheet.client(self._row, self._first, text, *styles)
        self._row += 1

    def _pair(self, label: str, text: str, *styles: str) -> None:
        self._sheet.client(self._row, self._first, label, "label", "wrap")
        self._sheet.merged(self._row, self._first + 1, self._last, *styles, "wrap")
        self._sheet.client(self._row, self._first + 1, text, *styles, "wrap")
        self._row += 1

    def _bullets(self, bullets: Bullets) -> None:
        for number, item in enumerate(bullets.items, start=1):
            sign = f"{number}. " if bullets.numbered else ""
            if isinstance(item, str):
                self._across((sign or "• ") + item, "wrap")
            else:
                self._pair(sign + item[0], item[1])

    def _cards(self, cards: Cards) -> None:
        for title, lines in cards.cards:
            self._across(title, "section")
            for line in lines:
                self._across(line, "wrap")
            self._row += 1

    def _chart(self, chart: Chart) -> None:
        picture = bitmap(chart)
        high = int.from_bytes(picture[20:24]) * 96 / PPI
        scale = {"x_scale": 96 / PPI, "y_scale": 96 / PPI}  # without a density of its own a picture counts as 96 dots to the inch
        options = {"image_data": BytesIO(picture), "object_position": 2, "x_offset": 4, "y_offset": 2, **scale, **described(chart.alt)}
        self._sheet.checked(self._sheet.worksheet.insert_image(self._row, self._first, "chart", options), "a chart")
        self._row += int(high // DEFAULT_ROW) + 2
        if chart.caption:
            self._across(chart.caption, "note")


def _widths(grids: list[Grid]) -> list[float]:
    """Return the widths of the columns that a sheet's tables share: each as wide as the widest asks, together wide enough for a sentence."""
    if not grids:
        return list(PLAIN_WIDTHS)
    columns = max(2, *(len(grid.columns) for grid in grids))
    widths = [max((float(grid.columns[i].width) for grid in grids if i < len(grid.columns)), default=10.0) for i in range(columns)]
    short = LEAST_WIDTH - sum(widths)
    return [*widths[:-1], widths[-1] + short] if short > 0 else widths
