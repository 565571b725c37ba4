"""One pass over the bytes of a large text file: which of its lines are not plain records of the expected number of fields."""

import hashlib
import re
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from segkit.errors import SourceError
from segkit.intake.ledger.edges import CR, DOUBTFUL, EMPTY, LF, Classes, first_bytes, last_bytes

CHUNK = 1 << 20
"""Bytes looked at together: small enough to stay in the processor's cache."""

LONGEST = 10_000_000
"""Bytes that one line may have."""

CLUSTER = 1000
"""Lines between two open quotes that may belong to one record, and lines read beyond it to see how it ends."""

TAIL = 4000
"""Bytes at the end whose lines Python reads together, where one of them is odd: text below a table is known by the lines above it."""

TAB, QUOTE = 9, 34

_DRAWN = np.frombuffer(b"-=_*~+|", np.uint8)

_LOST = re.compile(rb"[A-Za-z]\?[A-Za-z]")
"""A question mark between letters may stand for a lost one."""


Ints = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class OddLines:
    """Lines that Python has to judge, in file order: their numbers, where they begin and end, and whether a quote stays open."""

    numbers: Ints
    begins: Ints
    ends: Ints
    open_quote: npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Scan:
    """What a pass over the whole file found below its heading."""

    sha256: str
    lines: int
    odd: OddLines
    quotes: bool
    one_end: bool
    """Whether all lines, those of the heading too, end alike."""
    high: frozenset[int]
    """The bytes from 0x80 to 0x9F that occur; looked for only where the file is not UTF-8."""
    undecodable: bytes = b""
    """The first lines that are no UTF-8; where there are any, the pass stopped, and `lines` is the first one's number."""
    lone_return: bool = False
    """Whether a carriage return ends a line by itself; where one does, the pass stopped."""
    doubtful: frozenset[int] = frozenset()
    """The places of the fields in which a cell may begin or end with a blank, or begin with a sign that is not part of it."""


@dataclass(frozen=True)
class Plain:
    """What a plain line looks like: its separator and number of fields, how it never begins, and how many of its cells are filled at least."""

    separator: int
    fields: int
    starts: tuple[bytes, ...]
    more_than: int
    utf8: bool

    @cached_property
    def first_bytes(self) -> Classes:
        return first_bytes(self.separator, utf8=self.utf8)

    @cached_property
    def last_bytes(self) -> Classes:
        return last_bytes(self.separator, utf8=self.utf8)

    @cached_property
    def every_field(self) -> frozenset[int]:
        return frozenset(range(self.fields))

    def strange(self, array: Bytes) -> Ints:
        """Return the places of all letters beyond A to Z and of control codes."""
        odd = (array < 32) | (array > 126)
        for sign in (LF, CR, TAB, self.separator):
            odd &= array != sign
        return np.flatnonzero(odd)

    def odd_by_look(self, chunk: bytes, array: Bytes, strange: Ints, ends: Ints) -> Ints:
        """Return the lines that begin like a heading or a drawn line, or hold signs that may be invisible or broken letters.

        `strange` are the places of all letters beyond A to Z and of control codes.
        """
        begins = np.concatenate(([0], ends[:-1] + 1))
        first = array[begins]
        drawn = begins[np.isin(first, _DRAWN)]
        found = [begins[first == 0xE2], drawn[(array[np.minimum(drawn + 1, len(array) - 1)] - np.uint8(48)) > 9]]
        for start in self.starts:
            at = begins[first == start[0]]
            for i, byte in enumerate(start[1:6], start=1):
                at = at[array[np.minimum(at + i, len(array) - 1)] == byte]
            found.append(at[[chunk.startswith(start, place) for place in at.tolist()]] if len(at) else at)
        if len(strange):
            found.append(self._unseen(array, strange))
        if b"?" in chunk:
            found.append(np.array([match.start() for match in _LOST.finditer(chunk)], dtype=np.int64))
        return np.unique(np.searchsorted(ends, np.concatenate(found)))

    def _unseen(self, array: Bytes, strange: Ints) -> Ints:
        """Return the places of control codes, of two letters beyond A to Z in a row, and of signs that nobody can see."""
        byte, previous = array[strange], array[np.maximum(strange - 1, 0)]
        if not self.utf8:
            return strange[(byte < 0x80) | (previous >= 0x80)]
        lead = byte >= 0xC0
        after, third = (array[np.minimum(strange + i, len(array) - 1)] for i in (1, 2))
        unseen = (byte == 0xC2) & (((after <= 0x9F) & (after != 0x85)) | (after == 0xAD))
        unseen |= (byte == 0xE2) & (after == 0x80) & (((third >= 0x8B) & (third <= 0x8F)) | ((third >= 0xAA) & (third <= 0xAE)))
        unseen |= (byte == 0xE2) & (after == 0x81) & (third >= 0xA0) & (third <= 0xA9)
        unseen |= (byte == 0xEF) & (after >= 0xBB)
        odd: npt.NDArray[np.int64] = strange[(byte < 0x80) | (lead & (previous >= 0x80)) | unseen]
        return odd


