"""What `segkit intake` and `segkit request` show: what lies in data/, what is proposed, what is asked, and whether it carries."""

from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table

from segkit.engagement import Engagement
from segkit.intake.mapping import yaml_lines
from segkit.intake.readiness import VERDICTS
from segkit.intake.request import asked_of
from segkit.reception import Reception
from segkit.terminal.findings import WIDE, findings_table, rows_table, texts
from segkit.words import Words

MOST = 25
"""Findings shown in the terminal, the gravest first; the report has all."""


def request_fields(engagement: Engagement) -> str:
    """Return how many fields are asked for of which tables."""
    words = Words("en")
    return words.join(
        [
            words.plural(f"{{n}} field of {holds}", f"{{n}} fields of {holds}", len(names))
            for holds, names in asked_of(engagement.request, engagement.package).items()
        ]
    )


def show_reception(out: Console, reception: Reception, accepted: Sequence[str]) -> None:
    """Show the files, the proposed sources as lines to paste, the findings, the account of the rows and the verdict."""
    words = Words("en", reception.engagement.currency)
    if reception.survey.tables or reception.survey.refused or reception.survey.skipped:
        out.print(_files_table(reception, words))
    for refused in reception.survey.refused:
        out.print(f"{refused.code}: {refused.sentence}", soft_wrap=True)
    if accepted:
        out.print(f"Written into engagement.yaml: sources for {words.join(list(accepted))}.", soft_wrap=True)
    elif reception.proposed:
        out.print("Proposed for engagement.yaml, under 'sources:' (written there by --accept):\n", soft_wrap=True)
        out.print(yaml_lines([surveyed.proposal for surveyed in reception.proposed]), soft_wrap=True)
    findings = [*(finding for finding in reception.findings if finding.severity == "blocks"), *reception.open_questions]
    if findings:
        out.print(findings_table(findings[:MOST], words, wide=out.width >= WIDE))
    if len(findings) > MOST:
        out.print(f"{len(findings) - MOST} more stand in the report.", soft_wrap=True)
    n = reception.count("question") - len(reception.open_questions)
    if n:
        out.print(
            f"{n} {'question is' if n == 1 else 'questions are'} answered already and {'stands' if n == 1 else 'stand'} in the report."
        )
    if reception.intake is not None and reception.intake.reconciliation.lines:
        out.print(rows_table(reception.intake.reconciliation, words))
    if reception.refusal is not None:
        out.print(str(reception.refusal), soft_wrap=True)
    if not (reception.survey.files or reception.survey.refused):
        out.print(f"{reception.engagement.name}: there is no file of the client's in data/ yet.", soft_wrap=True)
        return
    ready = reception.readiness
    name, means = VERDICTS[ready.verdict]
    out.print(f"{reception.engagement.name}: {name.lower()}, {ready.score} of 100 points. {means}", soft_wrap=True)


def after_intake(reception: Reception, name: str) -> tuple[str, ...]:
    """Return what to do next."""
    if not reception.survey.files:
        return (f"Next: put the client's files into workbooks/{reception.engagement.name}/data, then: segkit intake {name}",)
    if reception.acceptable:
        return (f"Next: look at the proposed sources, then take them over: segkit intake {name} --accept",)
    if not reception.engagement.sources:
        return (
            "Next: nothing here is sure enough to be taken over. Write the sources into engagement.yaml yourself (the lines above help), or ask the "
            f"client for other files, then: segkit intake {name}",
        )
    if reception.readiness.verdict == "no_go":
        return (f"Next: answer what stops the run, in the report's yellow cells or in engagement.yaml, then: segkit intake {name}",)
    if not reception.open_questions:
        return ("Next: have the bookkeeper confirm the totals in the report.", f"Then: segkit run {name}")
    return (
        "Next: answer the questions in the report's yellow cells, and have the bookkeeper confirm the totals.",
        f"Then: segkit run {name}",
    )


def _files_table(reception: Reception, words: Words) -> Table:
    table = Table("File", "Holds", "Read as", box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("Rows", justify="right")
    table.add_column("Columns", justify="right")
    for surveyed in reception.survey.tables:
        how = surveyed.table.how
        read = ", ".join(part for part in (how.form, how.encoding.answer if how.encoding else "", _row(how.headings.answer)) if part)
        holds = reception.holds(surveyed) or "nothing that is used"
        figures = "–" if surveyed.rows is None else words.number(surveyed.rows), words.number(surveyed.table.cells.shape[1])
        table.add_row(*texts(surveyed.shown, holds, read, *figures))
    for refused in reception.survey.refused:
        table.add_row(*texts(refused.file, "refused", refused.code, "", ""))
    for name, reason in reception.survey.skipped:
        table.add_row(*texts(name, "skipped", words(reason), "", ""))
    return table


def _row(headings: tuple[int, ...]) -> str:
    return f"headings in row {headings[0]}" if headings else ""
