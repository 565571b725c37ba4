"""The overview's live table of segments: numbers, money and hours per segment, with their total."""

from dataclasses import dataclass

from xlsxwriter.utility import xl_rowcol_to_cell

from segkit.deliverables.excel.account_table import AccountTable
from segkit.deliverables.excel.cells import quoted
from segkit.deliverables.excel.customers import colour_grades
from segkit.deliverables.excel.workbook import Book
from segkit.segments.segmentation import MONEY
from segkit.strategy import hours_formula
from segkit.views.labels import segment_label
from segkit.words.language import UNKNOWN


@dataclass(frozen=True)
class SegmentTable:
    """The live table of segments: which columns it has, and where."""

    keys: tuple[str, ...]
    first: int
    count: int

    def cell(self, key: str, row: int | None = None) -> str:
        """Return a cell of the table; without a row, of its total."""
        return xl_rowcol_to_cell(self.total if row is None else row, self.keys.index(key), col_abs=True)

    @property
    def total(self) -> int:
        return self.first + self.count


def write_segments(book: Book, place: SegmentTable, table: AccountTable, leads: AccountTable) -> None:
    words, study, sheet = book.study.words, book.study, book.sheets["overview"]
    headings = {
        "grade": words("Grade"), "name": words("Segment"), "accounts": words("Customers"), "share": words("Share"), "revenue": words("Revenue"),
        "revenue_share": words("Share of revenue"), "potential": words("Potential"), "headroom": words("Headroom"), "contribution": words("Contribution"),
        "hours": words("Hours per year"), "leads": words("Leads"),
    }  # fmt: skip
    sheet.heads(place.first - 1, 0, [headings[key] for key in place.keys], range(2, len(place.keys)))
    sheet.height(place.first - 1, 32)
    looks = {"accounts": "count", "share": "share", "revenue_share": "share", "hours": "count", "leads": "count"}
    for row, (segment, sums) in enumerate(study.segmentation.table.iterrows(), start=place.first):
        policy = study.plan.policy(str(segment))
        sheet.height(row, 20)
        number = row - place.first + 1
        sheet.client(row, 0, segment_label(study, policy.segment), "line", "grade")
        sheet.client(row, 1, policy.name, "line")
        grade = place.cell("grade", row)
        total = {key: xl_rowcol_to_cell(place.total, place.keys.index(key), row_abs=True, col_abs=True) for key in ("accounts", "revenue")}
        for col, key in enumerate(place.keys[2:], start=2):
            value: float | str = (
                study.plan.hours[policy.segment]
                if key == "hours"
                else study.lead_segmentation.count(policy.segment)
                if key == "leads"
                else sums[key]
            )
            if key in MONEY:
                formula = _money_formula(table, key, grade, place.cell("accounts", row))
            elif key in {"share", "revenue_share"}:
                part, whole = ("accounts" if key == "share" else "revenue"), total["accounts" if key == "share" else "revenue"]
                mine = place.cell(part, row)
                formula = f"IF(AND(ISNUMBER({mine}),ISNUMBER({whole})),IF({whole}<>0,{mine}/{whole},{quoted(UNKNOWN)}),{quoted(UNKNOWN)})"
            elif key == "hours":
                formula = hours_formula(
                    place.cell("accounts", row), f"playbook_{number}_meetings_per_year", f"playbook_{number}_hours_per_meeting"
                )
            else:
                formula = f"SUMPRODUCT(--EXACT({(leads if key == 'leads' else table).column('grade')},{grade}))"
            sheet.formula(row, col, formula, UNKNOWN if value != value else value, "line", looks.get(key, "money"))  # noqa: PLR0124 - NaN
    _total(book, place, table, looks)
    colour_grades(book, sheet, (place.first, 0, place.total - 1, 0))


def _money_formula(table: AccountTable, key: str, grade: str, accounts: str) -> str:
    """Return a segment's sum; unknown where nothing is known, for contribution where anything is unknown."""
    chosen = f"EXACT({table.column('grade')},{grade})"
    known = f"SUMPRODUCT({chosen}*ISNUMBER({table.column(key)}))"
    open_ = f"{known}<{accounts}" if key == "contribution" else f"AND({known}=0,{accounts}>0)"
    return f"IF({open_},{quoted(UNKNOWN)},ROUND(SUMPRODUCT(--{chosen},{table.column(key)}),2))"


def _total(book: Book, place: SegmentTable, table: AccountTable, looks: dict[str, str]) -> None:
    words, study, sheet = book.study.words, book.study, book.sheets["overview"]
    sheet.height(place.total, 20)
    sheet.text(place.total, 0, words("Total"), "total")
    sheet.text(place.total, 1, "", "total")
    sums = study.segmentation.total
    for col, key in enumerate(place.keys[2:], start=2):
        value = study.plan.total_hours if key == "hours" else len(study.leads) if key == "leads" else float(sums[key])
        if key in MONEY:
            column = table.column(key)
            open_ = f"COUNT({column})<{place.cell('accounts')}" if key == "contribution" else f"COUNT({column})=0"
            formula = f"IF({open_},{quoted(UNKNOWN)},ROUND(SUM({column}),2))"
        elif key in {"share", "revenue_share"} and value != value:  # noqa: PLR0124 - NaN
            formula = quoted(UNKNOWN)
        else:
            formula = f"SUM({xl_rowcol_to_cell(place.first, col)}:{xl_rowcol_to_cell(place.total - 1, col)})"
        sheet.formula(place.total, col, formula, UNKNOWN if value != value else value, looks.get(key, "money"), "total")  # noqa: PLR0124 - NaN
