"""The rating views of the Deep Dive: sentences that fit none, one and many, figures of the record, and client text that stays text."""

import datetime as dt
import io
import re
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from deep_trees import all_known, large, measured, nothing_known, rated, with_tree
from drawn import wrong_letters
from nbformat.v4 import new_code_cell
from pydantic import ValidationError
from pypdf import PdfReader
from report_parts import _display, notebook
from shown import html_of

from segkit.deliverables.report import report_pdf
from segkit.engagement import Output
from segkit.rating.factors.raters import DecidedPoint, Decision
from segkit.rating.factors.settings import RatingClass
from segkit.rating.factors.tree import Tree
from segkit.strategy.questions import Chapter, Question
from segkit.study import Study
from segkit.views import chapters, charts
from segkit.views.charts.classes import finding, not_rated
from segkit.views.ratings import classes, customer, factors, firmness, glossary, levers, missing, raters, ways
from segkit.views.ratings.naming import class_label

CHAPTERS = [chapters.rating, chapters.rating_factors, chapters.rating_levers, chapters.factor_glossary, chapters.customer_pages]
CHARTS = [charts.factor_tree, charts.rating_classes, charts.class_factors]


def with_pages(study: Study, pages: int, **engagement: object) -> Study:
    output = study.engagement.output.model_copy(update={"customer_pages": pages})
    return replace(study, engagement=study.engagement.model_copy(update={"output": output, **engagement}))


def few(study: Study, count: int) -> Study:
    """Return a study by a tree of known leaves of the first customers only."""
    return with_tree(study, measured("Size", 60), rated("Trust", 40), customers=study.customers.head(count), least_covered=0.5)


def tree_of(study: Study) -> Tree:
    assert study.deep is not None
    return study.deep.tree


BEFORE_THE_PAGES = 3
"""Cover, contents and the list of the customers."""

KINDS: dict[str, Callable[[Study], Study]] = {
    "the example": lambda deep: deep,
    "all known": all_known,
    "nothing known": nothing_known,
    "one customer": lambda deep: few(deep, 1),
    "two customers": lambda deep: few(deep, 2),
    "large": lambda deep: large(deep, "Ærø & Sønner <b>{n}</b> =1+1 🦊 langt navn"),
    "one factor": lambda deep: with_tree(deep, measured("Size", 100)),
}


@pytest.fixture(scope="module", params=list(KINDS))
def any_deep(request: pytest.FixtureRequest, deep: Study) -> Study:
    """The example's Deep Dive by trees of every kind, with a page for two customers."""
    return with_pages(KINDS[request.param](deep), 2)


@pytest.fixture(scope="module")
def known(deep: Study) -> Study:
    """The study in which everybody has every point."""
    return all_known(deep)


@pytest.fixture(scope="module")
def unrated(deep: Study) -> Study:
    """The study that nobody has rated."""
    return nothing_known(deep)


@pytest.mark.parametrize("view", [*CHAPTERS, *CHARTS], ids=lambda view: view.__name__)
def test_a_basic_report_has_none_of_it(example: Study, view: Callable[[Study], object]):
    """K01: nothing of the rating shows in the Basic package."""
    assert view(example) is None


def test_every_view_speaks_sense(any_deep: Study):
    """N14: none, one and many rated customers give text without nan, None, empty brackets or a broken sentence."""
    for view in CHAPTERS:
        text = BeautifulSoup(html_of(view(any_deep)), "html.parser").get_text(" ")
        text = text.replace("<b>{n}</b>", "")
        assert not re.search(r"\b(nan|None|inf)\b|  \.|\{|\(\)|-0[.,]?0*[ %]", text), view.__name__


def test_letters_never_meet_or_leave_a_drawing(any_deep: Study):
    """Names are as long as they are: every letter stands within its chart and apart from the others."""
    drawn = [chart for draw in CHARTS if (chart := draw(any_deep)) is not None]
    drawn += [
        chart for position in range(2) if position < len(any_deep.customers) and (chart := charts.customer_points(any_deep, position))
    ]

    assert {chart.alt[:40]: wrong_letters(chart) for chart in drawn if wrong_letters(chart)} == {}


@pytest.mark.parametrize("draw", CHARTS, ids=lambda draw: draw.__name__)
def test_the_same_study_gives_the_same_bytes(deep: Study, draw: Callable[[Study], charts.Chart]):
    """G14: a chart never changes by itself, and says what it shows."""
    first, again = draw(deep), draw(deep)

    assert first.svg == again.svg
    assert first.alt
    assert first.caption


