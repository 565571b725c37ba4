"""What is at stake, with its range and its assumptions, in the engine and in Excel."""

import math
import random
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import xlsxwriter
from recalculation import recalculated, same, stripped, values
from tiny import TINY

import segkit
from segkit.errors import EngagementError
from segkit.strategy import SCENARIOS, Value, ValueAtStake, playbook, value_at_stake
from segkit.strategy.value import MEASURES, attainable_formula, negative_formula, positive_formula, total_formula, unknown_formula
from segkit.study import Study

Build = Callable[..., Path]
POLICIES = playbook("classic", ("A", "B", "C", "D"), "en", {})


def accounts(rows: list[tuple[str | None, float | None, float | None]]) -> pd.DataFrame:
    """Return customers from (grade, headroom, contribution)."""
    frame = pd.DataFrame(rows, columns=["grade", "headroom", "contribution"])
    return frame.astype({"grade": object, "headroom": float, "contribution": float})


def drawn(n: int, seed: int) -> pd.DataFrame:
    draw = random.Random(seed)
    grades = ["A", "B", "C", None]

    def amount() -> float | None:
        return draw.choice([None, 0.0, round(draw.uniform(-9e5, 3e6), 2), round(draw.uniform(-100, 100), 2)])

    return accounts([(draw.choice(grades), amount(), amount()) for _ in range(n)])


KNOWN = accounts([
    ("A", 1000.10, -100.01), ("A", -500.0, 400.0), ("A", None, -50.0),
    ("B", 0.10, None), ("B", 0.20, None),
    ("C", -7.0, 5.0),
    (None, None, -3.0),
])  # fmt: skip


def test_only_headroom_above_zero_and_contributions_below_count():
    """K59: a customer who buys more than its potential takes nothing from the others, nor does one who earns."""
    table = value_at_stake(KNOWN, POLICIES, ValueAtStake()).table

    assert list(table["headroom"].fillna(-1)) == [1000.10, 0.30, 0.0, 0.0, -1]
    assert list(table["contribution"].fillna(-1)) == [-150.01, -1, 0.0, 0.0, -3.0]


def test_the_range_is_rounded_per_segment_and_adds_up():
    """N17: 5, 10 and 20% of the headroom and 25, 50 and 75% of the negative contribution; the total is the sum of the segments."""
    value = value_at_stake(KNOWN, POLICIES, ValueAtStake())

    assert value.table.loc["A", [f"headroom_{scenario}" for scenario in SCENARIOS]].to_list() == [50.01, 100.01, 200.02]
    assert value.table.loc["B", [f"headroom_{scenario}" for scenario in SCENARIOS]].to_list() == [0.02, 0.03, 0.06]
    assert value.table.loc["A", [f"contribution_{scenario}" for scenario in SCENARIOS]].to_list() == [37.50, 75.01, 112.51]
    assert value.total[[f"headroom_{scenario}" for scenario in SCENARIOS]].to_list() == [50.03, 100.04, 200.08]


def test_what_is_unknown_is_left_out_and_counted():
    """K59: missing is never 0: a segment of which nothing is known is a dash, and who is left out is counted."""
    value = value_at_stake(KNOWN, POLICIES, ValueAtStake())

    assert math.isnan(value.table.at["not_rated", "headroom_likely"])
    assert math.isnan(value.table.at["B", "contribution_likely"])
    assert (value.total["headroom_unknown"], value.total["contribution_unknown"]) == (2, 2)
    assert value.table["headroom_unknown"].to_list() == [1, 0, 0, 0, 1]


def test_without_costs_nothing_is_said_of_contribution(tiny: Study):
    """K59: where no cost is known, the negative contribution is unknown and not 0, in all as in each segment with customers."""
    assert math.isnan(tiny.value.total["contribution"])
    assert math.isnan(tiny.value.total["contribution_optimistic"])


@pytest.mark.parametrize("seed", range(5))
def test_sums_are_exact_to_the_ore(seed: int):
    """K59: thousands of amounts add up as decimals do."""
    customers = drawn(3000, seed)
    value = value_at_stake(customers, POLICIES, ValueAtStake())
    known = [Decimal(str(amount)) for amount in customers["headroom"].dropna() if amount > 0]
    lost = [Decimal(str(amount)) for amount in customers["contribution"].dropna() if amount < 0]

    assert Decimal(str(value.total["headroom"])) == sum(known)
    assert Decimal(str(value.total["contribution"])) == sum(lost)
    assert sum(Decimal(str(amount)) for amount in value.table["headroom"]) == sum(known)


