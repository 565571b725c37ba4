"""The sentences with which a file is refused before its cells are read."""

from segkit.errors import SourceError


def incomplete(name: str, size: int) -> SourceError:
    return SourceError(
        f"{name} is incomplete ({size} bytes; the Excel container ends too early). Ask the client to send it again.", code="SEG-A02"
    )


def damaged(name: str) -> SourceError:
    return SourceError(
        f"{name} is damaged: a part of it cannot be read. Open it in Excel, which may repair it, save it as a new .xlsx, and use that.",
        code="SEG-A02",
    )


def protected(name: str) -> SourceError:
    return SourceError(f"{name} is password protected. Save an unprotected copy into data/, or open it with: segkit unlock", code="SEG-A01")


def foreign(name: str, form: str) -> SourceError:
    return SourceError(
        f"{name} is a file of the format {form}, which is not supported. Ask for its table as Excel or CSV, or move it out of data/.",
        code="SEG-A04",
    )


def with_document_type(name: str, part: str) -> SourceError:
    return SourceError(
        f"{name}: the part {part} declares a document type (DTD), which Excel never writes and which can reach for other files. "
        "It was not opened. Open it in Excel, save it as a new .xlsx, and use that.",
        code="SEG-A07",
    )