def test_client_text_is_never_markup(deep: Study):
    """G04: names of factors, classes and customers come out letter for letter, and no element is born from them."""
    hostile = "<script>x</script> {n} $x$"
    bands = [RatingClass(name="<i>Best</i>", least=3), RatingClass(name="{name}", least=1)]
    study = with_pages(with_tree(deep, rated(hostile, 50), measured("<b>Size</b>", 50), classes=bands, least_covered=0.5), 1)

    for view in CHAPTERS:
        soup = BeautifulSoup(html_of(view(study)), "html.parser")
        assert not soup.find(["script", "b", "i"]), view.__name__
    assert hostile in BeautifulSoup(html_of(chapters.factor_glossary(study)), "html.parser").get_text()


def test_an_own_class_is_never_translated(deep: Study):
    """A class that the client calls Gold is Gold in Danish too; the house's own is Guld."""
    danish = replace(deep, engagement=deep.engagement.model_copy(update={"language": "da"}))
    own = all_known(danish, classes=[RatingClass(name="Customers", least=1)])

    assert class_label(own, "Customers") == "Customers"
    assert class_label(danish, None) == "Ikke vurderet"


def test_the_tree_names_every_factor_with_its_weight(deep: Study):
    """K28: the text beside the tree holds all levels, and the leaves' weights add up to the whole."""
    chart = charts.factor_tree(deep)
    assert chart is not None

    for node in tree_of(deep).nodes:
        assert (
            f"{'.'.join(map(str, node.place))} {node.name} {deep.words.percent(round(node.weight_in_all, 9), 1).replace('.0%', '%')}"
            in chart.alt
        )


def test_all_45_leaves_stand_in_the_tree(deep: Study):
    """K28: 45 factors on level 3 are all named, in a drawing that fits a page."""
    chart = charts.factor_tree(large(deep))
    assert chart is not None
    names = {label.text for label in chart.labels}

    assert all(f"Factor {a}.{b}.{c}" in names for a in (1, 2, 3) for b in range(1, 6) for c in (1, 2, 3))
    assert float(chart.svg.split('height="')[1].split("pt")[0]) < 530


def test_a_level_too_many_is_folded_away(deep: Study):
    """K28: where not even their names fit, the leaves are left out of the drawing and the caption says where they are."""
    leaves = [measured(f"Leaf {i}", 100 / 80) for i in range(80)]
    tops = [measured(f"Top {i}", 25).model_copy(update={"column": None, "points": [], "factors": [
        leaf.model_copy(update={"weight_pct": 5.0}) for leaf in leaves[i * 20 : i * 20 + 20]]}) for i in range(4)]  # fmt: skip
    chart = charts.factor_tree(with_tree(deep, *tops))
    assert chart is not None

    assert chart.caption.endswith("Level 2 is left out here for lack of room; the glossary lists it.")
    assert "Leaf 3" not in {label.text for label in chart.labels}


def test_the_classes_are_counted_as_in_the_record(deep: Study):
    """K30: customers and revenue per class in the drawing are those of the Deep Dive."""
    assert deep.deep is not None
    chart = charts.rating_classes(deep)
    assert chart is not None
    customers = deep.deep.customers
    gold = customers["rating_class"] == "Gold"

    assert f"Gold {gold.sum()} · {deep.words.percent(gold.mean())}" in chart.alt
    assert f"Gold {deep.words.percent(customers.loc[gold, 'revenue'].sum() / customers['revenue'].sum())}" in chart.alt


def test_who_is_rated_is_told_for_none_one_and_all(deep: Study, known: Study, unrated: Study):
    """N14: the sentence fits nobody, the only customer, all, and some of many."""
    nobody, one, everybody = unrated, few(deep, 1), known
    n = len(deep.customers)

    assert finding(nobody) == "Nobody is rated yet."
    assert finding(one).startswith("The only customer is rated. Class ")
    assert finding(everybody).startswith(f"All {n} customers are rated. Class Platinum holds ")
    assert finding(deep).startswith(
        f"{n - 18} of {n} customers are rated. Class Platinum holds 7% of the customers, 5% of the revenue and "
    )


