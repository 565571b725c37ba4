"""Every grade with its way out: the smallest step, exact to the øre, and the grades that an unknown figure still leaves possible."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from segkit.rating import AbcdModel, Grid, distances, measured, possible, possible_of_nothing, rate, settle, steps

LETTERS = ("A", "B", "C")
MEASURES = ("revenue", "potential", "utilisation", "headroom")

PRESETS = [
    {"preset": "classic", "revenue_high": 1000, "potential_high": 5000},
    {"preset": "potential_x_sow", "potential_high": 5000},
    {"preset": "size_sow_3x3", "potential_middle": 4000, "potential_high": 9000, "utilisation_middle": 0.12, "utilisation_high": 0.3},
]


def accounts(rows: list[tuple[float | None, float | None]]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["revenue", "potential"]).astype(float)
    return measured(table.assign(customer_id=[str(i) for i in range(len(table))], cost=np.nan))


def grid_of(model: dict[str, object]) -> Grid:
    return settle(AbcdModel.model_validate(model), accounts([(1, 1)]))


def grades(rows: list[tuple[float | None, float | None]], grid: Grid) -> list[str | None]:
    return list(rate(accounts(rows), grid).frame["grade"])


def changed(row: tuple[float, float], figure: str, by: float) -> tuple[float, float]:
    revenue, potential = row
    return (round(revenue + by, 2), potential) if figure == "revenue" else (revenue, round(potential + by, 2))


@st.composite
def grids(draw: st.DrawFn, largest: int = 10**8, *, apart: bool = False) -> Grid:
    """Return a grid of one's own with letters that repeat; its cuts lie anywhere, or well `apart` from each other."""

    def cuts(measure: str) -> list[float]:
        if measure == "utilisation":
            one = st.integers(1, 60).map(lambda k: k / 25) if apart else st.integers(0, 20_000).map(lambda k: k / 10_000)
        elif apart:
            one = st.integers(1, 10**6).map(lambda k: k * 20.0)
        else:
            one = st.one_of(st.integers(0, largest).map(lambda ore: ore / 100), st.integers(0, 10**6).map(lambda k: k / 1000))
        return sorted(draw(st.lists(one, min_size=1, max_size=3, unique=True)))

    across, up = draw(st.permutations(MEASURES))[:2]
    across_cuts, up_cuts = cuts(across), cuts(up)
    two = draw(st.booleans())
    rows = len(up_cuts) + 1 if two else 1
    letters = [[draw(st.sampled_from(LETTERS)) for _ in range(len(across_cuts) + 1)] for _ in range(rows)]
    own = {"across": across, "across_cuts": across_cuts, "grades": letters} | ({"up": up, "up_cuts": up_cuts} if two else {})
    return grid_of({"preset": "own", "grid": own})


any_grid = st.one_of(grids(), grids(largest=10**11), st.sampled_from(PRESETS).map(grid_of))
ore = st.one_of(st.integers(0, 300), st.integers(0, 10**7), st.integers(0, 10**11)).map(lambda n: n / 100)
revenues = st.one_of(ore, ore.map(lambda amount: -amount))


def near_cuts(grid: Grid) -> list[float]:
    """Return amounts that lie on and beside the grid's cuts."""
    money = [round(cut.value, 2) for axis in grid.axes for cut in axis.cuts if axis.measure != "utilisation"]
    return [round(cut + by, 2) for cut in money for by in (-0.01, 0, 0.01) if cut + by >= 0]


@settings(max_examples=100, deadline=None)
@given(any_grid, st.lists(st.tuples(revenues, ore), min_size=1, max_size=10), st.data())
def test_a_step_changes_the_grade_and_an_ore_less_does_not(grid: Grid, rows: list[tuple[float, float]], data: st.DataObject):
    """N2: the step gives exactly the grade it names, which is another one; a step one øre smaller leaves the grade as it is."""
    on_cuts = st.sampled_from(near_cuts(grid) or [1.0])
    rows = [*rows, (data.draw(on_cuts), data.draw(on_cuts)), (data.draw(revenues), data.draw(on_cuts))]
    told = steps(accounts(rows), grid)
    now = grades(rows, grid)

    found = [(row, grade, step) for row, grade, step in zip(rows, now, told.to_dict("records"), strict=True) if step["step_grade"]]
    after = [changed(row, step["step_figure"], step["step_by"]) for row, _, step in found]
    less = [changed(row, step["step_figure"], step["step_by"] - np.sign(step["step_by"]) * 0.01) for row, _, step in found]

    assert [row[0 if step["step_figure"] == "revenue" else 1] for row, (_, _, step) in zip(after, found, strict=True)] == [
        step["step_to"] for _, _, step in found
    ]
    assert all(potential >= 0 for _, potential in after)
    assert grades(after, grid) == [step["step_grade"] for _, _, step in found]
    assert grades(less, grid) == [grade for _, grade, _ in found]
    assert all(step["step_grade"] != grade for _, grade, step in found)


