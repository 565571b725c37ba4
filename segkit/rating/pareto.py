"""Pareto (ABC) classes by the crossing rule, and how concentrated the revenue is.

A customer's class follows from the share of the total that strictly larger customers have (definitions, Pareto): so there is at
least one A whenever there is revenue, and ties share a class. Zero has a class of its own; negative revenue stands outside the
shares and is listed.
"""

from dataclasses import dataclass
from typing import Any, Literal

import narwhals as nw
import numpy as np
import pandas as pd
from pydantic import Field, model_validator

from segkit.parameters import Record, parameter
from segkit.words import phrase

ZERO, NEGATIVE = "zero", "negative"

CLASS_LABELS: dict[str, str] = {ZERO: phrase("No revenue"), NEGATIVE: phrase("Negative")}


@dataclass(frozen=True)
class ParetoPreset:
    """Cuts between A, B and C: shares of the measure, shares of the number of customers, or lowest amounts."""

    label: str
    by: Literal["share", "customers", "amount"]
    cuts: tuple[float, ...]
    measure: Literal["revenue", "contribution"] = "revenue"


PRESETS: dict[str, ParetoPreset] = {
    "80_95": ParetoPreset(phrase("A up to 80%, B up to 95% of revenue, C the rest"), "share", (0.80, 0.95)),
    "70_90": ParetoPreset(phrase("A up to 70%, B up to 90% of revenue, C the rest"), "share", (0.70, 0.90)),
    "sap_profit": ParetoPreset(phrase("A up to 20%, B up to 50% of contribution, C the rest"), "share", (0.20, 0.50), "contribution"),
    "hml": ParetoPreset(phrase("A the largest 20%, B the next 30% of customers, C the rest"), "customers", (0.20, 0.50)),
    "fixed": ParetoPreset(phrase("A, B and C by fixed amounts"), "amount", ()),
}


class ParetoModel(Record):
    """How customers are classed by their share of the revenue."""

    preset: Literal["80_95", "70_90", "sap_profit", "hml", "fixed"] = parameter(
        "80_95", label=phrase("Pareto preset"), help=phrase("Where A, B and C are cut.")
    )
    amounts: list[float] = Field(default_factory=list, title="Amounts", description="For preset: fixed, the lowest amount of A and of B.")

    @model_validator(mode="after")
    def _amounts_for_fixed(self) -> "ParetoModel":
        if (self.preset == "fixed") != bool(self.amounts):
            raise ValueError("'amounts' belongs to 'preset: fixed'. Give both or neither.")
        if self.amounts and (len(self.amounts) != 2 or self.amounts[0] <= self.amounts[1] or self.amounts[1] <= 0):
            raise ValueError("'amounts' must be two amounts above 0, the one for A first, such as [500000, 100000].")
        return self


@dataclass(frozen=True)
class Pareto:
    """Classes and concentration.

    `frame` has one row per customer in order of the measure (largest first, then number): customer_id, value, share (of the positive
    total), share_before (of strictly larger customers), cumulative, pareto_class. `to_80`, `to_95` are numbers of customers;
    `top_20_share` is the share of the largest 20 % (at least one); gini and hhi lie between 0 and 1. All are None without positive values.
    """

    frame: pd.DataFrame
    measure: str
    buyers: int
    total: float
    to_80: int | None
    to_95: int | None
    top_20_share: float | None
    gini: float | None
    hhi: float | None


def classify(customers: pd.DataFrame, model: ParetoModel) -> Pareto:
    """Return the Pareto classes of customers (customer_id, revenue, contribution). A missing value has no class."""
    preset = PRESETS[model.preset]
    frame = customers[["customer_id"]].assign(value=customers[preset.measure].round(2))
    frame = frame.sort_values(["value", "customer_id"], ascending=[False, True], kind="stable", ignore_index=True)
    cents = (frame["value"].where(frame["value"] > 0, 0).fillna(0) * 100).round().astype("int64")
    total = int(cents.sum())
    running = cents.cumsum()
    first_of_ties = cents.ne(cents.shift())
    before = (running - cents).where(first_of_ties).ffill().astype("int64")
    rank_before = pd.Series(np.arange(len(frame)), index=frame.index).where(first_of_ties).ffill().fillna(0)
    positive = int((cents > 0).sum())
    scale = total or 1
    frame["share"], frame["share_before"], frame["cumulative"] = cents / scale, before / scale, running / scale
    frame["customers_before"] = rank_before / (positive or 1)
    frame["pareto_class"] = nw.from_native(frame, eager_only=True).select(_class(preset, model)).to_native()["pareto_class"]
    frame = frame.drop(columns="customers_before")
    shares = (cents[cents > 0] / scale).to_numpy(dtype=np.float64)
    return Pareto(
        frame,
        preset.measure,
        positive,
        total / 100,
        _reaching(running, total, 80),
        _reaching(running, total, 95),
        _top_share(cents, total),
        _gini(shares),
        _hhi(shares),
    )


def _class(preset: ParetoPreset, model: ParetoModel) -> nw.Expr:
    value = nw.col("value")
    if preset.by == "amount":
        a, b = (value >= amount for amount in model.amounts)
    else:
        column = nw.col("share_before" if preset.by == "share" else "customers_before")
        a, b = (column < cut for cut in preset.cuts)
    known = (
        nw.when(value > 0, a)
        .then(nw.lit("A"))
        .otherwise(nw.when(value > 0, b).then(nw.lit("B")).otherwise(nw.when(value > 0).then(nw.lit("C"))))
    )
    return (
        nw.when(value < 0).then(nw.lit(NEGATIVE)).otherwise(nw.when(value == 0).then(nw.lit(ZERO)).otherwise(known)).alias("pareto_class")
    )


def _reaching(running: pd.Series, total: int, percent: int) -> int | None:
    """Return how many of the largest customers reach a share of the total."""
    return int((running * 100 < total * percent).sum()) + 1 if total > 0 else None


def _top_share(cents: pd.Series, total: int) -> float | None:
    buyers = int((cents > 0).sum())
    return float(cents.head(max(1, round(buyers * 0.2))).sum() / total) if total > 0 else None


def _gini(shares: "np.ndarray[Any, np.dtype[np.floating[Any]]]") -> float | None:
    n = len(shares)
    if n == 0:
        return None
    ascending = np.sort(shares)
    return float(2 * (np.arange(1, n + 1) * ascending).sum() / n - (n + 1) / n)


def _hhi(shares: "np.ndarray[Any, np.dtype[np.floating[Any]]]") -> float | None:
    return float((shares**2).sum()) if len(shares) else None
