"""The verdict: points from plain checks, and no go where anything stops the run."""

from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segkit.findings import Finding
from segkit.intake.readiness import ENOUGH, TOO_LITTLE, Check, Readiness, readiness
from segkit.intake.reconciliation import Reconciliation, ReconciliationLine

ALL = frozenset({"name", "owner", "region", "industry", "cost", "potential"})


def customers(*rows: tuple[float, str]) -> pd.DataFrame:
    return pd.DataFrame({"revenue": [revenue for revenue, _ in rows], "potential_basis": [basis for _, basis in rows]})


def account(**rows: int) -> Reconciliation:
    lines = [ReconciliationLine("f.csv", "received", sum(rows.values()), Decimal(100 * sum(rows.values())))]
    lines += [ReconciliationLine("f.csv", what, n, Decimal(100 * n)) for what, n in rows.items()]
    return Reconciliation(tuple(lines), Decimal(0), Decimal(0))


def shares(result: Readiness) -> dict[str, float | None]:
    return {check.label: check.share for check in result.checks}


def test_clean_data_are_a_go():
    """D10: nothing lost, everything known: 100 points."""
    result = readiness(account(positive=10), customers((10.0, "given")), (), (2, 2), ALL)

    assert (result.score, result.verdict) == (100, "go")


def test_one_blocking_finding_is_no_go_whatever_the_points():
    """D04: the points stay what they are; the verdict does not."""
    result = readiness(account(positive=10), customers((10.0, "given")), (Finding("no_customers"),), (2, 2), ALL)

    assert (result.score, result.verdict) == (100, "no_go")


@pytest.mark.parametrize(
    ("score", "verdict"), [(TOO_LITTLE - 1, "no_go"), (TOO_LITTLE, "questions"), (ENOUGH - 1, "questions"), (ENOUGH, "go"), (100, "go")]
)
def test_verdicts_stand_on_their_lines(score: int, verdict: str):
    """D08: 50 and 80 points belong above their line."""
    assert Readiness((Check("a", "b", 100, score / 100),), blocked=False).verdict == verdict


def test_rows_outside_the_period_and_totals_are_no_loss():
    """B09, D05: what was never to be used does not cost points."""
    result = shares(readiness(account(positive=5, outside_period=90, total=3, page_break=2), customers((1.0, "given")), (), (1, 1), ALL))

    assert (result["Rows that can be used"], result["Money that can be used"]) == (1.0, 1.0)


def test_rows_lost_cost_their_share():
    """B04: a tenth of the rows set aside is a tenth of the points."""
    result = shares(readiness(account(positive=9, ragged=1), customers((1.0, "given")), (), (1, 1), ALL))

    assert result["Rows that can be used"] == pytest.approx(0.9)


def test_an_unknown_potential_counts_by_revenue_and_an_estimate_half():
    """D02: it is the revenue behind the unknown that matters; who owes money weighs nothing."""
    result = shares(
        readiness(
            account(positive=4), customers((60.0, "given"), (20.0, "estimate"), (20.0, "unknown"), (-5.0, "unknown")), (), (1, 1), ALL
        )
    )

    assert result["Revenue whose potential is known"] == pytest.approx(0.7)


def test_what_does_not_apply_leaves_its_points_to_the_others():
    """D07: no file at all is no division by zero, and no points."""
    result = readiness(Reconciliation((), Decimal(0), Decimal(0)), pd.DataFrame(), (), (0, 0), frozenset())

    assert (result.score, result.verdict) == (0, "no_go")
    assert shares(result)["Rows that can be used"] is None


@given(st.lists(st.tuples(st.integers(0, 100), st.one_of(st.none(), st.floats(0, 1))), max_size=8))
def test_a_score_lies_between_0_and_100(checks: list[tuple[int, float | None]]):
    """D08: whatever the checks."""
    assert 0 <= Readiness(tuple(Check("a", "b", weight, share) for weight, share in checks), blocked=False).score <= 100


def test_credit_notes_of_strangers_never_give_more_points_than_there_are():
    """D05: a stranger with -60 against revenue of 5 is no credit to the customer file: no share is above 1."""
    strange = Finding("not_in_master", values={"n": 1, "amount": Decimal(-60), "example": "9"})
    result = readiness(account(positive=10), customers((65.0, "given"), (-60.0, "given")), (strange,), (1, 1), ALL)

    assert shares(result)["Revenue of customers in the customer file"] == 0.0
    assert result.score <= 100
