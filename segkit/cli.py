"""The command line: one short function per command; each ends by saying what was written and what to do next."""

import datetime as dt
import sys
import webbrowser
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from segkit import __version__, workbooks
from segkit.errors import CommandError, SegkitError, SourceError
from segkit.notebooks.result import CellDone, Failure, RunResult, Started
from segkit.notebooks.typed import typed
from segkit.notebooks.unexpected import no_access, unexpected

if TYPE_CHECKING:
    from segkit import engagement as engagements
    from segkit import example, intake, lab, notebooks, returned, study, terminal
    from segkit import look as looks
    from segkit import score as scores
    from segkit.deliverables import data_request, intake_report, protecting, rating_sheets, tree_form, unlocking
    from segkit.example import rated
    from segkit.notebooks import demo_folder
    from segkit.notebooks import quick_look as quick_looks
    from segkit.rating.factors import growing, raters
else:

    class _Later:
        """A module that is imported when it is first used: `segkit --help` must not wait for pandas and papermill."""

        def __init__(self, name: str) -> None:
            self._name = name

        def __getattr__(self, attribute: str) -> Any:
            return getattr(import_module(self._name), attribute)

    engagements, example, intake, lab, notebooks, returned, scores, terminal = (
        _Later(f"segkit.{name}") for name in ("engagement", "example", "intake", "lab", "notebooks", "returned", "score", "terminal")
    )
    data_request, intake_report, protecting, rating_sheets, tree_form, unlocking = (
        _Later(f"segkit.deliverables.{name}")
        for name in ("data_request", "intake_report", "protecting", "rating_sheets", "tree_form", "unlocking")
    )
    growing, raters = _Later("segkit.rating.factors.growing"), _Later("segkit.rating.factors.raters")
    study, rated = _Later("segkit.study"), _Later("segkit.example.rated")
    demo_folder, quick_looks, looks = _Later("segkit.notebooks.demo_folder"), _Later("segkit.notebooks.quick_look"), _Later("segkit.look")

