"""The parameters: every number the client may tune, as a cell that looks like an input and has a name that the formulas use."""

from collections.abc import Sequence

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from segkit.deliverables.excel.workbook import Book, page
from segkit.parameters import ParameterValue
from segkit.rating import Cut
from segkit.segments import NOT_RATED_SEGMENT
from segkit.strategy import PROPOSALS, SCENARIOS
from segkit.views.labels import origin_text, segment_label

VALUE = 2
"""The column of the values."""
LAST = 5
MESSAGE = 250
LOOKS = {"fraction": "share", "currency": "money", "currency per hour": "money"}
"""Number styles by unit; every other number may have a decimal."""
HIGHEST = {"per year": 366, "hours": 100, "minutes": 6000}
"""The highest sensible value of the playbook's numbers, by unit."""
MOST_ON_A_PAGE = 16


def write(book: Book) -> None:
    """Write the thresholds, the grid of letters, the capacity and the playbook's contacts and hours."""
    words, sheet = book.study.words, book.sheets["parameters"]
    sheet.title(words("Parameters"), words("Change a yellow cell and every sheet follows. The delivered value stands beside it."))
    sheet.widths(26, 24, 15, 16, 54, 16)
    values = book.study.parameters
    row = _values(book, 3, words("Thresholds"), [value for value in values if value.key.startswith("abcd.")])
    row = _grid(book, row + 1)
    capacity = [value for value in values if value.key.startswith("capacity.")]
    if capacity:
        row = _values(book, row + 1, words("Capacity"), capacity)
    row = _values(book, row + 1, words("Contacts and hours per segment"), [value for value in values if value.key.startswith("playbook.")])
    row = _values(book, row + 1, words("Value at stake"), [value for value in values if value.key.startswith("value.")])
    row = _segments(book, row + 1)
    page(book, "parameters", wide=True, whole=len(values) < MOST_ON_A_PAGE, last=(row, LAST))
    sheet.worksheet.freeze_panes(3, 0)


def _values(book: Book, row: int, title: str, values: Sequence[ParameterValue]) -> int:
    """Write parameters under a title and return the row below them."""
    words, sheet = book.study.words, book.sheets["parameters"]
    cuts = {cut.key: cut for cut in book.study.grid.cuts}
    for col in range(LAST + 1):
        sheet.text(row, col, title if col == 0 else "", "section")
    sheet.heads(
        row + 1, 0, [words("Parameter"), words("Segment"), words("Value"), words("Unit"), words("Meaning"), words("As delivered")], {2, 5}
    )
    row += 2
    for value in values:
        look = LOOKS.get(value.unit, "hours")
        sheet.text(row, 0, words(value.label), "line", "wrap", "middle")
        sheet.client(row, 1, _segment_of(book, value), "line", "wrap", "middle")
        sheet.number(row, VALUE, value.value, "line", look, "input")
        sheet.text(row, VALUE + 1, _unit(book, value), "line", "wrap", "middle")
        meaning = words(value.help) + _origin(book, cuts.get(value.key))
        sheet.text(row, VALUE + 2, meaning, "line", "wrap", "middle")
        sheet.number(row, LAST, value.value, "line", look, "faint")
        book.define(value.name, "parameters", xl_rowcol_to_cell(row, VALUE, row_abs=True, col_abs=True))
        _check(book, row, value)
        row += 1
    return row


def _check(book: Book, row: int, value: ParameterValue) -> None:
    """Let the cell take sensible numbers only, and show when it differs from what was delivered."""
    words, sheet = book.study.words, book.sheets["parameters"]
    low, high = _bounds(book, value)
    rule = {
        "validate": "decimal",
        "criteria": "between",
        "minimum": low,
        "maximum": high,
        "ignore_blank": False,
        "input_title": words(value.label)[:32],
        "input_message": words(value.help)[:MESSAGE],
        "error_title": words("Not a value that fits")[:32],
        "error_message": words("Give a number that lies between the neighbouring thresholds and within sensible bounds.")[:MESSAGE],
    }
    sheet.checked(sheet.worksheet.data_validation(row, VALUE, row, VALUE, rule), "a check of an input")
    mine, given = xl_rowcol_to_cell(row, VALUE), xl_rowcol_to_cell(row, LAST)
    sheet.checked(
        sheet.worksheet.conditional_format(
            row, VALUE, row, VALUE, {"type": "formula", "criteria": f"={mine}<>{given}", "format": book.styles.changed()}
        ),
        "a colour",
    )


def _bounds(book: Book, value: ParameterValue) -> tuple[float | str, float | str]:
    """Return the lowest and highest sensible value: for a threshold its neighbours' cells."""
    if value.key.startswith("playbook."):
        return 0, HIGHEST[value.unit]
    if value.key.startswith("capacity."):
        return 0, 10_000_000
    if value.key.startswith("value."):
        measure = value.key.removeprefix("value.").partition("_")[0]
        names, top = [f"value_{measure}_{scenario}" for scenario in SCENARIOS], 1
    else:
        axis = next(axis for axis in book.study.grid.axes if any(cut.key == value.key for cut in axis.cuts))
        names, top = [cut.name for cut in axis.cuts], 100 if value.unit == "fraction" else 1_000_000_000_000
    place = names.index(value.name)
    return f"={names[place - 1]}" if place else 0, f"={names[place + 1]}" if place + 1 < len(names) else top


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
        "source": "=segment_grades",
        "error_title": words("Not a value that fits")[:32],
        "error_message": words("Choose one of the grades in the list.")[:MESSAGE],
    }
    sheet.checked(sheet.worksheet.data_validation(*cells, rule), "a check of an input")
    return last + 1


def _segments(book: Book, row: int) -> int:
    """Write the names that the formulas look up: grade, position, name and proposal; return the last row."""
    study, words, sheet = book.study, book.study.words, book.sheets["parameters"]
    for col in range(LAST + 1):
        sheet.text(row, col, words("Segments") if col == 0 else "", "section")
    sheet.heads(row + 1, 0, [words("Grade"), words("Segment"), words("No."), words("Proposal")], {2})
    first = row + 2
    for i, policy in enumerate(study.plan.policies):
        sheet.client(first + i, 0, segment_label(study, policy.segment), "line", "wrap", "grade")
        sheet.client(first + i, 1, policy.name, "line", "wrap")
        sheet.number(first + i, 2, i + 1, "line", "count", "top")
        sheet.text(first + i, 3, words(PROPOSALS[policy.proposal]), "line")
    last = first + len(study.plan.policies) - 1
    for name, col in (("grades", 0), ("names", 1), ("positions", 2), ("proposals", 3)):
        book.define(f"segment_{name}", "parameters", xl_range_abs(first, col, last, col))
    return last


def _segment_of(book: Book, value: ParameterValue) -> str:
    for policy in book.study.plan.policies:
        if value.key.startswith(f"playbook.{policy.segment}."):
            label = segment_label(book.study, policy.segment)
            if value.about:
                return f"{label} · {value.about}"
            return label if policy.segment == NOT_RATED_SEGMENT else f"{label} · {policy.name}"
    return ""


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