def scan(path: Path, plain: Plain | None, top: int, *, utf8: bool, mixed: bool = False) -> Scan:
    """Look at every line of a file.

    A line is odd when it has another number of fields, a quote in an unusual place, hardly a filled cell, or a look that is not plain; with
    `mixed`, also when it is no UTF-8; when it lies between two others whose quotes stay open; and among the first `top` lines.
    Without `plain`, every line is odd. Raises SourceError for a NUL byte and for a line that never ends.
    """
    with ThreadPoolExecutor(1) as beside:
        return _scanned(_Hashed(beside), path, plain, top, utf8=utf8, mixed=mixed)


def _scanned(digest: "_Hashed", path: Path, plain: Plain | None, top: int, *, utf8: bool, mixed: bool) -> Scan:
    found: list[tuple[Ints, Ints, Ints, npt.NDArray[np.bool_]]] = []
    line, quotes, high, doubtful = 1, False, frozenset[int](), frozenset[int]()
    crlf, lf = 0, 0
    tail = path.stat().st_size - TAIL
    for at, chunk in _chunks(path, digest):
        _refuse_nul(path, chunk, line)
        array = np.frombuffer(chunk, np.uint8)
        ascii_only = chunk.isascii()
        foreign = np.empty(0, dtype=np.int64)
        if utf8 and not ascii_only and not _is_utf8(chunk):
            foreign = _not_utf8(chunk)
            if not mixed:
                pieces = chunk.split(b"\n")
                first = b"\n".join(pieces[i] for i in foreign[:2000]) + b"\n"
                return Scan("", line + int(foreign[0]), _joined([]), quotes, False, high, undecodable=first)
        elif not utf8 and not ascii_only:
            high |= set(np.unique(array[(array >= 0x80) & (array < 0xA0)]).tolist())
        if b"\r" in chunk:
            after_return = int(np.count_nonzero((array[:-1] == CR) & (array[1:] == LF)))
            crlf += after_return
            if int(np.count_nonzero(array == CR)) != after_return:
                return Scan("", 0, _joined([]), quotes, False, high, lone_return=True)
        judged = _judged(chunk, plain)
        lines, odd, unclosed, ends = judged.lines, judged.odd, judged.unclosed, judged.ends
        doubtful |= judged.doubtful
        lf += lines
        if line <= top:
            odd = np.union1d(odd, np.arange(min(lines, top - line + 1)))
        if at + len(chunk) > tail:
            near = np.flatnonzero(ends + at >= tail)
            odd = np.union1d(odd, near) if len(np.intersect1d(odd, near)) else odd
        if len(foreign):
            odd = np.union1d(odd, foreign)
        quotes = quotes or (b'"' in chunk and _quotes_outside(chunk, odd, ends))
        if len(odd):
            begins = np.concatenate(([0], ends[:-1] + 1))
            found.append((odd + line, begins[odd] + at, np.minimum(ends[odd] + 1, len(chunk)) + at, np.isin(odd, unclosed)))
        line += lines
    odd_lines = _with_lines_between(path, _joined(found))
    return Scan(digest.hexdigest(), line - 1, odd_lines, quotes, crlf in {0, lf, lf - 1}, high, doubtful=doubtful)


def _quotes_outside(chunk: bytes, odd: Ints, ends: Ints) -> bool:
    """Return whether a line that is not odd has a quote."""
    quotes = np.flatnonzero(np.frombuffer(chunk, np.uint8) == QUOTE)
    return not bool(np.isin(np.searchsorted(ends, quotes), odd).all())


