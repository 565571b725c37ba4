"""What commands take: the folder, the language, clients by their names, and numbers."""

from pathlib import Path
from typing import Annotated

import typer

from segkit import workbooks
from segkit.errors import CommandError

Folder = Annotated[Path, typer.Option("--folder", metavar="DIR", help="The folder that holds workbooks/ and deliverables/.")]
Language = Annotated[str, typer.Option("--language", metavar="LANG", help="The language of the deliverables: da, sv, nb, en or de.")]
Clients = Annotated[list[str], typer.Argument(metavar="CLIENT...", help="Names of folders in workbooks/.")]
HERE = Path()


def number_of(given: str) -> int:
    """Return a number of workers. Raises CommandError for anything else."""
    if not given.isdecimal() or int(given) < 1:
        raise CommandError(f"--workers must be a whole number of 1 or more, but is '{given}'.", code="SEG-P01")
    return int(given)


def root_of(folder: Path, *, must_exist: bool = True) -> Path:
    """Return the folder that holds workbooks/ and deliverables/. Raises CommandError where it is none."""
    root = folder.expanduser().absolute()
    if must_exist and not root.is_dir():
        raise CommandError(f"There is no folder {folder}. Give the one that holds workbooks/ with --folder.", code="SEG-G09")
    if root.exists() and not root.is_dir():
        raise CommandError(f"{folder} is a file. Give a folder with --folder.", code="SEG-G09")
    return root


def file_of(root: Path, client: str) -> Path:
    """Return a client's engagement.yaml."""
    return workbooks.workbook_folder(root, client) / workbooks.FILE_NAME
