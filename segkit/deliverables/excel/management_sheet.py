"""The management's view: what each sales rep has, by grade, in money and in hours, summed from the reps' own sheets."""

from collections.abc import Mapping, Sequence

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from segkit.deliverables.excel.account_table import AccountTable
from segkit.deliverables.excel.cells import fitted, quoted
from segkit.deliverables.excel.customers import colour_grades
from segkit.deliverables.excel.live_table import LiveTable
from segkit.deliverables.excel.rep_sheets import Rep, counted, sum_formula, summed
from segkit.deliverables.excel.workbook import Book, page
from segkit.segments import NOT_RATED_SEGMENT
from segkit.views.labels import period_text, segment_label
from segkit.words.language import UNKNOWN

TOP = 3
MONEY = ("revenue", "potential", "headroom", "contribution")


def write(book: Book, table: AccountTable, found: Sequence[Rep], places: Mapping[str, LiveTable]) -> None:
    """Write a row per sales rep and the total, which agrees with the overview."""
    words, study, sheet = book.study.words, book.study, book.sheets["management"]
    sheet.title(
        words("Management"),
        words(
            "Customers, money and planned hours per sales rep, {period}. Amounts in {currency}.",
            period=period_text(study),
            currency=words.currency,
        ),
    )
    letters = [*study.grid.letters, NOT_RATED_SEGMENT]
    sums = [key for key in (*MONEY, "hours") if all(place.has(key) for place in places.values())]
    headings = [
        words("Owner"),
        words("Customers"),
        *(segment_label(study, name) for name in letters),
        *(table.headings[key] for key in sums),
    ]
    sheet.heads(TOP, 0, headings, range(2 + len(letters), len(headings)))
    sheet.height(TOP, 32)
    colour_grades(book, sheet, (TOP, 2, TOP, 1 + len(letters)), xl_rowcol_to_cell(TOP, 2))
    row = TOP
    for rep in found:
        row += 1
        _rep(book, row, (rep, places[rep.key]), table, (letters, sums))
    _total(book, row + 1, table, (letters, sums))
    sheet.widths(fitted([rep.name for rep in found], 22, 34), 12, *[11] * len(letters), *[16] * len(sums))
    sheet.worksheet.freeze_panes(TOP + 1, 1)
    page(book, "management", wide=True, last=(row + 1, len(headings) - 1))


def _rep(book: Book, row: int, whose: tuple[Rep, LiveTable], table: AccountTable, keys: tuple[list[str], list[str]]) -> None:
    study, sheet = book.study, book.sheets["management"]
    (rep, place), (letters, sums) = whose, keys
    values = table.shown.iloc[[line - 1 for line in rep.lines]]
    sheet.client(row, 0, rep.name, "line")
    sheet.formula(row, 1, f"ROWS({place.column('number')})", len(rep.lines), "count", "line")
    for i, name in enumerate(letters, start=1):
        count = int((values["grade"] == segment_label(study, name)).sum())
        sheet.formula(row, 1 + i, counted(place, i), count, "count", "centre", "line")
    for col, key in enumerate(sums, start=2 + len(letters)):
        sheet.formula(row, col, sum_formula(place, key), summed(values[key], key), "hours" if key == "hours" else "money", "line")


def _total(book: Book, row: int, table: AccountTable, keys: tuple[list[str], list[str]]) -> None:
    words, sheet, values = book.study.words, book.sheets["management"], table.shown
    letters, sums = keys
    sheet.text(row, 0, words("Total"), "total")
    counts = [len(values), *(int((values["grade"] == segment_label(book.study, name)).sum()) for name in letters)]
    for col, count in enumerate(counts, start=1):
        sheet.formula(row, col, f"SUM({_above(row, col)})", count, "count", *(["centre"] if col > 1 else []), "total")
    for col, key in enumerate(sums, start=2 + len(letters)):
        unknown = f"COUNT({_above(row, col)})<ROWS({_above(row, col)})" if key == "contribution" else f"COUNT({_above(row, col)})=0"
        total = f"SUM({_above(row, col)})" if key == "hours" else f"ROUND(SUM({_above(row, col)}),2)"
        formula = f"IF({unknown},{quoted(UNKNOWN)},{total})"
        sheet.formula(row, col, formula, summed(values[key], key), "hours" if key == "hours" else "money", "total")


def _above(row: int, col: int) -> str:
    return f"{xl_rowcol_to_cell(TOP + 1, col)}:{xl_col_to_name(col)}{row}"
