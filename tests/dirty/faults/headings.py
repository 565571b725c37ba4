"""A13, A14, A15, D11: what stands above the table, headings of several rows, and columns nobody asked for."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from ..draft import Cell, Draft, Line
from .fault import COLUMNS, LINES, TEXT, fault


def _heading(draft: Draft) -> int:
    return next(i for i, line in enumerate(draft.lines) if line.kind == "heading")


def _with_headings(draft: Draft, change: Callable[[str], str]) -> Draft:
    at = _heading(draft)
    line = draft.lines[at]
    return draft.with_line(at, replace(line, cells=tuple(change(str(cell)) for cell in line.cells)))


def _with_column(draft: Draft, place: int, heading: str, cell: Callable[[], Cell]) -> Draft:
    """Return the draft with a column that the truth does not know."""
    lines = [
        replace(line, cells=(*line.cells[:place], heading if line.kind == "heading" else cell(), *line.cells[place:]))
        for line in draft.lines
    ]
    return replace(draft, lines=tuple(lines), layout=(*draft.layout[:place], None, *draft.layout[place:]))


@fault("A15.heading_case", "heading_spelling", COLUMNS)
def other_case(draft: Draft, rng: Random) -> Draft:
    return _with_headings(draft, rng.choice((str.upper, str.lower)))


@fault("A15.heading_blanks", "heading_spelling", COLUMNS)
def blanks(draft: Draft, rng: Random) -> Draft:
    return _with_headings(draft, lambda text: rng.choice((f"{text} ", f" {text}", f"{text}\N{NO-BREAK SPACE}", text)))


@fault("A14.line_break_in_heading", "heading_spelling", COLUMNS)
def line_break(draft: Draft, rng: Random) -> Draft:
    """Headings broken over two lines are named with a blank."""
    broken = {
        key: f"{draft.column(key).heading} ({unit})" for key, unit in zip(draft.keys("money"), ("netto", "i alt", "total"), strict=False)
    }
    for key, heading in broken.items():
        at = _heading(draft)
        written = heading.replace(" (", "\n(")
        if draft.column(key).heading in str(draft.lines[at].cells[draft.at(key)]) and " " not in draft.column(key).heading:
            draft = draft.with_cell(at, key, written)
            draft = replace(draft, wanted={**draft.wanted, key: {**draft.wanted[key], "column": heading}})
    return draft


@fault("A15.duplicate_heading", "column_twice", COLUMNS)
def duplicate(draft: Draft, rng: Random) -> Draft:
    """A second column of the same heading stands further right; the first is the one that is named."""
    key = rng.choice(draft.keys("text", "money"))
    heading = str(draft.lines[_heading(draft)].cells[draft.at(key)])
    place = rng.randint(draft.at(key) + 1, len(draft.layout))
    return _with_column(draft, place, heading, lambda: str(rng.randint(1, 9)))


@fault("A15.heading_differs_by_case", "column_twice", COLUMNS, clashes=("heading_spelling",))
def differs_by_case(draft: Draft, rng: Random) -> Draft:
    """BELØB stands left of Beløb: engagement.yaml names the second, letter for letter."""
    key = rng.choice(draft.keys("money"))
    heading = str(draft.lines[_heading(draft)].cells[draft.at(key)]).upper()
    return _with_column(draft, draft.at(key), heading, lambda: str(rng.randint(1, 9))).asks("may", "SEG-A15")


@fault("A15.blank_heading", "column_blank", COLUMNS)
def blank_heading(draft: Draft, rng: Random) -> Draft:
    return _with_column(draft, rng.randint(1, len(draft.layout)), "", lambda: rng.choice(("x", "", "se brev")))


@fault("A13.blank_first_column", "column_blank", COLUMNS)
def blank_first_column(draft: Draft, _: Random) -> Draft:
    return _with_column(draft, 0, "", lambda: "")


@fault("A13.blank_column_inside", "column_blank", COLUMNS)
def blank_column_inside(draft: Draft, rng: Random) -> Draft:
    return _with_column(draft, rng.randint(1, len(draft.layout)), "", lambda: "")


@fault("D11.unknown_columns", "column_unknown", COLUMNS)
def unknown_columns(draft: Draft, rng: Random) -> Draft:
    for heading in rng.sample(("Telefon", "Ændret d.", "Grp", "EAN-nr."), rng.randint(1, 3)):
        draft = _with_column(draft, rng.randint(0, len(draft.layout)), heading, lambda: str(rng.randint(10_000_000, 99_999_999)))
    return draft


@fault("C06.currency_column", "currency_column", COLUMNS)
def currency_column(draft: Draft, rng: Random) -> Draft:
    """A column names the currency of each row: the engagement's throughout."""
    said = replace(draft, wanted={**draft.wanted, "currency": {"column": "Valuta"}})
    return _with_column(said, rng.randint(1, len(draft.layout)), "Valuta", lambda: draft.currency)


