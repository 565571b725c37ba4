"""Elements of a notebook as safe HTML: only what shows text, tables and pictures is kept; nothing can run, and nothing is fetched."""

import base64
import re
from html import escape
from typing import Any
from xml.etree.ElementTree import ParseError

from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import PreformattedString
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from segkit.deliverables.report.bitmaps import bitmap_of
from segkit.deliverables.report.formulas import drawn, undrawn_notice
from segkit.deliverables.report.inline import HEADINGS, SAFE_LINK
from segkit.deliverables.report.literals import Galley
from segkit.deliverables.report.markdown import FORMULA
from segkit.deliverables.report.pictures import SVG_BEGIN, Shelf
from segkit.deliverables.report.stylesheets import paint_of

_KEPT = """
a abbr article aside b blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i
img input ins kbd li mark ol p pre q s samp section small span strike strong sub summary sup table tbody td tfoot th thead tr tt u ul var"""
KEPT = frozenset(_KEPT.split())
_PLAIN = frozenset({"class", "alt", "title", "scope", "start", "colspan", "rowspan"})
_ALIGNED = re.compile(r"text-align\s*:\s*(left|right|center)", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,5}%?")
_FOOTNOTE = re.compile(r"(#?)(fn(?:ref)?-[\w-]+)")


class Cleaner:
    """Cleans the HTML of one report; footnotes of its cells are kept apart by a number."""

    def __init__(self, galley: Galley, shelf: Shelf) -> None:
        self._galley = galley
        self._shelf = shelf
        self._part = 0

    def clean(self, soup: BeautifulSoup) -> BeautifulSoup:
        """Keep of the elements what is safe, in place: other elements are replaced by what they hold, other attributes go."""
        self._part += 1
        for remark in soup.find_all(string=lambda text: isinstance(text, PreformattedString | Comment)):
            remark.extract()
        for tag in soup.find_all(True):
            if tag.name in ("script", "style"):  # typed in markdown: a text about one
                tag.replace_with(soup.new_string(str(tag)))
            elif FORMULA in (tag.get("class") or []):
                self._draw(soup, tag)
            elif tag.name == "img":
                self._show(soup, tag)
            elif tag.name not in KEPT or (tag.name == "input" and str(tag.get("type", "")).lower() != "checkbox"):
                tag.unwrap()
            else:
                tag.attrs = self._attributes(tag)
        return soup

    def _attributes(self, tag: Tag) -> dict[str, Any]:
        kept: dict[str, Any] = {
            name: " ".join(value) if isinstance(value, list) else str(value) for name, value in tag.attrs.items() if name in _PLAIN
        }
        if style := _style(tag):
            kept["style"] = style
        if tag.name == "a" and (target := self._target(str(tag.get("href", "")))):
            kept["href"] = target
        if found := _FOOTNOTE.fullmatch(str(tag.get("id", ""))):
            kept["id"] = f"part-{self._part}-{found[2]}"
        if tag.name == "input":
            kept |= {"type": "checkbox", "disabled": ""} | ({"checked": ""} if tag.has_attr("checked") else {})
        if tag.name in HEADINGS:
            kept.pop("style", None)
        return kept

    def _target(self, address: str) -> str:
        inside = _FOOTNOTE.fullmatch(address)
        return f"#part-{self._part}-{inside[2]}" if inside else address if SAFE_LINK.fullmatch(address) else ""

    def _draw(self, soup: BeautifulSoup, tag: Tag) -> None:
        source = tag.get_text()
        tag.replace_with(BeautifulSoup(formula_html(source, self._galley, apart=tag.name == "div"), "html.parser"))

    def _show(self, soup: BeautifulSoup, tag: Tag) -> None:
        alt, address = str(tag.get("alt") or tag.get("title") or ""), str(tag.get("src", ""))
        content = self._shelf.content(address)
        safe = None if content is None else picture_address(content)
        if safe is None:
            self._galley.notice(f"A picture ('{alt or address[:60]}') is not part of the notebook and was replaced by its description.")
            instead = soup.new_tag("em")
            instead.string = alt
            tag.replace_with(instead)
            return
        size: dict[str, Any] = {name: str(tag[name]) for name in ("width", "height") if _NUMBER.fullmatch(str(tag.get(name, "")))}
        tag.attrs = {"src": safe, "alt": alt, **size} | ({"title": str(tag["title"])} if tag.get("title") else {})


def picture_address(content: bytes) -> str | None:
    """Return a picture as a data address, or None where the bytes are no whole PNG, JPEG, GIF or SVG. In it an SVG runs no script."""
    if SVG_BEGIN.match(content):
        whole = _whole_svg(content)
        return None if whole is None else f"data:image/svg+xml;base64,{base64.b64encode(whole).decode()}"
    bitmap = bitmap_of(content)
    return None if bitmap is None else bitmap.address


def _whole_svg(content: bytes) -> bytes | None:
    """Return an SVG that a browser shows, its name space added where it lacks; None where it is not well formed."""
    try:
        root = fromstring(content)
    except (ParseError, DefusedXmlException, ValueError):
        return None
    return content if root.tag.startswith("{") else content.replace(b"<svg", b'<svg xmlns="http://www.w3.org/2000/svg"', 1)


def formula_html(source: str, galley: Galley, *, apart: bool) -> str:
    """Return a formula as a picture that stands on the line of its text, or `apart`; one that cannot be drawn stays as its source."""
    made = drawn(source, apart=apart)
    if made is None:
        galley.notice(undrawn_notice(source))
        return f"<p><code>{escape(source)}</code></p>" if apart else f"<code>{escape(source)}</code>"
    style = f"height: {made.height:.3f}em; vertical-align: -{made.depth:.3f}em"
    picture = f'<img class="{FORMULA}" src="{picture_address(made.svg.encode())}" alt="{escape(made.source)}" style="{style}">'
    return f'<div class="{FORMULA}">{picture}</div>' if apart else picture


def _style(tag: Tag) -> str:
    """Return what is kept of an element's own style: colours and weight that can be read, and how its text is aligned."""
    paint = paint_of(tag)
    aligned = _ALIGNED.search(str(tag.get("style", "")))
    said = {
        "background-color": paint.fill,
        "color": paint.ink,
        "font-weight": "600" if paint.bold else None,
        "font-style": "italic" if paint.italic else None,
        "text-align": aligned[1].lower() if aligned else None,
    }
    return "; ".join(f"{name}: {value}" for name, value in said.items() if value)
