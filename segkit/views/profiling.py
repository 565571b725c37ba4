"""What the segments are like: what sets each apart from all rated customers, and their key figures with intervals."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from segkit.intake import ATTRIBUTE
from segkit.segments import NOT_RATED_SEGMENT
from segkit.segments.kpis import ALL_CUSTOMERS, KPIS
from segkit.segments.traits import LABELS
from segkit.study import Study
from segkit.views.labels import period_text, segment_label
from segkit.views.parts import Parts
from segkit.views.scale import Scale, scale_of
from segkit.views.table import Align, Table
from segkit.words import is_missing, phrase
from segkit.words.language import UNKNOWN

SHOWN_TRAITS = 8
"""Rows of a segment's table and chart."""

NAMED_TRAITS = 3
"""How many of each kind the sentences name."""

BY_CHANCE = 0.0455
"""Share of comparisons that lie beyond two standard errors although nothing differs."""

TOO_FEW = phrase("too few to tell")

MARKS: dict[str, str] = {
    "over": phrase("clearly more"),
    "under": phrase("clearly less"),
    "chance": phrase("could be chance"),
    "same": phrase("about the same"),
    "too_few": TOO_FEW,
}
"""How an index is read."""

UP_TO, DASH = phrase("{low} to {high}"), phrase("{low}–{high}")
"""How an interval is written."""

IN_THE_REPORT = ("revenue", "contribution_share", "growing", "shrinking")
"""The key figures that a page of the report has room for."""

MONEY_KPIS, SHARE_KPIS = ("revenue", "contribution"), ("contribution_share", "growing", "shrinking")


def trait_label(study: Study, name: str) -> str:
    """Return what a trait or measure is called: in the client's language, or in the client's own word."""
    return name.removeprefix(ATTRIBUTE) if name.startswith(ATTRIBUTE) else study.words(LABELS[name])


def category_label(study: Study, attribute: str, category: str) -> str:
    """Return a category with its trait: "Industry: Bakeries"."""
    return study.words("{measure}: {band}", measure=trait_label(study, attribute), band=category)


def apart(study: Study, segment: str) -> str:
    """Return in a sentence or two what sets a segment apart from all rated customers, that nothing does, or why it cannot be told."""
    words, rows = study.words, study.profile.of(segment)
    lacking = _cannot_be_told(study, segment, rows)
    if lacking:
        return lacking
    name = segment_label(study, segment)
    more, less = (_named(study, rows[rows["told"] == told]) for told in ("over", "under"))
    sentences = [
        words("Clearly more common in segment {name} than among all rated customers: {traits}.", name=name, traits=more) if more else "",
        words("Clearly less common in segment {name}: {traits}.", name=name, traits=less) if less else "",
    ]
    nothing = words("Nothing that is known of the customers in segment {name} differs clearly from all rated customers.", name=name)
    return " ".join(sentence for sentence in sentences if sentence) or nothing


def traits(study: Study, segment: str) -> Table | None:
    """Return the most telling shares of a segment against those of all rated customers; None where nothing can be compared."""
    words, rows = study.words, study.profile.of(segment)
    if not comparable(study, segment):
        return None
    body = tuple(
        (
            category_label(study, row["attribute"], row["category"]),
            words.number(row["count"]),
            words.percent(row["share"]),
            words(DASH, low=words.number(row["low"] * 100), high=words.percent(row["high"])),
            words.percent(row["base_share"]),
            words.number(row["index"]),
            words(MARKS[_mark(study, row)]),
        )
        for row in rows.head(SHOWN_TRAITS).to_dict("records")
    )
    headings = (
        words("Characteristic"), words("Customers"), words("Share"), words("95% interval"), words("All rated"), words("Index"),
        words("Reading"),
    )  # fmt: skip
    aligns: tuple[Align, ...] = ("text", "num", "num", "num", "num", "num", "text")
    return Table(_caption(study, segment, rows), headings, aligns, body)


def traits_of_segments(study: Study) -> Parts:
    """Return the table of every segment of which something can be compared."""
    return Parts.of(*(traits(study, letter) for letter in study.grid.letters))


def comparable(study: Study, segment: str) -> bool:
    """Return whether anything can be told of what sets a segment apart."""
    return not _cannot_be_told(study, segment, study.profile.of(segment))


