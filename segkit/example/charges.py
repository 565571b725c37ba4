"""What the example company pays for its customers besides the goods: freight by month, yearly bonuses; and how long customers owe it money."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from random import Random

import pandas as pd

from segkit.example.effort import Buyer

FREIGHT, BONUS = "Fragt", "Årsbonus"

BONUS_EATERS, SLOW_PAYERS = 5, 6


def choose_bonus_eaters(dice: Random, buyers: Sequence[Buyer]) -> tuple[str, ...]:
    """Return the large customers whose bonus will take most of what they leave."""
    large = [buyer.customer_id for buyer in buyers if 850_000 <= buyer.revenue <= 1_900_000 and buyer.contribution > 0.2 * buyer.revenue]
    return tuple(sorted(dice.sample(large, BONUS_EATERS)))


def choose_slow_payers(dice: Random, buyers: Sequence[Buyer], others: Collection[str]) -> tuple[str, ...]:
    """Return customers of some size who will pay months late, none of them among `others`."""
    some = [buyer.customer_id for buyer in buyers if buyer.revenue >= 120_000 and buyer.customer_id not in others]
    return tuple(sorted(dice.sample(some, SLOW_PAYERS)))


def draw_charges(
    dice: Random, buyers: Sequence[Buyer], lines: pd.DataFrame, special: Mapping[str, Collection[str]], year: tuple[dt.date, dt.date]
) -> pd.DataFrame:
    """Return freight and bonuses: customer_id, month (its first day), kind, amount (exact, in DKK); no customer is None.

    Freight follows the deliveries of each month, the one before the year among them. `special` are the numbers of "thieves", whose small and urgent
    parcels cost much, and of "bonus" eaters.
    """
    sent = _deliveries(lines, year[0] - dt.timedelta(days=30), year[1])
    rows: list[tuple[str | None, dt.date, str, Decimal]] = []
    for (number, month), (parcels, value) in sent.items():
        each, share = (190, 0.035) if number in special["thieves"] else (62, 0.0125)
        rows.append((number, month, FREIGHT, _oere(100 * (parcels * each + share * value) * dice.uniform(0.75, 1.3))))
    # The carrier's credits for late parcels.
    late = [rows[place] for place in sorted(dice.sample(range(len(rows)), 14))]
    rows += [(receiver, month, FREIGHT, -(amount * Decimal("0.4")).quantize(Decimal("0.01"))) for receiver, month, _, amount in late]
    rows += [(None, month, FREIGHT, _oere(dice.randrange(150_000, 420_000))) for month in sorted({month for _, month in sent})]
    for buyer in buyers:
        if buyer.customer_id in special["bonus"]:
            rows.append((buyer.customer_id, year[1].replace(day=1), BONUS, _oere(100 * buyer.contribution * dice.uniform(0.72, 0.95))))
        elif buyer.revenue >= 600_000 and dice.random() < 0.6:
            rows.append((buyer.customer_id, year[1].replace(day=1), BONUS, _oere(buyer.revenue * dice.choice((1.0, 1.5, 2.0)))))
    rows.sort(key=lambda row: (row[1], row[2], row[0] or ""))
    return pd.DataFrame(rows, columns=["customer_id", "month", "kind", "amount"], dtype=object)


def draw_debtors(dice: Random, buyers: Sequence[Buyer], slow: Collection[str]) -> pd.DataFrame:
    """Return customer_id, receivables (exact, on average over the year) and payment_days; a few of either are unknown (None)."""
    rows: list[tuple[str, Decimal | None, int | None]] = []
    for buyer in buyers:
        days = dice.randrange(96, 150) if buyer.customer_id in slow else max(5, round(dice.gauss(31, 9)))
        owed = _oere(max(0.0, buyer.revenue) * days / 365 * 100 * dice.uniform(0.9, 1.1))
        bought = buyer.revenue > 0
        rows.append((buyer.customer_id, owed if bought else Decimal("0.00"), days if bought else None))
    for place in dice.sample([i for i, row in enumerate(rows) if row[0] not in slow], 18):
        number, owed_or_none, days_or_none = rows[place]
        rows[place] = (number, None, days_or_none) if dice.random() < 0.5 else (number, owed_or_none, None)
    return pd.DataFrame(rows, columns=["customer_id", "receivables", "payment_days"], dtype=object)


def _deliveries(lines: pd.DataFrame, first: dt.date, last: dt.date) -> dict[tuple[str, dt.date], tuple[int, float]]:
    """Return the parcels that went to each customer in each month, and what was in them."""
    parcels: dict[tuple[str, dt.date], int] = {}
    worth: dict[tuple[str, dt.date], float] = {}
    seen: set[str] = set()
    for invoice, day, number, amount in zip(lines["invoice"], lines["date"], lines["customer_id"], lines["amount"], strict=True):
        if number is None or not first <= day <= last or amount <= 0:
            continue
        key = (number, day.replace(day=1))
        worth[key] = worth.get(key, 0.0) + float(amount)
        parcels[key] = parcels.get(key, 0) + (invoice not in seen)
        seen.add(invoice)
    return {key: (parcels[key], worth[key]) for key in sorted(parcels)}


def _oere(amount: float) -> Decimal:
    return Decimal(round(amount)).scaleb(-2)
