"""C04–C08, C16, A19, B13: how amounts are spelled."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from random import Random

from ..draft import Draft, UnfitError, chosen
from ..spelling import NumberStyle
from ..truth import Unreadable, Value, amount
from .fault import CELLS, STYLE, TEXT, TRUTH, Befall, fault

_LOCALES = {
    "C04.dot_thousands": NumberStyle(",", "."),
    "C04.decimal_point": NumberStyle("."),
    "C04.comma_thousands": NumberStyle(".", ","),
    "C04.blank_thousands": NumberStyle(",", " "),
    "C04.nbsp_thousands": NumberStyle(",", "\N{NO-BREAK SPACE}"),
    "C04.thin_space_thousands": NumberStyle(",", "\N{NARROW NO-BREAK SPACE}"),
    "C04.apostrophe_thousands": NumberStyle(".", "'"),
    "C04.curly_apostrophe_thousands": NumberStyle(".", "\N{RIGHT SINGLE QUOTATION MARK}"),
    "C04.few_decimals": NumberStyle(",", ".", places=None),
    "A19.plain_decimal_comma": NumberStyle(","),
}
_NEGATIVES = {
    "C05.trailing_minus": "{}-",
    "C05.parentheses": "({})",
    "C05.unicode_minus": "\N{MINUS SIGN}{}",
    "C05.credit_word": "{} CR",
    "C05.minus_and_blank": "- {}",
}
_CURRENCIES = {
    "C06.kr_before": ("kr. ", "", "DKK"),
    "C06.kr_after": ("", " kr.", "DKK"),
    "C06.code_before": ("DKK ", "", "DKK"),
    "C06.code_after": ("", " SEK", "SEK"),
    "C06.euro_before": ("€", "", "EUR"),
    "C06.euro_after": ("", " €", "EUR"),
}


def _styled(**changes: object) -> Befall:
    def befall(draft: Draft, _: Random) -> Draft:
        return replace(draft, numbers=replace(draft.numbers or NumberStyle(), **changes))  # type: ignore[arg-type]

    return befall


def _each_money(draft: Draft, change: Callable[[Decimal], Decimal]) -> Draft:
    """Return the draft with every amount of the truth changed."""
    money = set(draft.keys("money"))

    def changed(key: str, value: Value) -> Value:
        return change(value) if key in money and isinstance(value, Decimal) else value

    return draft.with_records(tuple({key: changed(key, value) for key, value in record.items()} for record in draft.company.records))


for _name, _style in _LOCALES.items():
    _demand = "cp1252" if "curly" in _name else "utf-8" if "thin" in _name else None
    fault(_name, "number_style", STYLE, encoding=_demand)(_styled(decimal=_style.decimal, thousands=_style.thousands, places=_style.places))
for _name, _negative in _NEGATIVES.items():
    fault(_name, "negative", STYLE, clashes=("currency",), encoding="utf-8" if "unicode" in _name else None)(_styled(negative=_negative))
for _name, (_before, _after, _currency) in _CURRENCIES.items():
    fault(_name, "currency", STYLE, currency=_currency)(_styled(before=_before, after=_after))


@fault("C06.comma_dash", "currency", TRUTH, clashes=("number_style", "negative"), currency="DKK")
def comma_dash(draft: Draft, _: Random) -> Draft:
    """Whole kroner as shops write them: 1.250,-"""
    whole = _each_money(draft, lambda value: value.quantize(Decimal(1)))
    return replace(whole, numbers=NumberStyle(",", ".", places=0, after=",-")).asks("none")


@fault("C04.only_thousands", "number_style", TRUTH, clashes=("negative", "currency", "number_cells", "money_nulls", "totals", "sparse"))
def only_thousands(draft: Draft, rng: Random) -> Draft:
    """Every amount is like 1.234: no one can know whether the dot parts thousands or decimals."""
    whole, sign = rng.random() < 0.5, rng.choice(".,")

    def undecidable(_: Decimal) -> Decimal:
        thousands = Decimal(rng.randint(1_001, 99_999))
        return thousands if whole else thousands / 1000

    style = NumberStyle("," if sign == "." else ".", sign, places=0) if whole else NumberStyle(sign, "", places=3)
    return replace(_each_money(draft, undecidable), numbers=style).asks("must", "SEG-C04")


@fault("C04.whole_numbers", "number_style", TRUTH)
def whole_numbers(draft: Draft, _: Random) -> Draft:
    """Whole kroner without any sign between the figures."""
    return replace(_each_money(draft, lambda value: value.quantize(Decimal(1))), numbers=NumberStyle(places=0))


@fault("C07.thousands_nobody_mentions", "heading_words", TRUTH, clashes=("number_style", "currency", "heading_spelling", "column_twice"))
def unmentioned_scale(draft: Draft, rng: Random) -> Draft:
    """A heading says thousands and engagement.yaml says nothing: the figures are read as they stand, and somebody is asked."""
    key = "potential" if draft.company.holds == "customers" else "amount"
    heading = f"{draft.column(key).heading} {rng.choice(('(tkr.)', 'i 1.000 kr.', '(DKK 1.000)', 'mio. kr.'))}"
    columns = tuple(replace(c, heading=heading) if c.key == key else c for c in draft.company.columns)
    changed = replace(draft, company=replace(draft.company, columns=columns), wanted={**draft.wanted, key: {"column": heading}})
    return changed.asks("must", "SEG-C07")


@fault("C07.thousands_in_heading", "heading_words", TRUTH, clashes=("number_style", "currency"))
def scale(draft: Draft, rng: Random) -> Draft:
    """One column is in thousands and engagement.yaml says so."""
    key = "potential" if draft.company.holds == "customers" else "amount"
    column = draft.column(key)
    heading = f"{column.heading} {rng.choice(('(tkr.)', 'i 1.000 kr.', '(DKK 1.000)'))}"
    columns = tuple(replace(c, heading=heading) if c.key == key else c for c in draft.company.columns)

    def in_whole_thousands(value: Value) -> Value:
        return Decimal(int(value / 100) * 100) if isinstance(value, Decimal) else value

    records = tuple({**record, key: in_whole_thousands(record[key])} for record in draft.company.records)
    changed = replace(draft, company=replace(draft.company, columns=columns, records=records))
    return replace(changed, wanted={**draft.wanted, key: {"column": heading, "times": 1000}})


@fault("C16.floating_noise", "number_cells", CELLS, media=("workbook",), clashes=("number_style", "negative", "currency", "heading_words"))
def floating_noise(draft: Draft, rng: Random) -> Draft:
    """An amount that a workbook stores as 434.9999999999999 comes out as it is stored."""
    for at in chosen(draft, rng):
        # XlsxWriter stores 16 figures of the 17; what it stores is the truth.
        stored = float(f"{rng.choice((4.35 * 100, 1.13 * 100, 8.2 - 0.2, 64.1 * 3)):.16G}")
        draft = draft.with_value(at, draft.keys("money")[0], Decimal(repr(stored)))
    return draft


@fault("C04.other_locale_in_some_cells", "number_cells", CELLS, clashes=("number_style", "currency", "negative", "heading_words"))
def other_locale(draft: Draft, rng: Random) -> Draft:
    """A few amounts were typed the American way: read rightly or told of, never a thousand times too large."""
    if draft.numbers is None:
        raise UnfitError
    other = NumberStyle(".", ",")
    for at in chosen(draft, rng, most=2):
        value = Decimal(rng.randint(1_000_00, 90_000_00)) / 100
        key = draft.keys("money")[0]
        draft = draft.with_value(at, key, value).with_cell(at, key, other.spelled(value))
    return draft.asks("may")


_FOREIGN = ("EUR 120,00", "USD 95,50", "99,00 GBP")


@fault(
    "C06.foreign_currency_in_some_cells",
    "number_cells",
    CELLS,
    media=TEXT,
    clashes=("number_style", "currency", "heading_words"),
    currency="DKK",
)
def foreign_currency(draft: Draft, rng: Random) -> Draft:
    """A few amounts are in another currency: never added to the others."""
    for at in chosen(draft, rng, most=2):
        draft = draft.with_value(at, draft.keys("money")[0], Unreadable(rng.choice(_FOREIGN)))
    return draft.asks("may", "SEG-C06")


@fault("C05.words_instead_of_amounts", "number_cells", CELLS)
def words(draft: Draft, rng: Random) -> Draft:
    """Texts that are no amount: told of, never 0 and never empty in silence."""
    for at in chosen(draft, rng, most=2):
        draft = draft.with_value(
            at, draft.keys("money")[0], Unreadable(rng.choice(("ukendt", "se note", "1.2.3", "12,34,5", "inf", "nan", "NA")))
        )
    return draft


@fault("D02.potential_unknown", "money_nulls", TRUTH, holds=("customers",))
def potential_unknown(draft: Draft, rng: Random) -> Draft:
    """Half of the potentials are unknown, and one is 0, which is known."""
    records = [{**record, "potential": None if rng.random() < 0.5 else record["potential"]} for record in draft.company.records]
    records[0]["potential"] = Decimal(0)
    return draft.with_records(tuple(records))


@fault("D06.decimal_slip", "number_cells", TRUTH)
def decimal_slip(draft: Draft, rng: Random) -> Draft:
    """One amount is a thousand times the others: a question, and still the figure in the file."""
    at = rng.randrange(len(draft.company.records))
    records = list(draft.company.records)
    records[at] = {**records[at], draft.keys("money")[0]: amount(rng, 900_000_000)}
    return draft.with_records(tuple(records))
