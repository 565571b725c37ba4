"""The factor tree from left to right: every factor as high as its weight in the whole, its parts beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from segkit.brand import tint
from segkit.rating.factors import Node, Tree
from segkit.study import Study
from segkit.views import letters
from segkit.views.canvas import SMALL, WIDTH, Canvas, Pen
from segkit.views.chart import Chart
from segkit.views.looks import looks
from segkit.views.palette import GREY, INK, MUTED, ink_on, readable
from segkit.views.ratings.naming import weight_text
from segkit.views.ratings.wrapping import STRONGER, wrapped

HEAD = 16.0
"""Room for the names of the levels."""
LINE, LETTERS = 9.6, 7.9
"""What one of several lines of small letters takes, and what a line alone can do with."""
PAD, EDGE = 4.0, 1.0
STRIP = 16.0
"""How wide the last level is drawn, whose names stand beside it."""
INNER = 132.0
PITCH = 20.0
"""What a leaf takes on average where there is room."""
LOWEST, HIGHEST = 150.0, 505.0
"""The least and the most that the factors take of a page; the caption has to find room too."""
MOST = int(HIGHEST / LINE)
"""Names that stand beside the last level, at most; beyond that it is folded away."""
STRENGTHS = (1.0, 0.62, 0.34)
"""How strong the main colour is, level by level."""


@dataclass(frozen=True)
class Block:
    """A factor as it is drawn: the levels it covers (from, to), and where it stands from top to bottom."""

    node: Node
    first: int
    last: int
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def factor_tree(study: Study) -> Chart | None:
    """Return the factor tree as blocks as high as their weights; None in a Basic engagement.

    The last level is folded away where its names would not fit a page, and the caption says so.
    """
    if study.deep is None:
        return None
    words, tree = study.words, study.deep.tree
    deepest = max(node.level for node in tree.nodes)
    shown = deepest if len(tree.leaves) <= MOST else deepest - 1
    ends = [node for node in tree.nodes if node.level == shown or (node.is_leaf and node.level < shown)]
    body = min(max(PITCH * len(ends), LOWEST), HIGHEST)
    canvas = Canvas(HEAD + body, looks(study.engagement.brand))
    unnamed = _draw(canvas, study, _blocks(tree, shown, body), shown)
    caption = words(
        "The factors and their weights; a block is as high as the factor's weight in the whole, and what lies to the right makes it up."
    )
    if shown < deepest:
        caption += " " + words("Level {level} is left out here for lack of room; the glossary lists it.", level=deepest)
    if unnamed:
        caption += " " + words("Blocks too low for a name are named in the glossary.")
    return canvas.chart(f"{_finding(study)} {_listed(study)}", caption)


def _blocks(tree: Tree, shown: int, body: float) -> list[Block]:
    """Return the blocks of the levels shown; a leaf above the last level reaches to the end."""
    found: list[Block] = []
    tops: dict[int | None, float] = {None: HEAD}
    for place, node in enumerate(tree.nodes):
        top = tops[node.parent]
        bottom = top + node.weight_in_all * body
        tops[node.parent] = bottom
        tops[place] = top
        if node.level <= shown:
            found.append(Block(node, node.level, shown if node.is_leaf else node.level, top, bottom))
    return found


def _draw(canvas: Canvas, study: Study, blocks: Sequence[Block], shown: int) -> bool:
    """Draw the blocks with their names; returns whether one of them is too low for its name."""
    words = study.words
    edges = [INNER * level for level in range(shown)]
    edges.append(edges[-1] + STRIP)
    for level in range(shown):
        room = WIDTH - edges[level] if level == shown - 1 else INNER - PAD
        canvas.text((edges[level], 9), letters.fitting(words("Level {n}", n=level + 1), SMALL, room), Pen(SMALL, MUTED, strong=True))
    beside, unnamed = [], False
    for block in blocks:
        left, right = edges[block.first - 1], edges[block.last]
        fill = tint(canvas.looks.lead, STRENGTHS[block.first - 1])
        canvas.field((left, block.top), right - left - EDGE, max(block.bottom - block.top - EDGE, 0.4), fill)
        # The last level is too narrow for names; a leaf before it that is too low for its own is named beside it too.
        if block.first == shown:
            beside.append(block)
        elif not _inside(canvas, study, block, edges[block.first] - left, fill):
            beside += [block] if block.last == shown else []
            unnamed |= block.last < shown
    _name_beside(canvas, study, beside, edges[-1])
    return unnamed


def _inside(canvas: Canvas, study: Study, block: Block, width: float, fill: str) -> bool:
    """Write a factor's name and weight into its block; returns False where it is too low for letters."""
    height = block.bottom - block.top - EDGE
    lines = max(int(height / LINE), int(height >= LETTERS))
    if lines < 1:
        return False
    room, weight = (width - 2 * PAD) / STRONGER, weight_text(study, block.node.weight_in_all)
    if lines == 1:
        beside = letters.width(f" {weight}", SMALL)
        texts = [f"{letters.fitting(block.node.name, SMALL, room - beside)} {weight}"]
    else:
        texts = [*wrapped(block.node.name, SMALL, room, min(lines - 1, 3)), weight]
    ink, first = ink_on(fill), block.middle - LINE * len(texts) / 2
    for row, text in enumerate(texts):
        canvas.text((edge_of(block, width), first + LINE * row + 7.2), text, Pen(SMALL, ink, strong=row < len(texts) - 1 or lines == 1))
    return True


