"""What is at stake: how much of the headroom, and of what customers cost more than they bring, can be won within the plan.

Headroom is revenue and contribution is profit, so the two are never added.
"""

import itertools
from dataclasses import dataclass

import pandas as pd
from pydantic import model_validator

from segkit.parameters import Record, parameter
from segkit.segments import NOT_RATED_SEGMENT
from segkit.strategy.money import known_total, rounded, total
from segkit.strategy.playbook import SegmentPolicy
from segkit.words import phrase
from segkit.words.language import UNKNOWN

SCENARIOS: dict[str, str] = {
    "conservative": phrase("Conservative"),
    "likely": phrase("Likely"),
    "optimistic": phrase("Optimistic"),
}
MEASURES = ("headroom", "contribution")


class ValueAtStake(Record):
    """The assumptions: which share of the headroom, and of the negative contribution, is attainable in the plan's period."""

    headroom_conservative: float = parameter(
        0.05,
        label=phrase("Headroom won, conservative"),
        unit="fraction",
        help=phrase("Share of the headroom that is won within the plan even if little succeeds."),
        ge=0,
        le=1,
    )
    headroom_likely: float = parameter(
        0.10,
        label=phrase("Headroom won, likely"),
        unit="fraction",
        help=phrase("Share of the headroom that is expected to be won within the plan."),
        ge=0,
        le=1,
    )
    headroom_optimistic: float = parameter(
        0.20,
        label=phrase("Headroom won, optimistic"),
        unit="fraction",
        help=phrase("Share of the headroom that is won within the plan if most succeeds."),
        ge=0,
        le=1,
    )
    contribution_conservative: float = parameter(
        0.25,
        label=phrase("Negative contribution recovered, conservative"),
        unit="fraction",
        help=phrase("Share of the negative contribution that is recovered within the plan even if little succeeds."),
        ge=0,
        le=1,
    )
    contribution_likely: float = parameter(
        0.50,
        label=phrase("Negative contribution recovered, likely"),
        unit="fraction",
        help=phrase("Share of the negative contribution that is expected to be recovered within the plan."),
        ge=0,
        le=1,
    )
    contribution_optimistic: float = parameter(
        0.75,
        label=phrase("Negative contribution recovered, optimistic"),
        unit="fraction",
        help=phrase("Share of the negative contribution that is recovered within the plan if most succeeds."),
        ge=0,
        le=1,
    )

    @model_validator(mode="after")
    def _rising(self) -> "ValueAtStake":
        for measure in MEASURES:
            shares = [self.share(measure, scenario) for scenario in SCENARIOS]
            if any(later <= earlier for earlier, later in itertools.pairwise(shares)):
                names = ", ".join(f"'{measure}_{scenario}'" for scenario in SCENARIOS)
                raise ValueError(f"the shares {names} must rise from one to the next, but are {', '.join(f'{s:g}' for s in shares)}.")
        return self

    def share(self, measure: str, scenario: str) -> float:
        """Return the share of a measure that is attainable in a scenario."""
        return float(getattr(self, f"{measure}_{scenario}"))


@dataclass(frozen=True)
class Value:
    """What is at stake per segment (index segment, the not rated last), and in all.

    Columns: customers; headroom (the sum of headroom above 0) and contribution (the sum of contributions below 0, itself negative or 0),
    each NaN where there are customers and nothing is known of any; headroom_<scenario> and contribution_<scenario>, the amounts
    attainable, positive, with two decimals; headroom_unknown and contribution_unknown, the number of customers left out because theirs is
    unknown. `total` has the same; its attainable amounts are the sums of the segments'.
    """

    assumptions: ValueAtStake
    table: pd.DataFrame
    total: pd.Series


def value_at_stake(customers: pd.DataFrame, policies: tuple[SegmentPolicy, ...], assumptions: ValueAtStake) -> Value:
    """Return what is at stake with rated customers (grade, headroom, contribution). Sums are exact to the øre."""
    segments = customers["grade"].where(customers["grade"].notna(), NOT_RATED_SEGMENT)
    names = pd.Index([policy.segment for policy in policies], name="segment")
    table = pd.DataFrame([_at_stake(customers[segments == name]) for name in names], index=names)
    whole = pd.Series(_at_stake(customers))
    for measure in MEASURES:
        for scenario in SCENARIOS:
            share = assumptions.share(measure, scenario)
            table[f"{measure}_{scenario}"] = (table[measure].abs() * share).map(rounded)
            whole[f"{measure}_{scenario}"] = float("nan") if pd.isna(whole[measure]) else total(table[f"{measure}_{scenario}"])
    return Value(assumptions, table, whole)


def _at_stake(customers: pd.DataFrame) -> dict[str, float]:
    headroom, contribution = (customers[measure].astype(float) for measure in MEASURES)
    return {
        "customers": len(customers),
        "headroom": known_total(headroom.where(~(headroom < 0), 0)),
        "headroom_unknown": int(headroom.isna().sum()),
        "contribution": known_total(contribution.where(~(contribution > 0), 0)),
        "contribution_unknown": int(contribution.isna().sum()),
    }


def positive_formula(column: str, chosen: str = "1") -> str:
    """Return the Excel formula of the sum of a column's amounts above 0, over the rows that `chosen` tells; a dash where none is known."""
    return _sum_formula(column, chosen, ">0")


def negative_formula(column: str, chosen: str = "1") -> str:
    """Return the same for the amounts below 0."""
    return _sum_formula(column, chosen, "<0")


def unknown_formula(column: str, chosen: str = "1") -> str:
    """Return the Excel formula of the number of rows whose amount is unknown."""
    return f"SUMPRODUCT({chosen}*(1-ISNUMBER({column})))"


def attainable_formula(amount: str, share: str) -> str:
    """Return the Excel formula of what is attainable of an amount, from the cells of both; a dash where the amount is unknown."""
    return f'IF(ISNUMBER({amount}),ROUND(ABS({amount})*{share},2),"{UNKNOWN}")'


def total_formula(amount: str, attainable: str) -> str:
    """Return the Excel formula of a total: the sum of the segments' cells, or a dash where the whole amount is unknown."""
    return f'IF(ISNUMBER({amount}),ROUND(SUM({attainable}),2),"{UNKNOWN}")'


def _sum_formula(column: str, chosen: str, condition: str) -> str:
    known = f"SUMPRODUCT({chosen}*ISNUMBER({column}))"
    found = f"ROUND(SUMPRODUCT({chosen}*({column}{condition}),{column}),2)"
    return f'IF(AND({known}=0,{unknown_formula(column, chosen)}>0),"{UNKNOWN}",{found})'
