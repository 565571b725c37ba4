"""What is said and shown of the segments' profile: the right sentence for none, one, few, all and nothing known."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from profiled import GRID, rated
from tiny import CUSTOMERS, TINY

import segkit
from segkit.segments import GateLimits, ProfileRules, gate, profile, segment
from segkit.study import Study
from segkit.views import profile_chart, profiling, validity


@pytest.fixture
def of(tiny: Study) -> Callable[..., Study]:
    """Return the tiny study with other customers, made by hand, in English."""

    def build(*groups) -> Study:
        ratings = rated(*groups)
        segmentation, profiled = segment(ratings), profile(ratings, ProfileRules())
        revenue = sum((Decimal(str(value)) for value in segmentation.table["revenue"].dropna()), Decimal(0))
        gated = gate(ratings, segmentation, profiled, revenue, GateLimits())
        return replace(tiny, customers=ratings.frame, grid=GRID, segmentation=segmentation, profile=profiled, gate=gated)

    return build


@pytest.mark.parametrize(
    ("groups", "sentence"),
    [
        ((("D", 50, {}),), "Segment A holds nobody."),
        ((("A", 1, {}), ("D", 50, {})), "Segment A holds 1 customer: too few to tell what sets it apart."),
        ((("A", 2, {}), ("D", 50, {})), "Segment A holds 2 customers: too few to tell what sets it apart."),
        ((("A", 50, {}),), "All rated customers are in segment A, so there is nothing to compare it with."),
        ((("A", 1, {}), ("", 9, {})), "All rated customers are in segment A, so there is nothing to compare it with."),
        ((("A", 10, {}), ("D", 19, {})), "29 customers are rated: too few to tell what sets a segment apart."),
        ((("A", 20, {}), ("D", 20, {})), "Nothing but figures is known of the customers in segment A."),
        (
            (("A", 20, {"region": "Fyn"}), ("A", 20, {"region": "Als"}), ("D", 40, {"region": "Fyn"}), ("D", 40, {"region": "Als"})),
            "Nothing that is known of the customers in segment A differs clearly from all rated customers.",
        ),
        (
            tuple((grade, 2, {"region": f"r{i}"}) for grade in "AD" for i in range(20)),
            "Of each kind of customer, segment A holds too few to tell what sets it apart.",
        ),
        (
            (("A", 30, {"region": "Fyn"}), ("A", 10, {"region": "Als"}), ("D", 60, {"region": "Als"})),
            "Clearly more common in segment A than among all rated customers: Region: Fyn (75% against 30%). "
            "Clearly less common in segment A: Region: Als (25% against 70%).",
        ),
    ],
)
def test_a_segment_is_told_apart_in_a_sentence_that_fits(of: Callable[..., Study], groups: tuple, sentence: str):
    """M08, N14: nobody, one, two, everybody, too few rated, nothing known, nothing different, and what is clearly more and less."""
    assert profiling.apart(of(*groups), "A") == sentence


def test_the_table_shows_at_most_eight_with_how_to_read_them(of: Callable[..., Study]):
    """M08: share, interval, usual share and index as the language writes them; what could be chance says so."""
    groups = [
        (grade, 20, {"region": f"r{i}", "industry": "El" if (grade == "A") == (i < 8) else "VVS"}) for grade in "AD" for i in range(12)
    ]
    table = profiling.traits(of(*groups), "A")

    assert table is not None
    assert len(table.rows) == 8
    assert table.rows[0] == ("Industry: El", "160", "67%", "60–72%", "50%", "133", "clearly more")
    assert {row[-1] for row in table.rows[2:]} == {"about the same"}


@pytest.mark.parametrize(
    ("share", "mark"),
    [(0.30, "clearly more"), (0.26, "could be chance"), (0.22, "about the same"), (0.14, "could be chance"), (0.08, "clearly less")],
)
def test_an_index_is_read_in_words(of: Callable[..., Study], share: float, mark: str):
    """M08: of 100 customers of A against a fifth of 1,000."""
    n = round(share * 100)
    study = of(
        ("A", n, {"region": "Fyn"}), ("A", 100 - n, {"region": "Als"}), ("D", 200 - n, {"region": "Fyn"}), ("D", 700 + n, {"region": "Als"})
    )
    table = profiling.traits(study, "A")

    assert table is not None
    assert {row[0]: row[-1] for row in table.rows}["Region: Fyn"] == mark


def test_key_figures_stand_with_their_intervals(of: Callable[..., Study]):
    """M09: the typical amount with its interval; too few, and nobody, in words and as a dash; figures that nobody has are left out."""
    study = of(*(("A", 1, {"revenue": 100.0 + i}) for i in range(21)), ("B", 1, {}), ("D", 10, {"orders": 3.0}))
    table = profiling.kpis(study)

    assert table.headings == ("Segment", "Customers", "Typical revenue", "Typical number of orders")
    assert [row[2] for row in table.rows] == ["110 (105–115)", "too few to tell", "–", "50 (50–50)", "105 (50–111)"]
    assert [row[3] for row in table.rows] == ["–", "–", "–", "3 (3–3)", "3 (3–3)"]


def test_an_interval_below_0_is_written_in_words(of: Callable[..., Study]):
    """M10: a dash between negative amounts would be one more minus; shares carry one percent sign."""
    table = profiling.kpis(of(("A", 20, {"cost": 300.0, "revenue_before": 100.0}), ("D", 20, {})))

    assert table.rows[0][3:6] == ("-100 (-100 to -100)", "-50%", "100% (84–100%)")


def test_the_not_rated_have_a_row_where_there_are_any(of: Callable[..., Study]):
    """G08: before the total of all customers."""
    assert [row[0] for row in profiling.kpis(of(("A", 10, {}), ("", 3, {}))).rows] == ["A", "B", "C", "D", "Not rated", "All customers"]


@pytest.mark.parametrize(
    ("cost", "sentence"),
    [
        ((None, None), ""),
        ((100.0, None), ""),
        ((100.0, 25.0), "All segments keep 50% of their revenue as contribution."),
        ((100.0, 40.0), "Segment A keeps most of its revenue as contribution, 50%; segment D keeps least, 20%."),
    ],
)
def test_profitability_is_compared_where_it_is_known(of: Callable[..., Study], cost: tuple[float | None, ...], sentence: str):
    """M10: only between segments of which enough is known; equal ones are not ranked."""
    assert profiling.profitability(of(("A", 20, {"cost": cost[0]}), ("D", 20, {"cost": cost[1]}))) == sentence


@pytest.mark.parametrize(
    ("further", "sentence"),
    [
        ({"A": {}, "D": {}}, "Too little is known to tell whether the segments differ in anything but revenue and potential."),
        (
            {"A": {"orders": 3.0}, "D": {"orders": 3.0}},
            "The segments differ in nothing but revenue and potential, from which they were made: they sort the customers and say no more of them.",
        ),
        (
            {"A": {"orders": 30.0}, "D": {"orders": 3.0}},
            "Besides revenue and potential, the segments differ only in what goes with size: Orders. They sort the customers by size and say no "
            "more of them.",
        ),
        (
            {"A": {"industry": "El"}, "D": {"industry": "VVS"}},
            "Besides revenue and potential, from which they were made, the segments differ most in: Industry.",
        ),
    ],
)
def test_what_separates_the_segments_is_said(of: Callable[..., Study], further: dict[str, dict[str, object]], sentence: str):
    """G06: nothing known, nothing different, only size, and what does."""
    assert validity.separated(of(("A", 30, further["A"]), ("D", 30, further["D"]))) == sentence


def test_the_effects_stand_in_a_table(of: Callable[..., Study]):
    """G06: what is known of nobody is left out; without anything known there is no table."""
    table = validity.separation(of(("A", 30, {"industry": "El"}), ("D", 30, {"industry": "VVS"})))

    assert table is not None
    assert table.rows == (("Industry", "60", "1.00", "strong"),)
    assert validity.separation(of(("A", 30, {}), ("D", 30, {}))) is None


def test_each_column_has_a_suggestion_with_its_reason(of: Callable[..., Study]):
    """G17: what the grades are made from, what separates them, and what is known for nobody."""
    rows = {row[0]: row[1:] for row in validity.usefulness(of(("A", 30, {"industry": "El"}), ("D", 30, {"industry": "VVS"}))).rows}

    assert rows["Revenue"] == ("100%", "2", "", "the client's own systems", "keep", "the grades are made from it")
    assert rows["Industry"] == ("100%", "2", "strong", "the client's own systems", "keep", "the segments differ in it")
    assert rows["Size (employees)"] == ("0%", "0", "too few to tell", "bought or public data", "collect more", "it is known for nobody")


@pytest.mark.parametrize(
    ("groups", "sentence"),
    [
        (tuple((grade, 20, {"industry": grade}) for grade in "ABCD"), "The segments passed all 6 checks."),
        (tuple((grade, 20, {}) for grade in "ABCD"), "No check failed; 1 of 6 is to be looked at."),
        (tuple((grade, 9, {}) for grade in "ABCD"), "No check failed; 2 of 6 are to be looked at."),
        (tuple((grade, 2, {}) for grade in "ABCD"), "1 of 6 checks is not passed: talk about it before the segments are used."),
        ((("A", 2, {}), ("", 9, {})), "3 of 6 checks are not passed: talk about them before the segments are used."),
    ],
)
def test_the_verdict_is_a_sentence(of: Callable[..., Study], groups: tuple, sentence: str):
    """M20: passed, one and more to look at, one and more not passed."""
    assert validity.verdict(of(*groups)) == sentence


def test_the_gate_says_what_was_found(of: Callable[..., Study]):
    """M20: names, shares and the threshold that moves most, with the limits; nothing to look at is said in words."""
    rows = {row[0]: row[1:] for row in validity.gate(of(("A", 30, {"revenue": 105.0}), ("D", 1, {}), ("", 1, {}))).rows}

    assert rows["The smallest segment is large enough"][0] == "1 customer in D; nobody in B and C"
    assert rows["Most customers are rated"][0] == "3.1% are not rated"
    assert rows["Grades hold when a threshold moves by 10%"][0] == "3.2% keep their grade at worst (High revenue from)"
    assert rows["The revenue adds up to the files received"] == ("to the last decimal", "", "passed")
    assert rows["The segments differ in more than size"] == ("cannot be told", "", "look at it")
    assert {row[0]: row[1] for row in validity.gate(of(("", 4, {}))).rows}["The smallest segment is large enough"] == "nobody is rated"


def test_the_chart_shows_what_sets_a_segment_apart(example: Study):
    """M08, G14: the sentence is its text alternative; the same study gives the same bytes."""
    first, again = (profile_chart.profile(example, "A") for _ in range(2))

    assert first is not None
    assert first == again
    assert first.alt == profiling.apart(example, "A")
    assert "A" in first.caption


def test_the_chart_writes_share_usual_share_and_index(example: Study, monkeypatch: pytest.MonkeyPatch):
    """M08: the three figures of a row stand beside its dot, in that order."""
    written = []
    monkeypatch.setattr(profile_chart, "_beside", lambda axes, place, text, look: written.append((place, text)))
    row = example.profile.of("A").query("told != 'too_few'").iloc[0]
    words = example.words

    profile_chart.profile(example, "A")

    assert [text for place, text in written if place == 0] == [
        words.percent(row["share"]), words.percent(row["base_share"]), words.number(row["index"])
    ]  # fmt: skip


@pytest.mark.parametrize(
    "groups",
    [
        (("D", 50, {}),),
        (("A", 3, {"region": "Fyn"}), ("D", 50, {"region": "Als"})),
        (("A", 20, {"region": "Fyn"}), ("A", 20, {"region": "Als"}), ("D", 40, {"region": "Fyn"}), ("D", 40, {"region": "Als"})),
    ],
)
def test_there_is_no_chart_of_nothing(of: Callable[..., Study], groups: tuple):
    """N14: nobody, too few, and no clear difference are not drawn."""
    assert profile_chart.profile(of(*groups), "A") is None


@pytest.mark.parametrize("holds", ["one customer", "nothing known", "no revenue", "nobody"])
def test_every_view_speaks_sense_of_very_little(workbook: Callable[..., Path], holds: str):
    """D07, N14: whatever is lacking, no sentence or cell holds nan, None or a broken text."""
    unknown = "No;Name;Rep;Potential\n001;Alfa;Ida;\n002;Beta;Bo;\n"
    customers = {"one customer": "No;Name;Rep;Potential\n001;Alfa;Ida;9000\n"}.get(holds, unknown)
    lines = "No;Date;Amount\n001;15-07-2025;0,00\n" if holds == "no revenue" else "No;Date;Amount\n001;15-07-2025;10,00\n"
    study = segkit.run_study(segkit.read_engagement(workbook(customers_csv=customers, lines_csv=lines)))
    shown = [profiling.kpis(study), validity.separation(study), validity.usefulness(study), validity.gate(study)]
    shown += [profiling.traits(study, letter) for letter in study.grid.letters]
    texts = [BeautifulSoup(view._repr_html_(), "html.parser").get_text(" ") for view in shown if view is not None]
    texts += [profiling.apart(study, letter) for letter in study.grid.letters]
    texts += [profiling.profitability(study), validity.separated(study), validity.verdict(study)]

    assert not re.search(r"\b(nan|None|inf)\b|  \.|\{", "\n".join(texts))


def test_client_text_stays_text(workbook: Callable[..., Path]):
    """G04: an own column and its values come out as they are written, in table, sentence and chart."""
    names = "\n".join(f"{i:03d};N;I;{9000 if i % 2 else 10};{'<b>x</b> {n} $a^2$' if i % 2 else '=1+1'}" for i in range(60))
    lines = "No;Date;Amount\n" + "\n".join(f"{i:03d};15-07-2025;2.000,00" for i in range(60)) + "\n"
    yaml = TINY.replace("potential: Potential}", "potential: Potential}\n    attributes: {'<i>Chain</i>': Chain}")
    study = segkit.run_study(
        segkit.read_engagement(workbook(yaml, customers_csv=CUSTOMERS.splitlines()[0] + f";Chain\n{names}\n", lines_csv=lines))
    )
    table, chart = profiling.traits(study, "A"), profile_chart.profile(study, "A")

    assert table is not None
    assert chart is not None
    assert not BeautifulSoup(table._repr_html_(), "html.parser").find(["b", "i"])
    assert "<i>Chain</i>: <b>x</b> {n} $a^2$ (100% against 50%)" in profiling.apart(study, "A")
    assert "<b>" not in chart.svg
