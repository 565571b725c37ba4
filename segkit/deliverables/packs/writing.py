"""Writing a pack: both files made and checked before either is put in its place; what a person has filled in is never written over."""

import contextlib
import json
from dataclasses import dataclass
from pathlib import Path

from segkit.circle import sha256
from segkit.deliverables.excel_checked import refuse_broken
from segkit.deliverables.in_place import free_name, patiently, rename, write_whole
from segkit.deliverables.packs.paper import pack_pdf
from segkit.deliverables.packs.sheets import pack_book
from segkit.engagement import Engagement
from segkit.packs.content import Pack

MADE = ".made.json"
"""Holds the hashes of the Excel files as segkit left them: what differs has been filled in."""


@dataclass(frozen=True)
class WrittenPack:
    """A pack in its place, and where an earlier Excel file of it went that a person had filled in; None where there was none."""

    xlsx: Path
    pdf: Path
    kept: Path | None = None


def write_pack(pack: Pack, engagement: Engagement, folder: Path) -> WrittenPack:
    """Write a pack into a folder as <key>.xlsx and <key>.pdf; the same pack gives the same bytes.

    Raises DeliverableError where one of the two cannot be made; earlier ones then stand untouched.
    """
    content = pack_pdf(pack, engagement)
    xlsx, pdf = folder / f"{pack.key}.xlsx", folder / f"{pack.key}.pdf"
    draft = folder / f".{pack.key}.new.xlsx"
    try:
        pack_book(pack, engagement).save(draft)
        refuse_broken(draft, xlsx.name)
        kept = _set_aside(xlsx, sha256(draft))
        patiently(lambda: draft.replace(xlsx), xlsx)
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)  # only there when it could not take its place
    write_whole(pdf, content)
    made = _made(folder) | {xlsx.name: sha256(xlsx)}
    write_whole(folder / MADE, json.dumps(made, indent=1, sort_keys=True).encode())
    return WrittenPack(xlsx, pdf, kept)


def _set_aside(xlsx: Path, new: str) -> Path | None:
    """Rename an earlier file that is not as segkit left it, and return where it went."""
    if not xlsx.is_file() or sha256(xlsx) in {new, _made(xlsx.parent).get(xlsx.name)}:
        return None
    kept = free_name(xlsx, "kept")
    rename(xlsx, kept)
    return kept


def _made(folder: Path) -> dict[str, str]:
    """Return the hashes of the files as they were written; a record that cannot be read says that nothing is known to be untouched."""
    try:
        found = json.loads((folder / MADE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
