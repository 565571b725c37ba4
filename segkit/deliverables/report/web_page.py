"""A report as one page of HTML: the same parts as on paper, in one file that needs nothing else."""

from html import escape

from bs4 import BeautifulSoup, Tag

from segkit.deliverables.report.cleaning import Cleaner, formula_html, picture_address
from segkit.deliverables.report.grid import grid_of, number_columns
from segkit.deliverables.report.inline import HEADINGS
from segkit.deliverables.report.literals import Galley
from segkit.deliverables.report.markdown import html_of
from segkit.deliverables.report.page import next_level
from segkit.deliverables.report.pictures import Shelf
from segkit.deliverables.report.preparing import prepared
from segkit.views.palette import grade_colours, ink_on

IN_CONTENTS = 2
"""How deep a heading may stand and still be in the list of contents."""


class WebPage:
    """Takes the parts of a report in their order and keeps them as safe HTML."""

    def __init__(self, galley: Galley, shelf: Shelf, grades: tuple[str, ...]) -> None:
        self.galley = galley
        self.parts: list[str] = []
        self.headings: list[tuple[int, str]] = []
        self._cleaner = Cleaner(galley, shelf)
        self._colours = dict(zip(grades, grade_colours(len(grades)), strict=True))
        self._level = 0

    def markdown(self, text: str) -> None:
        """Add a text that a person typed in markdown."""
        self._add(html_of(text), typed=True)

    def html(self, text: str) -> None:
        """Add HTML that a cell has shown."""
        self._add(text, typed=False)

    def console(self, text: str) -> None:
        """Add printed lines."""
        if text.strip():
            self.parts.append(f"<pre>{escape(text.rstrip().expandtabs(4))}</pre>")

    def formula(self, source: str) -> None:
        """Add a formula on a line of its own."""
        self.parts.append(formula_html(source, self.galley, apart=True))

    def gap(self, sentence: str) -> None:
        """Add a remark in the place where something is missing."""
        self.parts.append(f'<p class="gap">{escape(sentence)}</p>')

    def picture(self, content: bytes, alt: str, caption: str, *, size: tuple[float, float] | None = None) -> None:
        """Add a drawing or bitmap with its description and caption; what is no whole picture is replaced by its description and named."""
        address = picture_address(content)
        if address is None:
            self.galley.notice(f"The picture '{alt}' is no whole PNG, JPEG, GIF or SVG; the report shows its description instead.")
            self.parts.append(f"<p><em>{escape(alt)}</em></p>")
            return
        below = f"<figcaption>{escape(caption)}</figcaption>" if caption.strip() else ""
        wide = f' width="{size[0]:g}"' if size else ""
        self.parts.append(f'<figure><img src="{address}" alt="{escape(alt)}"{wide}>{below}</figure>')

    def contents(self) -> str:
        """Return the list of contents: chapters and what stands directly under them."""
        lines = (
            f'<li class="level-{level}"><a href="#heading-{number}">{escape(text)}</a></li>'
            for number, (level, text) in enumerate(self.headings, start=1)
            if level <= IN_CONTENTS
        )
        return "".join(lines)

    def _add(self, html: str, *, typed: bool) -> None:
        soup = self._cleaner.clean(prepared(html, self.galley, typed=typed))
        for tag in soup.find_all(list(HEADINGS)):
            self._head(tag)
        for table in soup.find_all("table"):
            _align(table)
            if table.find_parent("table") is None:
                table.wrap(soup.new_tag("div", attrs={"class": "sheet"}))
        for cell in soup.find_all(["td", "span"], class_="grade"):
            self._chip(soup, cell)
        self.parts.append(soup.decode(formatter="minimal"))

    def _head(self, tag: Tag) -> None:
        text = " ".join(tag.get_text().split())
        if not text:
            tag.decompose()
        elif tag.find_parent(["td", "th", "li", "blockquote", "dd"]) is not None:
            tag.name = "strong"
        else:
            self._level = next_level(self._level, HEADINGS[tag.name])
            self.headings.append((self._level, text))
            tag.name = f"h{self._level + 1}"  # the page's own title is its first heading
            tag["id"] = f"heading-{len(self.headings)}"

    def _chip(self, soup: BeautifulSoup, cell: Tag) -> None:
        fill = self._colours.get(cell.get_text().strip())
        style = f"background-color: {fill}; color: {ink_on(fill)}" if fill else ""
        chip = soup.new_tag("span", attrs={"class": "chip"} | ({"style": style} if style else {}))
        chip.extend(list(cell.contents))
        if chip.get_text().strip():
            cell.append(chip)


def _align(table: Tag) -> None:
    """Set the columns that hold numbers to the right, as the report on paper does."""
    grid = grid_of(table)
    numbers = number_columns(grid) if grid is not None else []
    for cell in grid.cells if grid is not None and any(numbers) else ():
        if cell.columns == 1 and numbers[cell.x] and (cell.heading or cell.tag.name == "td") and "num" not in cell.classes:
            cell.tag["class"] = " ".join([*cell.classes, "num"])
