"""The parts of an Excel file, packed while they are written: neither their XML nor the file is ever held as a whole.

XlsxWriter asks its packager for a place per part. Ours gives it a part of the final file, in which another thread packs what is written.
"""

import contextlib
import re
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from io import BytesIO, StringIO
from types import TracebackType
from typing import IO, Any, BinaryIO, Self
from zipfile import ZIP_DEFLATED, ZipFile

from xlsxwriter import Workbook
from xlsxwriter.exceptions import XlsxWriterException
from xlsxwriter.packager import Packager
from xlsxwriter.sharedstrings import SharedStrings

from segkit.errors import DeliverableError

PIECE, AHEAD = 1_000_000, 4
"""Letters that are packed at once, and how many such pieces may wait."""
_MARKED = re.compile(r"[&<>\x00-\x1f\ufffe\uffff]|_x|^\s|\s$")
"""What XlsxWriter escapes in a text, or marks as a space to be kept."""
_SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
NEARLY = 0.93
LARGEST_PLAIN, LARGEST_PART = 2**31 - 1, 2**32 - 1
"""Bytes of a part that Python's zip files take as such, and those of one that is marked as large."""


class ZipStream:
    """A zip file written part after part into an open file; packing goes on beside the caller."""

    def __init__(self, target: BinaryIO, level: int) -> None:
        self._zip = ZipFile(target, "w", ZIP_DEFLATED, compresslevel=level)
        self._packer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="segkit-packing")
        self._waiting: deque[Future[int]] = deque()
        self._part: IO[bytes] | None = None
        self._text: TextPart | None = None
        self._size, self._most = 0, LARGEST_PLAIN

    @property
    def names(self) -> list[str]:
        return self._zip.namelist()

    def begin(self, name: str, *, large: bool = False) -> "TextPart":
        """Return the next part to write text to; the one before is finished. A large part may have more than two gigabytes."""
        self.finish()
        # A name alone gets the time that Excel gives its parts, 1 January 1980.
        self._part, self._size, self._most = self._zip.open(name, "w", force_zip64=large), 0, LARGEST_PART if large else LARGEST_PLAIN
        self._text = TextPart(self)
        return self._text

    def pack(self, content: bytes) -> None:
        """Pack a piece of the part that was begun, as soon as those before it are packed."""
        self._size += len(content)
        if self._part is None or self._size > self._most:
            raise DeliverableError("A sheet would be larger than an Excel file can hold. Deliver fewer rows or columns.", code="SEG-E02")
        self._waiting.append(self._packer.submit(self._part.write, content))
        while len(self._waiting) > AHEAD:
            self._waiting.popleft().result()

    def finish(self) -> None:
        """Finish the part that was begun."""
        if self._part is None:
            return
        if self._text is not None:
            self._text.flush()
        while self._waiting:
            self._waiting.popleft().result()
        part, self._part, self._text = self._part, None, None
        part.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            if error is None:
                self.finish()
        finally:
            self._packer.shutdown()
            # After a failure the file is thrown away: what else fails on the way out says nothing new.
            silent = () if error is None else (OSError, RuntimeError, ValueError)
            with contextlib.suppress(*silent):
                if error is not None and self._part is not None:
                    self._part.close()
            with contextlib.suppress(*silent):
                self._zip.close()


class TextPart(StringIO):
    """A part as XlsxWriter writes to it: text, a little at a time or much at once."""

    def __init__(self, stream: ZipStream) -> None:
        super().__init__()
        self._stream = stream
        self._pieces: list[str] = []
        self._length = 0

    def write(self, text: str) -> int:
        self._pieces.append(text)
        self._length += len(text)
        if self._length >= PIECE:
            self.flush()
        return len(text)

    def write_bytes(self, content: bytes) -> None:
        """Write text that is encoded already."""
        self.flush()
        self._stream.pack(content)

    def flush(self) -> None:
        if self._pieces:
            text = "".join(self._pieces)
            self._pieces, self._length = [], 0
            self._stream.pack(text.encode())


class _Packager(Packager):  # type: ignore[misc]
    """XlsxWriter's packager, whose parts go straight into the file."""

    def __init__(self, stream: ZipStream) -> None:
        super().__init__()
        self._stream = stream
        self.failure: Exception | None = None

    def _filename(self, xml_filename: str) -> StringIO:
        self._pictures()
        sheet = _SHEET.fullmatch(xml_filename)
        weight = getattr(self.workbook.worksheets()[int(sheet[1]) - 1], "weight", 0) if sheet else 0
        return self._stream.begin(xml_filename, large=weight > NEARLY * LARGEST_PLAIN)

    def _write_shared_strings_file(self) -> None:
        """Write the texts of all sheets. Those without anything to mark in them, which are nearly all, go as they are."""
        strings = SharedStrings()
        strings.string_table = self.workbook.str_table
        if not self.workbook.str_table.count:
            return
        strings._set_xml_writer(self._filename("xl/sharedStrings.xml"))
        strings._xml_declaration()
        strings._write_sst()
        write = strings.fh.write
        for text in strings.string_table.string_array:
            if _MARKED.search(text):
                strings._write_si(text)
            else:
                write(f"<si><t>{text}</t></si>")
        strings._xml_end_tag("sst")
        strings._xml_close()

    def _create_package(self) -> list[Any]:
        """Write all parts. What fails is raised by `close_into`: raised here it would leave XlsxWriter's own, empty zip file open."""
        try:
            super()._create_package()
            self._pictures()
            self._stream.finish()
        except (OSError, DeliverableError, XlsxWriterException) as error:
            self.failure = error
        return []

    def _pictures(self) -> None:
        """Pack the parts that XlsxWriter has put aside as they are: pictures."""
        for content, name, _ in self.filenames:
            self._stream.begin(name)
            self._stream.pack(content.getvalue())
        self.filenames.clear()


class StreamedWorkbook(Workbook):  # type: ignore[misc]
    """XlsxWriter's workbook, which is written when it is closed into an open file."""

    def __init__(self, options: dict[str, Any]) -> None:
        self._aside = BytesIO()
        self._packager: _Packager | None = None
        super().__init__(self._aside, options)

    def close_into(self, target: BinaryIO, level: int = 6) -> None:
        """Write the file. Raises OSError, XlsxWriter's exceptions and DeliverableError; the target is then of no use."""
        with ZipStream(target, level) as stream:
            self._packager = _Packager(stream)
            self.close()
            if self._packager.failure is not None:
                raise self._packager.failure
            packed = bool(stream.names)
        if not packed:  # an XlsxWriter that does not ask for a packager has written everything by itself
            target.seek(0)
            target.truncate()
            target.write(self._aside.getvalue())

    def _get_packager(self) -> Packager:
        return self._packager or Packager()
