"""What a file is by its first bytes, and the packed file around it: limits before anything is unpacked, and one text taken out."""

import gzip
import re
import struct
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import IO
from zipfile import BadZipFile, ZipFile, ZipInfo

from segkit.errors import SourceError
from segkit.intake.reading.old_excel import form_of_ole
from segkit.intake.reading.refusals import foreign, incomplete, protected, with_document_type

TEXT, XLSX, XLSB, XLS, ODS, HTML, XML2003 = "csv", "xlsx", "xlsb", "xls", "ods", "html", "xml2003"
WORKBOOKS = (XLSX, XLSB, XLS, ODS)

LARGEST_RATIO = 100
"""How many times its packed size a part of a workbook may unpack to; sheets of one repeated value reach 16."""
RATIO_FROM = 100_000
"""Bytes below which a part's ratio does not matter."""
MOST_PARTS = 1_000
LARGEST_PART = 512_000_000
LARGEST_TOTAL = 1_000_000_000
LARGEST_TEXT = 400_000_000
"""Bytes that a packed text may hold; a larger one is read from the disk, unpacked."""
LARGEST_TEXT_RATIO = 200
"""How many times its packed size a text may unpack to; exports that repeat themselves in every line reach 60."""
_STEP = 1_000_000
"""Bytes of a packed text that are unpacked at a time."""
LARGEST_DIRECTORY = 1_000_000
"""Bytes of a zip's list of parts: a thousand parts with long names need a fifth of it."""

_HEAD = 65_536
"""Bytes at the start of an XML part in which a document type must stand, if there is one."""

_CONTENT_TYPES = "[content_types].xml"
"""The part that every file of Microsoft Office has and no packed text."""

ZIP, GZIP, OLE = b"PK\x03\x04", b"\x1f\x8b", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = (
    (b"\x09\x00\x04\x00", "Excel 2"),
    (b"\x09\x02\x06\x00", "Excel 3"),
    (b"\x09\x04\x06\x00", "Excel 4"),
    (b"\x00\x00\x02\x00\x04\x04", "Lotus 1-2-3"),
    (b"\x00\x00\x02\x00\x06\x04", "Lotus 1-2-3"),
    (b"\x00\x00\x1a\x00", "Lotus 1-2-3"),
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"PAR1", "Parquet"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"Rar!", "RAR"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
)
_MARKUP = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|meta|style|table|body|div)\b", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class Unpacked:
    """A file without its outer packing: what it is, its bytes, and the packing that was taken off ("gzip", "zip" or "")."""

    form: str
    content: bytes
    packing: str = ""


def unpacked(name: str, content: bytes) -> Unpacked:
    """Return what a file is by its first bytes; a text packed alone in a gzip or zip file is taken out.

    Raises SourceError: incomplete, password-protected, packed beyond the limits, document types in XML, or a foreign format.
    """
    if content.startswith(GZIP):
        return _inside(name, _gunzipped(name, content), "gzip")
    if content.startswith((ZIP, b"PK\x05\x06")):
        return _zipped(name, content)
    if content.startswith(OLE):
        return Unpacked(form_of_ole(name, content), content)
    for magic, form in _FOREIGN:
        if content.startswith(magic):
            raise foreign(name, form)
    return Unpacked(_form_of_text(name, content), content)


def is_to_be_unpacked(content: bytes) -> bool:
    """Return whether more than its first bytes or its list of parts must be read to tell what a file is, which is then done in a process apart."""
    if not content.startswith((ZIP, b"PK\x05\x06")):
        return content.startswith((GZIP, OLE))
    try:
        with opened_zip("", content) as zipped:
            return not any(part.replace("\\", "/").lstrip("/").casefold() == _CONTENT_TYPES for part in zipped.namelist())
    except SourceError:
        return False


def _inside(name: str, content: bytes, packing: str) -> Unpacked:
    if content.startswith((GZIP, ZIP)):
        raise SourceError(f"{name} is a packed file inside a packed file. Unpack it and put the table itself into data/.", code="SEG-A06")
    inner = unpacked(name, content)
    return Unpacked(inner.form, inner.content, packing)


