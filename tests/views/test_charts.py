"""Charts: what they say and show for every kind of client, letters that never meet, and colours that hold."""

import itertools
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from drawn import ALL, SMALL, Draw, crowd, small, with_months, wrong_letters

import segkit
from segkit.brand import Brand, contrast
from segkit.example import make_example
from segkit.study import Study
from segkit.views import charts, letters
from segkit.views.canvas import SMALL as SMALLEST
from segkit.views.canvas import WIDTH, Canvas, Pen
from segkit.views.looks import looks
from segkit.views.palette import ACCENT, GRADE_COLOURS, WHITE, readable
from segkit.words import LANGUAGES

PRESETS = {
    "potential_x_sow": "preset: potential_x_sow\n  potential_high: 600000\n  utilisation_high: 0.4",
    "size_sow_3x3": "preset: size_sow_3x3\n  potential_middle: 200000\n  potential_high: 600000\n  utilisation_high: 0.4\n"
    "  labels: {A1: Platinkunder}",
    "steps": "preset: own\n  grid: {across: revenue, across_cuts: [20000, 50000, 100000, 250000], grades: [[E, D, C, B, A]]}",
}


def by_name(draw: Draw) -> str:
    return draw.__name__


@pytest.mark.parametrize("draw", ALL, ids=by_name)
def test_a_chart_is_the_same_every_time(example: Study, draw: Draw):
    """G14: the same study gives the same bytes, whatever was drawn before."""
    first = draw(example)
    letters.line.cache_clear()

    assert first == draw(example)


@pytest.mark.parametrize("draw", ALL, ids=by_name)
def test_a_chart_names_unit_and_period(example: Study, draw: Draw):
    """Each chart's caption or headings say in which unit; its caption says of which period, how long the plan is, or that it is a year."""
    chart = draw(example)

    assert chart is not None
    assert re.search("DKK|%|Pareto|Timer om året", chart.caption + "".join(label.text for label in chart.labels))
    assert re.search("1. juli 2025|12 |om året", chart.caption)


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_never_meet_in_any_language(tmp_path: Path, language: str):
    """In each language every label stands inside its chart and clear of the others."""
    study = segkit.run_study(segkit.read_engagement(make_example(tmp_path / "workbooks" / "example", language)))
    drawn = [chart for draw in ALL if (chart := draw(study)) is not None]

    assert len(drawn) == len(ALL)
    assert [wrong for chart in drawn for wrong in wrong_letters(chart)] == []


@pytest.mark.parametrize("holds", SMALL)
def test_charts_of_very_little_speak_sense(workbook: Callable[..., Path], holds: str):
    """D07, N14: one, two, equal, unknown, negative and huge customers give charts that can be read, or none."""
    study = small(workbook, holds)
    drawn = [chart for draw in ALL if (chart := draw(study)) is not None]

    assert drawn
    assert [wrong for chart in drawn for wrong in wrong_letters(chart)] == []
    assert not [chart for chart in drawn if re.search(r"\b(nan|None|inf)\b|[{}]|  ", chart.alt + chart.caption + chart.svg)]


@pytest.mark.parametrize("preset", PRESETS)
def test_every_grid_is_named_in_the_matrix(workbook: Callable[..., Path], example_file: Path, preset: str):
    """Whatever the grid, the matrix names each grade once with its number of customers, and letters stay apart."""
    text = example_file.read_text(encoding="utf-8")
    yaml = re.sub(r"abcd:\n(  .*\n)+", f"abcd:\n  {PRESETS[preset]}\n", text)
    files = {path.name: path.read_bytes() for path in (example_file.parent / "data").iterdir()}
    study = segkit.run_study(
        segkit.read_engagement(workbook(yaml, **{"_".join(name.rsplit(".", 1)): held for name, held in files.items()}))
    )
    chart = charts.matrix(study)

    assert chart is not None
    named = [label.text for label in chart.labels if " · " in label.text]
    assert sorted(text.split(" · ")[0] for text in named) == sorted(study.engagement.abcd.label(letter) for letter in study.grid.letters)
    assert wrong_letters(chart) == []


def test_a_crowd_shares_dots(example: Study):
    """100,000 customers give a drawing of less than 100 kB that says what its dots stand for, and nobody is lost from the count."""
    chart = charts.matrix(crowd(example, 100_000))

    assert chart is not None
    assert len(chart.svg) < 100_000
    assert example.words("A larger dot stands for several customers that lie close together.") in chart.caption
    assert chart.alt.startswith("100.000 ")