app = typer.Typer(
    name="segkit",
    help="Customer segmentation: a client's files in, the Excel strategy and the PDF report out.",
    epilog="Begin with: segkit demo",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(invoke_without_command=True)
def version_option(version: Annotated[bool, typer.Option("--version", help="Show the version and exit.")] = False) -> None:
    if version:
        _say(f"segkit {__version__}")
        raise typer.Exit


def _number(given: str) -> int:
    """Return a number of workers. Raises CommandError for anything else."""
    if not given.isdecimal() or int(given) < 1:
        raise CommandError(f"--workers must be a whole number of 1 or more, but is '{given}'.", code="SEG-P01")
    return int(given)


Folder = Annotated[Path, typer.Option("--folder", metavar="DIR", help="The folder that holds workbooks/ and deliverables/.")]
Language = Annotated[str, typer.Option("--language", metavar="LANG", help="The language of the deliverables: da, sv, nb, en or de.")]
Clients = Annotated[list[str], typer.Argument(metavar="CLIENT...", help="Names of folders in workbooks/.")]
HERE = Path()


@app.command("demo")
def demo_command(
    package: Annotated[str, typer.Option("--package", metavar="PACKAGE", help="Which package to show: basic or deepdive.")] = "basic",
    language: Language = "en",
    folder: Folder = HERE,
) -> None:
    """Make an example client and run it through to Excel and PDF."""
    root = _root(folder, must_exist=False)
    workbook = demo_folder.fresh(root, language, package)
    own = demo_folder.NAMES[package]
    if workbook.name != own:
        _say(f"workbooks/{own} was changed since segkit made it, so it stays; the example goes to workbooks/{workbook.name}.")
    file = example.make_example(workbook, language, "deepdive" if package == "deepdive" else "basic")
    if package == "deepdive":
        rated.make_ratings(file)
    notebooks.write_schema(root)
    demo_folder.remember(workbook)
    results = _run([file], None)
    demo_folder.remember(workbook)
    _finish(results, root)
    _say(
        "",
        "Next: open the report and the Excel file.",
        *_to_try(package, workbook.name),
        "For a client of your own: segkit new CLIENT --language da",
    )


@app.command("new")
def new_command(
    client: Annotated[str, typer.Argument(metavar="CLIENT", help="The name of the client's folder, such as nordhavn.")],
    package: Annotated[str, typer.Option("--package", metavar="PACKAGE", help="What the client has ordered: basic or deepdive.")] = "basic",
    language: Language = "en",
    folder: Folder = HERE,
) -> None:
    """Make a new client's folder in workbooks/."""
    root = _root(folder, must_exist=False)
    made = notebooks.make_workbook(root, client, package, language)
    _say(
        f"Written to workbooks/{made.name}: engagement.yaml, README.md and an empty data/.",
        f"Next: look at the period in engagement.yaml, then ask the client for data: segkit request {typed(made.name)}",
        f"With the client's files in workbooks/{made.name}/data: segkit intake {typed(made.name)}",
    )


@app.command("request")
def request_command(client: Annotated[str, typer.Argument(metavar="CLIENT", help="Whom to ask for data.")], folder: Folder = HERE) -> None:
    """Write the data request: an Excel template with the agreed fields, and the letter that goes with it."""
    engagement = engagements.read_engagement(_file(_root(folder), client), sources_needed=False)
    template, letter = data_request.write_data_request(engagement, engagement.folder / "request")
    _say(
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
    file = _file(_root(folder), client)
    engagement = engagements.read_engagement(file, sources_needed=False)
    reception, report = intake_report.intake_round(engagement)
    accepted = intake_report.accept(reception) if accept else ()
    if accept:
        reception, report = intake_report.intake_round(engagements.read_engagement(file, sources_needed=False))
    terminal.show_reception(terminal.console(), reception, accepted)
    _say(f"Written to workbooks/{engagement.name}: {report.name}, the intake report in {engagement.words.name}.")
    _say(*terminal.after_intake(reception, typed(engagement.name)))
    raise typer.Exit(int(reception.readiness.verdict == "no_go"))


@app.command("unlock")
def unlock_command(
    client: Annotated[str, typer.Argument(metavar="CLIENT", help="Whose file it is.")],
    file: Annotated[str, typer.Argument(metavar="FILE", help="The protected workbook in the client's data/.")],
    folder: Folder = HERE,
) -> None:
    """Open a workbook that has a password; the password is asked for and kept nowhere."""
    workbook = workbooks.workbook_folder(_root(folder), client)
    password = typer.prompt(f"Password of {file}", hide_input=True)
    kept = unlocking.unlock(workbook, file, password)
    _say(
        f"Written to workbooks/{workbook.name}/data: {file}, without its password. The protected original lies in {kept.parent.name}/.",
        f"Next: segkit intake {typed(workbook.name)}",
    )


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
    engagement = engagements.read_engagement(_file(_root(folder), client))
    came_back = _returned(engagement, file.expanduser().absolute())
    terminal.show_returned(terminal.console(), came_back)
    report = returned.write_report(came_back, engagement.folder)
    _say(f"Written to workbooks/{engagement.name}: {report.name}, the list in {engagement.words.name}.")
    taken = returned.accept(came_back, dt.date.today(), partly=partly, by=by) if accept else None
    _say(*terminal.after_return(came_back, taken, typed(engagement.name)))


def _returned(engagement: "engagements.Engagement", file: Path) -> "returned.Returned":
    """Return what a file says; the password of a protected one is asked for and kept nowhere."""
    try:
        return returned.return_round(engagement, file)
    except SourceError as error:
        if error.code != returned.PROTECTED:
            raise
    return returned.return_round(engagement, file, typer.prompt(f"Password of {file.name}", hide_input=True))


@app.command("ratings")
def ratings_command(
    client: Annotated[str, typer.Argument(metavar="CLIENT", help="Whose customers are rated.")],
    rater: Annotated[str | None, typer.Option("--rater", metavar="NAME", help="Write the sheet of this rater only.")] = None,
    all_customers: Annotated[bool, typer.Option("--all-customers", help="Let every rater rate every customer.")] = False,
    most: Annotated[int | None, typer.Option("--most", metavar="N", min=1, help="Only the N largest customers of each rater.")] = None,
    folder: Folder = HERE,
) -> None:
    """Write the rating sheets of the Deep Dive, one per rater; say how far the raters have come, and where they differ most."""
    engagement = engagements.read_engagement(_file(_root(folder), client))
    if engagement.package != "deepdive":
        raise CommandError(
            f"{engagement.name} has the package '{engagement.package}', in which nobody rates. Customers are rated in 'deepdive'.",
            code="SEG-P01",
        )
    found, tree = study.run_study(engagement), growing.grow(engagement.tree)
    wanted = rating_sheets.Wanted(rater, all_customers, most)
    written = rating_sheets.write_rating_sheets(found, tree, engagement.folder / rating_sheets.FOLDER, wanted, dt.date.today())
    nobody = {rating_sheets.NOBODY: frozenset[str]()} if all_customers else {}
    asked = nobody | {sheet.rater: sheet.customers for sheet in written}
    terminal.show_raters(terminal.console(), found, raters.combined(found.intake.ratings, tree, found.customers, asked))
    _say(*terminal.written_lines(written, engagement.name, rating_sheets.FOLDER))


@app.command("tree")
def tree_command(
    client: Annotated[str, typer.Argument(metavar="CLIENT", help="Whose factor tree it is.")],
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="The form, filled in; left out: a form is written.")] = None,
    accept: Annotated[bool, typer.Option("--accept", help="Write the tree of the form into engagement.yaml.")] = False,
    folder: Folder = HERE,
) -> None:
    """Write the form on which the factor tree of the Deep Dive is agreed, or read a filled one, say what it lacks, and take it over."""
    engagement = engagements.read_engagement(_file(_root(folder), client), sources_needed=False)
    if file is None and accept:
        raise CommandError("--accept takes over a form that was filled in. Give the file as well.", code="SEG-P01")
    if file is None:
        form, kept = tree_form.write_tree_form(engagement, engagement.folder)
        if kept is not None:
            _say(f"An earlier form held something else, so it stays as {kept.name}.")
        _say(
            f"Written to workbooks/{engagement.name}: {form.name}, the factor tree in {engagement.words.name}.",
            f"Next: fill it in with the client, then: segkit tree {typed(engagement.name)} {typed(str(form))}",
        )
        return
    came_back = returned.read_tree_form(engagement, file.expanduser().absolute())
    terminal.show_tree_form(terminal.console(), came_back)
    changed = returned.accept_tree(came_back) if accept else None
    _say(*terminal.after_tree(came_back, changed, typed(engagement.name), typed(str(file))))
    raise typer.Exit(int(bool(came_back.problems or came_back.gaps)))


