"""What the segments are like: indices, key figures, what separates them, what each column is good for; and what cannot be told."""

import math

import pandas as pd
import pytest
from profiled import rated

from segkit.segments import Profile, ProfileRules, profile
from segkit.segments.kpis import ALL_CUSTOMERS
from segkit.study import Study

RULES = ProfileRules()


def profiled(*groups) -> Profile:
    return profile(rated(*groups), RULES)


def row(found: Profile, segment: str, category: str) -> pd.Series:
    rows = found.indices[(found.indices["segment"] == segment) & (found.indices["category"] == category)]
    assert len(rows) == 1
    return rows.iloc[0]


def test_ten_of_a_hundred_against_five_percent_is_told():
    """M08: index 200 at z 2.29, the known answer; the base includes the segment."""
    found = row(profiled(("A", 10, {"region": "Fyn"}), ("A", 90, {"region": "Als"}), ("D", 100, {"region": "Als"})), "A", "Fyn")

    assert (found["share"], found["base_share"], found["index"]) == (0.10, 0.05, 200.0)
    assert round(found["z"], 2) == 2.29
    assert found["told"] == "over"


def test_three_of_thirty_against_five_percent_is_not_told():
    """M08, N14: the same index of 200 at z 1.26: too few of the category to tell."""
    found = row(profiled(("A", 3, {"region": "Fyn"}), ("A", 27, {"region": "Als"}), ("D", 30, {"region": "Als"})), "A", "Fyn")

    assert (found["index"], round(found["z"], 2)) == (200.0, 1.26)
    assert found["told"] == "too_few"


@pytest.mark.parametrize(("in_a", "told"), [(30, "over"), (28, "same"), (20, "same"), (12, "same"), (8, "under")])
def test_more_and_less_are_told_beyond_chance_only(in_a: int, told: str):
    """M08: of 100 customers of A against a base of 20%; index beyond 80 to 120 alone is not enough."""
    groups = [("A", in_a, {"region": "Fyn"}), ("A", 100 - in_a, {"region": "Als"})]
    base = 200 - in_a
    found = row(profiled(*groups, ("D", base, {"region": "Fyn"}), ("D", 900 - base, {"region": "Als"})), "A", "Fyn")

    assert found["base_share"] == 0.2
    assert found["told"] == told


def test_an_index_within_the_limits_is_never_told():
    """M08: 5,500 of 10,000 against half is far beyond chance, but an index of 110 says nothing to act on."""
    groups = [
        ("A", 5500, {"region": "Fyn"}),
        ("A", 4500, {"region": "Als"}),
        ("D", 4500, {"region": "Fyn"}),
        ("D", 5500, {"region": "Als"}),
    ]
    found = row(profiled(*groups), "A", "Fyn")

    assert found["z"] > 9
    assert (round(found["index"]), found["told"]) == (110, "same")


def test_an_unknown_category_is_no_category():
    """Missing is never low: who has no region counts in neither share, and the coverage says for how many it is known."""
    found = profiled(("A", 20, {"region": "Fyn"}), ("A", 60, {"region": "  "}), ("D", 20, {"region": "Als"}))

    assert set(found.indices["category"]) == {"Fyn", "Als"}
    assert row(found, "A", "Fyn")["segment_accounts"] == 20
    assert row(found, "A", "Fyn")["base_accounts"] == 40
    assert found.usefulness.set_index("name").loc["region", "coverage"] == 0.4


def test_the_not_rated_are_no_part_of_the_usual():
    """M08: the base is all rated customers."""
    found = profiled(("A", 20, {"region": "Fyn"}), ("D", 20, {"region": "Als"}), ("", 100, {"region": "Fyn"}))

    assert row(found, "A", "Fyn")["base_share"] == 0.5


@pytest.mark.parametrize("segment_size", [0, 1, 2, 9])
def test_a_small_segment_tells_nothing(segment_size: int):
    """N14: below ten customers every index is of too few."""
    found = profiled(("A", segment_size, {"region": "Fyn"}), ("D", 200, {"region": "Als"}), ("D", 1, {"region": "Fyn"}))

    assert set(found.of("A")["told"]) <= {"too_few"}


def test_few_rated_customers_tell_nothing():
    """N14: below 30 rated customers nothing is compared."""
    found = profiled(("A", 14, {"region": "Fyn"}), ("D", 15, {"region": "Als"}))

    assert set(found.indices["told"]) == {"too_few"}
    assert set(found.separation.table["told"]) == {"too_few"}


