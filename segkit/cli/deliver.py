"""Commands about what the client gets, and what comes back: running, returning, protecting, grading new records."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from segkit import workbooks
from segkit.cli.app import app
from segkit.cli.later import engagements, protecting, returned, scores, terminal
from segkit.cli.options import HERE, Folder, file_of, number_of, root_of
from segkit.cli.running import finish, run_clients
from segkit.cli.saying import say
from segkit.errors import CommandError, SourceError
from segkit.notebooks.typed import typed


@app.command("run")
def run_command(
    clients: Annotated[list[str] | None, typer.Argument(metavar="[CLIENT]...", help="Names of folders in workbooks/.")] = None,
    everyone: Annotated[bool, typer.Option("--all", help="Run every client in workbooks/.")] = False,
    workers: Annotated[
        int | None, typer.Option("--workers", metavar="N", parser=number_of, help="How many clients at the same time.")
    ] = None,
    folder: Folder = HERE,
) -> None:
    """Run clients' notebooks and write their deliverables."""
    root = root_of(folder)
    names = workbooks.workbook_names(root) if everyone else list(dict.fromkeys(clients or []))
    if not names:
        raise CommandError(_NOBODY if everyone else _WHOM, code="SEG-P01")
    files = [file_of(root, name) for name in names]
    finish(run_clients(files, workers), root)
    say("", "Next: read the report, and put the call list into data/ when it comes back filled in; then run again.")


@app.command("return")
def return_command(  # noqa: PLR0917 - each is an argument or option of its own
    client: Annotated[str, typer.Argument(metavar="CLIENT", help="Whose strategy file it is.")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The edited strategy file: .xlsx, .xlsm or .ods.")],
    accept: Annotated[bool, typer.Option("--accept", help="Write the changes into corrections.yaml and engagement.yaml.")] = False,
    partly: Annotated[bool, typer.Option("--partly", help="With --accept: take what is clear, and leave the open questions.")] = False,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who decided; kept beside each decision.")] = "",
    folder: Folder = HERE,
) -> None:
    """Read an edited strategy file, say what was changed in it, and take it over when accepted."""
    if partly and not accept:
        raise CommandError("--partly says what to accept. Give it together with --accept.", code="SEG-P01")
    engagement = engagements.read_engagement(file_of(root_of(folder), client))
    came_back = _returned(engagement, file.expanduser().absolute())
    terminal.show_returned(terminal.console(), came_back)
    report = returned.write_report(came_back, engagement.folder)
    say(f"Written to workbooks/{engagement.name}: {report.name}, the list in {engagement.words.name}.")
    taken = returned.accept(came_back, dt.date.today(), partly=partly, by=by) if accept else None
    say(*terminal.after_return(came_back, taken, typed(engagement.name)))


def _returned(engagement: "engagements.Engagement", file: Path) -> "returned.Returned":
    """Return what a file says; the password of a protected one is asked for and kept nowhere."""
    try:
        return returned.return_round(engagement, file)
    except SourceError as error:
        if error.code != returned.PROTECTED:
            raise
    return returned.return_round(engagement, file, typer.prompt(f"Password of {file.name}", hide_input=True))


@app.command("protect")
def protect_command(
    client: Annotated[str, typer.Argument(metavar="CLIENT", help="Whose latest deliverable to encrypt.")], folder: Folder = HERE
) -> None:
    """Put a client's latest deliverable under a password, in a folder beside it; the password is asked for and kept nowhere."""
    root = root_of(folder)
    deliverable = protecting.latest_deliverable(workbooks.workbook_folder(root, client))
    password = typer.prompt(
        f"Password for the deliverable of {deliverable.name}, {protecting.SHORTEST} characters or more", hide_input=True
    )
    again = typer.prompt("The same password once more", hide_input=True)
    say(*terminal.protected_lines(protecting.protect(deliverable, password, again), root))


@app.command("score")
def score_command(
    client: Annotated[str, typer.Argument(metavar="CLIENT", help="Whose rules to grade by.")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="New records: a number, revenue and potential each, in .xlsx or .csv.")],
    folder: Folder = HERE,
) -> None:
    """Grade new records by a client's settled rules; nothing is written."""
    engagement = engagements.read_engagement(file_of(root_of(folder), client))
    terminal.show_ratings(terminal.console(), engagement, scores.score(engagement, file.absolute()))
    say(f"Next: to keep them, add them to the client's files and run: segkit run {typed(client)}")


_NOBODY = "There is no client in workbooks/ yet. Make one with: segkit new CLIENT"
_WHOM = "Say which clients to run, such as: segkit run nordhavn, or all of them: segkit run --all"
