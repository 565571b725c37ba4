"""The ABCD model: every letter where its preset puts it, on the line as in the text, and unknown never low."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import narwhals as nw
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny import TINY

import segkit
from segkit.errors import BlockedError
from segkit.rating import REASONS, AbcdModel, measured, rate, settle
from segkit.rating.abcd import PRESETS, Threshold
from segkit.rating.measures import contribution, headroom, utilisation
from segkit.views import tables
from segkit.views.labels import definition


def accounts(*rows: tuple[float | None, float | None]) -> pd.DataFrame:
    """Return measured accounts of (revenue, potential)."""
    table = pd.DataFrame(rows, columns=["revenue", "potential"]).astype(float)
    return measured(table.assign(customer_id=[str(i) for i in range(len(table))], cost=np.nan))


def graded(model: AbcdModel, table: pd.DataFrame) -> list[str | None]:
    return list(rate(table, settle(model, table)).frame["grade"])


CLASSIC = AbcdModel.model_validate({"revenue_high": 100, "potential_high": 500})


def test_classic_puts_each_quadrant_where_it_says():
    """K07: A high/high, B low revenue with high potential, C high revenue with low potential, D low/low."""
    assert graded(CLASSIC, accounts((100, 500), (99.99, 500), (100, 499.99), (99.99, 499.99))) == ["A", "B", "C", "D"]


def test_exactly_on_the_threshold_is_high():
    """K07: half-open intervals; a value on the line earns the higher grade."""
    assert graded(CLASSIC, accounts((100.00, 500.00), (99.995, 500))) == ["A", "B"]


def test_potential_x_sow_grows_the_large_ones_that_buy_little():
    """Source: definitions, ABCD: high potential below 75% of the wallet is A, above it B; low potential C and D."""
    model = AbcdModel.model_validate({"preset": "potential_x_sow", "potential_high": 20000})

    assert graded(model, accounts((14999, 20000), (15000, 20000), (100, 1000), (750, 1000), (0, 20000))) == ["A", "B", "C", "D", "A"]


def test_size_sow_3x3_names_size_and_share():
    """Source: definitions, ABCD: the letter is the size, the number the share of wallet: 65%, 20% and 5% are 1, 2 and 3."""
    model = AbcdModel.model_validate({"preset": "size_sow_3x3", "potential_middle": 1000, "potential_high": 10000})
    table = accounts(*[(size * share, size) for size in (20000, 2000, 200) for share in (0.65, 0.20, 0.05)])

    assert graded(model, table) == ["A1", "A2", "A3", "B1", "B2", "B3", "C1", "C2", "C3"]


def test_a_stepped_scale_of_one_measure():
    """C09: Silver, Gold and Platinum by revenue alone, in the words of the client."""
    grid = {"across": "revenue", "across_cuts": [100, 1000], "grades": [["Silver", "Gold", "Platinum"]]}
    model = AbcdModel.model_validate({"preset": "own", "grid": grid})

    assert graded(model, accounts((99, None), (100, None), (1000, 5), (None, 5))) == ["Silver", "Gold", "Platinum", None]


def test_unknown_is_not_rated_with_its_reason():
    """K10: a missing measure is never a low grade."""
    table = accounts((100, None), (None, 500), (None, None))
    frame = rate(table, settle(CLASSIC, table)).frame

    assert list(frame["grade"]) == [None, None, None]
    assert list(frame["not_rated_because"]) == ["potential_unknown", "revenue_unknown", "revenue_unknown"]


def test_utilisation_of_nothing_is_undefined():
    """K09: where the potential is 0 a share of it does not exist, so the customer is not rated, and says why."""
    model = AbcdModel.model_validate({"preset": "potential_x_sow", "potential_high": 100})
    table = accounts((5, 0), (5, 10))
    frame = rate(table, settle(model, table)).frame

    assert list(frame["not_rated_because"]) == ["potential_zero", None]


def test_a_share_is_rounded_as_spreadsheets_round():
    """A half of the last decimal goes away from 0, also where the float lies just below it; what is too large to round stays as it is."""
    table = accounts((49.05, 6_400_000), (-49.05, 6_400_000), (4.92, 9_600_000_000), (200, 300), (1e11, 0.01))

    assert list(measured(table)["utilisation"]) == [7.664063e-06, -7.664063e-06, 5.13e-10, 0.666666666667, 1e13]


def test_every_letter_of_every_preset_can_be_reached():
    """A segment that nobody can ever fall into is a mistake in the preset."""
    sizes = [1, 500, 5000, 50000]
    for name in PRESETS:
        model = AbcdModel.model_validate({"preset": name, "revenue_high": 400, "potential_middle": 400, "potential_high": 4000})
        table = accounts(*[(size * share, size) for size in sizes for share in (0.05, 0.2, 0.8, 1.2)], (1, 5000))
        assert set(graded(model, table)) == {letter for row in PRESETS[name].grades for letter in row}


def test_a_quantile_is_settled_over_values_above_zero():
    """Quantiles are computed once, linearly between values, and rounded to two decimals."""
    model = AbcdModel.model_validate({"revenue_high": {"quantile": 0.5}, "potential_high": {"quantile": 0.8}})
    grid = settle(model, accounts((0, 10), (10, 20), (20, 30), (40, None)))

    assert [(cut.key, cut.value, cut.quantile) for cut in grid.cuts] == [
        ("abcd.revenue_high", 20.0, 0.5),
        ("abcd.potential_high", 26.0, 0.8),
    ]


money = st.one_of(st.none(), st.integers(-(10**7), 10**9).map(lambda cents: cents / 100))


@given(st.lists(st.tuples(money, money.map(lambda value: value if value is None else abs(value))), min_size=1, max_size=40), st.randoms())
def test_order_and_currency_do_not_change_a_grade(rows: list[tuple[float | None, float | None]], random: object):
    """D08: permuted rows and amounts times 100 (øre for kroner) give the same grades."""
    hundred = AbcdModel.model_validate({"revenue_high": 10000, "potential_high": 50000})
    shuffled = list(range(len(rows)))
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    plain = graded(CLASSIC, accounts(*rows))

    assert graded(CLASSIC, accounts(*[rows[i] for i in shuffled])) == [plain[i] for i in shuffled]
    assert graded(hundred, accounts(*[tuple(value if value is None else round(value * 100) for value in row) for row in rows])) == plain


@pytest.mark.parametrize("preset", list(PRESETS))
def test_pandas_and_duckdb_grade_alike(preset: str, tmp_path: Path):
    """One rule on two engines: the same measures, grades and reasons for 5,000 accounts with gaps, zeros, ties and negatives."""
    random = np.random.default_rng(7)
    n = 5000
    revenue = np.round(random.choice([0, 100, 400, -50, np.nan], n) * random.choice([1, 1, 2.5, 99.99], n), 2)
    potential = np.round(random.choice([0, 400, 4000, 20000, np.nan], n) * random.choice([1, 1, 0.9999], n), 2)
    plain = pd.DataFrame({"customer_id": [f"{i:05d}" for i in range(n)], "revenue": revenue, "potential": potential, "cost": np.nan})
    model = AbcdModel.model_validate({"preset": preset, "revenue_high": 100, "potential_middle": 400, "potential_high": 4000})
    grid = settle(model, measured(plain))
    path = tmp_path / "accounts.csv"
    plain.to_csv(path, index=False)
    columns = {"customer_id": "VARCHAR", "revenue": "DOUBLE", "potential": "DOUBLE", "cost": "DOUBLE"}
    relation = duckdb.connect().read_csv(str(path), columns=columns, header=True)
    frame = nw.from_native(relation).with_columns(utilisation(), headroom(), contribution())
    other = frame.with_columns(grid.cell(), grid.reason()).to_native().df().sort_values("customer_id", ignore_index=True)
    ours = rate(measured(plain), grid).frame

    assert list(ours["grade"]) == [(*grid.cells, None)[int(cell)] for cell in other["cell"]]
    assert list(ours["not_rated_because"]) == [(*REASONS, None)[int(reason)] for reason in other["reason"]]
    pd.testing.assert_series_equal(ours["utilisation"], other["utilisation"], check_exact=True)
    pd.testing.assert_series_equal(ours["headroom"], other["headroom"], check_exact=True)


@pytest.mark.parametrize(
    ("given_model", "sentence"),
    [
        (
            {"preset": "size_sow_3x3", "potential_middle": 900, "potential_high": 100},
            "'potential_middle' (900) must be below 'potential_high' (100). Swap the two.",
        ),
        (
            {"preset": "size_sow_3x3", "utilisation_middle": 0, "utilisation_high": 0},
            "'utilisation_middle' (0) must be below 'utilisation_high' (0). Swap the two.",
        ),
        ({"preset": "potential_x_sow", "utilisation_high": 60}, "'utilisation_high' is 60, which is 6,000 %. Write 0.6 for 60 %."),
        ({"preset": "own"}, "'grid' belongs to 'preset: own'. Give both or neither."),
        (
            {"preset": "own", "grid": {"across": "revenue", "across_cuts": [100], "grades": [["A", "B", "C"]]}},
            "'grades' must have 1 rows of 2 letters for these cuts, but has 3.",
        ),
        ({"labels": {"E": "Platinum"}}, "'labels' names 'E', but the grades are A, B, C, D."),
        ({"labels": {"A": "B"}}, "'labels' gives two grades the same name. Every grade needs its own."),
        ({"labels": {"A": "Gold", "B": "Gold"}}, "'labels' gives two grades the same name. Every grade needs its own."),
    ],
)
def test_a_model_that_contradicts_itself_is_refused(given_model: dict[str, object], sentence: str):
    """D09: each contradiction in one sentence."""
    with pytest.raises(ValueError) as caught:
        AbcdModel.model_validate(given_model)

    assert sentence in str(caught.value)


def test_a_threshold_is_an_amount_or_a_quantile():
    with pytest.raises(ValueError, match="a threshold is either an amount or a quantile"):
        Threshold.model_validate({"amount": 5, "quantile": 0.5})


def test_exactly_75_percent_is_75_percent():
    """4,500.45 of 6,000.60 is 75%, although the float division falls just below it."""
    model = AbcdModel.model_validate({"preset": "potential_x_sow", "potential_high": 1000})

    assert graded(model, accounts((4500.45, 6000.60))) == ["B"]


def test_quantiles_that_fall_together_are_told():
    """Two thresholds at the same amount leave a band that nobody can reach."""
    model = AbcdModel.model_validate({"preset": "size_sow_3x3"})

    with pytest.raises(BlockedError) as caught:
        settle(model, accounts((1, 1000), (2, 1000), (3, 1000)))

    assert str(caught.value) == (
        "SEG-D07: 'potential_middle' (1000) is not below 'potential_high' (1000) for these customers. Write amounts that rise."
    )


def test_a_quantile_of_utilisation_keeps_its_decimals():
    """A share is no amount: a median of 0.2% is settled as 0.002, not as 0.00."""
    model = AbcdModel.model_validate({"preset": "potential_x_sow", "utilisation_high": {"quantile": 0.5}})
    grid = settle(model, accounts((1, 1000), (2, 1000), (3, 1000)))

    assert grid.across.cuts[0].value == 0.002


def test_a_quantile_of_no_values_is_open_and_says_so(workbook: Callable[..., Path]):
    """Where no potential is known yet, the threshold is not 0: it is open, and every text says so."""
    yaml = TINY.replace("potential_high: 5000", "potential_high: {quantile: 0.8}")
    study = segkit.run_study(segkit.read_engagement(workbook(yaml, customers_csv="No;Name;Rep;Potential\n001;Alfa;Ida;\n")))

    assert [cut.open for cut in study.grid.cuts] == [False, True]
    assert definition(study, "A") == "Revenue from DKK\N{NO-BREAK SPACE}1,000, potential from an amount still open."
    assert tables.thresholds(study).rows[1][1::2] == ("–", "open until values are known")
