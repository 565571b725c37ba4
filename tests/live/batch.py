"""Seeds run in batches: each engagement's strategy file as delivered, and after edits, recalculated and held against the engine."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import recalculation
from workbook_parts import Place

import segkit
from segkit.deliverables.excel import write_strategy
from segkit.intake.reading.isolated import work_here
from segkit.words import Words

from .client import Client, draw_client
from .edits import Edit, draw_edit
from .settings import Settings, draw_corrections, draw_settings

Cells = Mapping[Place, Any]

AS_DELIVERED: dict[str, str] = {
    "Parameters": "says beside each input what was delivered, and from which share of the customers a threshold came",
    "Method": "holds the segments and thresholds as delivered, in words",
    "Capacity": "lists the moves that were proposed on the day of delivery",
    "Funnel": "says how the accounts went on the day of delivery",
    "Campaigns": "lists whom each campaign was for on the day of delivery",
    "Findings": "names the grades that nobody had when the file was made",
    "What to find out": "orders the unknown by what an answer was worth on the day of delivery, with the grades then possible",
    "_segkit": "names the delivery",
}
"""The sheets whose cells without a formula tell of the delivery, and so need not be those of a run with the edited values, with the reason.

Their formulas must be."""

IN_OWN_ORDER: dict[str, tuple[str, str]] = {
    "Action list": ("Key", "sorted by owner and due day, which hang on the grades"),
    "Customer service": ("Line", "sorted by the priority of the customers' segments"),
    "Implementation plan": ("Key", "leaves out the tasks that concern nobody on the day of delivery"),
}
"""The lists whose rows a run orders or chooses by its grades, with the heading by which rows are matched instead, and the reason.