def test_the_not_rated_are_told_with_their_reason(deep: Study, known: Study, unrated: Study):
    """K29: why nobody, or somebody, has no class stands beside the number; where all have one there is nothing to say."""
    assert not_rated(deep) == "18 customers are not rated (points for too little of the weight are known)."
    assert not_rated(unrated) == f"{len(deep.customers)} customers are not rated (no points are known)."
    assert not_rated(known) == ""


def test_classes_against_grades_add_up(deep: Study):
    """K24: the cells of the cross table are all customers, and each row sums to its class."""
    assert deep.deep is not None
    table = classes.grades_by_class(deep)
    assert table is not None
    counts = [[int(cell.split(" ")[0]) for cell in row[1:]] for row in table.rows]

    assert all(sum(row[:-1]) == row[-1] for row in counts)
    assert [sum(column) for column in zip(*counts[:-1], strict=True)] == counts[-1]
    assert counts[-1][-1] == len(deep.customers)


def test_where_class_and_grade_disagree_is_one_cell_of_the_table(deep: Study, unrated: Study):
    """K24: the sentence names the customers of a class and grade that the record counts."""
    assert deep.deep is not None
    customers = deep.deep.customers
    n = int(((customers["rating_class"] == "Gold") & (customers["grade"] == "D")).sum())

    assert classes.furthest_apart(deep).startswith(f"Class and grade disagree most on the {n} customers with grade D in class Gold.")
    assert classes.furthest_apart(deep).endswith("By the factors they stand higher than by revenue and potential.")
    assert classes.furthest_apart(unrated) == ""


def test_what_sets_the_classes_apart_is_beyond_chance(deep: Study):
    """N14: the factor that is named has the largest clear difference of means; one that does not differ is said not to."""
    assert deep.deep is not None
    scores, customers = deep.deep.scores, deep.deep.customers
    places = [i for i, node in enumerate(tree_of(deep).nodes) if node.level == 2]
    best, worst = (np.nanmean(scores.levels[(customers["rating_class"] == name).to_numpy()], axis=0) for name in ("Platinum", "Silver"))
    most = max(places, key=lambda i: best[i] - worst[i])
    told = factors.told_apart(deep)

    assert f"most is {tree_of(deep).nodes[most].name}: {best[most]:.1f} points on average against {worst[most]:.1f}." in told
    assert "On Tidsforbrug they do not differ beyond chance: that factor does little to tell customers apart." in told


def test_a_factor_that_is_the_same_for_all_is_said_so(deep: Study):
    """K30: a leaf whose points are the same for everybody tells no customer from another."""
    flat = measured("Flat", 40).model_copy(update={"points": [(0.0, 3.0), (1.0, 3.0)]})
    study = with_tree(deep, measured("Size", 60), flat)

    assert factors.same_for_all(study).startswith("Flat is the same for everybody of whom it is known")
    assert factors.same_for_all(deep) == ""


def test_too_few_customers_are_not_compared(deep: Study):
    """N14: below the least number of a class nothing is said to set classes apart, and nothing is drawn."""
    study = few(deep, 4)

    assert charts.class_factors(study) is None
    assert factors.told_apart(study).startswith(
        "There are too few customers to compare classes: that takes two classes with 5 customers or more."
    )


def test_raters_are_told_as_far_as_they_have_come(deep: Study):
    """K26: points given and asked for add up, and who has given none is named."""
    assert deep.deep is not None
    table = raters.progress(deep)
    assert table is not None
    progress = deep.deep.raters.progress

    assert table.rows[-1][1] == deep.words.number(sum(one.given for one in progress))
    assert raters.not_answered(deep) == "Henrik Damsgård, Ingrid Solbakken, Jens Kjærholm and Åsa Lindström have not given any points yet."


def test_the_agreement_is_read_in_words(deep: Study, known: Study, unrated: Study):
    """K26: alpha comes with what it allows to conclude; without two raters there is nothing to tell."""
    assert deep.deep is not None

    assert "is 0.73, tentative: draw careful conclusions, and talk the widest differences through." in raters.agreement(deep)
    assert raters.agreement(unrated) == "No customer was rated twice on the same factor, so how far raters agree cannot be told."
    assert raters.agreement(known) == ""


def test_the_same_points_twice_say_nothing_of_agreement(deep: Study):
    """K26: where every doubled point is the same, alpha is none and the sentence says why."""
    assert deep.deep is not None
    study = replace(deep, deep=replace(deep.deep, raters=replace(deep.deep.raters, agreement=None, compared=1)))

    assert raters.agreement(study) == (
        "Once, two raters or more gave points for the same customer and factor. "
        "All of these points are the same, so how far raters agree cannot be told."
    )


