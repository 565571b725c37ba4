"""Customers who may be one: proposed in groups, each with its reasons in words, for a person to decide."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from segkit.findings import Finding
from segkit.intake.identity.evidence import Evidence, Reason, evidence, reasons
from segkit.intake.identity.pairs import Pairs, pairs_to_compare
from segkit.intake.identity.traits import NOBODY, Traits, traits
from segkit.words import is_missing

_MOST_REASONS = 6

_READ_THROUGH = 12
"""The pairs of a group that reasons are taken from; more would only repeat them."""


@dataclass(frozen=True)
class Candidate:
    """Customers who may be one, in the order of the file, with the reasons and how much speaks for it (0 to 1).

    `rows` are the places of the ids, (file, row), where the table knows them.
    """

    ids: tuple[str, ...]
    reasons: tuple[Reason, ...]
    score: float
    rows: tuple[tuple[str, int], ...] = ()


def duplicates(customers: pd.DataFrame) -> tuple[Candidate, ...]:
    """Return the groups of customers who may be one, those for which most speaks first. Nobody is in two groups of one strength.

    `customers` is indexed by customer_id, each once, with any of name, org_number, country, address, postcode, city, phone, email,
    _file and _row; None is unknown. Two with a valid organisation number each, and not the same, are never proposed. A name alone is a
    weak reason, and only where it is a firm's own: all places of a chain are one weak group. Blanks speak neither for nor against.
    """
    known = traits(customers)
    found = evidence(known, pairs_to_compare(known))
    numbers = np.where(known.valid, known.organisation, NOBODY)
    strong, joined = _grouped(found.pairs, np.flatnonzero(~found.weak), numbers)
    told = _groups(strong, np.arange(len(customers)), found.pairs, joined)
    # In a weak group the first of each strong group speaks for the others.
    weak, joined = _grouped(strong[found.pairs], np.flatnonzero(found.weak), numbers)
    told += _groups(weak, np.unique(strong), strong[found.pairs], joined)
    candidates = [_candidate(customers, known, found, members, edges) for members, edges in told]
    return tuple(sorted(candidates, key=lambda candidate: (-candidate.score, candidate.ids)))


def duplicate_findings(candidates: Sequence[Candidate], customers: pd.DataFrame) -> list[Finding]:
    """Return the question whether the candidates are one customer each; none where there are no candidates."""
    if not candidates:
        return []
    first = candidates[0]
    names = customers["name"].reindex(first.ids[:2]) if "name" in customers else pd.Series([None, None])
    values = {"n": len(candidates), "ids": ", ".join(first.ids[:5]), "first": names.iloc[0], "second": names.iloc[1]}
    file, row = first.rows[0] if first.rows else ("", None)
    return [Finding("duplicates_proposed", file, row, values, rows=tuple(own for place, own in first.rows if place == file))]


def _grouped(pairs: Pairs, chosen: np.ndarray, numbers: np.ndarray) -> tuple[np.ndarray, list[int]]:
    """Return the first customer of each one's group when the chosen pairs are joined in their order, and which pairs joined two groups.

    Two groups with different organisation numbers are never joined, not even by a third customer who is like both. `numbers` is
    changed: the first of a group takes on the group's number.
    """
    leader = np.arange(len(numbers))

    def first_of(position: int) -> int:
        while leader[position] != position:
            leader[position] = leader[leader[position]]
            position = int(leader[position])
        return position

    joined = []
    for at, (one, other) in zip(chosen.tolist(), pairs[chosen].tolist(), strict=True):
        low, high = sorted((first_of(one), first_of(other)))
        if low != high and (numbers[low] == numbers[high] or NOBODY in {numbers[low], numbers[high]}):
            leader[high] = low
            numbers[low] = max(numbers[low], numbers[high])
            joined.append(at)
    return np.array([first_of(position) for position in range(len(leader))], dtype=np.int64), joined


def _groups(leader: np.ndarray, among: np.ndarray, pairs: Pairs, joined: list[int]) -> list[tuple[list[int], list[int]]]:
    """Return each group of two and more: its members in the order of the file, and the pairs that made it, the strongest first."""
    groups: dict[int, tuple[list[int], list[int]]] = {}
    several = np.bincount(leader[among], minlength=len(leader)) > 1
    members = among[several[leader[among]]]
    for position, first in zip(members.tolist(), leader[members].tolist(), strict=True):
        groups.setdefault(first, ([], []))[0].append(position)
    made = np.array(joined, dtype=np.int64)
    for at, first in zip(joined, leader[pairs[made, 0]].tolist(), strict=True):
        groups[first][1].append(at)
    return list(groups.values())


def _candidate(customers: pd.DataFrame, known: Traits, found: Evidence, members: list[int], edges: list[int]) -> Candidate:
    told: dict[str, Reason] = {}
    for at in edges[:_READ_THROUGH]:
        for reason in reasons(customers, known, found, at):
            told.setdefault(reason.why, reason)
    rows: tuple[tuple[str, int], ...] = ()
    if {"_file", "_row"} <= set(customers.columns):
        places = zip(customers["_file"].iloc[members], customers["_row"].iloc[members], strict=True)
        rows = tuple((str(file), int(str(row))) for file, row in places if not is_missing(row))
    # A group is as sure as the least sure pair that it hangs together by.
    score = float(found.score[edges[-1]])
    return Candidate(tuple(str(known.ids[i]) for i in members), tuple(told.values())[:_MOST_REASONS], score, rows)