@fault("C06.other_currency_in_column", "currency_column", COLUMNS, clashes=("currency", "duplicates"))
def other_currency_column(draft: Draft, rng: Random) -> Draft:
    """Some rows are in another currency, and there is no rate: never added to the others."""
    other = rng.choice([code for code in ("EUR", "USD", "NOK") if code != draft.currency])
    codes = iter([other, *[rng.choice((draft.currency, draft.currency, other)) for _ in draft.lines]])
    said = replace(draft, wanted={**draft.wanted, "currency": {"column": "Valuta"}})
    return _with_column(said, rng.randint(1, len(draft.layout)), "Valuta", lambda: next(codes)).asks("must", "SEG-C06")


@fault("D11.other_order_of_columns", "column_order", COLUMNS, clashes=("heading_rows",))
def other_order(draft: Draft, rng: Random) -> Draft:
    order = rng.sample(range(len(draft.layout)), len(draft.layout))
    lines = tuple(replace(line, cells=tuple(line.cells[i] for i in order)) for line in draft.lines)
    return replace(draft, lines=lines, layout=tuple(draft.layout[i] for i in order))


# --- above the table --------------------------------------------------------------------------------------------------------


def _above(draft: Draft, *rows: tuple[str, ...]) -> Draft:
    return draft.with_inserted(0, *(Line(row, "other") for row in rows))


@fault("A13.logo_rows", "preamble", LINES)
def logo_rows(draft: Draft, rng: Random) -> Draft:
    """The company's name, the name of the report, a blank line."""
    rows: list[tuple[str, ...]] = [("Nordkær Grossist A/S",), (rng.choice(("Kundestatistik", "Debitorliste pr. 30-06-2026")),), ("",)]
    return _above(draft, *rows[: rng.randint(1, 3)])


@fault("A13.preamble_of_fields", "preamble", LINES)
def preamble_of_fields(draft: Draft, rng: Random) -> Draft:
    """What was chosen in the system, name by value."""
    rows = [
        ("Firma", "Nordkær Grossist A/S"),
        ("Periode", "01-07-2025..30-06-2026"),
        ("Bruger", "IDSK"),
        ("Udskrevet", "12-03-2026", "kl. 10:22"),
    ]
    return _above(draft, *rows[: rng.randint(1, 4)], ("",))


@fault("A13.blank_rows_above", "preamble", LINES)
def blank_rows_above(draft: Draft, rng: Random) -> Draft:
    return _above(draft, *[("",)] * rng.randint(1, 4))


@fault("A13.padded_title", "preamble", LINES, media=TEXT)
def padded_title(draft: Draft, rng: Random) -> Draft:
    """A title written as wide as the table, as a spreadsheet saves it."""
    empty = [""] * (len(draft.layout) - 1)
    return _above(draft, ("Kundeoversigt", *empty), ("", *empty), *[("Udskrevet 12-03-2026", *empty)] * rng.randint(0, 1))


@fault("A14.units_row", "units", LINES, clashes=("heading_rows",))
def units_row(draft: Draft, _: Random) -> Draft:
    """Under the heading stand units: no record."""
    units: dict[str, Cell] = dict.fromkeys(draft.keys("money"), f"({draft.currency})")
    units.update(dict.fromkeys(draft.keys("count"), "antal"))
    return draft.with_inserted(_heading(draft) + 1, Line(draft.table_cells(units), "units"))


@fault("A14.group_row_above", "heading_rows", LINES, clashes=("preamble",))
def group_row(draft: Draft, _: Random) -> Draft:
    """Groups stand above headings that are complete in themselves."""
    groups: dict[str, Cell] = {"customer_id": "Stamdata", draft.keys("money")[0]: "Beløb"}
    return draft.with_inserted(_heading(draft), Line(draft.table_cells(groups), "other"))


@fault(
    "A14.two_row_heading",
    "heading_rows",
    LINES,
    clashes=("heading_spelling", "heading_words", "column_twice", "column_blank", "column_unknown"),
)
def two_rows(draft: Draft, _: Random) -> Draft:
    """The heading takes two rows: 'Beløb i alt' over 'Omsætning' and 'Vareforbrug' is 'Beløb i alt / Omsætning'."""
    at = _heading(draft)
    grouped = draft.keys("money")[:2]
    upper = draft.table_cells(
        {key: draft.column(key).heading for key in draft.layout if key and key not in grouped} | {grouped[0]: "Beløb i alt"}
    )
    lower = draft.table_cells({key: draft.column(key).heading for key in grouped})
    wanted = {**draft.wanted, **{key: {"column": f"Beløb i alt / {draft.column(key).heading}"} for key in grouped}}
    two = draft.with_line(at, replace(draft.lines[at], cells=lower)).with_inserted(at, Line(upper, "other"))
    return replace(two, wanted=wanted)
