"""Packs before the analysis, as their tests look at them."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from tiny import TINY

from segkit.engagement import Engagement, read_engagement
from segkit.packs.content import Bullets, Grid, Note, Pack, Text

TODAY = dt.date(2026, 8, 20)
LANGUAGES = ("da", "sv", "nb", "en", "de")
TREE = """\
tree:
  - name: Relation
    weight_pct: 60
    factors:
      - {name: Trust, weight_pct: 100, definition: How openly we talk., owner: Sales manager, anchors: {1: never, 5: always}}
  - {name: Growth, weight_pct: 40, column: revenue, points: [[0, 1], [1000000, 5]], direction: benefit}
"""


def engagement(folder: Path, package: str = "basic", language: str = "en", more: str = "") -> Engagement:
    """Return an engagement without files, as it is before the kick-off."""
    folder = folder / f"{package}-{language}"
    folder.mkdir(parents=True, exist_ok=True)
    text = TINY.replace("package: basic", f"package: {package}").replace("language: en", f"language: {language}") + more
    (folder / "engagement.yaml").write_text(text, encoding="utf-8")
    return read_engagement(folder / "engagement.yaml", sources_needed=False)


def grids(pack: Pack) -> list[Grid]:
    return [part for section in pack.sections for part in section.parts if isinstance(part, Grid)]


def texts(pack: Pack) -> Iterator[str]:
    """Yield every text of a pack."""
    yield from (pack.title, pack.purpose)
    for section in pack.sections:
        yield section.title
        for part in section.parts:
            if isinstance(part, Grid):
                yield from (column.label for column in part.columns)
                yield from (cell for row in part.rows for cell in row if isinstance(cell, str))
            elif isinstance(part, (Text, Note)):
                yield part.text
            elif isinstance(part, Bullets):
                yield from (item if isinstance(item, str) else " ".join(item) for item in part.items)
