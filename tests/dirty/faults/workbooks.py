"""A03, A11–A21, C11: what only a workbook can do."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any

from ..draft import Draft, Formula, Line, Rich, UnfitError, chosen
from ..spelling import DateStyle
from ..truth import Unreadable
from .fault import CELLS, LINES, STYLE, WORKBOOK, WRITING, Befall, fault

_NATIVE = ("number_style", "negative", "currency", "heading_words")
"""What makes texts of amounts: it does not go with formulas and errors in their place."""


def _book(**changes: Any) -> Befall:
    def befall(draft: Draft, _: Random) -> Draft:
        return replace(draft, book=replace(draft.book, **changes))

    return befall


fault("A12.empty_sheets_before", "sheets", WRITING, media=WORKBOOK)(_book(before=("Forside", "Tom")))
fault("A11.hidden_sheet", "sheets", WRITING, media=WORKBOOK)(_book(hidden_sheet=True))
fault("A13.table_further_down", "place", WRITING, media=WORKBOOK)(_book(first_row=4, first_column=2))
fault("A18.system_1904", "system", WRITING, media=WORKBOOK, holds=("transactions",))(_book(system_1904=True))
fault("A11.hidden_columns", "hidden_columns", WRITING, media=WORKBOOK)(_book(hidden_columns=(2, 4)))
fault("A11.autofilter", "hidden_columns", WRITING, media=WORKBOOK)(_book(table_filter=True))
fault("A20.inline_strings", "strings", WRITING, media=WORKBOOK, clashes=("merged", "preamble_merged"))(_book(inline_strings=True))


@fault("C06.currency_in_format", "money_format", WRITING, media=WORKBOOK, currency="DKK")
def currency_in_format(draft: Draft, rng: Random) -> Draft:
    """Excel shows kr. beside amounts that are stored as plain numbers."""
    shown = rng.choice(('#,##0.00 "kr."', '"kr." #,##0.00', "[$DKK] #,##0.00", "#,##0.00 [$kr.-406]"))
    return replace(draft, book=replace(draft.book, money_format=shown))


@fault("A11.hidden_rows", "hidden_rows", WRITING, media=WORKBOOK)
def hidden_rows(draft: Draft, rng: Random) -> Draft:
    """Hidden rows are rows: they count."""
    for at in chosen(draft, rng, most=6):
        draft = draft.with_line(at, replace(draft.lines[at], hidden=True))
    return draft


@fault("A13.merged_title", "preamble", LINES, media=WORKBOOK, clashes=("strings", "place", "merged"))
def merged_title(draft: Draft, _: Random) -> Draft:
    """A title merged across the table."""
    above = draft.with_inserted(0, Line(("Kundeoversigt 2025/26",), "other"), Line(("",), "other"))
    return replace(above, book=replace(above.book, merged=((0, 0, 0, len(draft.layout) - 1),)))


@fault("A16.merged_cells", "merged", WRITING, media=WORKBOOK, clashes=("strings", "place", "totals", "duplicates", "pages"))
def merged_cells(draft: Draft, rng: Random) -> Draft:
    """A rep's name merged over three rows stands on the first; the others are not filled in silence."""
    starts = [at for at in draft.records() if {at + 1, at + 2} <= set(draft.records())]
    if not starts:
        raise UnfitError
    at, column = rng.choice(starts), draft.at("owner")
    for below in (at + 1, at + 2):
        draft = draft.with_value(below, "owner", None)
    return replace(draft, book=replace(draft.book, merged=((at, column, at + 2, column),))).asks("may", "SEG-A16")


@fault("A17.formulas", "number_cells", CELLS, media=WORKBOOK, clashes=_NATIVE)
def formulas(draft: Draft, _: Random) -> Draft:
    """Amounts are formulas; what Excel last showed is the amount."""
    key = draft.keys("money")[0]
    for at in draft.records():
        value = draft.value(at, key)
        if isinstance(value, Decimal):
            draft = draft.with_cell(at, key, Formula(float(value)))
    return draft


@fault("A17.error_cells", "number_cells", CELLS, media=WORKBOOK, clashes=_NATIVE)
def errors(draft: Draft, rng: Random) -> Draft:
    """#N/A in place of an amount: told of, never 0 and never empty in silence."""
    key = draft.keys("money")[0]
    for at in chosen(draft, rng, most=2):
        error = rng.choice(("#N/A", "#REF!", "#DIV/0!", "#VALUE!"))
        draft = draft.with_value(at, key, Unreadable(error)).with_cell(at, key, Formula(error))
    return draft


@fault("A17.never_calculated", "number_cells", CELLS, media=WORKBOOK, clashes=_NATIVE)
def never_calculated(draft: Draft, rng: Random) -> Draft:
    """A program wrote the formulas and nobody opened the file: there is no amount."""
    key = draft.keys("money")[0]
    for at in chosen(draft, rng, most=4):
        draft = draft.with_value(at, key, Unreadable("(never calculated)")).with_cell(at, key, Formula(None))
    return draft.asks("may", "SEG-A17")


@fault("C11.times_of_day", "date_cells", CELLS, media=WORKBOOK, holds=("transactions",), clashes=("date_style",))
def times_of_day(draft: Draft, rng: Random) -> Draft:
    """Late in the evening is the same day."""
    for at in draft.records():
        day = draft.value(at, "date")
        if isinstance(day, dt.date):
            draft = draft.with_cell(at, "date", dt.datetime.combine(day, dt.time(rng.randint(0, 23), rng.choice((0, 29, 59)))))
    return draft


@fault("A18.dates_as_iso_text", "date_style", STYLE, media=WORKBOOK, holds=("transactions",), clashes=("system",))
def dates_as_text(draft: Draft, _: Random) -> Draft:
    return replace(draft, dates=DateStyle(dt.date.isoformat))


@fault("A20.rich_text", "single_cells", CELLS, media=WORKBOOK)
def rich_text(draft: Draft, rng: Random) -> Draft:
    """A name in two fonts is one name."""
    for at in chosen(draft, rng, most=4):
        name = str(draft.value(at, "name"))
        if len(name) > 4:
            draft = draft.with_cell(at, "name", Rich((name[:4], name[4:])))
    return draft


@fault("A20.escaped_line_break", "single_cells", CELLS, media=WORKBOOK)
def escaped(draft: Draft, rng: Random) -> Draft:
    """A carriage return stands in the sheet as _x000D_, and a text that looks like it as _x005F_x0041_."""
    for at in chosen(draft, rng):
        draft = draft.with_value(at, "name", str(draft.value(at, "owner")) + rng.choice(("\r\nAfd. Syd", " _x0041_")))
    return draft


@fault("A03.workbook_named_otherwise", "name", WRITING, media=WORKBOOK)
def named_otherwise(draft: Draft, rng: Random) -> Draft:
    return replace(draft, file=draft.file.removesuffix(".xlsx") + rng.choice((".xls", ".csv", ".xlsm")))


@fault("A02.cut_off", "name", WRITING, media=WORKBOOK)
def cut_off(draft: Draft, rng: Random) -> Draft:
    """Only the beginning of the file arrived: refused."""
    return replace(draft, kept_share=rng.uniform(0.05, 0.95)).asks("must", "SEG-A02")
