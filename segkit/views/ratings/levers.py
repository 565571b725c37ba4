"""Where one step moves most: factors that raise the rating, and costs that one step less brings down, by the kind of effort."""

import pandas as pd

from segkit.rating.factors.settings import LEVERS
from segkit.study import Study
from segkit.views.ratings.naming import points
from segkit.views.table import Align, Table
from segkit.words import is_missing

NAMED, SHOWN, SHOWN_COSTS = 1, 6, 4
"""Customers named in a row, those with whom the step moves most; rows of factors and of costs."""
GAIN_DECIMALS = 2


def rating_levers(study: Study) -> Table | None:
    """Return for each kind of effort the factors by which customers gain most: how many, how much, with whom most; None where none gains."""
    if study.deep is None or study.deep.levers.empty:
        return None
    words = study.words
    rows = []
    for lever, leaf, own in _grouped(study.deep.levers, "leaf", SHOWN):
        gains = own["gain"].astype(float)
        rows.append((
            words(LEVERS[lever]), leaf, words.number(len(own)), words.number(int(own["best"].sum())),
            points(study, gains.mean(), GAIN_DECIMALS), _named(study, own, "gain"),
        ))  # fmt: skip
    headings = (
        words("Effort"), words("Factor"), words("Customers"), words("Strongest for"), words("Rating gained each"), words("Most with"),
    )  # fmt: skip
    aligns: tuple[Align, ...] = ("text", "text", "num", "num", "num", "text")
    caption = words("Raising the rating: the factor that gives each customer most, for each kind of effort, one point higher.")
    return Table(caption, headings, aligns, tuple(rows))


def cost_levers(study: Study) -> Table | None:
    """Return for each kind of effort the costs by which one step less saves most: how many customers, how much; None where nothing is saved."""
    if study.deep is None or study.deep.cost_levers.empty:
        return None
    words, saved = study.words, study.deep.cost_levers
    called = saved.assign(cost=[f"{element}: {kind}" if kind and kind != element else element
                                for element, kind in zip(saved["element"], saved["kind"], strict=True)])  # fmt: skip
    rows = []
    for lever, cost, own in _grouped(called, "cost", SHOWN_COSTS):
        amounts = own["saved"].astype(float)
        rows.append((
            words(LEVERS[lever]), cost, words.number(len(own)), words.number(amounts.sum()), words.number(amounts.median()),
            _named(study, own, "saved"),
        ))  # fmt: skip
    headings = (
        words("Effort"), words("Cost"), words("Customers"), words("Saved together"), words("Saved each (median)"), words("Most with"),
    )  # fmt: skip
    aligns: tuple[Align, ...] = ("text", "text", "num", "num", "num", "text")
    caption = words(
        "Bringing costs down: the one step that saves most with each customer, a tenth of the hours of a cost or one record fewer of a kind. "
        "Amounts in {currency}.",
        currency=words.currency,
    )
    return Table(caption, headings, aligns, tuple(rows))


def strongest(study: Study) -> str:
    """Return which kind of effort is the strongest for most customers, and what the savings come to; empty where nothing moves."""
    if study.deep is None:
        return ""
    words, gains, saved = study.words, study.deep.levers, study.deep.cost_levers
    said = []
    best = gains[gains["best"].astype(bool)] if len(gains) else gains
    if len(best):
        counts = {lever: int((best["lever"] == lever).sum()) for lever in LEVERS}
        most = max(counts, key=lambda lever: counts[lever])
        said.append(
            words.plural(
                "For the only customer who can gain, the strongest effort is: {effort}.",
                "Of {n} customers who can gain, the strongest effort is for {count}: {effort}.",
                len(best),
                count=counts[most],
                effort=words.inside(words(LEVERS[most])),
            )
        )
    if len(saved):
        said.append(
            words.plural(
                "One step less of a cost saves {amount} with {n} customer.",
                "One step less of a cost saves {amount} with {n} customers together.",
                len(saved),
                amount=words.money(float(saved["saved"].sum())),
            )
        )
    return " ".join(said)


def _grouped(table: pd.DataFrame, column: str, shown: int) -> list[tuple[str, str, pd.DataFrame]]:
    """Return the rows of each kind of effort and factor or cost: the kinds in their order, within them the most customers first; those of the
    fewest customers are left to the Excel file."""
    found = [
        (lever, name, own)
        for lever in LEVERS
        for name, own in sorted(table[table["lever"] == lever].groupby(column), key=lambda group: (-len(group[1]), str(group[0])))
    ]
    most = sorted((len(own) for _, _, own in found), reverse=True)[:shown][-1]
    return [(lever, str(name), own) for lever, name, own in found if len(own) >= most]


def _named(study: Study, rows: pd.DataFrame, by: str) -> str:
    """Return the names of the customers with whom a step moves most."""
    assert study.deep is not None
    names = dict(zip(study.deep.customers["customer_id"], study.deep.customers["name"], strict=True))
    most = rows.sort_values([by, "customer_id"], ascending=[False, True], kind="stable").head(NAMED)["customer_id"]
    return "; ".join(str(number) if is_missing(names[number]) else str(names[number]) for number in most)
