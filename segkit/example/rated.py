"""The example's rating sheets, filled in: written as segkit writes a sheet that was filled in before, and put among the client's files."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

from segkit.deliverables.rating_sheets import Wanted, write_rating_sheets
from segkit.engagement import read_engagement
from segkit.example.company import example_company
from segkit.example.opinions import RATERS, ratings
from segkit.intake import RatingGiven
from segkit.study import run_study

DAY = dt.date(2026, 8, 21)
"""The Friday on which the sales reps rated."""


def make_ratings(engagement_file: Path) -> list[Path]:
    """Write the sheets of the three raters into data/ beside an example's engagement.yaml, and return their paths."""
    engagement = read_engagement(engagement_file)
    study = run_study(engagement)
    if study.deep is None:
        raise AssertionError("only the example of the Deep Dive is rated")
    given = tuple(
        RatingGiven(str(number), str(leaf), str(rater), int(point), DAY, str(comment), "", 0)
        for number, leaf, rater, point, comment in ratings(example_company()).to_numpy().tolist()
    )
    rated = replace(study, intake=replace(study.intake, ratings=given))
    return [written.path for rater in RATERS for written in write_rating_sheets(rated, engagement.data, Wanted(rater), DAY)]
