"""HTML made ready for the report: drawings become pictures, styles go into their elements, and what has no printed form is named."""

import base64
import re

from bs4 import BeautifulSoup, Tag

from segkit.deliverables.report.literals import Galley
from segkit.deliverables.report.markdown import KNOWN
from segkit.deliverables.report.stylesheets import HIDING, write_into_elements

MOVING = {
    "video": "a film",
    "audio": "a sound",
    "iframe": "a page within the page",
    "object": "an embedded object",
    "embed": "an embedded object",
}
MOVING["canvas"] = "a canvas that only a script draws on"
CONTROLS = frozenset({"input", "select", "textarea", "meter", "progress"})
NO_TEXT = ("style", "link", "meta", "template", "base", "title", "source", "track", "param")
_SHOWS_NO_TEXT = re.compile(f"<({'|'.join(NO_TEXT)})\\b", re.IGNORECASE)
_DRAWING = re.compile(r"<svg\b[^>]*>.*?</svg\s*>", re.DOTALL | re.IGNORECASE)
_SHAPES = re.compile(r"<(path|rect|circle|ellipse|line|polyline|polygon|text|image|use)\b", re.IGNORECASE)
_LABEL = re.compile(r"<title[^>]*>([^<]*)</title>|aria-label=\"([^\"]*)\"", re.IGNORECASE)
_INVISIBLE = re.compile(r"<(script|style|template)\b.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)


def prepared(html: str, galley: Galley, *, typed: bool = False) -> BeautifulSoup:
    """Return HTML as elements, without anything that a page on paper lacks; each such thing is named.

    `typed` says that a person typed it in markdown, where a script or style sheet is a text about one.
    """
    soup = BeautifulSoup(_with_drawings(html) if "<svg" in html.lower() else html, "html.parser")
    if not typed:
        if "<style" in html.lower():
            write_into_elements(soup, galley)
        _drop(soup, html, galley)
    found = dict.fromkeys(tag.name for tag in soup.descendants if isinstance(tag, Tag))
    for tag in soup.find_all([name for name in MOVING if name in found]) if not found.keys().isdisjoint(MOVING) else []:
        galley.notice(f"The report cannot show {MOVING[tag.name]} (<{tag.name}>); it was left out{_named(tag)}.")
        tag.name = "span"  # what it holds is its own replacement text
    for tag in soup.find_all(list(CONTROLS)) if not found.keys().isdisjoint(CONTROLS) else []:
        if str(tag.get("type", "")).lower() not in ("checkbox", "hidden"):
            galley.notice("The report cannot show a control to type into or to choose from; it was left out.")
            tag.decompose()
    for name in found:
        if name not in KNOWN:
            galley.notice(f"The report knows no HTML element <{name}>; its text was kept.")
    return soup


def has_content(html: str) -> bool:
    """Return whether HTML shows anything without its scripts: a text or a picture."""
    rest = _INVISIBLE.sub("", html)
    return bool(re.search(r"<(img|svg)\b", rest, re.IGNORECASE) or re.sub(r"<[^>]*>|&nbsp;", "", rest).strip())


def _drop(soup: BeautifulSoup, html: str, galley: Galley) -> None:
    """Take out what a notebook does not show either: scripts, which are named, style sheets, and what is hidden."""
    if "<script" in html.lower():
        for script in soup.find_all("script"):
            if str(script.get("type", "")).lower() not in ("application/json", "text/plain"):
                galley.notice("A script in an output was left out; the report shows what stands there without it.")
            script.decompose()
    if _SHOWS_NO_TEXT.search(html):
        for tag in soup.find_all(NO_TEXT):
            tag.decompose()
    if "hidden" in html.lower() or "none" in html.lower():
        for tag in soup.find_all(lambda tag: tag.has_attr("hidden") or HIDING.search(str(tag.get("style", ""))) is not None):
            tag.decompose()


def _with_drawings(html: str) -> str:
    """Return HTML with each drawing in it as a picture: an HTML parser would spell its elements wrongly."""
    return _DRAWING.sub(_as_picture, html)


def _as_picture(match: re.Match[str]) -> str:
    svg = match[0]
    if not _SHAPES.search(svg):
        return svg
    found = _LABEL.search(svg)
    alt = next((text for text in (found[1], found[2]) if text), "") if found else ""
    if "xmlns=" not in svg[: svg.index(">")]:
        svg = re.sub(r"^<svg", '<svg xmlns="http://www.w3.org/2000/svg"', svg, count=1, flags=re.IGNORECASE)
    address = f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"
    return f'<img src="{address}" alt="{alt}">'


def _named(tag: Tag) -> str:
    inside = tag.find("source")
    address = str(tag.get("src") or tag.get("data") or (inside.get("src", "") if isinstance(inside, Tag) else ""))
    return f" ({address[:60]})" if address and not address.startswith("data:") else ""