@pytest.mark.parametrize("model", PRESETS[1:], ids=lambda model: str(model["preset"]))
@pytest.mark.parametrize("largest", [10**3, 10**6, 10**9, 10**12])
def test_a_step_is_exact_beside_a_share_of_any_potential(model: dict[str, object], largest: int):
    """N2: with potentials up to 10^12 and revenues a few øre beside a cut, the step is still exact to the øre."""
    random = np.random.default_rng(largest)
    grid = grid_of(model)
    n = 100_000
    potential = np.round(random.uniform(largest / 10, largest, n), 2)
    share = random.choice([cut.value for axis in grid.axes if axis.measure == "utilisation" for cut in axis.cuts], n)
    table = measured(
        pd.DataFrame({"revenue": np.round(share * potential + random.integers(-3, 4, n) / 100, 2), "potential": potential, "cost": np.nan})
    )
    told, now = steps(table, grid), rate(table, grid).frame["grade"]
    by, of_revenue = told["step_by"], told["step_figure"] == "revenue"

    def after(change: pd.Series) -> pd.Series:
        moved = {"revenue": table["revenue"] + change.where(of_revenue, 0), "potential": table["potential"] + change.where(~of_revenue, 0)}
        return rate(measured(pd.DataFrame(moved).round(2).assign(cost=np.nan)), grid).frame["grade"]

    assert by.notna().all()
    assert (after(by) == told["step_grade"]).all()
    assert (told["step_grade"] != now).all()
    assert (after(by - np.sign(by) * 0.01) == now).all()


@settings(max_examples=100, deadline=None)
@given(
    any_grid,
    st.tuples(revenues, ore),
    st.lists(st.tuples(st.sampled_from(["revenue", "potential"]), st.integers(-(10**11), 10**11)), min_size=1, max_size=20),
    st.data(),
)
def test_no_smaller_change_moves_the_grade(grid: Grid, row: tuple[float, float], tries: list[tuple[str, int]], data: st.DataObject):
    """N2: whatever single change is tried, none smaller than the step gives another grade; without a step none does at all."""
    step = steps(accounts([row]), grid).iloc[0]
    now = grades([row], grid)[0]
    assume(now is not None)
    size = abs(step["step_by"]) if step["step_grade"] is not None else 10.0**9
    ends = [(figure, sign * (size - 0.01)) for figure in ("revenue", "potential") for sign in (1, -1)]
    inside = [(figure, by / 100 if abs(by / 100) < size else round(np.fmod(by / 100, size), 2)) for figure, by in tries]
    moved = [changed(row, figure, by) for figure, by in [*ends, *inside] if abs(by) < size]
    after = [grade for grade in grades([m for m in moved if m[1] >= 0] or [row], grid) if grade is not None]

    assert set(after) <= {now}


def test_of_equal_steps_revenue_comes_first_and_up_before_down():
    """N2: ties are settled the same way every time."""
    model = {"preset": "own", "grid": {"across": "revenue", "across_cuts": [100, 100.01], "grades": [["C", "B", "A"]]}}
    both = grid_of({"preset": "classic", "revenue_high": 100, "potential_high": 200})

    assert steps(accounts([(100, None)]), grid_of(model)).iloc[0].to_dict() == {
        "step_figure": "revenue",
        "step_by": 0.01,
        "step_to": 100.01,
        "step_grade": "A",
    }
    assert list(steps(accounts([(99, 199)]), both).iloc[0]) == ["revenue", 1.0, 100.0, "C"]


def test_a_customer_without_a_grade_has_no_step():
    """K10: where a figure is unknown there is nothing to move, and a scale with one letter has no way out."""
    grid = grid_of(PRESETS[0])
    alike = grid_of({"preset": "own", "grid": {"across": "revenue", "across_cuts": [100], "grades": [["A", "A"]]}})

    assert steps(accounts([(100, None), (None, 5), (None, None)]), grid)["step_grade"].isna().all()
    assert steps(accounts([(100, 5)]), alike)["step_by"].isna().all()


def test_a_change_of_potential_is_judged_on_both_axes():
    """N2: potential 9,000 with 40% of it is A1; one øre less potential is B-sized, and the share stays high."""
    told = steps(accounts([(3600, 9000)]), grid_of(PRESETS[2])).iloc[0]

    assert list(told) == ["potential", -0.01, 8999.99, "B1"]


