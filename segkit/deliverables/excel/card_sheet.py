"""One customer on one page: a number is chosen in the yellow cell, and everything else is looked up; to be printed before a visit."""

from collections.abc import Sequence

from xlsxwriter.utility import xl_rowcol_to_cell

from segkit.deliverables.excel.account_entries import MESSAGE, TITLE
from segkit.deliverables.excel.account_table import AccountTable
from segkit.deliverables.excel.card_cells import CUSTOMER, KNOWN, NUMBER, OWN_LINE, Card, Line, card_of
from segkit.deliverables.excel.card_rating import write_rating
from segkit.deliverables.excel.cells import quoted
from segkit.deliverables.excel.customers import colour_grades
from segkit.deliverables.excel.live_table import LiveTable, escaped
from segkit.deliverables.excel.rating_layout import RatingLayout
from segkit.deliverables.excel.ratings_sheet import NUMBERS, colour_classes
from segkit.deliverables.excel.shown_rows import LINE, ROW
from segkit.deliverables.excel.workbook import Book, page

WIDTHS = (33, 15, 18, 13, 13, 34)
LAST, HELP = 5, 7
"""The last column on paper, and the hidden one in which the customer is searched for."""
CHOICE_ROW = 2
TILE, ONE_LINE, TEXT_HEIGHT = 24, 18, 46


def write(book: Book, table: AccountTable, layout: RatingLayout, money: LiveTable | None = None) -> None:
    """Write the sheet; `money` is where the table of true contribution lies, if the file has one."""
    words, sheet = book.study.words, book.sheets["card"]
    card = card_of(book, table, layout, money)
    sheet.title(words("One customer"), words("Choose the customer's number in the yellow cell; everything below follows it."))
    sheet.widths(*WIDTHS)
    _choice(book, card)
    row = _head(book, card, CHOICE_ROW + 2)
    row = _sentences(book, card, row + 1)
    row = write_rating(book, card, row + 1)
    if money is not None:
        row = _ladder(book, card, row + 1)
    row = _proposed(book, card, row + 1)
    page(book, "card", whole=True, last=(row, LAST))


def _choice(book: Book, card: Card) -> None:
    """Write the yellow cell, and the hidden cells that hold the rows in which the customer stands."""
    words, sheet, ratings = book.words, book.sheets["card"], card.layout.place
    sheet.text(CHOICE_ROW, 0, words("Customer no."), "label", "right", "middle")
    sheet.client(CHOICE_ROW, 1, card.number, "identifier", "input")
    book.define(NUMBER, "card", xl_rowcol_to_cell(CHOICE_ROW, 1, row_abs=True, col_abs=True))
    rule = {
        "validate": "list",
        "source": f"={NUMBERS}",
        "input_title": words("Customer no.")[:TITLE],
        "input_message": words("Choose a number from the list, or write it as it stands on the sheet Ratings.")[:MESSAGE],
        "error_title": words("Not a value that fits")[:TITLE],
        "error_message": words("No customer has this number.")[:MESSAGE],
    }
    sheet.checked(sheet.worksheet.data_validation(CHOICE_ROW, 1, CHOICE_ROW, 1, rule), "a check of an input")
    numbers = ratings.column("number")
    found = (
        f"SUMPRODUCT(EXACT({numbers},{NUMBER})*(ROW({numbers})-ROW({ratings.name}[[#Headers],[{escaped(ratings.headings['number'])}]])))"
    )
    cells = [(KNOWN, found), (CUSTOMER, f"IF({KNOWN}=0,0,INDEX({ratings.column(ROW)},{KNOWN}))")]
    cells += [(OWN_LINE, f"IF({KNOWN}=0,0,INDEX({ratings.column(LINE)},{KNOWN}))")]
    for at, (name, formula) in enumerate(cells, start=CHOICE_ROW):
        sheet.formula(at, HELP, formula, card.at + 1, "count")
        book.define(name, "card", xl_rowcol_to_cell(at, HELP, row_abs=True, col_abs=True))
    sheet.hide(HELP)
    missing = words("No customer has this number.")
    sheet.formula(CHOICE_ROW, 2, f'IF({KNOWN}=0,{quoted(missing)},"")', "", "label", "middle")


