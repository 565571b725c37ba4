"""What is said of a client's files in the terminal: findings and the account of the rows, in English; client data is never read as markup."""

from collections.abc import Sequence
from decimal import Decimal

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from segkit.engagement import Engagement
from segkit.findings import SEVERITIES, Finding, Findings
from segkit.intake import Intake, Reconciliation
from segkit.intake.reconciliation import USED
from segkit.words import Words

WIDE = 120
"""Columns from which a finding's parts stand side by side; below, under each other."""


def console() -> Console:
    """Return standard output as the commands write on it; a file or a pipe is 120 columns wide."""
    terminal = Console(highlight=False, markup=False, emoji=False)
    return terminal if terminal.is_terminal else Console(highlight=False, markup=False, emoji=False, width=WIDE)


def show_check(out: Console, engagement: Engagement, intake: Intake, findings: Findings) -> None:
    """Show an engagement's findings, those of the intake or of the whole study, and the account of its rows."""
    words = Words("en", engagement.currency)
    if findings:
        out.print(findings_table(findings, words, wide=out.width >= WIDE))
    if intake.reconciliation.lines:
        out.print(rows_table(intake.reconciliation, words))
    counts = {severity: sum(finding.severity == severity for finding in findings) for severity in SEVERITIES}
    told = [words.plural(f"{{n}} {one}", f"{{n}} {many}", counts[kind]) for kind, one, many in _COUNTED if counts[kind]]
    summary = words.join(told) or "nothing odd was found"
    counted = "" if counts["blocks"] else f"{len(intake.customers)} customers, {len(intake.leads)} leads; "
    out.print(f"{engagement.name}: {counted}{summary}.", soft_wrap=True)


_COUNTED = (("blocks", "finding stops the run", "findings stop the run"), ("question", "question", "questions"), ("note", "note", "notes"))


def findings_table(findings: Sequence[Finding], words: Words, *, wide: bool) -> Table:
    if not wide:
        table = Table("", "Where", "Found, done and to do", box=box.SIMPLE_HEAD, pad_edge=False)
        for finding in findings:
            below = "\n".join((finding.text(words), finding.done(words), f"> {finding.todo(words)}"))
            table.add_row(*texts(SEVERITIES[finding.severity], finding.place(words), below))
        return table
    table = Table("", "Where", "What was found", "What segkit did", "What to do", box=box.SIMPLE_HEAD, pad_edge=False)
    for finding in findings:
        parts = (finding.text(words), finding.done(words), finding.todo(words))
        table.add_row(*texts(SEVERITIES[finding.severity], finding.place(words), *parts))
    return table


def rows_table(reconciliation: Reconciliation, words: Words) -> Table:
    table = Table("File", box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in ("Rows in", "Used", "Set aside", "Amount in", "Amount used"):
        table.add_column(heading, justify="right")
    for file, received, parts in reconciliation.accounts:
        used = [line for line in parts if line.what in USED]
        rows = sum(line.rows for line in used)
        amounts = [line.amount for line in used if line.amount is not None]
        counts = (words.number(received.rows), words.number(rows), words.number(received.rows - rows))
        money = (
            "" if amount is None else words.money(amount, 2) for amount in (received.amount, sum(amounts, Decimal(0)) if amounts else None)
        )
        table.add_row(*texts(file, *counts, *money))
    return table


def texts(*cells: str) -> list[Text]:
    return [Text(cell) for cell in cells]
