"""Commands to begin with: an example, a look at one ledger, a new client, the start page."""

import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from segkit.cli.app import app
from segkit.cli.later import demo_folder, example, lab, looks, notebooks, quick_looks, rated, terminal
from segkit.cli.options import HERE, Folder, Language, root_of
from segkit.cli.running import finish, run_clients
from segkit.cli.saying import say
from segkit.notebooks.result import CellDone, Started
from segkit.notebooks.typed import typed


@app.command("demo")
def demo_command(
    package: Annotated[str, typer.Option("--package", metavar="PACKAGE", help="Which package to show: basic or deepdive.")] = "basic",
    language: Language = "en",
    folder: Folder = HERE,
) -> None:
    """Make an example client and run it through to Excel and PDF."""
    root = root_of(folder, must_exist=False)
    workbook = demo_folder.fresh(root, language, package)
    own = demo_folder.NAMES[package]
    if workbook.name != own:
        say(f"workbooks/{own} was changed since segkit made it, so it stays; the example goes to workbooks/{workbook.name}.")
    file = example.make_example(workbook, language, "deepdive" if package == "deepdive" else "basic")
    if package == "deepdive":
        rated.make_ratings(file)
    notebooks.write_schema(root)
    demo_folder.remember(workbook)
    results = run_clients([file], None)
    demo_folder.remember(workbook)
    finish(results, root)
    say(
        "",
        "Next: open the report and the Excel file.",
        *_to_try(package, workbook.name),
        "For a client of your own: segkit new CLIENT --language da",
    )


@app.command("look")
def look_command(  # noqa: PLR0917 - each is an argument or option of its own
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The sales ledger: a row per invoice line, Excel or CSV.")],
    language: Language = "en",
    currency: Annotated[str | None, typer.Option("--currency", metavar="CODE", help="The currency of the amounts, such as DKK.")] = None,
    client: Annotated[str, typer.Option("--client", metavar="NAME", help="The client's name as it stands on the cover.")] = "",
    output: Annotated[Path, typer.Option("--output", metavar="DIR", help="Where the PDF goes.")] = HERE,
    columns: Annotated[
        str, typer.Option("--columns", metavar="LIST", help="Which heading is which, such as customer=Kundenr,date=Dato,amount=Beløb.")
    ] = "",
    sheet: Annotated[str | None, typer.Option("--sheet", metavar="NAME", help="The sheet of the workbook to read.")] = None,
    decimal: Annotated[str | None, typer.Option("--decimal", metavar="SIGN", help="The sign before decimals: , or .")] = None,
    dates: Annotated[str | None, typer.Option("--dates", metavar="ORDER", help="The order of dates: dmy, mdy or ymd.")] = None,
    keep: Annotated[bool, typer.Option("--keep", help="Leave the executed notebook beside the PDF.")] = False,
) -> None:
    """Look at one sales ledger before anything else: one PDF of who buys, how concentrated, how it goes, and what is missing."""
    said = looks.said(columns, sheet, decimal, dates, currency)
    with terminal.ProgressShown(terminal.console(), 1) as shown:
        wanted = quick_looks.For(language, output.expanduser().absolute(), client, keep)
        shown.show(Started(file.name))
        looked = quick_looks.quick_look(
            file.expanduser().absolute(), said, wanted, lambda done, cells: shown.show(CellDone(file.name, done, cells))
        )
    say(*terminal.looked_lines(looked))


@app.command("lab")
def lab_command(
    client: Annotated[str | None, typer.Argument(metavar="[CLIENT]", help="Whose executed notebook to open.")] = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Only say the address.")] = False,
    folder: Folder = HERE,
) -> None:
    """Open JupyterLab on the start page: where each client stands, and what comes next."""
    root = root_of(folder)
    executed = lab.executed_notebook(root, client) if client else None
    start = lab.write_start(root, lab.start_page(root, client or ""))
    opened = executed or start
    if start.name != lab.START:
        say(f"workbooks/{lab.START} was changed by hand, so it stays; the start page is workbooks/{start.name}.")
    if client and executed is None:
        say(f"'{client}' has no executed notebook yet, so the start page opens. Make one with: segkit run {typed(client)}")
    with lab.desk(root) as desk:
        address = desk.address(opened.relative_to(root).as_posix())
        say(f"JupyterLab shows {opened.relative_to(root).as_posix()} at", f"  {address}", "End it with Ctrl-C in this window.")
        if not (no_browser or webbrowser.open(address)):
            say("No browser could be opened; copy the address into one.")
        desk.wait()
    say("JupyterLab has ended. What was saved is saved; what was not is lost.")


@app.command("new")
def new_command(
    client: Annotated[str, typer.Argument(metavar="CLIENT", help="The name of the client's folder, such as nordhavn.")],
    package: Annotated[str, typer.Option("--package", metavar="PACKAGE", help="What the client has ordered: basic or deepdive.")] = "basic",
    language: Language = "en",
    folder: Folder = HERE,
) -> None:
    """Make a new client's folder in workbooks/."""
    root = root_of(folder, must_exist=False)
    made = notebooks.make_workbook(root, client, package, language)
    say(
        f"Written to workbooks/{made.name}: engagement.yaml, README.md and an empty data/.",
        f"Next: look at the period in engagement.yaml, then ask the client for data: segkit request {typed(made.name)}",
        f"With the client's files in workbooks/{made.name}/data: segkit intake {typed(made.name)}",
    )


def _to_try(package: str, name: str) -> tuple[str, ...]:
    """Return what to change in the example, to see what follows from it."""
    if package == "deepdive":
        return (
            f"Then change points or weights in a copy of the Excel file, and take them over: segkit return {typed(name)} FILE --accept",
            f"After that: segkit run {typed(name)}",
        )
    return (f"Then change a threshold in workbooks/{name}/engagement.yaml and run: segkit run {typed(name)}",)
