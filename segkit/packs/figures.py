"""Figures that several packs show: made once, so that every page says the same."""

import pandas as pd

from segkit.packs.content import Column, Facts, Grid
from segkit.segments import NOT_RATED_SEGMENT
from segkit.strategy import SegmentPolicy
from segkit.strategy.capacity import UNKNOWN as HOURS_UNKNOWN
from segkit.strategy.capacity import VERDICTS
from segkit.study import Study
from segkit.views.labels import decimals, segment_label
from segkit.words import is_missing


def headline(study: Study) -> Facts:
    """Return the headline figures of the whole: they stand on every role's page alike."""
    words, total = study.words, study.segmentation.total
    rated = len(study.customers) - study.segmentation.count(NOT_RATED_SEGMENT)
    return Facts((
        (words.number(len(study.customers)), words("Customers")),
        (words.number(rated), words("Customers with a grade")),
        (words.money(total["revenue"]), words("Revenue")),
        (words.money(total["headroom"]), words("Headroom")),
        (words.money(study.value.total["headroom_likely"]), words("of it to be won within the plan, likely")),
        (words.number(study.plan.total_hours), words("Hours a year by the plan")),
    ))  # fmt: skip


def held(study: Study) -> tuple[SegmentPolicy, ...]:
    """Return the policies of the segments that hold a customer, in the order of the grades."""
    return tuple(policy for policy in study.plan.policies if study.segmentation.count(policy.segment))


def segment_grid(study: Study) -> Grid:
    """Return number, revenue and headroom of the customers per segment, with their total."""
    words = study.words
    rows = [
        (
            segment_label(study, policy.segment),
            policy.name,
            study.segmentation.count(policy.segment),
            *(known(study.segmentation.value(policy.segment, column)) for column in ("revenue", "revenue_share", "headroom")),
            float(study.plan.hours[policy.segment]),
        )
        for policy in held(study)
    ]
    total = study.segmentation.total
    whole = (words("Total"), "", len(study.customers), *(known(total[c]) for c in ("revenue", "revenue_share", "headroom")))
    columns = (
        Column(words("Segment"), "grade", 24),
        Column(words("Name"), "text", 22),
        Column(words("Customers"), "count", 12),
        Column(words("Revenue"), "money", 16),
        Column(words("Share of revenue"), "percent", 13),
        Column(words("Headroom"), "money", 16),
        Column(words("Hours per year"), "hours", 12),
    )
    return Grid(words("The segments in figures"), columns, (*rows, (*whole, float(study.plan.total_hours))), total=True)


def rep_grid(study: Study) -> Grid | None:
    """Return each sales rep's customers, headroom and hours under the policy; None where no file names an owner."""
    words, reps = study.words, study.capacity.reps
    if not (reps["rep"] != "").any():
        return None
    columns = [
        Column(words("Sales rep"), "client", 24),
        Column(words("Customers"), "count", 12),
        Column(words("Headroom"), "money", 16),
        Column(words("Hours asked for"), "hours", 14),
    ]
    hours_known = study.capacity.is_known
    if hours_known:
        columns += [Column(words("Hours available"), "hours", 14), Column(words("Verdict"), "text", 18)]
    rows = []
    for row in reps.to_dict("records"):
        shown = [row["rep"] or words("No sales rep"), int(row["customers"]), known(row["headroom"]), float(row["needed"])]
        if hours_known:
            verdict = VERDICTS[row["verdict"]] if row["verdict"] and row["verdict"] != HOURS_UNKNOWN else ""
            shown += [known(row["available"]), words(verdict) if verdict else ""]
        rows.append(tuple(shown))
    return Grid(words("The sales reps and their customers"), tuple(columns), tuple(rows))


def known(value: float) -> float | None:
    """Return a figure for a cell: None where it is unknown, so that it is never shown as 0."""
    return None if is_missing(value) else float(value)


def plain_hours(study: Study, hours: float) -> str:
    """Return hours with a decimal where they have one."""
    return study.words.number(hours, decimals(hours))


def of_segment(study: Study, segment: str) -> pd.DataFrame:
    """Return a segment's customers, those of highest revenue first."""
    frame = study.customers
    own = frame[frame["grade"].isna()] if segment == NOT_RATED_SEGMENT else frame[frame["grade"] == segment]
    return own.sort_values(["revenue", "customer_id"], ascending=[False, True], kind="stable")
