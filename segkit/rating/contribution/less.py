"""Less service: how many records of each kind, or hours of each cost, may stay if an amount is to be saved with a customer."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from segkit.rating.contribution.costing import hours, price
from segkit.rating.contribution.ladder import TrueContribution
from segkit.rating.contribution.settings import CostElement
from segkit.rating.contribution.whole import MILLION, ORE, last_holding, part, scaled
from segkit.rating.measures import Floats

QUARTER = 15 * MILLION
"""A quarter of an hour, in millionths of a minute: the step in which hours are taken away."""

SERVICE_STEPS = ("freight", "sales", "service", "administration")
"""Steps whose amounts follow from what is done for a customer: fewer deliveries, fewer cases."""

COLUMNS = ["row", "element", "kind", "unit", "now", "then", "saved"]


def countable(element: CostElement) -> bool:
    """Return whether fewer records of the element are less service."""
    return element.basis in {"time", "orders"} or (element.basis == "amounts" and element.step in SERVICE_STEPS)


def lines_of(result: TrueContribution, element: CostElement, unit: str) -> pd.DataFrame:
    """Return what there is of an element to take away, customer by customer: position, kind, now, quantity (of the kind), whole (of the element).

    `now` counts records, or, of a cost that is hours of records, begun quarters of an hour. What costs nothing, or less, is left out.
    """
    kinds = result.by_kind[result.by_kind["element"] == element.name]
    whole = kinds.groupby("position")["quantity"].sum()
    if unit == "records":
        table = kinds.assign(now=kinds["records"], whole=kinds["position"].map(whole))
    else:
        quantity = whole if element.basis == "time" else whole.iloc[:0]
        table = pd.DataFrame({"position": quantity.index, "kind": "", "quantity": quantity.to_numpy()})
        table = table.assign(now=np.ceil(table["quantity"] / QUARTER), whole=table["quantity"])
    return table.loc[table["quantity"] > 0, ["position", "kind", "now", "quantity", "whole"]].astype(
        dict.fromkeys(("now", "quantity", "whole"), "float64")
    )


def saving(element: CostElement, lines: pd.DataFrame, unit: str) -> Callable[[Floats], Floats]:
    """Return the function from what may stay of each line to the øre that this saves, rounded as the ladder rounds an element's cost."""
    now, quantity, whole = (lines[column].to_numpy() for column in ("now", "quantity", "whole"))
    cost = scaled(whole, price(element))

    def saved(then: Floats) -> Floats:
        stays = part(quantity, then, now) if unit == "records" else then * QUARTER
        return cost - scaled(whole - quantity + stays, price(element))

    return saved


def less(result: TrueContribution, positions: "np.ndarray[tuple[int], np.dtype[np.intp]]", needed: Floats) -> pd.DataFrame:
    """Return every way of less service that saves what is needed with the customers at `positions` (øre; NaN or 0 asks for nothing).

    Columns: row (the place in `positions`), element, kind, unit, now, then (the largest number that suffices), saved (money); per customer
    the smallest share taken away first. Orders are at least one.
    """
    row_of = pd.Series(np.arange(len(positions)), index=positions)
    tables = [
        _of_element(result, element, unit, (row_of, needed))
        for element in result.model.elements
        if countable(element)
        for unit in ("records", "hours")
    ]
    found = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=COLUMNS)
    found = found.assign(away=(found["now"] - found["then"]) / found["now"], place=np.arange(len(found)))
    return found.sort_values(["row", "away", "place"], kind="stable", ignore_index=True)[COLUMNS]


def _of_element(result: TrueContribution, element: CostElement, unit: str, asked: tuple[pd.Series, Floats]) -> pd.DataFrame:
    row_of, needed = asked
    lines = lines_of(result, element, unit)
    lines = lines.assign(row=lines["position"].map(row_of)).dropna(subset="row").astype({"row": "int64"})
    lines = lines.assign(needed=needed[lines["row"]], least=1.0 if element.basis == "orders" else 0.0)
    lines = lines[(lines["needed"] > 0) & (lines["now"] > lines["least"])]
    lines = lines[saving(element, lines, unit)(lines["least"].to_numpy()) >= lines["needed"]]
    saved, wanted = saving(element, lines, unit), lines["needed"].to_numpy()
    then = last_holding(lambda stays: saved(stays) >= wanted, lines["least"].to_numpy(), lines["now"].to_numpy())
    now = lines["now"].to_numpy() if unit == "records" else hours(lines["quantity"].to_numpy())
    stays = then if unit == "records" else then / 4
    return lines.assign(element=element.name, unit=unit, now=now, then=stays, saved=saved(then) / ORE)[COLUMNS]
