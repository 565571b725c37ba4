"""A heading folded for comparison: case, accents, signs, CamelCase and ways of writing 'number' make no difference."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "ß": "ss", "œ": "oe"})
_HUMP = re.compile(r"(?<=[a-zà-þß-ÿ0-9])(?=[A-ZÀ-Þ][a-zß-ÿ])|(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])")
_NO_LETTER = re.compile(r"[^0-9a-z]+")
_NUMBER_WORD = re.compile(r"(nummer|numero|number|nr|no|num|nbr)$")
_UNIT = re.compile(
    r"\b(1000|1 000|tkr|t kr|mkr|mio|mill|tdkk|tsek|tnok|teur|tusd|dkk|sek|nok|eur|usd|gbp|chf|kr|euro|tusen|tusind|thousand|inkl valuta)\b"
)
_YEAR = re.compile(r"\b(19|20)\d\d\b(\s?/?\s?\d\d\b)?|\b(q[1-4]|h[12]|ytd|r12|ltm)\b")


@dataclass(frozen=True)
class Folded:
    """A heading as it is compared: `whole`, `bare` without its unit, and whether it names a year or part of one."""

    whole: str
    bare: str
    dated: bool


@cache
def folded(heading: str) -> Folded:
    """Return the heading folded: 'Bogføringsdato ' and 'BOGFORINGSDATO' are the same, so are 'CustomerNo' and 'Customer no.'."""
    words = words_of(heading)
    bare = _squeezed(_UNIT.sub(" ", _YEAR.sub(" ", words)))
    return Folded(_joined(words), _joined(bare) or _joined(words), bool(_YEAR.search(words)))


def words_of(heading: str) -> str:
    """Return the words of a heading in small letters, without accents and signs."""
    parted = _HUMP.sub(" ", unicodedata.normalize("NFC", heading).strip())
    plain = unicodedata.normalize("NFKD", parted.casefold().translate(_LETTERS))
    return _squeezed(_NO_LETTER.sub(" ", "".join(sign for sign in plain if not unicodedata.combining(sign))))


def _joined(words: str) -> str:
    """Return the words as one, with every way of writing 'number' as nr: 'cust no', 'custno' and 'customer number' end alike."""
    return _NUMBER_WORD.sub("nr", words.replace(" ", ""))


def _squeezed(text: str) -> str:
    # a preposition before a unit, as in "Beløb i DKK", goes with the unit
    return re.sub(r"\s(i|in|im)$", "", " ".join(text.split()))
