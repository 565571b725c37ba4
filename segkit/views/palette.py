"""The colours of the house, which hold for colour-blind readers and in print: deep blue leads, a warm accent points, greys carry the rest."""

from segkit.brand import contrast

BLUE, SOFT_BLUE, SAND, ACCENT = "#12355B", "#3E7CB1", "#E3B23C", "#C8553D"
INK, MUTED, GREY, LINE, PALE, WHITE = "#24292F", "#5A636C", "#8A939C", "#D9DDE2", "#E6E9ED", "#FFFFFF"
"""From dark to light: letters, letters that step back, lines, lines that step back, grounds and paper. GREY is too light for small letters on paper."""

GRADE_COLOURS = (BLUE, SOFT_BLUE, SAND, "#9AA5B1", ACCENT, "#5B8E7D", "#7D5BA6", "#B0A990", "#4A4E54")
"""Colours of the grades in their order; neighbours differ in lightness, not only in hue."""

READABLE = 4.5
"""The least contrast between letters and their ground. Source: WCAG 2.2, success criterion 1.4.3."""


def grade_colours(count: int) -> list[str]:
    """Return the colours of so many grades in their order; beyond the last colour they begin again."""
    return [GRADE_COLOURS[i % len(GRADE_COLOURS)] for i in range(count)]


def ink_on(colour: str) -> str:
    """Return the letter colour that is readable on a fill."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return WHITE if 0.299 * red + 0.587 * green + 0.114 * blue < 140 else INK


def readable(colour: str) -> str:
    """Return the colour for letters on paper: itself, or as much darker as reading takes."""
    parts = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    while contrast(colour, WHITE) < READABLE:
        parts = [int(part * 0.96) for part in parts]
        colour = "#" + "".join(f"{part:02X}" for part in parts)
    return colour
