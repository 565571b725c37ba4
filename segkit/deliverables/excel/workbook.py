"""An Excel file in the making: opened with its properties and sheets, closed whole or not there at all."""

import contextlib
import datetime as dt
import gc
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from xlsxwriter.exceptions import XlsxWriterException

from segkit.circle import Changes
from segkit.deliverables.excel.block_sheet import BlockSheet
from segkit.deliverables.excel.cells import Sheet, clean
from segkit.deliverables.excel.formats import Styles, tab_colours
from segkit.deliverables.excel.streaming import StreamedWorkbook
from segkit.deliverables.in_place import HELD, whole_file
from segkit.engagement import Engagement
from segkit.errors import DeliverableError
from segkit.study import Study
from segkit.views.looks import Looks, looks
from segkit.words import Words

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}
THOROUGH, FAST, HEAVY = 6, 3, 300_000_000
"""How hard files are packed, 1 to 9, and from how many letters of XML on the faster way is taken: twice as fast, a third larger."""
MARGIN = 60
"""Characters of the client's name that fit into a footer."""


PAGE_WIDTH, PAGE_WIDTH_WIDE = 84, 128
"""Characters that fit across A4 at full size, upright and turned."""


@dataclass(frozen=True)
class ExcelFile:
    """One Excel file in the making: whose it is, its workbook and looks, and its sheets by key in their order."""

    engagement: Engagement
    file: StreamedWorkbook
    styles: Styles
    sheets: dict[str, Sheet]

    @property
    def words(self) -> Words:
        return self.engagement.words

    @property
    def looks(self) -> Looks:
        """The colours and the font of the engagement's brand."""
        return looks(self.engagement.brand)

    def ref(self, sheet: str, cells: str) -> str:
        """Return a reference to cells of a sheet, such as 'Parameters'!$C$5."""
        name = self.sheets[sheet].name.replace("'", "''")
        return f"'{name}'!{cells}"

    def define(self, name: str, sheet: str, cells: str) -> None:
        """Give cells a name that formulas use."""
        self.sheets[sheet].checked(self.file.define_name(name, f"={self.ref(sheet, cells)}"), f"the name {name}")

    def save(self, path: Path) -> Path:
        """Close the workbook and put the file in place in one step; an earlier one stands until then."""
        try:
            with whole_file(path) as target:
                self.file.close_into(target, level=FAST if self._weight() > HEAVY else THOROUGH)
        except XlsxWriterException as error:
            raise DeliverableError(f"{path.name} could not be made: {error}", code="SEG-E02") from error
        except OSError as error:
            raise _unwritten(path, error) from None
        except DeliverableError as error:
            raise (_held(path) if error.code == HELD else error) from None
        return path

    def _weight(self) -> int:
        return sum(sheet.worksheet.weight for sheet in self.sheets.values() if isinstance(sheet.worksheet, BlockSheet))


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Write a file without Python's search for cycles: millions of cells are made, none of them in a cycle, and it would walk them all."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _unwritten(path: Path, error: OSError) -> DeliverableError:
    if isinstance(error, PermissionError):
        return _held(path)
    return DeliverableError(f"{path.name} cannot be written: {os.strerror(error.errno or 0)}.", code=HELD)


def _held(path: Path) -> DeliverableError:
    return DeliverableError(f"{path.name} cannot be replaced. Close it in Excel and run again.", code=HELD)


@dataclass(frozen=True)
class Book(ExcelFile):
    """An Excel file that shows a study; `changes` are those since the client's last delivery, None where nothing can be compared."""

    study: Study
    changes: Changes | None = None


def open_book(study: Study, title: str, sheets: Sequence[tuple[str, str, str]], changes: Changes | None = None) -> Book:
    """Return a book of a study, with empty sheets; see `open_file`."""
    file = open_file(study.engagement, title, sheets)
    return Book(file.engagement, file.file, file.styles, file.sheets, study, changes)


