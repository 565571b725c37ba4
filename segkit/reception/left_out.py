"""Rows that are not in the figures: which, why, and what they hold, without what data protection forbids."""

from dataclasses import dataclass, replace

import pandas as pd

from segkit.findings import Finding, Findings
from segkit.intake import Intake
from segkit.intake.source_table import SET_ASIDE
from segkit.intake.survey import Survey
from segkit.intake.values import without_personal_numbers
from segkit.words import Words, phrase

LISTED = 5000
"""Rows left out that the report lists one by one for each reason; their count is always of all."""


@dataclass(frozen=True)
class LeftOut:
    """One row of a file that is not in the figures: its number, why (a phrase, or a finding), and what it holds."""

    file: str
    row: int
    because: str | Finding
    raw: str

    def why(self, words: Words) -> str:
        return words(self.because) if isinstance(self.because, str) else f"{words(LEFT_OUT[self.because.kind])}"


LEFT_OUT: dict[str, str] = {
    "missing_id": phrase("It has no customer number."),
    "no_customer_on_line": phrase("The line names no customer."),
    "outside_period": phrase("It lies outside the period."),
    "incomplete_lines": phrase("It has no date or no amount."),
    "cost_outside_period": phrase("It lies outside the period."),
    "cost_unreadable": phrase("Its date, time or amount cannot be read."),
    "bad_ids": phrase("Its number was damaged before the file came here."),
    "total_rows": phrase("It calls itself a total."),
    "total_by_name": phrase("It calls itself a total."),
    "total_sums": phrase("It equals the sum of other rows, so it is a total."),
    "number_row_chosen": phrase("Its number stands on another row, and engagement.yaml says that that one counts."),
    "same_row_twice": phrase("It repeats another row in every cell."),
}
"""Findings whose rows are not in the figures, and why, for one row."""


UNREADABLE: dict[str, str] = {"date": phrase("Its date is not a date."), "amount": phrase("Its amount is not a number.")}
"""Columns of invoice lines without which a line cannot be used, and why, for one row."""


def rows_left_out(intake: Intake, survey: Survey, findings: Findings) -> list[LeftOut]:
    """Return every row that is not in the figures, up to LISTED for each reason, in the order of the files."""
    rows = [
        LeftOut(table.source.shown, row.row, SET_ASIDE[row.reason], row.raw) for table in intake.typed for row in table.tables[0].set_aside
    ]
    rows += [LeftOut(facts.file, row.row, SET_ASIDE[row.reason], row.raw) for facts in intake.large for row in facts.set_aside]
    cells = _cells_to_show(intake, survey)
    for table in (table for table in intake.typed if table.source.holds == "transactions"):
        for column, because in UNREADABLE.items():
            unread = table.bad.get(column, pd.Index([]))[:LISTED]
            rows += [LeftOut(table.source.shown, int(row), because, _raw(cells[table.source.file], int(row))) for row in unread]
    for finding in findings:
        if finding.kind in LEFT_OUT:
            rows += [LeftOut(finding.file, row, finding, _raw(cells.get(finding.file), row)) for row in finding.rows[:LISTED]]
    shown = {(row.file, row.row): replace(row, raw=without_personal_numbers(row.raw)) for row in reversed(rows)}
    return sorted(shown.values(), key=lambda row: (row.file, row.row))


def _cells_to_show(intake: Intake, survey: Survey) -> dict[str, pd.DataFrame]:
    """Return the cells of each file, without the columns that data protection forbids."""
    forbidden = {(surveyed.file, column.heading) for surveyed in survey.tables for column in surveyed.forbidden}
    return {
        called: cells[[name for name in cells.columns if (table.source.file, name) not in forbidden]]
        for table in intake.typed
        for cells in (table.tables[0].cells,)
        for called in (table.source.file, table.source.shown)
    }


def _raw(cells: pd.DataFrame | None, row: int) -> str:
    if cells is None or row not in cells.index:
        return ""
    return " | ".join(_written(cell) for cell in cells.loc[row] if str(cell))


def _written(cell: object) -> str:
    """Return a cell as a person would write it: a workbook's 12 is not 12.0."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
