"""One round of the intake: answers of the last report come home, everything is looked at again, and the new report takes its place."""

from pathlib import Path

from segkit.deliverables.in_place import write_whole
from segkit.deliverables.intake_report.report import REPORT, write_intake_report
from segkit.engagement import Engagement
from segkit.intake.identity import with_answers, with_proposals
from segkit.intake.report_answers import read_report_answers
from segkit.reception import Reception, receive


def intake_round(engagement: Engagement) -> tuple[Reception, Path]:
    """Return the reception of the client's data and the path of its report; decisions.yaml holds what was answered and what is proposed.

    Raises SourceError for the report of another client, EngagementError for a decisions.yaml that cannot be used, DeliverableError while
    the report is open in Excel.
    """
    report = engagement.folder / REPORT
    answers = read_report_answers(report, engagement.client, engagement.name)
    if answers:
        _write(engagement.decisions, with_answers(engagement.decisions, answers, engagement.date))
    reception = receive(engagement)
    if reception.candidates:
        _write(engagement.decisions, with_proposals(engagement.decisions, reception.candidates, engagement.words))
    return reception, write_intake_report(reception, engagement.folder)


def _write(path: Path, text: str) -> None:
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        write_whole(path, text.encode())
