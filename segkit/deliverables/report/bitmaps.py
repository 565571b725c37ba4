"""Bitmaps in the form the typesetter takes from memory: an SVG drawing that carries them.

The typst wheel reads files held in memory as text only, so a PNG or JPEG travels as base64 inside a drawing of its own size.
"""

import base64
import binascii

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
JPEG_SIGNATURE = b"\xff\xd8"
# Start-of-frame markers hold the size; C4, C8 and CC look alike but are tables.
JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def drawing_of(content: bytes) -> bytes | None:
    """Return the bitmap as an SVG drawing of the same size, or None where the bytes are neither PNG nor JPEG."""
    if content.startswith(PNG_SIGNATURE) and len(content) >= 24:
        kind = "png"
        size: tuple[int, int] | None = (int.from_bytes(content[16:20]), int.from_bytes(content[20:24]))
    elif content.startswith(JPEG_SIGNATURE):
        kind = "jpeg"
        size = _jpeg_size(content)
    else:
        return None
    if size is None or 0 in size:
        return None
    wide, high = size
    data = base64.b64encode(content).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}">'
        f'<image width="{wide}" height="{high}" href="data:image/{kind};base64,{data}"/></svg>'
    ).encode()


def decoded(text: str) -> bytes:
    """Return base64 text as bytes; nothing where it is not base64."""
    try:
        return base64.b64decode(text)
    except (binascii.Error, ValueError):
        return b""


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    place = 2
    while place + 9 <= len(content) and content[place] == 0xFF:
        marker = content[place + 1]
        if marker in JPEG_FRAMES:
            return int.from_bytes(content[place + 7 : place + 9]), int.from_bytes(content[place + 5 : place + 7])
        place += 2 + int.from_bytes(content[place + 2 : place + 4])
    return None