def test_nobody_is_waited_for_where_nobody_is_asked(deep: Study, known: Study, unrated: Study):
    """K26: without rated factors there is no table of raters, and no difference between them."""
    study = known

    assert raters.progress(study) is None
    assert raters.not_answered(study) == ""
    assert raters.disagreements(study) is None
    assert raters.not_answered(unrated) == "Nobody has given points yet."


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (0, ""),
        (1, "1 point was decided in the strategy file and stands in place of the raters' mean."),
        (2, "2 points were decided in the strategy file and stand in place of the raters' means."),
    ],
)
def test_decided_points_are_counted(deep: Study, n: int, said: str):
    """N5: what somebody decided instead of the raters is told beside how far these agree."""
    assert deep.deep is not None
    points = tuple(
        DecidedPoint(f"00{i}", "Loyalitet", Decision(4.0, "Anne", dt.date(2026, 9, 1), "known better"), 3.0, 2) for i in range(n)
    )
    study = replace(deep, deep=replace(deep.deep, raters=replace(deep.deep.raters, decided=points)))

    assert raters.decided(study) == said


def test_at_most_five_disagreements_each_of_another_customer(deep: Study):
    """K26: the widest differences are told of five customers, the points of each rater beside them."""
    assert deep.deep is not None
    table = raters.disagreements(deep)
    assert table is not None
    first = deep.deep.raters.widest[0]

    assert len(table.rows) == len({row[0] for row in table.rows}) == raters.WIDEST
    assert table.rows[0][3] == "; ".join(f"{rater} {point}" for rater, point in first.given)
    assert table.rows[0][4] == str(sum(one.customer_id == first.customer_id for one in deep.deep.raters.widest))


def test_firm_likely_and_border_are_all_who_are_rated(deep: Study):
    """N6: the three rows of the table are the record's labels."""
    assert deep.deep is not None
    table = firmness.firmness(deep)
    assert table is not None
    labels = deep.deep.customers["firm"].value_counts()

    assert [int(row[2]) for row in table.rows] == [labels[name] for name in ("firm", "likely", "border")]


def test_firmness_is_told_for_all_firm_none_on_a_border_and_nobody(deep: Study, unrated: Study):
    """N6: the sentence names the ranges that were tried, and fits all firm, none on a border, and nobody rated."""
    assert deep.deep is not None
    rated_ = deep.deep.customers["rating_class"].notna()
    all_firm = deep.deep.customers.assign(firm=pd.Series("firm", index=rated_.index).where(rated_, None), other=None)
    no_border = all_firm.assign(firm=all_firm["firm"].mask(rated_ & (rated_.cumsum() == 1), "likely"))
    told = {name: firmness.how_firm(replace(deep, deep=replace(deep.deep, customers=frame))) for name, frame in
            {"firm": all_firm, "likely": no_border}.items()}  # fmt: skip

    assert told["firm"] == (
        "The classes were tried out under 10,000 other weightings (each weight up to 25% more or less) and as many times with points up to 0.5 "
        "higher or lower. Every class is firm: each holds in 95% of the trials or more."
    )
    assert told["likely"].endswith("396 of 397 customers keep their class in 95% of the trials or more. Nobody stands on a border.")
    border = (deep.deep.customers["firm"] == "border").sum()
    assert firmness.how_firm(deep).endswith(
        f"{border} customers stand on the border to another class; look at them before you act on the class."
    )
    assert firmness.how_firm(unrated) == ""


def test_the_border_table_shows_the_shares_of_the_trials(deep: Study):
    """N6: the largest customers on a border come first, with the class that comes most often besides, and both shares."""
    assert deep.deep is not None
    table = firmness.borders(deep)
    assert table is not None
    customers = deep.deep.customers
    largest = customers[customers["firm"] == "border"].sort_values("revenue", ascending=False).iloc[0]

    assert table.rows[0][0] == largest["customer_id"]
    assert table.rows[0][4] == deep.words.percent(min(largest["kept_weights"], largest["kept_error"]))
    assert table.rows[0][5] == largest["other"]
    assert all(float(row[4][:-1]) + float(row[6][:-1]) <= 101 for row in table.rows)


