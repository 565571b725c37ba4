"""Why an account has its grade, and the way out, in one or two sentences of the client's language.

"B: revenue DKK 180,000 (low), potential DKK 1,200,000 (high). DKK 70,000 more revenue gives A." A fixed grade is told as fixed, and the
figures as what they say by themselves. The Excel file has the same sentences as formulas (excel/explanation.py), from the same texts.
"""

from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd

from segkit.rating import NOT_RATED, REASONS, Axis, measured, possible, rate, steps
from segkit.study import Study
from segkit.views.labels import segment_label
from segkit.words import Words, is_missing, phrase
from segkit.words.amounts import Amounts, joined

ONE, TWO = phrase("{grade}: {first}."), phrase("{grade}: {first}, {second}.")
FIGURE = phrase("{measure} {value} ({band})")
STEPS: dict[tuple[str, bool], str] = {
    ("revenue", True): phrase("{amount} more revenue gives {grade}."),
    ("revenue", False): phrase("{amount} less revenue gives {grade}."),
    ("potential", True): phrase("{amount} more potential gives {grade}."),
    ("potential", False): phrase("{amount} less potential gives {grade}."),
}
"""The sentence of a step: of which figure, and whether it goes up."""
NO_STEP = phrase("No single change gives another grade.")
BECAUSE = phrase("{grade}: {reason}.")
POSSIBLE = phrase("Possible: {grades}.")
FIXED = phrase("Fixed as {grade}: {reason}. By the figures:")
FIXED_UNTIL = phrase("Fixed as {grade} until {date}: {reason}. By the figures:")
FIXED_BARE = phrase("Fixed as {grade}. By the figures:")
FIXED_BARE_UNTIL = phrase("Fixed as {grade} until {date}. By the figures:")


def explanation(study: Study, account: pd.Series) -> str:
    """Return the sentences of one account, a row of the study's customers or leads."""
    return str(explanations(study, account.to_frame().T.infer_objects()).iloc[0])


def explanations(study: Study, accounts: pd.DataFrame) -> pd.Series:
    """Return the sentences of accounts that have revenue and potential, by their index.

    Grades are taken from the figures. Where the accounts have fixed_grade (and fixed_until, fixed_reason), a fixed one is told first.
    """
    figures = measured(accounts[["revenue", "potential"]].astype(float).assign(cost=np.nan))
    rated = rate(figures, study.grid).frame
    told = np.empty(len(accounts), dtype=object)
    known = rated["grade"].notna().to_numpy()
    told[known] = _rated(study, rated[known])
    told[~known] = _not_rated(study, rated[~known])
    first = fixed(study, accounts)
    return pd.Series(
        [f"{before} {text}" if before else text for before, text in zip(first, told, strict=True)], accounts.index, dtype=object
    )


def fixed(study: Study, accounts: pd.DataFrame) -> list[str]:
    """Return for each account the sentence that tells of a fixed grade; empty where none is fixed."""
    if "fixed_grade" not in accounts:
        return [""] * len(accounts)
    columns = [accounts[name] for name in FIXED_COLUMNS]
    return [_fixed(study, *row) if held else "" for held, *row in zip(accounts["fixed_holds"], *columns, strict=True)]


FIXED_COLUMNS = ("fixed_grade", "fixed_until", "fixed_reason")


def possible_text(study: Study, grades: tuple[str, ...]) -> str:
    """Return the grades that are still possible as a sentence lists them: A, B or C."""
    return joined(study.words, [segment_label(study, grade) for grade in grades])


def measure_name(words: Words, axis: Axis) -> str:
    """Return an axis's measure as it stands inside a sentence."""
    return words.inside(words(axis.label))


def reason_text(words: Words, reason: str) -> str:
    """Return why an account is not rated."""
    return words(REASONS[reason])


def said_of_figures(study: Study, accounts: pd.DataFrame) -> list[list[str]]:
    """Return for each axis what is said of each account's measure: "revenue DKK 180,000 (low)"; empty where it is not rated."""
    words, axes = study.words, study.grid.axes
    rated = accounts["not_rated_because"].isna().to_numpy()
    known = accounts[rated]
    amounts = Amounts(words)
    bands = nw.from_native(known, eager_only=True).select(axis.band().alias(f"{i}") for i, axis in enumerate(axes)).to_native()
    found = []
    for i, axis in enumerate(axes):
        values = known[axis.measure].to_numpy()
        shown = amounts.shares(values) if axis.measure == "utilisation" else amounts.money(values)
        template = words(FIGURE).replace("{measure}", measure_name(words, axis))
        of_band = [template.replace("{band}", words(band)) for band in axis.bands]
        said = np.full(len(accounts), "", dtype=object)
        said[rated] = [of_band[band].replace("{value}", value) for band, value in zip(bands[f"{i}"], shown, strict=True)]
        found.append(said.tolist())
    return found


def _rated(study: Study, accounts: pd.DataFrame) -> list[str]:
    words, axes = study.words, study.grid.axes
    said = said_of_figures(study, accounts)
    template = words(TWO if len(axes) > 1 else ONE)
    labels = accounts["grade"].map({grade: segment_label(study, grade) for grade in study.grid.letters})
    out = _steps(study, accounts, Amounts(words))
    return [
        f"{template.format(grade=grade, first=first, second=second)} {step}"
        for grade, first, second, step in zip(labels, said[0], said[-1], out, strict=True)
    ]


def _steps(study: Study, accounts: pd.DataFrame, amounts: Amounts) -> list[str]:
    words, found = study.words, steps(accounts, study.grid)
    texts = {key: words(text) for key, text in STEPS.items()}
    sizes = amounts.money(found["step_by"].abs().fillna(0.0).to_numpy())
    labels = found["step_grade"].map({grade: segment_label(study, grade) for grade in study.grid.letters})
    none = words(NO_STEP)
    return [
        none if figure is None else texts[figure, by > 0].format(amount=size, grade=grade)
        for figure, by, size, grade in zip(found["step_figure"], found["step_by"].tolist(), sizes, labels, strict=True)
    ]


def _not_rated(study: Study, accounts: pd.DataFrame) -> list[str]:
    words, label = study.words, study.words(NOT_RATED)
    because = {reason: words(BECAUSE).format(grade=label, reason=reason_text(words, reason)) for reason in REASONS}
    open_grades = possible(accounts, study.grid)
    texts = {grades: f" {words(POSSIBLE).format(grades=possible_text(study, grades))}" if grades else "" for grades in set(open_grades)}
    return [because[reason] + texts[grades] for reason, grades in zip(accounts["not_rated_because"], open_grades, strict=True)]


def _fixed(study: Study, grade: Any, until: Any, reason: Any) -> str:
    values = {"grade": segment_label(study, grade)}
    dated, argued = not is_missing(until), not is_missing(reason) and bool(reason)
    values |= {"date": study.words.short_date(until)} if dated else {}
    values |= {"reason": str(reason).removesuffix(".")} if argued else {}
    template = {(True, True): FIXED_UNTIL, (False, True): FIXED, (True, False): FIXED_BARE_UNTIL, (False, False): FIXED_BARE}[dated, argued]
    return study.words(template).format(**values)
