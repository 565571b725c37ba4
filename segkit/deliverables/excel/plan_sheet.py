"""The implementation plan: who does what until when, with a status to fill in; the numbers concerned follow the customers' grades."""

from typing import Any

from segkit.deliverables.excel.account_table import AccountTable
from segkit.deliverables.excel.cells import quoted
from segkit.deliverables.excel.live_table import LiveTable, TableColumn, unique_headings, write_table
from segkit.deliverables.excel.returned_tables import ReturnedTable
from segkit.deliverables.excel.workbook import Book, page
from segkit.intake.corrections import COMMENT, STATUS
from segkit.segments import NOT_RATED_SEGMENT
from segkit.strategy import PROPOSALS, STATES, Task
from segkit.study import Study
from segkit.views.labels import segment_label
from segkit.views.plan import tasks
from segkit.words import Words, phrase

HEADING_ROW = 3
NAME = "Implementation"
_HEADINGS = {
    "number": phrase("No."),
    "task": phrase("Task"),
    "concerned": phrase("How many"),
    "responsible": phrase("Responsible"),
    "due": phrase("Due"),
    "status": phrase("Status"),
    "comment": phrase("Comment"),
    "key": phrase("Key"),
}


def write(book: Book, table: AccountTable) -> ReturnedTable:
    """Write the sheet and return what is read of it when it comes back."""
    words, study, sheet = book.study.words, book.study, book.sheets["plan"]
    found = tasks(study)
    sheet.title(words("Implementation plan"), words("From delivery on {date} to the next segmentation.", date=study.engagement.date))
    place = LiveTable(NAME, unique_headings({key: words(text) for key, text in _HEADINGS.items()}), HEADING_ROW, len(found))
    columns = [
        TableColumn("number", place.headings["number"], "count", list(range(1, len(found) + 1)), width=7),
        TableColumn("task", place.headings["task"], "text", [words(task.text) for task in found], width=64),
        TableColumn("concerned", place.headings["concerned"], "count", [None] * len(found), width=14),
        TableColumn("responsible", place.headings["responsible"], "text", [words(task.responsible) for task in found], width=22),
        TableColumn("due", place.headings["due"], "date", [task.due for task in found], width=13),
        TableColumn("status", place.headings["status"], "client", _filled_in(study, found, STATUS), width=14, entry=True),
        TableColumn("comment", place.headings["comment"], "client", _filled_in(study, found, COMMENT), width=34, entry=True),
        TableColumn("key", place.headings["key"], "identifier", [f"task:{task.key}" for task in found], hidden=True),
    ]
    write_table(sheet, place, columns)
    _concerned(book, place, found, table)
    rule = {
        "validate": "list",
        "source": "=action_states",
        "error_title": words("Not a value that fits")[:32],
        "error_message": words("Choose one of the states in the list.")[:250],
    }
    col = place.position("status")
    sheet.checked(sheet.worksheet.data_validation(place.first + 1, col, place.last, col, rule), "a check of an input")
    sheet.height(HEADING_ROW, 30)
    sheet.worksheet.freeze_panes(HEADING_ROW + 1, 0)
    page(book, "plan", wide=True, repeat=HEADING_ROW, last=(place.last, place.position("comment")))
    # Some of the numbers are formulas and some are not, so the column is none that could be held against its delivery.
    told = [column for column in columns if column.key != "concerned"]
    return ReturnedTable("plan", place, told, {"status": [words(state) for state in STATES.values()]})


def _filled_in(study: Study, found: tuple[Task, ...], name: str) -> list[Any]:
    """Return what people filled in beside the tasks before this delivery."""
    return [study.corrections.value(f"task:{task.key}", name) for task in found]


def _concerned(book: Book, place: LiveTable, found: tuple[Task, ...], table: AccountTable) -> None:
    """Write how many accounts a task concerns: counted live where the customers' proposals or grades decide."""
    words, study, sheet = book.study.words, book.study, book.sheets["plan"]
    formulas = {
        "prices": _proposed(words, table, "adjust"),
        "review": _proposed(words, table, "review"),
        "find_out": f"SUMPRODUCT(--EXACT({table.column('grade')},{quoted(segment_label(study, NOT_RATED_SEGMENT))}))",
    }
    for row, task in enumerate(found, start=place.first + 1):
        if task.key in formulas:
            sheet.formula(row, place.position("concerned"), formulas[task.key], task.count, "line", "count", "top")
        elif task.count is not None:
            sheet.number(row, place.position("concerned"), task.count, "line", "count", "top")


def _proposed(words: Words, table: AccountTable, proposal: str) -> str:
    return f"SUMPRODUCT(--EXACT({table.column('proposal')},{quoted(words(PROPOSALS[proposal]))}))"
