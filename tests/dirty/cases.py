"""File n of a seed: a company, up to six families of faults that go together, the bytes, and what must come out of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import count
from random import Random

from .draft import Draft, Medium, Question, UnfitError, blank_draft, with_lines
from .faults import FAULTS, Fault
from .faults.fault import CELLS
from .truth import Holds, Record, company
from .writers import written


@dataclass(frozen=True)
class Expected:
    """What is true of a file.

    `records`: row number -> canonical column -> value, of every row that is a record. `aside`: rows that must not count, with the
    reasons under which they may be set aside. `furniture`: rows that may be told of or ignored. `lenient`: records that may also
    be set aside. `question`: whether the file leaves something open that may or must be asked; `codes` are findings that ask it.
    """

    records: Mapping[int, Record]
    aside: Mapping[int, frozenset[str]]
    furniture: frozenset[int]
    lenient: frozenset[int]
    question: Question
    codes: frozenset[str]


@dataclass(frozen=True)
class Case:
    """One file with its truth, and what engagement.yaml would say of it."""

    number: int
    families: tuple[str, ...]
    holds: Holds
    file: str
    content: bytes
    currency: str
    columns: Mapping[str, Mapping[str, object]]
    missing: tuple[str, ...]
    expected: Expected


_ATTEMPTS = 200


def make_case(seed: int, number: int, families: tuple[str, ...] | None = None) -> Case:
    """Return file `number` of `seed`: always the same bytes. The first family goes round all of them, so that each has its turn.

    With `families` the file has these faults and no others.
    """
    names = list(FAULTS)
    for attempt in count():
        rng = Random(f"{seed}-{number}-{attempt}")
        faults = [FAULTS[name] for name in families] if families is not None else _together(FAULTS[names[number % len(names)]], rng)
        try:
            return one_case(number, faults, rng)
        except (UnfitError, UnicodeEncodeError):
            if attempt > _ATTEMPTS:
                raise
    raise AssertionError("unreachable")


def _together(first: Fault, rng: Random) -> list[Fault]:
    """Return the first family and up to five others that share a medium and a kind of table with it and with each other."""
    chosen = [first]
    wanted = rng.randint(1, 6)
    for fault in rng.sample(list(FAULTS.values()), len(FAULTS)):
        if len(chosen) == wanted:
            break
        if all(fault.goes_with(other) for other in chosen) and _fits([*chosen, fault]):
            chosen.append(fault)
    return chosen


def _fits(faults: list[Fault]) -> bool:
    currencies = {fault.currency for fault in faults if fault.currency}
    ids = {fault.ids for fault in faults if fault.ids}
    return bool(_media(faults)) and bool(_holds(faults)) and len(currencies) < 2 and len(ids) < 2 and _writable(faults)("æøå")


def _media(faults: list[Fault]) -> list[Medium]:
    return [medium for medium in ("text", "workbook") if all(medium in fault.media for fault in faults)]


def _holds(faults: list[Fault]) -> list[Holds]:
    return [holds for holds in ("customers", "transactions") if all(holds in fault.holds for fault in faults)]


def _writable(faults: list[Fault]) -> Callable[[str], bool]:
    """Return the test whether a text can be written in every character set that the faults demand."""
    encodings = {fault.encoding for fault in faults if fault.encoding}

    def writable(text: str) -> bool:
        try:
            return all(text.encode(encoding) for encoding in encodings)
        except UnicodeEncodeError:
            return False

    return writable


def one_case(number: int, faults: list[Fault], rng: Random) -> Case:
    """Return a file with these faults. Raises UnfitError where one finds nothing to befall, UnicodeEncodeError for a letter too many."""
    medium, holds = rng.choice(_media(faults)), rng.choice(_holds(faults))
    ids = next((fault.ids for fault in faults if fault.ids), None) or "plain"
    true = company(rng, _writable(faults), holds=holds, ids=ids, size=rng.randint(8, 40))
    currency = next((fault.currency for fault in faults if fault.currency), None) or rng.choice(("DKK", "DKK", "SEK", "EUR"))
    draft = _befallen(blank_draft(true, medium, currency, f"{holds}_{number}"), faults, rng)
    content, rows = written(draft)
    names = tuple(fault.name for fault in faults)
    columns = {key: dict(said) for key, said in draft.wanted.items()}
    return Case(number, names, holds, draft.file, content, draft.currency, columns, draft.missing, _expected(draft, rows))


def _befallen(draft: Draft, faults: list[Fault], rng: Random) -> Draft:
    order = list(FAULTS)
    by_stage = sorted(faults, key=lambda fault: (fault.stage, order.index(fault.name)))
    for fault in by_stage:
        if fault.stage < CELLS:
            draft = fault.befall(draft, rng)
    draft = with_lines(draft)
    for fault in by_stage:
        if fault.stage >= CELLS:
            draft = fault.befall(draft, rng)
    return draft


def _expected(draft: Draft, rows: tuple[int, ...]) -> Expected:
    mapped = [column.key for column in draft.company.columns if column.canonical]
    records: dict[int, Record] = {}
    aside: dict[int, frozenset[str]] = {}
    furniture: set[int] = set()
    for row, line in zip(rows, draft.lines, strict=True):
        if line.aside:
            aside[row] = line.aside
        elif line.record is None:
            furniture.add(row)
        else:
            records[row] = {key: draft.company.records[line.record][key] for key in mapped}
    lenient = frozenset(row for row, line in zip(rows, draft.lines, strict=True) if line.lenient)
    return Expected(records, aside, frozenset(furniture), lenient, draft.question, draft.codes)
