"""The logo: read from the client's folder, known to be a whole picture, and how it is scaled into a box."""

import struct
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from xlsxwriter.exceptions import XlsxWriterException
from xlsxwriter.image import Image

from segkit.errors import EngagementError

LARGEST = 5 * 1024 * 1024
PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_ENDS = {PNG: b"IEND", JPEG: b"\xff\xd9"}
_TAIL = 64
"""How far from a file's end the mark of a whole picture may stand: some programs leave a few bytes behind it."""

SCREEN = 96
"""Pixels to the inch in which Excel measures sheets."""


@dataclass(frozen=True)
class Logo:
    """A picture as it lies in the file, and the size in pixels at which Excel shows it unscaled."""

    content: bytes
    width: float
    height: float

    def scales(self, width: float, height: float) -> dict[str, float]:
        """Return x_scale and y_scale that fit the logo into a box of pixels with its proportions kept, as insert_image takes them."""
        scale = min(width / self.width, height / self.height)
        return {"x_scale": scale, "y_scale": scale}


def read_logo(name: str, folder: Path, place: str, key: str = "logo") -> Logo:
    """Return the logo of a name in engagement.yaml; `place` is the file and line that names it, `key` what the line calls it.

    Raises EngagementError: a file that is missing, outside the folder, too large, no PNG or JPEG, or cut off.
    """
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        raise _refused(place, name, "lies outside the client's folder. Copy the logo into the folder, and give its name.")
    if not path.is_file():
        raise _refused(place, name, f"is not in workbooks/{folder.name}. Copy the logo there, or leave '{key}' out.")
    size = path.stat().st_size
    if size > LARGEST:
        raise _refused(place, name, f"is {size / 1024 / 1024:.1f} MB, and a logo may have 5 MB. Save it smaller.")
    content = path.read_bytes()
    kind = next((start for start in _ENDS if content.startswith(start)), None)
    if kind is None:
        raise _refused(place, name, "is not a PNG or JPEG picture. Save the logo as one of the two; renaming the file does not change it.")
    if _ENDS[kind] not in content[-_TAIL:]:
        raise _cut_off(place, name)
    try:
        image = Image(BytesIO(content))
    except (XlsxWriterException, struct.error):
        raise _cut_off(place, name) from None
    return Logo(content, image.width * SCREEN / image.x_dpi, image.height * SCREEN / image.y_dpi)


def _cut_off(place: str, name: str) -> EngagementError:
    return _refused(place, name, "is damaged or cut off. Copy the logo again.")


def _refused(place: str, name: str, what: str) -> EngagementError:
    return EngagementError([f"{place}: the logo '{name}' {what}"])
