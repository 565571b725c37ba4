"""The command that says where the engagements stand."""

import datetime as dt
from typing import Annotated

import typer

from segkit import workbooks
from segkit.cli.app import app
from segkit.cli.later import lab, terminal
from segkit.cli.options import HERE, Folder, root_of
from segkit.cli.saying import say


@app.command("status")
def status_command(
    client: Annotated[str | None, typer.Argument(metavar="[CLIENT]", help="Whose engagement to show; left out, all of them.")] = None,
    folder: Folder = HERE,
) -> None:
    """Show where each engagement stands: what is due, what is missing, what comes next. Nothing is run."""
    root, today = root_of(folder), dt.date.today()
    if client is not None:
        terminal.show_client(terminal.console(), lab.standing(workbooks.workbook_folder(root, client)), today)
        return
    workbooks.must_hold_workbooks(root)
    found = lab.standings(root)
    if found:
        terminal.show_status(terminal.console(), found, today)
    else:
        say("There is no client in workbooks/ yet. Make one with: segkit new CLIENT")
