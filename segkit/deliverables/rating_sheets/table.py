"""The sheet that a rater fills in: the own customers, a cell with a list per leaf, what was given before, and how far the rater has come."""

import datetime as dt
from collections.abc import Sequence

from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from segkit.deliverables.excel.cells import Sheet, fitted
from segkit.deliverables.excel.inputs import MESSAGE, TITLE
from segkit.deliverables.excel.sentence_formula import sentence_formula
from segkit.deliverables.excel.workbook import PAGE_WIDTH_WIDE, Book, page
from segkit.deliverables.rating_sheets.layout import HEADING_ROW, Layout, RatedLeaf
from segkit.deliverables.rating_sheets.lists import BARE
from segkit.deliverables.rating_sheets.raters import Line
from segkit.views.labels import period_text, segment_label

NUMBER = 1
WIDTHS = {"key": 4.0, "number": 12.0, "revenue": 14.0, "grade": 12.0, "count": 12.0, "comment": 40.0, "date": 13.0, "who": 20.0}
LEAF_WIDTH, NARROWEST_PRINT = 26, 0.55
"""The width of a leaf's column, and the smallest part of its size in which the sheet is still read on paper."""


def write_table(book: Book, layout: Layout, rater: str, rows: Sequence[Line]) -> None:
    """Write a rater's sheet; `rows` is never empty."""
    sheet = book.sheets["ratings"]
    _head(book, layout, rater, rows)
    _groups(sheet, layout)
    options = {"name": "Ratings", "columns": _columns(sheet, layout), "style": None, "autofilter": True}
    last, right = HEADING_ROW + len(rows), len(layout.headings) - 1
    sheet.checked(sheet.worksheet.add_table(HEADING_ROW, 0, last, right, options), "a table")
    _widths(sheet, layout, rows)
    for row, line in enumerate(rows, start=HEADING_ROW + 1):
        _customer(book, row, line)
        _ratings(book, layout, row, line)
    for leaf in layout.leaves:
        _list(book, layout, leaf, last)
    _checks(book, layout, last)
    sheet.worksheet.freeze_panes(HEADING_ROW + 1, layout.position("name") + 1)
    across = max(1, round(NARROWEST_PRINT * sheet.width(0, right) / PAGE_WIDTH_WIDE))
    page(book, "ratings", wide=True, across=across, repeat=HEADING_ROW, last=(last, right))


def _head(book: Book, layout: Layout, rater: str, rows: Sequence[Line]) -> None:
    """Write whose sheet it is, what to do, and how far the rater has come."""
    words, sheet = book.study.words, book.sheets["ratings"]
    sheet.title(words("Rating of customers"), col=NUMBER)
    sheet.client(1, NUMBER, book.study.engagement.client, "client_name")
    if rater:
        sheet.client(2, NUMBER, words("Rated by {rater}", rater=rater), "label")
    else:
        sheet.text(2, NUMBER, words("Customers without an owner: say in the last column who has rated."), "label")
    sheet.text(3, NUMBER, words("Fill in the yellow cells. Each cell has a list; the sheet How to rate says what the points mean."))
    sheet.text(4, NUMBER, words("Revenue is of {period}. Amounts in {currency}.", period=period_text(book.study), currency=words.currency))
    count = layout.position("count")
    counted = xl_range(HEADING_ROW + 1, count, HEADING_ROW + len(rows), count)
    leaves, template = len(layout.leaves), words("{given} of {all} points given")
    given = sum(len(line.given) for line in rows)
    formula = sentence_formula(template, {"given": f"SUM({counted})", "all": f"{leaves}*ROWS({counted})"})
    sheet.formula(5, NUMBER, formula, template.format(given=given, all=leaves * len(rows)), "client_name")
    sheet.height(5, 22)


def _groups(sheet: Sheet, layout: Layout) -> None:
    """Write above the leaves, where their group begins, which factor they belong to."""
    before: tuple[str, ...] = ()
    for leaf in layout.leaves:
        if leaf.above and leaf.above != before:
            sheet.client(HEADING_ROW - 1, layout.position(leaf.key), " › ".join(leaf.above), "label")
        before = leaf.above


def _columns(sheet: Sheet, layout: Layout) -> list[dict[str, object]]:
    looks = {"key": [], "number": [], "name": [], "revenue": ["right"], "grade": ["centre"], "count": ["right"], "date": ["centre"]}
    return [
        {"header": heading, "header_format": sheet.styles("head", *looks.get(key, []), *(["client"] if key.startswith("leaf_") else []))}
        for key, heading in layout.headings.items()
    ]