def test_few_customers_have_a_dot_each(example: Study):
    """Each customer has a dot of its own where there are not too many."""
    chart = charts.matrix(crowd(example, 300))

    assert chart is not None
    assert chart.svg.count("<circle") == 300 + len(example.grid.letters)


@pytest.mark.parametrize("factor", [1.0, 1.001, 1.5, 8.0])
def test_a_short_axis_has_ticks_too(example: Study, factor: float):
    """Where revenue and potential span less than a decade, each axis still has at least three amounts."""
    few = crowd(example, 5)
    spread = np.geomspace(200_000, 200_000 * factor, 5).round(2)
    chart = charts.matrix(replace(few, customers=few.customers.assign(revenue=spread, potential=spread * 2)))

    assert chart is not None
    bottom = max(label.bottom for label in chart.labels) - 12
    numbers = [label for label in chart.labels if re.fullmatch(r"[\d.,]+", label.text) and label.bottom < bottom - 1]
    below = [label for label in numbers if label.top > 260]
    beside = [label for label in numbers if label.right < 60 and label not in below]
    assert len(below) >= 3
    assert len(beside) >= 3


def test_the_matrix_says_who_is_not_drawn(workbook: Callable[..., Path]):
    """A customer without a potential is counted in the caption, not drawn at 0."""
    study = small(workbook, "long names")
    chart = charts.matrix(study)

    assert chart is not None
    assert "1 customer without a revenue and a potential above 0 is not drawn." in chart.caption


def test_the_dashed_line_is_only_spoken_of_where_it_is(workbook: Callable[..., Path]):
    """The caption does not explain a line that lies outside the drawing."""
    chart = charts.matrix(small(workbook, "one customer"))

    assert chart is not None
    assert "dasharray" not in chart.svg
    assert "dashed" not in chart.caption


@pytest.mark.parametrize("months", [2, 12, 13, 24, 37, 60])
@pytest.mark.parametrize("draw", [charts.months, charts.trend], ids=by_name)
def test_months_stay_apart_however_many(example: Study, draw: Draw, months: int):
    """Names of months are thinned out where they would meet; each year is named once, and amounts below 0 hang below the line."""
    values = [round(float(value), 2) for value in np.random.default_rng(months).normal(2e6, 3e6, months)]
    chart = draw(with_months(example, values))

    assert chart is not None
    assert wrong_letters(chart) == []
    years = [label.text for label in chart.labels if re.fullmatch(r"20\d\d", label.text)]
    assert years == sorted(set(years))


@pytest.mark.parametrize(
    ("values", "finding"),
    [
        ([5.0, 7.0, 6.0], "most, 7, was invoiced in Feb 2023, and least, 5, in Jan 2023."),
        ([7.0, 7.0, 6.0], "most, 7, was invoiced in Jan 2023 and Feb 2023, and least, 6, in Mar 2023."),
        ([7.0, 6.0, 6.0], "most, 7, was invoiced in Jan 2023."),
        ([7.0, 7.0, 7.0], "every month has 7."),
        ([7.0, 7.0, 7.0, 7.0, 5.0], "4 months share the highest revenue, 7."),
        ([-5.0, -7.0, -6.0], "most, -5, was invoiced in Jan 2023, and least, -7, in Feb 2023."),
    ],
)
def test_the_finding_of_months_holds_for_ties(workbook: Callable[..., Path], values: list[float], finding: str):
    """The best months are all named, and equal months are not called best."""
    chart = charts.months(with_months(small(workbook, "one customer"), values))

    assert chart is not None
    assert chart.alt == f"Revenue per month in DKK; {finding}"


def test_months_without_revenue_are_no_chart(example: Study):
    """Only zeros say nothing."""
    assert charts.months(with_months(example, [0.0, 0.0, 0.0])) is None


def test_the_trend_needs_the_period_before(example: Study):
    """Where the revenue before is unknown, nothing is compared with it."""
    unknown = replace(example, customers=example.customers.assign(revenue_before=np.nan))

    assert charts.trend(unknown) is None
    assert charts.trend(example) is not None


def test_key_customers_add_up(example: Study):
    """S22: at most ten, the largest first, and the last column is the running share of all revenue above 0."""
    chart = charts.key_customers(example)
    revenue = example.customers["revenue"].sort_values(ascending=False)
    shares = revenue.head(10).cumsum() / revenue[revenue > 0].sum()

    assert chart is not None
    shown = [label.text for label in chart.labels if "%" in label.text]
    assert shown == [example.words.percent(share) for share in shares]


