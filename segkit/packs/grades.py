"""The grades of an engagement as a pack names them, before there is a study."""

from segkit.engagement import Engagement
from segkit.rating.grid import in_reading_order


def letters(engagement: Engagement) -> tuple[str, ...]:
    """Return the letters of the model's grid in their order, best first, as a study has them."""
    return in_reading_order(engagement.abcd.layout)


def grade_names(engagement: Engagement) -> tuple[str, ...]:
    """Return what the grades are called towards the client, best first."""
    return tuple(engagement.abcd.label(letter) for letter in letters(engagement))
