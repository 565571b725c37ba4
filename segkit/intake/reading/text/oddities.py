"""Signs in a text that a person cannot see, and letters that were broken before the file came."""

import re
from collections.abc import Iterable, Sequence

from segkit.errors import SourceError
from segkit.findings import Finding

_INVISIBLE = re.compile("[\x01-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_WORD = re.compile(r"[^\s;,|\t\"]*[^\x00-\x7f][^\s;,|\t\"]*")
_LOST = re.compile(r"(?<![\w/=&.?])[A-Za-z][a-z]*\?[a-z]{2,}(?![\w/=&?])|(?<![\w/=&.?])[A-Z]+\?[A-Z]{2,}(?![\w/=&?])")
_MISREAD_AS = ("cp1252", "cp850", "mac_roman", "latin-1")
_LINE_END = re.compile(r"\r\n|\r|\n")


def refuse_nul(name: str, text: str) -> None:
    """Raise SourceError SEG-B07 naming the line when the text holds a NUL byte."""
    at = text.find("\x00")
    if at >= 0:
        line = len(_LINE_END.findall(text, 0, at)) + 1
        raise SourceError(
            f"{name}, line {line}: holds a NUL byte, so it is not plain text. Ask the client for a new export.", code="SEG-B07"
        )


def oddities(name: str, lines: Sequence[str], numbers: Iterable[int] | None = None) -> tuple[Finding, ...]:
    """Return findings on invisible signs and broken letters; nothing is changed. `numbers` are the lines' rows, 1, 2, 3 … if left out."""
    rows = numbers if numbers is not None else range(1, len(lines) + 1)
    odd = [(row, line) for row, line in zip(rows, lines, strict=True) if not line.isascii() or not line.isprintable() or "?" in line]
    return (*_invisible(name, odd), *_broken(name, odd))


def is_broken(word: str) -> bool:
    """Return whether a word is UTF-8 that a program read in another character set ("SÃ¸ren"), or holds the sign for a lost letter."""
    if "\ufffd" in word:
        return True
    return any(_rereads(word, encoding) for encoding in _MISREAD_AS)


def _invisible(name: str, lines: Sequence[tuple[int, str]]) -> tuple[Finding, ...]:
    found = [(row, sign) for row, line in lines for sign in _INVISIBLE.findall(line)]
    if not found:
        return ()
    rows = tuple(dict.fromkeys(row for row, _ in found))
    signs = ", ".join(sorted({f"U+{ord(sign):04X}" for _, sign in found})[:5])
    return (Finding("invisible_signs", name, rows[0], {"n": len(found), "signs": signs}, rows=rows),)


def _broken(name: str, lines: Sequence[tuple[int, str]]) -> tuple[Finding, ...]:
    words = [(row, word) for row, line in lines if not line.isascii() for word in _WORD.findall(line)]
    broken = {word for word in {word for _, word in words} if is_broken(word)}
    found = [(row, word) for row, word in words if word in broken]
    found += [(row, word) for row, line in lines if "?" in line for word in _LOST.findall(line)]
    if not found:
        return ()
    found.sort(key=lambda place: place[0])
    samples = ", ".join(list(dict.fromkeys(word for _, word in found))[:3])
    rows = tuple(dict.fromkeys(row for row, _ in found))
    return (Finding("broken_letters", name, rows[0], {"n": len(found), "examples": samples}, rows=rows),)


def _rereads(word: str, encoding: str) -> bool:
    try:
        read = b"".join(sign.encode(encoding) if not "\x80" <= sign <= "\x9f" else sign.encode("latin-1") for sign in word).decode("utf-8")
    except UnicodeError:
        return False
    return len(read) < len(word)