@app.command("check")
def check_command(clients: Clients, folder: Folder = HERE) -> None:
    """Show what is odd in a client's files, and what to do about it; nothing is written."""
    root = _root(folder)
    files = [_file(root, client) for client in clients]
    codes = [_checked(file) for file in files]
    if not any(codes):
        _say("Next: segkit run " + " ".join(typed(file.parent.name) for file in files))
    raise typer.Exit(max(codes))


@app.command("run")
def run_command(
    clients: Annotated[list[str] | None, typer.Argument(metavar="[CLIENT]...", help="Names of folders in workbooks/.")] = None,
    everyone: Annotated[bool, typer.Option("--all", help="Run every client in workbooks/.")] = False,
    workers: Annotated[
        int | None, typer.Option("--workers", metavar="N", parser=_number, help="How many clients at the same time.")
    ] = None,
    folder: Folder = HERE,
) -> None:
    """Run clients' notebooks and write their deliverables."""
    root = _root(folder)
    names = workbooks.workbook_names(root) if everyone else list(dict.fromkeys(clients or []))
    if not names:
        raise CommandError(_NOBODY if everyone else _WHOM, code="SEG-P01")
    files = [_file(root, name) for name in names]
    _finish(_run(files, workers), root)
    _say("", "Next: read the report, and put the call list into data/ when it comes back filled in; then run again.")


