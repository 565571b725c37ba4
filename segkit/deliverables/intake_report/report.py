"""The intake report as one Excel file: the verdict first, then what is asked, then everything that a question can be answered from."""

import json
from collections.abc import Callable
from pathlib import Path

from segkit.deliverables.excel.workbook import ExcelFile, open_file
from segkit.deliverables.intake_report import columns, files, left_out, questions, totals, verdict, who
from segkit.intake import INTAKE_REPORT, MARK_SHEET
from segkit.intake.report_answers import QUESTION_HEADING
from segkit.reception import Reception
from segkit.words import Words, phrase

REPORT = "intake.xlsx"

_SHEETS: tuple[tuple[str, str, str, Callable[[ExcelFile, Reception], None]], ...] = (
    ("verdict", phrase("Verdict"), "result", verdict.write),
    ("questions", phrase("Questions"), "input", questions.write),
    ("totals", phrase("Totals to confirm"), "input", totals.write),
    ("rows", phrase("Rows in and out"), "result", left_out.write_account),
    ("left_out", phrase("Rows left out"), "list", left_out.write_rows),
    ("changes", phrase("Changes"), "list", columns.write_changes),
    ("mapping", phrase("Columns"), "background", columns.write_mapping),
    ("potential", phrase("No potential"), "list", who.write_without_potential),
    ("duplicates", phrase("Same customer?"), "input", who.write_duplicates),
    ("files", phrase("Files"), "background", files.write),
    ("notes", phrase("Notes"), "background", questions.write_notes),
)
"""Key, name, kind of tab, and what writes the sheet, in their order."""


def write_intake_report(reception: Reception, folder: Path) -> Path:
    """Write the report into a folder and return its path. Raises DeliverableError; an earlier report then stands untouched."""
    engagement, words = reception.engagement, reception.engagement.words
    sheets = [(key, words(name), tab) for key, name, tab, _ in _SHEETS]
    book = open_file(engagement, words("Intake report"), [*sheets, ("mark", MARK_SHEET, "background")])
    for _, _, _, write in _SHEETS:
        write(book, reception)
    _mark(book, words)
    book.sheets["verdict"].worksheet.activate()
    return book.save(folder / REPORT)


def _mark(book: ExcelFile, words: Words) -> None:
    """Mark the file, on a sheet that no menu shows, so that its answers find home and never to another client."""
    engagement = book.engagement
    mark = {
        "kind": INTAKE_REPORT,
        "client": engagement.client,
        "folder": engagement.name,
        "question": words(QUESTION_HEADING),
        "answer": words("Answer"),
    }
    book.sheets["mark"].client(0, 0, json.dumps(mark, ensure_ascii=True, sort_keys=True))
    book.sheets["mark"].worksheet.very_hidden()