def open_file(engagement: Engagement, title: str, sheets: Sequence[tuple[str, str, str]]) -> ExcelFile:
    """Return a file with empty sheets. `sheets` holds key, name in the client's language and kind of tab (formats.tab_colours)."""
    words = engagement.words
    file = StreamedWorkbook(OPTIONS)
    file.set_properties(
        {
            "title": clean(title),
            "subject": clean(words("Customer segmentation")),
            "author": clean(engagement.consultant),
            "company": clean(engagement.client),
            "created": dt.datetime(engagement.date.year, engagement.date.month, engagement.date.day),
        }
    )
    file.set_calc_mode("auto")
    look = looks(engagement.brand)
    styles, tabs = Styles(file, words, look), tab_colours(look)
    names = safe_names([name for _, name, _ in sheets])
    made = {}
    for (key, _, tab), name in zip(sheets, names, strict=True):
        worksheet = file.add_worksheet(name, worksheet_class=BlockSheet)
        worksheet.hide_gridlines(2)
        worksheet.set_tab_color(tabs[tab])
        worksheet.set_zoom(100)
        made[key] = Sheet(worksheet, styles)
    return ExcelFile(engagement, file, styles, made)


def page(
    book: ExcelFile,
    key: str,
    *,
    wide: bool = False,
    whole: bool = False,
    across: int = 1,
    repeat: int | None = None,
    last: tuple[int, int] | None = None,
    breaks: Sequence[int] = (),
) -> None:
    """Set a sheet up for A4: fitted to the width, heading row repeated, the client and page numbers in the footer.

    `last` is the last row and column to print. `whole` keeps the sheet on one page, `across` spreads it over pages side
    by side that all show the first two columns. With page breaks the sheet is scaled
    instead: Excel ignores breaks when it fits.
    """
    words, sheet = book.words, book.sheets[key]
    worksheet = sheet.worksheet
    worksheet.set_paper(9)
    if wide:
        worksheet.set_landscape()
    sheet.fit()
    if breaks and last is not None:
        worksheet.set_print_scale(int(100 * print_scale(sheet, last[1], wide=wide)))
        sheet.checked(worksheet.set_h_pagebreaks(list(breaks)), "page breaks")
    else:
        worksheet.fit_to_pages(across, 1 if whole else 0)
    if across > 1:
        sheet.checked(worksheet.repeat_columns(0, 1), "repeated columns")
    worksheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    if repeat is not None:
        sheet.checked(worksheet.repeat_rows(repeat), "a repeated heading")
    if last is not None:
        # On pages side by side the title would be cut by the columns that repeat; the footer names the sheet there.
        top = repeat if across > 1 and repeat is not None else 0
        sheet.checked(worksheet.print_area(top, 0, *last), "a print area")
    client = in_margin(book.engagement.client)
    middle = in_margin(words("Confidential")) if book.engagement.output.confidential else ""
    sheet.checked(worksheet.set_footer(f"&L&8{' '}{client} · {in_margin(sheet.name)}&C&8 {middle}&R&8 &P / &N"), "a footer")


def print_scale(sheet: Sheet, last: int, *, wide: bool = False) -> float:
    """Return the scale at which columns up to the last one fit across A4."""
    return max(0.1, min(1.0, (PAGE_WIDTH_WIDE if wide else PAGE_WIDTH) / sheet.width(0, last)))


def in_margin(text: str) -> str:
    """Return a text as headers and footers take it: & doubled, on one line, not too long."""
    text = " ".join(clean(text).split())
    return (text if len(text) <= MARGIN else text[: MARGIN - 1] + "…").replace("&", "&&")


def safe_names(names: Sequence[str]) -> list[str]:
    """Return names that Excel accepts for sheets: at most 31 characters, none of []:*?/\\, no two alike."""
    taken: list[str] = []
    for name in names:
        plain = re.sub(r"[\[\]:*?/\\]", " ", clean(name)).strip(" '")[:31].strip(" '") or "Sheet"
        if plain.lower() == "history":
            plain += "_"
        unique, n = plain, 2
        while unique.lower() in {known.lower() for known in taken}:
            unique, n = f"{plain[:26]} ({n})", n + 1
        taken.append(unique)
    return taken


def described(text: str) -> dict[str, str | bool]:
    """Return the options that give a chart its alternative text."""
    return {"description": clean(text)[:1000], "decorative": False}
