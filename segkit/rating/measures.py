"""The measures per customer that follow from revenue, potential and cost: each as an expression and as an Excel formula."""

from typing import Any

import narwhals as nw
import numpy as np

from segkit.words import phrase

LABELS: dict[str, str] = {
    "revenue": phrase("Revenue"),
    "potential": phrase("Potential"),
    "utilisation": phrase("Utilisation"),
    "headroom": phrase("Headroom"),
    "contribution": phrase("Contribution"),
}
"""The measures by name; utilisation is a fraction, the others are money."""


SHARE_DECIMALS = 12
"""A share is rounded so that exactly 75% is 0.75 in every engine, and not the float just below it."""


ONTO_THE_HALF = 1 + 2.0**-52
"""What lifts a float that lies just below a half onto it."""

ALL_DIGITS = 2.0**52
"""From here on, in units of the last decimal, a float has nothing left to round."""

Floats = np.ndarray[Any, np.dtype[np.float64]]


def utilisation() -> nw.Expr:
    """Return revenue / potential as a fraction (1.0 = all of the potential).

    Null where potential is missing or zero, or revenue is missing; above 1.0 is kept, never clipped. Source: definitions, ABCD.
    """
    potential = nw.when(nw.col("potential") > 0).then(nw.col("potential"))
    return _rounded(nw.col("revenue") / potential).alias("utilisation")


def _rounded(share: nw.Expr) -> nw.Expr:
    """Return a share rounded as `as_spreadsheets_round` does."""
    scaled = share.abs() * 10.0**SHARE_DECIMALS
    rounded = (scaled * ONTO_THE_HALF + 0.5).floor() / 10.0**SHARE_DECIMALS
    return nw.when(scaled >= ALL_DIGITS).then(share).otherwise(nw.when(share < 0).then(-rounded).otherwise(rounded))


def as_spreadsheets_round(values: Floats, decimals: int) -> Floats:
    """Return values rounded as ROUND does: a half goes away from 0, also where the float lies just below the half; NaN stays."""
    scaled = np.abs(values) * 10.0**decimals
    rounded = np.copysign(np.floor(scaled * ONTO_THE_HALF + 0.5) / 10.0**decimals, values)
    return np.where(scaled >= ALL_DIGITS, values, rounded)


def utilisation_formula(revenue: str, potential: str) -> str:
    """Return the Excel formula of utilisation for a row's two cells; empty text where it is undefined."""
    return f'IF(AND(ISNUMBER({revenue}),ISNUMBER({potential})),IF({potential}>0,ROUND({revenue}/{potential},{SHARE_DECIMALS}),""),"")'


def headroom() -> nw.Expr:
    """Return potential - revenue, in money; null where either is missing, negative where revenue exceeds the potential."""
    return (nw.col("potential") - nw.col("revenue")).round(2).alias("headroom")


def headroom_formula(revenue: str, potential: str) -> str:
    """Return the Excel formula of headroom for a row's two cells; empty text where it is undefined."""
    return f'IF(AND(ISNUMBER({revenue}),ISNUMBER({potential})),ROUND({potential}-{revenue},2),"")'


def contribution() -> nw.Expr:
    """Return revenue - direct cost, in money; null where either is missing."""
    return (nw.col("revenue") - nw.col("cost")).round(2).alias("contribution")


def contribution_formula(revenue: str, cost: str) -> str:
    """Return the Excel formula of contribution for a row's two cells; empty text where it is undefined."""
    return f'IF(AND(ISNUMBER({revenue}),ISNUMBER({cost})),ROUND({revenue}-{cost},2),"")'
