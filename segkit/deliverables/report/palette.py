"""The house's colours and letters as Typst code, so that report, charts and Excel file cannot differ in them."""

from collections.abc import Sequence

from segkit.deliverables.report.literals import Galley, array, quoted
from segkit.views.drawing import ACCENT, BLUE, INK, MUTED, SOFT_BLUE, grade_colours, ink_on
from segkit.views.fonts import EMOJI_FAMILY, TEXT_FAMILY

PALETTE = "palette.typ"
"""The file that the house style imports."""

COLOURS = {"lead": BLUE, "lead-soft": SOFT_BLUE, "accent": ACCENT, "ink": INK, "grey": MUTED}


def palette(grades: Sequence[str], galley: Galley) -> str:
    """Return the palette as Typst definitions; `grades` are named as the tables show them, best first."""
    fills = zip(grades, grade_colours(len(grades)), strict=True)
    chips = {galley.line(grade): f"({_rgb(fill)}, {_rgb(ink_on(fill))})" for grade, fill in fills}
    pairs = "".join(f"{grade}: {chip}, " for grade, chip in chips.items())
    lines = [f"#let {name} = {_rgb(colour)}" for name, colour in COLOURS.items()]
    lines += [f"#let sans = {array(quoted(family) for family in (TEXT_FAMILY, EMOJI_FAMILY))}", f"#let grade-colours = ({pairs or ':'})"]
    return "\n".join(lines) + "\n"


def _rgb(colour: str) -> str:
    return f'rgb("{colour}")'
