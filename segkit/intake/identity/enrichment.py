"""Columns of an outside table added by company number, postcode or name: nothing of the client's is overwritten, nothing guessed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from segkit.findings import Finding
from segkit.intake.identity.numbers import meet
from segkit.intake.identity.place_names import SpelledOtherwise, other_spellings
from segkit.words import is_missing

_SHOWN = 5


@dataclass(frozen=True)
class Outside:
    """A table from elsewhere: its rows, the column that they are found by, the columns wanted of it, and what to call it."""

    rows: pd.DataFrame
    key: str
    columns: tuple[str, ...]
    name: str


@dataclass(frozen=True)
class SeveralAnswers:
    """A value that stands in the outside table with different answers, how many of the client's rows have it, and the answers."""

    value: str
    rows: int
    answers: tuple[str, ...]


@dataclass(frozen=True)
class SaysOtherwise:
    """A column in which the outside table says something else than the client: the rows, and the two texts of the first of them."""

    column: str
    rows: pd.Index
    own: str
    other: str


@dataclass(frozen=True)
class Enriched:
    """The client's rows with the added columns, and how they were found. The counts are rows and sum to the rows of the frame.

    `nearly` are values that meet the table's only without zeros in front, blanks and dashes, where that was not asked for.
    `proposed` are values that seem to stand in the outside table under another spelling; they are joined only when accepted.
    `differing` tells of columns that the client has too.
    """

    frame: pd.DataFrame
    exact: int
    normalised: int
    accepted: int
    ambiguous_rows: int
    unmatched: int
    empty: int
    ambiguous: tuple[SeveralAnswers, ...] = ()
    missing: tuple[str, ...] = ()
    nearly: tuple[tuple[str, str], ...] = ()
    proposed: tuple[SpelledOtherwise, ...] = ()
    differing: tuple[SaysOtherwise, ...] = ()

    @property
    def rate(self) -> float | None:
        """The share of the rows with a key that found their answer; None where no row has a key."""
        found = self.exact + self.normalised + self.accepted
        keyed = found + self.ambiguous_rows + self.unmatched
        return found / keyed if keyed else None


def enriched(
    own: pd.DataFrame, by: str, outside: Outside, *, normalise: bool = False, accepted: Mapping[str, str] | None = None
) -> Enriched:
    """Return the client's rows with the columns of an outside table, found where `own[by]` equals its key.

    With `normalise`, numbers and postcodes also meet without zeros in front, blanks and dashes. `accepted` are spellings that a person
    has confirmed (the client's -> the table's). A key that stands in the table with different answers is joined to none of them.
    A column that the client has too keeps the client's values; only its blanks are filled.
    """
    keys = own[by].astype(object).map(_text).where(own[by].notna(), "")
    answers, several = _answers(outside)
    known = [*answers.index, *several]
    met = meet(keys[keys != ""], known, normalise=True)
    accepted = {value: other for value, other in (accepted or {}).items() if value not in known and other in known}
    leads_to = {**{value: value for value in known}, **(met.pairs if normalise else {}), **accepted}
    targets = keys.map(leads_to).astype(object).where(lambda values: values.notna(), "")
    unsure = targets.isin(list(several)) | keys.isin([fits.number for fits in met.ambiguous if fits.number not in accepted])
    joined = (targets != "") & ~unsure
    # A spelling that a person has confirmed is counted as that, even where normalising would have found it too.
    confirmed, equal = joined & keys.isin(list(accepted)), joined & (keys == targets)
    missing = tuple(value for value in met.missing if value not in accepted)
    frame, differing = _with_answers(own, answers.reindex(targets.where(joined, None)).set_axis(own.index, axis=0))
    return Enriched(
        frame,
        exact=int(equal.sum()),
        normalised=int((joined & ~equal & ~confirmed).sum()),
        accepted=int(confirmed.sum()),
        ambiguous_rows=int(unsure.sum()),
        unmatched=int(((keys != "") & (targets == "") & ~unsure).sum()),
        empty=int((keys == "").sum()),
        ambiguous=_several_found(keys[unsure], targets[unsure], several, {fits.number: fits.fits for fits in met.ambiguous}),
        missing=missing,
        nearly=() if normalise else tuple((value, other) for value, other in met.pairs.items() if value not in accepted),
        proposed=other_spellings(missing, known, set(keys)),
        differing=differing,
    )


