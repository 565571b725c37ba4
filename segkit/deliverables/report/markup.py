"""HTML as Typst code: one walk over the elements, in which every text becomes a string and no element is lost."""

from collections.abc import Callable

from bs4 import Tag

from segkit.deliverables.report.blocks import Block, in_columns, laid_out
from segkit.deliverables.report.columns import PORTRAIT, tile_columns, tile_size
from segkit.deliverables.report.glyphs import shows
from segkit.deliverables.report.inline import BLOCKS, DEEPEST, HEADINGS, SPACE, InlineWalk, formula_code
from segkit.deliverables.report.literals import Galley, array, joined
from segkit.deliverables.report.markdown import FORMULA, html_of
from segkit.deliverables.report.page import next_level
from segkit.deliverables.report.pictures import Shelf, as_drawing, asked_size
from segkit.deliverables.report.preparing import prepared
from segkit.deliverables.report.tables import typst_table

LISTS = {"ul": "bullets", "ol": "numbers"}
LONGEST_IN_HEADING = 30
LONGEST_IN_A_TILE = 24
CONTAINER_DEPTH = 3  # Typst itself nests styled blocks some twenty deep, so each counts for more
CONTAINER_ROOM = PORTRAIT - 40
LONGEST_KEPT = 2500  # letters of a section that is kept on one page; a longer one may not fit any
IN_A_CELL = ["p", "ul", "ol", "dl", "div", "pre", "blockquote", "img", "hr"]
BOXES = frozenset({"note", "alert", "admonition"})


