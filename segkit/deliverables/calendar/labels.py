"""What the calendar calls things, in the engagement's language: reps, places, weeks and the number of a time."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from segkit.words import Words, is_missing

PLACE = ("address", "postcode", "city")
"""The columns of customers that make up a place, as they are written in an address."""


def rep_label(words: Words, rep: str) -> str:
    """Return a rep's name, or the role of whoever has no name; the words for nobody where there is neither."""
    return rep or words("No sales rep")


def week_label(day: dt.date) -> str:
    """Return year and week by ISO 8601, which sort as they read: 2026-W40."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def place_label(customer: Mapping[Any, Any]) -> str:
    """Return the customer's address as far as it is known, on one line; "" where nothing is."""
    street, postcode, city = ("" if is_missing(customer.get(key)) else str(customer[key]).strip() for key in PLACE)
    return ", ".join(part for part in (street, f"{postcode} {city}".strip()) if part)


def time_label(words: Words, number: int, times: int) -> str:
    """Return which of so many times it is."""
    return words("{number} of {times}", number=words.number(number), times=words.number(times))
