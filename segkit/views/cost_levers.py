"""Which costs one small step would bring down, and by how much: a tenth of the hours, or one record fewer with each customer."""

from segkit.rating.contribution.levers import LEVERS
from segkit.rating.contribution.tracing import ORDERS
from segkit.strategy.money import total
from segkit.study import Study
from segkit.views.labels import period_text
from segkit.views.table import A_NUMBER, Table

SHOWN_ROWS = 6
"""Levers in the report; the whole list stands in the Excel file."""


def levers_table(study: Study, rows: int = SHOWN_ROWS) -> Table | None:
    """Return what one step saves with the customers for whom it saves most, the largest sums first; None where nothing can be saved."""
    if study.deep is None or study.deep.cost_levers.empty:
        return None
    words = study.words
    keys = ["lever", "element", "kind"]
    sums = study.deep.cost_levers.groupby(keys, sort=True)["saved"].agg(customers="size", saved=total).reset_index()
    most = sums.sort_values("saved", ascending=False, kind="stable").head(rows)
    body = tuple(
        (words(LEVERS[lever]), element, _step(study, kind), words.number(customers), words.number(saved))
        for lever, element, kind, customers, saved in most.itertuples(index=False)
    )
    headings = (words("Lever"), words("Cost"), words("One step"), words("Customers"), words("Saved"))
    caption = words(
        "What one step saves with the customers for whom it saves most, {period}. Amounts in {currency}.",
        period=period_text(study),
        currency=words.currency,
    )
    return Table(caption, headings, ("text", "text", "text", *(A_NUMBER * 2)), body, language=words.language)


def _step(study: Study, kind: str) -> str:
    """Return what one step is: a tenth of the hours, an order fewer, or a record of the kind fewer."""
    words = study.words
    if not kind:
        return words("a tenth of the hours less")
    return words("one order fewer") if kind == ORDERS else words("one fewer: {kind}", kind=kind)