def test_the_example_has_something_at_stake(example: Study):
    """K59: each customer is counted in or left out, and the range rises."""
    total = example.value.total

    assert total["headroom_unknown"] == example.segmentation.count("not_rated")
    for measure in MEASURES:
        assert 0 < total[f"{measure}_conservative"] < total[f"{measure}_likely"] < total[f"{measure}_optimistic"] < abs(total[measure])


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("{headroom_likely: 0.3}", "the shares 'headroom_conservative', 'headroom_likely', 'headroom_optimistic' must rise from one to the next, but are 0.05, 0.3, 0.2."),
        ("{contribution_optimistic: 0.5}", "the shares 'contribution_conservative', 'contribution_likely', 'contribution_optimistic' must rise from one to the next, but are 0.25, 0.5, 0.5."),
        ("{headroom_optimistic: 20}", "'headroom_optimistic' must be 1 or less, but is 20. Share of the headroom that is won within the plan if most succeeds."),
    ],
)  # fmt: skip
def test_assumptions_must_rise(workbook: Build, value: str, sentence: str):
    """N17: conservative, likely and optimistic rise, and each is a share."""
    with pytest.raises(EngagementError) as caught:
        segkit.read_engagement(workbook(TINY + f"value: {value}\n"))

    assert caught.value.problems == (f"engagement.yaml, line 20: {sentence}",)


def test_assumptions_can_be_tuned(workbook: Build):
    """N17: the six shares stand among the parameters, each with a cell of its own."""
    study = segkit.run_study(segkit.read_engagement(workbook(TINY + "value: {headroom_likely: 0.15}\n")))
    shares = {value.name: value.value for value in study.parameters if value.key.startswith("value.")}

    assert shares == {
        "value_headroom_conservative": 0.05, "value_headroom_likely": 0.15, "value_headroom_optimistic": 0.20,
        "value_contribution_conservative": 0.25, "value_contribution_likely": 0.50, "value_contribution_optimistic": 0.75,
    }  # fmt: skip
    assert {value.unit for value in study.parameters if value.key.startswith("value.")} == {"fraction"}


def written(customers: pd.DataFrame, path: Path) -> None:
    """Write the customers, and below a heading of shares one row per segment and the total, all as formulas."""
    last = len(customers)
    with xlsxwriter.Workbook(str(path)) as book:
        data, sheet = book.add_worksheet("data"), book.add_worksheet("value")
        for row, customer in enumerate(customers.itertuples()):
            data.write_string(row, 0, customer.grade if isinstance(customer.grade, str) else "not_rated")
            for column, amount in enumerate((customer.headroom, customer.contribution), start=1):
                data.write_string(row, column, "") if math.isnan(amount) else data.write_number(row, column, amount)
            data.write_formula(row, 3, f'=IF(B{row + 1}="","",B{row + 1})')  # the headroom is text without letters where it is unknown
        for column, share in enumerate((0.05, 0.10, 0.20, 0.25, 0.50, 0.75)):
            sheet.write_number(0, column, share)
        end = len(POLICIES) + 1
        for row, segment in enumerate([*(policy.segment for policy in POLICIES), None], start=1):
            chosen = "1" if segment is None else f'EXACT(data!$A$1:$A${last},"{segment}")'
            for measure, (letter, formula) in enumerate((("D", positive_formula), ("C", negative_formula))):
                column, area = measure * 5, f"data!${letter}$1:${letter}${last}"
                amount = f"{'AF'[measure]}{row + 1}"
                sheet.write_formula(row, column, "=" + formula(area, chosen))
                sheet.write_formula(row, column + 1, "=" + unknown_formula(area, chosen))
                for scenario in range(3):
                    place, share = column + 2 + scenario, f"{'ABCDEF'[measure * 3 + scenario]}$1"
                    cells = f"{'CDEHIJ'[measure * 3 + scenario]}2:{'CDEHIJ'[measure * 3 + scenario]}{end}"
                    shown = total_formula(amount, cells) if segment is None else attainable_formula(amount, share)
                    sheet.write_formula(row, place, "=" + shown)


def expected(value: Value) -> list[list[float]]:
    columns = [name for m in MEASURES for name in (m, f"{m}_unknown", *(f"{m}_{scenario}" for scenario in SCENARIOS))]
    return [*value.table[columns].to_numpy(dtype=float).tolist(), value.total[columns].to_numpy(dtype=float).tolist()]


@pytest.mark.parametrize(
    "customers", [KNOWN, drawn(400, 1), KNOWN.assign(contribution=np.nan), KNOWN.assign(headroom=np.nan)],
    ids=["known", "drawn", "no costs", "no potentials"],
)  # fmt: skip
def test_what_is_at_stake_in_excel_is_the_engines(customers: pd.DataFrame, tmp_path: Path):
    """K59: LibreOffice computes from the formulas what the engine gives; what is unknown is a dash."""
    path = tmp_path / "value.xlsx"
    written(customers, path)
    after = values(recalculated(stripped(path, tmp_path), tmp_path))

    for row, amounts in enumerate(expected(value_at_stake(customers, POLICIES, ValueAtStake())), start=2):
        for column, amount in enumerate(amounts):
            shown = after.get(("value", f"{'ABCDEFGHIJ'[column]}{row}"))
            assert shown == "–" if math.isnan(amount) else same(amount, shown), (row, column)
