"""Rating sheets coming home: the points that people gave to customers, each with who gave it and when, matched by number, never by position."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from segkit.findings import Finding
from segkit.intake.marked import Mark
from segkit.intake.points import point_of
from segkit.intake.rated_sheets import RatedRow, RatedSheet, read_rating_sheet
from segkit.intake.values import read_dates


@dataclass(frozen=True)
class RatedLeaves:
    """What people rate: the names of the leaves, and the scale."""

    names: tuple[str, ...]
    lowest: int
    highest: int


@dataclass(frozen=True)
class RatingGiven:
    """One point that somebody gave to a customer; `sheet_of` is whose rating sheet it stood on, "" for nobody's.

    `rater` is "" where nobody says who rated; `leaf` is called as the tree calls it.
    """

    customer_id: str
    leaf: str
    rater: str
    point: int
    date: dt.date | None
    comment: str
    file: str
    row: int
    sheet_of: str = ""


@dataclass(frozen=True)
class Known:
    """Whom ratings can be about: the customers' names by number, the number under which each merged one goes on, and the customers' owners."""

    names: Mapping[str, str]
    into: Mapping[str, str]
    owners: tuple[str, ...] = ()

    def number(self, text: str) -> str | None:
        """Return the customer's number in force; None where nobody has it."""
        number = self.into.get(text, text)
        return number if number in self.names else None


def known_of(customers: pd.DataFrame, into: Mapping[str, str]) -> Known:
    """Return whom ratings can be about, from the checked customers."""
    names = customers["name"] if "name" in customers else customers["customer_id"]
    named = zip(customers["customer_id"], names, strict=True)
    owners = customers.get("owner", ())
    return Known(
        {str(number): name if isinstance(name, str) and name else str(number) for number, name in named},
        into,
        tuple(sorted({" ".join(owner.split()) for owner in owners if isinstance(owner, str)})),
    )


def read_ratings(
    sheets: Mapping[Path, Mark], leaves: RatedLeaves, known: Known, client: str, folder: str
) -> tuple[tuple[RatingGiven, ...], list[Finding]]:
    """Return the ratings of all sheets, one of a rater per customer and leaf, and what could not be used.

    Raises SourceError when a sheet was written for another client, or has lost the headings of its table.
    """
    made: dict[str, str] = {}
    given: list[RatingGiven] = []
    findings: list[Finding] = []
    raters = {_folded(rater): rater for rater in [*(str(mark.get("rater") or "") for mark in sheets.values()), *known.owners]}
    for path, mark in sheets.items():
        read = read_rating_sheet(path, mark, client, folder)
        made[path.name] = str(mark.get("made") or "")
        own, found = _ratings_of(read, leaves, known, raters)
        given += own
        findings += found
        if own:
            findings.append(Finding("ratings_taken", path.name, values={"n": len(own)}))
    kept, differing = _latest(given, made, known)
    return kept, [*findings, *differing]


def _ratings_of(sheet: RatedSheet, leaves: RatedLeaves, known: Known, raters: dict[str, str]) -> tuple[list[RatingGiven], list[Finding]]:
    """Return the ratings of one sheet, and what could not be used of it."""
    mark, file = sheet.mark, sheet.file
    scale = int(mark["lowest"]), int(mark["highest"])
    if scale != (leaves.lowest, leaves.highest):
        points = {"lowest": scale[0], "highest": scale[1], "least": leaves.lowest, "most": leaves.highest}
        return [], [Finding("rating_other_scale", file, values=points)]
    findings = _gone(sheet, leaves)
    given: list[RatingGiven] = []
    for row in sheet.rows:
        number, wrong = _whose(row, known)
        day, doubt = _day(row.date, mark)
        if wrong:
            findings.append(Finding(wrong, file, row.row, _about(row, known), row.sheet, mark["number"]))
        if number is None:
            continue
        if doubt:
            values = {"example": str(row.date), "name": known.names[number]}
            findings.append(Finding("rating_date", file, row.row, values, row.sheet, mark["date"]))
        rater = raters.setdefault(_folded(row.who), row.who) if row.who else str(mark.get("rater") or "")
        frame = RatingGiven(number, "", rater, 0, day, row.comment, file, row.row, str(mark.get("rater") or ""))
        own, found = _points(row, frame, sheet, leaves, known.names[number])
        given += own
        findings += found
    return given, findings


