"""Running text in HTML as Typst code: bold, links, badges, and white space run together as a browser does it."""

import re

from bs4 import Tag
from bs4.element import NavigableString, PageElement, PreformattedString

from segkit.deliverables.report.formulas import drawn, undrawn_notice
from segkit.deliverables.report.literals import LONGEST_WORD, Galley, joined
from segkit.deliverables.report.stylesheets import paint_of

HEADINGS = {f"h{level}": level for level in range(1, 7)}
WRAPPERS = {
    **dict.fromkeys(("strong", "b"), "strong"),
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), "emph"),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "code"),
    **dict.fromkeys(("del", "s", "strike"), "strike"),
    **dict.fromkeys(("u", "ins"), "underline"),
    "sub": "sub",
    "sup": "super",
    "mark": "highlight",
    "small": "smaller",
}
_BLOCK_NAMES = """
address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form header hr html legend main menu nav
ol p pre section summary table ul img"""
BLOCKS = frozenset(_BLOCK_NAMES.split()) | frozenset(HEADINGS)
SET_APART = BLOCKS | {"td", "th", "tr", "li", "caption", "option"}
SAFE_LINK = re.compile(r"(https?://|mailto:)[^\s]+", re.IGNORECASE)
DEEPEST = 60
SPACE = '" "'


class InlineWalk:
    """Walks over running text; remembers whether the last thing set was a space."""

    def __init__(self, galley: Galley) -> None:
        self.galley = galley
        self.drop_style = True
        self._space = True

    def start(self) -> None:
        """Begin a new paragraph, in which leading space means nothing."""
        self._space = True

    def inside(self, tag: Tag, depth: int = 0, longest: int = LONGEST_WORD) -> list[str]:
        """Return everything inside an element as Typst statements."""
        return [statement for child in tag.children for statement in self.node(child, depth + 1, longest)]

    def node(self, node: PageElement, depth: int = 0, longest: int = LONGEST_WORD) -> list[str]:  # noqa: PLR0911  # one return per kind of node
        """Return one text or element as Typst statements; an unknown element gives what is inside it."""
        if isinstance(node, PreformattedString):  # comments and declarations
            return []
        if isinstance(node, NavigableString):
            return self._words(str(node), longest)
        if not isinstance(node, Tag) or (node.name == "style" and self.drop_style):
            return []
        if node.name in ("script", "style") or depth > DEEPEST:
            return self._words(str(node) if depth <= DEEPEST else node.get_text(" "), longest)
        if node.name in ("br", "input", "img"):
            return self._single(node, longest)
        if "formula" in (node.get("class") or []):
            self._space = False
            return [formula_code(self.galley, node.get_text(), apart=False)]
        return self._element(node, self.inside(node, depth, longest), longest)

    def _single(self, tag: Tag, longest: int) -> list[str]:
        """Return an element that holds nothing: a line's end, a box ticked or not, a picture where only words can stand."""
        if tag.name == "br":
            self._space = True
            return ["linebreak()"]
        if tag.name == "img":
            alt = str(tag.get("alt") or tag.get("title") or "")
            self.galley.notice(f"A picture ('{alt}') stands where only words can stand, and was replaced by its description.")
            return self._words(alt, longest)
        if str(tag.get("type", "")).lower() != "checkbox":
            return []
        return self._words("☑ " if tag.has_attr("checked") else "☐ ", longest)

    def _element(self, tag: Tag, statements: list[str], longest: int) -> list[str]:
        target = str(tag.get("href", "")) if tag.name == "a" else ""
        if not statements or (tag.name == "a" and "footnote" in (tag.get("class") or [])):
            return []
        if tag.name in WRAPPERS:
            return [f"{WRAPPERS[tag.name]}({joined(statements)})"]
        if SAFE_LINK.fullmatch(target):
            return [f"link({self.galley.string(target)}, {joined(statements)})"]
        if tag.name == "span" and "grade" in (tag.get("class") or []):
            return [f"grade({self.galley.line(tag.get_text())})"]
        if tag.name in ("span", "font"):
            return self._painted(tag, statements)
        return [*statements, *self._words(" ", longest)] if tag.name in SET_APART else statements

    def _painted(self, tag: Tag, statements: list[str]) -> list[str]:
        """Return words in the colour and weight that their own style gives them."""
        paint = paint_of(tag)
        if paint.options:
            statements = [f"text({', '.join(paint.options)}, {joined(statements)})"]
        return [f'highlight(fill: rgb("{paint.fill}"), {joined(statements)})'] if paint.fill else statements

    def _words(self, text: str, longest: int) -> list[str]:
        flat = re.sub(r"[ \t\r\n\f]+", " ", text)
        if self._space:
            flat = flat.removeprefix(" ")
        if not flat:
            return []
        self._space = flat.endswith(" ")
        return self.galley.words(flat, longest)


def formula_code(galley: Galley, source: str, *, apart: bool) -> str:
    """Return the code of a formula, in a line of text or `apart` on a line of its own; one that cannot be drawn stays as its source."""
    made = drawn(source, apart=apart)
    if made is None:
        galley.notice(undrawn_notice(source))
        return f"par(code({galley.line(source)}))" if apart else f"code({galley.line(source)})"
    name = "formula-apart" if apart else "formula"
    size = f"width: {made.width:.3f}em, depth: {made.depth:.3f}em"
    return galley.add_picture(made.svg.encode(), made.source, f"{name}({{data}}, alt: {{alt}}, {size})", f"code({galley.line(source)})")
