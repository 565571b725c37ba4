"""The quality gate: what is looked at before a segmentation is delivered. It informs and blocks nothing."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

import numpy as np
import pandas as pd
from pydantic import model_validator

from segkit.parameters import Fraction, Record, parameter
from segkit.rating import Cut, Grid, Ratings, rate
from segkit.segments.profile import Profile
from segkit.segments.segmentation import NOT_RATED_SEGMENT, Segmentation
from segkit.words import phrase

Verdict = Literal["pass", "warn", "fail"]

VERDICTS: dict[Verdict, str] = {"pass": phrase("passed"), "warn": phrase("look at it"), "fail": phrase("not passed")}
"""From the best to the worst."""

CheckName = Literal["smallest", "not_rated", "not_rated_revenue", "robust", "reconciled", "separated"]

SHIFT = 0.10
"""By what share of itself each threshold is moved, down and up."""


class GateLimits(Record):
    """From when on a segmentation is looked at again before it is delivered."""

    segment_warn: int = parameter(
        10,
        label=phrase("Smallest segment, look at it below"),
        help=phrase("A segment of fewer customers is a list of names: nothing can be told of it as a group."),
        ge=0,
    )
    segment_fail: int = parameter(
        3,
        label=phrase("Smallest segment, not passed below"),
        help=phrase("A policy for one or two customers is an agreement with them, not a segment."),
        ge=0,
    )
    not_rated_warn: Fraction = parameter(
        0.10,
        label=phrase("Not rated, look at it above"),
        unit="fraction",
        help=phrase("Share of the customers, or of the revenue, without a grade. One in ten can be asked about within a plan."),
    )
    not_rated_fail: Fraction = parameter(
        0.30,
        label=phrase("Not rated, not passed above"),
        unit="fraction",
        help=phrase(
            "Share of the customers, or of the revenue, without a grade. With a third unknown, the whole may look quite different."
        ),
    )
    kept_warn: Fraction = parameter(
        0.90,
        label=phrase("Keep their grade, look at it below"),
        unit="fraction",
        help=phrase(
            "Share of the rated customers that keep their grade when one threshold moves by 10%, down or up; the worst of all counts."
        ),
    )
    kept_fail: Fraction = parameter(
        0.75,
        label=phrase("Keep their grade, not passed below"),
        unit="fraction",
        help=phrase(
            "Share of the rated customers that keep their grade when one threshold moves by 10%, down or up; the worst of all counts."
        ),
    )

    @model_validator(mode="after")
    def _looked_at_before_failed(self) -> "GateLimits":
        if self.segment_fail > self.segment_warn:
            raise ValueError(f"'segment_fail' ({self.segment_fail}) must not be above 'segment_warn' ({self.segment_warn}).")
        if self.not_rated_fail < self.not_rated_warn:
            raise ValueError(f"'not_rated_fail' ({self.not_rated_fail:g}) must not be below 'not_rated_warn' ({self.not_rated_warn:g}).")
        if self.kept_fail > self.kept_warn:
            raise ValueError(f"'kept_fail' ({self.kept_fail:g}) must not be above 'kept_warn' ({self.kept_warn:g}).")
        return self


@dataclass(frozen=True)
class Check:
    """One check: what was found and what came of it. `value` is NaN where there is nothing to look at; `about` names what was worst."""

    name: CheckName
    value: float
    verdict: Verdict
    about: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gate:
    """The checks in their order. `moves`: per threshold (cut) and shift, how many rated customers keep their grade (kept, share)."""

    checks: tuple[Check, ...]
    moves: pd.DataFrame
    limits: GateLimits

    @property
    def verdict(self) -> Verdict:
        """The worst of all verdicts."""
        return max((check.verdict for check in self.checks), key=list(VERDICTS).index)

    def check(self, name: CheckName) -> Check:
        return next(check for check in self.checks if check.name == name)


def gate(ratings: Ratings, segmentation: Segmentation, profile: Profile, received: Decimal, limits: GateLimits) -> Gate:
    """Return the gate of a segmentation; `received` is the revenue of the intake's reconciliation."""
    moves = robustness(ratings)
    checks = (
        _smallest(segmentation, limits),
        _not_rated("not_rated", _part(segmentation.count(NOT_RATED_SEGMENT), len(ratings.frame)), limits),
        _not_rated("not_rated_revenue", float(segmentation.value(NOT_RATED_SEGMENT, "revenue_share")), limits),
        _robust(moves, limits),
        _reconciled(segmentation, received),
        _separated(profile),
    )
    return Gate(checks, moves, limits)


