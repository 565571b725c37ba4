"""B09, B10, B08: totals rows, page breaks and footers, and real customers that look like them."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from random import Random

from ..draft import Cell, Draft, Line, chosen
from .fault import CELLS, LINES, TEXT, fault

LABELS = ("Total", "I alt", "Ialt", "Sum", "Totalt", "Summa", "Gesamt", "TOTAL:", "Grand total", "I alt:")
_TOTAL = frozenset({"total", "excluded"})
_PAGE = frozenset({"page_break", "footer"})


def _sums(draft: Draft, lines: Sequence[int]) -> dict[str, Cell]:
    """Return the sums of the money columns over some lines, spelled as the column is."""
    sums = {}
    for key in draft.keys("money"):
        values = [draft.value(at, key) for at in lines]
        sums[key] = draft.spelled(key, sum((value for value in values if isinstance(value, Decimal)), Decimal(0)))
    return sums


def _total(draft: Draft, lines: Sequence[int], **texts: str) -> Line:
    return Line(draft.table_cells({**_sums(draft, lines), **texts}), "total", aside=_TOTAL)


@fault("B09.label_in_id", "totals", LINES)
def label_in_id(draft: Draft, rng: Random) -> Draft:
    lines = draft.records()
    return draft.with_inserted(lines[-1] + 1, _total(draft, lines, customer_id=rng.choice(LABELS)))


@fault("B09.label_in_name", "totals", LINES)
def label_in_name(draft: Draft, rng: Random) -> Draft:
    lines = draft.records()
    return draft.with_inserted(lines[-1] + 1, _total(draft, lines, name=rng.choice(LABELS)))


@fault("B09.no_label", "totals", LINES)
def no_label(draft: Draft, _: Random) -> Draft:
    """Only sums, under a blank number."""
    lines = draft.records()
    return draft.with_inserted(lines[-1] + 1, _total(draft, lines))


@fault("B09.grand_total_top", "totals", LINES)
def total_on_top(draft: Draft, rng: Random) -> Draft:
    lines = draft.records()
    return draft.with_inserted(lines[0], _total(draft, lines, customer_id=rng.choice(LABELS)))


def _by_owner(draft: Draft) -> Draft:
    lines = draft.records()
    table = {at: draft.lines[at] for at in lines}
    ordered = sorted(lines, key=lambda at: str(draft.value(at, "owner")))
    for place, at in zip(lines, ordered, strict=True):
        draft = draft.with_line(place, table[at])
    return draft


def _with_subtotals(draft: Draft, key: str, form: str) -> Draft:
    draft = _by_owner(draft)
    lines = draft.records()
    owners = [str(draft.value(at, "owner")) for at in lines]
    for i in reversed(range(len(lines))):
        if i == len(lines) - 1 or owners[i] != owners[i + 1]:
            own = [at for at, owner in zip(lines, owners, strict=True) if owner == owners[i]]
            draft = draft.with_inserted(lines[i] + 1, _total(draft, own, **{key: form.format(owners[i])}))
    return draft


@fault("B09.subtotals_in_id", "totals", LINES, clashes=("duplicates", "pages", "blank_rows"))
def subtotals_in_id(draft: Draft, rng: Random) -> Draft:
    """A sub-total after each rep, labelled in the number's column."""
    return _with_subtotals(draft, "customer_id", rng.choice(("Subtotal", "I alt {}", "Total {}", "Sum {}")))


@fault("B09.subtotals_in_owner", "totals", LINES, clashes=("duplicates", "pages", "blank_rows"))
def subtotals_in_owner(draft: Draft, rng: Random) -> Draft:
    """A sub-total after each rep, labelled in the rep's column."""
    return _with_subtotals(draft, "owner", rng.choice(("{} i alt", "Total {}")))


@fault("B09.customer_named_total", "name_letters", CELLS)
def named_total(draft: Draft, rng: Random) -> Draft:
    """A real customer of that name stays."""
    at = rng.choice(draft.records())
    return draft.with_value(at, "name", rng.choice(("Total Danmark A/S", "Sum Byg ApS", "Totalenergi AB", "Total", "I alt Rengøring I/S")))


