"""Amounts of money that the plan computes: rounded as Excel rounds, and added as whole øre."""

from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

ORE = Decimal("0.01")


def rounded(amount: float) -> float:
    """Return an amount rounded half up (away from 0) to two decimals; NaN stays.

    The amount counts with its first 15 digits, as in Excel's ROUND: 0.285 times 100 is 28.5 and not the float just below it.
    """
    return amount if pd.isna(amount) else float(Decimal(f"{amount:.15g}").quantize(ORE, ROUND_HALF_UP))


def total(amounts: pd.Series) -> float:
    """Return the exact sum of amounts with two decimals, as whole øre; unknown ones (NaN) are left out."""
    return int((amounts.dropna() * 100).round().astype("int64").sum()) / 100


def known_total(amounts: pd.Series) -> float:
    """Return the same, or NaN where there are amounts and none is known: a sum of nothing known is not 0."""
    return float("nan") if len(amounts) > 0 and amounts.isna().all() else total(amounts)
