"""A large part read row by row: what comes before and after its rows, and the rows themselves a piece at a time."""

import re
from collections.abc import Iterable, Iterator


class Stream:
    """The elements `of` (rows, texts) that stand one after another inside an element, without the part being held whole.

    Only for XML that is sound and plain: then a tag in the bytes is a tag. `head` is complete before the first block is asked for,
    `tail` once the blocks are exhausted.
    """

    def __init__(self, chunks: Iterable[bytes], inside: str, of: str) -> None:
        self.head, self.tail, self.prefix = b"", b"", b""
        self._chunks, self._inside, self._of = iter(chunks), inside.encode(), of.encode()
        self._rest = self._read_head()

    def _read_head(self) -> bytes | None:
        """Read up to the element that holds the rows; return what was read behind its tag, or None when there are no rows."""
        opening = re.compile(rb"<((?:[\w.-]+:)?)" + self._inside + rb"(?=[\s/>])[^>]*>")
        buffer = b""
        for chunk in self._chunks:
            searched, buffer = max(0, len(buffer) - 1000), buffer + chunk
            found = opening.search(buffer, searched)
            if found:
                self.prefix = found[1]
                self.head = buffer[: found.start()]
                if found[0].endswith(b"/>"):
                    self.tail = buffer[found.end() :] + b"".join(self._chunks)
                    return None
                return buffer[found.end() :]
        self.head = buffer
        return None

    def blocks(self) -> Iterator[bytes]:
        """Return the rows as bytes, many whole ones at a time."""
        if self._rest is None:
            return
        buffer, self._rest = self._rest, None
        last = b"</" + self.prefix + self._of + b">"
        closing = re.compile(rb"</" + re.escape(self.prefix + self._inside) + rb"\s*>")
        while True:
            end = closing.search(buffer)
            if end:
                self.tail = buffer[end.end() :] + b"".join(self._chunks)
                yield buffer[: end.start()]
                return
            cut = buffer.rfind(last) + len(last) if last in buffer else 0
            if cut:
                yield buffer[:cut]
            chunk = next(self._chunks, None)
            if chunk is None:
                return
            buffer = buffer[cut:] + chunk

    def elements(self) -> Iterator[tuple[bytes, bytes, bytes]]:
        """Return each element as (attributes, content, whole); what stands between them is returned with attributes b"?"."""
        name = re.escape(self.prefix + self._of)
        one = re.compile(rb"<" + name + rb"((?:\s[^>]*?)?)(?:/>|>(.*?)</" + name + rb"\s*>)\s*", re.DOTALL)
        for block in self.blocks():
            at = len(block) - len(block.lstrip())
            for found in one.finditer(block, at):
                if found.start() != at:
                    yield b"?", b"", block[at : found.start()]
                at = found.end()
                yield found[1], found[2] or b"", found[0]
            if block[at:].strip():
                yield b"?", b"", block[at:]
