"""The packs around the meetings as files: one content, written to Excel and typeset as PDF."""

from segkit.deliverables.packs.writing import WrittenPack, write_pack
from segkit.packs.content import FOLDER

__all__ = ["FOLDER", "WrittenPack", "write_pack"]