def enrichment_findings(result: Enriched, by: str, outside: Outside, file: str) -> list[Finding]:
    """Return what a person should know of an enrichment of `file` by its column `by`."""
    findings = []
    of = len(result.frame)
    if result.missing:
        values = {"n": result.unmatched, "of": of, "column": by, "file": outside.name, "example": result.missing[0]}
        findings.append(Finding("enrichment_unmatched", file, values=values, column=by))
    if result.ambiguous:
        first = result.ambiguous[0]
        values = {"column": by, "file": outside.name, "example": first.value, "answers": "; ".join(first.answers[:_SHOWN])}
        counts = {"n": len(result.ambiguous), "rows": result.ambiguous_rows}
        findings.append(Finding("enrichment_ambiguous", file, values=counts | values, column=by))
    other = [*result.nearly, *((proposal.value, proposal.other) for proposal in result.proposed)]
    if other:
        values = {"n": len(other), "column": by, "file": outside.name, "example": other[0][0], "other": other[0][1]}
        findings.append(Finding("enrichment_proposed", file, values=values, column=by))
    for told in result.differing:
        values = {"n": len(told.rows), "column": told.column, "file": outside.name, "first": told.own, "second": told.other}
        findings.append(Finding("enrichment_differs", file, values=values, column=told.column))
    return findings


def _answers(outside: Outside) -> tuple[pd.DataFrame, dict[str, tuple[str, ...]]]:
    """Return the one answer of each key, and the answers of those keys that have several; rows without a key are nobody's."""
    columns = list(outside.columns)
    table = outside.rows[columns].astype(object)
    keys = outside.rows[outside.key].map(_text)
    table = table.where(table.notna() & (table != ""), None).set_axis(keys, axis=0)[(keys != "").to_numpy()]
    distinct = table[~table.assign(_key=table.index).duplicated().to_numpy()]
    again = distinct.index.duplicated(keep=False)
    several: dict[str, tuple[str, ...]] = {}
    for key, rows in distinct[again].groupby(level=0, sort=False):
        several[str(key)] = tuple(dict.fromkeys(", ".join(_text(value) for value in row) for row in rows.to_numpy()))
    return distinct[~again], several


def _with_answers(own: pd.DataFrame, answers: pd.DataFrame) -> tuple[pd.DataFrame, tuple[SaysOtherwise, ...]]:
    frame = own.copy()
    differing = []
    for column in answers.columns:
        given = answers[column].astype(object).where(answers[column].notna(), None)
        if column not in own:
            frame[column] = given
            continue
        kept = own[column].astype(object)
        unknown = kept.isna() | (kept == "")
        frame[column] = kept.where(~unknown, given)
        texts, others = kept.map(_text), given.map(_text)
        other = ~unknown & given.notna() & (texts != others)
        if other.any():
            differing.append(SaysOtherwise(str(column), own.index[other], texts[other].iloc[0], others[other].iloc[0]))
    return frame, tuple(differing)


def _several_found(
    keys: pd.Series, targets: pd.Series, several: Mapping[str, tuple[str, ...]], fits: Mapping[str, Sequence[str]]
) -> tuple[SeveralAnswers, ...]:
    counts = keys.value_counts(sort=False)
    target_of = dict(zip(keys, targets, strict=True))
    return tuple(
        SeveralAnswers(str(value), int(rows), several.get(target_of[value]) or tuple(fits.get(str(value), ())))
        for value, rows in counts.items()
    )


def _text(value: object) -> str:
    if is_missing(value):
        return ""
    if isinstance(value, (float, Decimal)) and value == int(value):
        return str(int(value))
    return str(value).strip()
