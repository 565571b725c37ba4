"""Where a ledger is read: a copy alone in a folder of its own that is gone afterwards, so that no file beside it is ever taken in."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from segkit.errors import SourceError


@contextmanager
def workplace(file: Path) -> Iterator[Path]:
    """Give the folder that holds nothing but the file. Raises SourceError where there is no such file, or it cannot be copied."""
    if file.is_dir():
        raise SourceError(f"{file.name} is a folder. Name the file with the invoice lines.", code="SEG-A02")
    if not file.is_file():
        raise SourceError(f"{file.name} is not there. Give the path of a sales ledger, such as: segkit look faktura.xlsx", code="SEG-A02")
    with TemporaryDirectory(prefix="segkit-", ignore_cleanup_errors=True) as folder:
        try:
            shutil.copyfile(file, Path(folder) / file.name)
        except OSError as error:
            raise SourceError(
                f"{file.name} cannot be read ({error.strerror}). Close the program that holds it, or copy the file, then look again.",
                code="SEG-A02",
            ) from None
        yield Path(folder)