def _head(book: Book, card: Card, row: int) -> int:
    """Write the name and two rows of tiles; return the row below them."""
    words, sheet = book.words, book.sheets["card"]
    sheet.merged(row, 0, LAST, "client_name")
    card.write(row, 0, card.rated("name"), "client_name")
    sheet.height(row, 26)
    first = [
        card.rated("owner", "tile", label=words("Owner")) if card.layout.has_owners else Line(words("Owner"), quoted("–"), "–", ("tile",)),
        card.rated("grade", "tile"),
        card.rated("class", "tile"),
        card.rated("rating", "tile", "exact"),
        card.rated("covered", "tile", "percent"),
        card.rated("next", "tile"),
    ]
    second = [
        card.customer(key, "tile", look)
        for key, look in (("revenue", "money"), ("potential", "money"), ("utilisation", "percent"), ("headroom", "money"))
    ]
    second += [card.rated("up", "tile", "exact"), card.rated("reason", "tile")]
    for at, tiles in ((row + 1, first), (row + 3, second)):
        sheet.height(at, 28)
        sheet.height(at + 1, TILE)
        for col, tile in enumerate(tiles):
            sheet.text(at, col, tile.label, "tile_label")
            card.write(at + 1, col, tile, "small")
    colour_grades(book, sheet, (row + 2, 1, row + 2, 1))
    colour_classes(book, sheet, (row + 2, 2, row + 2, 2), len(card.layout.deep.tree.classes))
    return row + 5


def _sentences(book: Book, card: Card, row: int) -> int:
    """Write why the customer is rated so, the shortest way up and how firm the class is: sentences as delivered."""
    sheet = book.sheets["card"]
    for key, height in (("why", TEXT_HEIGHT), ("way", ONE_LINE), ("firm", ONE_LINE)):
        line = card.rated(key)
        sheet.text(row, 0, line.label, "label", "line", "wrap")
        sheet.merged(row, 1, LAST, "line", "wrap")
        card.write(row, 1, line, "line", "wrap")
        sheet.height(row, height)
        row += 1
    return row


def _ladder(book: Book, card: Card, row: int) -> int:
    """Write the ladder from revenue to true contribution, with its shares of the revenue; return the row below it."""
    words, sheet = book.words, book.sheets["card"]
    _section(book, row, words("From revenue to true contribution"))
    sheet.heads(row + 1, 0, ["", words("Amount in {currency}", currency=words.currency), words("Share of revenue")], {1, 2})
    at = row + 2
    revenue = xl_rowcol_to_cell(at, 1)
    for key in ("revenue", "db1", "db2", "db3", "true_contribution"):
        line = card.money(key, "exact")
        look = "total" if key == "true_contribution" else "line"
        sheet.text(at, 0, line.label, look, "label", "middle")
        card.write(at, 1, line, look)
        cell, known, whole = xl_rowcol_to_cell(at, 1), card.of_money(key), card.of_money("revenue")
        share = known / whole if isinstance(known, float) and isinstance(whole, float) and whole > 0 else "–"
        sheet.formula(at, 2, f'IF(COUNT({cell},{revenue})=2,IF({revenue}>0,{cell}/{revenue},"–"),"–")', share, look, "share")
        at += 1
    for key, look in (("hours", "hours"), ("per_hour", "money")):
        if card.has_money(key):
            line = card.money(key, look)
            sheet.text(at, 0, line.label, "line", "label", "middle")
            card.write(at, 1, line, "line")
            at += 1
    return at


def _proposed(book: Book, card: Card, row: int) -> int:
    """Write what is proposed and what comes next; return the last row."""
    words, sheet = book.words, book.sheets["card"]
    _section(book, row, words("What is proposed"))
    lines = [card.customer(key, look) for key, look in _PROPOSED if card.table.has(key)]
    at = row + 1
    for line in lines:
        sheet.height(at, ONE_LINE)
        sheet.text(at, 0, line.label, "line", "label", "middle")
        sheet.merged(at, 1, LAST, "line", *line.looks)
        card.write(at, 1, line, "line", "left", "middle")
        at += 1
    return at - 1


_PROPOSED: Sequence[tuple[str, str]] = (
    ("segment", "wrap"),
    ("proposal", "wrap"),
    ("verdict", "wrap"),
    ("reason", "wrap"),
    ("action", "wrap"),
    ("due", "date"),
    ("contacts", "hours"),
    ("comment", "wrap"),
)


def _section(book: Book, row: int, title: str) -> None:
    for col in range(LAST + 1):
        book.sheets["card"].text(row, col, title if col == 0 else "", "section")
