"""The key by which two names are compared; it is never shown in place of a name."""

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans({"ø": "o", "æ": "a", "œ": "o", "ð": "d", "þ": "th", "ł": "l", "đ": "d", "ı": "i"})
_DIGRAPHS = re.compile("aa|ae|oe|ue")
_SLASHED = re.compile(r"(?<![^\W_])([aikp])/s(?![^\W_])")
_INITIALS = re.compile(r"(?<![^\W_])(?:[^\W\d_]\. ?){1,4}[^\W\d_](?![^\W_])\.?")
_FORM_FIRST = re.compile(r"^(?:[aikp]/s|a\.m\.b\.a\.) +")
_OTHER = re.compile(r"[\W_]+")
_KNOWN = """
ab ag amba ans aps as asa bv ek enk fmba gbr gmbh hb inc is ivs kb kg ks ky limited llc ltd mbh nv ohg oy oyj plc ps sa sarl se smba spa
srl ug aktieselskab aktiebolag aktieselskap anpartsselskab handelsbolag interessentskab kommanditselskab
"""
_FORMS = frozenset(_KNOWN.split())
_BESIDE_FORMS = frozenset({"co", "og", "and", "und"})
_WORDS_TOO = frozenset({"se", "is", "as", "sa", "ps"})
"""Forms that can begin a name as a word of its own: Is-Kompagniet."""
_AND = frozenset({"og", "och", "und", "and"})


@lru_cache(maxsize=200_000)
def match_key(name: str) -> str:
    """Return a name without what its writers vary: capitals, blanks, accents, punctuation, 'and', and the form of the company.

    ø, ö, oe and o are one letter, so are æ, ä, ae and a, and å, aa and a, and ü, ue and u, and ß and ss. 'Sørensen & Søn A/S',
    'SOERENSEN OG SOEN AS' and 'Sorensen och Son' have one key. A name that is nothing but a form keeps it. For matching only.
    """
    plain = name.casefold().strip()
    if not plain.isascii():
        folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", plain))
        plain = "".join(letter for letter in folded if not unicodedata.combining(letter)).translate(_LETTERS).strip()
    if "/" in plain or "." in plain:
        plain = _SLASHED.sub(r"\1s", _FORM_FIRST.sub("", plain))
        plain = _INITIALS.sub(lambda match: re.sub("[. ]", "", match.group()) + " ", plain)
    words = _OTHER.sub(" ", plain).split()
    kept = _without_forms(words)
    key = " ".join(_DIGRAPHS.sub(lambda pair: pair.group()[0], word) for word in kept if word not in _AND or len(kept) == 1)
    return key or " ".join(words) or " ".join(name.casefold().split())


def _without_forms(words: list[str]) -> list[str]:
    """Drop forms of companies at both ends: Volvo AB, AB Volvo, Müller GmbH & Co. KG."""
    kept = list(words)
    while len(kept) > 1 and kept[-1] in _FORMS:
        kept.pop()
        while len(kept) > 1 and kept[-1] in _BESIDE_FORMS:
            kept.pop()
    while len(kept) > 1 and kept[0] in _FORMS - _WORDS_TOO:
        kept.pop(0)
    return kept
