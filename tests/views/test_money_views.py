"""What the report says of true contribution, growth, change and time: for the example, and for clients of whom little is known."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from bs4 import BeautifulSoup
from deepened import deepened, first_known
from drawn import wrong_letters
from shown import html_of

from segkit.segments.growth import GrowthRule
from segkit.study import Study
from segkit.views import chapters, charts
from segkit.views.money import accounts, groups, headlines, known
from segkit.views.money import change as changing
from segkit.views.money import growth as growing
from segkit.views.money import time as hours
from segkit.words import LANGUAGES

CHARTS = (charts.ladder, charts.whale, charts.true_ends, charts.growth, charts.proposals, charts.thieves)
CHAPTERS = (chapters.contribution, chapters.growth, chapters.change, chapters.time)
TABLES = (
    changing.change_table,
    changing.proposals_table,
    accounts.accounts_table,
    accounts.hours_table,
    growing.growth_table,
    groups.classes_table,
    groups.segments_table,
    hours.thieves_table,
)


def named(view: Callable[..., Any]) -> str:
    return f"{view.__module__.rpartition('.')[2]}.{view.__name__}"


def elements(study: Study, **changed: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the costs of a study as settings, some with other values."""
    return [element | changed.get(element["name"], {}) for element in study.engagement.contribution.model_dump()["elements"]]


SMALL: dict[str, Callable[[Study], Study]] = {
    "one customer": lambda deep: deepened(deep, first_known(deep, 1)),
    "two customers": lambda deep: deepened(deep, first_known(deep, 2)),
    "nothing known": lambda deep: deepened(deep, deep.customers.assign(cost=np.nan)),
    "all lose": lambda deep: deepened(deep, first_known(deep, 12).assign(cost=9e6)),
    "a loss in all": lambda deep: deepened(deep, deep.customers.assign(cost=deep.customers["revenue"] * 1.3)),
    "no revenue": lambda deep: deepened(deep, first_known(deep, 5).assign(revenue=0.0, cost=0.0)),
    "all reach the target": lambda deep: deepened(deep, first_known(deep, 12).assign(cost=-1e6)),
    "no costs": lambda deep: deepened(deep, elements=[]),
    "no time": lambda deep: deepened(deep, elements=[each for each in elements(deep) if each["name"] in {"Fragt", "Årsbonus"}]),
    "huge": lambda deep: deepened(deep, first_known(deep, 15).assign(revenue=123456789012.34, cost=1.0)),
}


@pytest.fixture(scope="module", params=SMALL)
def small(deep: Study, request: pytest.FixtureRequest) -> Study:
    return SMALL[request.param](deep)


def text_of(view: object) -> str:
    return plain(BeautifulSoup(html_of(view), "html.parser").get_text(" ", strip=True))


