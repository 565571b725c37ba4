"""The calendar as rows for people: a line per single time with customer, activity, day and what is to be said."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from segkit.deliverables.calendar.labels import place_label, rep_label, time_label, week_label
from segkit.deliverables.calendar.planned import Calendar
from segkit.deliverables.excel.live_table import TableColumn, unique_headings
from segkit.strategy import CHANNELS
from segkit.strategy.rounds import REASONS
from segkit.views.labels import segment_label
from segkit.words import phrase

HEADINGS: dict[str, str] = {
    "rep": phrase("Sales rep"),
    "week": phrase("Week"),
    "weekday": phrase("Weekday"),
    "day": phrase("Day"),
    "ideal": phrase("Wanted about"),
    "number": phrase("Customer no."),
    "name": phrase("Customer"),
    "region": phrase("Region"),
    "place": phrase("Place"),
    "grade": phrase("Grade"),
    "activity": phrase("Activity"),
    "channel": phrase("Channel"),
    "minutes": phrase("Minutes"),
    "time": phrase("Time no."),
    "message": phrase("Message"),
    "reason": phrase("Why it has no day"),
}

_KINDS = {"week": "identifier", "day": "date", "ideal": "date", "number": "identifier", "grade": "grade", "minutes": "count"}
_OURS = {"weekday", "channel", "time", "reason"}
_WIDTHS = {"name": 34.0, "place": 30.0, "activity": 58.0, "message": 40.0, "reason": 46.0, "region": 18.0, "rep": 22.0}
_WHERE_KNOWN = ("region", "place", "message")
"""Columns that are left out where nothing is known."""


def rows_of(calendar: Calendar, visits: pd.DataFrame) -> pd.DataFrame:
    """Return visits as people read them: a column per key of HEADINGS, in the order of the visits."""
    study, words = calendar.study, calendar.study.words
    told = study.customers.iloc[visits["customer"].to_numpy(dtype=int)]
    channels = {key: words(text) for key, text in CHANNELS.items()}
    days = [None if pd.isna(day) else day.date() for day in _column(visits, "day")]
    known = "number" in visits
    places = [place_label(row) for row in told.to_dict("records")] if {"address", "postcode", "city"} & set(told) else [""] * len(visits)
    rows = {
        "rep": [rep_label(words, rep) for rep in visits["rep"]],
        "week": [None if day is None else week_label(day) for day in days],
        "weekday": [None if day is None else words.weekday(day) for day in days],
        "day": days,
        "ideal": [None if pd.isna(day) else day.date() for day in _column(visits, "ideal")],
        "number": told["customer_id"].astype(str).tolist(),
        "name": told["name"].tolist(),
        "region": told["region"].tolist() if "region" in told else [None] * len(visits),
        "place": places,
        "grade": [segment_label(study, segment) for segment in visits["segment"]],
        "activity": visits["activity"].tolist(),
        "channel": [channels[channel] for channel in visits["channel"]],
        "minutes": visits["minutes"].astype(int).tolist(),
        "time": [time_label(words, n, of) for n, of in zip(visits["number"], visits["times"], strict=True)]
        if known
        else [None] * len(visits),
        "message": visits["message"].tolist(),
        "reason": [words(REASONS[reason]) if reason else "" for reason in visits["reason"]],
    }
    return pd.DataFrame({key: pd.Series(cells, dtype=object) for key, cells in rows.items()})


def columns_of(calendar: Calendar, rows: pd.DataFrame, keys: Sequence[str]) -> list[TableColumn]:
    """Return columns for a table in Excel; those of which nothing is known are left out."""
    shown = [key for key in keys if key not in _WHERE_KNOWN or any(_given(value) for value in rows[key])]
    headings = unique_headings({key: calendar.study.words(HEADINGS[key]) for key in shown})
    return [
        TableColumn(
            key,
            headings[key],
            _KINDS.get(key, "text" if key in _OURS else "client"),
            [value if _given(value) else None for value in rows[key]],
            width=_WIDTHS.get(key, 24.0),
        )
        for key in shown
    ]


def _column(visits: pd.DataFrame, name: str) -> list[Any]:
    return list(visits[name]) if name in visits else [pd.NaT] * len(visits)


def _given(value: Any) -> bool:
    return value is not None and value is not pd.NaT and value == value and value != ""  # noqa: PLR0124