A row that only one of the two has must be of the implementation plan; every cell of a row that both have must be the same but for its
number, and for the number of questions on the sheet Findings."""


OPEN_ONLY = ("Possible grades", "at0", "reached")
"""Headings of customers and leads that are there only while somebody is not rated, which an edit of an open threshold changes."""


@dataclass(frozen=True)
class Case:
    """One seed: its study and file, the edit, and the file of a run with the edited values."""

    seed: int
    study: segkit.Study
    path: Path
    edit: Edit
    again: Path


def study_of(client: Client, settings: Settings, decided: Sequence[Settings], folder: Path) -> segkit.Study:
    """Write an engagement with its files and what people decided into a folder, and run it."""
    place = folder / "workbooks" / "drawn"
    (place / "data").mkdir(parents=True)
    for name, content in client.files().items():
        (place / "data" / name).write_text(content, encoding="utf-8", newline="")
    yaml = place / "engagement.yaml"
    yaml.write_text(json.dumps(settings, ensure_ascii=False, indent=1), encoding="utf-8")
    if decided:
        (place / "corrections.yaml").write_text(json.dumps({"corrections": decided}, ensure_ascii=False, indent=1), encoding="utf-8")
    # The files are our own: no process is started to read each of them.
    with work_here():
        return segkit.run_study(segkit.read_engagement(yaml))


def make_case(seed: int, folder: Path) -> Case:
    """Return the case of a seed, with both strategy files written."""
    rng = Random(seed)
    client = draw_client(rng)
    settings = draw_settings(rng, client)
    decided = draw_corrections(rng, client, settings)
    study = study_of(client, settings, decided, folder / f"{seed}")
    edit = draw_edit(rng, study, settings)
    again = study_of(client, edit.settings, decided, folder / f"{seed}_again")
    return Case(
        seed,
        study,
        write_strategy(study, folder / f"{seed}"),
        edit,
        write_strategy(again, folder / f"{seed}_again"),
    )


def wrong_cells(cases: Iterable[Case], folder: Path) -> list[str]:
    """Return a sentence for each cell that is not what the engine has: as delivered, and after the edit."""
    cases = list(cases)
    plain = [recalculation.stripped(case.path, folder) for case in cases]
    edited = [recalculation.stripped(case.path, folder, case.edit.cells) for case in cases]
    found = recalculation.recalculated_all([*plain, *edited], folder)
    problems = []
    for case, as_delivered, after_edit in zip(cases, found, found[len(cases) :], strict=False):
        problems += _told(case, "as delivered", delivered_wrong(case, as_delivered))
        problems += _told(case, "after the edit", edited_wrong(case.study.words, case.path, case.again, after_edit))
    return problems


def delivered_wrong(case: Case, after: Path) -> list[str]:
    """Return the formula cells that LibreOffice computes to something else than the engine wrote."""
    return _unlike(recalculation.formulas(case.path), recalculation.values(case.path), recalculation.values(after))


def edited_wrong(words: Words, path: Path, again: Path, after: Path) -> list[str]:
    """Return the cells that are not those of a run with the edited values: formulas, their results, and every other cell.

    `path` is the file as delivered, `after` the same edited and recalculated, `again` the file of a run with the edited values.
    """
    formulas, expected = recalculation.formulas(path), recalculation.formulas(again)
    found, wanted = recalculation.values(after), recalculation.values(again)
    ordered = {words(name): words(heading) for name, (heading, _) in IN_OWN_ORDER.items()}
    lists = {name: (Listed.of(found, name, key), Listed.of(wanted, name, key)) for name, key in ordered.items()}
    keyed = {place[0] for place, value in wanted.items() if value == words("Key")}
    for name in keyed & {words("Customers"), words("Leads")}:
        tables = Listed.of(found, name, words("Key")), Listed.of(wanted, name, words("Key"))
        less, more = sorted((table.headings for table in tables), key=len)
        if less < more and more - less <= set(map(words, OPEN_ONLY)):
            lists[name] = tables[0].without(more - less), tables[1].without(more - less)

    def in_place(place: Place) -> bool:
        return place[0] not in lists or not lists[place[0]][0].holds(place)

    moved = [
        f"{place} {formulas.get(place)}: is {expected.get(place)} in a new run"
        for place in sorted(formulas.keys() | expected.keys())
        if in_place(place) and formulas.get(place) != expected.get(place)
    ]
    told = {words(name) for name in AS_DELIVERED}
    fixed = dict.fromkeys((place for place in found.keys() | wanted.keys() if place not in formulas and place[0] not in told), "")
    every = {place: formula for place, formula in (fixed | expected).items() if in_place(place)}
    problems = moved + _unlike(every, wanted, found)
    for name, (mine, new) in lists.items():
        problems += mine.unlike(new, words("No."), may_lack=name == words("Implementation plan"))
    return problems


@dataclass(frozen=True)
class Listed:
    """A list on a sheet: the row of its headings, and its rows by the value under one of them, each with its cells by heading."""

    sheet: str
    head: int
    rows: Mapping[Any, Mapping[str, Any]]

    @classmethod
    def of(cls, cells: Cells, sheet: str, key: str) -> "Listed":
        """Return the list whose headings hold the key, the last ones that do."""
        own = {_split(cell): value for (name, cell), value in cells.items() if name == sheet}
        [(column, head)] = [place for place, value in own.items() if value == key]
        headings = {col: str(value) for (col, row), value in own.items() if row == head}
        lines: dict[int, dict[str, Any]] = defaultdict(dict)
        for (col, row), value in own.items():
            if row > head:
                lines[row][headings[col]] = value
        return cls(sheet, head, {line[headings[column]]: line for line in lines.values()})

    @property
    def headings(self) -> set[str]:
        return {heading for row in self.rows.values() for heading in row}

    def without(self, headings: set[str]) -> "Listed":
        """Return the list without some columns; its headings, which then stand elsewhere, are part of it."""
        kept = {key: {heading: value for heading, value in row.items() if heading not in headings} for key, row in self.rows.items()}
        return Listed(self.sheet, self.head - 1, kept)

    def holds(self, place: Place) -> bool:
        return place[0] == self.sheet and _split(place[1])[1] > self.head

    def unlike(self, new: "Listed", number: str, *, may_lack: bool) -> list[str]:
        """Return what differs from the same list of a new run."""
        lacking = [] if may_lack else [f"({self.sheet!r}, {key!r}): only in one of the two" for key in self.rows.keys() ^ new.rows.keys()]
        return lacking + [
            f"({self.sheet!r}, {key!r}) {heading}: {wanted.get(heading)!r} became {mine.get(heading)!r}"
            for key, wanted in new.rows.items()
            for mine in [self.rows.get(key)]
            if mine is not None
            for heading in wanted.keys() | mine.keys()
            if heading != number and key != "task:questions" and not recalculation.same(wanted.get(heading), mine.get(heading))
        ]


def _split(cell: str) -> tuple[str, int]:
    column = cell.rstrip("0123456789")
    return column, int(cell[len(column) :])


def _unlike(places: Mapping[Place, str], wanted: Cells, found: Cells) -> list[str]:
    return [
        f"{place} {formula}: {wanted.get(place)!r} became {found.get(place)!r}"
        for place, formula in sorted(places.items())
        if not recalculation.same(wanted.get(place), found.get(place))
    ]


def _told(case: Case, when: str, problems: list[str]) -> list[str]:
    return [f"seed {case.seed}, {when}: {problem}" for problem in problems]