def _gone(sheet: RatedSheet, leaves: RatedLeaves) -> list[Finding]:
    """Return a question for each leaf that the tree no longer rates, and for each whose column is gone."""
    known = {_folded(name) for name in leaves.names}
    found = []
    for leaf in sheet.mark["leaves"]:
        filled = sum(name == leaf["name"] for row in sheet.rows for name, _ in row.points)
        if _folded(leaf["name"]) not in known and filled:
            found.append(Finding("rating_leaf_gone", sheet.file, None, {"leaf": leaf["name"], "n": filled}, None, leaf["heading"]))
        elif _folded(leaf["name"]) in known and leaf["name"] in sheet.lost:
            found.append(Finding("rating_column_lost", sheet.file, None, {"column": leaf["heading"]}, None, leaf["heading"]))
    return found


def _whose(row: RatedRow, known: Known) -> tuple[str | None, str]:
    """Return whom a row is about, None where that is not known, and the kind of what is wrong with it."""
    kind, _, key = row.key.partition(":")
    by_key = known.number(key) if kind == "customer" else None
    by_number = known.number(row.number)
    if by_key is not None and by_number not in {None, by_key}:
        return None, "rating_of_two"
    number = by_key or by_number
    return number, "" if number is not None else "rating_of_nobody"


def _about(row: RatedRow, known: Known) -> dict[str, object]:
    key = row.key.partition(":")[2]
    shown = row.number or key or row.key
    return {"example": shown or "–", "name": known.names.get(known.number(row.number) or "", shown), "other": key}


def _day(cell: object, mark: Mark) -> tuple[dt.date | None, bool]:
    """Return the day that a row names, or that of the sheet's making; and whether the row names something that is no day."""
    made = str(mark.get("made") or "")
    usual = dt.date.fromisoformat(made) if made else None
    if cell is None or not str(cell).strip():
        return usual, False
    if isinstance(cell, dt.datetime):
        return cell.date(), False
    if isinstance(cell, dt.date):
        return cell, False
    read = read_dates(pd.Series([cell], dtype=object), "dmy")
    day = read.values.iloc[0] if not read.undecided else None
    return (day, False) if isinstance(day, dt.date) else (usual, True)


def _points(
    row: RatedRow, frame: RatingGiven, sheet: RatedSheet, leaves: RatedLeaves, name: str
) -> tuple[list[RatingGiven], list[Finding]]:
    """Return the points of one row, and those cells that hold none."""
    called = {_folded(leaf): leaf for leaf in leaves.names}
    of_mark = {leaf["name"]: leaf for leaf in sheet.mark["leaves"]}
    given: list[RatingGiven] = []
    findings = []
    for leaf, cell in row.points:
        if _folded(leaf) not in called:
            continue
        anchors = {int(point): str(text) for point, text in of_mark[leaf]["anchors"].items()}
        point = point_of(cell, anchors, leaves.lowest, leaves.highest)
        if point is None:
            values = {"example": str(cell), "name": name, "lowest": leaves.lowest, "highest": leaves.highest, "leaf": leaf}
            findings.append(Finding("rating_not_a_point", sheet.file, row.row, values, row.sheet, of_mark[leaf]["heading"]))
        else:
            given.append(replace(frame, leaf=called[_folded(leaf)], point=point))
    return given, findings


def _latest(given: Sequence[RatingGiven], made: Mapping[str, str], known: Known) -> tuple[tuple[RatingGiven, ...], list[Finding]]:
    """Return one rating of a rater per customer and leaf: of the latest day, then of the sheet made last, then the lower row; and where they differ."""
    order = sorted(given, key=lambda one: (one.date or dt.date.min, made[one.file], one.file, one.row))
    kept: dict[tuple[str, str, str], RatingGiven] = {}
    findings = []
    for one in order:
        place = (one.customer_id, one.leaf, one.rater)
        earlier = kept.get(place)
        if earlier is not None and earlier.point != one.point:
            values = {
                "rater": one.rater or "–", "name": known.names[one.customer_id], "leaf": one.leaf, "point": one.point,
                "earlier": earlier.point, "other": earlier.file, "row": str(earlier.row),
            }  # fmt: skip
            findings.append(Finding("rating_differs", one.file, one.row, values))
        kept[place] = one
    rows = {id(one) for one in kept.values()}
    return tuple(one for one in given if id(one) in rows), findings


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
