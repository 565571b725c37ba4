"""Elements and attributes whatever prefix or namespace a program writes them with, and texts as they are escaped in bytes."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#(\d+)|(amp|lt|gt|quot|apos));")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_EXCEL_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def local(element: Element) -> str:
    """Return an element's name without its namespace."""
    return element.tag.rsplit("}", 1)[-1]


def named(element: Element, *names: str) -> Iterator[Element]:
    """Return the elements of these names below one, at any depth, in their order."""
    return (found for found in element.iter() if local(found) in names)


def child(element: Element, name: str) -> Element | None:
    """Return the first child of a name."""
    return next((found for found in element if local(found) == name), None)


def attribute(element: Element, name: str) -> str:
    """Return an attribute whatever its namespace; "" where it is absent."""
    if name in element.attrib:
        return element.attrib[name]
    return next((value for key, value in element.attrib.items() if key.rsplit("}", 1)[-1] == name), "")


def whole(text: str) -> int | None:
    """Return a whole number of at most ten digits, or None for anything else."""
    return int(text) if re.fullmatch(r"[+-]?[0-9]{1,10}", text.strip()) else None


def is_true(text: str) -> bool:
    return text in {"1", "true", "on"}


def units(text: str) -> int:
    """Return a text's length as Excel counts it: in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


def plain(escaped: bytes) -> str:
    """Return a text of XML without its escapes."""
    text = escaped.decode("utf-8", "replace")
    return _REFERENCE.sub(_character, text) if "&" in text else text


def _character(found: re.Match[str]) -> str:
    if found[3]:
        return _ENTITIES[found[3]]
    return chr(int(found[1], 16) if found[1] else int(found[2]))


def unescaped(text: str) -> str:
    """Return a text without Excel's own escapes, such as _x000a_ for a line break, and with line breaks of one kind."""
    return _EXCEL_ESCAPE.sub(lambda found: chr(int(found[1], 16)), text).replace("\r\n", "\n").replace("\r", "\n")
