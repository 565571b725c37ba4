"""What comes next for a client: one sentence, and the command to copy where it is a command."""

from dataclasses import dataclass

from segkit.lab.standing import Standing
from segkit.notebooks.typed import typed
from segkit.words import Words


@dataclass(frozen=True)
class Step:
    """What to do; `command` is "" where a person has to act first."""

    sentence: str
    command: str = ""


def next_step(words: Words, client: Standing) -> Step:  # noqa: PLR0911 - one line per situation, the first that fits
    """Return the first thing that is still to be done for a client."""
    if not client.has_name:
        return Step(client.problem)  # a name that is refused could be read as a command of its own
    name = typed(client.name)
    if client.problem:
        sentence = words("engagement.yaml cannot be used: {problem} Put it right, then:", problem=_stopped(client.problem))
        return Step(sentence, f"segkit check {name}")
    if not client.files:
        if client.requested:
            return Step(words("Put what the client sends into the data folder, then:"), f"segkit intake {name}")
        return Step(words("Ask the client for data:"), f"segkit request {name}")
    if not client.has_sources and client.intake == "done":
        sentence = words("Read the intake report and answer its questions; then write the sure sources into engagement.yaml:")
        return Step(sentence, f"segkit intake {name} --accept")
    if client.intake == "again" or not client.has_sources:
        return Step(words("Have the files looked at:"), f"segkit intake {name}")
    if client.engagement is not None and client.engagement.lacks in {"period", "revenue"}:
        sentence = words("engagement.yaml cannot be used: {problem} Put it right, then:", problem=client.engagement.lacking)
        return Step(sentence, f"segkit check {name}")
    if client.lacks and (client.delivered is None or client.lacks in {"tree", "tree_form"}):
        return _deep_step(words, client, name)
    if client.stopped:
        return Step(words("The last run stopped. See what stops it:"), f"segkit check {name}")
    if client.delivered is None:
        return Step(words("Make the deliverables:"), f"segkit run {name}")
    if client.delivery == "again":
        return Step(words("Files or settings have changed since the delivery. Make it anew:"), f"segkit run {name}")
    sentence = words(
        "Delivered. When the client's edited strategy file comes home, take it in; for the next year put the new files into the data folder and "
        "set period and date in engagement.yaml."
    )
    return Step(sentence, f"segkit return {name} edited.xlsx")


def _deep_step(words: Words, client: Standing, name: str) -> Step:
    """Return what a Deep Dive waits for."""
    return {
        "tree": Step(words("Make the form on which the factor tree is agreed with the client:"), f"segkit tree {name}"),
        "tree_form": Step(
            words("Fill in the form of the factor tree with the client, and take it over:"), f"segkit tree {name} tree.xlsx --accept"
        ),
        "sheets": Step(words("Write the rating sheets, and send each rater the own one:"), f"segkit ratings {name}"),
        "points": Step(
            words("Put the rating sheets into the data folder when they come back filled in; then see what is missing:"),
            f"segkit check {name}",
        ),
    }[client.lacks]


def _stopped(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."
