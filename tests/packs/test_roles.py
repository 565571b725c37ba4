"""Role pages: one result, the same figures for everyone."""

import pytest

import segkit
from segkit.packs.content import Bullets, Facts
from segkit.packs.figures import headline
from segkit.packs.roles import ROLES, roles
from segkit.views import tables


@pytest.mark.parametrize("which", ["tiny", "example", "deep"])
def test_every_page_shows_the_same_figures_as_the_study(which: str, request: pytest.FixtureRequest):
    """M17, N15: the figures are equal on all pages, and equal to the study's."""
    study = request.getfixturevalue(which)
    words, total = study.words, study.segmentation.total

    pages = [next(part for part in section.parts if isinstance(part, Facts)) for section in roles(study).sections]

    assert len(pages) == 5
    assert len(set(pages)) == 1
    shown = [value for value, _ in pages[0].pairs]
    assert shown == [
        words.number(len(study.customers)),
        words.number(int(study.customers["grade"].notna().sum())),
        words.money(total["revenue"]),
        words.money(total["headroom"]),
        words.money(study.value.total["headroom_likely"]),
        words.number(study.plan.total_hours),
    ]


def test_the_tables_say_what_the_report_says(example: segkit.Study):
    """N15: the segments on the management's page have the numbers of the report's table."""
    page = roles(example).sections[0]
    grid = next(part for part in page.parts if hasattr(part, "rows"))
    words = example.words

    told = [(row[0], words.number(row[2]), words.number(row[3]), words.number(row[5])) for row in grid.rows]
    report = [(row[0], row[1], row[3], row[6]) for row in tables.segments(example).rows if row[1] != "0"]
    assert told == report


def test_every_role_has_three_things_to_do(example: segkit.Study):
    """K53, M17: each page says what to do first, and what the figures mean for the role."""
    for role, section in zip(ROLES, roles(example).sections, strict=True):
        meanings, first = (part for part in section.parts if isinstance(part, Bullets))
        assert section.title == example.words(role.name)
        assert len(meanings.items) >= 2
        assert first.numbered
        assert len(first.items) == 3


def test_what_is_unknown_is_a_dash(tiny: segkit.Study):
    """N15: a headroom that nobody knows is not 0."""
    total = tiny.segmentation.total.copy()
    total["headroom"] = float("nan")
    unknown = tiny.segmentation.__class__(tiny.segmentation.table, total, ())

    assert headline(segkit.Study(**{**vars(tiny), "segmentation": unknown})).pairs[3][0] == "–"
