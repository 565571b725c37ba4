"""The colours and letters of a report as Typst code, so that report, charts and Excel file cannot differ in them."""

from collections.abc import Sequence

from segkit.brand import contrast, tint
from segkit.brand.colours import READABLE
from segkit.deliverables.report.literals import Galley, array, quoted
from segkit.views.fonts import EMOJI_FAMILY, TEXT_FAMILY
from segkit.views.looks import Looks
from segkit.views.palette import INK, MUTED, WHITE, grade_colours, ink_on

PALETTE = "palette.typ"
"""The file that the house style imports."""

FAINT = 0.08
BLACK = "#000000"


def colours(looks: Looks) -> dict[str, str]:
    """Return every colour of a report by its name in the house style. Letters hold their contrast on paper and on the main colour."""
    on_lead = next(letters for letters in (WHITE, INK, BLACK) if contrast(letters, looks.lead) >= READABLE)  # white or black always is
    legible = contrast(looks.lead, WHITE) >= READABLE
    link = next((colour for colour in (looks.soft, looks.lead) if contrast(colour, WHITE) >= READABLE), INK)
    return {
        "lead": looks.lead,
        "lead-soft": looks.soft,
        "lead-faint": tint(looks.lead, FAINT),
        "lead-ink": looks.lead if legible else INK,
        "on-lead": on_lead,
        "link-ink": link,
        "accent": looks.accent,
        "ink": INK,
        "grey": MUTED,
    }


def palette(grades: Sequence[str], looks: Looks, galley: Galley) -> str:
    """Return the palette as Typst definitions; `grades` are named as the tables show them, best first."""
    fills = zip(grades, grade_colours(len(grades)), strict=True)
    chips = {galley.line(grade): f"({_rgb(fill)}, {_rgb(ink_on(fill))})" for grade, fill in fills}
    pairs = "".join(f"{grade}: {chip}, " for grade, chip in chips.items())
    lines = [f"#let {name} = {_rgb(colour)}" for name, colour in colours(looks).items()]
    lines += [f"#let sans = {array(quoted(family) for family in (TEXT_FAMILY, EMOJI_FAMILY))}", f"#let grade-colours = ({pairs or ':'})"]
    return "\n".join(lines) + "\n"


def _rgb(colour: str) -> str:
    return f'rgb("{colour}")'
