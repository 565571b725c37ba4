"""The character set of a text file, with the evidence for it, and the file's text."""

import re
from dataclasses import dataclass

from segkit.errors import SourceError
from segkit.findings import Detected, Finding
from segkit.intake.reading.text.letters import NAMES, Trial, single_byte_trial, word_score
from segkit.words import phrase

_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_MIXED = 4
"""A file counts as UTF-8 with foreign lines while at most this many such lines come on each line of real UTF-8."""

_LINE_END = re.compile(rb"\r\n|\r|\n")


@dataclass(frozen=True)
class Decoded:
    """A file's text without its byte order mark, its character set, and the lines (1-based) that no character set fits."""

    text: str
    encoding: Detected[str]
    undecodable: frozenset[int] = frozenset()
    findings: tuple[Finding, ...] = ()


def decoded(name: str, content: bytes, given: str | None) -> Decoded:
    """Return the text of a file: as told, by its mark, as UTF-8, as UTF-16 without a mark, or by a trial of its letters.

    Raises SourceError SEG-B01 with line and byte where the character set that was told or marked does not fit.
    """
    if given is not None:
        text = _strictly(name, content, given, told=True).lstrip("\ufeff")
        return Decoded(text, Detected(given, phrase("engagement.yaml says so")))
    mark, encoding = next(((mark, encoding) for mark, encoding in _MARKS if content.startswith(mark)), (b"", ""))
    if mark and encoding != "utf-8":
        text = _strictly(name, content[len(mark) :], encoding, told=False, skipped=len(mark))
        return Decoded(text, Detected(encoding, phrase("the file begins with the mark of {encoding}"), {"encoding": encoding.upper()}))
    if not mark and (wide := _utf16_by_zeros(content)):
        why = phrase("every second byte is zero, as in {encoding}")
        return Decoded(_strictly(name, content, wide, told=False), Detected(wide, why, {"encoding": wide.upper()}))
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(name, content, error.start, len(mark))
    return Decoded(text.lstrip("\ufeff"), _utf8_evidence(text, marked=bool(mark)))


def line_of(content: bytes, offset: int) -> int:
    """Return the line (1-based) in which a byte stands, counting CR, LF and CRLF as an editor does."""
    return len(_LINE_END.findall(content, 0, offset)) + 1


def _strictly(name: str, content: bytes, encoding: str, *, told: bool, skipped: int = 0) -> str:
    try:
        return content.decode(encoding)
    except LookupError:
        raise SourceError(
            f"{name}: '{encoding}' is not a character set. Write utf-8, cp1252, iso-8859-15, cp850 or mac_roman as 'encoding' at this source, "
            "or leave it out.",
            code="SEG-B01",
        ) from None
    except UnicodeError as error:
        start = error.start if isinstance(error, UnicodeDecodeError) else 0
        line = content[:start].decode(encoding, "replace").count("\n") + 1
        advice = (
            "Correct 'encoding' at this source, or leave it out to have it found."
            if told
            else "The file is damaged or cut; ask the client to send it again."
        )
        raise SourceError(f"{name}, line {line}: byte {start + skipped} cannot be read as {encoding}. {advice}", code="SEG-B01") from None


def _utf16_by_zeros(content: bytes) -> str | None:
    head = content[:65_536]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = max(1, len(head) // 2)
    if odd > half * 0.4 and even < half * 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.4 and odd < half * 0.05 else None


def _utf8_evidence(text: str, *, marked: bool) -> Detected[str]:
    if marked:
        return Detected("utf-8", phrase("the file begins with the mark of {encoding}"), {"encoding": "UTF-8"})
    if text.isascii():
        return Detected("utf-8", phrase("only plain letters A–Z, digits and signs, which are the same in every character set"))
    letters = sum(ord(sign) > 127 for sign in re.findall(r"[^\x00-\x7f]", text))
    return Detected("utf-8", phrase("all {n} letters beyond A–Z are written as UTF-8 writes them"), {"n": letters})


def _not_utf8(name: str, content: bytes, failure: int, marked: int) -> Decoded:
    lines = re.split(rb"(?<=\n)|(?<=\r)(?!\n)", content[marked:])
    foreign = [i for i, line in enumerate(lines) if not line.isascii() and not _is_utf8(line)]
    genuine = sum(not line.isascii() for line in lines) - len(foreign)
    if marked or genuine * _MIXED >= len(foreign):
        return _mixed(name, lines, foreign)
    trial = single_byte_trial(content)
    if trial is None:
        line = line_of(content, failure)
        raise SourceError(
            f"{name}, line {line}: byte {failure} is no letter in any character set segkit knows. Open the file in the program it comes from "
            "and save it as CSV UTF-8.",
            code="SEG-B01",
        )
    why = phrase("not UTF-8 at line {line}; {n} letters such as {examples} read sensibly as {encoding}")
    values = {
        "line": str(line_of(content, failure)),
        "n": trial.letters,
        "examples": trial.examples or "–",
        "encoding": _spoken(trial.encoding),
    }
    return Decoded(
        content.decode(trial.encoding),
        Detected(trial.encoding, why, values, score=trial.score),
        findings=_doubt(name, content, trial),
    )


def _doubt(name: str, content: bytes, trial: Trial) -> tuple[Finding, ...]:
    if trial.doubt is None:
        return ()
    other, sample, otherwise = trial.doubt
    line = line_of(content, content.index(sample.encode(trial.encoding)))
    values = {"encoding": _spoken(trial.encoding), "other": _spoken(other), "sample": sample, "otherwise": otherwise}
    return (Finding("encoding_doubt", name, line, values),)


def _mixed(name: str, lines: list[bytes], foreign: list[int]) -> Decoded:
    """Read UTF-8 with lines that another program wrote: their stray bytes as cp1252, if that gives sensible letters."""
    texts = [line.decode("utf-8", "replace") for line in lines]
    unread: list[int] = []
    for i in foreign:
        repaired = patched(lines[i])
        if repaired is None:
            unread.append(i)
            texts[i] = lines[i].decode("utf-8", "backslashreplace")
        else:
            texts[i] = repaired
    read = [i + 1 for i in foreign if i not in set(unread)]
    findings = []
    if read:
        values = {"n": len(read), "example": texts[read[0] - 1].strip()[:80]}
        findings.append(Finding("foreign_lines", name, read[0], values, rows=tuple(read)))
    if unread:
        numbers = tuple(i + 1 for i in unread)
        values = {"n": len(unread), "example": texts[unread[0]].strip()[:80]}
        findings.append(Finding("undecodable_lines", name, numbers[0], values, rows=numbers))
    why = phrase("UTF-8 but for {n} of {of} lines")
    answer = Detected("utf-8", why, {"n": len(foreign), "of": len(lines)}, score=1 - len(foreign) / len(lines))
    return Decoded("".join(texts).lstrip("\ufeff"), answer, frozenset(i + 1 for i in unread), tuple(findings))


def patched(line: bytes) -> str | None:
    """Return a line whose bytes that are not UTF-8 are read as cp1252; None when that gives no word people write."""
    escaped = line.decode("utf-8", "surrogateescape")
    try:
        text = re.sub("[\udc80-\udcff]", lambda byte: bytes([ord(byte[0]) - 0xDC00]).decode("cp1252"), escaped)
    except UnicodeDecodeError:
        return None
    touched = [word for word in re.finditer(r"\w*[^\x00-\x7f]+\w*", text) if not escaped[word.start() : word.end()].isprintable()]
    return text if all(word_score(word[0]) > 0 for word in touched) else None


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _spoken(encoding: str) -> str:
    return NAMES.get(encoding, encoding)
