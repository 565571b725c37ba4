"""Classes against the ABCD grades: who is put elsewhere by the factors than by revenue and potential."""

from dataclasses import dataclass

import numpy as np

from segkit.deep_dive import DeepDive
from segkit.rating.factors.summing import Flags
from segkit.study import Study
from segkit.views.labels import segment_label
from segkit.views.ratings.naming import class_label, class_names, members
from segkit.views.table import Align, Table
from segkit.words import is_missing


def class_bands(study: Study) -> list[tuple[str, str]]:
    """Return each class with the ratings that belong to it, as label and text."""
    if study.deep is None:
        return []
    words, tree = study.words, study.deep.tree
    found, above = [], None
    for band in tree.classes:
        low = words.number(band.least, 0 if float(band.least).is_integer() else 2)
        text = (
            words("rating from {low} to {high}", low=low, high=words.number(tree.highest))
            if above is None
            else words("rating from {low} to below {high}", low=low, high=above)
        )
        found.append((class_label(study, band.name), text))
        above = low
    return found


def grades_by_class(study: Study) -> Table | None:
    """Return how many customers of each class have each ABCD grade, with their share of the revenue; None where nobody has a class."""
    if study.deep is None or members(study.deep, None).all():
        return None
    words, deep = study.words, study.deep
    rows: list[str | None] = [*class_names(deep.tree), *([None] if members(deep, None).any() else [])]
    columns: list[str | None] = [*study.grid.letters, *([None] if _graded(deep, None).any() else [])]
    everybody = np.ones(len(deep.customers), dtype=bool)
    body = [
        (class_label(study, row), *(_cell(study, deep, members(deep, row) & _graded(deep, column)) for column in columns),
         _cell(study, deep, members(deep, row)))
        for row in rows
    ]  # fmt: skip
    total = (words("Total"), *(_cell(study, deep, _graded(deep, column)) for column in columns), _cell(study, deep, everybody))
    headings = (words("Class"), *(segment_label(study, column) for column in columns), words("Total"))
    figures: list[Align] = ["num"] * (len(columns) + 1)
    caption = words("Customers by class (rows) and by ABCD grade (columns); in brackets their share of the revenue.")
    return Table(caption, headings, ("text", *figures), (*body, total), total=True)


def furthest_apart(study: Study) -> str:
    """Return where class and ABCD grade disagree most; empty where nobody has both."""
    if study.deep is None:
        return ""
    words, deep = study.words, study.deep
    both = ~(members(deep, None) | _graded(deep, None))
    if not both.any():
        return ""
    most = _most_apart(study, deep)
    if most is None:
        return words("Nobody is put elsewhere by the class than by the ABCD grade.")
    own = members(deep, most.name) & _graded(deep, most.grade)
    values = {"grade": segment_label(study, most.grade), "name": class_label(study, most.name)}
    share, n = _share(deep, own), int(own.sum())
    first = words.plural(
        "Class and grade disagree most on {n} customer with grade {grade} in class {name}.",
        "Class and grade disagree most on the {n} customers with grade {grade} in class {name}.",
        n,
        **values,
    )
    second = (
        words.plural(
            "By the factors it stands higher than by revenue and potential.",
            "By the factors they stand higher than by revenue and potential.",
            n,
        )
        if most.better
        else words.plural(
            "By the factors it stands lower than by revenue and potential.",
            "By the factors they stand lower than by revenue and potential.",
            n,
        )
    )
    if is_missing(share):
        return f"{first} {second}"
    held = words.plural(
        "This customer holds {share} of the revenue.", "These customers hold {share} of the revenue.", n, share=words.percent(share)
    )
    return f"{first} {held} {second}"


@dataclass(frozen=True)
class _Apart:
    name: str
    grade: str
    better: bool


def _most_apart(study: Study, deep: DeepDive) -> _Apart | None:
    """Return the class and grade whose customers, by their number and the distance of the two on their scales, lie furthest apart."""
    names, grades = class_names(deep.tree), study.grid.letters
    found, most = None, 0.0
    for row, name in enumerate(names):
        for column, grade in enumerate(grades):
            apart = column / max(len(grades) - 1, 1) - row / max(len(names) - 1, 1)
            weight = abs(apart) * int((members(deep, name) & _graded(deep, grade)).sum())
            if weight > most + 1e-9:
                found, most = _Apart(name, grade, apart > 0), weight
    return found


def _graded(deep: DeepDive, grade: str | None) -> Flags:
    grades = deep.customers["grade"]
    return np.asarray(grades.isna() if grade is None else grades == grade)


def _share(deep: DeepDive, own: Flags) -> float:
    revenue = deep.customers["revenue"].astype(float)
    return float(revenue[own].sum() / revenue.sum()) if revenue.sum() > 0 else float("nan")


def _cell(study: Study, deep: DeepDive, own: Flags) -> str:
    words, n, share = study.words, int(own.sum()), _share(deep, own)
    if not n or is_missing(share):
        return words.number(n)
    return words("{value} ({share})", value=words.number(n), share=words.percent(share))
