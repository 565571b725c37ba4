"""The accounts of the cost model: for every cost, what the ledger says = what customers caused + what is nobody's, to the øre."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import numpy as np
import pandas as pd

from segkit.rating.contribution.costing import price
from segkit.rating.contribution.settings import CostModel
from segkit.rating.contribution.tracing import Trace
from segkit.rating.contribution.whole import MILLION, exact, ore, scaled
from segkit.rating.measures import Floats
from segkit.words import phrase

Source = Literal["accounts", "records", "reckoned"]

SOURCES: dict[str, str] = {
    "accounts": phrase("from the accounts"),
    "records": phrase("the sum of the records"),
    "reckoned": phrase("reckoned, stands in no account"),
}
"""Where the total of a cost comes from; what is the sum of the records can leave nothing over."""


@dataclass(frozen=True)
class Pool:
    """The hours behind a cost that is time: `rate` is what an hour costs, `unused` = practical - customers - of_nobody (below 0: overtime)."""

    rate: float
    practical: float
    customers: float
    of_nobody: float

    @property
    def unused(self) -> float:
        return self.practical - self.customers - self.of_nobody


@dataclass(frozen=True)
class Account:
    """One cost (or the revenue, or the direct cost): `ledger` = `customers` + `of_nobody` + `beyond` + `unused`, exactly.

    `of_nobody` is what records without a known customer cost; `beyond` what the ledger has beyond the records' amounts (below 0: the
    records have more); `unused` the hours that nobody recorded, the exact rest of a pool (below 0: overtime). `rows` counts records,
    `rows_of_nobody` those without a known customer, `rows_empty` those that give no figure, `unknown` customers whose part is unknown.
    """

    name: str
    step: str
    source: Source
    ledger: Decimal
    customers: Decimal
    of_nobody: Decimal = Decimal(0)
    beyond: Decimal = Decimal(0)
    unused: Decimal = Decimal(0)
    pool: Pool | None = None
    rows: int = 0
    rows_of_nobody: int = 0
    rows_empty: int = 0
    unknown: int = 0

    def __post_init__(self) -> None:
        accounted = self.customers + self.of_nobody + self.beyond + self.unused
        if accounted != self.ledger:
            raise AssertionError(f"{self.name or self.step}: the ledger has {self.ledger}, {accounted} is accounted for")

    @property
    def unallocated(self) -> Decimal:
        """What no customer carries, apart from unused hours."""
        return self.of_nobody + self.beyond


def accounts_of(customers: pd.DataFrame, traces: tuple[Trace, ...], whole: dict[str, Floats], model: CostModel) -> tuple[Account, ...]:
    """Return the accounts of the revenue, the direct cost and each element; `whole` is what each customer carries of it, in øre."""
    traced = {each.element.name: each for each in traces}
    accounts = [_carried("", name, "records", ore(customers[name])) for name in ("revenue", "cost")]
    for element in model.elements:
        own = whole[element.name]
        if element.basis == "credit":
            accounts.append(_carried(element.name, element.step, "reckoned", own))
        else:
            accounts.append(_account(traced[element.name], own))
    return tuple(accounts)


def _carried(name: str, step: str, source: Source, whole: Floats) -> Account:
    """Return the account of what the customers carry altogether."""
    total = exact(np.nansum(whole))
    return Account(name, step, source, total, total, unknown=int(np.isnan(whole).sum()))


def _account(traced: Trace, whole: Floats) -> Account:
    """Return an element's account; what is left of a pool is unused, what is left of amounts is beyond the records."""
    element, customers = traced.element, exact(np.nansum(whole))
    of_nobody = exact(scaled(np.array([float(traced.of_nobody)]), price(element))[0])
    ledger = customers + of_nobody if element.ledger_ore is None else exact(element.ledger_ore)
    rest, is_time = ledger - customers - of_nobody, element.basis != "amounts"
    pool = None
    if is_time:
        taken = float(np.nansum(traced.quantity))
        pool = Pool(float(element.cost_rate), float(element.practical), taken / (60 * MILLION), traced.of_nobody / (60 * MILLION))
    return Account(
        element.name,
        element.step,
        "records" if element.ledger_ore is None else "accounts",
        ledger,
        customers,
        of_nobody,
        beyond=Decimal(0) if is_time else rest,
        unused=rest if is_time else Decimal(0),
        pool=pool,
        rows=traced.rows,
        rows_of_nobody=traced.rows_of_nobody,
        rows_empty=traced.rows_empty,
        unknown=int(np.isnan(whole).sum()),
    )
