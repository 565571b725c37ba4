"""Which colours and font a deliverable is drawn in: the house's own, or those of the consultant's brand."""

from dataclasses import dataclass

from segkit.brand import Brand, tint
from segkit.views.palette import ACCENT, BLUE, PALE, SOFT_BLUE

SOFT, FAINT = 0.7, 0.11
"""How strong the main colour's tints are: on tabs, and as the ground behind figures."""


@dataclass(frozen=True)
class Looks:
    """The main colour with its soft and its pale tint, the accent, and the name of the font."""

    lead: str
    soft: str
    pale: str
    accent: str
    font: str


def looks(brand: Brand) -> Looks:
    """Return the looks of a brand; what it leaves open is the house's. The colours of the grades stay as they are."""
    if brand.colour is None:
        return Looks(BLUE, SOFT_BLUE, PALE, brand.accent or ACCENT, brand.font)
    return Looks(brand.colour, tint(brand.colour, SOFT), tint(brand.colour, FAINT), brand.accent or ACCENT, brand.font)