def test_every_bar_of_customers_is_said_aloud(workbook: Callable[..., Path]):
    """N14: letters in a chart are outlines, so its text alternative names each customer with the amount."""
    chart = charts.key_customers(small(workbook, "two customers"))

    assert chart is not None
    assert re.search(r" In DKK: Alfa [\d,]+; Beta [\d,]+\.$", chart.alt)


def test_equal_customers_are_not_called_largest(workbook: Callable[..., Path]):
    """Where the first ones are equal, the finding names nobody."""
    chart = charts.key_customers(small(workbook, "ties"))

    assert chart is not None
    assert chart.alt.partition(" In DKK: ")[0] == "6 customers have revenue. No customer is larger than all others."


@pytest.mark.parametrize(
    ("holds", "finding"),
    [
        ("one customer", "Alfa contributes most, DKK 500. No customer costs more than it brings."),
        ("two customers", "Alfa contributes most, DKK 500. 1 customer costs more than it brings, DKK 60."),
        ("ties", "6 customers contribute most, DKK 500 each. No customer costs more than it brings."),
    ],
)
def test_who_earns_and_who_costs(workbook: Callable[..., Path], holds: str, finding: str):
    """The finding says who contributes most and how much others cost, in words that fit their number."""
    chart = charts.earners(small(workbook, holds))

    assert chart is not None
    assert chart.alt.partition(" In DKK: ")[0].replace("\N{NO-BREAK SPACE}", " ") == finding


def test_earners_need_every_cost(workbook: Callable[..., Path]):
    """Where a contribution is unknown there is no chart: it would leave a customer out."""
    assert charts.earners(small(workbook, "nothing known")) is None


def test_hours_against_value_says_where_they_differ(example: Study):
    """S23: the finding names the segment whose shares differ most, with both shares."""
    chart = charts.effort(example)
    table = example.effort.segments
    widest = table["gap"].abs().idxmax()

    assert chart is not None
    assert example.words.percent(table.at[widest, "hours_share"]) in chart.alt
    assert example.words.percent(table.at[widest, "value_share"]) in chart.alt


def test_value_at_stake_is_never_added(example: Study):
    """N17: revenue and contribution stand in panels of their own, each with its assumptions, and no sum of both is shown."""
    chart = charts.value_at_stake(example)
    total = example.value.total
    both = total["headroom_likely"] + total["contribution_likely"]

    assert chart is not None
    assert example.words.money(total["headroom_likely"]) in chart.alt
    assert example.words.money(total["contribution_likely"]) in chart.alt
    assert example.words.money(both) not in chart.alt
    assert all(example.words.percent(share) in chart.caption for share in (0.05, 0.10, 0.20, 0.25, 0.50, 0.75))


def test_unknown_revenue_is_shown_by_owner(example: Study):
    """The finding says how many customers with revenue are not rated, and their share of the revenue above 0."""
    chart = charts.unknown(example)
    revenue = example.customers["revenue"].clip(lower=0)
    open_ = example.customers["grade"].isna()

    assert chart is not None
    assert str(int((open_ & (revenue > 0)).sum())) in chart.alt
    assert example.words.percent(revenue[open_].sum() / revenue.sum()) in chart.alt


def test_nothing_unknown_is_no_chart(workbook: Callable[..., Path]):
    """A chart of what is not known is left out where all is."""
    assert charts.unknown(small(workbook, "two customers")) is None


def test_two_models_count_every_customer_once(example: Study):
    """K48: the cells add up to the customers that have a Pareto class."""
    chart = charts.models(example)

    assert chart is not None
    cells = [int(label.text) for label in chart.labels if re.fullmatch(r"\d+", label.text)]
    assert sum(cells) == example.customers["pareto_class"].notna().sum()


@pytest.mark.parametrize(
    ("holds", "finding"),
    [
        ("one customer", "Only one customer has revenue."),
        ("two customers", "Of 2 customers with revenue, the largest alone makes 80% of it."),
        ("nothing known", "It takes all 2 customers with revenue to make 80% of it."),
    ],
)
def test_the_pareto_finding_fits_the_number(workbook: Callable[..., Path], holds: str, finding: str):
    """The finding is a true sentence for one, two and equal customers."""
    chart = charts.pareto(small(workbook, holds))

    assert chart is not None
    assert chart.alt == finding


def test_charts_take_the_colours_of_the_brand(example: Study):
    """The lead and the accent are the consultant's; the colours of the grades stay."""
    brand = Brand(colour="#0B6E4F", accent="#F4A300")
    own = replace(example, engagement=example.engagement.model_copy(update={"brand": brand}))
    house, drawn = ({draw.__name__: chart.svg for draw in ALL if (chart := draw(study)) is not None} for study in (example, own))

    assert all(drawn[name] != house[name] for name in house)
    assert not any(ACCENT in svg for svg in drawn.values())
    assert all(f'fill="{colour}" stroke' in drawn["matrix"] for colour in GRADE_COLOURS[:4])


