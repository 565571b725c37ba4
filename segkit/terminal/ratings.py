"""What `segkit ratings` shows: the sheets that were written, how far the raters have come, and where they differ most; in English."""

from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table

from segkit.deliverables.rating_sheets import NOBODY, Written
from segkit.findings.kinds.ratings import KINDS
from segkit.rating.factors.agreement import MEANINGS, meaning
from segkit.rating.factors.raters import DecidedPoint, RaterReport
from segkit.study import Study
from segkit.terminal.findings import WIDE, findings_table, texts
from segkit.words import Words

MOST = 10
"""Disagreements that are shown."""


def show_raters(out: Console, study: Study, report: RaterReport) -> None:
    """Show what is odd in the filled sheets, each rater's progress, how far the raters agree, and the widest disagreements."""
    words = Words("en", study.engagement.currency)
    odd = [finding for finding in study.findings if finding.kind in KINDS and finding.kind != "ratings_taken"]
    if odd:
        out.print(findings_table(odd, words, wide=out.width >= WIDE))
    if not any(one.given for one in report.progress):
        return
    out.print(_progress(report, words))
    out.print(_agreement(report), soft_wrap=True)
    if report.widest:
        out.print(_widest(study, report))
    if len(report.widest) > MOST:
        out.print(f"{len(report.widest) - MOST} more differ.", soft_wrap=True)
    decided = study.deep.raters.decided if study.deep is not None else ()
    if decided:
        out.print(_decided(study, decided[:MOST], words))
    if len(decided) > MOST:
        out.print(f"{len(decided) - MOST} more were decided.", soft_wrap=True)


def written_lines(written: Sequence[Written], workbook: str, folder: str) -> tuple[str, ...]:
    """Return what was written, and what to do next."""
    if not written:
        return ("Nothing was written: there is no customer to rate.",)
    width = max(len(sheet.path.name) for sheet in written)
    listed = [
        f"  {sheet.path.name:<{width}}  {_called(sheet.rater)}: {len(sheet.customers)} {'customer' if len(sheet.customers) == 1 else 'customers'}, "
        f"{sheet.given} of {sheet.of} points given"
        for sheet in written
    ]
    return (
        f"Written to workbooks/{workbook}/{folder}:",
        *listed,
        f"Next: send every rater their own file; put what comes back into workbooks/{workbook}/data, then run this again to see who differs.",
    )


def _progress(report: RaterReport, words: Words) -> Table:
    table = Table("Rater", box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in ("Given", "Of", "Latest"):
        table.add_column(heading, justify="right")
    for one in report.progress:
        latest = words.short_date(one.latest) if one.latest else "–"
        table.add_row(*texts(_called(one.rater), words.number(one.given), words.number(one.of), latest))
    return table


def _agreement(report: RaterReport) -> str:
    found = meaning(report.agreement)
    if report.agreement is None or found is None:
        reason = "nobody was rated by two people" if not report.compared else "all points are the same"
        return f"Agreement cannot be told: {reason}."
    points = f"{report.compared} {'point' if report.compared == 1 else 'points'} that several people gave"
    return f"Agreement (Krippendorff's alpha, ordinal) over {points}: {report.agreement:.2f}, {MEANINGS[found]}."


def _widest(study: Study, report: RaterReport) -> Table:
    names = dict(zip(study.customers["customer_id"], study.customers["name"], strict=True))
    table = Table(
        "Number", "Name", "Factor", "Who gave what", title="Widest disagreements", title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False
    )
    for one in report.widest[:MOST]:
        given = ", ".join(f"{_called(rater)} {point}" for rater, point in one.given)
        table.add_row(*texts(one.customer_id, str(names.get(one.customer_id) or ""), one.leaf, given))
    return table


def _decided(study: Study, decided: Sequence[DecidedPoint], words: Words) -> Table:
    names = dict(zip(study.customers["customer_id"], study.customers["name"], strict=True))
    title = "Decided in returned files: in force instead of the raters' mean"
    table = Table(
        "Number",
        "Name",
        "Factor",
        "Point",
        "Raters' mean",
        "By",
        "On",
        title=title,
        title_justify="left",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
    )
    for one in decided:
        point, mean = (words.number(value, 2) for value in (one.decision.point, one.mean))
        day = words.short_date(one.decision.date)
        table.add_row(*texts(one.customer_id, str(names.get(one.customer_id) or ""), one.leaf, point, mean, one.decision.by or "–", day))
    return table


def _called(rater: str) -> str:
    return "(nobody)" if rater == NOBODY else rater
