"""What runs show in the terminal: headline figures, grades and what was written, in English; client data is never read as markup."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from segkit.circle import MANIFEST
from segkit.engagement import Engagement
from segkit.notebooks.result import Failure, RunResult
from segkit.rating import NOT_RATED, REASONS, Ratings
from segkit.terminal.findings import texts
from segkit.words import Words

if TYPE_CHECKING:
    from segkit.deliverables.protecting import Protected  # its libraries are of no use to the other commands

_ROLES = {
    "strategy": "the strategy in Excel",
    "report": "the report",
    "call_list": "the call list: what to find out",
    "return": "the client's own rows back, with grades",
    "crm": "grades and policy per customer and lead, for a CRM to take in",
    "manifest": "what it was made from",
}


def show_ratings(out: Console, engagement: Engagement, ratings: Ratings) -> None:
    """Show graded records: number, name, figures, grade, and why there is none."""
    words = Words("en", engagement.currency)
    table = Table("Number", "Name", box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in ("Revenue", "Potential", "Utilisation"):
        table.add_column(heading, justify="right")
    table.add_column("Grade")
    for row in ratings.frame.to_dict("records"):
        grade = engagement.abcd.label(row["grade"]) if row["grade"] else words(NOT_RATED)
        because = f": {words(REASONS[row['not_rated_because']])}" if row["not_rated_because"] else ""
        figures = words.money(row["revenue"]), words.money(row["potential"]), words.percent(row["utilisation"])
        table.add_row(*texts(row["customer_id"], row["name"], *figures, grade + because))
    out.print(table)
    cuts = ", ".join(f"{cut.key} {cut.value:g}" for cut in ratings.grid.cuts)
    n = len(ratings.frame)
    out.print(
        f"{engagement.name}: {n} {'record' if n == 1 else 'records'} graded by preset {engagement.abcd.preset} ({cuts}).", soft_wrap=True
    )


def show_result(out: Console, result: RunResult, root: Path) -> None:
    """Show a client's headline figures and what was written."""
    manifest = result.manifest
    words = Words("en", manifest["currency"])
    period = manifest["period"]
    counts = manifest["counts"]
    lines = [
        "",
        str(manifest["client"]) + (f", {period['from']} to {period['to']}" if period else ""),
        f"  {words.number(counts['customers'])} customers, revenue {words.money(manifest['revenue_total'], 2)}",
        f"  {_grades(counts, words)}",
        *([f"  {words.number(counts['leads']['leads'])} leads: {_grades(counts['leads'], words)}"] if counts["leads"]["leads"] else []),
        f"  {_find_out(manifest, words)}",
        "",
        f"Written to {_relative(result.folder, root)}:",
        *(f"  {file['path']:<16} {_ROLES.get(file['role'], file['role'])}" for file in manifest["files"]),
        f"  {MANIFEST:<16} {_ROLES['manifest']}",
        *([f"The executed notebook: {_relative(result.notebook, root)}"] if result.notebook else []),
    ]
    for line in [*lines, *_remarks(result, root)]:
        out.print(Text(line), soft_wrap=True)


def protected_lines(protected: "Protected", root: Path) -> list[str]:
    """Return what to say of a deliverable that was put under a password."""
    return [
        f"Written to {_relative(protected.folder, root)}, encrypted: {', '.join(protected.files)}.",
        *(
            [f"Left out, because only Excel files and PDFs can be encrypted: {', '.join(protected.left_out)}."]
            if protected.left_out
            else []
        ),
        *([f"Changed by hand since it was written, so it was kept: {_relative(protected.kept, root)}"] if protected.kept else []),
        "This is encryption (AES-256): without the password nobody can read the files. Protecting sheets in Excel is not security.",
        "The password is kept nowhere and cannot be recovered. Give it to the client by another way than the files.",
        "Next: open one of the files with the password, then send this folder and not the one without a password.",
    ]


def show_summary(out: Console, results: Sequence[RunResult | Failure], root: Path) -> None:
    """Show one line per client of a batch."""
    table = Table("Client", box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in ("Customers", "Revenue", "Not rated"):
        table.add_column(heading, justify="right")
    table.add_column("Written to")
    for result in results:
        if isinstance(result, Failure):
            table.add_row(*texts(result.name, "", "", "", "failed, see below"))
            continue
        words, counts = Words("en", result.manifest["currency"]), result.manifest["counts"]
        figures = (words.number(counts["customers"]), words.money(result.manifest["revenue_total"], 2), words.number(counts["not_rated"]))
        table.add_row(*texts(result.name, *figures, _relative(result.folder, root)))
    out.print(table)
    for result in results:
        for remark in _remarks(result, root) if isinstance(result, RunResult) else ():
            out.print(Text(f"{result.name}: {remark}"), soft_wrap=True)


_NOT_SAVED = (
    "The deliverable is whole, but the executed notebook could not be saved: the earlier one is open in another program. "
    "Close it and run again."
)


_NOT_REMEMBERED = (
    "The deliverable is whole, but its record in delivered/ could not be written, so the next delivery cannot tell what changed since "
    "this one. Run again."
)


def _remarks(result: RunResult, root: Path) -> list[str]:
    return [
        *(f"Changed by hand since the last run, so it was kept: {_relative(path, root)}" for path in result.kept),
        *(f"Settled in engagement.yaml: {threshold.key} = {threshold.shown}" for threshold in result.settled),
        *([] if result.notebook else [_NOT_SAVED]),
        *([] if result.remembered else [_NOT_REMEMBERED]),
        *(f"Notice: {notice}" for notice in result.manifest["notices"]),
    ]


def _grades(counts: Any, words: Words) -> str:
    rated = [f"{grade} {words.number(number)}" for grade, number in counts["grades"].items()]
    return ", ".join([*rated, f"not rated {words.number(counts['not_rated'])}"])


def _find_out(manifest: Any, words: Words) -> str:
    listed = any(file["role"] == "call_list" for file in manifest["files"])
    n = manifest["counts"]["not_rated"] + manifest["counts"]["leads"]["not_rated"]
    return f"To find out: {words.number(n)} accounts are not rated yet" + ("; the call list asks for the potentials" if listed else "")


def _relative(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
