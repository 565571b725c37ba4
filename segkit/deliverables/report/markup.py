"""HTML as Typst code: one walk over the elements, in which every text becomes a string and no element is lost."""

import re
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from bs4 import BeautifulSoup, Tag

from segkit.deliverables.report.bitmaps import decoded, drawing_of
from segkit.deliverables.report.columns import PORTRAIT, tile_columns, tile_size
from segkit.deliverables.report.inline import BLOCKS, DEEPEST, HEADINGS, SPACE, InlineWalk
from segkit.deliverables.report.literals import Galley, array, joined
from segkit.deliverables.report.markdown import html_of
from segkit.deliverables.report.tables import typst_table

DEEPEST_HEADING = 4
LISTS = {"ul": "bullets", "ol": "numbers"}
CHAPTER = "heading(level: 1,"
DATA_IMAGE = re.compile(r"data:image/(png|jpeg|jpg|svg\+xml)(;charset=[\w-]+)?(;base64)?,(.*)", re.DOTALL | re.IGNORECASE)
CONTAINER_DEPTH = 3  # Typst itself nests styled blocks some twenty deep, so each counts for more
CONTAINER_ROOM = PORTRAIT - 40
LONGEST_KEPT = 2500  # letters of a section that is kept on one page; a longer one may not fit any


@dataclass(frozen=True)
class Block:
    """One block of the report as Typst code; `kind` is heading, text, landscape, page or other."""

    kind: str
    code: str
    length: int = 0


