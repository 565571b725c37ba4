"""Time and cost records traced to customers: how much of each cost every customer has caused, kind by kind, and what is nobody's."""

from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import pandas as pd

from segkit.errors import EngagementError
from segkit.parameters import nearest
from segkit.rating.contribution.settings import CostElement, CostModel, folded
from segkit.rating.contribution.whole import MILLION, Bools, Ints, millionths
from segkit.rating.measures import Floats

ORDERS = "orders"
"""The kind of what is reckoned for each order instead of from records."""


@dataclass(frozen=True)
class Trace:
    """What of one element each customer has caused.

    `quantity` is per customer: millionths of a krone, or of a minute where the element is time; NaN where the orders are unknown.
    `records` is how many records (or orders) that is. `by_kind` has one row per customer and kind: position (of the customer), kind,
    records, quantity. `of_nobody` is the quantity of records without a known customer; `rows`, `rows_of_nobody` and `rows_empty` count
    the records of the element, those of nobody, and those that give neither hours nor an amount, and so count for nothing.
    """

    element: CostElement
    quantity: Floats
    records: Floats
    by_kind: pd.DataFrame
    of_nobody: int = 0
    rows: int = 0
    rows_of_nobody: int = 0
    rows_empty: int = 0


@dataclass(frozen=True)
class _Records:
    """Time and cost records as whole numbers, row by row: whose (-1 = nobody's), kind as compared, minutes and money in millionths."""

    position: Ints
    kind: pd.Series
    timed: Bools
    time: Ints
    paid: Bools
    amount: Ints


def trace(customers: pd.DataFrame, costs: pd.DataFrame, model: CostModel) -> tuple[Trace, ...]:
    """Return each element's trace, in the model's order; credit has none.

    Raises EngagementError where no record at all has the kinds of an element, or no customer has orders that an element needs.
    """
    records = _whole(customers, costs)
    _refuse_unmatched(model, costs, records)
    return tuple(
        _of_orders(element, customers["orders"]) if element.basis == "orders" else _of_records(element, records, len(customers))
        for element in model.elements
        if element.basis != "credit"
    )


def without_element(costs: pd.DataFrame, model: CostModel) -> pd.DataFrame:
    """Return the kinds of records that no element counts: kind, records, hours and amount (exact), the most records first.

    A kind whose hours are counted and whose amounts are not is among them with its amounts only, and the other way round.
    """
    kinds = costs["kind"].fillna("").map(folded)
    timed = kinds.isin([folded(kind) for element in model.elements if element.basis == "time" for kind in element.kinds])
    paid = kinds.isin([folded(kind) for element in model.elements if element.basis == "amounts" for kind in element.kinds])
    left = pd.DataFrame({"kind": costs["kind"].fillna("").str.strip(), "folded": kinds, "records": 1})
    left = left.assign(hours=_left(costs["hours"], timed), amount=_left(costs["amount"], paid))
    nowhere = ~timed & ~paid
    left = left[nowhere | (left["hours"] != 0) | (left["amount"] != 0)]
    table = left.groupby("folded", sort=True).agg({"kind": "min", "records": "sum", "hours": "sum", "amount": "sum"})
    return table.sort_values("records", ascending=False, kind="stable").reset_index(drop=True)


def _left(values: pd.Series, counted: pd.Series) -> pd.Series:
    return values.astype(object).mask(values.isna() | counted, Decimal(0))


def _whole(customers: pd.DataFrame, costs: pd.DataFrame) -> _Records:
    timed, paid = costs["hours"].notna().to_numpy(), costs["amount"].notna().to_numpy()
    return _Records(
        pd.Index(customers["customer_id"].astype(object)).get_indexer(pd.Index(costs["customer_id"].astype(object))).astype(np.int64),
        costs["kind"].fillna("").map(folded),
        timed,
        millionths(costs["hours"].where(timed, None), Decimal(60)),
        paid,
        millionths(costs["amount"].where(paid, None), Decimal(1)),
    )


