"""What comes of a client's run: a result, or a failure in plain words. Light, so that they travel quickly between processes."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Settled:
    """A threshold that came from a quantile and was written into engagement.yaml as an amount."""

    key: str
    amount: float
    quantile: float

    @property
    def shown(self) -> str:
        return f"{self.amount:g}" if self.amount < 1 else f"{self.amount:,.2f}".removesuffix(".00")


@dataclass(frozen=True)
class RunResult:
    """A client's finished run: the deliverable, the executed notebook (None: it could not be saved), and what a person should be told.

    `remembered` is whether the next delivery can be compared with this one.
    """

    name: str
    folder: Path
    notebook: Path | None
    manifest: Mapping[str, Any]
    kept: tuple[Path, ...] = ()
    settled: tuple[Settled, ...] = ()
    remembered: bool = True


@dataclass(frozen=True)
class Failure:
    """A client's run that stopped: what to tell, one line per problem, and the exit code it asks for."""

    name: str
    message: str
    exit_code: int = 1


@dataclass(frozen=True)
class CellDone:
    """A cell of a client's notebook has been executed."""

    name: str
    done: int
    cells: int


@dataclass(frozen=True)
class Started:
    """A client's run has begun."""

    name: str


Event = Started | CellDone | RunResult | Failure
