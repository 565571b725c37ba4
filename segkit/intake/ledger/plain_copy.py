"""A copy of a large file that DuckDB reads fast: UTF-8, one kind of line end, only the lines that are plain records."""

from collections.abc import Iterator
from pathlib import Path

from segkit.errors import SourceError
from segkit.intake.ledger.head import Head, top_of
from segkit.intake.ledger.scan import Scan

BLOCK = 1 << 18
"""Bytes rewritten together: small enough to stay in the processor's cache."""

LATIN = frozenset({"cp1252", "windows-1252", "latin-1", "latin1", "iso-8859-1", "iso8859-1"})
"""Character sets that equal Latin-1 outside the bytes 0x80 to 0x9F."""

_GLOB = frozenset("*?[]{}")
"""Signs in a path by which DuckDB would look for several files."""


def is_plain(path: Path, head: Head, scan: Scan) -> bool:
    """Return whether DuckDB can read the file itself, fast and rightly: nothing below the top is odd, and no quote hides a line's end there."""
    known = is_utf8(head) or (head.encoding.answer.lower() in LATIN and not scan.high)
    odd = scan.odd.numbers
    only_top = len(odd) > 0 and int(odd[-1]) == len(odd)
    return known and scan.one_end and only_top and b'"' not in top_of(path) and not _GLOB & set(str(path))


def is_utf8(head: Head) -> bool:
    return head.encoding.answer.lower().replace("_", "-") in {"utf-8", "utf-8-sig", "utf8", "ascii"}


def write_plain(path: Path, head: Head, scan: Scan, target: Path) -> None:
    """Write the file's regular lines to `target`. Raises SourceError where a byte is no letter of the character set."""
    with path.open("rb") as source, target.open("wb") as copy:
        for begin, end in _regular(path, scan):
            source.seek(begin)
            left = end - begin
            while left:
                block = source.read(min(BLOCK, left))
                if left > len(block):
                    keep = block.rfind(b"\n") + 1 or len(block)
                    source.seek(keep - len(block), 1)
                    block = block[:keep]
                left -= len(block)
                written = _as_utf8(path, block, end - left - len(block), head)
                copy.write(written if scan.one_end else written.replace(b"\r\n", b"\n"))


def _regular(path: Path, scan: Scan) -> Iterator[tuple[int, int]]:
    """Yield the stretches of the file between odd lines."""
    at = 0
    for begin, end in zip(scan.odd.begins.tolist(), scan.odd.ends.tolist(), strict=True):
        if begin > at:
            yield at, begin
        at = end
    size = path.stat().st_size
    if size > at:
        yield at, size


def _as_utf8(path: Path, block: bytes, at: int, head: Head) -> bytes:
    if block.isascii() or is_utf8(head):
        return block
    try:
        return block.decode(head.codec).encode("utf-8")
    except UnicodeDecodeError as error:
        raise _no_letter(path, at + error.start, head) from None


def _no_letter(path: Path, byte: int, head: Head) -> SourceError:
    with path.open("rb") as file:
        before = file.read(byte)
    return undecodable(path, before.count(b"\n") + 1, byte, head.encoding.answer)


def write_lines_as_utf8(path: Path, encoding: str, target: Path) -> None:
    """Write the whole text as UTF-8 with plain line ends: for UTF-16, and for files whose lines end with a carriage return alone."""
    try:
        with path.open(encoding=encoding, newline=None) as source, target.open("w", encoding="utf-8", newline="\n") as copy:
            while text := source.read(BLOCK):
                copy.write(text)
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{path.name} cannot be read as {encoding} to its end. Give the file's character set as 'encoding' at this source.",
            code="SEG-B01",
        ) from error


def undecodable(path: Path, line: int, byte: int, encoding: str) -> SourceError:
    return SourceError(
        f"{path.name}, line {line}: byte {byte} cannot be read as {encoding}. Correct 'encoding' at this source, or leave it out to have it found.",
        code="SEG-B01",
    )
