"""A deliverable under a password: the latest one once more, each file encrypted, in a folder of its own beside it.

This is encryption, not the protection of sheets: without the password the files cannot be read, by segkit neither. It is kept nowhere.
"""

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from msoffcrypto.format.ooxml import OOXMLFile
from pypdf import PdfReader, PdfWriter

import segkit
from segkit.circle import MANIFEST, published, sha256, verify
from segkit.circle.published import read_manifest
from segkit.deliverables.in_place import on_disk, put_in_place, remove
from segkit.deliverables.manifest import as_json
from segkit.errors import CommandError, DeliverableError

SHORTEST, LONGEST = 8, 127
"""Characters that a password must have, and the bytes of UTF-8 that a PDF looks at: what follows them would protect nothing."""


@dataclass(frozen=True)
class Protected:
    """A protected deliverable in its place. `left_out` cannot be encrypted; `kept` is where an earlier one went that a person had changed."""

    folder: Path
    files: tuple[str, ...]
    left_out: tuple[str, ...]
    kept: Path | None


def latest_deliverable(workbook: Path) -> Path:
    """Return the folder of a client's newest deliverable. Raises DeliverableError: none yet, or one that is not as segkit wrote it."""
    folders = list(published(workbook).values())
    if not folders:
        name = f'"{workbook.name}"' if " " in workbook.name else workbook.name
        raise DeliverableError(f"There is no deliverable of {workbook.name} yet. Make one with: segkit run {name}", code="SEG-G09")
    return _as_written(folders[-1])


def protect(deliverable: Path, password: str, again: str) -> Protected:
    """Write `<date> (protected)` beside a deliverable, with every Excel file and PDF encrypted, and return what was written.

    Raises CommandError for a password that cannot be used, DeliverableError for a deliverable that changed meanwhile and while files are
    held; an earlier protected folder then stands.
    """
    _checked(password, again)
    target = deliverable.with_name(f"{deliverable.name} (protected)")
    staging = deliverable.parent / ".staging" / target.name
    remove(staging)
    staging.mkdir(parents=True)
    manifest = read_manifest(_as_written(deliverable))
    files, left_out = [], []
    for file in manifest["files"]:
        encrypt = _ENCRYPTED.get(Path(file["path"]).suffix)
        if encrypt is None:
            left_out.append(file["path"])
            continue
        path = staging / file["path"]
        path.write_bytes(encrypt((deliverable / file["path"]).read_bytes(), password))
        on_disk(path)
        files.append({"role": file["role"], "path": file["path"], "sha256": sha256(path), "bytes": path.stat().st_size})
    (staging / MANIFEST).write_bytes(as_json(_facts(manifest, deliverable, files)))
    on_disk(staging / MANIFEST)
    on_disk(staging)
    kept = put_in_place(staging, target)
    with contextlib.suppress(OSError):
        staging.parent.rmdir()
    return Protected(target, tuple(file["path"] for file in files), tuple(left_out), kept)


def _as_written(deliverable: Path) -> Path:
    differences = verify(deliverable)
    if differences:
        raise DeliverableError(
            f"deliverables/{deliverable.parent.name}/{deliverable.name} is not as segkit wrote it: {' '.join(differences)} "
            "Run again for a fresh one; what was changed is kept beside it.",
            code="SEG-I08",
        )
    return deliverable


def _checked(password: str, again: str) -> None:
    if password != again:
        raise CommandError("The two passwords are not the same, so nothing was written. Type the command again.", code="SEG-P01")
    if len(password) < SHORTEST:
        raise CommandError(
            f"The password has {len(password)} characters, and needs {SHORTEST} or more. Type the command again.", code="SEG-P01"
        )
    if len(password.encode("utf-8", "surrogatepass")) > LONGEST:
        raise CommandError(f"The password is longer than a PDF can take. Choose one of at most {LONGEST} plain letters.", code="SEG-P01")
    if not password.isprintable():
        raise CommandError(
            "The password holds a character that cannot be typed into Excel. Choose letters, digits and signs.", code="SEG-P01"
        )


def _facts(manifest: Mapping[str, Any], deliverable: Path, files: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the protected folder's own manifest: nothing of the figures, which stand in the other one, for everyone to read."""
    return {
        "segkit": segkit.__version__,
        "client": manifest["client"],
        "date": deliverable.name,
        "protected": True,
        "made_from": {"path": f"{deliverable.name}/{MANIFEST}", "sha256": sha256(deliverable / MANIFEST)},
        "files": files,
    }


def _workbook(content: bytes, password: str) -> bytes:
    """Return a workbook under a password, as Excel itself encrypts it: AES-256, ECMA-376 agile."""
    locked = BytesIO()
    OOXMLFile(BytesIO(content)).encrypt(password, locked)
    return locked.getvalue()


def _report(content: bytes, password: str) -> bytes:
    """Return a PDF under a password: AES-256 of PDF 2.0. Its tags stay; a PDF under a password is no PDF/A any more."""
    locked = BytesIO()
    writer = PdfWriter(clone_from=PdfReader(BytesIO(content)))
    writer.encrypt(password, algorithm="AES-256")
    writer.write(locked)
    return locked.getvalue()


_ENCRYPTED = {".xlsx": _workbook, ".pdf": _report}
