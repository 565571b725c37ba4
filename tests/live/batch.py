"""Seeds run in batches: each engagement's strategy file as delivered, and after edits, recalculated and held against the engine."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import recalculation

import segkit
from segkit.deliverables.excel import write_strategy
from segkit.intake.reading.isolated import work_here

from .client import Client, draw_client
from .edits import Edit, draw_edit
from .settings import Settings, draw_corrections, draw_settings

Cells = Mapping[tuple[str, str], Any]

AS_DELIVERED: dict[str, str] = {
    "Parameters": "says beside each input what was delivered, and from which share of the customers a threshold came",
    "Method": "holds the segments and thresholds as delivered, in words",
    "Findings": "names the grades that nobody had when the file was made",
}
"""The sheets whose cells without a formula tell of the delivery, and so need not be those of a run with the edited values, with the reason.

Their formulas must be."""


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
        problems += _told(case, f"after {case.edit.cells}", edited_wrong(case, after_edit))
    return problems


def delivered_wrong(case: Case, after: Path) -> list[str]:
    """Return the formula cells that LibreOffice computes to something else than the engine wrote."""
    return _unlike(recalculation.formulas(case.path), recalculation.values(case.path), recalculation.values(after))


def edited_wrong(case: Case, after: Path) -> list[str]:
    """Return the cells that are not those of a run with the edited values: formulas, their results, and every other cell."""
    formulas, expected = recalculation.formulas(case.path), recalculation.formulas(case.again)
    moved = [
        f"{place}: {formulas.get(place)} is {expected.get(place)} in a new run"
        for place in sorted(formulas.keys() | expected.keys())
        if formulas.get(place) != expected.get(place)
    ]
    found, wanted = recalculation.values(after), recalculation.values(case.again)
    told = {case.study.words(name) for name in AS_DELIVERED}
    fixed = {place: "" for place in found.keys() | wanted.keys() if place not in formulas and place[0] not in told}
    return moved + _unlike(expected, wanted, found) + _unlike(fixed, wanted, found)


def _unlike(places: Mapping[tuple[str, str], str], wanted: Cells, found: Cells) -> list[str]:
    return [
        f"{place} {formula}: {wanted.get(place)!r} became {found.get(place)!r}"
        for place, formula in sorted(places.items())
        if not recalculation.same(wanted.get(place), found.get(place))
    ]


def _told(case: Case, when: str, problems: list[str]) -> list[str]:
    return [f"seed {case.seed}, {when}: {problem}" for problem in problems]