def kpis(study: Study, measures: Sequence[str] = tuple(KPIS)) -> Table:
    """Return the key figures of each segment with their intervals; figures that nobody has are left out."""
    words, profile = study.words, study.profile
    shown = [name for name in measures if profile.kpi(ALL_CUSTOMERS, name)["n"] > 0]
    amounts = profile.kpis.loc[profile.kpis["measure"].isin(MONEY_KPIS), "value"].dropna()
    scale = scale_of(words, float(amounts.abs().max()) if len(amounts) else 0.0)
    kept = [*study.grid.letters, *([NOT_RATED_SEGMENT] if study.segmentation.count(NOT_RATED_SEGMENT) else []), ALL_CUSTOMERS]
    body = []
    for segment in kept:
        label = words("All customers") if segment == ALL_CUSTOMERS else segment_label(study, segment)
        accounts = len(study.customers) if segment == ALL_CUSTOMERS else study.segmentation.count(segment)
        cells = (_kpi(scale, name, profile.kpi(segment, name)) for name in shown)
        body.append((label, words.number(accounts), *cells))
    caption = words(
        "Key figures per segment, {period}; amounts in {unit}. Typical is the median; in brackets the interval that holds the true figure "
        "95 times in 100.",
        period=period_text(study),
        unit=scale.unit,
    )
    headings = (words("Segment"), words("Customers"), *(words(KPIS[name]) for name in shown))
    figures: list[Align] = ["num"] * (len(shown) + 1)
    aligns: tuple[Align, ...] = ("grade", *figures)
    return Table(caption, headings, aligns, tuple(body), total=True)


def profitability(study: Study) -> str:
    """Return which segment keeps most and least of its revenue as contribution; empty where fewer than two can be told apart."""
    words, rows = study.words, study.profile.kpis
    told = rows[(rows["measure"] == "contribution_share") & (rows["told"] == "") & rows["segment"].isin(study.grid.letters)]
    shares = told.set_index("segment")["value"].dropna()
    if len(shares) < 2:
        return ""
    best, least = str(shares.idxmax()), str(shares.idxmin())
    high, low = words.percent(shares[best]), words.percent(shares[least])
    if high == low:
        return words("All segments keep {share} of their revenue as contribution.", share=high)
    return words(
        "Segment {best} keeps most of its revenue as contribution, {high}; segment {least} keeps least, {low}.",
        best=segment_label(study, best),
        high=high,
        least=segment_label(study, least),
        low=low,
    )


def _cannot_be_told(study: Study, segment: str, rows: pd.DataFrame) -> str:
    """Return why nothing can be said of what sets a segment apart; empty where something can."""
    words, rules, name = study.words, study.profile.rules, segment_label(study, segment)
    n = study.segmentation.count(segment)
    rated = len(study.customers) - study.segmentation.count(NOT_RATED_SEGMENT)
    if n == 0:
        return words("Segment {name} holds nobody.", name=name)
    if n == rated:
        return words("All rated customers are in segment {name}, so there is nothing to compare it with.", name=name)
    if n < rules.segment_least:
        return words.plural(
            "Segment {name} holds {n} customer: too few to tell what sets it apart.",
            "Segment {name} holds {n} customers: too few to tell what sets it apart.",
            n,
            name=name,
        )
    if rated < rules.base_least:
        return words.plural(
            "{n} customer is rated: too few to tell what sets a segment apart.",
            "{n} customers are rated: too few to tell what sets a segment apart.",
            rated,
        )
    return _of_too_few(study, name, rows)


def _of_too_few(study: Study, name: str, rows: pd.DataFrame) -> str:
    words = study.words
    if rows.empty:
        return words("Nothing but figures is known of the customers in segment {name}.", name=name)
    if (rows["told"] == "too_few").all():
        return words("Of each kind of customer, segment {name} holds too few to tell what sets it apart.", name=name)
    return ""


def _named(study: Study, rows: pd.DataFrame) -> str:
    words = study.words
    return words.join(
        [
            words(
                "{trait} ({share} against {usual})",
                trait=category_label(study, row["attribute"], row["category"]),
                share=words.percent(row["share"]),
                usual=words.percent(row["base_share"]),
            )
            for row in rows.head(NAMED_TRAITS).to_dict("records")
        ]
    )


def _mark(study: Study, row: Mapping[Hashable, Any]) -> str:
    rules, index = study.profile.rules, row["index"]
    alike = rules.index_under <= index <= rules.index_over
    return "chance" if row["told"] == "same" and not alike else str(row["told"])


def _caption(study: Study, segment: str, rows: pd.DataFrame) -> str:
    words = study.words
    caption = words(
        "Segment {name} against all rated customers, its own included. An index of 100 is the usual share.",
        name=segment_label(study, segment),
    )
    compared = int((rows["told"] != "too_few").sum())
    by_chance = round(compared * BY_CHANCE)
    if by_chance:
        caption += " " + words("Of {compared} comparisons about {n} would look clear by chance alone.", compared=compared, n=by_chance)
    return caption


def _kpi(scale: Scale, name: str, row: pd.Series) -> str:
    """Return a key figure with its interval; a dash where it is known for nobody."""
    words = scale.words
    if row["n"] == 0:
        return UNKNOWN
    if row["told"]:
        return words(TOO_FEW)

    def shown(value: float) -> str:
        return words.percent(value) if name in SHARE_KPIS else scale.shown(value) if name in MONEY_KPIS else words.number(value)

    if is_missing(row["low"]):
        return shown(row["value"])
    low = words.number(row["low"] * 100) if name in SHARE_KPIS else shown(row["low"])
    # A dash between amounts below 0 would be one more minus.
    interval = words(UP_TO if row["low"] < 0 else DASH, low=low, high=shown(row["high"]))
    return words("{value} ({interval})", value=shown(row["value"]), interval=interval)
