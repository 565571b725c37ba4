"""Where a picture's bytes come from: inside the notebook, or a file beside it; never from elsewhere on the disk or from the network."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes

from bs4 import Tag

from segkit.deliverables.report.bitmaps import Size, bitmap_of, decoded, drawing_of

DATA_IMAGE = re.compile(r"data:image/(png|jpeg|jpg|gif|svg\+xml)(;charset=[\w-]+)?(;base64)?,(.*)", re.DOTALL | re.IGNORECASE)
ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\]")
LARGEST = 20 * 1024 * 1024
SVG_BEGIN = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg\b", re.DOTALL)


@dataclass(frozen=True)
class Shelf:
    """The notebook's folder, where it is known: the only place whose files a report shows."""

    folder: Path | None = None

    def content(self, address: str) -> bytes | None:
        """Return the picture that an address names, or None where it is not the notebook's or cannot be read."""
        address = address.strip()
        inside = DATA_IMAGE.fullmatch(address)
        if inside is not None:
            return decoded(inside[4]) if inside[3] else unquote_to_bytes(inside[4])
        if self.folder is None or not address or ELSEWHERE.match(address):
            return None
        return self._beside(unquote(address.split("#")[0].split("?")[0]))

    def _beside(self, name: str) -> bytes | None:
        home = Path(self.folder or "").resolve()
        try:
            path = (home / name).resolve()
            if not path.is_relative_to(home) or not path.is_file() or path.stat().st_size > LARGEST:
                return None
            return path.read_bytes()
        except (OSError, ValueError):  # a name that no file can have
            return None


def as_drawing(content: bytes, size: Size | None = None) -> bytes | None:
    """Return a picture's bytes as an SVG drawing, or None where they are no whole PNG, JPEG, GIF or SVG."""
    return content if SVG_BEGIN.match(content) else drawing_of(content, size)


def asked_size(tag: Tag, content: bytes) -> tuple[Size | None, float | None]:
    """Return the size that an <img> asks for: of a bitmap in pixels, or as a share of the text's width; None where it does not say."""
    width, height = (str(tag.get(name, "")).strip().removesuffix("px") for name in ("width", "height"))
    if width.endswith("%") and width[:-1].isdigit():
        return None, max(0.01, min(1.0, int(width[:-1]) / 100))
    bitmap = bitmap_of(content)
    if bitmap is None:
        return None, None
    ratio = bitmap.height / bitmap.width
    if width.isdigit() and int(width):
        return (int(width), int(height) if height.isdigit() and int(height) else int(width) * ratio), None
    if height.isdigit() and int(height):
        return (int(height) / ratio, int(height)), None
    return None, None
