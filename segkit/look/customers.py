"""What each customer of a ledger does: growing or shrinking against the year before, new or lost, and falling asleep.

Money is compared in whole øre, so that a change of exactly the share that counts falls on the same side everywhere.
"""

import datetime as dt

import narwhals as nw
import numpy as np
import pandas as pd

from segkit.intake.accounts import cents
from segkit.intake.ledger.activity import Activity, Windows
from segkit.parameters import Fraction, Record, parameter
from segkit.words import phrase

GROWING, STEADY, SHRINKING, NEW, LOST, RETURNED = "growing", "steady", "shrinking", "new", "lost", "returned"

MOVES: dict[str, str] = {
    GROWING: phrase("Growing"),
    STEADY: phrase("Steady"),
    SHRINKING: phrase("Shrinking"),
    NEW: phrase("New"),
    LOST: phrase("Lost"),
    RETURNED: phrase("Only credit notes"),
}
"""What a customer's revenue has done since the year before, best first."""

PARTS = 10_000
"""A share is held in so many parts: 10 % are 1,000."""


class LookModel(Record):
    """What counts as a change, as silence and as too few."""

    change: Fraction = parameter(
        0.10,
        label=phrase("Change that counts"),
        unit="fraction",
        help=phrase("By how much revenue must differ from the year before for a customer to be called growing or shrinking."),
    )
    silence: float = parameter(
        2.0,
        label=phrase("Silence"),
        help=phrase("After how many of its usual intervals between orders a customer counts as falling asleep."),
        gt=1,
    )
    shortest_silence: int = parameter(
        30, label=phrase("Shortest silence"), help=phrase("Days since the last order below which nobody counts as falling asleep."), ge=1
    )
    fewest_days: int = parameter(
        4, label=phrase("Fewest days with orders"), help=phrase("Days with orders from which a customer has a usual interval."), ge=2
    )
    fewest: int = parameter(5, label=phrase("Too few"), help=phrase("Below so many customers a share or an average tells nothing."), ge=2)


def looked_at(activity: Activity, windows: Windows, names: dict[str, str], model: LookModel) -> pd.DataFrame:
    """Return a row per customer with lines in the days that belong together.

    Columns: customer_id, name, revenue and before (of two decimals; NaN where the ledger has no year before), change, move (None without a
    year before, and for who bought in neither), lines, orders, first, last, since (days from the last order to the ledger's end), usual (days between orders; NaN where there
    are too few), asleep.
    """
    table = activity.customers
    frame = pd.DataFrame({"customer_id": table["customer_id"].astype(object)})
    frame["name"] = [names.get(number) or number for number in frame["customer_id"]]
    revenue, before = _cents(table["revenue"]), _cents(table["before"])
    frame["revenue"] = revenue / 100
    frame["before"] = before / 100 if windows.before is not None else np.nan
    frame["change"] = (revenue - before) / 100 if windows.before is not None else np.nan
    frame["move"] = _moves(revenue, before, model) if windows.before is not None else None
    frame["lines"] = table["lines"].astype("int64")
    frame["orders"] = table["orders"].astype("int64")
    frame["first"], frame["last"] = table["first"], table["last"]
    days = table["days"].astype("int64")
    frame["since"] = [_days(windows.whole.end, last) for last in frame["last"]]
    spanned = pd.Series([_days(last, first) for first, last in zip(frame["first"], frame["last"], strict=True)], frame.index, dtype=float)
    frame["usual"] = (spanned / (days - 1).where(days >= model.fewest_days)).astype(float)
    frame["asleep"] = (
        (frame["since"] > frame["usual"] * model.silence) & (frame["since"] >= model.shortest_silence) & (frame["revenue"] > 0)
    )
    return frame


def _moves(revenue: pd.Series, before: pd.Series, model: LookModel) -> pd.Series:
    """Return the move of each customer: a change on the line earns the higher of the two."""
    part = round(model.change * PARTS)
    now, then = nw.col("now"), nw.col("then")
    known = (
        nw.when(now * PARTS >= then * (PARTS + part))
        .then(nw.lit(GROWING))
        .otherwise(nw.when(now * PARTS >= then * (PARTS - part)).then(nw.lit(STEADY)).otherwise(nw.lit(SHRINKING)))
    )
    move = (
        nw.when((now > 0) & (then > 0))
        .then(known)
        .otherwise(
            nw.when(now > 0)
            .then(nw.lit(NEW))
            .otherwise(nw.when(then > 0).then(nw.lit(LOST)).otherwise(nw.when((now < 0) | (then < 0)).then(nw.lit(RETURNED))))
        )
    )
    frame = nw.from_native(pd.DataFrame({"now": revenue, "then": before}), eager_only=True)
    found = frame.select(move.alias("move")).to_native()["move"].astype(object)
    return found.where(found.notna(), None)


def _cents(amounts: pd.Series) -> pd.Series:
    """Return exact amounts in whole øre, each rounded half up; no line is no revenue."""
    return pd.Series([0 if amount is None else _cent(amount) for amount in amounts], amounts.index, dtype="int64")


def _cent(amount: object) -> int:
    return int(cents(amount) * 100)  # type: ignore[arg-type]  # a column of exact amounts


def _days(later: dt.date | None, earlier: dt.date | None) -> float:
    return float("nan") if later is None or earlier is None else float((later - earlier).days)
