"""The example company's time: who spent how long on which customer, as its time system has it, with the customers who take too much of it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random

import pandas as pd

from segkit.example.names import DESK, SALES_REPS, SERVICE

HOUR_COSTS = 650
"""What an hour is worth about (DKK), only to draw how much time it takes to use up a contribution."""

CLOSED_ACCOUNTS = ("000718", "000733", "000902")
"""Customers of earlier years, whom the customer file has no longer."""


@dataclass(frozen=True)
class Work:
    """A kind of work: who does it, its share of what a customer of a given size takes, how long one record lasts (twentieths of an hour)."""

    who: str
    often: float
    shortest: int
    longest: int
    unwritten: float = 0.0
    """The share of the records on which nobody wrote how long it took."""


WORK: dict[str, Work] = {
    "Kundebesøg": Work("sales", 0.0128, 25, 65),
    "Telefon": Work("sales", 0.0150, 2, 12, unwritten=0.3),
    "Tilbud": Work("sales", 0.0050, 10, 50),
    "Ordrekontor": Work("desk", 0.0120, 3, 14),
    "Servicesag": Work("service", 0.0052, 8, 45, unwritten=0.05),
}

INTERNAL = ("Internt møde", "Kursus")
"""Kinds of time that is no customer's."""

THIEVES = 12

COLUMNS = ["date", "customer_id", "kind", "hours", "who"]


@dataclass(frozen=True)
class Buyer:
    """What a customer's time is drawn from: his number, his rep, and what he bought for and left in the analysed year (DKK)."""

    customer_id: str
    owner: str
    revenue: float
    contribution: float


def choose_thieves(dice: Random, buyers: Sequence[Buyer]) -> tuple[str, ...]:
    """Return the customers who will take more time than their contribution, of a middling size, is worth."""
    middling = [buyer.customer_id for buyer in buyers if 18_000 <= buyer.contribution <= 45_000]
    return tuple(sorted(dice.sample(middling, THIEVES)))


def draw_time(
    dice: Random, buyers: Sequence[Buyer], thieves: Sequence[str], leads: Mapping[str, str], year: tuple[dt.date, dt.date]
) -> pd.DataFrame:
    """Return the records with the columns COLUMNS by date: hours are exact Decimals, None where nobody wrote them; no customer is None.

    The month before the year is there as well. `leads` are numbers of leads with their reps, who are visited too.
    """
    days = _days(year[0] - dt.timedelta(days=30), year[1])
    rows: list[tuple[dt.date, str | None, str, Decimal | None, str]] = []
    for buyer in buyers:
        for kind, work in WORK.items():
            count = round(work.often * max(buyer.revenue, 2_500.0) ** 0.5 * dice.lognormvariate(0, 0.35) + dice.random() - 0.5)
            rows += _records(dice, kind, count, (buyer.customer_id, buyer.owner), days)
        if buyer.customer_id in thieves:
            rows += _stolen(dice, buyer, days)
    for number, rep in leads.items():
        rows += _records(dice, "Kundebesøg", dice.choice((0, 0, 1, 1, 2)), (number, rep), days)
    for number in CLOSED_ACCOUNTS:
        rows += _records(dice, "Ordrekontor", dice.randrange(3, 7), (number, ""), days)
    rows += _internal(dice, days)
    rows.sort(key=lambda row: (row[0], row[4], row[1] or "", row[2]))
    return pd.DataFrame(rows, columns=COLUMNS, dtype=object)


_Row = tuple[dt.date, str | None, str, Decimal | None, str]


def _records(dice: Random, kind: str, count: int, customer: tuple[str, str], days: Sequence[dt.date]) -> list[_Row]:
    work = WORK[kind]
    number, rep = customer
    rows: list[_Row] = []
    for _ in range(max(0, count)):
        who = rep if work.who == "sales" else dice.choice(DESK if work.who == "desk" else SERVICE)
        written = dice.random() >= work.unwritten
        length = dice.randrange(work.shortest, work.longest + 1)
        rows.append((dice.choice(days), number, kind, _twentieths(length) if written else None, who))
    return rows


def _stolen(dice: Random, buyer: Buyer, days: Sequence[dt.date]) -> list[_Row]:
    """Return so much time on a customer that it costs well above what he leaves."""
    wanted = 20 * buyer.contribution * dice.uniform(1.15, 1.6) / HOUR_COSTS
    rows: list[_Row] = []
    taken = 0.0
    while taken < wanted:
        kind = dice.choices(("Kundebesøg", "Tilbud", "Servicesag", "Telefon"), (4, 3, 4, 3))[0]
        length = dice.randrange(WORK[kind].shortest, WORK[kind].longest + 1)
        who = buyer.owner if WORK[kind].who == "sales" else dice.choice(SERVICE)
        rows.append((dice.choice(days[21:]), buyer.customer_id, kind, _twentieths(length), who))
        taken += length
    return rows


def _internal(dice: Random, days: Sequence[dt.date]) -> list[_Row]:
    """Return the meeting of every other Monday and the days of training, which are no customer's."""
    rows: list[_Row] = []
    for rep in SALES_REPS:
        rows += [(day, None, "Internt møde", _twentieths(dice.choice((20, 30, 30, 40))), rep) for day in days if day.weekday() == 0][::2]
        rows += [(day, None, "Kursus", _twentieths(150), rep) for day in sorted(dice.sample(list(days), 3))]
    return rows


def _days(first: dt.date, last: dt.date) -> list[dt.date]:
    """Return the working days but for July and the days around Christmas."""
    whole = [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]
    return [day for day in whole if day.weekday() < 5 and day.month != 7 and not (day.month == 12 and day.day > 22)]


def _twentieths(length: int) -> Decimal:
    return Decimal(length * 5).scaleb(-2)