def test_whom_to_rate_first_is_ordered_by_what_they_are_worth(deep: Study):
    """N3: only customers whose class may change are asked about, the most revenue and headroom first."""
    assert deep.deep is not None
    table = missing.ask_first(deep)
    assert table is not None
    may = deep.deep.missing[deep.deep.missing["alone"] | deep.deep.missing["together"]]
    customers = deep.deep.customers.set_index("customer_id")
    worth = (customers["revenue"] + customers["headroom"].fillna(0).clip(lower=0))[may["customer_id"].unique()]

    assert [row[0] for row in table.rows] == worth.sort_values(ascending=False, kind="stable").head(missing.SHOWN).index.tolist()
    assert missing.points_to_ask(deep).startswith("239 points have not been given yet, of 81 customers.")


def test_nothing_is_asked_where_everything_is_known(deep: Study, known: Study):
    """N3: without a missing point there is neither sentence nor table."""
    assert missing.points_to_ask(known) == ""
    assert missing.ask_first(known) is None


def test_a_way_up_says_from_what_to_what(deep: Study):
    """N2: a measured factor is told with its unit, a rated one with its points, as the record has them."""
    assert deep.deep is not None
    frame = deep.deep.ways.frame
    paying = int(np.flatnonzero(frame["leaf"] == "Betalingstid")[0])
    trusting = int(np.flatnonzero(frame["leaf"] == "Tillid og samarbejdsklima")[0])
    now, then = frame["value_from"].iloc[paying], frame["value_to"].iloc[paying]

    assert ways.way_text(deep, paying) == f"Betalingstid: {then:.0f} dage instead of {now:.0f}"
    assert re.fullmatch(r"Tillid og samarbejdsklima: [\d.]+ → \d", ways.way_text(deep, trusting))


def test_a_value_of_today_differs_from_the_one_wanted(deep: Study):
    """N2: "30 days instead of 30" is never said; today's value is then told more finely."""
    leaf = tree_of(deep).leaf("Betalingstid")
    assert leaf is not None

    assert ways.changed(deep, leaf, 30.4, 30.0) == "Betalingstid: 30 dage instead of 30.4"


def test_the_best_class_has_no_way_up(deep: Study):
    """N2: who is in the best class is told so, and who reaches the next by no factor is told what gives most."""
    table = ways.ways_of_the_best(deep)
    assert table is not None
    told = {row[2]: row[6] for row in table.rows}

    assert told["Platinum"] == "in the best class already"
    assert any(row[6].startswith("no single factor is enough; most gives ") for row in table.rows if row[2] == "Gold")


def test_levers_are_counted_as_in_the_record(deep: Study):
    """K34: each row of the tables holds the customers of the record with that factor or cost; the rows with the fewest are left out."""
    assert deep.deep is not None
    gains, costs = levers.rating_levers(deep), levers.cost_levers(deep)
    assert gains is not None
    assert costs is not None

    by_leaf = deep.deep.levers.groupby("leaf")
    assert {row[1]: int(row[2]) for row in gains.rows} == {row[1]: int(by_leaf.size()[row[1]]) for row in gains.rows}
    assert {row[1]: int(row[3]) for row in gains.rows} == {row[1]: int(by_leaf["best"].sum()[row[1]]) for row in gains.rows}
    assert sum(int(row[2]) for row in gains.rows) == by_leaf.size().nlargest(levers.SHOWN, keep="all").sum()
    steps = (
        deep.deep.cost_levers.groupby(["lever", "element", "kind"])["saved"]
        .agg(["size", "sum"])
        .nlargest(levers.SHOWN_COSTS, "size", keep="all")
    )
    assert sorted(int(row[2]) for row in costs.rows) == sorted(steps["size"])
    assert sum(int(row[3].replace(",", "")) for row in costs.rows) == pytest.approx(steps["sum"].sum(), abs=len(costs.rows))
    assert list(dict.fromkeys(row[0] for row in gains.rows)) == ["Raise quality", "Cut time", "Change service"]


def test_where_nothing_can_be_gained_no_lever_is_shown(deep: Study):
    """K34: a tree without levers has no table of them, and the sentence speaks of the costs only."""
    study = with_tree(deep, measured("Size", 100))

    assert levers.rating_levers(study) is None
    assert levers.strongest(study).startswith("One step less of a cost saves ")