def _gunzipped(name: str, content: bytes) -> bytes:
    try:
        with gzip.GzipFile(fileobj=BytesIO(content)) as file:
            return _whole_text(name, file, len(content))
    except (OSError, EOFError, zlib.error):
        raise SourceError(
            f"{name} is incomplete ({len(content)} bytes; the packed file ends too early). Ask the client to send it again.", code="SEG-A02"
        ) from None


def _whole_text(name: str, file: "IO[bytes] | gzip.GzipFile", size: int) -> bytes:
    """Return what is in a packed text. Raises SourceError once it is more than any text is."""
    blocks: list[bytes] = []
    total = 0
    while block := file.read(_STEP):
        blocks.append(block)
        total += len(block)
        if total > LARGEST_TEXT:
            raise SourceError(
                f"{name} unpacks to more than {_megabytes(LARGEST_TEXT)}. Unpack it and put the table itself into data/.", code="SEG-A06"
            )
        if total > 10 * _STEP and total > LARGEST_TEXT_RATIO * size:
            raise SourceError(f"{name} unpacks to more than {LARGEST_TEXT_RATIO} times its size. {_BOMB}", code="SEG-A06")
    return b"".join(blocks)


def _zipped(name: str, content: bytes) -> Unpacked:
    with opened_zip(name, content) as zipped:
        parts = {part.filename.replace("\\", "/").lstrip("/").casefold(): part for part in zipped.infolist() if not part.is_dir()}
        form = _form_of_zip(name, zipped, parts)
        _check_limits(name, list(parts.values()), with_ratio=form in {XLSX, XLSB})
        if form != TEXT:
            _check_document_types(name, zipped, parts)
            return Unpacked(form, content)
        (part,) = parts.values()
        return _inside(name, _read_part(name, zipped, part), "zip")


def opened_zip(name: str, content: bytes) -> ZipFile:
    """Open a zip whose list of parts is of a size that can be looked at. Raises SourceError: incomplete, or too many parts."""
    refuse_many_parts(name, content[-END:])
    try:
        return ZipFile(BytesIO(content))
    except (BadZipFile, NotImplementedError, ValueError, struct.error):
        raise incomplete(name, len(content)) from None


def refuse_many_parts(name: str, end: bytes) -> None:
    """Raise SourceError SEG-A06 where the end of a zip file, its last END bytes, says that its list of parts is longer than any workbook's."""
    at = _end_record(end)
    if at < 0:
        return
    count, directory = struct.unpack_from("<HL", end, at + 10)
    if end[at - 20 : at - 16] == b"PK\x06\x07" and at >= 76:
        # The longer record of large zips counts where there is one, whatever the shorter says.
        more, larger = struct.unpack_from("<QQ", end, at - 44)
        count, directory = max(count, more), max(directory, larger)
    if count > MOST_PARTS or directory > LARGEST_DIRECTORY:
        raise SourceError(f"{name} has more than {MOST_PARTS} parts; workbooks have fewer than 100. {_BOMB}", code="SEG-A06")


def _end_record(end: bytes) -> int:
    """Return where zipfile, too, finds the record that ends a zip file; -1 where there is none."""
    if end[-22:].startswith(b"PK\x05\x06") and end.endswith(b"\x00\x00"):
        return len(end) - 22
    at = end.rfind(b"PK\x05\x06")
    return at if at <= len(end) - 22 else -1


END = 65_557 + 76
"""Bytes at the end of a zip file among which the records are that end it: with the longest comment, and the longer record before."""

_BOMB = "It was not opened, because such files are made to stop a computer. Ask the client for the file again."


def _form_of_zip(name: str, zipped: ZipFile, parts: dict[str, ZipInfo]) -> str:
    if any(part.endswith("/workbook.bin") for part in parts):
        return XLSB
    if _CONTENT_TYPES in parts and any(part.startswith("xl/") or part.endswith("workbook.xml") for part in parts):
        return XLSX
    if "content.xml" in parts and "mimetype" in parts:
        if _is_encrypted_ods(name, zipped, parts):
            raise protected(name)
        return ODS
    if any(part.endswith((".iwa", "index.zip")) for part in parts):
        raise foreign(name, "Apple Numbers")
    if _CONTENT_TYPES in parts:
        raise foreign(name, "Microsoft Office, but no workbook" if any(p.startswith(("word/", "ppt/")) for p in parts) else "OPC")
    files = [part.filename for key, part in parts.items() if not key.startswith("__macosx/")]
    if len(files) != 1 or len(parts) != 1:
        shown = ", ".join(files[:5]) or "nothing"
        raise SourceError(
            f"{name} is a zip file that holds {len(files)} files ({shown}). Put the one with the table into data/.", code="SEG-A04"
        )
    if next(iter(parts.values())).flag_bits & 1:
        raise protected(name)
    return TEXT


