"""Yes and no, as clients write them in five languages."""

from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd

from segkit.intake.values.column import Distinct, ReadColumn
from segkit.intake.values.ids import plain_text

_YES = "1 ✓ ✔ ☑ ja j yes y x true sand sandt sant sann wahr"
_NO = "0 ☐ nej nei nein n no false falsk falskt usant usand falsch"

TRUTH_WORDS: Mapping[str, bool] = MappingProxyType(dict.fromkeys(_YES.split(), True) | dict.fromkeys(_NO.split(), False))
"""The words that are known without being told, in small letters."""


def read_truths(cells: pd.Series, words: Mapping[str, bool] | None = None) -> ReadColumn:
    """Return the cells as True or False; None where empty. Capitals and blanks at the ends do not count.

    `words` adds to TRUTH_WORDS and goes before them. Any other word, such as 'ved ikke', is bad: it is neither. Raises nothing.
    """
    known = {**TRUTH_WORDS, **{word.strip().casefold(): truth for word, truth in (words or {}).items()}}
    column = Distinct.of(cells)
    texts = {place: plain_text(cell).strip().casefold() for place, cell in enumerate(column.cells)}
    values = {place: known[text] for place, text in texts.items() if text in known}
    bad = column.rows(place for place, text in texts.items() if text and text not in known)
    return ReadColumn(column.spread(values), bad, bad_kinds={"bad_truths": bad} if len(bad) else {})
