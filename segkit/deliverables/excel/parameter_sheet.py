"""The parameters: every number the client may tune, as a cell that looks like an input and has a name that the formulas use."""

from collections.abc import Sequence

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from segkit.deliverables.excel.effort_inputs import write_efforts
from segkit.deliverables.excel.inputs import MESSAGE, TITLE, look_of, write_input
from segkit.deliverables.excel.workbook import Book, page
from segkit.parameters import ParameterValue
from segkit.rating import Cut
from segkit.views.labels import origin_text, segment_label

VALUE = 2
"""The column of the values."""
OF_REPS = "capacity.reps."
"""What the keys of the sales reps' hours begin with: their cells stand on the sheet Capacity."""
MEANING, LAST = 4, 7
"""The first column of a meaning, which takes all but the last column, that of the values as delivered."""


def write(book: Book) -> None:
    """Write the thresholds, the grid of letters, the capacity and the playbook's contacts and hours."""
    words, sheet = book.study.words, book.sheets["parameters"]
    sheet.title(words("Parameters"), words("Change a yellow cell and every sheet follows. The delivered value stands beside it."))
    sheet.widths(26, 24, 15, 16, 14, 14, 38, 18)
    values = book.study.parameters
    row = _values(book, 3, words("Thresholds"), [value for value in values if value.key.startswith("abcd.")])
    row = _grid(book, row + 1)
    capacity = [value for value in values if value.key.startswith("capacity.") and not value.key.startswith(OF_REPS)]
    if capacity:
        row = _values(book, row + 1, words("Capacity"), capacity)
    assumptions = [value for value in values if value.key.startswith("value.")]
    if assumptions:
        row = _values(book, row + 1, words("Assumptions of the value at stake"), assumptions)
    efforts = row + 1
    row = write_efforts(book, efforts)
    row = _delivery(book, row + 1)
    page(book, "parameters", wide=True, last=(row, LAST), breaks=[efforts])
    sheet.worksheet.freeze_panes(3, 0)


def _values(book: Book, row: int, title: str, values: Sequence[ParameterValue]) -> int:
    """Write parameters under a title and return the row below them."""
    words, sheet = book.study.words, book.sheets["parameters"]
    cuts = {cut.key: cut for cut in book.study.grid.cuts}
    for col in range(LAST + 1):
        sheet.text(row, col, title if col == 0 else "", "section")
    sheet.heads(
        row + 1, 0, [words("Parameter"), "", words("Value"), words("Unit"), words("Meaning"), "", "", words("As delivered")], {VALUE, LAST}
    )
    row += 2
    for value in values:
        sheet.merged(row, 0, 1, "line", "wrap", "middle")
        sheet.text(row, 0, words(value.label), "line", "wrap", "middle")
        write_input(book, row, VALUE, value)
        sheet.text(row, VALUE + 1, _unit(book, value), "line", "wrap", "middle")
        _meaning(book, row, words(value.help) + _origin(book, cuts.get(value.key)))
        sheet.number(row, LAST, value.value, "line", look_of(value), "faint")
        row += 1
    return row


def _meaning(book: Book, row: int, text: str) -> None:
    sheet = book.sheets["parameters"]
    sheet.merged(row, MEANING, LAST - 1, "line", "wrap", "middle")
    sheet.text(row, MEANING, text, "line", "wrap", "middle")


def _grid(book: Book, row: int) -> int:
    """Write the letters as they are drawn and return the row below them."""
    study, words, sheet = book.study, book.study.words, book.sheets["parameters"]
    grid = study.grid
    for col in range(LAST + 1):
        sheet.text(row, col, words("Grades") if col == 0 else "", "section")
    sheet.text(row + 1, 0, words("{measure}, from the bottom up", measure=words(grid.up.label)) if grid.up else "", "faint")
    sheet.text(row + 1, 1, words("{measure}, from left to right", measure=words(grid.across.label)), "faint")
    first = row + 3
    for c, band in enumerate(grid.across.bands):
        sheet.text(row + 2, 1 + c, words(band), "head", "centre")
    sheet.text(row + 2, 0, "", "head")
    for r, letters in enumerate(grid.grades):
        sheet.text(first + r, 0, words(grid.up.bands[-1 - r]) if grid.up else "", "head")
        for c, letter in enumerate(letters):
            sheet.client(first + r, 1 + c, segment_label(study, letter), "input", "grade")
    last = first + len(grid.grades) - 1
    cells = (first, 1, last, len(grid.across.bands))
    book.define("abcd_grades", "parameters", xl_range_abs(*cells))
    rule = {
        "validate": "list",
        "source": "=grade_choices",
        "error_title": words("Not a value that fits")[:TITLE],
        "error_message": words("Choose one of the grades in the list.")[:MESSAGE],
    }
    sheet.checked(sheet.worksheet.data_validation(*cells, rule), "a check of an input")
    return last + 1


def _delivery(book: Book, row: int) -> int:
    """Write the day by which fixed grades hold or have expired; return its row."""
    words, sheet = book.study.words, book.sheets["parameters"]
    for col in range(LAST + 1):
        sheet.text(row, col, words("Delivery") if col == 0 else "", "section")
    sheet.text(row + 1, 0, words("As of"), "line", "wrap", "middle")
    sheet.text(row + 1, 1, "", "line")
    sheet.date(row + 1, VALUE, book.study.engagement.date, "line", "date")
    sheet.text(row + 1, VALUE + 1, "", "line")
    _meaning(book, row + 1, words("Grades that are fixed until this day or later hold; others have expired."))
    sheet.text(row + 1, LAST, "", "line")
    book.define("delivery_date", "parameters", xl_rowcol_to_cell(row + 1, VALUE, row_abs=True, col_abs=True))
    return row + 1


def _unit(book: Book, value: ParameterValue) -> str:
    words = book.study.words
    shown = {
        "currency": words.currency,
        "currency per hour": words("{currency} per hour", currency=words.currency),
        "fraction": "%",
        "hours": words("hours"),
        "minutes": words("minutes"),
        "per year": words("per year"),
    }
    return shown.get(value.unit, value.unit)


def _origin(book: Book, cut: Cut | None) -> str:
    """Return what to add to a parameter's meaning: for a computed threshold, from which share of the customers it comes."""
    return "" if cut is None or cut.quantile is None else " " + origin_text(book.study, cut)
