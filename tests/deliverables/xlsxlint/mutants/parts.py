"""The parts of a good file, and the ways to break exactly one thing in them."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

CUSTOMERS, FIGURES = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"
BOOK, STYLES, STRINGS, TYPES = "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "[Content_Types].xml"
TABLE, GRADES = "xl/tables/table1.xml", "xl/tables/table2.xml"
DRAWING, CHART = "xl/drawings/drawing1.xml", "xl/charts/chart1.xml"
BOOK_RELS, CUSTOMERS_RELS, DRAWING_RELS = (
    "xl/_rels/workbook.xml.rels",
    "xl/worksheets/_rels/sheet1.xml.rels",
    "xl/drawings/_rels/drawing1.xml.rels",
)


class Parts:
    """The parts of a file in their order; the same name may stand twice."""

    def __init__(self, path: Path) -> None:
        with ZipFile(path) as zipped:
            self.entries = [(info.filename, zipped.read(info)) for info in zipped.infolist()]

    def read(self, part: str) -> bytes:
        return next(content for name, content in self.entries if name == part)

    def write(self, part: str, content: bytes) -> None:
        self.entries = [(name, content if name == part else old) for name, old in self.entries]

    def change(self, part: str, old: str | bytes, new: str | bytes) -> None:
        """Put something in the place of what stands in a part exactly once."""
        sought, put = (text.encode() if isinstance(text, str) else text for text in (old, new))
        content = self.read(part)
        assert content.count(sought) == 1, f"{part} has {content.count(sought)} times {old!r}"
        self.write(part, content.replace(sought, put))

    def drop(self, part: str) -> None:
        assert any(name == part for name, _ in self.entries), part
        self.entries = [(name, content) for name, content in self.entries if name != part]

    def add(self, part: str, content: str | bytes, content_type: str = "", rels: str = "", kind: str = "") -> None:
        """Add a part, with its content type and a reference to it where they are given."""
        self.entries.append((part, content.encode() if isinstance(content, str) else content))
        if content_type:
            self.change(TYPES, "</Types>", f'<Override PartName="/{part}" ContentType="{content_type}"/></Types>')
        if rels:
            start = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
            relation = f'<Relationship Id="rId99" Type="{start}/{kind}" Target="/{part}"/>'
            self.change(rels, "</Relationships>", f"{relation}</Relationships>")

    def save(self, path: Path) -> Path:
        with ZipFile(path, "w", ZIP_DEFLATED) as zipped:
            for name, content in self.entries:
                zipped.writestr(name, content)
        return path


@dataclass(frozen=True)
class Mutant:
    """One way to break the good file: the rule that must name it, and the rules that cannot but speak, too."""

    name: str
    rule: str
    also: frozenset[str]
    ours: bool
    change: Callable[[Parts], None]


MUTANTS: dict[str, Mutant] = {}
Change = Callable[[Parts], None]


def breaks(rule: str, *also: str, ours: bool = False) -> Callable[[Change], Change]:
    """Enter a function into the list of mutants under its own name."""

    def entered(change: Change) -> Change:
        assert change.__name__ not in MUTANTS, change.__name__
        MUTANTS[change.__name__] = Mutant(change.__name__, rule, frozenset(also), ours, change)
        return change

    return entered
