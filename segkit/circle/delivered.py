"""What was delivered, in a compact file beside the client's data: each account's grade and figures, the rules and the playbook of then.

It never leaves the client's folder in workbooks/, and says by a hash which strategy file it belongs to.
"""

import datetime as dt
import gzip
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from segkit.parameters import ParameterValue, declared
from segkit.rating import Axis, Cut, Grid
from segkit.strategy import PlaybookEntry, SegmentPolicy
from segkit.study import Study
from segkit.words import is_missing

FORMAT = 1
KEYS = {"customer": "customer_id", "lead": "lead_id"}
"""The kinds of account, each with the column that holds its number."""

COLUMNS = ("kind", "number", "name", "grade", "revenue", "potential")

_TEXTS = ("name", "goal", "service_level", "channel", "price_policy", "responsible", "leads", "proposal")


@dataclass(frozen=True)
class Account:
    """A customer or lead as it was delivered; `grade` is None where it was not rated."""

    kind: str
    number: str
    name: str
    grade: str | None
    revenue: float | None
    potential: float | None


@dataclass(frozen=True)
class Delivered:
    """A delivery as it was: `accounts` in the client's order, customers first; `numbers` are the thresholds and the playbook's numbers.

    `texts` holds the playbook per segment and field, in the language of the delivery; "proposal" is a key of PROPOSALS.
    """

    date: dt.date
    strategy_sha256: str
    language: str
    currency: str
    preset: str
    grid: Grid
    numbers: tuple[ParameterValue, ...]
    texts: Mapping[str, Mapping[str, str]]
    accounts: tuple[Account, ...]


def delivered_file(workbook: Path, day: dt.date) -> Path:
    """Return where the record of a delivery lies: workbooks/<client>/delivered/<date>.json.gz."""
    return workbook / "delivered" / f"{day.isoformat()}.json.gz"


def as_delivered(study: Study, strategy_sha256: str) -> Delivered:
    """Return a study as what is delivered with the strategy file of that hash."""
    engagement = study.engagement
    return Delivered(
        date=engagement.date,
        strategy_sha256=strategy_sha256,
        language=engagement.language,
        currency=engagement.currency,
        preset=engagement.abcd.preset,
        grid=study.grid,
        numbers=numbers(study),
        texts={policy.segment: _texts(policy) for policy in study.plan.policies},
        accounts=tuple(account for kind in KEYS for account in accounts(study, kind)),
    )


def delivered_bytes(study: Study, strategy_sha256: str) -> bytes:
    """Return the record of a delivery as the bytes of its file; the same study gives the same bytes."""
    record = as_delivered(study, strategy_sha256)
    plain = {
        "format": FORMAT,
        "date": record.date.isoformat(),
        "strategy_sha256": record.strategy_sha256,
        "language": record.language,
        "currency": record.currency,
        "preset": record.preset,
        "grid": _plain_grid(record.grid),
        "numbers": [[number.key, number.label, number.unit, _known(number.value)] for number in record.numbers],
        "texts": record.texts,
        "accounts": {name: [getattr(account, name) for account in record.accounts] for name in COLUMNS},
    }
    return gzip.compress(json.dumps(plain, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode(), mtime=0)


def read_delivered(content: bytes) -> Delivered:
    """Return the record in the bytes of a file. Raises OSError, EOFError, zlib.error, ValueError, KeyError or TypeError for anything else."""
    plain = json.loads(gzip.decompress(content))
    if plain["format"] != FORMAT:
        raise ValueError(f"format {plain['format']}")
    columns = [plain["accounts"][name] for name in COLUMNS]
    return Delivered(
        date=dt.date.fromisoformat(plain["date"]),
        strategy_sha256=str(plain["strategy_sha256"]),
        language=str(plain["language"]),
        currency=str(plain["currency"]),
        preset=str(plain["preset"]),
        grid=_grid(plain["grid"]),
        numbers=tuple(
            ParameterValue(key, label, unit, "", math.nan if value is None else float(value))
            for key, label, unit, value in plain["numbers"]
        ),
        texts={segment: dict(texts) for segment, texts in plain["texts"].items()},
        accounts=tuple(Account(*cells) for cells in zip(*columns, strict=True)),
    )


def numbers(study: Study) -> tuple[ParameterValue, ...]:
    """Return the thresholds and the playbook's numbers of a study; a threshold that is still open has no number (NaN)."""
    answers = (
        declared(PlaybookEntry, "response_hours", f"playbook.{policy.segment}.response_hours", policy.response_hours)
        for policy in study.plan.policies
    )
    return (*study.parameters, *answers)


def accounts(study: Study, kind: str) -> list[Account]:
    """Return a study's accounts of a kind, in the client's order."""
    frame = account_frame(study, kind)
    columns = [frame[KEYS[kind]], frame["name"], frame["grade"], frame["revenue"], frame["potential"]]
    return [
        Account(kind, str(number), _text(name), None if is_missing(grade) else str(grade), _known(revenue), _known(potential))
        for number, name, grade, revenue, potential in zip(*columns, strict=True)
    ]


def account_frame(study: Study, kind: str) -> pd.DataFrame:
    """Return the study's table of a kind of account."""
    return study.customers if kind == "customer" else study.leads


def _texts(policy: SegmentPolicy) -> dict[str, str]:
    return {name: str(getattr(policy, name)) for name in _TEXTS} | {
        "activities": "\n".join(activity.name for activity in policy.activities)
    }


def _plain_grid(grid: Grid) -> dict[str, Any]:
    axes = [{"measure": axis.measure, "cuts": [[cut.key, cut.value, cut.quantile, cut.open] for cut in axis.cuts]} for axis in grid.axes]
    return {"axes": axes, "grades": grid.grades}


def _grid(plain: Any) -> Grid:
    across, *up = (Axis(axis["measure"], tuple(Cut(*cut) for cut in axis["cuts"])) for axis in plain["axes"])
    return Grid(across, up[0] if up else None, tuple(tuple(row) for row in plain["grades"]))


def _known(value: object) -> float | None:
    return None if is_missing(value) else float(value)  # type: ignore[arg-type]  # a cell of a column of numbers


def _text(value: object) -> str:
    return "" if is_missing(value) else str(value)