def _widths(sheet: Sheet, layout: Layout, rows: Sequence[Line]) -> None:
    names = fitted([line.name or "" for line in rows], 20, 36)
    for position, key in enumerate(layout.headings):
        sheet.widths(names if key == "name" else WIDTHS.get(key, LEAF_WIDTH), first=position)
    sheet.hide(layout.position("key"))
    tallest = max(len(layout.headings[leaf.key]) for leaf in layout.leaves)
    sheet.height(HEADING_ROW, 30 if tallest <= 2 * LEAF_WIDTH - 12 else 44)


def _customer(book: Book, row: int, line: Line) -> None:
    """Write whom a row is about, in the columns before the leaves."""
    sheet = book.sheets["ratings"]
    sheet.client(row, 0, f"customer:{line.number}", "identifier")
    sheet.client(row, NUMBER, line.number, "line", "wrap", "middle", "identifier")
    sheet.client(row, NUMBER + 1, line.name, "line", "wrap", "middle")
    sheet.number(row, NUMBER + 2, line.revenue, "line", "money")
    sheet.client(row, NUMBER + 3, segment_label(book.study, line.grade), "line", "centre")


def _ratings(book: Book, layout: Layout, row: int, line: Line) -> None:
    """Write a row's cells to fill in, with what was given before, and the count of those filled."""
    sheet = book.sheets["ratings"]
    for leaf in layout.leaves:
        given = line.given.get(leaf.node.name)
        sheet.client(row, layout.position(leaf.key), leaf.entry(given.point) if given else None, "input", "plain", "left")
    filled = "+".join(f'({xl_rowcol_to_cell(row, layout.position(leaf.key))}<>"")' for leaf in layout.leaves)
    sheet.formula(row, layout.position("count"), filled if len(layout.leaves) > 1 else f"{filled}+0", len(line.given), "line", "count")
    comments = dict.fromkeys(one.comment for one in line.given.values() if one.comment)
    sheet.client(row, layout.position("comment"), "\n".join(comments), "input", "plain", "wrap", "middle")
    latest = max((one.date for one in line.given.values() if one.date), default=None)
    sheet.date(row, layout.position("date"), latest, "input", "plain", "date")
    sheet.client(row, layout.position("who"), line.who, "input", "plain", "wrap", "middle")


def _list(book: Book, layout: Layout, leaf: RatedLeaf, last: int) -> None:
    """Give a leaf's cells their list and their explanation, and colour what is neither an entry nor a point.

    A typed point must pass, which a list would stop; so the list only offers, and the colour tells at once.
    """
    words, sheet, col = book.study.words, book.sheets["ratings"], layout.position(leaf.key)
    heading = layout.headings[leaf.key]
    rule = {
        "validate": "list",
        "source": f"={leaf.list_name}",
        "show_error": False,
        "input_title": heading[:TITLE],
        "input_message": (leaf.node.definition or words("Choose from the list; leave it empty where you cannot tell."))[:MESSAGE],
    }
    sheet.checked(sheet.worksheet.data_validation(HEADING_ROW + 1, col, last, col, rule), "a check of an input")
    cell = xl_rowcol_to_cell(HEADING_ROW + 1, col)
    wrong = f'=AND({cell}<>"",ISNA(MATCH({cell},{leaf.list_name},0)),ISNA(MATCH({cell},{BARE},0)))'
    look = {"type": "formula", "criteria": wrong, "format": book.styles.changed()}
    sheet.checked(sheet.worksheet.conditional_format(HEADING_ROW + 1, col, last, col, look), "a colour")


def _checks(book: Book, layout: Layout, last: int) -> None:
    """Let the date cells take dates, and say what they and the last column are for."""
    words, sheet = book.study.words, book.sheets["ratings"]
    date, who = layout.position("date"), layout.position("who")
    day = {
        "validate": "date",
        "criteria": ">=",
        "value": dt.date(2000, 1, 1),
        "input_title": layout.headings["date"][:TITLE],
        "input_message": words("The day of the rating. Empty: the day on which the sheet was made.")[:MESSAGE],
        "error_title": words("Not a date")[:TITLE],
        "error_message": words("Write the day of the answer as a date.")[:MESSAGE],
    }
    by = {
        "validate": "any",
        "input_title": layout.headings["who"][:TITLE],
        "input_message": words("Only where somebody else has rated than the name above.")[:MESSAGE],
    }
    sheet.checked(sheet.worksheet.data_validation(HEADING_ROW + 1, date, last, date, day), "a check of an input")
    sheet.checked(sheet.worksheet.data_validation(HEADING_ROW + 1, who, last, who, by), "a check of an input")
