"""What the report says of capacity: for the example in five languages, and for teams of whom little is known."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from drawn import wrong_letters
from shown import html_of
from tiny import TINY

import segkit
from segkit.study import Study
from segkit.views import capacity, chapters, charts
from segkit.views.capacity_text import verdicts
from segkit.views.chart import Chart
from segkit.words import LANGUAGES

Build = Callable[..., Path]

PLACED = TINY.replace("owner: Rep,", "owner: Rep, region: Region,") + "capacity:\n  reps:\n"
CUSTOMERS = "No;Name;Rep;Region;Potential\n001;Alfa;Ida;North;9000\n002;Beta;Ida;North;9000\n003;Gamma;Bo;South;\n004;Delta;;South;5000\n005;Kappa;Kim;;9000\n"


def study_of(workbook: Build, reps: str, customers: str = CUSTOMERS) -> Study:
    return segkit.run_study(segkit.read_engagement(workbook(PLACED + reps, customers_csv=customers)))


def text_of(view: object) -> str:
    return BeautifulSoup(html_of(view), "html.parser").get_text(" ", strip=True)


def test_the_chapter_says_who_has_too_much_and_what_would_fit(workbook: Build):
    """S07, S20: hours against hours, who has room, whose hours are unknown, who has nobody, and how many have to change owner."""
    text = text_of(chapters.capacity(study_of(workbook, "    - {name: Ida, hours: 40}\n    - {name: Bo, hours: 100}\n")))

    assert "The customers of Ida ask for 70 hours a year, but there are only 40: 30 too many." in text
    assert "Bo has room for more customers: 98 hours are left." in text
    assert "The hours of Kim are not known, so nothing can be said of the 23 hours that their customers ask for." in text
    assert "1 customer has no owner and asks for 23 hours that nobody has been given." in text
    assert (
        "Everybody is within the hours when 2 customers change owner: 1 because its owner has too few hours and 1 because its owner is not among "
        "the sales reps. 1 customer without an owner gets one."
    ) in text


def test_hours_that_are_lacking_are_said_to_be_lacking(workbook: Build):
    """S20: where no move brings everybody within the hours, the sentence says by how many and at whom."""
    text = text_of(
        chapters.capacity(study_of(workbook, "    - {name: Ida, hours: 10}\n    - {name: Bo, hours: 20}\n    - {name: Kim, hours: 5}\n"))
    )

    assert "hours a year are lacking, at" in text
    assert "Everybody is within" not in text


def test_without_hours_the_chapter_says_what_to_write(tiny: Study):
    """S07: no empty table and no chart; the keys of engagement.yaml are named."""
    shown = chapters.capacity(tiny)

    assert "In engagement.yaml, under capacity, reps lists each sales rep with name and hours" in text_of(shown)
    assert charts.capacity(tiny) is None
    assert capacity.reps(tiny) is None
    assert capacity.moves(tiny) is None
    assert len(shown.views) == 1


def test_the_table_adds_up_and_moves_are_cut(example: Study):
    """S07: a row per rep and one for nobody under a total; the first moves, and how many there are in all."""
    table, moves = capacity.reps(example), capacity.moves(example, 5)

    assert table is not None
    assert moves is not None
    assert len(table.rows) == len(example.capacity.reps) + 1
    assert table.rows[-1][1] == example.words.number(len(example.customers))
    assert len(moves.rows) == 5
    assert example.assignment is not None
    assert str(len(example.assignment.moves)) in moves.caption


def test_regions_and_reps_add_up(example: Study):
    """S20: every customer stands in one region and at one rep; the last row and column are their sums."""
    table = capacity.regions(example)

    assert table is not None
    counts = [[int(cell.split()[0]) if cell else 0 for cell in row[1:]] for row in table.rows]
    assert [sum(column) for column in zip(*counts[:-1], strict=True)] == counts[-1]
    assert all(sum(row[:-1]) == row[-1] for row in counts)
    assert counts[-1][-1] == len(example.customers)


def test_many_reps_and_regions_share_the_last_column_and_row(workbook: Build):
    """S20: a table fits the page whatever the client's size, and still counts everybody."""
    rows = "".join(f"{i:03d};Kunde {i};Rep {i % 20};Region {i % 30};\n" for i in range(1, 121))
    table = capacity.regions(study_of(workbook, "    - {name: Rep 1, hours: 10}\n", "No;Name;Rep;Region;Potential\n" + rows))

    assert table is not None
    assert (len(table.headings), len(table.rows)) == (capacity.SHOWN_REPS + 2, capacity.SHOWN_REGIONS + 1)
    assert table.headings[-2:] == ("Others", "Total")
    assert table.rows[-1][-1].split()[0] == "120"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_chart_holds_in_every_language(language: str, example: Study):
    """Letters neither meet nor leave the drawing, and the hours have their unit."""
    engagement = example.engagement.model_copy(update={"language": language})
    chart = charts.capacity(replace(example, engagement=engagement))

    assert isinstance(chart, Chart)
    assert wrong_letters(chart) == []


def test_the_chart_holds_for_many_reps_with_long_names(workbook: Build):
    """Names are cut, rows end at a number, and a rep without hours stands at 0."""
    rows = "".join(f"{i:03d};Kunde {i};{'Ida Margrethe ' * 4}{i};North;9000\n" for i in range(1, 41))
    chart = charts.capacity(study_of(workbook, "    - {name: Nul, hours: 0}\n", "No;Name;Rep;Region;Potential\n" + rows))

    assert chart is not None
    assert wrong_letters(chart) == []


def test_only_the_first_are_told_by_name(workbook: Build):
    """Eight who have too much are three sentences and a sum."""
    customers = "No;Name;Rep;Region;Potential\n" + "".join(f"{i:03d};Kunde {i};Rep {i};North;9000\n" for i in range(1, 9))
    reps = "".join(f"    - {{name: Rep {i}, hours: 10}}\n" for i in range(1, 9))
    said = verdicts(study_of(workbook, reps, customers))

    assert len(said) == 4
    assert said[-1].startswith("5 further sales reps have ")
