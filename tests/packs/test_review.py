"""The review meeting: minutes, talking points with numbers, questions and decisions."""

from collections.abc import Callable
from pathlib import Path

import pytest

import segkit
from segkit.circle import since_last_delivery
from segkit.packs.content import Grid, Note, Pack
from segkit.packs.review import review, walk
from segkit.packs.talking import talking_points
from segkit.views import sentences


def grid(pack: Pack, section: str, place: int = 0) -> Grid:
    """Return a section's grid by its place among the grids."""
    parts = next(found for found in pack.sections if found.key == section).parts
    return [part for part in parts if isinstance(part, Grid)][place]


@pytest.mark.parametrize("which", ["example", "deep"])
def test_the_walk_through_takes_two_hours(which: str, request: pytest.FixtureRequest):
    """K23, K39: the minutes sum to 120, and each stop begins where the one before ends."""
    study = request.getfixturevalue(which)

    agenda = grid(review(study), "agenda")

    assert sum(stop.minutes for stop in walk(study)) == 120
    begins = [int(row[2].split(":")[0]) * 60 + int(row[2].split(":")[1]) for row in agenda.rows[:-1]]
    assert [later - earlier for earlier, later in zip(begins, [*begins[1:], 120], strict=True)] == [row[3] for row in agenda.rows[:-1]]
    assert agenda.rows[-1][3] == 120


@pytest.mark.parametrize("which", ["example", "deep"])
def test_there_are_ten_points_in_order_of_their_money(which: str, request: pytest.FixtureRequest):
    """K23, K39: exactly ten talking points, each with a figure in its text, the largest amount first."""
    study = request.getfixturevalue(which)

    points, _ = talking_points(study, since_last_delivery(study))

    assert len(points) == 10
    assert len({point.title for point in points}) == 10
    assert all(any(letter.isdigit() for letter in point.said) and point.ask.endswith("?") for point in points)
    amounts = [point.money for point in points if point.money is not None]
    assert amounts == sorted(amounts, reverse=True)
    assert all(point.money is not None for point in points[: len(amounts)])


def test_the_amounts_are_those_of_the_study(example: segkit.Study):
    """K23: a point's amount is the study's own figure, and its text is the deliverables' sentence."""
    points, _ = talking_points(example, None)
    money = {point.said: point.money for point in points}

    largest, headroom = sentences.largest_segment(example), sentences.most_headroom(example)
    assert money[largest] == example.segmentation.table.drop(index="not_rated")["revenue"].max()
    assert next(amount for said, amount in money.items() if said.startswith(headroom)) == example.segmentation.table["headroom"].max()


def test_fewer_points_are_said_to_be_fewer(workbook: Callable[..., Path]):
    """K23: where the data carry fewer than ten points, the pack says so and names what is missing and why."""
    nothing_known = "No;Name;Rep;Potential\n001;Alfa;Ida;\n002;Beta;Ida;\n003;Gamma;Bo;\n004;Delta;Bo;\n"
    bare = segkit.run_study(segkit.read_engagement(workbook(customers_csv=nothing_known)))

    points, not_said = talking_points(bare, None)
    note = next(part.text for part in review(bare).sections[1].parts if isinstance(part, Note))

    assert 0 < len(points) < 10
    assert note.startswith(f"There are {len(points)} points instead of ten, because the data carry no more. ")
    assert "Where the revenue is today: nobody is rated yet, because no potential is known" in note
    assert "What has changed since the last delivery: there is no earlier delivery to compare with" in note
    assert all(f"{point.title}: {point.why}" in note for point in not_said)


def test_every_open_question_stands_there_with_an_empty_place_for_a_person(example: segkit.Study):
    """K23: the questions are those of the findings, none more and none less, and nobody is named yet."""
    asked = [finding for finding in example.findings if finding.severity == "question"]

    questions = grid(review(example), "questions")

    assert [row[1] for row in questions.rows] == [finding.text(example.words) for finding in asked]
    assert all(row[3] is None and row[4] is None for row in questions.rows)


def test_decisions_that_the_data_do_not_raise_are_left_out(tiny: segkit.Study, deep: segkit.Study):
    """K23, K39: nobody is asked about time thieves in a Basic engagement, and the Deep Dive asks whom to build on."""
    basic, whole = ([row[1] for row in grid(review(study), "decisions").rows] for study in (tiny, deep))

    assert not {"Whom does everyone build on?", "What happens with the time thieves?"} & set(basic)
    assert {"Whom does everyone build on?", "What happens with the time thieves?"} <= set(whole)
