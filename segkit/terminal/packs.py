"""What `segkit pack` shows: the packs there are, what was written, and what comes next."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from segkit.engagement import Engagement
from segkit.packs.content import FOLDER
from segkit.packs.registry import PACKS, Entry

if TYPE_CHECKING:  # which would load what sets a report
    from segkit.deliverables.packs import WrittenPack

_WIDE = 16

NEXT: dict[str, str] = {
    "proposal": "when it is signed, write the day into 'order' of engagement.yaml; then: segkit pack {name} plan",
    "plan": "prepare the kick-off meeting: segkit pack {name} kickoff",
    "kickoff": "fill in the decision log at the meeting; then: segkit decide {name} workbooks/{folder}/packs/kickoff.xlsx",
}
"""What comes after a pack; after every other one, it is printed and taken along."""


def packs_there_are(engagement: Engagement, name: str) -> tuple[str, ...]:
    """Return a line per pack: what it is for, and whether it has been written."""
    folder = engagement.folder / FOLDER
    lines = [f"Packs of {engagement.name}, each as Excel and PDF in {engagement.words.name}:"]
    for title, entries in (
        ("before the analysis", [entry for entry in PACKS if entry.early]),
        ("after it", [entry for entry in PACKS if entry.late]),
    ):
        if entries:
            lines.append(f" {title}")
            lines += [f"  {entry.key:<{_WIDE}} {entry.about}{_written(folder / f'{entry.key}.pdf')}" for entry in entries]
    return (*lines, f"Next: segkit pack {name} PACK, or all of them: segkit pack {name} --all")


def after_packs(engagement: Engagement, written: "Sequence[WrittenPack]", waiting: Sequence[Entry], name: str) -> tuple[str, ...]:
    """Return which files were written, which packs wait for the data, and what to do next."""
    lines = [
        f"An earlier {pack.xlsx.name} held something that was filled in, so it stays as {pack.kept.name}." for pack in written if pack.kept
    ]
    lines.append(f"Written to workbooks/{engagement.name}/{FOLDER}, in {engagement.words.name}:")
    lines += [f"  {pack.xlsx.name:<20} and {pack.pdf.name}" for pack in written]
    if waiting:
        lines.append(f"Not yet, for they need the analysis: {', '.join(entry.key for entry in waiting)}. {_capital(engagement.lacking)}")
    follows = NEXT.get(written[0].xlsx.stem) if len(written) == 1 else None
    comes = (
        follows.format(name=name, folder=engagement.name) if follows else "read them through, print them, and take the Excel files along."
    )
    return (*lines, f"Next: {comes}")


def _written(pdf: Path) -> str:
    return " (written)" if pdf.is_file() else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
