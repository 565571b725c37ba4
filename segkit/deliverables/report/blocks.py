"""The blocks of a report in their order, and how they are laid on pages: turned, and in two columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

CHAPTER = "heading(level: 1,"
BESIDE_TEXT = 60
"""Letters that the space around a block is worth, when two columns are made equally long."""


@dataclass(frozen=True)
class Block:
    """One block of the report as Typst code; `kind` is heading, heading-line, text, list, landscape, page or other.

    `length` counts its letters, `items` are the entries of a list.
    """

    kind: str
    code: str
    length: int = 0
    items: tuple[str, ...] = ()


def laid_out(blocks: Sequence[Block]) -> str:
    """Return all blocks as Typst statements, neighbouring landscape tables on one landscape page."""
    laid: list[Block] = []
    for block in blocks:
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


def in_columns(blocks: Sequence[Block]) -> list[Block]:
    """Return blocks set in two columns of about equal length; headings and turned tables run across the page, before and between."""
    laid: list[Block] = []
    for across, group in groupby(blocks, key=lambda block: block.kind in ("heading", "heading-line", "landscape", "page")):
        members = list(group)
        laid += members if across else [_two_columns(members)]
    return laid


def _two_columns(blocks: Sequence[Block]) -> Block:
    pieces = [piece for block in blocks for piece in _pieces(block)]
    heights = list(accumulate((piece.length + BESIDE_TEXT for piece in pieces), initial=0))
    end = min(range(len(heights)), key=lambda count: abs(heights[count] - heights[-1] / 2))
    left, right = (_whole(part) for part in (pieces[:end], pieces[end:]))
    return Block("other", f"two-columns({{\n{left}\n}}, {{\n{right}\n}})")


def _pieces(block: Block) -> list[Block]:
    """Return a list entry by entry, so that it may run on in the second column; any other block as it is."""
    if block.kind != "list":
        return [block]
    return [Block("list", "", max(1, block.length // len(block.items)) + len(item) // 4, (item,)) for item in block.items]


def _whole(pieces: Sequence[Block]) -> str:
    codes = []
    for listed, group in groupby(pieces, key=lambda piece: piece.kind == "list"):
        members = list(group)
        codes += [f"bullets({', '.join(item for piece in members for item in piece.items)})"] if listed else [m.code for m in members]
    return "\n".join(codes)


def _turn_introduction(blocks: list[Block]) -> list[Block]:
    """Return the blocks with the heading and short text right before a landscape table moved onto its page."""
    start = len(blocks)
    while start and len(blocks) - start < 4 and blocks[start - 1].kind in ("text", "heading-line") and blocks[start - 1].length < 600:
        start -= 1
    if not start or blocks[start - 1].kind != "heading":
        return blocks
    while start and blocks[start - 1].kind == "heading":
        start -= 1
    return blocks[:start] + [Block("landscape", block.code) for block in blocks[start:]]
