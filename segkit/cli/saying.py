"""What commands say: lines for the reader, and complaints for whom something went wrong."""

import typer


def say(*lines: str) -> None:
    """Write lines."""
    for line in lines:
        typer.echo(line)


def complain(message: str) -> None:
    """Write a message where errors are written."""
    typer.echo(message, err=True)
