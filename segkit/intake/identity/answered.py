"""Answers to questions written into decisions.yaml: a new one is added, a changed one takes the place of the old."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from ruamel.yaml.nodes import SequenceNode

from segkit.errors import EngagementError
from segkit.intake.identity.decisions import composed, value_of, written_in
from segkit.parameters.yaml_edit import with_items


def with_answers(file: Path, answers: Mapping[str, str], date: dt.date) -> str:
    """Return the text of decisions.yaml with the answers (question key -> answer), dated; what a person wrote else stands.

    Nothing is written. Raises EngagementError as `read_decisions` does, and where the answers are written in one line, in brackets.
    """
    known = {entry.question: entry.answer for entry in written_in(file).answers}
    text = file.read_bytes().decode("utf-8-sig") if file.is_file() else ""
    newline = "\r\n" if "\r\n" in text else "\n"
    text = text.replace("\r\n", "\n")
    for question, answer in answers.items():
        if question in known and known[question] != answer:
            text = _replaced(text, question, answer)
    new = "\n".join(_entry(question, answer, date) for question, answer in answers.items() if question not in known)
    if new:
        try:
            text = with_items(text, "answers", new)
        except ValueError:
            raise EngagementError(
                [
                    f"{file.name}: the entries of 'answers' are written in brackets. Write them one below the other, each beginning with a dash."
                ],
                code="SEG-D03",
            ) from None
    return text.replace("\n", newline)


def _entry(question: str, answer: str, date: dt.date) -> str:
    return f"- question: {_quoted(question)}\n  answer: {_quoted(answer)}\n  date: {date}\n"


def _quoted(text: str) -> str:
    """Return a text between quotes as YAML reads it back unchanged; signs that cannot be seen would make the file unreadable."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(sign if sign.isprintable() else f"\\U{ord(sign):08X}" for sign in escaped) + '"'


def _replaced(text: str, question: str, answer: str) -> str:
    entries = value_of(composed(text), "answers")
    for entry in entries.value if isinstance(entries, SequenceNode) else []:
        asked, given = value_of(entry, "question"), value_of(entry, "answer")
        if asked is not None and given is not None and asked.value == question:
            return text[: given.start_mark.index] + _quoted(answer) + text[given.end_mark.index :]
    return text
