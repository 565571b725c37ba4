"""The consultant's brand: logo, colours and font, checked when engagement.yaml is read."""

from segkit.brand.colours import contrast, tint
from segkit.brand.logo import Logo, read_logo
from segkit.brand.record import Brand

__all__ = ["Brand", "Logo", "contrast", "read_logo", "tint"]