def edge_of(block: Block, width: float) -> float:
    """Return where the letters of a block begin."""
    return width * (block.first - 1) + PAD


def _name_beside(canvas: Canvas, study: Study, blocks: Sequence[Block], edge: float) -> None:
    """Write weights and names to the right of their blocks, moved apart where the blocks lie closer than letters are high."""
    if not blocks:
        return
    at = _apart([block.middle for block in blocks], canvas.height)
    column = max(letters.width(weight_text(study, block.node.weight_in_all), SMALL) for block in blocks)
    begin = edge + 14
    for block, y in zip(blocks, at, strict=True):
        canvas.line([(edge, block.middle), (edge + 5, block.middle), (begin - 2, y)], GREY, 0.5)
        canvas.text((begin + column, y + 2.8), weight_text(study, block.node.weight_in_all), Pen(SMALL, readable(MUTED), anchor="end"))
        name = letters.fitting(block.node.name, SMALL, WIDTH - begin - column - PAD)
        canvas.text((begin + column + PAD, y + 2.8), name, Pen(SMALL, INK))


def _apart(wanted: Sequence[float], height: float) -> list[float]:
    """Return places at least a line apart, as near to the wanted ones as that allows, within the drawing."""
    found: list[float] = []
    for y in wanted:
        found.append(max(y, found[-1] + LINE if found else HEAD + LINE / 2))
    bottom = height - LINE / 2
    for place in reversed(range(len(found))):
        found[place] = min(found[place], bottom)
        bottom = found[place] - LINE
    return found


def _finding(study: Study) -> str:
    assert study.deep is not None
    words, tree = study.words, study.deep.tree
    tops = [node for node in tree.nodes if node.level == 1]
    heaviest = max((tree.nodes[i] for i in tree.leaves), key=lambda leaf: leaf.weight_in_all)
    return " ".join([
        words.plural(
            "{n} factor is measured or rated by itself.",
            "{n} factors are measured or rated one by one, in {groups} groups.",
            len(tree.leaves),
            groups=len(tops),
        ),
        words("The heaviest is {name} with {weight}.", name=heaviest.name, weight=weight_text(study, heaviest.weight_in_all)),
    ])  # fmt: skip


def _listed(study: Study) -> str:
    """Return every factor in words, for those who hear the chart: letters in it are outlines."""
    assert study.deep is not None
    return (
        "; ".join(
            f"{'.'.join(map(str, node.place))} {node.name} {weight_text(study, node.weight_in_all)}" for node in study.deep.tree.nodes
        )
        + "."
    )
