"""No Excel file leaves segkit in which the linter finds anything."""

from pathlib import Path

from segkit.deliverables.xlsxlint import lint
from segkit.errors import DeliverableError

MOST_TOLD = 5
"""Faults of an Excel file that a message tells; the rest are counted."""


def refuse_broken(path: Path, name: str) -> None:
    """Raise DeliverableError, with the file called `name`, where the linter finds anything in an Excel file that was just made."""
    problems = lint(path, ours=True)
    if problems:
        more = f" And {len(problems) - MOST_TOLD} more." if len(problems) > MOST_TOLD else ""
        raise DeliverableError(
            f"{name} was made, but Excel would not show it as it was meant: "
            f"{' '.join(f'({n}) {problem}' for n, problem in enumerate(problems[:MOST_TOLD], start=1))}{more} "
            "Nothing was published, and an earlier deliverable stands as it was. This is a fault of segkit or of a template that writes "
            "to the file: undo the template's last change, or report this message.",
            code="SEG-E01",
        )


def refuse_any_broken(staging: Path) -> None:
    """Raise DeliverableError for the first staged Excel file in which the linter finds anything."""
    for path in sorted(staging.rglob("*.xlsx")):
        refuse_broken(path, path.relative_to(staging).as_posix())