def plain(text: str) -> str:
    """Return a text with the spaces inside amounts as common ones."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def number(shown: str) -> Decimal:
    return Decimal(shown.replace(",", ""))


@pytest.mark.parametrize("view", [*CHARTS, *CHAPTERS, *TABLES], ids=named)
def test_a_basic_engagement_shows_none_of_it(example: Study, view: Callable[[Study], object]):
    """K01: without a Deep Dive there is no chart, chapter or table of it."""
    assert view(example) is None


@pytest.mark.parametrize(
    "said",
    [headlines.true_contribution, headlines.whale_sentence, headlines.growth, headlines.change, headlines.thieves],
)
def test_a_basic_engagement_says_none_of_it(example: Study, said: Callable[[Study], str]):
    """K01: the summary of a Basic engagement stays what it is."""
    assert said(example) == ""


def test_little_clients_are_spoken_of_in_sense(small: Study):
    """N14: one customer, none known, none earning: no chapter shows a gap, an unfilled place or a number that is none."""
    shown = " ".join(text_of(chapter(small)) for chapter in CHAPTERS)

    assert not re.search(r"\b(nan|None|inf)\b|[{}]|  |(?<![\d,.])-0(?![\d.,])", shown)


def test_charts_of_little_clients_can_be_read(small: Study):
    """N14: letters never meet and never leave the drawing, whatever the customers."""
    drawn = [chart for draw in CHARTS if (chart := draw(small)) is not None]

    assert drawn
    assert [wrong for chart in drawn for wrong in wrong_letters(chart)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_never_meet_in_any_language(deep: Study, language: str):
    """Each chart of the Deep Dive can be read in each language."""
    study = replace(deep, engagement=deep.engagement.model_copy(update={"language": language}))
    drawn = [chart for draw in CHARTS if (chart := draw(study)) is not None]

    assert len(drawn) == len(CHARTS)
    assert [wrong for chart in drawn for wrong in wrong_letters(chart)] == []


@pytest.mark.parametrize("view", [*CHARTS, *TABLES], ids=named)
def test_a_view_is_the_same_every_time(deep: Study, view: Callable[[Study], object]):
    """G14: the same study gives the same bytes."""
    assert view(deep) == view(deep)


@pytest.mark.parametrize("draw", CHARTS, ids=named)
def test_a_chart_names_its_unit(deep: Study, draw: Callable[[Study], Any]):
    """Each chart says in which unit its figures are, in its caption or its headings."""
    chart = draw(deep)

    assert re.search("DKK|%|per cent", chart.caption + "".join(label.text for label in chart.labels))


def test_the_ladder_falls_to_true_contribution(deep: Study):
    """K33: revenue less every line is what is left at the next rung, and the last is the true contribution of all known customers."""
    assert deep.deep is not None
    lines = known.steps(deep, deep.deep)
    left = Decimal(str(lines[0].amount))
    for line in lines[1:]:
        if line.is_rung:
            assert Decimal(str(line.amount)) == left
        else:
            left -= Decimal(str(line.amount))

    assert float(left) == deep.deep.whale.total
    assert [line.label for line in lines if not line.is_rung] == ["Direct cost", *deep.deep.contribution.element_cost]


def test_the_ladder_says_every_bar_in_words(deep: Study):
    """K33: who hears the chart hears each cost with its amount."""
    chart = charts.ladder(deep)

    assert chart is not None
    assert chart.alt == (
        "From revenue to true contribution in million DKK: Revenue 106; Direct cost -73.7; Contribution I 32.5; Årsbonus -1.8; Fragt -1.7; "
        "Contribution II 28.9; Sælgernes tid -4.6; Contribution III 24.4; Servicesager -0.58; Ordrekontor -0.33; Ordrebehandling -0.38; "
        "Kredit -0.73; True contribution 22.4."
    )
    assert "the 412 customers of 415 whose true contribution is known" in chart.caption


def test_rungs_that_take_nothing_off_are_left_out(deep: Study):
    """K33: without further costs the ladder ends in true contribution, and says that only the direct cost was taken off."""
    bare = deepened(deep, elements=[])
    assert bare.deep is not None

    assert [line.label for line in known.steps(bare, bare.deep)] == ["Revenue", "Direct cost", "Contribution I", "True contribution"]
    assert "Only the direct cost has been taken off" in text_of(chapters.contribution(bare))


def test_the_accounts_add_up_as_they_are_shown(deep: Study):
    """N8: each row and each column of the table adds up to the last decimal that is shown."""
    table = accounts.accounts_table(deep)
    assert table is not None
    rows = [[number(cell) for cell in row[2:]] for row in table.rows]

    assert all(row[0] == sum(row[1:]) for row in rows)
    assert [sum(column) for column in zip(*rows[:-1], strict=True)] == rows[-1]


def test_unused_hours_are_told_with_their_cost(deep: Study):
    """N8: what nobody used is told apart, in hours and money, and is on no customer."""
    assert plain(accounts.capacity_text(deep)) == (
        "Of 12,590 practical hours 2,122 were not recorded: they cost DKK 1,223,797, which no customer carries."
    )


def test_overtime_is_told(deep: Study):
    """N8: more hours than there are is overtime, told with the cost by its name, and never taken for unused hours."""
    study = deepened(deep, elements=elements(deep, **{"Sælgernes tid": {"practical_hours": 3000.0}}))
    table = accounts.hours_table(study)

    assert "Sælgernes tid: 4,518 hours more were recorded than there are practical hours" in plain(accounts.capacity_text(study))
    assert table is not None
    assert table.caption.endswith("Not used below 0 is overtime.")
    assert table.rows[0][5] == "-4,518"


def test_what_is_nobodys_is_told(deep: Study):
    """K33: records without a customer, and what the accounts have beyond the records, are told in money."""
    assert plain(accounts.nobody_text(deep)) == (
        "DKK 359,602 is nobody's: 257 records without a known customer. DKK 42,821 stands in the accounts without any record."
    )


def test_records_beyond_the_accounts_are_told(deep: Study):
    """N8: an account that holds less than its records is named."""
    study = deepened(deep, elements=elements(deep, Fragt={"ledger": 1000.0}))

    assert "Fragt: the records hold DKK 1,719,798 more than the accounts." in plain(accounts.nobody_text(study))


def test_the_whale_sentence_has_the_figures_of_the_curve(deep: Study):
    """N8: peak, where it lies, and what is taken away again, in per cent and money."""
    assert plain(headlines.whale_sentence(deep)) == (
        "The best 84% of the customers earn 103.2% of the true contribution; the rest takes 3.2% away, DKK 709,919."
    )


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("all reach the target", "No customer costs more than it brings after all costs and time."),
        ("all lose", "No customer leaves anything after all costs and time; together they cost DKK 105,904,117."),
        ("a loss in all", "The best 2 of 412 customers earn DKK 22,238; the rest takes DKK 41,992,155 away. "
         "Together the customers cost DKK 41,969,918."),
        ("nothing known", ""),
    ],
)  # fmt: skip
def test_the_whale_sentence_of_losses_and_of_none(deep: Study, kind: str, said: str):
    """N8: a share of a loss says nothing, so losses are told in money; of nothing known nothing is told."""
    assert plain(headlines.whale_sentence(SMALL[kind](deep))) == said


def test_few_customers_are_counted(deep: Study):
    """N14: of five customers nobody is told to be 80%."""
    few = first_known(deep, 5)
    cost = few["cost"].mask(np.arange(5) == 0, 9e6)

    assert plain(headlines.whale_sentence(deepened(deep, few.assign(cost=cost)))).startswith("The best 4 of 5 customers earn DKK ")


def test_a_curve_of_a_loss_is_drawn_in_money(deep: Study):
    """N8: where the total is not above 0 the axis is in money."""
    chart = charts.whale(SMALL["a loss in all"](deep))

    assert chart is not None
    assert "True contribution in million DKK" in [label.text for label in chart.labels]


def test_unknown_customers_are_counted_with_what_is_missing(deep: Study):
    """K33: unknown is never 0: who is left out is told with the reason."""
    assert headlines.true_contribution(deep).endswith("3 customers are left out: neither receivables nor payment days are known (3).")
    assert headlines.true_contribution(SMALL["nothing known"](deep)) == (
        "The true contribution of no customer is known. 415 customers are left out: the direct cost is unknown (415); neither receivables nor "
        "payment days are known (3)."
    )


def test_segments_and_classes_add_up_to_the_known_customers(deep: Study):
    """M10: revenue, contribution I, true contribution and hours of the segments are those of all known customers."""
    assert deep.deep is not None
    whole = known.in_all(deep, deep.deep)
    for divided in (known.by_segment(deep, deep.deep), known.by_class(deep, deep.deep)):
        assert sum(group.customers for group in divided) == whole.customers == 412
        assert round(sum(group.true_contribution for group in divided), 2) == whole.true_contribution == deep.deep.whale.total
        assert sum(group.hours or 0 for group in divided) == pytest.approx(whole.hours)


def test_the_ends_are_the_best_and_the_worst(deep: Study):
    """K62: the ten that leave most and the ten that leave least stand on one axis, and how many lie between."""
    assert deep.deep is not None
    ranked = deep.deep.whale.frame["customer_id"]
    names = deep.deep.customers.set_index("customer_id")["name"]
    chart = charts.true_ends(deep)

    assert chart is not None
    drawn = [label.text for label in chart.labels]
    assert [name for name in drawn if name in set(names)] == [names[number] for number in [*ranked[:10], *ranked[-10:]]]
    assert "392 customers between" in drawn


def test_each_list_is_told_with_its_growth(deep: Study):
    """K31, K63: what 10, 30 and 50 can grow together, and which share of all headroom that is."""
    assert deep.deep is not None
    best, headroom = deep.deep.lists.best, deep.deep.customers["headroom"].clip(lower=0).sum()
    sums = [best["growth"].head(size).sum() for size in (10, 30, 50)]

    assert plain(growing.lists_text(deep)) == " ".join(
        f"The first {size} can grow by DKK {amount:,.0f} together, {amount / headroom:.1%} of all headroom."
        for size, amount in zip((10, 30, 50), sums, strict=True)
    )


@pytest.mark.parametrize(
    ("power", "said"),
    [(0.0, "The rating does not count."), (1.0, "the rating's place on the scale. The place"), (1.5, "raised to the power of 1.50.")],
)  # fmt: skip
def test_the_rule_of_growth_is_printed_with_its_numbers(deep: Study, power: float, said: str):
    """K31: the criterion stands on the page, with the months, the attainable share and the scale."""
    engagement = deep.engagement.model_copy(update={"growth": GrowthRule(attainable=0.3, rating_power=power)})
    text = growing.rule_text(replace(deep, engagement=engagement))

    assert text.startswith("Growth within the 12 months of the plan = headroom × 30%")
    assert said in text


def test_who_is_to_be_changed_is_not_built_on(deep: Study):
    """K32: who could grow as much but is to be changed first is named."""
    assert deep.deep is not None
    n = len(deep.deep.lists.both)
    assert growing.both_text(deep).startswith(
        f"{n} customers could grow as much, but are to be changed first and stand among those alone: "
    )


def test_nobody_to_build_on_is_said(deep: Study):
    """K31: without known headroom the chapter says so instead of standing empty."""
    unknown = first_known(deep, 4).assign(headroom=np.nan, potential=np.nan, utilisation=np.nan)
    study = deepened(deep, unknown)

    assert growing.growth_table(study) is None
    assert "No customer can be said to have room to grow" in text_of(chapters.growth(study))


def test_change_is_told_in_numbers_and_money(deep: Study):
    """K32, K59: how many stay below the target, what is missing, and how many cost more than they bring."""
    assert deep.deep is not None
    customers = deep.deep.customers
    short = customers["short"].clip(lower=0).sum()

    assert plain(headlines.change(deep)) == (
        f"75 customers stay below the target of 5% of the revenue after all costs and time; DKK {short:,.0f} is missing. "
        "65 of them cost more than they bring, DKK 709,919 in the period."
    )


def test_parting_is_a_question_to_the_management(deep: Study):
    """K60: nobody is given up by rule; the report asks."""
    assert deep.deep is not None
    said, n = changing.proposed_text(deep), (deep.deep.customers["proposal"] == "exit").sum()

    assert (
        f"{n} reach it neither by price nor by service: whether to go on with them is a question to the management, never decided by rule."
        in said
    )
    assert "57 of those below it can reach the target: 17 with a higher price alone, 38 with less service alone and 2 with both." in said
    assert "exit" not in text_of(chapters.change(deep))


def test_who_is_kept_for_a_reason_is_counted(deep: Study):
    """K60: a strategic reason stands above the figures, also in the report."""
    assert deep.deep is not None
    worst = deep.deep.lists.worst["customer_id"].iloc[0]
    kept = deep.customers.assign(strategic=deep.customers["strategic"].mask(deep.customers["customer_id"] == worst, "Reference"))

    assert changing.proposed_text(deepened(deep, kept)).endswith("1 is kept for a strategic reason.")


def test_everybody_at_the_target_is_said(deep: Study):
    """K32: without anybody below the target there is no list, and the chapter says why."""
    study = SMALL["all reach the target"](deep)

    assert changing.change_table(study) is None
    assert headlines.change(study) == "Every customer whose true contribution is known reaches the target of 5% of the revenue."
    assert changing.chance_note(study) not in text_of(chapters.change(study))


def test_the_worst_are_said_to_improve_by_themselves(deep: Study):
    """K32: a list of the worst comes with the warning that chance does not repeat."""
    assert changing.chance_note(deep) in text_of(chapters.change(deep))


def test_the_proposals_are_those_of_all_customers(deep: Study):
    """K60: each customer has one proposal, and the reasons' customers, money and hours add up to all."""
    table = changing.proposals_table(deep)
    assert table is not None
    columns = list(zip(*table.rows, strict=True))

    for column in columns[2:]:
        assert abs(sum(number(cell) for cell in column[:-1] if cell not in {"", "–"}) - number(column[-1])) <= 3
    assert sum(number(cell) for cell in columns[2][:-1]) == 415


