"""The five phases of an engagement, and how far a client is in each."""

from dataclasses import dataclass
from pathlib import Path

from segkit.lab.standing import Standing
from segkit.words import Words, phrase
from segkit.workbooks import FILE_NAME

PHASES = (
    phrase("Data"),
    phrase("Intake"),
    phrase("Rating"),
    phrase("Deliverables"),
    phrase("Campaigns and next year"),
)

DONE, AGAIN, STOPPED, NOW, OPEN = "✓", "↻", "✗", "●", "○"
"""What stands before a phase: done, to be done again, stopped, under way, still to come. The words beside them say the same."""


@dataclass(frozen=True)
class Phase:
    """How far one client is in one phase, and where what there is of it lies."""

    sign: str
    text: str
    place: Path | None = None


def phases_of(words: Words, client: Standing) -> tuple[Phase, ...]:
    """Return how far a client is in each of the phases."""
    return tuple(look(words, client) for look in (_data, _intake, _rating, _deliverables, _campaigns))


def _data(words: Words, client: Standing) -> Phase:
    if client.files:
        return Phase(DONE, words.plural("{n} file", "{n} files", client.files), client.folder / "data")
    return Phase(OPEN, words("asked for") if client.requested else words("none yet"))


def _intake(words: Words, client: Standing) -> Phase:
    if client.intake == "again":
        return Phase(AGAIN, words("files came in since"), client.folder / "data")
    if client.has_sources:
        return Phase(DONE, words("sources named"), client.folder / FILE_NAME)
    return Phase(OPEN, words("sources to be named") if client.intake == "done" else words("to come"))


def _rating(words: Words, client: Standing) -> Phase:
    if client.stopped:
        return Phase(STOPPED, words("the run stopped"), client.stopped)
    if client.notebook is None:
        return Phase(OPEN, words("to come"))
    if client.delivery == "again":
        return Phase(AGAIN, words("changed since"), client.notebook)
    return Phase(DONE, words("executed notebook"), client.notebook)


def _deliverables(words: Words, client: Standing) -> Phase:
    if client.delivered is None:
        return Phase(OPEN, words("to come"))
    day, folder = client.delivered
    return Phase(AGAIN if client.delivery == "again" else DONE, words.short_date(day), folder)


def _campaigns(words: Words, client: Standing) -> Phase:
    return Phase(NOW, words("under way")) if client.delivery == "done" else Phase(OPEN, words("to come"))
