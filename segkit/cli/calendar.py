"""The command about the calendar of the plan."""

from typing import Annotated

import typer

from segkit.cli.app import app
from segkit.cli.later import calendars, engagements, study, terminal
from segkit.cli.options import HERE, Folder, file_of, root_of
from segkit.cli.saying import say
from segkit.notebooks.typed import typed


@app.command("calendar")
def calendar_command(
    client: Annotated[str, typer.Argument(metavar="CLIENT", help="Whose plan it is.")],
    rep: Annotated[str, typer.Option("--rep", metavar="NAME", help="Only this sales rep's calendar, in a folder of its own.")] = "",
    folder: Folder = HERE,
) -> None:
    """Spread the plan's activities over its weeks, nobody above the hours there are: an Excel list and an .ics file per sales rep."""
    engagement = engagements.read_engagement(file_of(root_of(folder), client))
    made = calendars.calendar_of(study.run_study(engagement))
    made = calendars.only(made, rep) if rep else made
    written = calendars.write_calendar(made, engagement.folder, rep)
    terminal.show_calendar(terminal.console(), made)
    say(*terminal.after_calendar(made, written, typed(engagement.name)))
