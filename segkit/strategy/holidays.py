"""Public holidays, on which nobody is visited."""

import datetime as dt
from typing import Literal

import holidays

Country = Literal["DK", "SE", "NO", "DE", "FI", "GB"]

_SPOKEN = {"DK": "da", "SE": "sv", "NO": "no", "DE": "de", "FI": "fi", "GB": "en_GB"}


def free_days(country: Country | None, first: dt.date, last: dt.date) -> dict[dt.date, str]:
    """Return the public holidays between two days, both counted, with their names in the country's language; none without a country."""
    if country is None:
        return {}
    known = holidays.country_holidays(country, years=range(first.year, last.year + 1), language=_SPOKEN[country])
    return {day: name for day, name in sorted(known.items()) if first <= day <= last}
