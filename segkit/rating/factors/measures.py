"""What a measured leaf may be read from: the columns of customers that hold figures, and the figures that segkit works out."""

from segkit.words import phrase

ATTRIBUTE = "attribute:"
"""How an own attribute of the client's files is called as a column."""

GIVEN: dict[str, str] = {
    "potential": phrase("Potential"),
    "employees": phrase("Employees"),
    "satisfaction": phrase("Satisfaction"),
    "nps": phrase("Would recommend us (0–10)"),
    "support_cases": phrase("Support cases"),
    "newsletter": phrase("Newsletters opened"),
    "digital": phrase("Digital activity"),
    "payment_days": phrase("Days until payment"),
    "receivables": phrase("Receivables"),
}
"""Columns of the client's files with their labels; newsletters opened are a fraction."""

COMPUTED: dict[str, str] = {
    "revenue": phrase("Revenue"),
    "revenue_growth": phrase("Growth in revenue"),
    "utilisation": phrase("Utilisation"),
    "headroom": phrase("Headroom"),
    "contribution": phrase("Contribution"),
    "contribution_pct": phrase("Contribution in per cent"),
    "true_contribution": phrase("True contribution"),
    "true_contribution_pct": phrase("True contribution in per cent"),
    "hours": phrase("Hours spent"),
    "cases": phrase("Service cases"),
    "orders": phrase("Orders"),
    "years_as_customer": phrase("Years as a customer"),
}
"""Figures of the period that segkit works out. Growth and utilisation are fractions (0.10 = 10%), what ends in _pct is in per cent."""

MEASURES: dict[str, str] = {**GIVEN, **COMPUTED}
"""Every column that is known of each client, with its label."""
