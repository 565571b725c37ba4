"""B04, B05, B06, D04, D05, A16: rows that are broken, empty, repeated, or nobody's."""

from dataclasses import replace
from decimal import Decimal
from random import Random

from ..draft import Draft, Line, UnfitError, chosen
from ..spelling import NumberStyle
from ..truth import Unreadable
from .fault import CELLS, LINES, STYLE, TEXT, TRUTH, WRITING, fault

_RAGGED = frozenset({"ragged", "stray_quote"})


@fault("B04.extra_separator", "ragged", WRITING, media=TEXT)
def extra_separator(draft: Draft, rng: Random) -> Draft:
    """A name holds the separator and no quotes: the row has a field too many."""
    for at in chosen(draft, rng):
        line, place = draft.lines[at], draft.at("name")
        cells = (*line.cells[:place], f"{line.cells[place]}", "afd. Nord", *line.cells[place + 1 :])
        draft = draft.with_line(at, replace(line, cells=cells, aside=_RAGGED))
    return draft


@fault("B04.missing_fields", "ragged", WRITING, media=TEXT)
def missing_fields(draft: Draft, rng: Random) -> Draft:
    """A row ends too early."""
    for at in chosen(draft, rng):
        line = draft.lines[at]
        keep = rng.randint(len(line.cells) // 2, len(line.cells) - 1)
        draft = draft.with_line(at, replace(line, cells=line.cells[:keep], aside=_RAGGED))
    return draft


@fault("B04.trailing_separator_on_rows", "ragged", WRITING, media=TEXT, clashes=("pages", "totals"))
def trailing_separator(draft: Draft, _: Random) -> Draft:
    """Every row but the heading ends in a separator: read rightly or asked about."""
    for at in draft.records():
        line = draft.lines[at]
        draft = draft.with_line(at, replace(line, cells=(*line.cells, ""), lenient=True))
    return draft.asks("may")


@fault("B05.quote_inside", "stray_quote", WRITING, media=TEXT, clashes=("quote", "number_cells", "single_cells"))
def quote_inside(draft: Draft, rng: Random) -> Draft:
    """12" in the middle of a field without quotes is only a sign."""
    for at in chosen(draft, rng):
        draft = _literal(draft, at, 'Rør 12" og {}', lenient=False)
    return draft


@fault("B05.unclosed_quote", "stray_quote", WRITING, media=TEXT, clashes=("quote", "number_cells", "single_cells"))
def unclosed_quote(draft: Draft, rng: Random) -> Draft:
    """A quote that is never closed harms its own line at most."""
    for at in chosen(draft, rng, most=2):
        draft = _literal(draft, at, '"{}', lenient=True)
    return draft


def _literal(draft: Draft, at: int, form: str, *, lenient: bool) -> Draft:
    """Return the draft with the name written as it stands. The other cells must not need quotes."""
    name = form.format(draft.value(at, "name"))
    draft = draft.with_value(at, "name", name)
    line = draft.lines[at]
    if any(
        draft.dialect.separator.strip(" ") in str(cell) or "\n" in str(cell) or '"' in str(cell).replace(name, "") for cell in line.cells
    ):
        raise UnfitError
    return draft.with_line(at, replace(line, literal=True, lenient=lenient))


@fault("B06.line_breaks_in_texts", "single_cells", CELLS)
def line_breaks(draft: Draft, rng: Random) -> Draft:
    """A name over two or three lines: one record, and the numbers of the rows below stay true."""
    for at in chosen(draft, rng):
        draft = draft.with_value(at, "name", f"{draft.value(at, 'name')}\nAfdeling Nord" + rng.choice(("", "\n2. sal")))
    return draft


@fault("B05.quotes_in_texts", "single_cells", CELLS)
def quotes_in_texts(draft: Draft, rng: Random) -> Draft:
    """Quotes of both kinds and the separators, rightly quoted."""
    for at in chosen(draft, rng):
        draft = draft.with_value(
            at, "name", rng.choice(('Kroen "Det Gyldne Hjul"', "O'Brien; Sons, Ltd", "A|B, C; D ^ E", "3/4\" rør 'ny'"))
        )
    return draft


@fault("A13.blank_rows_inside", "blank_rows", LINES)
def blank_rows(draft: Draft, rng: Random) -> Draft:
    """Blank rows between records, with and without separators."""
    for at in reversed(chosen(draft, rng)):
        cells = draft.table_cells({}) if rng.random() < 0.5 else ("",)
        draft = draft.with_inserted(at, *[Line(cells, "other")] * rng.randint(1, 2))
    return draft


@fault("D04.same_row_twice", "duplicates", LINES, holds=("customers",))
def same_row_twice(draft: Draft, rng: Random) -> Draft:
    """A customer stands on two rows that are alike: one counts, or it is asked about."""
    at = rng.choice(draft.records())
    again = replace(draft.lines[at], aside=frozenset({"repeated", "excluded"}), kind="record")
    return draft.with_inserted(rng.choice([i for i in draft.records() if i >= at]) + 1, again).asks("may", "SEG-D04")


@fault("D04.same_number_two_names", "duplicates", TRUTH, holds=("customers",))
def two_names(draft: Draft, rng: Random) -> Draft:
    """One number, two firms: nobody chooses for the client."""
    records = list(draft.company.records)
    first, second = rng.sample(range(len(records)), 2)
    records[second] = {**records[second], "customer_id": records[first]["customer_id"]}
    return draft.with_records(tuple(records)).asks("must", "SEG-D04")


@fault("D04.line_twice", "duplicates", LINES, holds=("transactions",))
def line_twice(draft: Draft, rng: Random) -> Draft:
    """An invoice line that stands twice counts twice until somebody says otherwise."""
    at = rng.choice(draft.records())
    return draft.with_inserted(at + 1, draft.lines[at])


@fault("D05.line_of_nobody", "nobody", CELLS, holds=("transactions",))
def line_of_nobody(draft: Draft, rng: Random) -> Draft:
    """A line without a customer number is nobody's revenue."""
    for at in chosen(draft, rng, most=2):
        draft = draft.with_value(at, "customer_id", None).with_cell(at, "customer_id", "")
    return draft


@fault("D01.only_credit_notes", "signs", TRUTH, holds=("transactions",), clashes=("number_style",))
def only_credits(draft: Draft, rng: Random) -> Draft:
    """One customer has nothing but credit notes."""
    records = draft.company.records
    who = rng.choice(records)["customer_id"]

    def credit(value: object) -> Decimal | Unreadable | None:
        return -abs(value) if isinstance(value, Decimal) else None

    return draft.with_records(tuple({**r, "amount": credit(r["amount"])} if r["customer_id"] == who else r for r in records))


@fault("C05.all_negative", "negative", STYLE)
def all_forms(draft: Draft, rng: Random) -> Draft:
    """Every amount is negative and written with the minus behind."""
    money = draft.keys("money")

    def negative(value: object) -> object:
        return -abs(value) if isinstance(value, Decimal) else value

    records = tuple(
        {k: negative(v) if k in money and k != "potential" else v for k, v in record.items()} for record in draft.company.records
    )
    return replace(draft.with_records(records), numbers=replace(draft.numbers or NumberStyle(), negative="{}-"))  # type: ignore[arg-type]


@fault("D03.same_name_two_numbers", "duplicates", TRUTH, holds=("customers",))
def same_name(draft: Draft, rng: Random) -> Draft:
    """Two customers of one name are two customers until somebody says otherwise."""
    records = list(draft.company.records)
    first, second = rng.sample(range(len(records)), 2)
    records[second] = {**records[second], "name": records[first]["name"]}
    return draft.with_records(tuple(records))


@fault("D02.potential_negative", "money_nulls", TRUTH, holds=("customers",))
def potential_negative(draft: Draft, rng: Random) -> Draft:
    """A negative potential is read as it stands and asked about."""
    records = list(draft.company.records)
    at = rng.randrange(len(records))
    records[at] = {**records[at], "potential": Decimal("-1500.50")}
    return draft.with_records(tuple(records))
