"""The return report: an Excel list of every change, question, cell not taken and thing seen, in the client's language."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

from segkit.deliverables.excel.listing import ListCell, ListColumn, write_sheet
from segkit.deliverables.excel.workbook import ExcelFile, open_file
from segkit.returned.decisions import Returned
from segkit.returned.items import Group, Item, Shown
from segkit.words import Words

FILE_NAME = "return.xlsx"


def write_report(returned: Returned, folder: Path) -> Path:
    """Write the list into a folder and return its path. Raises DeliverableError; an earlier list then stands untouched."""
    words = returned.engagement.words
    sheets = {
        "change": (
            words("Changes"),
            words("What was written into the file since it was delivered."),
            words("Nothing was changed."),
            "result",
        ),
        "question": (words("Questions"), words("What cannot be taken before it is decided."), words("Nothing is asked."), "input"),
        "not_taken": (
            words("Not taken"),
            words("What does not belong to the cells that people fill in."),
            words("There is nothing."),
            "list",
        ),
        "reported": (words("Seen"), words("What else was seen in the file."), words("There is nothing."), "background"),
    }
    book = open_file(returned.engagement, words("Returned strategy"), [(key, name, tab) for key, (name, _, _, tab) in sheets.items()])
    source = words("{file}, delivered on {date}.", file=returned.file, date=returned.delivered)
    for key, (name, about, empty, _) in sheets.items():
        _write(book, key, (name, f"{about} {source}"), returned, empty)  # type: ignore[arg-type]
    book.sheets["question" if returned.count("question") and not returned.count("change") else "change"].worksheet.activate()
    return book.save(folder / FILE_NAME)


def _write(book: ExcelFile, group: Group, titles: tuple[str, str], returned: Returned, empty: str) -> None:
    words = book.words
    columns = [
        ListColumn(words("Cell"), 22),
        ListColumn(words("Number"), 14, "identifier"),
        ListColumn(words("Name"), 30),
        ListColumn(words("Column"), 24),
        ListColumn(words("Delivered"), 20),
        ListColumn(words("In the file"), 20),
        ListColumn(words("What was found"), 48, "text"),
    ]
    if group != "change":
        columns += [ListColumn(words("What to do"), 42, "text"), ListColumn(words("Code"), 10, "text")]
    rows = [_row(words, item, short=group == "change") for item in returned.of(group)]
    write_sheet(book, group, titles, columns, rows, empty=empty)


def _row(words: Words, item: Item, *, short: bool) -> list[ListCell]:
    told: list[ListCell] = [
        item.place,
        item.number or "–",
        item.whom or "–",
        item.what or "–",
        shown(words, item.old),
        shown(words, item.new),
        item.text(words),
    ]
    return told if short else [*told, item.todo(words) or "–", item.code]


def shown(words: Words, value: Shown) -> str:
    """Return a value as the language writes it; a dash where there is none."""
    if value is None or value == "":
        return "–"
    if isinstance(value, dt.date):
        return words.short_date(value)
    if isinstance(value, Decimal):
        decimals = max(0, -int(value.normalize().as_tuple().exponent)) if value.is_finite() else 0
        return words.number(value, min(decimals, 6))
    return str(value)
