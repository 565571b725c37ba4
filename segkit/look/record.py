"""One sales ledger looked at: everything that the quick pre-analysis shows, from the intake's own reading of the file."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pandas as pd
from pydantic import Field

from segkit.intake import Client, Intake, Period, Source, take_in
from segkit.intake.ledger import LargeFile, is_large
from segkit.intake.ledger.activity import Activity, Span, Windows, read_activity
from segkit.intake.reading.isolated import Limits, isolated
from segkit.look.apart import large_activity
from segkit.look.customers import LookModel, looked_at
from segkit.look.period import gaps, months_together, settle, whole_months
from segkit.look.refusing import unblocked
from segkit.look.workplace import workplace
from segkit.parameters import Record, parameter
from segkit.rating import Pareto, ParetoModel, classify
from segkit.words import Words

EARLIEST = dt.date(1900, 1, 1)
"""No invoice is older; days before it are slips of the keyboard."""

_PATIENCE = Limits(seconds=1800, memory=8_000_000_000)


class Asked(Record):
    """What is looked at: the file, how it is read, and for whom."""

    file: str = parameter(label="File", help="The path of the sales ledger.")
    source: Source = Field(title="Source", description="How the file is read, as under sources in engagement.yaml.")
    client: str = parameter("", label="Client", help="The client's name as it stands on the cover.", max_length=120)
    language: Literal["da", "sv", "nb", "en", "de"] = parameter("en", label="Language", help="The language of the report.")
    currency: str = parameter(label="Currency", help="Three letters such as DKK; all money is in it.", pattern="^[A-Z]{3}$")
    date: dt.date = parameter(label="Date", help="The day of the look; lines dated later are set aside.")
    model: LookModel = Field(default_factory=LookModel, title="Model", description="What counts as a change, as silence and as too few.")

    @property
    def path(self) -> Path:
        return Path(self.file)


@dataclass(frozen=True)
class Look:
    """Everything that the quick pre-analysis shows. The frames are never written to.

    `months` are those of the ledger that belong together (see `Activity.months`), `far` those apart from them, `customers` as `looked_at`
    returns them, `pareto` that of the period's revenue, `gaps` the months without a line.
    """

    asked: Asked
    intake: Intake
    windows: Windows
    months: pd.DataFrame
    far: pd.DataFrame
    customers: pd.DataFrame
    pareto: Pareto
    gaps: tuple[dt.date, ...]

    @property
    def words(self) -> Words:
        return Words(self.asked.language, self.asked.currency)

    @property
    def model(self) -> LookModel:
        return self.asked.model

    @property
    def client(self) -> str:
        return self.asked.client or self.asked.path.name

    @property
    def period(self) -> Span:
        return self.windows.period

    @property
    def whole_months(self) -> int:
        """How many whole months the ledger holds."""
        return whole_months(self.windows.whole)

    @property
    def active(self) -> pd.DataFrame:
        """The customers with lines in the period."""
        return self.customers[self.customers["lines"] > 0]

    @property
    def revenue(self) -> float:
        """The revenue of the period, each customer's rounded to two decimals."""
        return round(float(self.active["revenue"].sum()), 2)


def asked(given: Mapping[str, Any]) -> Asked:
    """Return what is written in the notebook as a checked record."""
    return Asked.model_validate(dict(given), strict=False)


def look_at(ledger: Asked | Mapping[str, Any]) -> Look:
    """Return the look at a ledger.

    Raises SourceError where the file cannot be read, and BlockedError, with what to do, where no figures can be made of it.
    """
    order = ledger if isinstance(ledger, Asked) else asked(ledger)
    inside = Period(begin=EARLIEST, end=order.date)
    with workplace(order.path) as data:
        client = Client(order.path.name, order.path.name, order.currency, today=order.date)
        intake = unblocked(take_in([order.source], inside, data, client), order.path.name, order.date)
        activity = _activity(order, intake, data, inside)
    windows = activity.windows
    assert windows is not None, "a ledger without a usable line is blocked by the intake"
    names = dict(zip(intake.customers["customer_id"], intake.customers["name"], strict=True))
    customers = looked_at(activity, windows, names, order.model)
    active = customers[customers["lines"] > 0]
    together = months_together(activity.months)
    return Look(
        order,
        intake,
        windows,
        together,
        activity.months.drop(index=together.index),
        customers,
        classify(active.assign(contribution=float("nan")), ParetoModel()),
        gaps(activity.months),
    )


def _activity(order: Asked, intake: Intake, data: Path, inside: Period) -> Activity:
    """Return when the customers bought; a large file is summed in a process apart, as every file is read in one."""
    if not is_large(order.source, data / order.source.file):
        return read_activity(intake.typed, inside, order.currency, settle)
    large = LargeFile(order.source, data / order.source.file)
    return isolated(large_activity, large, inside, order.currency, limits=_PATIENCE, about=order.source.file)