def test_sizes_are_those_of_the_european_union():
    """M08: 9 employees are the smallest band, 10 the next; who has none known has no size."""
    found = profiled(*(("A", 1, {"employees": count}) for count in (0, 9, 10, 49, 50, 249, 250, math.nan)), ("D", 1, {"employees": 3}))
    sizes = found.indices[(found.indices["attribute"] == "size") & (found.indices["segment"] == "A")]

    assert dict(zip(sizes["category"], sizes["count"], strict=True)) == {"0–9": 2, "10–49": 2, "50–249": 2, "250+": 1}


def test_own_columns_divide_where_they_have_few_values():
    """M08: the client's own columns of 2 to 30 values are traits; a name of one's own for every customer, or one for all, is none."""
    groups = [
        ("A" if i % 2 else "D", 1, {"attribute:Chain": f"c{i % 30}", "attribute:Note": f"n{i}", "attribute:Same": "x"}) for i in range(60)
    ]
    found = profiled(*groups)

    assert set(found.indices["attribute"]) == {"attribute:Chain"}
    assert dict(zip(found.usefulness["name"], found.usefulness["reason"], strict=True))["attribute:Note"] == "too_many"
    assert dict(zip(found.usefulness["name"], found.usefulness["reason"], strict=True))["attribute:Same"] == "one_value"


def test_the_owner_is_no_trait():
    """Who serves a customer says nothing of who it is."""
    found = profiled(("A", 50, {"owner": "Ida"}), ("D", 50, {"owner": "Bo"}))

    assert found.indices.empty


def test_the_most_telling_come_first_in_the_same_order_every_time():
    """M08: what is told, by distance from the usual; equal ones by name, whatever the order of the customers."""
    groups = [("A", 30, {"region": "Fyn", "industry": "VVS"}), ("A", 10, {"region": "Als", "industry": "El"}),
              ("D", 30, {"region": "Als", "industry": "El"}), ("D", 10, {"region": "Fyn", "industry": "VVS"})]  # fmt: skip
    one, other = profiled(*groups).of("A"), profiled(*reversed(groups)).of("A")

    assert [tuple(pair) for pair in one[["attribute", "category"]].to_numpy()] == [
        ("industry", "El"), ("industry", "VVS"), ("region", "Als"), ("region", "Fyn"),
    ]  # fmt: skip
    pd.testing.assert_frame_equal(one, other)


def test_key_figures_are_medians_with_intervals():
    """M09, G08: 21 revenues from 100 up by one: the median is the eleventh, the interval from the sixth to the sixteenth."""
    kpi = profile(rated(*(("A", 1, {"revenue": 100.0 + i}) for i in range(21))), RULES).kpi("A", "revenue")

    assert (kpi["n"], kpi["value"], kpi["low"], kpi["high"], kpi["told"]) == (21, 110.0, 105.0, 115.0, "")


def test_growing_begins_at_five_percent():
    """M09: exactly 5% more is growing, exactly 5% less shrinking; who did not buy before is in neither share."""
    groups = [("A", 6, {"revenue": 105.0, "revenue_before": 100.0}), ("A", 3, {"revenue": 104.99, "revenue_before": 100.0}),
              ("A", 1, {"revenue": 133.0, "revenue_before": 140.0}), ("A", 7, {"revenue_before": 0.0})]  # fmt: skip
    found = profiled(*groups)

    assert (found.kpi("A", "growing")["value"], found.kpi("A", "growing")["n"]) == (0.6, 10)
    assert found.kpi("A", "shrinking")["value"] == 0.1


def test_growing_begins_exactly_where_it_is_set_to_begin():
    """M09: 115 on 100 is 15%, although the float of the quotient lies just below."""
    found = profile(rated(("A", 10, {"revenue": 115.0, "revenue_before": 100.0})), ProfileRules(growth_from=0.15))

    assert found.kpi("A", "growing")["value"] == 1.0


def test_profitability_counts_known_costs_only():
    """M10: 20 customers keep half, of 80 the cost is unknown: the segment keeps half of what is known."""
    found = profiled(("A", 20, {"revenue": 200.0, "cost": 100.0}), ("A", 80, {}), ("D", 10, {"cost": 45.0}))

    assert (found.kpi("A", "contribution_share")["value"], found.kpi("A", "contribution_share")["n"]) == (0.5, 20)
    assert found.kpi("D", "contribution_share")["value"] == 0.1
    assert found.kpi("B", "contribution_share")["n"] == 0


