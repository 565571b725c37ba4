"""The strategy, segment by segment, one block each, made to be printed and kept: goal, service, contacts, activities, prices."""

import itertools

from xlsxwriter.utility import xl_rowcol_to_cell

from segkit.deliverables.excel.account_table import AccountTable
from segkit.deliverables.excel.capacity_place import TEAM, hours_have_a_cell
from segkit.deliverables.excel.cells import Sheet, quoted
from segkit.deliverables.excel.customers import colour_grades
from segkit.deliverables.excel.workbook import Book, page, print_scale
from segkit.segments import NOT_RATED_SEGMENT
from segkit.strategy import (
    PROPOSALS,
    SegmentPolicy,
    contact_cell,
    contact_hours_formula,
    hours_formula,
    other_hours_formula,
    verdict,
    verdict_formula,
)
from segkit.views.labels import band_label, definition, preset_label, segment_label
from segkit.words.language import UNKNOWN

LAST = 7
WIDTH = 13
"""Width of each of the seven columns of figures."""
SUMMARY = 3
PAGE_POINTS = 690
"""Height of an upright A4 page between its margins, in points, with some to spare."""


def write(book: Book, table: AccountTable, leads: AccountTable) -> None:
    """Write the hours against the capacity, then a block per segment."""
    words, study, sheet = book.study.words, book.study, book.sheets["strategy"]
    sheet.title(words("Strategy"), preset_label(study))
    sheet.widths(18, *[WIDTH] * LAST)
    row = _hours(book, SUMMARY) + 1
    hours_cells = []
    starts = []
    for position, policy in enumerate(study.plan.policies, start=1):
        starts.append(row)
        row, hours = _block(book, row, position, policy, (table, leads))
        hours_cells.append(hours)
        row += 1
    _total_hours(book, hours_cells)
    page(book, "strategy", last=(row - 1, LAST), breaks=_breaks(sheet, [*starts, row]))


def _breaks(sheet: Sheet, starts: list[int]) -> list[int]:
    """Return the rows before which a page ends, so that no block is torn apart. The last of `starts` is the row below the last block."""
    sheet.fit()
    room = PAGE_POINTS / print_scale(sheet, LAST)
    breaks: list[int] = []
    top = 0
    for start, following in itertools.pairwise(starts):
        if sheet.points(top, following - 1) > room and start > top:
            breaks.append(start)
            top = start
    return breaks or [starts[-1]]


def _hours(book: Book, row: int) -> int:
    """Write the headings of the hours; the sums follow when the blocks are placed."""
    words, sheet = book.study.words, book.sheets["strategy"]
    sheet.text(row, 0, words("Hours planned per year"), "label", "line")
    if not hours_have_a_cell(book.study):
        sheet.text(row + 1, 0, words("Hours available"), "label", "line")
        sheet.text(row + 1, 2, words("not given"), "line")
        return row + 2
    sheet.text(row + 1, 0, words("Hours available"), "label", "line")
    sheet.text(row + 2, 0, words("Hours left"), "label", "total")
    return row + 3


def _total_hours(book: Book, cells: list[str]) -> None:
    sheet, plan = book.sheets["strategy"], book.study.plan
    words = book.study.words
    has_cell, has = hours_have_a_cell(book.study), plan.available_hours
    for line in range(3 if has_cell else 1):
        sheet.text(SUMMARY + line, 1, "", "total" if line == 2 else "line")
    sheet.formula(SUMMARY, 2, "+".join(cells), plan.total_hours, "count", "line")
    if not has_cell:
        return
    planned, available = (xl_rowcol_to_cell(SUMMARY + i, 2) for i in (0, 1))
    unknown = words("not known")
    sheet.formula(SUMMARY + 1, 2, f"IF(ISNUMBER({TEAM}),{TEAM},{quoted(unknown)})", unknown if has is None else has, "count", "line")
    left = UNKNOWN if has is None else has - plan.total_hours
    sheet.formula(SUMMARY + 2, 2, f"IF(ISNUMBER({available}),{available}-{planned},{quoted(UNKNOWN)})", left, "count", "total")
    enough, short = (
        words("The plan fits the hours available."),
        words("The plan asks for more hours than there are: plan fewer contacts or move customers."),
    )
    told = {"over": short, "fits": enough, "room": enough, "unknown": ""}
    formula = verdict_formula(planned, available, "1", {key: quoted(text) for key, text in told.items()})
    shown = told[verdict(plan.total_hours, float("nan") if has is None else has, 1)]
    sheet.formula(SUMMARY + 2, 3, formula, shown, "label")


