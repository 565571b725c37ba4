"""The command line itself: its name and help, and the option that says its version."""

from typing import Annotated

import typer

from segkit import __version__
from segkit.cli.saying import say

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
        say(f"segkit {__version__}")
        raise typer.Exit
