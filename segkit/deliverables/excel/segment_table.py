"""The overview's live table of segments: numbers, money and hours per segment, with their total."""

from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from segkit.deliverables.excel.account_table import AccountTable
from segkit.deliverables.excel.cells import quoted
from segkit.deliverables.excel.customers import colour_grades
from segkit.deliverables.excel.workbook import Book
from segkit.segments.segmentation import MONEY
from segkit.strategy import contact_cell, contact_hours_formula, hours_formula, other_hours_formula
from segkit.views.labels import segment_label
from segkit.words import is_missing
from segkit.words.language import UNKNOWN


@dataclass(frozen=True)
class SegmentTable:
    """The live table of segments: which columns it has, and where."""

    keys: tuple[str, ...]
    first: int
    count: int

    def cell(self, key: str, row: int | None = None) -> str:
        """Return a cell of the table; without a row, of its total."""
        return f"${xl_col_to_name(self.keys.index(key))}{(self.total if row is None else row) + 1}"

    @property
    def total(self) -> int:
        return self.first + self.count


LOOKS = {"accounts": "count", "share": "share", "revenue_share": "share", "hours": "count", "leads": "count"}
"""Number styles; every other column is money."""


def write_segments(book: Book, place: SegmentTable, table: AccountTable, leads: AccountTable) -> None:
    """Write a row per segment and the total; every figure is a formula."""
    words, study, sheet = book.study.words, book.study, book.sheets["overview"]
    headings = {
        "grade": words("Grade"),
        "name": words("Segment"),
        "accounts": words("Customers"),
        "share": words("Share"),
        "revenue": words("Revenue"),
        "revenue_share": words("Share of revenue"),
        "potential": words("Potential"),
        "headroom": words("Headroom"),
        "contribution": words("Contribution"),
        "hours": words("Hours per year"),
        "leads": words("Leads"),
    }
    sheet.heads(place.first - 1, 0, [headings[key] for key in place.keys], range(2, len(place.keys)))
    sheet.height(place.first - 1, 32)
    for row, policy in enumerate(study.plan.policies, start=place.first):
        sheet.height(row, 20)
        sheet.client(row, 0, segment_label(study, policy.segment), "line", "grade")
        sheet.client(row, 1, policy.name, "line", "wrap", "middle")
        known = study.segmentation.table.loc[policy.segment].to_dict()
        known |= {"hours": float(study.plan.hours[policy.segment]), "leads": study.lead_segmentation.count(policy.segment)}
        for col, key in enumerate(place.keys[2:], start=2):
            sheet.formula(row, col, _formula(place, key, row, leads if key == "leads" else table), _shown(known[key]), "line", _look(key))
    _total(book, place, table)
    colour_grades(book, sheet, (place.first, 0, place.total - 1, 0))


def _formula(place: SegmentTable, key: str, row: int, table: AccountTable) -> str:
    """Return the formula of one segment's figure."""
    grade, accounts, position = place.cell("grade", row), place.cell("accounts", row), row - place.first + 1
    policies = table.study.plan.policies
    if key in MONEY:
        return _money_formula(table, key, grade, accounts)
    if key in {"share", "revenue_share"}:
        part = "accounts" if key == "share" else "revenue"
        mine, whole = place.cell(part, row), xl_rowcol_to_cell(place.total, place.keys.index(part), row_abs=True, col_abs=True)
        return f"IF(AND(ISNUMBER({mine}),ISNUMBER({whole})),IF({whole}<>0,{mine}/{whole},{quoted(UNKNOWN)}),{quoted(UNKNOWN)})"
    if key == "hours":
        contacts, others = contact_cell(position, "meetings_per_year"), other_hours_formula(position, policies[position - 1].activities)
        return hours_formula(accounts, contacts, contact_hours_formula(position), others)
    return table.count_formula(grade)


def _money_formula(table: AccountTable, key: str, grade: str, accounts: str) -> str:
    """Return a segment's sum; unknown where nothing is known, for contribution where anything is unknown."""
    known = f"SUMPRODUCT({table.chosen(grade)}*ISNUMBER({table.column(key)}))"
    unknown = f"{known}<{accounts}" if key == "contribution" else f"AND({known}=0,{accounts}>0)"
    return f"IF({unknown},{quoted(UNKNOWN)},{table.sum_formula(key, grade)})"


def _total(book: Book, place: SegmentTable, table: AccountTable) -> None:
    words, study, sheet = book.study.words, book.study, book.sheets["overview"]
    sheet.height(place.total, 20)
    sheet.text(place.total, 0, words("Total"), "total")
    sheet.text(place.total, 1, "", "total")
    known = {**study.segmentation.total.to_dict(), "hours": study.plan.total_hours, "leads": len(study.leads)}
    for col, key in enumerate(place.keys[2:], start=2):
        value = _shown(known[key])
        formula = f"SUM({xl_rowcol_to_cell(place.first, col)}:{xl_rowcol_to_cell(place.total - 1, col)})"
        if key in MONEY:
            column = table.column(key)
            unknown = f"COUNT({column})<{place.cell('accounts')}" if key == "contribution" else f"COUNT({column})=0"
            formula = f"IF({unknown},{quoted(UNKNOWN)},ROUND(SUM({column}),2))"
        elif value == UNKNOWN:
            formula = quoted(UNKNOWN)
        sheet.formula(place.total, col, formula, value, _look(key), "total")


def _look(key: str) -> str:
    return LOOKS.get(key, "money")


def _shown(value: float) -> float | str:
    """Return a figure, or a dash where it is unknown."""
    return UNKNOWN if is_missing(value) else value