def open_regions(odd: OddLines) -> list[tuple[int, int]]:
    """Return the stretches of lines, first and last, within which quotes stay open."""
    regions: list[tuple[int, int]] = []
    for number in odd.numbers[odd.open_quote].tolist():
        if regions and number - regions[-1][1] <= CLUSTER:
            regions[-1] = (regions[-1][0], number)
        else:
            regions.append((number, number))
    return regions


def _with_lines_between(path: Path, odd: OddLines) -> OddLines:
    lines = dict(zip(odd.numbers.tolist(), zip(odd.begins.tolist(), odd.ends.tolist(), strict=True), strict=True))
    unclosed = set(odd.numbers[odd.open_quote].tolist())
    with path.open("rb") as file:
        for first, last in open_regions(odd):
            file.seek(lines[first][0])
            for number in range(first, last + 1):
                begin = file.tell()
                file.readline()
                lines[number] = (begin, file.tell())
    numbers = sorted(lines)
    begins, ends = ([lines[number][i] for number in numbers] for i in (0, 1))
    return OddLines(_ints(numbers), _ints(begins), _ints(ends), np.array([number in unclosed for number in numbers], dtype=bool))


def _ints(values: list[int]) -> Ints:
    return np.array(values, dtype=np.int64)


def sha256_of_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class _Hashed:
    """The hash of the blocks given, worked out beside the reading, one block behind."""

    def __init__(self, beside: ThreadPoolExecutor) -> None:
        self._beside, self._digest = beside, hashlib.sha256()
        self._last: Future[None] | None = None

    def update(self, block: bytes) -> None:
        self._wait()
        self._last = self._beside.submit(self._digest.update, block)

    def hexdigest(self) -> str:
        self._wait()
        return self._digest.hexdigest()

    def _wait(self) -> None:
        if self._last is not None:
            self._last.result()


def _chunks(path: Path, digest: _Hashed) -> Iterator[tuple[int, bytes]]:
    """Yield whole lines with the byte at which they begin; the hash is of the whole file."""
    with path.open("rb") as file:
        rest, at = b"", 0
        while block := file.read(CHUNK):
            digest.update(block)
            rest += block
            end = rest.rfind(b"\n") + 1
            if end:
                yield at, rest[:end]
                rest, at = rest[end:], at + end
            elif len(rest) > LONGEST:
                raise SourceError(
                    f"{path.name}: the line that begins at byte {at} is longer than {LONGEST // 1_000_000} MB. Ask the client for a new export.",
                    code="SEG-B07",
                )
        if rest:
            yield at, rest


def _refuse_nul(path: Path, chunk: bytes, line: int) -> None:
    if b"\x00" in chunk:
        line += chunk[: chunk.index(b"\x00")].count(b"\n")
        raise SourceError(
            f"{path.name}, line {line}: holds a NUL byte, so it is not plain text. Ask the client for a new export.", code="SEG-B07"
        )


def _is_utf8(chunk: bytes) -> bool:
    array = np.frombuffer(chunk, np.uint8)
    high = np.flatnonzero(array >= 0x80)
    letters = array[high]
    # Valid are the letters beyond A to Z put together, none of whose bytes after the first has stood apart from the one before it.
    apart = np.diff(high, prepend=-1) > 1
    if bool((apart & (letters & 0xC0 == 0x80)).any()):
        return False
    return _decodes(letters.tobytes())