@app.command("lab")
def lab_command(
    client: Annotated[str | None, typer.Argument(metavar="[CLIENT]", help="Whose executed notebook to open.")] = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Only say the address.")] = False,
    folder: Folder = HERE,
) -> None:
    """Open JupyterLab on the start page: where each client stands, and what comes next."""
    root = _root(folder)
    executed = lab.executed_notebook(root, client) if client else None
    start = lab.write_start(root, lab.start_page(root, client or ""))
    opened = executed or start
    if start.name != lab.START:
        _say(f"workbooks/{lab.START} was changed by hand, so it stays; the start page is workbooks/{start.name}.")
    if client and executed is None:
        _say(f"'{client}' has no executed notebook yet, so the start page opens. Make one with: segkit run {typed(client)}")
    with lab.desk(root) as desk:
        address = desk.address(opened.relative_to(root).as_posix())
        _say(f"JupyterLab shows {opened.relative_to(root).as_posix()} at", f"  {address}", "End it with Ctrl-C in this window.")
        if not (no_browser or webbrowser.open(address)):
            _say("No browser could be opened; copy the address into one.")
        desk.wait()
    _say("JupyterLab has ended. What was saved is saved; what was not is lost.")


@app.command("score")
def score_command(
    client: Annotated[str, typer.Argument(metavar="CLIENT", help="Whose rules to grade by.")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="New records: a number, revenue and potential each, in .xlsx or .csv.")],
    folder: Folder = HERE,
) -> None:
    """Grade new records by a client's settled rules; nothing is written."""
    engagement = engagements.read_engagement(_file(_root(folder), client))
    terminal.show_ratings(terminal.console(), engagement, scores.score(engagement, file.absolute()))
    _say(f"Next: to keep them, add them to the client's files and run: segkit run {typed(client)}")


@app.command("protect")
def protect_command(
    client: Annotated[str, typer.Argument(metavar="CLIENT", help="Whose latest deliverable to encrypt.")], folder: Folder = HERE
) -> None:
    """Put a client's latest deliverable under a password, in a folder beside it; the password is asked for and kept nowhere."""
    root = _root(folder)
    deliverable = protecting.latest_deliverable(workbooks.workbook_folder(root, client))
    password = typer.prompt(
        f"Password for the deliverable of {deliverable.name}, {protecting.SHORTEST} characters or more", hide_input=True
    )
    again = typer.prompt("The same password once more", hide_input=True)
    _say(*terminal.protected_lines(protecting.protect(deliverable, password, again), root))


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
    _say(*terminal.looked_lines(looked))


_NOBODY = "There is no client in workbooks/ yet. Make one with: segkit new CLIENT"
_WHOM = "Say which clients to run, such as: segkit run nordhavn, or all of them: segkit run --all"


# --- what the commands share ------------------------------------------------------------------------------------------------


def _root(folder: Path, *, must_exist: bool = True) -> Path:
    root = folder.expanduser().absolute()
    if must_exist and not root.is_dir():
        raise CommandError(f"There is no folder {folder}. Give the one that holds workbooks/ with --folder.", code="SEG-G09")
    if root.exists() and not root.is_dir():
        raise CommandError(f"{folder} is a file. Give a folder with --folder.", code="SEG-G09")
    return root


def _file(root: Path, client: str) -> Path:
    return workbooks.workbook_folder(root, client) / workbooks.FILE_NAME


def _checked(file: Path) -> int:
    """Show one client's findings and return the exit code they ask for."""
    try:
        engagement = engagements.read_engagement(file)
        taken = intake.take_in(engagement.sources, engagement.period, engagement.data, engagement.identity)
        blocked = any(finding.severity == "blocks" for finding in taken.findings)
        whole = study.run_study(engagement) if engagement.package == "deepdive" and not blocked else None
    except SegkitError as error:
        _complain(str(error))
        return error.exit_code
    terminal.show_check(terminal.console(), engagement, taken, whole.findings if whole is not None else taken.findings)
    if whole is not None and whole.deep is not None:
        terminal.show_deep_dive(terminal.console(), whole, whole.deep)
    if blocked:
        _say(f"Next: correct what stops the run, then: segkit check {typed(engagement.name)}")
    return int(blocked)