@pytest.mark.parametrize(("n", "told"), [(0, "too_few"), (1, "too_few"), (9, "too_few"), (10, "")])
def test_key_figures_of_few_are_not_told(n: int, told: str):
    """N14: below ten customers a key figure is of too few; nobody has none."""
    found = profiled(("A", n, {}), ("D", 40, {}))

    assert found.kpi("A", "revenue")["told"] == told
    assert math.isnan(found.kpi("A", "revenue")["value"]) == (n == 0)


def test_all_customers_stand_beside_the_segments():
    """G08: the last rows are those of all, the not rated included."""
    found = profiled(("A", 10, {}), ("", 15, {}))

    assert (found.kpi(ALL_CUSTOMERS, "revenue")["n"], found.kpi("not_rated", "revenue")["n"]) == (25, 15)


def test_segments_that_differ_in_their_industry_are_separated_by_it():
    """G06: each segment has an industry of its own, all regions are alike."""
    groups = [(grade, 20, {"industry": grade, "region": region}) for grade in "ABCD" for region in ("Fyn", "Als")]
    apart = profiled(*groups).separation

    assert apart.effect("industry")[1] == "strong"
    assert apart.effect("region") == (0.0, "none")
    assert apart.separates == ("industry",)
    assert not apart.only_size


def test_segments_that_differ_in_nothing_but_size_are_warned_of():
    """G06: large customers have more employees and orders; that is size once more."""
    groups = [("A", 40, {"employees": 300.0, "orders": 20.0}), ("D", 40, {"employees": 5.0, "orders": 1.0})]
    apart = profiled(*groups, ("A", 1, {"region": "Fyn"}), ("D", 1, {"region": "Als"})).separation

    assert set(apart.separates) == {"size", "orders"}
    assert apart.only_size


def test_what_the_grades_are_made_from_separates_nothing():
    """G06: revenue and potential, and what follows from both, are no evidence; with one axis only its own measure is left out."""
    found = profiled(("A", 40, {}), ("D", 40, {}))

    assert found.grid_measures == ("revenue", "potential", "utilisation", "headroom")
    assert not set(found.grid_measures) & set(found.separation.table["name"])
    assert not found.separation.told


def test_rare_categories_count_as_one():
    """N14: forty industries of two customers each cannot make segments look different."""
    groups = [("A" if i % 2 else "D", 2, {"industry": f"i{i}", "region": "Fyn" if i % 4 < 2 else "Als"}) for i in range(28)]

    assert profiled(*groups).separation.effect("industry") == (0.0, "none")


@pytest.mark.parametrize(
    ("known", "region", "expected"),
    [
        (80, {"A": "Fyn", "D": "Als"}, ("keep", "separates")),
        (30, {"A": "Fyn", "D": "Als"}, ("collect", "promising")),
        (5, {"A": "Fyn", "D": "Als"}, ("collect", "little_known")),
        (0, {"A": "", "D": ""}, ("collect", "not_delivered")),
        (80, {"A": "Fyn", "D": "Fyn"}, ("drop", "one_value")),
    ],
)
def test_columns_are_kept_collected_or_left_out(known: int, region: dict[str, str], expected: tuple[str, str]):
    """G17: a column that separates is kept, one that would is collected, one that says the same of all is left out."""
    groups = [
        (grade, known if named else 80 - known, {"region": region[grade] if named else ""}) for grade in "AD" for named in (True, False)
    ]
    found = profiled(*groups).usefulness.set_index("name").loc["region"]

    assert (found["suggestion"], found["reason"]) == expected


def test_a_potential_that_is_mostly_unknown_is_to_be_collected():
    """G17: the grades are made from it."""
    found = profiled(("A", 10, {}), ("", 90, {})).usefulness.set_index("name")

    assert tuple(found.loc["potential", ["suggestion", "reason"]]) == ("collect", "grid_unknown")
    assert tuple(found.loc["revenue", ["suggestion", "reason"]]) == ("keep", "grid")


@pytest.mark.parametrize("groups", [(), (("A", 1, {}),), (("", 3, {}),), (("A", 1000, {"region": "Fyn", "employees": 4.0}),)])
def test_nobody_one_and_a_single_segment_have_a_profile(groups: tuple):
    """N14: without anybody, with one, with nobody rated and with one segment of a thousand there is a profile that tells nothing."""
    found = profiled(*groups)

    assert not found.separation.separates
    assert found.indices["told"].isin(["too_few", "same"]).all()


def test_the_example_finds_what_it_was_made_with(example: Study):
    """M08: in the example the large customers of A are larger companies."""
    first = example.profile.of("A").iloc[0]

    assert (first["attribute"], first["told"]) == ("size", "under")
    assert example.profile.indices.groupby(["segment", "attribute"])["count"].sum().max() <= len(example.customers)
