"""Small books of a company that the tests of true contribution share: customers, records and cost models."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pandas as pd

from segkit.rating.contribution import CostModel

YEAR = 365


def customers(*rows: dict[str, Any]) -> pd.DataFrame:
    """Customers by what is said of them; the number is their place where none is given."""
    columns = ["customer_id", "revenue", "cost", "orders", "receivables", "payment_days"]
    return pd.DataFrame([{"customer_id": f"K{n}", "orders": 0.0} | row for n, row in enumerate(rows, start=1)], columns=columns)


def records(*rows: tuple[str | None, str, str | None, str | None]) -> pd.DataFrame:
    """Time and cost records: customer, kind, hours, amount."""
    return pd.DataFrame(
        [
            {
                "customer_id": customer,
                "kind": kind,
                "hours": None if hours is None else Decimal(hours),
                "amount": None if amount is None else Decimal(amount),
                "date": dt.date(2026, 1, 2),
                "who": None,
                "file": "tid.csv",
                "row": row,
            }
            for row, (customer, kind, hours, amount) in enumerate(rows, start=2)
        ],
        columns=["customer_id", "kind", "hours", "amount", "date", "who", "file", "row"],
        dtype=object,
    )


def model(*elements: dict[str, Any], **settings: Any) -> CostModel:
    """A cost model of the elements, as engagement.yaml would give it."""
    return CostModel.model_validate({"elements": list(elements), **settings})


VISITS = {"name": "Sælgernes tid", "step": "sales", "kinds": ["Besøg"], "ledger": 100000.0, "practical_hours": 200.0}
FREIGHT = {"name": "Fragt", "step": "freight", "kinds": ["Fragt"]}
ORDERS = {"name": "Ordrer", "step": "administration", "per": "orders", "minutes_each": 12.0, "ledger": 48000.0, "practical_hours": 400.0}
CREDIT = {"name": "Kredit", "step": "credit", "rate": 0.08}
