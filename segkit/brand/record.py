"""The brand as engagement.yaml gives it. The colours of the grades are not part of it: they must hold for colour-blind readers."""

import math
import re

from pydantic import field_validator

from segkit.brand.colours import READABLE, WHITE, contrast
from segkit.parameters import Record, parameter

_COLOUR = re.compile("#[0-9A-Fa-f]{6}")
_FONT = re.compile(r"[^\W_](?:[^\W_]|[ -])*")


class Brand(Record):
    """How the deliverables look: the consultant's own logo, colours and font, and the client's logo beside it."""

    logo: str = parameter("", label="Logo", help="A PNG or JPEG file in the client's folder, such as logo.png; at most 5 MB.")
    client_logo: str = parameter(
        "", label="Client's logo", help="A PNG or JPEG file in the client's folder, such as client.png; it stands on the report's cover."
    )
    colour: str | None = parameter(
        None, label="Colour", help="The main colour, such as '#12355B' (in quotes); white letters must be readable on it."
    )
    accent: str | None = parameter(None, label="Accent", help="The colour that points things out, such as '#C8553D' (in quotes).")
    font: str = parameter(
        "Calibri", label="Font", help="The font of the Excel files, as Excel names it. It is not sent along.", min_length=1, max_length=31
    )

    @field_validator("colour", "accent")
    @classmethod
    def _six_digits(cls, colour: str | None) -> str | None:
        if colour is not None and not _COLOUR.fullmatch(colour):
            raise ValueError(f"a colour is # and six of 0-9 and A-F, such as '#12355B', but this is '{colour}'.")
        return colour.upper() if colour else colour

    @field_validator("colour")
    @classmethod
    def _carries_white_letters(cls, colour: str | None) -> str | None:
        if colour is not None and contrast(colour, WHITE) < READABLE:
            ratio = math.floor(contrast(colour, WHITE) * 100) / 100
            raise ValueError(
                f"white letters on {colour} have a contrast of {ratio:.2f}:1, and {READABLE}:1 is the least that can be read. "
                "Choose a darker 'colour'; the light one may be the 'accent'."
            )
        return colour

    @field_validator("font")
    @classmethod
    def _plain_name(cls, font: str) -> str:
        if not _FONT.fullmatch(font):
            raise ValueError(f"'font' is the name of a font in letters, digits, blanks and hyphens, such as Calibri, but is '{font}'.")
        return font
