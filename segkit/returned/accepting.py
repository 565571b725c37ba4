"""What a person accepts of a returned file: corrections.yaml and engagement.yaml, both or neither."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from segkit.deliverables.in_place import write_whole
from segkit.errors import CommandError, DeliverableError, EngagementError
from segkit.intake.corrections import CorrectionFile, read_corrections
from segkit.parameters import read_record, yaml_text
from segkit.parameters.yaml_edit import as_before, plain_text, with_items
from segkit.returned.decisions import Decision, Returned
from segkit.returned.settings import changed_text


@dataclass(frozen=True)
class Accepted:
    """What was written: decisions into corrections.yaml, settings into engagement.yaml."""

    decisions: int
    settings: int


def accept(returned: Returned, day: dt.date, *, partly: bool = False, by: str = "") -> Accepted:
    """Write what a returned file decides, and return how much it was. Open questions are never taken.

    Raises CommandError while questions are open, unless the rest is to be taken all the same; EngagementError where one of the files cannot be
    added to. Both files then stand as they were.
    """
    questions = returned.count("question")
    if questions and not partly:
        raise CommandError(
            f"Nothing was written: {questions} {'question is' if questions == 1 else 'questions are'} open in {returned.file}. Answer them there "
            "and return the file again, or take the rest without them: --accept --partly",
            code="SEG-F06",
        )
    corrections, settings = returned.engagement.corrections, returned.engagement.file
    contents: dict[Path, bytes] = {}
    if returned.decisions:
        contents[corrections] = _with_decisions(corrections, returned, day, by)
    if returned.settings:
        contents[settings] = _with_settings(settings, returned, day)
    _write_all(contents)
    return Accepted(len(returned.decisions), len(returned.settings))


def _write_all(contents: dict[Path, bytes]) -> None:
    """Write files, all or none of them."""
    before = {file: file.read_bytes() if file.is_file() else None for file in contents}
    done: list[Path] = []
    try:
        for file, content in contents.items():
            write_whole(file, content)
            done.append(file)
    except (DeliverableError, OSError):
        for file in done:
            earlier = before[file]
            if earlier is None:
                file.unlink(missing_ok=True)
            else:
                write_whole(file, earlier)
        raise


def _with_decisions(file: Path, returned: Returned, day: dt.date, by: str) -> bytes:
    known = read_corrections(file)
    # A later entry counts; one that was dated ahead by hand must not outlive what is decided now.
    date = max(day, known.newest or day)
    items = "\n".join(_entry(decision, returned.file, date, by) for decision in returned.decisions)
    content = file.read_bytes() if file.is_file() else b""
    text = plain_text(content) or _HEAD
    try:
        changed = with_items(text, "corrections", items)
    except ValueError:
        sentence = f"{file.name}: the list under 'corrections' is written in brackets. Write one entry per line, each beginning with '-'."
        raise EngagementError([sentence], code="SEG-D03") from None
    entries = read_record(CorrectionFile, yaml_text(file, changed)).corrections[-len(returned.decisions) :]
    taken = [(entry.key, entry.field, entry.amount if isinstance(entry.value, (int, float)) else entry.value or None) for entry in entries]
    if taken != [(decision.key, decision.field, decision.value) for decision in returned.decisions]:
        raise EngagementError([f"{file.name}: the decisions cannot be added to it. Look at its end, and try again."], code="SEG-D03")
    return as_before(changed, content)


_HEAD = """\
# What people decided in returned files. The newest entry of an account and field counts; an entry without a value takes it back.
"""


def _entry(decision: Decision, file: str, day: dt.date, by: str) -> str:
    """Return a decision as an item of the list in corrections.yaml."""
    lines = [f"- key: {quoted(decision.key)}", f"  field: {_field(decision.field)}", f"  value: {_value(decision.value)}"]
    lines += [f"  reason: {quoted(decision.reason)}"] if decision.reason else []
    lines += [f"  until: {decision.until}"] if decision.until else []
    lines += [f"  from: {{file: {quoted(file)}, cell: {quoted(decision.cell)}}}", f"  date: {day}"]
    return "\n".join([*lines, *([f"  by: {quoted(by)}"] if by else [])])


def _field(name: str) -> str:
    """Return a field as YAML reads it back: one with the name of a factor in quotes."""
    return name if name.isalpha() else quoted(name)


def _value(value: str | Decimal | None) -> str:
    if isinstance(value, Decimal):
        shown = f"{value:f}"
        return shown.rstrip("0").rstrip(".") if "." in shown else shown
    return '""' if value is None else quoted(value)


def quoted(text: str) -> str:
    """Return a text between quotes as YAML reads it back unchanged."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return '"' + "".join(sign if sign.isprintable() else f"\\U{ord(sign):08X}" for sign in escaped) + '"'


def _with_settings(file: Path, returned: Returned, day: dt.date) -> bytes:
    content = file.read_bytes()
    changed = changed_text(file, plain_text(content), list(returned.settings), f"changed in {one_line(returned.file)}, {day}")
    return as_before(changed, content)


def one_line(text: str) -> str:
    """Return a text as it can stand in a remark."""
    return "".join(sign if sign.isprintable() else " " for sign in text)