def test_time_thieves_are_told_with_hours_and_money(deep: Study):
    """K64: their share of the hours, what they cost, and the hours that the policy would set free."""
    assert deep.deep is not None
    customers = deep.deep.customers[deep.deep.customers["customer_id"].isin(deep.deep.thieves.frame["customer_id"])]
    text = text_of(chapters.time(deep))

    assert "136 customers are time thieves: they take 22.3% of the hours and cost DKK 417,298 more than they bring." in text
    assert f"With the hours of their segments' policies, {customers['released'].sum():,.0f} hours would be set free" in text
    assert "more than 2 times its share of the true contribution and an hour with it leaves less than DKK 589" in text


def test_one_time_thief_is_one(deep: Study):
    """K64: one customer is spoken of as one."""
    text = text_of(chapters.time(SMALL["two customers"](deep)))

    assert "1 customer is a time thief: it takes 28.8% of the hours and leaves DKK 8,716, 5.1% of the true contribution." in text
    assert "It took 16 hours" in text


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("one customer", "No customer is a time thief: the hours go where the true contribution comes from."),
        ("nothing known", "No true contribution is known, so nobody can be called a time thief."),
        ("no time", ""),
    ],
)
def test_no_time_thief_is_said(deep: Study, kind: str, said: str):
    """K64: nobody is called a thief of time where nobody is, where nothing is known, or where no time is reckoned."""
    assert headlines.thieves(SMALL[kind](deep)) == said


def test_no_time_gives_no_chapter(deep: Study):
    """K64: without a cost that is time there is no chapter of time, and no column of hours."""
    study = SMALL["no time"](deep)
    tables = (groups.segments_table(study), changing.proposals_table(study), changing.change_table(study))

    assert chapters.time(study) is None
    assert not [table for table in tables if table is None or "Hours" in table.headings]
    assert "No cost is reckoned by hours" in text_of(chapters.contribution(study))


def test_a_cost_may_be_called_anything(deep: Study):
    """A cost's name is the client's text: shown as it stands, never a template or markup."""
    named_oddly = elements(deep, Fragt={"name": "<b>{amount}</b> =1+1"})
    study = deepened(deep, elements=named_oddly)
    table = accounts.accounts_table(study)

    assert table is not None
    assert "&lt;b&gt;{amount}&lt;/b&gt; =1+1" in table._repr_html_()
    assert "<b>" not in html_of(chapters.contribution(study))
