"""Running templates: one client, many clients, and the folders they run in.

Functions are loaded when first used: `segkit --help` must not wait for papermill.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from segkit.notebooks.result import Failure, RunResult

if TYPE_CHECKING:
    from segkit.notebooks.batch import run_clients
    from segkit.notebooks.new_client import make_workbook, write_schema
    from segkit.notebooks.run import run_client

_PUBLIC = {"make_workbook": "new_client", "run_client": "run", "run_clients": "batch", "write_schema": "new_client"}

__all__ = ["Failure", "RunResult", "make_workbook", "run_client", "run_clients", "write_schema"]


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"segkit.notebooks has no {name!r}")
    return getattr(import_module(f"segkit.notebooks.{_PUBLIC[name]}"), name)