class Typesetter:
    """Takes the parts of a report in their order and turns them into Typst blocks."""

    def __init__(self, galley: Galley) -> None:
        self.galley = galley
        self.blocks: list[Block] = []
        self.headings: list[str] = []
        self._level = 0
        self._inline = InlineWalk(galley)

    def markdown(self, text: str) -> None:
        """Add a text written in markdown."""
        self._walk_html(html_of(text), drop_style=False)

    def html(self, text: str) -> None:
        """Add a piece of HTML; its style sheets are left out."""
        self._walk_html(text, drop_style=True)

    def console(self, text: str) -> None:
        """Add printed lines, set in a small monospaced block."""
        if text.strip():
            self.blocks.append(Block("other", f"console({self.galley.string(text.rstrip().expandtabs(4))})"))

    def drawing(self, svg: str, alt: str, caption: str) -> None:
        """Add an SVG drawing with its text alternative."""
        self.blocks.append(self._picture(self.galley.clean(svg).encode(), alt, caption))

    def bitmap(self, content: bytes, alt: str, caption: str) -> None:
        """Add a PNG or JPEG with its text alternative."""
        drawing = drawing_of(content)
        if drawing is None:
            self.galley.notice(f"The picture '{alt}' is neither PNG nor JPEG; the report shows its description instead.")
            self.blocks.append(Block("text", f"par(emph({self.galley.line(alt)}))"))
        else:
            self.blocks.append(self._picture(drawing, alt, caption))

    def _picture(self, drawing: bytes, alt: str, caption: str) -> Block:
        name = self.galley.add_file(drawing, "svg")
        shown = self.galley.line(caption) if caption.strip() else "none"
        code = f'picture(read("{name}", encoding: none), alt: {self.galley.line(alt)}, caption: {shown})'
        return Block("other", code)

    def code(self) -> str:
        """Return all blocks as Typst statements, neighbouring landscape tables on one landscape page."""
        laid: list[Block] = []
        for block in self.blocks:
            laid = [*_turn_introduction(laid), block] if block.kind == "landscape" else [*laid, block]
        lines: list[str] = []
        turned = False
        for block in laid:
            if (block.kind == "landscape") != turned:
                lines.append("})" if turned else "landscape({")
                turned = not turned
            elif turned and block.code.startswith(CHAPTER):
                lines.append("})\nlandscape({")
            lines.append(block.code)
        return "\n".join([*lines, "})"] if turned else lines)

    # ---- the walk ---------------------------------------------------------------------------------------------

    def _walk_html(self, text: str, *, drop_style: bool) -> None:
        self._inline.drop_style = drop_style
        self.blocks.extend(self._children(BeautifulSoup(text, "html.parser"), depth=0, inside=False))

    def _children(self, parent: Tag, depth: int, *, inside: bool) -> list[Block]:
        """Return the blocks of an element; inline parts between blocks become paragraphs."""
        blocks: list[Block] = []
        run: list[str] = []
        length = 0
        self._inline.start()

        def flush() -> None:
            nonlocal length
            if any(statement != SPACE for statement in run):
                blocks.append(Block("text", f"par({joined(run)})", length))
            run.clear()
            length = 0
            self._inline.start()

        if depth > DEEPEST:
            return [Block("text", f"par({joined(self.galley.words(parent.get_text(' ', strip=True)))})")]
        for child in parent.children:
            if isinstance(child, Tag) and (child.name in BLOCKS or child.find(list(BLOCKS)) is not None):
                flush()
                blocks.extend(self._block(child, depth + 1, inside=inside))
            else:
                run.extend(self._inline.node(child, depth + 1))
                length += len(child.get_text() if isinstance(child, Tag) else str(child))
        flush()
        return blocks

    def _block(self, tag: Tag, depth: int, *, inside: bool) -> list[Block]:  # noqa: PLR0911  # one return per kind of element
        classes = list(tag.get("class") or [])
        if tag.name in HEADINGS:
            return self._heading(tag, inside=inside)
        if tag.name == "table":
            return self._table(tag, inside=inside)
        if tag.name == "hr":
            return [Block("other", "hairline()")]
        if tag.name == "pre":
            return [Block("other", f"console({self.galley.string(tag.get_text().strip(chr(10)))})")]
        if tag.name == "img":
            return self._image(tag)
        if tag.name == "div" and "facts" in classes:
            return self._facts(tag)
        if tag.name in LISTS:
            return self._list(tag, depth)
        if tag.name == "blockquote" or "note" in classes:
            body = joined(block.code for block in self._children(tag, depth + CONTAINER_DEPTH, inside=True))
            return [Block("other", f"{'quotation' if tag.name == 'blockquote' else 'note'}({body})")]
        if tag.name == "section" and "keep" in classes and not inside and len(tag.get_text()) < LONGEST_KEPT:
            return [Block("other", f"together({joined(block.code for block in self._children(tag, depth, inside=False))})")]
        page = [Block("page", "pagebreak(weak: true)")] if tag.name == "section" and "page" in classes and not inside else []
        return [*page, *self._children(tag, depth, inside=inside)]

    def _list(self, tag: Tag, depth: int) -> list[Block]:
        """Return a list; what stands in it outside its items becomes an item of its own, in its place."""
        items = []
        for child in tag.children:
            self._inline.start()
            if isinstance(child, Tag) and child.name == "li":
                items.append(joined(block.code for block in self._children(child, depth + CONTAINER_DEPTH, inside=True)))
            elif isinstance(child, Tag) and child.name in BLOCKS:
                items.append(joined(block.code for block in self._block(child, depth, inside=True)))
            elif stray := self._inline.node(child, depth):
                items.append(joined(stray))
        return [Block("other", f"{LISTS[tag.name]}({', '.join(items)})")] if items else []

    def _heading(self, tag: Tag, *, inside: bool) -> list[Block]:
        self._inline.start()
        words = self._inline.inside(tag)
        if not words:
            return []
        if inside:
            return [Block("text", f"par(strong({joined(words)}))")]
        # The accessible standard wants level 1 first and no level skipped.
        self._level = min(HEADINGS[tag.name], self._level + 1, DEEPEST_HEADING)
        self.headings.append(" ".join(tag.get_text().split()))
        return [Block("heading", f"heading(level: {self._level}, {joined(words)})")]

    def _table(self, tag: Tag, *, inside: bool) -> list[Block]:
        def cell_code(cell: Tag, longest: int) -> list[str]:
            self._inline.start()
            if cell.string is None and cell.find(["p", "ul", "ol", "div", "pre", "blockquote"]) is not None and cell.find("table") is None:
                return [block.code for block in self._children(cell, 1, inside=True)]
            return self._inline.inside(cell, 1, longest)

        made = typst_table(tag, cell_code, room=CONTAINER_ROOM if inside else PORTRAIT, may_turn=not inside)
        if made is None:
            words = tag.get_text(" ", strip=True)
            return [Block("text", f"par({joined(self.galley.words(words))})")] if words else []
        return [Block("landscape" if made.landscape else "other", made.code)]

    def _facts(self, tag: Tag) -> list[Block]:
        pairs = []
        for fact in tag.find_all("div", class_="fact"):
            value, label = (fact.find(class_=name) for name in ("value", "label"))
            spare = "" if value is not None else fact.get_text(" ", strip=True)
            label_text = label.get_text(" ", strip=True) if label is not None else ""
            pairs.append((value.get_text(" ", strip=True) if value is not None else spare, label_text))
        if not pairs:
            return self._children(tag, 1, inside=True)
        columns = tile_columns(len(pairs))
        size = tile_size([value for value, _ in pairs], columns)
        items = array(f"({self.galley.line(value)}, {self.galley.line(label)})" for value, label in pairs)
        return [Block("other", f"facts({items}, columns: {columns}, size: {size}pt)")]

    def _image(self, tag: Tag) -> list[Block]:
        alt = str(tag.get("alt") or tag.get("title") or "")
        found = DATA_IMAGE.fullmatch(str(tag.get("src", "")).strip())
        content = b"" if found is None else decoded(found[4]) if found[3] else unquote_to_bytes(found[4])
        drawing = drawing_of(content)
        if found is not None and found[1].lower() == "svg+xml":
            drawing = self.galley.clean(content.decode("utf-8", "replace")).encode()
        if not drawing:
            shown = alt or str(tag.get("src", ""))[:60]
            self.galley.notice(f"A picture ('{shown}') is not part of the notebook and was replaced by its description.")
            return [Block("text", f"par(emph({self.galley.line(alt)}))")] if alt else []
        return [self._picture(drawing, alt or "—", str(tag.get("title") or ""))]


def _turn_introduction(blocks: list[Block]) -> list[Block]:
    """Return the blocks with the heading and short text right before a landscape table moved onto its page."""
    start = len(blocks)
    while start and len(blocks) - start < 4 and blocks[start - 1].kind == "text" and blocks[start - 1].length < 600:
        start -= 1
    if not start or blocks[start - 1].kind != "heading":
        return blocks
    while start and blocks[start - 1].kind == "heading":
        start -= 1
    return blocks[:start] + [Block("landscape", block.code) for block in blocks[start:]]
