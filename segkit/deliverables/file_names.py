"""File names made from people's names: safe on every system, and no two alike in any case of letters."""

import re
import unicodedata
from collections.abc import Iterable

LONGEST = 60
"""Letters of a person's name in a file name."""


def file_stems(names: Iterable[str], *, unnamed: str, nobody: str = "nobody") -> dict[str, str]:
    """Return a part of a file name for each name, in small letters and hyphens; those that would be alike get numbers in their order.

    Letters such as æ, ø and å stay. `nobody` stands for the empty name, `unnamed` for one of which no letter is left. Something fixed must
    stand before it in the file's name: alone, it may be a name that Windows keeps for itself.
    """
    taken: dict[str, str] = {}
    for name in names:
        plain = unicodedata.normalize("NFC", name).casefold()
        stem = re.sub(r"[\W_]+", "-", plain)[:LONGEST].strip("-") or (unnamed if name else nobody)
        unique, n = stem, 2
        while unique in taken.values():
            unique, n = f"{stem}-{n}", n + 1
        taken[name] = unique
    return taken
