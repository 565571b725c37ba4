"""Days on which nobody is visited: public holidays, and the eves on which a country is closed by custom."""

import datetime as dt
from functools import cache
from typing import Literal

import holidays

Country = Literal["DK", "SE", "NO", "DE", "FI", "GB"]

_SPOKEN = {"DK": "da", "SE": "sv", "NO": "no", "DE": "de", "FI": "fi", "GB": "en_GB"}
_PART = {"GB": "ENG"}
"""The part of a country whose calendar stands for all of it; in Germany only what is free everywhere."""
_BY_CUSTOM = {"DK": "optional", "SE": "de_facto"}
"""Where the eves are kept: no public holidays, but offices are closed."""
_EVES = {(12, 24), (12, 31)}


def free_days(country: Country | None, first: dt.date, last: dt.date) -> dict[dt.date, str]:
    """Return the free days between two days, both counted, with their names in the country's language; none without a country."""
    if country is None:
        return {}
    years = (_of_year(country, year) for year in range(first.year, last.year + 1))
    return {day: name for free in years for day, name in free.items() if first <= day <= last}


@cache
def _of_year(country: Country, year: int) -> dict[dt.date, str]:
    def known(*categories: str) -> dict[dt.date, str]:
        return dict(holidays.country_holidays(country, _PART.get(country), years=year, language=_SPOKEN[country], categories=categories))

    free = known("public")
    if country in _BY_CUSTOM:
        # Denmark's optional days hold half days too, such as 1 May; Sweden's are whole ones.
        custom = known(_BY_CUSTOM[country])
        free |= {day: name for day, name in custom.items() if country == "SE" or (day.month, day.day) in _EVES}
    return dict(sorted(free.items()))
