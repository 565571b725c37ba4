"""Workbooks under a password: opened with it in a process apart, and nothing kept of it."""

import struct
import zlib
from io import BytesIO
from pathlib import Path
from xml.parsers.expat import ExpatError

import msoffcrypto
from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError

from segkit.errors import SourceError
from segkit.intake.reading.container import OLE, unpacked
from segkit.intake.reading.files import content_of
from segkit.intake.reading.isolated import Limits, isolated
from segkit.intake.reading.refusals import damaged

LIMITS = Limits(seconds=60)
"""What opening one workbook may take: Excel itself makes each password cost a hundred thousand rounds, other programs ten times as many."""


def unlocked(path: Path, password: str) -> bytes:
    """Return a workbook's bytes as they are without its password. The password goes to a child process through a pipe and nowhere else.

    What comes back is as little to be trusted as any file: it is read as every other one is.
    Raises SourceError: SEG-A01 wrong password, no password, or a kind of protection that cannot be opened; as read_table does for a
    file that is missing, damaged or hostile.
    """
    return isolated(_unlocked, path.name, content_of(path), password, limits=LIMITS, about=path.name)


def _unlocked(name: str, content: bytes, password: str) -> bytes:
    if not content.startswith(OLE):
        return _without_office(name, content)
    plain = BytesIO()
    try:
        locked = msoffcrypto.OfficeFile(BytesIO(content))
        if not locked.is_encrypted():
            raise _not_protected(name)
        if not password:
            raise _wrong(name)
        # Excel 97-2003 has nothing but the password to check; later formats check it only when told to.
        checked = {} if _is_old(locked) else {"verify_password": True}
        locked.load_key(password=password, **checked)
        locked.decrypt(plain)
    except InvalidKeyError:
        raise _wrong(name) from None
    except (DecryptionError, FileFormatError):
        raise _not_openable(name) from None
    except (ParseError, ExpatError, OSError, ValueError, KeyError, IndexError, struct.error, zlib.error):
        raise damaged(name) from None
    return plain.getvalue()


def _is_old(locked: object) -> bool:
    return type(locked).__name__ == "Xls97File"


def _without_office(name: str, content: bytes) -> bytes:
    """Raise the sentence for a file that Office has not encrypted: not protected at all, or an OpenDocument or zip under a password."""
    try:
        unpacked(name, content)
    except SourceError as error:
        raise _not_openable(name) if error.code == "SEG-A01" else error from None
    raise _not_protected(name)


def _wrong(name: str) -> SourceError:
    return SourceError(f"{name} does not open with this password. Ask the client for the right one; capital letters count.", code="SEG-A01")


def _not_protected(name: str) -> SourceError:
    return SourceError(f"{name} is not password protected. Read it without a password.", code="SEG-A01")


def _not_openable(name: str) -> SourceError:
    return SourceError(
        f"{name} is protected in a way that segkit cannot open. Open it in the program it was made with, save an unprotected copy, and use that.",
        code="SEG-A01",
    )
