"""The decisions of a log, taken over into engagement.yaml: settings in their places, decisions and questions at the end of their lists."""

from segkit.deliverables.in_place import write_whole
from segkit.engagement import Engagement
from segkit.errors import CommandError, EngagementError
from segkit.parameters import read_record, yaml_text
from segkit.parameters.yaml_edit import as_before, plain_text, with_items, with_scalar
from segkit.returned.accepting import one_line, quoted
from segkit.returned.decisions_read import DecisionLog
from segkit.returned.decisions_settings import with_settings
from segkit.strategy import Question, decision_item


def accept_decisions(log: DecisionLog) -> bool:
    """Write what a log decides into engagement.yaml, comments kept, and return whether anything has changed.

    Raises CommandError while a row of it cannot count, EngagementError where the file could not be used any more; it then stands as it was.
    """
    if log.problems:
        count = len(log.problems)
        raise CommandError(
            f"Nothing was written: {count} {'row' if count == 1 else 'rows'} of {log.file} cannot count. Correct them there, and read the file again.",
            code="SEG-F06",
        )
    if log.is_empty:
        return False
    file = log.engagement.file
    content = file.read_bytes()
    text = with_settings(log.engagement, plain_text(content), log.settings, f"decided, {one_line(log.file)}")
    text = _with_list(log, text, "agreed", [decision_item(each) for each in log.decisions])
    text = _with_list(log, text, "questions", [_question(each) for each in log.questions])
    if log.signed_off is not None:
        text = with_scalar(text, ("signed_off",), f"{{by: {quoted(log.signed_off.by)}, on: {log.signed_off.on}}}", one_line(log.file))
    read = read_record(Engagement, yaml_text(file, text))
    if not _says(read, log):
        raise EngagementError([f"{file.name}: nothing was written, for the decisions would not read back as they stand in {log.file}."])
    write_whole(file, as_before(text, content))
    return True


def _says(read: Engagement, log: DecisionLog) -> bool:
    """Return whether an engagement holds everything that the log decides."""
    agreed = [*log.engagement.agreed, *log.decisions]
    asked = [*log.engagement.questions, *log.questions]
    return (read.agreed, read.questions, read.signed_off) == (agreed, asked, log.signed_off or log.engagement.signed_off)


def _with_list(log: DecisionLog, text: str, key: str, items: list[str]) -> str:
    if not items:
        return text
    try:
        return with_items(text, key, "\n".join(items))
    except ValueError:
        name = log.engagement.file.name
        sentence = f"{name}: the list under '{key}' is written in brackets. Write one entry per line, each beginning with '-'."
        raise EngagementError([sentence]) from None


def _question(question: Question) -> str:
    chapters = f"\n  answered_in: [{', '.join(question.answered_in)}]" if question.answered_in else ""
    return f"- ask: {quoted(question.ask)}{chapters}"
