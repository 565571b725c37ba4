"""The figures that measured leaves may read, beside the columns of the client's files: growth, shares, hours, cases, years."""

import datetime as dt

import numpy as np
import pandas as pd

from segkit.rating.contribution import TrueContribution
from segkit.rating.measures import SHARE_DECIMALS, Floats, as_spreadsheets_round

SERVICE = "service"
DAYS_OF_A_YEAR = 365.25


def figures(customers: pd.DataFrame, true: TrueContribution, day: dt.date) -> pd.DataFrame:
    """Return the customers (revenue, revenue_before, cost, contribution, utilisation, headroom …) with the figures that follow; same rows.

    revenue_growth is a fraction of the revenue before (NaN where there was none), contribution_pct and true_contribution_pct are per cent of
    a revenue above 0, hours are those of the time records (NaN where no cost is time), cases the records of service, years_as_customer whole
    and half years from customer_since to `day`. What is not known is NaN, never 0.
    """
    given = customers.reset_index(drop=True)
    revenue, before = (_floats(given, name) for name in ("revenue", "revenue_before"))
    timed = not true.element_hours.columns.empty
    return given.assign(
        revenue_growth=_share(revenue - before, before),
        contribution_pct=100 * _share(_floats(given, "contribution"), revenue),
        true_contribution=true.frame["true_contribution"].to_numpy(),
        true_contribution_pct=100 * true.frame["true_share"].to_numpy(),
        hours=true.frame["hours"].to_numpy() if timed else np.nan,
        cases=_cases(given, true),
        years_as_customer=_years(given, day),
    )


def _floats(customers: pd.DataFrame, name: str) -> Floats:
    if name not in customers:
        return np.full(len(customers), np.nan)
    return np.asarray(pd.to_numeric(customers[name], errors="coerce").to_numpy(dtype=float, na_value=np.nan))


def _share(part: Floats, whole: Floats) -> Floats:
    """Return part / whole where the whole is above 0."""
    divided = np.divide(part, whole, out=np.full(len(part), np.nan), where=whole > 0)
    return as_spreadsheets_round(divided, SHARE_DECIMALS)


def _cases(customers: pd.DataFrame, true: TrueContribution) -> Floats:
    """Return the service cases: as the client's files count them, else the records of service; NaN where neither is known."""
    if "support_cases" in customers and customers["support_cases"].notna().any():
        return _floats(customers, "support_cases")
    service = [account.name for account in true.accounts if account.step == SERVICE and account.name in true.element_records]
    if not service:
        return np.full(len(customers), np.nan)
    return np.asarray(true.element_records[service].sum(axis=1).to_numpy(dtype=float))


def _years(customers: pd.DataFrame, day: dt.date) -> Floats:
    """Return the years since a year alone (counted from its middle) or a date, rounded to halves; NaN where unknown or later than `day`."""
    since = customers["customer_since"] if "customer_since" in customers else pd.Series(None, customers.index, dtype=object)
    found = [_since(text) for text in since]
    years = np.array([np.nan if begun is None else (day - begun).days / DAYS_OF_A_YEAR for begun in found], dtype=float)
    return np.where(years >= 0, np.round(years * 2) / 2, np.nan)


def _since(text: object) -> dt.date | None:
    if not isinstance(text, str) or not text:
        return None
    return dt.date.fromisoformat(text) if "-" in text else dt.date(int(text), 7, 1)
