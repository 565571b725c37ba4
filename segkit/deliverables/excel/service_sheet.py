"""Customer service's view: who is answered first, within how many hours, and with which service; the grades are those of the customers."""

import pandas as pd

from segkit.deliverables.excel.account_table import AccountTable
from segkit.deliverables.excel.customers import colour_grades
from segkit.deliverables.excel.live_table import LiveTable, TableColumn, unique_headings, write_table
from segkit.deliverables.excel.shown_rows import LINE, LINE_HEADING, ROW, ROW_HEADING, ShownColumn, shown_columns
from segkit.deliverables.excel.workbook import Book, page
from segkit.segments import NOT_RATED_SEGMENT
from segkit.words import phrase

HEADING_ROW = 3
NAME = "Service"
_SHOWN = (ShownColumn("number", "identifier", 14), ShownColumn("name", "client", 36), ShownColumn("grade", "grade", 12))
_OWNER = ShownColumn("owner", "client", 22)
_BY_SEGMENT = (
    ("priority", phrase("Support priority"), "count", "segment_priorities", 10.0),
    ("response", phrase("Answer within, hours"), "hours", "segment_response", 12.0),
    ("service", phrase("Service level"), "text", "segment_services", 70.0),
)


def write(book: Book, table: AccountTable) -> None:
    """Write a row per customer, those who are answered first at the top."""
    words, study, sheet = book.study.words, book.study, book.sheets["service"]
    sheet.title(words("Customer service"), words("Who is answered first and with which service. The grade is that of the sheet Customers."))
    policies = {policy.segment: policy for policy in study.plan.policies}
    segments = table.rows["grade"].where(table.rows["grade"].notna(), NOT_RATED_SEGMENT)
    told = pd.DataFrame({
        "line": range(1, len(segments) + 1),
        "name": table.rows["name"].astype(str).str.casefold(),
        "priority": segments.map({name: policy.support_priority for name, policy in policies.items()}),
        "response": segments.map({name: policy.response_hours for name, policy in policies.items()}),
        "service": segments.map({name: policy.service_level for name, policy in policies.items()}),
        "place": segments.map({name: i for i, name in enumerate(policies, start=1)}),
    }).sort_values(["priority", "name", "line"], kind="stable")  # fmt: skip
    shown = [*_SHOWN, *([_OWNER] if table.has("owner") else [])]
    headings = {column.key: table.headings[column.key] for column in shown} | {key: words(text) for key, text, *_ in _BY_SEGMENT}
    place = LiveTable(
        NAME,
        unique_headings(headings | {LINE: words(LINE_HEADING), ROW: words(ROW_HEADING)}),
        HEADING_ROW,
        len(told),
    )
    columns = shown_columns(table, place, list(told["line"]), shown)
    segment = f"INDEX({table.column('place')},{place.cell(ROW)})"
    by_segment = [
        TableColumn(key, place.headings[key], kind, list(told[key]), f'IF({place.cell(ROW)}=0,"",INDEX({listed},{segment}))', width)
        for key, _, kind, listed, width in _BY_SEGMENT
    ]
    write_table(sheet, place, [*columns[: len(shown)], *by_segment, *columns[len(shown) :]])
    grade = place.position("grade")
    colour_grades(book, sheet, (place.first + 1, grade, place.last, grade))
    sheet.height(HEADING_ROW, 30)
    sheet.worksheet.freeze_panes(HEADING_ROW + 1, 2)
    page(book, "service", wide=True, repeat=HEADING_ROW, last=(place.last, place.position("service")))
