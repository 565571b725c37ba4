"""A returned file read in a process apart, values and formulas; what cannot come back is refused in plain words."""

from pathlib import Path

from segkit.errors import SourceError
from segkit.intake.reading.container import ODS, TEXT, XLSX, unpacked
from segkit.intake.reading.files import content_of
from segkit.intake.reading.isolated import isolated, limits_for
from segkit.intake.reading.password import unlocked
from segkit.returned.book import ReturnedBook
from segkit.returned.office import read_xlsx
from segkit.returned.opendocument import read_ods

PROTECTED = "SEG-A01"
"""The code with which a file under a password is refused while no password is given."""

_FASTER = 4
"""Seconds for each megabyte: a workbook is read twice, for its values and for its formulas."""


def read_book(path: Path, password: str | None = None) -> ReturnedBook:
    """Return a workbook of segkit's that has come back. The file itself is only read.

    Raises SourceError: SEG-A01 a password is needed or wrong; SEG-A04 a format in which formulas and hidden columns are lost; and as every
    reader does for a file that is missing, damaged or hostile.
    """
    content = content_of(path) if password is None else unlocked(path, password)
    limits = limits_for(_FASTER * len(content))
    return isolated(_read, path.name, content, limits=limits, about=path.name)


def _read(name: str, content: bytes) -> ReturnedBook:
    form = unpacked(name, content).form
    if form == XLSX:
        return read_xlsx(name, content)
    if form == ODS:
        return read_ods(name, content)
    kind = "text (CSV)" if form == TEXT else f".{form}"
    raise SourceError(
        f"{name} is a file of the format {kind}, which does not keep what a returned strategy is matched by. "
        "Open the edited file where it was edited, save it as .xlsx or .ods, and return that.",
        code="SEG-A04",
    )