@fault("B09.customer_as_large_as_a_total", "number_cells", CELLS, clashes=("number_style", "currency", "heading_words", "totals"))
def as_large(draft: Draft, _: Random) -> Draft:
    """A real customer whose amounts happen to be the sums of all rows above stays."""
    lines = draft.records()
    at = lines[len(lines) // 2]
    for key in draft.keys("money"):
        above = [draft.value(line, key) for line in lines if line < at]
        draft = draft.with_value(at, key, sum((value for value in above if isinstance(value, Decimal)), Decimal(0)))
    return draft


# --- page breaks and footers ------------------------------------------------------------------------------------------------


def _pages(draft: Draft, rng: Random, make: "Sequence[str]", *, heading: bool) -> Draft:
    """Return the draft cut into pages: before each further page stand some lines and the heading again."""
    lines = draft.records()
    length = max(2, len(lines) // 3)
    table_heading = next(line for line in draft.lines if line.kind == "heading")
    padded = rng.random() < 0.5
    cuts = list(range(length, len(lines), length))
    for page, cut in reversed(list(enumerate(cuts, start=1))):
        between = [_page_line(draft, text.format(page=page, pages=len(cuts) + 1), padded=padded) for text in make]
        if heading:
            between.append(replace(table_heading, kind="other", aside=frozenset({"repeated_heading"})))
        draft = draft.with_inserted(lines[cut], *between)
    return draft


def _page_line(draft: Draft, text: str, *, padded: bool) -> Line:
    cells = (text, *[""] * (len(draft.layout) - 1)) if padded else (text,)
    return Line(cells, "other", aside=_PAGE)


@fault("B10.repeated_heading", "pages", LINES, clashes=("heading_rows",))
def repeated_heading(draft: Draft, rng: Random) -> Draft:
    return _pages(draft, rng, (), heading=True)


@fault("B10.page_numbers", "pages", LINES, clashes=("heading_rows",))
def page_numbers(draft: Draft, rng: Random) -> Draft:
    return _pages(
        draft,
        rng,
        (rng.choice(("Side {page} af {pages}", "Page {page}", "Sida {page} ({pages})", "Seite {page} von {pages}")),),
        heading=True,
    )


@fault("B10.printed_on", "pages", LINES, clashes=("heading_rows",))
def printed_on(draft: Draft, rng: Random) -> Draft:
    return _pages(draft, rng, ("Udskrevet 12-03-2026 10:22", "Side {page}"), heading=True)


@fault("B10.dashes", "pages", LINES, media=TEXT, clashes=("heading_rows",))
def dashes(draft: Draft, rng: Random) -> Draft:
    return _pages(
        draft, rng, (rng.choice(("----------------------------------------", "=" * 60, "- - - - - - - - - - - - -")),), heading=False
    )


@fault("B08.footer", "footer", LINES)
def footer(draft: Draft, rng: Random) -> Draft:
    """Words below the table."""
    texts = rng.sample(
        ("Rapport slut", "Antal rækker: 24", "* foreløbige tal", "Kilde: ERP, udtræk af 12-03-2026", "*** END OF REPORT ***"),
        rng.randint(1, 2),
    )
    gap = [Line(("",), "other")] if rng.random() < 0.6 else []
    words = [Line((text,), "other", aside=_PAGE) for text in texts]
    return replace(draft, lines=(*draft.lines, *gap, *words))


@fault("B08.printed_below", "footer", LINES)
def printed_below(draft: Draft, rng: Random) -> Draft:
    text = rng.choice(("Udskrevet 12-03-2026 10:22", "Side 2 af 2", "Printed: 12 Mar 2026"))
    return replace(draft, lines=(*draft.lines, Line((text,), "other", aside=_PAGE)))


@fault("B08.real_row_of_few_cells", "sparse", CELLS, holds=("customers",), clashes=("footer", "money_nulls", "totals"))
def sparse(draft: Draft, rng: Random) -> Draft:
    """A customer of whom little more than the number is known is a row like any other."""
    at = rng.choice([draft.records()[-1], *chosen(draft, rng)])
    for key in ("name", "owner", "region", "employees", "cost", "potential", "Bemærkning"):
        draft = draft.with_value(at, key, None)
    return draft


_SECOND = (("Varenr.", "Varenavn", "Lager"), ("V-100", "Spade", "12"), ("V-101", "Rive", "7"), ("V-102", "Trillebør", "3"))


@fault("B08.two_tables", "footer", LINES, clashes=("totals",))
def two_tables(draft: Draft, _: Random) -> Draft:
    """Below stands another table: never taken for records of the first, and never left out in silence."""
    reasons = frozenset({"footer", "ragged", "excluded"})
    second = [Line(cells, "other", aside=reasons) for cells in _SECOND]
    return replace(draft, lines=(*draft.lines, Line(("",), "other"), *second)).asks("must", "SEG-B08")
