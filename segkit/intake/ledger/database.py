"""DuckDB as the ledger uses it: in memory with a ceiling, spilling into a folder that is gone afterwards, offline."""

# ruff: noqa: S608 - names of tables are our own; every text of a client is quoted or bound

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pandas as pd

MEMORY = "600MB"
"""What DuckDB may hold before it spills; peak memory of the process is about 200 MB more."""


@dataclass(frozen=True)
class Database:
    """An open connection and the folder that is removed with it."""

    connection: duckdb.DuckDBPyConnection
    folder: Path

    def run(self, query: str, parameters: Sequence[Any] = ()) -> None:
        self.connection.execute(query, list(parameters))

    def rows(self, query: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        return self.connection.execute(query, list(parameters)).fetchall()

    def row(self, query: str, parameters: Sequence[Any] = ()) -> tuple[Any, ...]:
        return self.rows(query, parameters)[0]

    def keep(self, table: str, columns: Mapping[str, Sequence[Any]], types: Mapping[str, str]) -> None:
        """Make a table of the columns given; each type is exact, for every value travels as text or as a whole number."""
        frame = pd.DataFrame({name: pd.Series(list(values), dtype=_carried(types[name])) for name, values in columns.items()})
        self.connection.register("_given", frame)
        chosen = ", ".join(f'CAST("{name}" AS {types[name]}) AS "{name}"' for name in columns)
        self.run(f"CREATE OR REPLACE TABLE {table} AS SELECT {chosen} FROM _given")
        self.connection.unregister("_given")


def _carried(type_name: str) -> str:
    return {"BIGINT": "int64", "BOOLEAN": "bool"}.get(type_name, "str")


@contextmanager
def database() -> Iterator[Database]:
    """Open a database of its own; whatever it spilled is removed at the end."""
    with TemporaryDirectory(prefix="segkit-") as folder:
        settings: dict[str, Any] = {
            "memory_limit": MEMORY,
            "temp_directory": str(Path(folder) / "spilled"),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
        with duckdb.connect(":memory:", config=settings) as connection:
            # In a notebook without ipywidgets DuckDB has no bar to switch off, and refuses to.
            with suppress(duckdb.InvalidInputException):
                connection.execute("SET enable_progress_bar = false")
            yield Database(connection, Path(folder))


def quoted(text: str) -> str:
    """Return a text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"
