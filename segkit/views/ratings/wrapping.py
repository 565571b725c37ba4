"""Names set in the room there is: on several lines between words, the last one cut where there is no more."""

from segkit.views import letters

STRONGER = 1.07
"""How much wider strong letters are than plain ones, at most."""


def wrapped(text: str, size: float, room: float, most: int) -> tuple[str, ...]:
    """Return a text as at most so many lines of letters that fit the room."""
    lines: list[str] = []
    left = text.split()
    while left and len(lines) < most:
        taken = 1
        while taken < len(left) and letters.width(" ".join(left[: taken + 1]), size) <= room:
            taken += 1
        last = len(lines) == most - 1
        lines.append(letters.fitting(" ".join(left if last else left[:taken]), size, room))
        left = [] if last else left[taken:]
    return tuple(lines)
