"""Markdown as HTML, with everything that only looks like HTML or like a formula kept as the text that was typed."""

import re
from typing import Any

import mistune

from segkit.deliverables.report.inline import BLOCKS, WRAPPERS

# A tag that HTML does not know is most likely a name in angle brackets.
_OTHER_NAMES = """
a abbr acronym audio bdi bdo big br button canvas caption circle col colgroup data datalist embed font g head iframe input label li line
link map area mark math meta meter noscript object optgroup option output path picture progress q rect rp rt ruby script select slot small
source span style svg tbody td template text textarea tfoot th thead time title tr track tspan u video wbr summary polyline polygon ellipse
defs use image clippath nobr"""
KNOWN = BLOCKS | frozenset(WRAPPERS) | frozenset(_OTHER_NAMES.split())
FORMULA = "formula"
"""The class of an element that holds a formula's source."""

_INLINE_FORMULA = (
    r"\$\$(?P<formula_apart>(?:[^$\\]|\\.)+?)\$\$"
    r"|(?<![\w$\\])\$(?![\s$])(?P<formula_inside>(?:[^$\\\n]|\\.)+?)(?<!\s)\$(?![\d$])"
)
_BLOCK_FORMULA = (
    r"^ {0,3}\$\$(?P<formula_line>[^\n]+?)\$\$[ \t]*(?:\n|$)"
    r"|^ {0,3}\$\$[ \t]*\n(?P<formula_lines>[\s\S]*?)\n[ \t]*\$\$[ \t]*(?:\n|$)"
    r"|^ {0,3}(?P<formula_environment>\\begin\{(?P<formula_kind>[a-z]+\*?)\}[\s\S]*?\\end\{(?P=formula_kind)\})[ \t]*(?:\n|$)"
)
_SIGNS = re.compile(r"[\\^_=<>{}]")
_PROSE = re.compile(r"[^\W\d_]{2,}")


class _Renderer(mistune.HTMLRenderer):
    """The usual HTML, but for unknown tags."""

    def inline_html(self, html: str) -> str:
        return html if _is_html(html) else mistune.escape(html)

    def block_html(self, html: str) -> str:
        return html if _is_html(html) else f"<p>{mistune.escape(html)}</p>"

    def image(self, text: str, url: str, title: str | None = None) -> str:
        # The usual renderer replaces the address of a picture inside the notebook, which it takes for harmful.
        named = f' title="{mistune.escape(title)}"' if title else ""
        return f'<img src="{mistune.escape(url)}" alt="{mistune.escape(text)}"{named}>'


def _is_html(text: str) -> bool:
    return all(name.lower() in KNOWN for name in re.findall(r"</?([A-Za-z][\w.-]*)", text))


def _is_prose(text: str) -> bool:
    """Return whether what stands between two dollar signs is a sentence about money: words, and no sign that a formula would have."""
    return bool(re.search(r"\s", text) and _PROSE.search(text) and not _SIGNS.search(text))


def _inline_formula(_: Any, match: re.Match[str], state: Any) -> int | None:
    display, inside = match.group("formula_apart"), match.group("formula_inside")
    if display is None and _is_prose(inside):
        return None
    state.append_token({"type": "inline_formula" if display is None else "block_formula", "raw": inside if display is None else display})
    return match.end()


def _block_formula(_: Any, match: re.Match[str], state: Any) -> int:
    source = next(match.group(name) for name in ("formula_line", "formula_lines", "formula_environment") if match.group(name) is not None)
    state.append_token({"type": "block_formula", "raw": source})
    return match.end()


def _formulas(markdown: mistune.Markdown) -> None:
    """Teach mistune formulas: $…$ and $$…$$ as JupyterLab shows them, but amounts such as $5 and $10 stay amounts."""
    markdown.inline.register("inline_formula", _INLINE_FORMULA, _inline_formula, before="codespan")
    markdown.block.register("block_formula", _BLOCK_FORMULA, _block_formula, before="list")
    for rules in (markdown.block.block_quote_rules, markdown.block.list_rules):
        markdown.block.insert_rule(rules, "block_formula", before="list")
    renderer: Any = markdown.renderer
    renderer.register("inline_formula", lambda _, text: f'<span class="{FORMULA}">{mistune.escape(text)}</span>')
    renderer.register("block_formula", lambda _, text: f'<div class="{FORMULA}">{mistune.escape(text)}</div>')


_PLUGINS: list[Any] = ["table", "strikethrough", "task_lists", "def_list", "footnotes", _formulas]
_to_html = mistune.create_markdown(renderer=_Renderer(escape=False), plugins=_PLUGINS)


def html_of(markdown: str) -> str:
    """Return the HTML of a text in markdown with tables, strike-through, task lists, definitions, footnotes and formulas."""
    return str(_to_html(markdown))
