"""The command line: one short function per command; each ends by saying what was written and what to do next."""

from segkit.cli.door import main

__all__ = ["main"]
