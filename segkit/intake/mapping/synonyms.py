"""Headings that are known for each canonical column, read from the files in headings/, one per language."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from segkit.intake.mapping.folding import folded
from segkit.tables import COLUMNS, Holds

_FILES = Path(__file__).with_name("headings")

PARTS = ("unit_price", "first_name", "last_name")
"""What is no canonical column but makes one together with another heading: quantity × price, first name + last name."""


@dataclass(frozen=True)
class Synonym:
    """A heading as some system writes it. A weak one ("Nr.") is shared by many columns, so the cells must speak too."""

    column: str
    heading: str
    language: str
    weak: bool = False


@cache
def synonyms(holds: Holds) -> Mapping[str, tuple[Synonym, ...]]:
    """Return the known headings of a table by their folded form; the columns of a table share some of them."""
    found: dict[str, dict[str, Synonym]] = {}
    for path in sorted(_FILES.glob("*.toml")):
        listed = tomllib.loads(path.read_text(encoding="utf-8"))
        for name in (*(column.name for column in COLUMNS[holds]), *PARTS):
            for weak, headings in ((False, _headings(listed, holds, name)), (True, listed.get("weak", {}).get(name, []))):
                for heading in headings:
                    entries = found.setdefault(folded(heading).whole, {})
                    entries.setdefault(name, Synonym(name, heading, path.stem, weak))
    return {key: tuple(entries.values()) for key, entries in found.items()}


def _headings(listed: Mapping[str, Any], holds: Holds, name: str) -> Sequence[str]:
    """Return a file's headings of one column; what is listed for this table alone takes the place of the common ones."""
    common = [] if holds == "contacts" and name in {"name", "email", "phone"} else listed.get(name, [])
    own: Sequence[str] = listed.get(f"{holds}.{name}", common)
    return own
