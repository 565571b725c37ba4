"""Colours and weight of cells: what a Styler's style sheet says of an element is written into the element, where both reports read it."""

import re
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag
from matplotlib.colors import CSS4_COLORS
from soupsieve import SelectorSyntaxError

from segkit.brand import contrast
from segkit.deliverables.report.literals import Galley
from segkit.views.palette import INK, WHITE

KEPT = ("background-color", "background", "color", "font-weight", "font-style")
LOST = re.compile(r"gradient\(|url\(", re.IGNORECASE)
HIDING = re.compile(r"(display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
READABLE = 3.0
"""The least contrast between a cell's letters and its ground; below it the letters become ink or white."""

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_OF_ONE = re.compile(r"#[\w-]+")
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*(?:[,/]\s*([\d.]+)\s*)?\)")
_MOST_SELECTORS = 200


@dataclass(frozen=True)
class Paint:
    """How an element is to look, as far as its own style says: colours as #RRGGBB."""

    fill: str | None = None
    ink: str | None = None
    bold: bool = False
    italic: bool = False

    @property
    def options(self) -> list[str]:
        """The letters' look as options of Typst's `text`."""
        found = [f'fill: rgb("{self.ink}")'] if self.ink else []
        return found + (['weight: "semibold"'] if self.bold else []) + (['style: "italic"'] if self.italic else [])


def write_into_elements(soup: BeautifulSoup, galley: Galley) -> None:
    """Move what the style sheets say of colours and weight into the elements; what cannot be shown is named once."""
    sheets = "".join(_COMMENT.sub("", tag.get_text()) for tag in soup.find_all("style"))
    if "{" not in sheets:
        return
    of_ids: dict[str, str] = {}
    lost = False
    for number, (selectors, declarations) in enumerate(_RULE.findall(sheets)):
        kept = _kept(declarations)
        lost = lost or LOST.search(declarations) is not None
        if not kept:
            continue
        for selector in selectors.split(","):
            if _OF_ONE.fullmatch(selector.strip()):
                name = selector.strip()[1:]
                of_ids[name] = f"{of_ids.get(name, '')}{kept}"
            elif ":" not in selector and number < _MOST_SELECTORS:
                _add(soup, selector, kept)
    for tag in soup.find_all(id=True) if of_ids else []:
        if (more := of_ids.get(str(tag["id"]))) is not None:
            tag["style"] = f"{more}{tag.get('style', '')}"
    if lost:
        galley.notice("A table's style sheet draws bars, colour runs or pictures behind cells; the report shows the cells without them.")


def paint_of(tag: Tag) -> Paint:
    """Return how an element's own style wants it to look; letters that could not be read on their ground become ink or white."""
    style = str(tag.get("style", ""))
    if ":" not in style and tag.name != "font":
        return Paint()
    said = _declared(style)
    fill = colour(said.get("background-color") or said.get("background", ""))
    ink = colour(said.get("color") or str(tag.get("color", "") if tag.name == "font" else ""))
    ground = fill or WHITE
    if contrast(ink or INK, ground) < READABLE:
        ink = max((INK, WHITE), key=lambda letters: contrast(letters, ground)) if fill else None
    weight = said.get("font-weight", "")
    bold = weight in ("bold", "bolder") or (weight.isdigit() and int(weight) >= 600)
    return Paint(None if fill == WHITE else fill, ink, bold, said.get("font-style") in ("italic", "oblique"))


def colour(text: str) -> str | None:
    """Return a CSS colour as #RRGGBB, a translucent one as it looks on white; None where it is none, or fully transparent."""
    word = text.replace("!important", "").strip().lower()
    if re.fullmatch(r"#[0-9a-f]{3}|#[0-9a-f]{6}", word):
        digits = word[1:]
        return "#" + ("".join(digit * 2 for digit in digits) if len(digits) == 3 else digits).upper()
    found = _RGB.fullmatch(word)
    if found is None:
        return str(CSS4_COLORS[word]).upper() if word in CSS4_COLORS else None
    strength = min(1.0, float(found[4])) if found[4] and found[4].count(".") <= 1 and found[4] != "." else 1.0
    parts = [255 - strength * (255 - min(255, int(found[part]))) for part in (1, 2, 3)]
    return "#" + "".join(f"{round(part):02X}" for part in parts) if strength else None


def _add(soup: BeautifulSoup, selector: str, declarations: str) -> None:
    try:
        for tag in soup.select(selector.strip()):
            tag["style"] = f"{declarations}{tag.get('style', '')}"
    except (SelectorSyntaxError, NotImplementedError):  # a selector that only a browser knows
        return


def _kept(declarations: str) -> str:
    """Return those declarations that a report can show, each ending in a semicolon."""
    found = _declared(declarations)
    return "".join(f"{name}: {found[name]};" for name in KEPT if name in found and not LOST.search(found[name]))


def _declared(style: str) -> dict[str, str]:
    pairs = (part.split(":", 1) for part in style.split(";") if ":" in part)
    return {name.strip().lower(): value.replace("!important", "").strip().lower() for name, value in pairs}
