"""What traced quantities cost: hours at the capacity cost rate, interest on credit. Each rule stands beside its Excel formula.

The capacity cost rate is what the accounts say a pool cost / its practical hours, so that hours nobody used are not spread on customers.
"""

from decimal import Decimal
from fractions import Fraction as Ratio

import numpy as np
import pandas as pd

from segkit.rating.contribution.settings import CostElement
from segkit.rating.contribution.whole import MILLION, ORE, ore, scaled
from segkit.rating.measures import Floats

YEAR_DAYS = 365
"""Days of a year of interest."""


def price(element: CostElement) -> Ratio:
    """Return what a millionth of a krone, or of a minute, costs in øre. Exact."""
    return Ratio(ORE, MILLION) if element.basis == "amounts" else element.cost_rate * ORE / (60 * MILLION)


def hours(quantity: Floats) -> Floats:
    """Return millionths of a minute as hours."""
    return quantity / (60 * MILLION)


def practical_formula(theoretical: str, share: str) -> str:
    """Return the Excel formula of practical hours from the cells of the hours paid for and the share."""
    return f"{theoretical}*{share}"


def rate_formula(ledger: str, practical: str) -> str:
    """Return the Excel formula of the cost of an hour from the cells of the cost by the accounts and the practical hours."""
    return f'IF(AND(ISNUMBER({ledger}),ISNUMBER({practical})),IF({practical}>0,{ledger}/{practical},""),"")'


def time_cost_formula(time: str, rate: str) -> str:
    """Return the Excel formula of what hours cost, from the cells of the hours and of the cost of an hour."""
    return f'IF(AND(ISNUMBER({time}),ISNUMBER({rate})),ROUND({time}*{rate},2),"")'


def order_hours_formula(orders: str, minutes_each: str) -> str:
    """Return the Excel formula of the hours that orders take, from the cells of their number and of the minutes for each."""
    return f'IF(ISNUMBER({orders}),{orders}*{minutes_each}/60,"")'


def credit(revenue: Floats, outstanding: pd.DataFrame, rate: float, days: int) -> Floats:
    """Return the interest of the period in øre, from revenue in øre; NaN where it cannot be told.

    `outstanding` has receivables (average of the period) and payment_days: interest of the period's days on the receivables; where they
    are unknown, on the revenue for the days until it is paid. Nothing bought and nothing known is nothing outstanding.
    """
    yearly = Ratio(Decimal(str(rate))) / YEAR_DAYS
    receivables, payment_days = (
        ore(outstanding["receivables"]),
        np.rint(np.asarray(outstanding["payment_days"], dtype=np.float64) * MILLION),
    )
    on_revenue = scaled(revenue, yearly / MILLION, payment_days)
    on_revenue = np.where(revenue == 0, 0.0, on_revenue)
    return np.where(np.isnan(receivables), on_revenue, scaled(receivables, yearly * days))


def credit_formula(cells: dict[str, str], rate: str, days: str) -> str:
    """Return the same rule as an Excel formula. `cells` maps revenue, and receivables or payment_days where the sheet has them, to a row's cells."""
    formula = '""'
    if "payment_days" in cells:
        formula = f"IF(ISNUMBER({cells['payment_days']}),ROUND({cells['revenue']}*{rate}*{cells['payment_days']}/{YEAR_DAYS},2),{formula})"
    formula = f'IF(ISNUMBER({cells["revenue"]}),IF({cells["revenue"]}=0,0,{formula}),"")'
    if "receivables" in cells:
        formula = f"IF(ISNUMBER({cells['receivables']}),ROUND({cells['receivables']}*{rate}*{days}/{YEAR_DAYS},2),{formula})"
    return formula
