"""JupyterLab as the consultant's desk: the start page with where each client stands, and the server it is opened in.

What needs Jupyter is loaded when first used: where a client stands is told without it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from segkit.lab.page import start_page
from segkit.lab.standing import Standing, standing, standings

if TYPE_CHECKING:
    from segkit.lab.server import Desk, desk
    from segkit.lab.start_file import START, executed_notebook, write_start

_LATER = {"START": "start_file", "Desk": "server", "desk": "server", "executed_notebook": "start_file", "write_start": "start_file"}

__all__ = ["START", "Desk", "Standing", "desk", "executed_notebook", "standing", "standings", "start_page", "write_start"]


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"segkit.lab has no {name!r}")
    return getattr(import_module(f"segkit.lab.{_LATER[name]}"), name)
