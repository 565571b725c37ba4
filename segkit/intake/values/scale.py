"""The scale that a heading gives its amounts: thousands, millions, billions."""

import re

from segkit.findings import Detected
from segkit.intake.values.currencies import CODES
from segkit.words import phrase

_WHY = phrase("The heading says '{example}', so its amounts are counted in units of {n}.")

_CODE = f"(?:{'|'.join(sorted(CODES))}|kr\\.?|euro|[€£$])"
_BLANK = "[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}]"
_POINT = rf"(?:[.,'\N{{RIGHT SINGLE QUOTATION MARK}}]|{_BLANK})"
_BEGIN, _END = r"(?<![^\W_])", r"(?![^\W_])"


def _figure(zeros: int) -> str:
    return rf"1(?:{_POINT}?000){{{zeros}}}"


def _scale(words: str, letters: str, groups: int) -> re.Pattern[str]:
    """A scale in words; as letters on a currency (TEUR, MSEK, €m); as a figure beside one or alone in brackets (DKK 1,000)."""
    figure = _figure(groups)
    more = rf"(?!{_POINT}?[0-9])"
    forms = [
        rf"{_BEGIN}(?:{words}){_END}\.?",
        rf"{_BEGIN}(?:{letters}){_CODE}{_END}",
        rf"(?:{_BEGIN}{_CODE}|[€£$]){_BLANK}?(?:{letters}){_END}",
        rf"(?<![0-9.,]){figure}{_BLANK}?{_CODE}{_END}",
        rf"{_BEGIN}{_CODE}{_BLANK}?{figure}{more}",
        rf"[(\[]{_BLANK}*(?:i|in|x|×|à)?{_BLANK}*{figure}{_BLANK}*[)\]]",
        rf"{_BEGIN}(?:i|in|x|×){_BLANK}+{figure}{more}",
    ]
    return re.compile("|".join(forms), re.IGNORECASE)


_SCALES = (
    (1_000_000_000, _scale(r"mia|mdr\.? ?kr|mrd|milliard(?:er|en)?|miljard(?:er)?|billions?|bn", "bn", 3)),
    (1_000_000, _scale(r"mio|mill|mkr|millione?r|millionen|miljone?r|millions?|mln|'?000'000", "m", 2)),
    (1_000, _scale(r"t\.?kr|kkr|tusinde?|tusind|tusen(?:tal)?|tsd|tausend|thousands?|000s|'000", "t|k|'000", 1)),
)


def scale_in_heading(heading: str) -> Detected[int] | None:
    """Return 1000 for 'Omsætning (tkr.)', '1.000 kr.', '(DKK 1,000)' and 'TEUR', 1000000 for 'mio' and 'MSEK', with what says so.

    None where the heading gives no scale: '1000 stk' is a number of pieces.
    """
    for factor, pattern in _SCALES:
        if match := pattern.search(heading):
            return Detected(factor, _WHY, {"example": match.group().strip(), "n": factor})
    return None
