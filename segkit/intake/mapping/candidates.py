"""Which columns a heading may be, each with a score and the evidence for it: the heading first, then the cells."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

import pandas as pd
from rapidfuzz import fuzz, process

from segkit.intake.mapping.evidence import Fit, fit
from segkit.intake.mapping.folding import folded
from segkit.intake.mapping.profile import Profile
from segkit.intake.mapping.synonyms import Synonym, synonyms
from segkit.tables import Holds
from segkit.words import phrase

KNOWN, WITHOUT_UNIT, DATED, WEAK, CONTAINED, ALIKE_MOST = 100.0, 97.0, 90.0, 70.0, 72.0, 90.0
"""What a heading is worth: known as it stands, known but for its unit, known but for a year, shared by many columns, a longer one
that holds a known one, and at most for one that is only spelled alike."""

LEAST = 60.0
"""Below this score a heading is not proposed for a column at all."""

OPEN_MOST = 94.0
"""At most this where there are no cells that could speak for the heading."""

ONE_DAY, COMES_BACK = 1.05, 2.0
"""Days per number: an invoice has hardly more than one, a customer who comes back two or more."""

_AGAINST, _LINES = 0.7, 88.0


@dataclass(frozen=True)
class Candidate:
    """A heading that may be a column; `why` is a phrase and `values` what stands in it."""

    heading: str
    column: str
    score: float
    why: str
    values: Mapping[str, Any] = field(default_factory=dict)


def candidates(holds: Holds, profiles: Mapping[str, Profile], cells: pd.DataFrame) -> list[Candidate]:
    """Return every column that a heading may be, for a table taken to hold `holds`; nothing below LEAST."""
    found = []
    for heading, cell_profile in profiles.items():
        for known, score, why in _by_heading(holds, heading):
            found.append(
                _judged(Candidate(heading, known.column, score, why), known, fit(holds, known.column, cell_profile), cell_profile.filled)
            )
    if holds == "transactions":
        found = list(_by_days(found, cells))
    return [candidate for candidate in found if candidate.score >= LEAST]


@lru_cache(maxsize=10_000)
def _by_heading(holds: Holds, heading: str) -> tuple[tuple[Synonym, float, str], ...]:
    """Return the known headings that this one is or resembles, the best for each column."""
    listed, form = synonyms(holds), folded(heading)
    best: dict[str, tuple[Synonym, float, str]] = {}

    def note(known: Iterable[Synonym], score: float, why: str) -> None:
        for synonym in known:
            worth = min(score, WEAK) if synonym.weak else score
            if synonym.column not in best or worth > best[synonym.column][1]:
                best[synonym.column] = (synonym, worth, _SHARED if synonym.weak and score >= DATED else why)

    note(listed.get(form.whole, ()), KNOWN, _IS_KNOWN)
    note(listed.get(form.bare, ()), DATED if form.dated else WITHOUT_UNIT, _NAMES_A_YEAR if form.dated else _KNOWN_BUT_FOR_UNIT)
    strong = {key: [synonym for synonym in known if not synonym.weak] for key, known in listed.items()}
    if len(form.bare) >= 4:
        for key, ratio, _ in process.extract(form.bare, strong.keys(), scorer=fuzz.ratio, score_cutoff=80, limit=5):
            note(strong[key], min(ALIKE_MOST, ratio - 5), _IS_ALIKE)
    for key, known in strong.items():
        if len(key) >= 7 and key in form.bare and key != form.bare:
            note(known, CONTAINED, _CONTAINS)
    return tuple(best.values())


def _judged(by_heading: Candidate, known: Synonym, cells: Fit, filled: int) -> Candidate:
    """Return what a heading is worth once its cells have been looked at."""
    seen = replace(by_heading, values={"known": known.heading, "n": round(cells.share * filled), "of": filled})
    if cells.verdict == "open":
        return replace(seen, score=min(seen.score, OPEN_MOST), why=_NO_CELLS)
    if cells.verdict == "against":
        return replace(seen, score=seen.score * _AGAINST, why=_CELLS_AGAINST)
    return seen


def _by_days(found: list[Candidate], cells: pd.DataFrame) -> Iterable[Candidate]:
    """Tell numbers in invoice lines apart by the days they stand on: an invoice has one day, a customer comes back on others."""
    dates = [candidate for candidate in found if candidate.column == "date" and candidate.score >= LEAST]
    day = max(dates, key=lambda candidate: candidate.score).heading if dates else None
    for candidate in found:
        weak = candidate.score <= CONTAINED and candidate.column in {"customer_id", "order"}
        if day is None or not weak or candidate.heading == day:
            yield candidate
            continue
        lines, days = _per_value(cells, candidate.heading, day)
        expected = days <= ONE_DAY if candidate.column == "order" else days >= COMES_BACK
        if expected and lines >= COMES_BACK:
            values = dict(candidate.values) | {"lines": round(lines), "days": round(days)}
            why = _INVOICE_LIKE if candidate.column == "order" else _CUSTOMER_LIKE
            yield replace(candidate, score=max(candidate.score, _LINES), why=why, values=values)
        else:
            yield candidate if expected else replace(candidate, score=candidate.score * _AGAINST)


def _per_value(cells: pd.DataFrame, heading: str, day: str) -> tuple[float, float]:
    """Return how many rows and how many days a value stands on, on average."""
    values, days = pd.factorize(cells[heading])[0], pd.factorize(cells[day])[0]
    pairs = pd.DataFrame({"value": values, "day": days})
    distinct = max(1, pairs["value"].nunique())
    return len(pairs) / distinct, len(pairs.drop_duplicates()) / distinct


_IS_KNOWN = phrase("The heading is known for this column, and {n} of {of} cells look like it.")
_KNOWN_BUT_FOR_UNIT = phrase("But for its unit the heading is known for this column ('{known}'), and {n} of {of} cells look like it.")
_NAMES_A_YEAR = phrase("The heading is '{known}' with a year or part of one, which must be the period; {n} of {of} cells look like it.")
_SHARED = phrase("The heading alone could be several columns; {n} of {of} cells look like this one.")
_IS_ALIKE = phrase("The heading is spelled like '{known}', and {n} of {of} cells look like it.")
_CONTAINS = phrase("The heading holds '{known}', and {n} of {of} cells look like it.")
_NO_CELLS = phrase("The heading resembles '{known}', but the column is empty.")
_CELLS_AGAINST = phrase("The heading resembles '{known}', but only {n} of {of} cells look like it.")
_INVOICE_LIKE = phrase("Each number stands on {lines} lines of one day, as an invoice does.")
_CUSTOMER_LIKE = phrase("Each number stands on {lines} lines of {days} days, as a customer who comes back does.")
