"""The shared texts: how many there are, which are too long, and single ones when asked for."""

import re
from collections.abc import Iterable, Iterator

from segkit.deliverables.xlsxlint.cells import LONGEST_TEXT
from segkit.deliverables.xlsxlint.markup import plain, units
from segkit.deliverables.xlsxlint.package import Package
from segkit.deliverables.xlsxlint.problem import Problem
from segkit.deliverables.xlsxlint.stream import Stream
from segkit.deliverables.xlsxlint.styles import UNKNOWN

_TEXT = re.compile(rb"<(?:[\w.-]+:)?t(?:\s[^>]*)?>([^<]*)<")
_PHONETIC = re.compile(rb"<(?:[\w.-]+:)?rPh\b.*?</(?:[\w.-]+:)?rPh\s*>", re.DOTALL)


def counted(package: Package, part: str | None) -> tuple[int, list[Problem]]:
    """Return how many shared texts a file has (UNKNOWN where they cannot be read, which is told already), and what is wrong with them."""
    if part is not None and not package.is_sound(part):
        return UNKNOWN, []
    if part is None:
        return 0, []
    count, problems = 0, []
    for attributes, content, _ in Stream(package.chunks(part), "sst", "si").elements():
        if attributes == b"?":
            continue
        if len(content) > LONGEST_TEXT and (length := units(_text_of(content))) > LONGEST_TEXT:
            text = f"The shared text number {count} has {length} characters; Excel allows {LONGEST_TEXT}."
            problems.append(Problem("text_too_long", part, str(count), text))
        count += 1
    return count, problems


def texts(package: Package, part: str | None, wanted: Iterable[int]) -> dict[int, str]:
    """Return the shared texts of these numbers."""
    left = set(wanted)
    if part is None or not left or not package.is_sound(part):
        return {}
    return {i: _text_of(content) for i, content in _numbered(package, part) if i in left}


def _numbered(package: Package, part: str) -> Iterator[tuple[int, bytes]]:
    elements = Stream(package.chunks(part), "sst", "si").elements()
    return enumerate(content for attributes, content, _ in elements if attributes != b"?")


def _text_of(content: bytes) -> str:
    return "".join(plain(text) for text in _TEXT.findall(_PHONETIC.sub(b"", content)))