def _block(book: Book, row: int, position: int, policy: SegmentPolicy, tables: tuple[AccountTable, AccountTable]) -> tuple[int, str]:
    """Write one segment's block; return the row below it and the cell of its hours."""
    words, study, sheet = book.study.words, book.study, book.sheets["strategy"]
    table, leads = tables
    label = segment_label(study, policy.segment)
    sheet.height(row, 26)
    if policy.segment == NOT_RATED_SEGMENT:
        sheet.merged(row, 0, LAST, "band")
        sheet.client(row, 0, label if label == policy.name else f"{label} · {policy.name}", "band")
    else:
        sheet.client(row, 0, label, "band", "centre")
        sheet.merged(row, 1, LAST, "band")
        sheet.client(row, 1, policy.name, "band")
        colour_grades(book, sheet, (row, 0, row, LAST), xl_rowcol_to_cell(row, 0, row_abs=True, col_abs=True))
    grade = f"INDEX(segment_grades,{position})"
    definition = _definition_formula(book, policy.segment, grade)
    row += 1
    _line(book, row, words("Who"), definition[1], formula=definition[0])
    headings = [
        words("Customers"),
        words("Contacts per year"),
        words("Hours per contact"),
        words("Hours per customer"),
        words("Hours per year"),
        words("Answer within, hours"),
        words("Leads"),
    ]
    sheet.text(row + 1, 0, words("Figures"), "label", "line")
    sheet.height(row + 1, 28)
    for col, heading in enumerate(headings, start=1):
        sheet.text(row + 1, col, heading, "head", "centre")
    line = row + 2
    cells = [xl_rowcol_to_cell(line, col) for col in range(1, 6)]
    sheet.text(line, 0, "", "line")
    sheet.formula(line, 1, table.count_formula(grade), study.segmentation.count(policy.segment), "count", "centre", "line")
    sheet.formula(line, 2, contact_cell(position, "meetings_per_year"), policy.meetings_per_year, "hours", "centre", "line")
    sheet.formula(line, 3, contact_hours_formula(position), policy.hours_per_contact, "hours", "centre", "line")
    others = other_hours_formula(position, policy.activities)
    # Other activities count as well, so a customer takes more hours than contacts times hours per contact.
    sheet.formula(line, 4, hours_formula("1", cells[1], cells[2], others), policy.hours, "hours", "centre", "line")
    all_hours = hours_formula(cells[0], cells[1], cells[2], others)
    sheet.formula(line, 5, all_hours, float(study.plan.hours[policy.segment]), "count", "centre", "line")
    sheet.number(line, 6, policy.response_hours, "hours", "centre", "line")
    if leads.rows.empty:
        sheet.text(line, 7, "–", "centre", "line")
    else:
        count = study.lead_segmentation.count(policy.segment)
        sheet.formula(line, 7, leads.count_formula(grade), count, "count", "centre", "line")
    texts = [
        (words("Goal"), policy.goal),
        (words("Service level"), policy.service_level),
        (words("Channel"), policy.channel),
        (words("Activities"), "\n".join(f"• {activity.name}" for activity in policy.activities)),
        (words("Price policy"), policy.price_policy),
        (words("Responsible"), policy.responsible),
        (words("Proposal"), words(PROPOSALS[policy.proposal])),
        (words("Leads"), policy.leads),
    ]
    for below, (heading, text) in enumerate(texts, start=line + 1):
        _line(book, below, heading, text)
    return line + 1 + len(texts), cells[4]


def _line(book: Book, row: int, heading: str, text: str, formula: str = "") -> None:
    """Write a heading and a text over the block's whole width."""
    sheet = book.sheets["strategy"]
    sheet.text(row, 0, heading, "label", "line", "wrap")
    sheet.merged(row, 1, LAST, "line", "wrap")
    if formula:
        sheet.formula(row, 1, formula, text, "line", "wrap")
    else:
        sheet.client(row, 1, text, "line", "wrap")


def _definition_formula(book: Book, segment: str, grade: str) -> tuple[str, str]:
    """Return which bands make the segment: as a formula over the grid of letters, and as text."""
    grid = book.study.grid
    if segment == NOT_RATED_SEGMENT:
        return "", definition(book.study, segment)
    parts, shown = [], []
    for r, letters in enumerate(grid.grades):
        for c, letter in enumerate(letters):
            bands = [(grid.across, c)] + ([(grid.up, len(grid.grades) - 1 - r)] if grid.up else [])
            told = " · ".join(band_label(book.study, axis, band) for axis, band in bands)
            parts.append(f'IF(EXACT(INDEX(abcd_grades,{r + 1},{c + 1}),{grade}),{quoted("; " + told)},"")')
            shown += [told] if letter == segment else []
    return f"MID({'&'.join(parts)},3,1000)", "; ".join(shown)
