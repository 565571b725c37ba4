"""Commands of the Deep Dive: the factor tree and the ratings."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from segkit.cli.app import app
from segkit.cli.later import engagements, rating_sheets, returned, study, terminal, tree_form
from segkit.cli.options import HERE, Folder, file_of, root_of
from segkit.cli.saying import say
from segkit.errors import CommandError
from segkit.notebooks.typed import typed


@app.command("tree")
def tree_command(
    client: Annotated[str, typer.Argument(metavar="CLIENT", help="Whose factor tree it is.")],
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="The form, filled in; left out: a form is written.")] = None,
    accept: Annotated[bool, typer.Option("--accept", help="Write the tree of the form into engagement.yaml.")] = False,
    folder: Folder = HERE,
) -> None:
    """Write the form on which the factor tree of the Deep Dive is agreed, or read a filled one, say what it lacks, and take it over."""
    engagement = engagements.read_engagement(file_of(root_of(folder), client), sources_needed=False)
    if file is None and accept:
        raise CommandError("--accept takes over a form that was filled in. Give the file as well.", code="SEG-P01")
    if file is None:
        form, kept = tree_form.write_tree_form(engagement, engagement.folder)
        if kept is not None:
            say(f"An earlier form held something else, so it stays as {kept.name}.")
        say(
            f"Written to workbooks/{engagement.name}: {form.name}, the factor tree in {engagement.words.name}.",
            f"Next: fill it in with the client, then: segkit tree {typed(engagement.name)} {typed(str(form))}",
        )
        return
    came_back = returned.read_tree_form(engagement, _form(file, engagement.folder))
    terminal.show_tree_form(terminal.console(), came_back)
    changed = returned.accept_tree(came_back) if accept else None
    say(*terminal.after_tree(came_back, changed, typed(engagement.name), typed(str(file))))
    raise typer.Exit(int(bool(came_back.problems or came_back.gaps)))


@app.command("ratings")
def ratings_command(
    client: Annotated[str, typer.Argument(metavar="CLIENT", help="Whose customers are rated.")],
    rater: Annotated[str | None, typer.Option("--rater", metavar="NAME", help="Write the sheet of this rater only.")] = None,
    all_customers: Annotated[bool, typer.Option("--all-customers", help="Let every rater rate every customer.")] = False,
    most: Annotated[int | None, typer.Option("--most", metavar="N", min=1, help="Only the N largest customers of each rater.")] = None,
    folder: Folder = HERE,
) -> None:
    """Write the rating sheets of the Deep Dive, one per rater; say how far the raters have come, and where they differ most."""
    engagement = engagements.read_engagement(file_of(root_of(folder), client))
    if engagement.package != "deepdive":
        raise CommandError(
            f"{engagement.name} has the package '{engagement.package}', in which nobody rates. Customers are rated in 'deepdive'.",
            code="SEG-P01",
        )
    found, wanted = study.run_study(engagement), rating_sheets.Wanted(rater, all_customers, most)
    folder_of_sheets, today = engagement.folder / rating_sheets.FOLDER, dt.date.today()
    written = rating_sheets.write_rating_sheets(found, folder_of_sheets, wanted, today)
    terminal.show_raters(terminal.console(), found, rating_sheets.raters_so_far(found, written, wanted))
    say(*terminal.written_lines(written, engagement.name, rating_sheets.FOLDER))


def _form(file: Path, folder: Path) -> Path:
    """Return the form: where the person says, else in the client's folder, where segkit writes it. Raises CommandError where it is in neither."""
    for path in (file.expanduser().absolute(), folder / file):
        if path.is_file():
            return path
    raise CommandError(
        f"There is no file {file}, here or in workbooks/{folder.name}. Make one with: segkit tree {typed(folder.name)}", code="SEG-G09"
    )
