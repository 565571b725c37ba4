"""Commands about meetings: the packs around them, and the decisions that come home from them."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from segkit.cli.app import app
from segkit.cli.later import engagements, pack_files, packs, returned, study, terminal
from segkit.cli.options import HERE, Folder, file_of, root_of
from segkit.cli.saying import say
from segkit.errors import CommandError
from segkit.notebooks.typed import typed
from segkit.parameters import nearest


@app.command("pack")
def pack_command(
    client: Annotated[str, typer.Argument(metavar="CLIENT", help="Whose pack it is.")],
    pack: Annotated[str | None, typer.Argument(metavar="[PACK]", help="Which pack to write; left out: which there are.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Write every pack that the engagement is ready for.")] = False,
    folder: Folder = HERE,
) -> None:
    """Write what goes on the table at a meeting, as Excel and PDF, filled from the engagement."""
    if pack is not None and everything:
        raise CommandError("--all writes every pack. Leave out either the pack or --all.", code="SEG-P01")
    file = file_of(root_of(folder), client)
    engagement = engagements.read_engagement(file, sources_needed=False)
    wanted = packs.PACKS if everything else () if pack is None else (_entry(pack),)
    if not everything and pack is None:
        say(*terminal.packs_there_are(engagement, typed(engagement.name)))
        return
    late = [entry for entry in wanted if entry.late is not None]
    ready = not late or not everything or not engagement.lacking
    found = study.run_study(engagements.read_engagement(file)) if late and ready else None
    today, place = dt.date.today(), engagement.folder / pack_files.FOLDER
    made = [entry.made(engagement, today, found) for entry in wanted if entry.late is None or found is not None]
    written = [pack_files.write_pack(each, engagement, place) for each in made]
    say(*terminal.after_packs(engagement, written, [] if ready else late, typed(engagement.name)))


@app.command("decide")
def decide_command(
    client: Annotated[str, typer.Argument(metavar="CLIENT", help="Whose decisions they are.")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The filled decision log, such as kickoff.xlsx.")],
    accept: Annotated[bool, typer.Option("--accept", help="Write the decisions into engagement.yaml.")] = False,
    folder: Folder = HERE,
) -> None:
    """Read the filled decision log of the kick-off, say what was decided, and take it over when accepted."""
    engagement = engagements.read_engagement(file_of(root_of(folder), client), sources_needed=False)
    log = returned.read_decisions(engagement, file.expanduser().absolute())
    say(*terminal.decided_lines(log))
    changed = returned.accept_decisions(log) if accept else None
    say(*terminal.after_decide(log, changed, typed(engagement.name), typed(str(file))))
    raise typer.Exit(int(bool(log.problems)))


def _entry(key: str) -> "packs.Entry":
    """Return the pack of a name. Raises CommandError with the nearest name where there is none."""
    entries = {entry.key: entry for entry in packs.PACKS}
    if key not in entries:
        like = nearest(key, entries)
        hint = f"Did you mean '{like}'?" if like else f"There are: {', '.join(entries)}."
        raise CommandError(f"There is no pack '{key}'. {hint}", code="SEG-P01")
    return entries[key]
