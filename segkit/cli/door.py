"""The door of the command line: whatever happens behind it is told in one sentence, with an exit code."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typer

from segkit.cli import begin, calendar, data, deep_dive, deliver, fit, packs, status
from segkit.cli.app import app
from segkit.cli.saying import complain, say
from segkit.errors import SegkitError
from segkit.notebooks.unexpected import no_access, unexpected

COMMANDS = (begin, data, deep_dive, deliver, fit, calendar, packs, status)
"""The modules whose commands there are, in the order of the help."""

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
        complain(str(error))
        return error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        complain(_STOPPED)
        return _INTERRUPTED
    except _UsageError as error:
        return _usage(error)
    except PermissionError as error:
        complain(no_access(error))
        return 1
    except Exception as error:  # noqa: BLE001 - the last door: whatever comes is told in one sentence
        complain(unexpected(error, _given_folder(given)))
        return 1
    if code == _INTERRUPTED:
        complain(_STOPPED)
    return code if isinstance(code, int) else 0


def _usage(error: Any) -> int:
    """Say what was mistyped, in one sentence; typer's own help text stays as it is."""
    message = str(error.format_message())
    if type(error).__name__ == "NoArgsIsHelpError":
        say(message)
        return 2
    option = getattr(error, "option_name", None)
    if type(error).__name__ == "NoSuchOption":
        like = next(iter(error.possibilities or ()), None)
        message = f"There is no option {option}." + (f" Did you mean {like}?" if like else "")
    elif message.startswith("No such command") and "Did you mean" not in message:
        message += f" There are: {', '.join(command.name or '' for command in app.registered_commands)}."
    command = error.ctx.command_path if error.ctx else "segkit"
    complain(f"SEG-P01: {message.replace('No such command', 'There is no command')} See: {command} --help")
    return int(error.exit_code)


def _given_folder(arguments: Sequence[str]) -> Path:
    for i, argument in enumerate(arguments):
        if argument.startswith("--folder="):
            return Path(argument.removeprefix("--folder="))
        if argument == "--folder" and i + 1 < len(arguments):
            return Path(arguments[i + 1])
    return Path()
