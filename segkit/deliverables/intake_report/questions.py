"""What is asked and what is merely told: every finding with its place, what was found, what was done, what to do, and room for an answer."""

from xlsxwriter.utility import xl_range_abs

from segkit.deliverables.excel.listing import ListCell, ListColumn, write_sheet
from segkit.deliverables.excel.workbook import ExcelFile
from segkit.findings import SEVERITIES, Finding
from segkit.intake import MARK_SHEET
from segkit.intake.report_answers import CHOICES, QUESTION_HEADING, question_key
from segkit.reception import Reception

_ROWS_SHOWN = 12
"""Row numbers that stand in one cell; the sheet of rows left out holds them all."""


def write(book: ExcelFile, reception: Reception) -> None:
    """Write what stops the run and the questions, the gravest first, with yellow cells for the answers."""
    words = book.words
    asked = [finding for finding in reception.findings if finding.severity != "note"]
    columns = [
        ListColumn(words(QUESTION_HEADING), 4, "key"),
        *_columns(book),
        ListColumn(words("Answer"), 30, "input"),
    ]
    rows: list[list[ListCell]] = [
        [question_key(finding), *_cells(book, finding), reception.decisions.answers.get(question_key(finding), "")] for finding in asked
    ]
    titles = (words("Questions"), words("Fill in the yellow cells, save, and run segkit intake again: what is answered stays answered."))
    head = write_sheet(book, "questions", titles, columns, rows, empty=words("Nothing is asked."))
    sheet = book.sheets["questions"]
    for at, finding in enumerate(asked, start=head + 1):
        if finding.kind in CHOICES:
            options = {
                "validate": "list",
                "source": _choices(book, finding.kind),
                "error_title": words("Not one of the answers")[:32],
                "error_message": words("Choose one from the list.")[:250],
            }
            sheet.checked(sheet.worksheet.data_validation(at, len(columns) - 1, at, len(columns) - 1, options), "a check of an input")


def _choices(book: ExcelFile, kind: str) -> str:
    """Write what can be answered onto the hidden sheet and return the cells: in a list within the check itself a comma would part two answers."""
    col = 1 + list(CHOICES).index(kind)
    for row, choice in enumerate(CHOICES[kind]):
        book.sheets["mark"].client(row, col, choice)
    return f"='{MARK_SHEET}'!{xl_range_abs(0, col, len(CHOICES[kind]) - 1, col)}"


def write_notes(book: ExcelFile, reception: Reception) -> None:
    """Write what was found and needs no answer."""
    words = book.words
    rows = [_cells(book, finding) for finding in reception.findings if finding.severity == "note"]
    titles = (words("Notes"), words("What was found and needs no answer."))
    write_sheet(book, "notes", titles, _columns(book), rows, empty=words("Nothing is noted."))


def _columns(book: ExcelFile) -> list[ListColumn]:
    words = book.words
    return [
        ListColumn(words("Kind"), 13, "label"),
        ListColumn(words("Code"), 10, "text"),
        ListColumn(words("File"), 24),
        ListColumn(words("Column"), 18),
        ListColumn(words("Row"), 16, "text"),
        ListColumn(words("What was found"), 46),
        ListColumn(words("What was done"), 36),
        ListColumn(words("What to do"), 38),
    ]


def _cells(book: ExcelFile, finding: Finding) -> list[ListCell]:
    words = book.words
    file = f"{finding.file} [{finding.sheet}]" if finding.sheet else finding.file
    return [
        words(SEVERITIES[finding.severity]),
        finding.code,
        file or "–",
        finding.column or "–",
        row_numbers(book, finding),
        finding.text(words),
        finding.done(words),
        finding.todo(words),
    ]


def row_numbers(book: ExcelFile, finding: Finding) -> str:
    """Return the rows concerned as a cell shows them: the first ones, and that there are more."""
    rows = finding.rows or ((finding.row,) if finding.row is not None else ())
    if not rows:
        return "–"
    shown = ", ".join(str(row) for row in rows[:_ROWS_SHOWN])
    return shown if len(rows) <= _ROWS_SHOWN else book.words("{rows} and more", rows=shown)
