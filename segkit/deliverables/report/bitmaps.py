"""Bitmaps in the form the typesetter takes from memory: an SVG drawing that carries them.

The typst wheel reads files held in memory as text only, so a PNG, JPEG or GIF travels as base64 inside a drawing of its own size.
"""

import base64
import binascii
import zlib
from dataclasses import dataclass

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
JPEG_SIGNATURE = b"\xff\xd8"
GIF_SIGNATURES = (b"GIF87a", b"GIF89a")
# Start-of-frame markers hold the size; C4, C8 and CC look alike but are tables.
JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
JPEG_END, GIF_END = b"\xff\xd9", b";"
TAIL = 64
"""How far from a file's end the mark of a whole picture may stand: some programs leave a few bytes behind it."""

Size = tuple[float, float]


@dataclass(frozen=True)
class Bitmap:
    """A whole PNG, JPEG or GIF with its size in pixels."""

    content: bytes
    kind: str
    width: int
    height: int

    @property
    def address(self) -> str:
        """The bitmap as a data address."""
        return f"data:image/{self.kind};base64,{base64.b64encode(self.content).decode()}"


def bitmap_of(content: bytes) -> Bitmap | None:
    """Return the bitmap, or None where the bytes are no PNG, JPEG or GIF, or not a whole one: a viewer would show nothing."""
    if content.startswith(PNG_SIGNATURE):
        kind, size, whole = "png", _png_size(content), _whole_png(content)
    elif content.startswith(JPEG_SIGNATURE):
        kind, size, whole = "jpeg", _jpeg_size(content), JPEG_END in content[-TAIL:]
    elif content.startswith(GIF_SIGNATURES) and len(content) > 13:
        size = int.from_bytes(content[6:8], "little"), int.from_bytes(content[8:10], "little")
        kind, whole = "gif", GIF_END in content[-TAIL:]
    else:
        return None
    if size is None or 0 in size or not whole:
        return None
    return Bitmap(content, kind, *size)


def drawing_of(content: bytes, size: Size | None = None) -> bytes | None:
    """Return the bitmap as an SVG drawing, `size` its width and height in pixels of the screen, or None where it is no whole bitmap."""
    bitmap = bitmap_of(content)
    if bitmap is None:
        return None
    wide, high = size or (bitmap.width, bitmap.height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide:g}" height="{high:g}" viewBox="0 0 {bitmap.width} {bitmap.height}" '
        f'preserveAspectRatio="none"><image width="{bitmap.width}" height="{bitmap.height}" href="{bitmap.address}"/></svg>'
    ).encode()


def decoded(text: str) -> bytes:
    """Return base64 text as bytes; nothing where it is not base64."""
    try:
        return base64.b64decode(text)
    except (binascii.Error, ValueError):
        return b""


def _png_size(content: bytes) -> tuple[int, int] | None:
    return (int.from_bytes(content[16:20]), int.from_bytes(content[20:24])) if len(content) >= 24 else None


def _whole_png(content: bytes) -> bool:
    """Return whether every chunk is as its checksum says, up to the last one, and the pixels can be unpacked."""
    place, pixels = 8, b""
    while place + 12 <= len(content):
        length = int.from_bytes(content[place : place + 4])
        kind, body = content[place + 4 : place + 8], content[place + 8 : place + 8 + length]
        if int.from_bytes(content[place + 8 + length : place + 12 + length]) != zlib.crc32(kind + body):
            return False
        if kind == b"IEND":
            return _unpacks(pixels)
        pixels += body if kind == b"IDAT" else b""
        place += 12 + length
    return False


def _unpacks(pixels: bytes) -> bool:
    try:
        return bool(zlib.decompress(pixels))
    except zlib.error:
        return False


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    place = 2
    while place + 9 <= len(content) and content[place] == 0xFF:
        marker = content[place + 1]
        if marker in JPEG_FRAMES:
            return int.from_bytes(content[place + 7 : place + 9]), int.from_bytes(content[place + 5 : place + 7])
        place += 2 + int.from_bytes(content[place + 2 : place + 4])
    return None
