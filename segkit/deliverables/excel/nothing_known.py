"""The grades possible for an account of which nothing is known: worked out once, on hidden columns, for every row to refer to.

Trial potentials stand below each other, each rated for the revenues at which its grade may change; all of it follows the thresholds.
"""

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from segkit.deliverables.excel.cells import clean
from segkit.deliverables.excel.explanation_columns import MARK, joined_grades, marked_grades
from segkit.deliverables.excel.workbook import Book
from segkit.rating.breakpoints import breakpoints, least
from segkit.rating.explanation import StepFormulas
from segkit.rating.possible import meetings, possible_of_nothing, trial_cells, trial_potential_formulas, trial_potentials
from segkit.views.explaining import possible_text
from segkit.views.labels import segment_label

NAME = "abcd_possible"
TOP = 3


def write(book: Book, key: str, col: int) -> None:
    """Write the columns from `col` on, hidden, on a sheet, and name the cell that holds the grades."""
    study, sheet = book.study, book.sheets[key]
    grid = study.grid
    met, tried = meetings(grid), trial_potentials(grid)
    meet = xl_range_abs(TOP, col, TOP + len(met) - 1, col)
    meet_formulas, formulas = trial_potential_formulas(grid, meet)
    for row, (formula, value) in enumerate(zip(meet_formulas, met, strict=True), start=TOP):
        sheet.formula(row, col, formula, value, "exact")
    for row, (formula, value) in enumerate(zip(formulas, tried, strict=True), start=TOP):
        sheet.formula(row, col + 1, formula, value, "exact")
    points = [point for point in breakpoints(grid) if point.figure == "revenue"]
    rule = StepFormulas(grid, {}, (), (), (), {})
    labels = [*(clean(segment_label(study, letter)) for letter in grid.cells), ""]
    for i, cells in enumerate(trial_cells(grid)):
        for row, cell in enumerate(cells, start=TOP):
            potential = xl_rowcol_to_cell(row, col + 1, col_abs=True)
            revenue = f"ROUND({points[i - 1].edge_formula('', potential)},2)" if i else f"{least('revenue'):g}"
            sheet.formula(row, col + 2 + i, rule.grade_formula(revenue, potential, f"{revenue}>=0"), labels[cell])
    block = xl_range_abs(TOP, col + 2, TOP + len(tried) - 1, col + 2 + len(points))
    grades = possible_of_nothing(grid)
    marked = "".join(f"{MARK}{segment_label(study, grade)}" for grade in grades)
    sheet.formula(TOP - 1, col, marked_grades(len(grid.letters), block), marked)
    sheet.formula(TOP - 1, col + 1, joined_grades(study, xl_rowcol_to_cell(TOP - 1, col)), possible_text(study, grades))
    book.define(NAME, key, xl_rowcol_to_cell(TOP - 1, col + 1, row_abs=True, col_abs=True))
    for hidden in range(col, col + 3 + len(points)):
        sheet.hide(hidden)