def robustness(ratings: Ratings) -> pd.DataFrame:
    """Return per threshold and shift (-0.1, 0.1) how many of the rated customers keep the grade of their figures: cut, shift, kept, share.

    A grade that a person has fixed does not move with a threshold, so grades by the figures are compared.
    """
    measures = ratings.frame[["revenue", "potential", "utilisation", "headroom"]]
    before = rate(measures, ratings.grid).frame["grade"]
    rated = before.notna().to_numpy()
    rows = []
    for cut in ratings.grid.cuts:
        for shift in (-SHIFT, SHIFT):
            after = rate(measures, _moved(ratings.grid, cut, shift)).frame["grade"]
            kept = int((before.to_numpy() == after.to_numpy())[rated].sum())
            rows.append((cut.key, shift, kept, _part(kept, int(rated.sum()))))
    return pd.DataFrame(rows, columns=["cut", "shift", "kept", "share"])


def _moved(grid: Grid, cut: Cut, shift: float) -> Grid:
    other = replace(cut, value=cut.value * (1 + shift))
    across, *up = (replace(axis, cuts=tuple(other if c.key == cut.key else c for c in axis.cuts)) for axis in grid.axes)
    return replace(grid, across=across, up=up[0] if up else None)


def _smallest(segmentation: Segmentation, limits: GateLimits) -> Check:
    """Return the size of the smallest segment that holds anybody; an empty one is looked at."""
    sizes = segmentation.table["accounts"].drop(index=NOT_RATED_SEGMENT)
    held = sizes[sizes > 0]
    if held.empty:
        return Check("smallest", 0.0, "fail")
    size = float(held.min())
    verdict: Verdict = "fail" if size < limits.segment_fail else "warn" if size < limits.segment_warn or len(held) < len(sizes) else "pass"
    return Check("smallest", size, verdict, tuple(str(name) for name in held.index[held == held.min()]))


def _not_rated(name: CheckName, share: float, limits: GateLimits) -> Check:
    if np.isnan(share):
        return Check(name, share, "warn")
    verdict: Verdict = "fail" if share > limits.not_rated_fail else "warn" if share > limits.not_rated_warn else "pass"
    return Check(name, share, verdict)


def _robust(moves: pd.DataFrame, limits: GateLimits) -> Check:
    """Return the smallest share that keeps its grade, about the threshold that moves most."""
    if moves.empty or moves["share"].isna().all():
        return Check("robust", float("nan"), "warn")
    worst = moves.iloc[int(moves["share"].argmin())]
    share = float(worst["share"])
    verdict: Verdict = "fail" if share < limits.kept_fail else "warn" if share < limits.kept_warn else "pass"
    return Check("robust", share, verdict, (str(worst["cut"]),))


def _reconciled(segmentation: Segmentation, received: Decimal) -> Check:
    """Return by how much the revenue of the segments differs from that of the files; it is in money."""
    amounts = segmentation.table["revenue"]
    if np.isnan(segmentation.total["revenue"]):
        return Check("reconciled", float("nan"), "warn")
    shown = sum((Decimal(str(amount)) for amount in amounts.dropna()), Decimal(0))
    return Check("reconciled", float(shown - received), "pass" if shown == received else "fail")


def _separated(profile: Profile) -> Check:
    """Return the number of traits and measures in which the segments differ, and which; it is not passed by differing in size alone."""
    apart = profile.separation
    if not apart.told:
        return Check("separated", float("nan"), "warn")
    return Check("separated", float(len(apart.separates)), "warn" if apart.only_size else "pass", apart.separates)


def _part(count: int, whole: int) -> float:
    return count / whole if whole else float("nan")
