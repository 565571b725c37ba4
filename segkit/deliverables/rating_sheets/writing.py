"""Rating sheets written: a workbook per rater with the ratings, how to rate, the lists of the cells, and the mark by which it comes home."""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from segkit.deliverables.excel.workbook import Book, open_book
from segkit.deliverables.rating_sheets.explaining import write_how_to_rate
from segkit.deliverables.rating_sheets.layout import Layout, layout_of
from segkit.deliverables.rating_sheets.lists import write_lists
from segkit.deliverables.rating_sheets.raters import NOBODY, Line, Wanted, file_names, lines, raters
from segkit.deliverables.rating_sheets.table import write_table
from segkit.errors import EngagementError
from segkit.intake import MARK_SHEET, RATINGS
from segkit.rating.factors.raters import RaterReport, combined
from segkit.study import Study

FOLDER = "ratings"
"""The folder beside engagement.yaml that the sheets are written into; filled in, they belong into data/."""

LONGEST_ANCHOR = 400
"""Letters of an anchor that the mark keeps; a cell holds those of all points."""


@dataclass(frozen=True)
class Written:
    """One sheet that was written: whose, the customers on it, and how many points of how many stand in it already."""

    path: Path
    rater: str
    customers: frozenset[str]
    given: int
    of: int


def write_rating_sheets(study: Study, folder: Path, wanted: Wanted, day: dt.date) -> tuple[Written, ...]:
    """Write a sheet per rater into a folder and return them; `day` is that of their making, which holds for ratings without a date.

    The study is one of a Deep Dive. Raises EngagementError where its tree has no leaf that people rate, CommandError for a rater who has no
    customer, DeliverableError where a file cannot be written; an earlier one then stands untouched.
    """
    assert study.deep is not None, "customers are rated in a Deep Dive only"
    layout = layout_of(study, study.deep.tree)
    if not layout.leaves:
        raise EngagementError([f"{study.engagement.file.name}: 'tree' has no factor that people rate, so there is nothing to fill in."])
    found = raters(study, wanted)
    names = file_names(study, found)
    sheets = ((rater, lines(study, rater, wanted)) for rater in found)
    return tuple(_write(study, layout, folder / names[rater], (rater, rows), day) for rater, rows in sheets if rows)


def raters_so_far(study: Study, written: Sequence[Written], wanted: Wanted) -> RaterReport:
    """Return what the raters of a Deep Dive say so far, each held against the customers on the sheet that was just written."""
    assert study.deep is not None, "customers are rated in a Deep Dive only"
    # Where everybody rates everybody, nobody's customers are nobody's in particular, so that no line of their own is due.
    nobody = {NOBODY: frozenset[str]()} if wanted.all_customers else {}
    asked = nobody | {sheet.rater: sheet.customers for sheet in written}
    return combined(study.intake.ratings, study.deep.tree, study.customers, asked)


def _write(study: Study, layout: Layout, path: Path, sheet: tuple[str, list[Line]], day: dt.date) -> Written:
    (rater, rows), words = sheet, study.words
    book = open_book(
        study,
        words("Ratings"),
        [
            ("ratings", words("Ratings"), "input"),
            ("how", words("How to rate"), "result"),
            ("lists", words("Lists"), "background"),
            ("mark", MARK_SHEET, "background"),
        ],
    )
    write_lists(book, layout)
    write_table(book, layout, rater, rows)
    write_how_to_rate(book, layout)
    _mark(book, layout, rater, day)
    book.sheets["ratings"].worksheet.activate()
    given = sum(len(row.given) for row in rows)
    return Written(book.save(path), rater, frozenset(row.number for row in rows), given, len(rows) * len(layout.leaves))


def _mark(book: Book, layout: Layout, rater: str, day: dt.date) -> None:
    """Mark the file, on a sheet that no menu shows: whose it is, who rates, when it was made; below it, under which heading each leaf stands."""
    engagement = book.study.engagement
    mark = {
        "kind": RATINGS,
        "client": engagement.client,
        "folder": engagement.name,
        "rater": rater,
        "made": day.isoformat(),
        "lowest": layout.lowest,
        "highest": layout.highest,
        **{name: layout.headings[name] for name in ("key", "number", "comment", "date", "who")},
    }
    leaves = [
        {
            "name": leaf.node.name,
            "heading": layout.headings[leaf.key],
            "anchors": {str(point): text[:LONGEST_ANCHOR] for point, text in sorted(leaf.node.anchors.items())},
        }
        for leaf in layout.leaves
    ]
    for row, part in enumerate((mark, *leaves)):
        book.sheets["mark"].client(row, 0, json.dumps(part, ensure_ascii=True, sort_keys=True))
    book.sheets["mark"].worksheet.very_hidden()
