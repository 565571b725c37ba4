"""Whether a part is XML at all: read once from end to end by a parser that builds nothing and expands nothing."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.parsers import expat

_TRUNCATED = frozenset(
    expat.errors.codes[message]
    for message in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
)
_BAD_REFERENCE = expat.errors.codes[expat.errors.XML_ERROR_BAD_CHAR_REF]
_SURROGATE = re.compile(rb"\xed[\xa0-\xbf]")
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
_REFERENCE = re.compile(rb"&#(?:x([0-9a-fA-F]{1,8})|(\d{1,10}));")


@dataclass(frozen=True)
class Soundness:
    """What one reading of a part found: the rule it breaks and why, or that it can be scanned as plain bytes."""

    rule: str = ""
    text: str = ""
    plain: bool = True
    """Whether the part is UTF-8 without comments, CDATA and processing instructions, so that a tag is always a tag."""


class _DocumentTypeError(Exception):
    """A part declares a document type; nothing of it is read."""


def soundness(chunks: Iterable[bytes]) -> Soundness:
    """Return whether chunks of bytes are well-formed XML without a document type."""
    parser = expat.ParserCreate(namespace_separator=" ")
    marks: set[str] = set()
    parser.StartDoctypeDeclHandler = _refuse
    parser.CommentHandler = lambda _: marks.add("comment")
    parser.StartCdataSectionHandler = lambda: marks.add("cdata")
    parser.ProcessingInstructionHandler = lambda *_: marks.add("instruction")
    parser.XmlDeclHandler = lambda _, encoding, __: marks.add("encoding") if (encoding or "utf-8").lower() != "utf-8" else None
    before, chunk, begin = b"", b"", 0
    try:
        for piece in chunks:
            before, begin, chunk = chunk, begin + len(chunk), piece
            if not begin and chunk.startswith((b"\xff\xfe", b"\xfe\xff")):
                marks.add("encoding")
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except _DocumentTypeError:
        return Soundness("xml_document_type", "The part declares a document type, as no Excel file does.", plain=False)
    except expat.ExpatError as error:
        at = parser.ErrorByteIndex - begin
        near = (before + chunk)[max(0, len(before) + at) :][:16]
        return Soundness(*_described(error, near), plain=False)
    except (LookupError, ValueError) as error:
        return Soundness("xml_not_well_formed", f"The part names a character set that cannot be read ({error}).", plain=False)
    return Soundness(plain=not marks)


def _refuse(*_: object) -> None:
    raise _DocumentTypeError


def _described(error: expat.ExpatError, near: bytes) -> tuple[str, str]:
    """Return the rule and the sentence for an error, from the bytes at which the parser stopped."""
    where = f"line {error.lineno}, character {error.offset + 1}"
    reference = _REFERENCE.match(near) if error.code == _BAD_REFERENCE else None
    number = int(reference[1], 16) if reference and reference[1] else int(reference[2]) if reference else 0
    if _SURROGATE.match(near) or 0xD800 <= number <= 0xDFFF:
        return "lone_surrogate", f"Half a character stands at {where}; Excel refuses the file."
    if reference or _CONTROL.match(near):
        return "illegal_character", f"A character that XML forbids stands at {where}; Excel refuses the file."
    if error.code in _TRUNCATED:
        return "xml_truncated", f"The part ends too early, at {where}; Excel refuses the file."
    return "xml_not_well_formed", f"The part is no well-formed XML ({expat.ErrorString(error.code)} at {where}); Excel refuses the file."
