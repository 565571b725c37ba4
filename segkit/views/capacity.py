"""Tables of capacity: the hours of each sales rep, who should change owner, and where whose customers lie."""

from collections.abc import Hashable
from typing import Any

import pandas as pd

from segkit.strategy import BECAUSE, VERDICTS
from segkit.study import Study
from segkit.views.capacity_text import hours_text
from segkit.views.labels import segment_label
from segkit.views.scale import Scale, scale_of
from segkit.views.table import A_NUMBER, Table
from segkit.words import is_missing
from segkit.words.language import UNKNOWN

SHOWN_MOVES = 12
"""Moves in the report; the Excel file has all of them."""

SHOWN_REPS = 8
"""Sales reps with a column of their own beside the regions; the others share one."""

SHOWN_REGIONS = 14
"""Regions with a row of their own; the others share one."""


def reps(study: Study) -> Table | None:
    """Return hours needed and available, verdict and balance per sales rep; None where nobody's hours are known."""
    words, table = study.words, study.capacity.reps
    if not study.capacity.is_known:
        return None
    held = table[(table["customers"] > 0) | table["named"]]
    scale = scale_of(words, float(table["potential"].max()))
    rows = [
        (
            row["rep"] or words("Nobody"),
            words.number(row["customers"]),
            hours_text(words, row["needed"]),
            _hours(study, row["available"]),
            _hours(study, row["left"]),
            words.percent(row["load"]),
            _verdict(study, row["verdict"]),
            _with_share(study, scale, row),
            words.percent(row["hours_share"]),
        )
        for row in held.to_dict("records")
    ]
    whole = study.capacity.available
    needed = float(table["needed"].sum())
    total = (
        words("Total"), words.number(table["customers"].sum()), hours_text(words, needed),
        *(_hours(study, value) for value in ((whole, whole - needed) if whole is not None else (None, None))),
        words.percent(needed / whole if whole else None), "", _amount(scale, table["potential"].sum(min_count=1)), "",
    )  # fmt: skip
    headings = (
        words("Sales rep"), words("Customers"), words("Needed"), words("Available"), words("Left"), words("Load"),
        words("Verdict"), words("Potential"), words("% hours"),
    )  # fmt: skip
    caption = words(
        "Hours a year that each sales rep's customers ask for and the hours there are; their potential in {unit} with its share of all, and the share of all hours.",
        unit=scale.unit,
    )
    aligns = ("text", *A_NUMBER * 5, "text", *A_NUMBER * 2)
    return Table(caption, headings, aligns, (*rows, total), total=True, language=words.language)


def moves(study: Study, rows: int = SHOWN_MOVES) -> Table | None:
    """Return who should get which customer, and why: the moves with the most hours; None where nobody is to be moved."""
    words, found = study.words, study.assignment
    if found is None or found.moves.empty:
        return None
    known = study.customers.set_index("customer_id")[["name", "grade"]].to_dict("index")
    shown = found.moves.sort_values("hours", ascending=False, kind="stable").head(rows)
    body = tuple(
        (
            row["customer_id"],
            known[row["customer_id"]]["name"],
            segment_label(study, known[row["customer_id"]]["grade"]),
            row["from"] or words("Nobody"),
            row["to"],
            hours_text(words, row["hours"]),
            words.number(row["potential"]),
            words(why),
        )
        for row, why in zip(shown.to_dict("records"), shown["because"].map(BECAUSE), strict=True)
    )
    headings = (
        words("Customer no."), words("Name"), words("Segment"), words("Sales rep today"), words("Proposed sales rep"), words("Hours per year"), words("Potential"),
        words("Why"),
    )  # fmt: skip
    caption = (
        words(
            "The {n} of {all} proposed moves with the most hours; the Excel file has all of them. Potential in {currency}.",
            n=len(body),
            all=len(found.moves),
            currency=words.currency,
        )
        if len(found.moves) > rows
        else words("The proposed moves. Potential in {currency}.", currency=words.currency)
    )
    return Table(
        caption, headings, ("text", "text", "grade", "text", "text", "num", "num", "text"), body, wide=True, language=words.language
    )


def regions(study: Study) -> Table | None:
    """Return customers and potential per region and sales rep; None where fewer than two regions or reps are known."""
    words, customers = study.words, study.customers
    region = customers["region"].fillna("").astype(str)
    owner = customers["owner"].fillna("").astype(str)
    if region[region != ""].nunique() < 2 or owner[owner != ""].nunique() < 2:
        return None
    others = words("Others")
    columns = _first(owner, SHOWN_REPS, others, words("Nobody"))
    rows = _first(region, SHOWN_REGIONS, others, words("Region unknown"))
    scale = scale_of(words, float(customers["potential"].groupby([rows, columns]).sum().max()))

    def cell(chosen: pd.Series) -> str:
        held = customers.loc[chosen, "potential"]
        if held.empty:
            return ""
        amount = held.sum(min_count=1)
        return f"{words.number(len(held))} · {_amount(scale, amount)}"

    names, places = (list(dict.fromkeys(ordered)) for ordered in (_ordered(columns, others), _ordered(rows, others)))
    body = [(place, *(cell((rows == place) & (columns == name)) for name in names), cell(rows == place)) for place in places]
    total = (words("Total"), *(cell(columns == name) for name in names), cell(rows.notna()))
    caption = words("Customers · their potential in {unit}, per region and sales rep.", unit=scale.unit)
    headings = (words("Region"), *names, words("Total"))
    aligns = ("text", *A_NUMBER * (len(names) + 1))
    return Table(caption, headings, aligns, (*body, total), total=True, wide=True, language=words.language)


def _with_share(study: Study, scale: Scale, row: dict[Hashable, Any]) -> str:
    if is_missing(row["potential"]):
        return UNKNOWN
    return f"{scale.shown(row['potential'])} · {study.words.percent(row['potential_share'])}"


def _amount(scale: Scale, amount: float) -> str:
    return UNKNOWN if is_missing(amount) else scale.shown(amount)


def _verdict(study: Study, verdict: str) -> str:
    text = VERDICTS.get(verdict, "")
    return study.words(text) if text else UNKNOWN


def _hours(study: Study, hours: float | None) -> str:
    return UNKNOWN if hours is None or is_missing(hours) else hours_text(study.words, hours)


def _first(texts: pd.Series, most: int, others: str, empty: str) -> pd.Series:
    """Return texts with the empty ones named, and all but the most frequent called "others" where there are too many."""
    counts = (
        texts[texts != ""].value_counts().sort_index(key=lambda names: names.str.casefold()).sort_values(ascending=False, kind="stable")
    )
    kept = set(counts.index if len(counts) <= most else counts.index[: most - 1])
    return texts.map(lambda text: empty if text == "" else text if text in kept else others)


def _ordered(texts: pd.Series, others: str) -> list[str]:
    """Return the texts by how often they stand there, the others last."""
    counts = texts.value_counts().sort_index(key=lambda names: names.str.casefold()).sort_values(ascending=False, kind="stable")
    return sorted((str(text) for text in counts.index), key=lambda text: text == others)
