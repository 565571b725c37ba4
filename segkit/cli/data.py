"""Commands about what the client sends: asking for it, taking it in, opening it, checking it."""

from pathlib import Path
from typing import Annotated

import typer

from segkit import workbooks
from segkit.cli.app import app
from segkit.cli.later import circle, data_request, engagements, intake, intake_report, terminal, unlocking
from segkit.cli.options import HERE, Clients, Folder, file_of, root_of
from segkit.cli.saying import complain, say
from segkit.errors import SegkitError
from segkit.notebooks.typed import typed


@app.command("request")
def request_command(client: Annotated[str, typer.Argument(metavar="CLIENT", help="Whom to ask for data.")], folder: Folder = HERE) -> None:
    """Write the data request: an Excel template with the agreed fields, and the letter that goes with it."""
    engagement = engagements.read_engagement(file_of(root_of(folder), client), sources_needed=False)
    template, letter = data_request.write_data_request(engagement, engagement.folder / "request")
    say(
        f"Written to workbooks/{engagement.name}/request, in {engagement.words.name}:",
        f"  {template.name:<20} the template: {terminal.request_fields(engagement)}",
        f"  {letter.name:<20} the letter, to paste into a mail",
        "The fields are those under 'request' in engagement.yaml.",
        f"Next: send both; put what comes back into workbooks/{engagement.name}/data, then: segkit intake {typed(engagement.name)}",
    )


@app.command("intake")
def intake_command(
    client: Annotated[str, typer.Argument(metavar="CLIENT", help="Whose data to take in.")],
    accept: Annotated[
        bool, typer.Option("--accept", help="Write the proposed sources into engagement.yaml, and measure the next delivery by this one.")
    ] = False,
    folder: Folder = HERE,
) -> None:
    """Look at everything in a client's data/, say what it is, and write the intake report."""
    file = file_of(root_of(folder), client)
    engagement = engagements.read_engagement(file, sources_needed=False)
    reception, report = intake_report.intake_round(engagement)
    accepted = intake_report.accept(reception) if accept else ()
    if accept:
        reception, report = intake_report.intake_round(engagements.read_engagement(file, sources_needed=False))
    terminal.show_reception(terminal.console(), reception, accepted)
    say(f"Written to workbooks/{engagement.name}: {report.name}, the intake report in {engagement.words.name}.")
    say(*terminal.after_intake(reception, typed(engagement.name)))
    raise typer.Exit(int(reception.readiness.verdict == "no_go"))


@app.command("unlock")
def unlock_command(
    client: Annotated[str, typer.Argument(metavar="CLIENT", help="Whose file it is.")],
    file: Annotated[str, typer.Argument(metavar="FILE", help="The protected workbook in the client's data/.")],
    folder: Folder = HERE,
) -> None:
    """Open a workbook that has a password; the password is asked for and kept nowhere."""
    workbook = workbooks.workbook_folder(root_of(folder), client)
    password = typer.prompt(f"Password of {file}", hide_input=True)
    kept = unlocking.unlock(workbook, file, password)
    say(
        f"Written to workbooks/{workbook.name}/data: {file}, without its password. The protected original lies in {kept.parent.name}/.",
        f"Next: segkit intake {typed(workbook.name)}",
    )


@app.command("check")
def check_command(clients: Clients, folder: Folder = HERE) -> None:
    """Show what is odd in a client's files, and what to do about it; nothing is written."""
    root = root_of(folder)
    files = [file_of(root, client) for client in clients]
    codes = [_checked(file) for file in files]
    if not any(codes):
        say("Next: segkit run " + " ".join(typed(file.parent.name) for file in files))
    raise typer.Exit(max(codes))


def _checked(file: Path) -> int:
    """Show one client's findings and return the exit code they ask for."""
    try:
        engagement = engagements.read_engagement(file)
        taken = intake.take_in(engagement.sources, engagement.period, engagement.data, engagement.identity)
        blocked = any(finding.severity == "blocks" for finding in taken.findings)
        whole = None if blocked else circle.run_study(engagement, taken)
    except SegkitError as error:
        complain(str(error))
        return error.exit_code
    terminal.show_check(terminal.console(), engagement, taken, whole.findings if whole is not None else taken.findings)
    if whole is not None and whole.deep is not None:
        terminal.show_deep_dive(terminal.console(), whole, whole.deep)
    if blocked:
        say(f"Next: correct what stops the run, then: segkit check {typed(engagement.name)}")
    return int(blocked)