def _is_encrypted_ods(name: str, zipped: ZipFile, parts: dict[str, ZipInfo]) -> bool:
    manifest = parts.get("meta-inf/manifest.xml")
    return manifest is not None and b"encryption-data" in _read_part(name, zipped, manifest, LARGEST_DIRECTORY)


def _check_limits(name: str, parts: list[ZipInfo], *, with_ratio: bool) -> None:
    """Raise SourceError when the parts unpack to more than any workbook does.

    OpenDocument repeats whole cells word for word and packs them hundreds of times smaller, so that its ratio says nothing.
    """
    for part in parts:
        if part.file_size > LARGEST_PART:
            raise SourceError(f"{name}: the part {part.filename} unpacks to {_megabytes(part.file_size)}. {_BOMB}", code="SEG-A06")
        if with_ratio and part.file_size > RATIO_FROM and part.file_size > LARGEST_RATIO * part.compress_size:
            times = part.file_size // max(1, part.compress_size)
            raise SourceError(f"{name}: the part {part.filename} unpacks to {times} times its size. {_BOMB}", code="SEG-A06")
        if with_ratio and part.filename.casefold().endswith((".zip", ".gz")):
            raise SourceError(f"{name} holds another packed file, {part.filename}. {_BOMB}", code="SEG-A06")
    total = sum(part.file_size for part in parts)
    if total > LARGEST_TOTAL:
        raise SourceError(f"{name} unpacks to {_megabytes(total)} in all. {_BOMB}", code="SEG-A06")


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.0f} MB"


def _check_document_types(name: str, zipped: ZipFile, parts: dict[str, ZipInfo]) -> None:
    """Raise SourceError when a part declares a document type: Excel writes none, and it can open files or fill the memory."""
    for key, part in parts.items():
        if key.endswith((".xml", ".rels", ".vml")):
            head = _read_part(name, zipped, part, _HEAD).replace(b"\x00", b"")
            if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                raise with_document_type(name, part.filename)


def _read_part(name: str, zipped: ZipFile, part: ZipInfo, most: int | None = None) -> bytes:
    """Return the first bytes of a part, or without `most` the whole of a packed text."""
    try:
        with zipped.open(part) as file:
            return _whole_text(name, file, part.compress_size) if most is None else file.read(most)
    except RuntimeError:
        # zipfile says so of a part under a password.
        raise protected(name) from None
    except (BadZipFile, EOFError, OSError, zlib.error, NotImplementedError):
        raise incomplete(name, _size(zipped)) from None


def _size(zipped: ZipFile) -> int:
    return len(zipped.fp.getvalue()) if isinstance(zipped.fp, BytesIO) else 0


def _form_of_text(name: str, content: bytes) -> str:
    head = _decoded_head(content)
    if _MARKUP.match(head):
        return HTML
    if head.lstrip().startswith("<?xml") or head.lstrip().startswith("<Workbook"):
        if "urn:schemas-microsoft-com:office:spreadsheet" in head:
            return XML2003
        if re.search(r"<(?:html|table)\b", head, re.IGNORECASE):
            return HTML
        raise foreign(name, "XML")
    if re.match(r"mime-version:", head.lstrip(), re.IGNORECASE):
        raise foreign(name, "MHT")
    return TEXT


def _decoded_head(content: bytes) -> str:
    head = content[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", errors="replace")
    if b"\x00" in head[:64]:
        return head.decode("utf-16-le" if head[1:2] == b"\x00" else "utf-16-be", errors="replace")
    return head.decode("utf-8-sig", errors="replace")
