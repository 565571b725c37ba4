"""The quality gate: each check passes, asks for a look or fails exactly on its limits."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from profiled import rated
from tiny import TINY

import segkit
from segkit.errors import EngagementError
from segkit.segments import Gate, GateLimits, ProfileRules, gate, profile, segment
from segkit.segments.gate import CheckName
from segkit.study import Study


def gated(*groups, received: Decimal | None = None) -> Gate:
    ratings = rated(*groups)
    segmentation = segment(ratings)
    revenue = sum((Decimal(str(value)) for value in segmentation.table["revenue"].dropna()), Decimal(0))
    return gate(ratings, segmentation, profile(ratings, ProfileRules()), revenue if received is None else received, GateLimits())


@pytest.mark.parametrize(("smallest", "verdict"), [(2, "fail"), (3, "warn"), (9, "warn"), (10, "pass")])
def test_a_small_segment_is_looked_at(smallest: int, verdict: str):
    """M20: on the limit counts as large enough."""
    check = gated(*((grade, 40, {}) for grade in "ABC"), ("D", smallest, {})).check("smallest")

    assert (check.value, check.verdict, check.about) == (smallest, verdict, ("D",))


def test_an_empty_segment_is_looked_at():
    """M20: the smallest one that holds anybody is told, and the empty one is not passed over."""
    check = gated(("A", 40, {}), ("C", 50, {}), ("D", 60, {})).check("smallest")

    assert (check.value, check.verdict) == (40, "warn")


@pytest.mark.parametrize(("unknown", "verdict"), [(0, "pass"), (10, "pass"), (11, "warn"), (30, "warn"), (31, "fail"), (100, "fail")])
def test_too_many_without_a_grade_are_looked_at(unknown: int, verdict: str):
    """M20: of 100 customers; on the limit is still within it."""
    assert gated(("A", 100 - unknown, {}), ("", unknown, {})).check("not_rated").verdict == verdict


def test_revenue_without_a_grade_counts_of_its_own():
    """M20: one customer of twenty may hold most of the revenue."""
    found = gated(("A", 19, {}), ("", 1, {"revenue": 9000.0}))

    assert found.check("not_rated").verdict == "pass"
    assert found.check("not_rated_revenue").verdict == "fail"


@pytest.mark.parametrize(("near", "verdict"), [(0, "pass"), (10, "pass"), (11, "warn"), (25, "warn"), (26, "fail")])
def test_grades_near_a_threshold_are_not_robust(near: int, verdict: str):
    """M20, G16: of 100 customers so many lie between the threshold of 100 and 110, and lose their grade when it rises."""
    found = gated(("A", near, {"revenue": 105.0}), ("A", 100 - near, {"revenue": 500.0}))

    assert found.check("robust").value == 1 - near / 100
    assert found.check("robust").verdict == verdict
    assert found.moves[found.moves["cut"] == "abcd.potential_high"]["share"].tolist() == [1.0, 1.0]


def test_a_threshold_that_falls_moves_grades_too():
    """G16: those just below it rise; both directions are tried, and the worst counts."""
    found = gated(("D", 40, {"revenue": 95.0}), ("A", 60, {}))

    assert found.moves.set_index(["cut", "shift"]).loc[("abcd.revenue_high", -0.1), "kept"] == 60
    assert found.check("robust").about == ("abcd.revenue_high",)


def test_revenue_that_does_not_add_up_fails():
    """M20: an øre of difference to the files is not passed."""
    assert gated(("A", 10, {}), received=Decimal("2000.00")).check("reconciled").verdict == "pass"
    assert gated(("A", 10, {}), received=Decimal("2000.01")).check("reconciled").verdict == "fail"


def test_segments_that_differ_in_size_only_are_looked_at():
    """G06, M20: employees follow revenue; an industry of its own passes."""
    sizes = {"A": 300.0, "B": 5.0, "C": 300.0, "D": 5.0}
    size = gated(*((grade, 20, {"employees": sizes[grade]}) for grade in "ABCD"))
    industry = gated(*((grade, 20, {"industry": grade}) for grade in "ABCD"))

    assert size.check("separated").verdict == "warn"
    assert industry.check("separated").verdict == "pass"
    assert industry.verdict == "pass"


@pytest.mark.parametrize("groups", [(), (("", 5, {}),)])
def test_nobody_rated_is_not_passed(groups: tuple):
    """M20: without customers, or without a grade, the gate fails and says which checks cannot be told."""
    found = gated(*groups)

    assert found.check("smallest").verdict == "fail"
    assert found.check("robust").verdict == "warn"
    assert found.verdict == "fail"


@pytest.mark.parametrize("name", ["smallest", "not_rated", "not_rated_revenue", "robust", "reconciled", "separated"])
def test_the_example_has_every_check(example: Study, name: CheckName):
    """M20: the study carries its gate, and the verdict is the worst of its checks."""
    assert example.gate.check(name).verdict in {"pass", "warn"}
    assert example.gate.verdict == "warn"


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [
        ("gate: {segment_fail: 11}", "'segment_fail' (11) must not be above 'segment_warn' (10)."),
        ("gate: {not_rated_fail: 0.05}", "'not_rated_fail' (0.05) must not be below 'not_rated_warn' (0.1)."),
        ("gate: {kept_fail: 0.95}", "'kept_fail' (0.95) must not be above 'kept_warn' (0.9)."),
        ("profile: {weak_from: 0.3}", "'weak_from' (0.3) must be below 'medium_from' (0.24)."),
    ],
)
def test_limits_that_contradict_each_other_are_refused(workbook: Callable[..., Path], limits: str, sentence: str):
    """K03: in one sentence with the line."""
    with pytest.raises(EngagementError) as error:
        segkit.read_engagement(workbook(f"{TINY}{limits}\n"))

    assert str(error.value).endswith(sentence)
    assert f"line {len(TINY.splitlines()) + 1}" in str(error.value)


def test_limits_of_the_engagement_are_in_force(workbook: Callable[..., Path]):
    """M20: a gate that wants larger segments fails the tiny engagement's, and the profile tells of smaller ones."""
    yaml = f"{TINY}gate: {{segment_warn: 50, segment_fail: 40}}\nprofile: {{segment_least: 2}}\n"
    study = segkit.run_study(segkit.read_engagement(workbook(yaml)))

    assert study.gate.check("smallest").verdict == "fail"
    assert (study.gate.limits.segment_fail, study.profile.rules.segment_least) == (40, 2)
