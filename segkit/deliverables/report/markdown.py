"""Markdown as HTML, with everything that only looks like HTML kept as the text that was typed."""

import re

import mistune

from segkit.deliverables.report.inline import BLOCKS, WRAPPERS

# A tag that HTML does not know is most likely a name in angle brackets.
_OTHER_NAMES = """
a abbr acronym audio bdi bdo big br button canvas caption circle col colgroup data datalist font g head iframe input label li line link mark
math meta meter noscript object optgroup option output path picture progress q rect rp rt ruby script select small source span style svg
tbody td template text textarea tfoot th thead time title tr track tspan video wbr"""
KNOWN = BLOCKS | frozenset(WRAPPERS) | frozenset(_OTHER_NAMES.split())


class _Renderer(mistune.HTMLRenderer):
    """The usual HTML, but for unknown tags."""

    def inline_html(self, html: str) -> str:
        return html if _is_html(html) else mistune.escape(html)

    def block_html(self, html: str) -> str:
        return html if _is_html(html) else f"<p>{mistune.escape(html)}</p>"


def _is_html(text: str) -> bool:
    return all(name.lower() in KNOWN for name in re.findall(r"</?([A-Za-z][\w.-]*)", text))


_to_html = mistune.create_markdown(renderer=_Renderer(escape=False), plugins=["table", "strikethrough"])


def html_of(markdown: str) -> str:
    """Return the HTML of a text in markdown with tables and strike-through."""
    return str(_to_html(markdown))