def test_the_glossary_holds_every_leaf_with_all_that_was_agreed(deep: Study):
    """K35: path, meaning, direction, anchors or scale, source, owner and weight of every factor."""
    table = glossary.glossary(deep)
    assert table is not None
    tree = tree_of(deep)
    leaves = [tree.nodes[i] for i in tree.leaves]

    assert len(table.rows) == len(leaves)
    for leaf, row in zip(leaves, table.rows, strict=True):
        assert leaf.name in row[0]
        assert leaf.definition in row[1]
        assert all(text in row[2] for text in leaf.anchors.values())
        assert leaf.owner in row[1]
        assert leaf.source in row[1]
    assert "14 → 5" in next(row[2].replace("\N{NO-BREAK SPACE}", " ") for row in table.rows if "Betalingstid" in row[0])


def test_a_customers_points_add_up_to_its_rating(deep: Study):
    """K30, N2: what the factors add in the drawing is the rating beside it."""
    assert deep.deep is not None
    position = int(np.flatnonzero(deep.deep.customers["firm"] == "border")[0])
    chart = charts.customer_points(deep, position)
    assert chart is not None
    added = [float(text) for text in re.findall(r"adds (\d+\.\d+)", chart.alt)]

    assert sum(added) == pytest.approx(deep.deep.customers["score"].iloc[position], abs=0.005 * len(added))
    assert chart.alt.endswith(f"Together {deep.deep.customers['score'].iloc[position]:.2f}.")


def test_the_lightest_factors_share_a_line_with_what_they_add(deep: Study):
    """K30: beyond what fits a page nothing is lost: the rest stands as one line, and all still add up."""
    study = large(deep)
    assert study.deep is not None
    chart = charts.customer_points(study, 3)
    assert chart is not None
    added = [float(text) for text in re.findall(r"adds (\d+\.\d+)", chart.alt)]

    assert "24 lighter factors: " in chart.alt
    assert sum(added) == pytest.approx(study.deep.customers["score"].iloc[3], abs=0.005 * len(added))


def test_a_customer_without_a_class_is_told_why(deep: Study):
    """K29: who is not rated has its reason and how much is known, never a low rating."""
    assert deep.deep is not None
    position = int(np.flatnonzero(deep.deep.customers["rating_class"].isna())[0])

    assert customer.why(deep, position) == "Not rated: points for too little of the weight are known (48% of the weight is known)."
    assert [label for label, _ in customer.what_now(deep, position)] == ["Strongest efforts", "Proposal"]


def test_as_many_customers_have_a_page_as_are_asked_for(deep: Study):
    """N2: the largest by revenue come first; none are asked for unless the engagement says so."""
    assert deep.deep is not None
    parts = chapters.customer_pages(with_pages(deep, 3))
    assert parts is not None
    names = [tag.get_text() for tag in BeautifulSoup(html_of(parts), "html.parser").find_all("h2")]

    assert names == deep.deep.customers.sort_values("revenue", ascending=False)["name"].head(3).tolist()
    assert chapters.customer_pages(deep) is None


@pytest.mark.parametrize("kind", ["the example", "large"])
def test_a_customer_fits_a_page(deep: Study, kind: str):
    """N2: each customer takes exactly one page, in German and by a tree of 45 factors too."""
    study = with_pages(KINDS[kind](deep), 4, language="de")
    parts = chapters.customer_pages(study)
    assert parts is not None
    cells = [new_code_cell("x", outputs=[_display(view)]) for view in parts.views]
    pages = PdfReader(io.BytesIO(report_pdf(notebook(*cells)).content)).pages

    assert len(pages) == BEFORE_THE_PAGES + 4


def test_more_than_fifty_pages_are_refused():
    """A book of customers is no report."""
    with pytest.raises(ValidationError, match="less than or equal to 50"):
        Output(customer_pages=51)


@pytest.mark.parametrize("chapter", ["rating", "factors", "levers", "glossary"])
def test_a_question_stands_where_it_is_answered(deep: Study, chapter: Chapter):
    """A question of the kick-off that a chapter of the rating answers stands under its heading."""
    asked = Question(ask="Who is worth it?", answered_in=[chapter])
    study = replace(deep, engagement=deep.engagement.model_copy(update={"questions": [asked]}))
    shown = dict(zip(["rating", "factors", "levers", "glossary"], CHAPTERS, strict=False))[chapter](study)

    assert "Answers: Who is worth it?" in html_of(shown)