def _decodes(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _not_utf8(chunk: bytes) -> Ints:
    return np.array([i for i, line in enumerate(chunk.split(b"\n")) if not _decodes(line)], dtype=np.int64)


@dataclass(frozen=True)
class _Judged:
    """The number of lines of a chunk, the odd ones, those of them with an open quote, where lines end, and the doubtful fields."""

    lines: int
    odd: Ints
    unclosed: Ints
    ends: Ints
    doubtful: frozenset[int]


def _judged(chunk: bytes, plain: Plain | None) -> _Judged:
    none = np.empty(0, dtype=np.int64)
    array = np.frombuffer(chunk if chunk.endswith(b"\n") else chunk + b"\n", np.uint8)
    if plain is None:
        ends = np.flatnonzero(array == LF)
        return _Judged(len(ends), np.arange(len(ends)), none, ends, frozenset())
    ending = array == LF
    marks = np.flatnonzero(ending | (array == plain.separator))
    simple = b'"' not in chunk
    lines, left = divmod(len(marks), plain.fields)
    ends = marks[plain.fields - 1 :: plain.fields]
    # Every line has the right number of fields exactly when each group of `fields` marks ends, and only it, with a line's end.
    regular = simple and not left and int(np.count_nonzero(ending)) == lines and bool(ending[ends].all())
    if not regular:
        ends = np.flatnonzero(ending)
    looks = plain.odd_by_look(chunk, array, plain.strange(array), ends)
    if regular:
        sparse, doubtful = _cells(array, marks, plain)
        return _Judged(lines, np.union1d(looks, sparse), none, ends, doubtful)
    wrong, unclosed = _wrong_lines(array, ends, plain.separator, plain.fields)
    wrong[_sparse(array, marks, ends, plain)] = True
    wrong[looks] = True
    doubtful = plain.every_field if not simple or _cells(array, marks, plain)[1] else frozenset()
    return _Judged(len(ends), np.flatnonzero(wrong), np.flatnonzero(unclosed), ends, doubtful)


def _cells(array: Bytes, marks: Ints, plain: Plain) -> tuple[Ints, frozenset[int]]:
    """Return the lines with hardly a filled cell, and the fields with doubtful cells, both right where each line has all its fields."""
    begins, lasts = np.empty_like(marks), marks - 1
    begins[0], begins[1:] = 0, marks[:-1] + 1
    returns = array[lasts] == CR
    first = plain.first_bytes[array[begins]]
    last = plain.last_bytes[array[lasts - returns]]
    odd = np.flatnonzero((first == DOUBTFUL) | ((last == DOUBTFUL) & (first != EMPTY)))
    empty = first == EMPTY
    enough = plain.fields - plain.more_than
    if len(marks) % plain.fields or int(np.count_nonzero(empty)) < enough:
        sparse = np.empty(0, dtype=np.int64)
    else:
        sparse = np.flatnonzero(empty.reshape(-1, plain.fields).sum(axis=1) >= enough)
    return sparse, frozenset(np.unique(odd % plain.fields).tolist())


def _sparse(array: npt.NDArray[np.uint8], marks: Ints, ends: Ints, plain: Plain) -> Ints:
    """Return the lines with hardly a filled cell. A cell of blanks alone counts as filled here; a line's other cells tell."""
    begins = np.concatenate(([-1], marks[:-1]))
    lengths = marks - begins - 1
    last = array[np.maximum(marks - 1, 0)] == CR
    empty = (lengths == 0) | ((lengths == 1) & last)
    enough = plain.fields - plain.more_than
    if int(empty.sum()) < enough:
        return np.empty(0, dtype=np.int64)
    per_line = np.bincount(np.searchsorted(ends, marks[empty]), minlength=len(ends))
    return np.flatnonzero(per_line >= enough)


def _wrong_lines(
    array: npt.NDArray[np.uint8], ends: Ints, separator: int, fields: int
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    lines = len(ends)
    begins = np.concatenate(([0], ends[:-1] + 1))
    quotes = np.flatnonzero(array == QUOTE)
    separators = np.flatnonzero(array == separator)
    own = np.searchsorted(ends, separators)
    wrong, unclosed = np.zeros(lines, dtype=bool), np.zeros(lines, dtype=bool)
    if len(quotes):
        before = np.searchsorted(quotes, begins)
        line_of = np.searchsorted(ends, quotes)
        opens = (np.arange(len(quotes)) - before[line_of]) % 2 == 0
        previous = array[np.maximum(quotes - 1, 0)]
        following = array[np.minimum(quotes + 1, len(array) - 1)]
        at_edge = np.where(
            opens,
            (quotes == begins[line_of]) | (previous == separator) | (previous == QUOTE),
            (following == separator) | (following == LF) | (following == CR) | (following == QUOTE),
        )
        wrong[line_of[~at_edge]] = True
        unclosed = np.bincount(line_of, minlength=lines) % 2 == 1
        inside = (np.searchsorted(quotes, separators) - before[own]) % 2 == 1
        own = own[~inside]
    wrong |= unclosed | (np.bincount(own, minlength=lines) + 1 != fields)
    return wrong, unclosed


def _joined(parts: list[tuple[Ints, Ints, Ints, npt.NDArray[np.bool_]]]) -> OddLines:
    if not parts:
        none = np.empty(0, dtype=np.int64)
        return OddLines(none, none, none, np.empty(0, dtype=bool))
    numbers, begins, ends, unclosed = (np.concatenate(column) for column in zip(*parts, strict=True))
    return OddLines(numbers, begins, ends, unclosed)