def _run(files: Sequence[Path], workers: int | None) -> "list[RunResult | Failure]":
    with terminal.ProgressShown(terminal.console(), len(files)) as shown:
        return notebooks.run_clients(files, workers, shown.show)


def _to_try(package: str, name: str) -> tuple[str, ...]:
    """Return what to change in the example, to see what follows from it."""
    if package == "deepdive":
        return (
            f"Then change points or weights in a copy of the Excel file, and take them over: segkit return {typed(name)} FILE --accept",
            f"After that: segkit run {typed(name)}",
        )
    return (f"Then change a threshold in workbooks/{name}/engagement.yaml and run: segkit run {typed(name)}",)


def _finish(results: "Sequence[RunResult | Failure]", root: Path) -> None:
    """Show the results. Ends the command where a client failed: exit code 1, or for a single client its own."""
    out = terminal.console()
    if len(results) > 1:
        terminal.show_summary(out, results, root)
    elif isinstance(results[0], RunResult):
        terminal.show_result(out, results[0], root)
    failures = [result for result in results if isinstance(result, Failure)]
    for failure in failures:
        _complain(failure.message if len(results) == 1 else "\n".join(f"{failure.name}: {line}" for line in failure.message.splitlines()))
    if failures:
        raise typer.Exit(failures[0].exit_code if len(results) == 1 else 1)


def _say(*lines: str) -> None:
    for line in lines:
        typer.echo(line)


def _complain(message: str) -> None:
    typer.echo(message, err=True)


# --- the door ---------------------------------------------------------------------------------------------------------------

_UsageError: type[Exception] = typer.BadParameter.__mro__[1]
"""click's UsageError, the base of what a mistyped command raises. typer does not offer it, and since 0.26 brings a click of its own."""

_INTERRUPTED = 130

_STOPPED = "Stopped. What was published stands whole; an interrupted client's earlier deliverable is untouched. Run again when it suits."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code: 0; 1 the data or the run; 2 what was typed or written; 130 stopped by Ctrl-C."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a Windows console that lacks a letter must not stop a run
    try:
        code = app(given, prog_name="segkit", standalone_mode=False)
    except SegkitError as error:
        _complain(str(error))
        return error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        _complain(_STOPPED)
        return _INTERRUPTED
    except _UsageError as error:
        return _usage(error)
    except PermissionError as error:
        _complain(no_access(error))
        return 1
    except Exception as error:  # noqa: BLE001 - the last door: whatever comes is told in one sentence
        _complain(unexpected(error, _given_folder(given)))
        return 1
    if code == _INTERRUPTED:
        _complain(_STOPPED)
    return code if isinstance(code, int) else 0


def _usage(error: Any) -> int:
    """Say what was mistyped, in one sentence; typer's own help text stays as it is."""
    message = str(error.format_message())
    if type(error).__name__ == "NoArgsIsHelpError":
        _say(message)
        return 2
    option = getattr(error, "option_name", None)
    if type(error).__name__ == "NoSuchOption":
        like = next(iter(error.possibilities or ()), None)
        message = f"There is no option {option}." + (f" Did you mean {like}?" if like else "")
    elif message.startswith("No such command") and "Did you mean" not in message:
        message += f" There are: {', '.join(command.name or '' for command in app.registered_commands)}."
    command = error.ctx.command_path if error.ctx else "segkit"
    _complain(f"SEG-P01: {message.replace('No such command', 'There is no command')} See: {command} --help")
    return int(error.exit_code)


def _given_folder(arguments: Sequence[str]) -> Path:
    for i, argument in enumerate(arguments):
        if argument.startswith("--folder="):
            return Path(argument.removeprefix("--folder="))
        if argument == "--folder" and i + 1 < len(arguments):
            return Path(arguments[i + 1])
    return Path()