def test_distances_are_signed_and_in_the_axis_own_unit():
    """N2: how far to the cut below and above, in money or as a share."""
    told = distances(accounts([(900, 4500)]), grid_of(PRESETS[2])).iloc[0].to_dict()

    assert told == {
        "utilisation_to_lower": -0.08, "utilisation_to_higher": 0.1, "potential_to_lower": -500.0, "potential_to_higher": 4500.0,
    }  # fmt: skip


# --- what is still possible


@settings(max_examples=100, deadline=None)
@given(any_grid, revenues, ore.map(lambda amount: max(amount, 0.01)), st.data())
def test_the_bounds_hold_every_completion_of_one_figure(grid: Grid, revenue: float, potential: float, data: st.DataObject):
    """N3: whatever is answered, the grade is among those said to be possible."""
    on_cuts = st.sampled_from([max(value, 0.01) for value in near_cuts(grid)] or [1.0])
    potential, revenue = (
        data.draw(st.sampled_from([potential, data.draw(on_cuts)])),
        data.draw(st.sampled_from([revenue, data.draw(on_cuts)])),
    )
    open_potential, open_revenue = possible(accounts([(revenue, None), (None, potential)]), grid)
    grade, other = grades([(revenue, potential), (abs(revenue), potential)], grid)

    assert grade in open_potential
    assert other in open_revenue


@settings(max_examples=100, deadline=None)
@given(grids(), revenues, ore)
def test_every_member_is_reached_by_some_completion(grid: Grid, revenue: float, potential: float):
    """N3: no grade is called possible that no answer gives; the answers tried lie on and beside every cut."""
    money = [cut.value for cut in grid.cuts]
    shares = [cut.value for axis in grid.axes if axis.measure == "utilisation" for cut in axis.cuts if cut.value > 0]
    tried = {0.0, 0.01, 10.0**10, *(round(value, 2) for value in money)}
    tried |= {round(revenue / share, 2) for share in shares} | {round(potential * share, 2) for share in shares}
    tried |= {round(revenue + value, 2) for value in money} | {round(potential - value, 2) for value in money}
    amounts = sorted({round(value + by / 100, 2) for value in tried for by in range(-2, 3)})
    open_potential, open_revenue = possible(accounts([(revenue, None), (None, potential)]), grid)
    by_potential = grades([(revenue, amount) for amount in amounts if amount > 0], grid)
    by_revenue = grades([(amount, potential) for amount in amounts if amount >= 0], grid)

    assert set(open_potential) == set(by_potential) - {None}
    assert set(open_revenue) == set(by_revenue) - {None}


@settings(max_examples=100, deadline=None)
@given(st.one_of(grids(apart=True), st.sampled_from(PRESETS).map(grid_of)), ore, ore.map(lambda amount: amount + 100))
def test_answering_never_opens_a_grade(grid: Grid, revenue: float, potential: float):
    """N3: an answer only ever closes: nothing known holds what either figure leaves possible, and that holds the grade."""
    nothing, one, other, both = possible(accounts([(None, None), (revenue, None), (None, potential), (revenue, potential)]), grid)
    rated = {grades([(revenue, potential)], grid)[0]}

    assert set(both) == rated
    assert rated <= set(one) & set(other)
    assert set(one) | set(other) <= set(nothing)


def test_a_known_potential_of_nothing_leaves_no_grade():
    """K09: with potential 0 there is no share, whatever the revenue; nobody pretends that a grade is possible."""
    grid = grid_of(PRESETS[1])

    assert list(possible(accounts([(5, 0), (None, 0), (5, None)]), grid)) == [(), (), ("A", "C", "D")]


def test_an_open_threshold_leaves_no_grade():
    grid = settle(AbcdModel.model_validate({"potential_high": {"quantile": 0.8}, "revenue_high": 10}), accounts([(1, None)]))

    assert list(possible(accounts([(5, None), (None, None), (5, 5)]), grid)) == [(), (), ()]
    assert steps(accounts([(5, 5), (50, 5)]), grid)["step_by"].isna().all()


def test_the_staircase_of_size_and_share():
    """N3: as an unknown potential grows the share falls, so only the cells along that path are possible."""
    grid = grid_of(PRESETS[2])

    assert list(possible(accounts([(600, None), (5000, None)]), grid)) == [("A3", "B2", "B3", "C1", "C2"), ("A1", "A2", "A3", "B1", "C1")]
    assert possible_of_nothing(grid) == grid.letters
