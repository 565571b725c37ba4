"""The looks of cells: number formats, colours, and indexes that must stay within their lists."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from segkit.deliverables.xlsxlint.markup import attribute, child, is_true, local, named, whole
from segkit.deliverables.xlsxlint.problem import Problem

MOST_LOOKS = 65_490
LAST_THEME_COLOUR = 11
UNKNOWN = 10_000_000_000
"""How many there are where a part cannot be read: more than any index, so that the one fault is not told as many."""
_ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors", "extLst")
_COLOUR = re.compile(r"[0-9A-Fa-f]{8}|[0-9A-Fa-f]{6}")
_FORMAT = re.compile(r'"[^"]*"|\\.|[_*].|\[[^\[\]]+\]|General|AM/PM|A/P|[^"\[\]\\_*]', re.IGNORECASE | re.DOTALL)
_LETTERS = frozenset("dmyhsegbapnrDMYHSEGBAPNR")
"""Letters that mean something in a number format; any other stands in quotes."""


@dataclass(frozen=True)
class Looks:
    """How many looks a cell may choose from, which of them begin with a quote mark, and how many serve conditions."""

    cells: int = 0
    quoted: frozenset[int] = frozenset()
    conditional: int = 0


def looks_of(styles: Element | None) -> Looks:
    """Return the looks that a file offers; UNKNOWN many where their part cannot be read."""
    if styles is None:
        return Looks(UNKNOWN, frozenset(), UNKNOWN)
    cells, conditional = child(styles, "cellXfs"), child(styles, "dxfs")
    formats = [] if cells is None else [each for each in cells if local(each) == "xf"]
    quoted = frozenset(i for i, each in enumerate(formats) if is_true(attribute(each, "quotePrefix")))
    return Looks(len(formats), quoted, 0 if conditional is None else len(conditional))


def style_problems(part: str, styles: Element, *, has_theme: bool) -> Iterator[Problem]:
    """Return what is wrong with the list of looks."""
    yield from order_problems(part, styles, _ORDER)
    looks = looks_of(styles)
    if looks.cells > MOST_LOOKS:
        yield Problem("styles_too_many", part, "", f"The file has {looks.cells} looks of cells; Excel allows {MOST_LOOKS}.")
    for element in named(styles, "numFmt"):
        code = attribute(element, "formatCode")
        fault = format_fault(code)
        if fault:
            yield Problem("number_format", part, attribute(element, "numFmtId"), f"The number format {code} {fault}.")
    yield from colour_problems(part, styles)
    if not has_theme and any(attribute(element, "theme") for element in styles.iter()):
        yield Problem("theme_missing", part, "", "Colours are taken from a theme, but the file has none.")
    yield from _index_problems(part, styles)


def format_fault(code: str) -> str:
    """Return what is wrong with a number format, as the end of a sentence; "" for a good one."""
    at, sections = 0, 1
    while at < len(code):
        found = _FORMAT.match(code, at)
        if not found:
            return f"does not end what begins with {code[at]}"
        if found[0] == ";":
            sections += 1
        elif len(found[0]) == 1 and found[0].isascii() and found[0].isalpha() and found[0] not in _LETTERS:
            return f"has the letter {found[0]} outside quotes"
        at = found.end()
    return "has more than four sections" if sections > 4 else ""


def colour_problems(part: str, tree: Element) -> Iterator[Problem]:
    """Return the colours in a tree that are none."""
    for element in tree.iter():
        if not local(element).casefold().endswith("color"):
            continue
        red_green_blue, theme = attribute(element, "rgb"), attribute(element, "theme")
        if red_green_blue and not _COLOUR.fullmatch(red_green_blue):
            yield Problem("colour", part, "", f"'{red_green_blue}' is no colour; eight hexadecimal digits were expected.")
        if theme and not 0 <= (-1 if (number := whole(theme)) is None else number) <= LAST_THEME_COLOUR:
            yield Problem(
                "colour", part, "", f"The colour number {theme} of the theme does not exist; the last one is {LAST_THEME_COLOUR}."
            )


def _index_problems(part: str, styles: Element) -> Iterator[Problem]:
    """Return looks that refer to fonts, fills, borders or base looks that are not there."""
    lists = {"fontId": "fonts", "fillId": "fills", "borderId": "borders", "xfId": "cellStyleXfs"}
    counts = {key: len(found) if (found := child(styles, name)) is not None else 0 for key, name in lists.items()}
    for element in named(styles, "xf"):
        for key, name in lists.items():
            index = attribute(element, key)
            if index and not 0 <= (-1 if (number := whole(index)) is None else number) < max(counts[key], 1):
                yield Problem("style_part_index", part, "", f"A look refers to number {index} of {name}, of which there are {counts[key]}.")


def order_problems(part: str, tree: Element, order: tuple[str, ...], *, several: tuple[str, ...] = ()) -> Iterator[Problem]:
    """Return children that stand in another order than the format's, or twice."""
    last, seen = 0, set()
    for element in tree:
        name = local(element)
        if name not in order:
            continue
        at = order.index(name)
        if at < last:
            yield Problem("element_order", part, name, f"The element {name} comes after {order[last]}; Excel repairs the part.")
        elif name in seen and name not in several:
            yield Problem("element_twice", part, name, f"The element {name} is there twice; Excel repairs the part.")
        last = max(last, at)
        seen.add(name)