class Typesetter:
    """Takes the parts of a report in their order and turns them into Typst blocks."""

    def __init__(self, galley: Galley, shelf: Shelf | None = None) -> None:
        self.galley = galley
        self.blocks: list[Block] = []
        self.headings: list[str] = []
        self._shelf = shelf or Shelf()
        self._level = 0
        self._inline = InlineWalk(galley)
        self._kinds: dict[str, Callable[[Tag, int, bool], list[Block]]] = {
            **dict.fromkeys(HEADINGS, lambda tag, _, inside: self._heading(tag, inside=inside)),
            **dict.fromkeys(LISTS, lambda tag, depth, _: self._list(tag, depth)),
            "table": lambda tag, _, inside: self._table(tag, inside=inside),
            "hr": lambda *_: [Block("other", "hairline()")],
            "pre": lambda tag, *_: [Block("other", f"console({self.galley.string(tag.get_text().strip(chr(10)))})")],
            "img": lambda tag, *_: self._image(tag),
            "dl": lambda tag, depth, _: self._definitions(tag, depth),
            "summary": lambda tag, *_: self._summary(tag),
        }

    def markdown(self, text: str) -> None:
        """Add a text written in markdown."""
        self._walk_html(html_of(text), typed=True)

    def html(self, text: str) -> None:
        """Add a piece of HTML; its style sheets colour the cells they speak of and are left out themselves."""
        self._walk_html(text, typed=False)

    def console(self, text: str) -> None:
        """Add printed lines, set in a small monospaced block."""
        if text.strip():
            self.blocks.append(Block("other", f"console({self.galley.string(text.rstrip().expandtabs(4))})"))

    def formula(self, source: str) -> None:
        """Add a formula on a line of its own."""
        self.blocks.append(Block("other", formula_code(self.galley, source, apart=True)))

    def gap(self, sentence: str) -> None:
        """Add a remark in the place where something is missing."""
        self.blocks.append(Block("other", f"gap({self.galley.line(sentence)})"))

    def picture(
        self, content: bytes, alt: str, caption: str, *, size: tuple[float, float] | None = None, share: float | None = None
    ) -> None:
        """Add a drawing or bitmap with its text alternative; what is no whole picture is replaced by it and named."""
        self.blocks.extend(self._picture(content, alt, caption, size=size, share=share))

    def code(self) -> str:
        """Return all blocks as Typst statements, neighbouring landscape tables on one landscape page."""
        return laid_out(self.blocks)

    # ---- the walk ---------------------------------------------------------------------------------------------

    def _walk_html(self, text: str, *, typed: bool) -> None:
        self._inline.drop_style = not typed
        self.blocks.extend(self._children(prepared(text, self.galley, typed=typed), depth=0, inside=False))

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
        own = self._kinds.get(tag.name)
        if own is not None:
            return own(tag, depth, inside)
        classes = set(tag.get("class") or [])
        if tag.name == "div" and FORMULA in classes:
            return [Block("other", formula_code(self.galley, tag.get_text(), apart=True))]
        if tag.name == "div" and "facts" in classes:
            return self._facts(tag)
        if tag.name == "blockquote" or classes & BOXES:
            body = joined(block.code for block in self._children(tag, depth + CONTAINER_DEPTH, inside=True))
            return [Block("other", f"{'quotation' if tag.name == 'blockquote' else 'note'}({body})")]
        if tag.name == "p" and "answers" in classes:
            self._inline.start()
            words = self._inline.inside(tag, depth)
            return [Block("heading-line", f"answers({joined(words)})")] if words else []
        if tag.name == "section":
            return self._section(tag, classes, depth, inside=inside)
        return self._children(tag, depth, inside=inside)

    def _section(self, tag: Tag, classes: set[str], depth: int, *, inside: bool) -> list[Block]:
        """Return a section: kept on one page, begun on a new one, in two columns, small as footnotes are, or simply what it holds."""
        if "footnotes" in classes:
            return [Block("other", f"notes-below({joined(block.code for block in self._children(tag, depth, inside=True))})")]
        if inside:
            return self._children(tag, depth, inside=True)
        if "keep" in classes and len(tag.get_text()) < LONGEST_KEPT:
            return [Block("other", f"together({joined(block.code for block in self._children(tag, depth, inside=False))})")]
        if "columns" in classes:
            return in_columns(self._children(tag, depth, inside=False))
        page = [Block("page", "pagebreak(weak: true)")] if "page" in classes else []
        return [*page, *self._children(tag, depth, inside=False)]

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
        first = str(tag.get("start", ""))
        begin = f"start: {int(first)}, " if tag.name == "ol" and first.isascii() and first.isdigit() and len(first) < 8 else ""
        code = f"{LISTS[tag.name]}({begin}{', '.join(items)})"
        return [Block("list" if tag.name == "ul" else "other", code, len(tag.get_text()), tuple(items))] if items else []

    def _definitions(self, tag: Tag, depth: int) -> list[Block]:
        """Return terms with what they mean; anything else in the list is shown as it stands."""
        if any(isinstance(child, Tag) and child.name not in ("dt", "dd") for child in tag.children):
            return self._children(tag, depth, inside=True)
        pairs: list[tuple[str, list[str]]] = []
        for child in tag.find_all(["dt", "dd"], recursive=False):
            self._inline.start()
            if child.name == "dt":
                pairs.append((joined(self._inline.inside(child, depth)), []))
            elif pairs:
                pairs[-1][1].append(joined(block.code for block in self._children(child, depth + CONTAINER_DEPTH, inside=True)))
            else:
                return self._children(tag, depth, inside=True)
        items = array(f"({term}, {joined(meanings)})" for term, meanings in pairs)
        return [Block("other", f"definitions({items})")]

    def _summary(self, tag: Tag) -> list[Block]:
        self._inline.start()
        words = self._inline.inside(tag)
        return [Block("text", f"par(strong({joined(words)}))")] if words else []

    def _heading(self, tag: Tag, *, inside: bool) -> list[Block]:
        self._inline.start()
        words = self._inline.inside(tag, longest=LONGEST_IN_HEADING)
        if not words or not shows(tag.get_text()):
            return []
        if inside:
            return [Block("text", f"par(strong({joined(words)}))")]
        self._level = next_level(self._level, HEADINGS[tag.name])
        self.headings.append(" ".join(tag.get_text().split()))
        return [Block("heading", f"heading(level: {self._level}, {joined(words)})")]

    def _table(self, tag: Tag, *, inside: bool) -> list[Block]:
        def cell_code(cell: Tag, longest: int) -> list[str]:
            self._inline.start()
            if cell.string is None and cell.find(IN_A_CELL) is not None and cell.find("table") is None:
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
        items = array(
            f"({self.galley.breakable(value, LONGEST_IN_A_TILE)}, {self.galley.breakable(label, LONGEST_IN_A_TILE)})"
            for value, label in pairs
        )
        return [Block("other", f"facts({items}, columns: {columns}, size: {size}pt)")]

    def _image(self, tag: Tag) -> list[Block]:
        alt = str(tag.get("alt") or tag.get("title") or "")
        address = str(tag.get("src", ""))
        content = self._shelf.content(address)
        if content is None:
            shown = alt or address[:60]
            self.galley.notice(f"A picture ('{shown}') is not part of the notebook and was replaced by its description.")
            return [Block("text", f"par(emph({self.galley.line(alt)}))")] if alt else []
        size, share = asked_size(tag, content)
        return self._picture(content, alt or "—", str(tag.get("title") or ""), size=size, share=share)

    def _picture(self, content: bytes, alt: str, caption: str, *, size: tuple[float, float] | None, share: float | None) -> list[Block]:
        drawing = as_drawing(content, size)
        instead = f"par(emph({self.galley.line(alt)}))"
        if drawing is None:
            self.galley.notice(f"The picture '{alt}' is no whole PNG, JPEG, GIF or SVG; the report shows its description instead.")
            return [Block("text", instead)] if alt.strip("—") else []
        if drawing is content:  # an SVG may hold letters
            drawing = self.galley.clean(content.decode("utf-8", "replace")).encode()
        below = self.galley.line(caption).replace("{", "{{").replace("}", "}}") if caption.strip() else "none"
        wide = f", share: {share:.0%}" if share else ""
        return [Block("other", self.galley.add_picture(drawing, alt, f"picture({{data}}, alt: {{alt}}, caption: {below}{wide})", instead))]
