"""A cell for the client to tune: it looks like an input, takes sensible numbers only, has a name, and shows when it was changed."""

import math

from xlsxwriter.utility import xl_rowcol_to_cell

from segkit.deliverables.excel.workbook import Book
from segkit.parameters import ParameterValue
from segkit.strategy import SCENARIOS

LOOKS = {"fraction": "share", "currency": "money", "currency per hour": "money"}
"""Number styles by unit; every other number may have a decimal."""
HIGHEST = {"per year": 366, "hours": 100, "minutes": 6000}
"""The highest sensible value of the playbook's numbers, by unit."""
_OF_MONEY: dict[str, tuple[float, float]] = {
    "practical_hours": (0.01, 100_000_000),
    "theoretical_hours": (0.01, 100_000_000),
    "minutes_each": (0.01, 6000),
    "thief_factor": (0.01, 1000),
    "rating_power": (0, 4),
    "target_margin": (0, 0.99),
}
"""The lowest and highest sensible value of the Deep Dive's numbers of money and time, by their names; others are amounts and shares."""
_OF_CAPACITY: dict[str, tuple[float, float]] = {
    "hours": (0, 8784),
    "weekly_hours": (0, 100),
    "weeks": (0, 53),
    "selling_share": (0, 1),
    "room_below": (0.01, 0.99),
}
"""The lowest and highest sensible value of the sales reps' hours, by their names."""
MESSAGE, TITLE = 250, 32
"""Characters that Excel shows of a message and of its title."""


def look_of(value: ParameterValue) -> str:
    """Return the number style of a parameter."""
    return LOOKS.get(value.unit, "hours")


def write_input(book: Book, row: int, col: int, value: ParameterValue, on: str = "parameters") -> None:
    """Write a parameter's cell on a sheet; one without a number yet stays empty."""
    write_tuned(book, on, (row, col), value, (_bounds(book, value), look_of(value)))


def write_tuned(
    book: Book,
    key: str,
    place: tuple[int, int],
    value: ParameterValue,
    takes: tuple[tuple[float | str, float | str], str],
) -> None:
    """Write a parameter's cell on any sheet; it takes what lies between two bounds (numbers, or names of cells), and shows it in a number style."""
    words, sheet, (row, col) = book.study.words, book.sheets[key], place
    (low, high), look = takes
    sheet.number(row, col, value.value, "line", look, "input")
    book.define(value.name, key, xl_rowcol_to_cell(row, col, row_abs=True, col_abs=True))
    rule = {
        "validate": "decimal",
        "criteria": "between",
        "minimum": low,
        "maximum": high,
        "ignore_blank": False,
        "input_title": words(value.label)[:TITLE],
        "input_message": words(value.help)[:MESSAGE],
        "error_title": words("Not a value that fits")[:TITLE],
        "error_message": words("Give a number that lies between the neighbouring thresholds and within sensible bounds.")[:MESSAGE],
    }
    sheet.checked(sheet.worksheet.data_validation(row, col, row, col, rule), "a check of an input")
    given = repr(float(value.value)) if math.isfinite(value.value) else '""'
    changed = {"type": "formula", "criteria": f"={xl_rowcol_to_cell(row, col)}<>{given}", "format": book.styles.changed()}
    sheet.checked(sheet.worksheet.conditional_format(row, col, row, col, changed), "a colour")


def _bounds(book: Book, value: ParameterValue) -> tuple[float | str, float | str]:
    """Return the lowest and highest sensible value: for a threshold its neighbours' cells."""
    if value.key.startswith("playbook."):
        return 0, HIGHEST[value.unit]
    if value.key.startswith("capacity."):
        return _OF_CAPACITY.get(value.key.rpartition(".")[2], (0, 10_000_000))
    if value.key.startswith(("contribution.", "growth.")):
        return _OF_MONEY.get(value.key.rpartition(".")[2], (0, 1 if value.unit == "fraction" else 1_000_000_000_000))
    if value.key.startswith("value."):
        measure = value.key.removeprefix("value.").partition("_")[0]
        names, top = [f"value_{measure}_{scenario}" for scenario in SCENARIOS], 1
    else:
        axis = next(axis for axis in book.study.grid.axes if any(cut.key == value.key for cut in axis.cuts))
        names, top = [cut.name for cut in axis.cuts], 100 if value.unit == "fraction" else 1_000_000_000_000
    place = names.index(value.name)
    return f"={names[place - 1]}" if place else 0, f"={names[place + 1]}" if place + 1 < len(names) else top
