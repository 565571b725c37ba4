"""The packs around the meetings as files: one content, written to Excel and typeset as PDF."""

from segkit.deliverables.packs.writing import FOLDER, WrittenPack, write_pack

__all__ = ["FOLDER", "WrittenPack", "write_pack"]