@pytest.mark.parametrize("colour", [*GRADE_COLOURS, ACCENT, "#F4A300", "#FFFFFF", "#000000"])
def test_letters_in_a_colour_can_be_read(colour: str):
    """Letters on paper have a contrast of 4.5 to 1 at least, whatever accent a brand has."""
    assert contrast(readable(colour), WHITE) >= 4.5


def test_a_dark_colour_is_kept_for_letters():
    """What can be read is not changed."""
    assert readable("#12355B") == "#12355B"


DICHROMATS = {
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
}
"""How colours look to readers who miss a kind of cone, on linear RGB. Source: Machado, Oliveira and Fernandes 2009, severity 1."""


@pytest.mark.parametrize("sight", DICHROMATS)
@pytest.mark.parametrize(
    "colours", [GRADE_COLOURS[:4], (looks(Brand()).lead, looks(Brand()).accent), (looks(Brand()).soft, looks(Brand()).accent)], ids=str
)
def test_colours_hold_for_colour_blind_readers(sight: str, colours: tuple[str, ...]):
    """Any two colours that stand for different things differ by 20 in CIELAB to a reader without red or green cones."""
    seen = [_lab(colour, DICHROMATS[sight]) for colour in colours]

    assert min(float(np.linalg.norm(one - other)) for one, other in itertools.combinations(seen, 2)) >= 20


def test_several_charts_share_a_page(example: Study):
    """Names inside the drawings differ from chart to chart, so that one on the same page cannot borrow another's letters."""
    names = [set(re.findall(r' id="([^"]+)"', chart.svg)) for draw in ALL if (chart := draw(example)) is not None]

    assert all(names)
    assert sum(map(len, names)) == len(set().union(*names))


@pytest.mark.parametrize("draw", ALL, ids=by_name)
def test_a_chart_fits_the_page(example: Study, draw: Draw):
    """A drawing is as wide as the report's text, shrinks with a narrow window, stands on white, is small, and has no letters under 7.5 points."""
    chart = draw(example)

    assert chart is not None
    assert f'viewBox="0 0 {WIDTH}' in chart.svg
    assert "max-width:100%" in chart.svg
    assert "background:#FFFFFF" in chart.svg
    assert len(chart.svg) < 60_000
    assert min(float(size) for size in re.findall(r"scale\(([\d.]+) ", chart.svg)) * letters.UNIT >= 7.5
    assert SMALLEST >= 7.5


def test_names_are_cut_where_there_is_no_room():
    """A long name ends in an ellipsis inside its room; a short one is left as it is."""
    cut = letters.fitting("Ærø & Sønners Værktøjsfabrik", 9, 60)

    assert cut.endswith("…")
    assert letters.width(cut, 9) <= 60
    assert letters.fitting("Ærø", 9, 60) == "Ærø"


def test_a_sign_without_a_letter_is_shown_as_a_box():
    """What no font has is drawn as □, as in the report's texts; signs without a shape vanish."""
    assert letters.line("日\u202e本").glyphs == letters.line("□□").glyphs


def test_letters_that_would_meet_are_left_out():
    """A tick is not written over another."""
    canvas = Canvas(40, looks(Brand()))
    canvas.text((10, 20), "1.000", Pen())
    canvas.text_where_free((12, 20), "2.000", Pen())
    canvas.text_where_free((100, 20), "3.000", Pen())

    assert [label.text for label in canvas.labels] == ["1.000", "3.000"]


def test_a_name_is_no_markup_in_the_drawing(workbook: Callable[..., Path]):
    """G04: the text alternative inside the SVG is quoted."""
    study = small(workbook, "one customer")
    named = replace(study, customers=study.customers.assign(name='<script>"&'))
    chart = charts.key_customers(named)

    assert chart is not None
    assert "<script>" not in chart.svg
    assert "&lt;script&gt;" in chart.svg


def _lab(colour: str, matrix: tuple[tuple[float, ...], ...]) -> np.ndarray:
    """Return a colour as a reader of this kind sees it, in CIELAB under D65."""
    rgb = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    seen = np.clip(np.array(matrix) @ linear, 0, 1)
    xyz = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]) @ seen
    x, y, z = (np.cbrt(part) if part > 0.008856 else 7.787 * part + 16 / 116 for part in xyz / np.array([0.95047, 1.0, 1.08883]))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])