def _refuse_unmatched(model: CostModel, costs: pd.DataFrame, records: _Records) -> None:
    present = set(records.kind.unique())
    spoken = sorted({str(kind).strip() for kind in costs["kind"].dropna().unique()} - {""})
    problems = [
        f"engagement.yaml, 'contribution': '{element.name}' counts records of the kinds {', '.join(element.kinds)}, but no record of the period "
        f"has any of them. {_hint(element, spoken)} Correct 'kinds', or take the cost out."
        for element in model.elements
        if element.kinds and not present & {folded(kind) for kind in element.kinds}
    ]
    if problems:
        raise EngagementError(problems)


def _hint(element: CostElement, spoken: list[str]) -> str:
    if not spoken:
        return "The files have no time or cost records with a kind."
    like = nearest(element.kinds[0], spoken)
    return f"Did you mean '{like}'?" if like else f"The files have: {', '.join(spoken[:10])}{' ...' if len(spoken) > 10 else ''}."


def _of_records(element: CostElement, records: _Records, customers: int) -> Trace:
    names = {folded(kind): kind for kind in element.kinds}
    chosen = records.kind.isin(list(names)).to_numpy()
    if element.basis == "time":
        known, quantity = _minutes(element, records)
        chosen = chosen & (records.timed | (records.amount == 0))  # an amount without hours is a cost, not time
    else:
        known, quantity = records.paid, records.amount
        chosen = chosen & (records.paid | ~records.timed)
    used = chosen & known
    rows = pd.DataFrame(
        {"position": records.position[used], "kind": records.kind[used].map(names), "records": 1, "quantity": quantity[used]}
    )
    nobody = rows["position"] < 0
    by_kind = rows[~nobody].groupby(["position", "kind"], sort=True, as_index=False)[["records", "quantity"]].sum()
    return Trace(
        element,
        _spread(by_kind["position"], by_kind["quantity"], customers),
        _spread(by_kind["position"], by_kind["records"], customers),
        by_kind,
        of_nobody=int(rows.loc[nobody, "quantity"].sum()),
        rows=int(chosen.sum()),
        rows_of_nobody=int((chosen & (records.position < 0)).sum()),
        rows_empty=int((chosen & ~known).sum()),
    )


def _minutes(element: CostElement, records: _Records) -> tuple[Bools, Ints]:
    """Return where a record's time is known, and the time: as recorded, else as the element says for the kind."""
    usual = {folded(kind): int(Decimal(str(minutes)) * MILLION) for kind, minutes in element.minutes.items()}
    given = records.kind.map(usual)
    return records.timed | given.notna().to_numpy(), np.where(records.timed, records.time, given.fillna(0).to_numpy(dtype=np.int64))


def _spread(position: pd.Series, values: pd.Series, customers: int) -> Floats:
    """Return the sum of whole numbers for each customer; 0 where there are none."""
    sums = np.zeros(customers, dtype=np.int64)
    np.add.at(sums, position.to_numpy(dtype=np.int64), values.to_numpy(dtype=np.int64))
    return sums.astype(np.float64)


def _of_orders(element: CostElement, orders: pd.Series) -> Trace:
    """Return the time of the customers' orders; unknown where their number is."""
    number = pd.to_numeric(orders).to_numpy(dtype=np.float64, na_value=np.nan)
    if len(number) and np.isnan(number).all():
        raise EngagementError([
            f"engagement.yaml, 'contribution': '{element.name}' takes time for every order, but no file says how many orders a customer "
            "placed. Map the column 'order' of the invoice lines, or take the cost out."
        ])  # fmt: skip
    each = int(Decimal(str(element.minutes_each)) * MILLION)
    known = np.flatnonzero(~np.isnan(number) & (number > 0))
    whole = np.rint(number[known]).astype(np.int64)
    by_kind = pd.DataFrame({"position": known, "kind": ORDERS, "records": whole, "quantity": whole * each})
    return Trace(element, np.rint(number) * each, np.rint(number), by_kind)
