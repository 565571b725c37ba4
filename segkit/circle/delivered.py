"""What was delivered, in a compact file beside the client's data: each account's grade, class and figures, the rules and the playbook of then.

It never leaves the client's folder in workbooks/, and says by a hash which strategy file it belongs to.
"""

import datetime as dt
import gzip
import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from segkit.parameters import ParameterValue, declared
from segkit.rating import Axis, Cut, Grid
from segkit.rating.factors import Tree, grow
from segkit.rating.factors.settings import FactorTree
from segkit.strategy import Activity, PlaybookEntry, SegmentPolicy
from segkit.study import Study
from segkit.words import is_missing

FORMAT = 1
KEYS = {"customer": "customer_id", "lead": "lead_id"}
"""The kinds of account, each with the column that holds its number."""

COLUMNS = ("kind", "number", "name", "grade", "revenue", "potential")
RATED_COLUMNS = ("score", "rating_class")
"""What a Deep Dive adds to an account; records of before it was remembered do not have it."""

_TEXTS = ("name", "goal", "service_level", "channel", "price_policy", "responsible", "leads", "proposal")


@dataclass(frozen=True)
class Account:
    """A customer or lead as it was delivered; `grade` is None where it was not rated.

    `score` and `rating_class` are those of a Deep Dive, None where there is none, for leads, and in older records.
    """

    kind: str
    number: str
    name: str
    grade: str | None
    revenue: float | None
    potential: float | None
    score: float | None = None
    rating_class: str | None = None


@dataclass(frozen=True)
class Delivered:
    """A delivery as it was: `accounts` in the client's order, customers first; `numbers` are the thresholds and the playbook's numbers.

    `texts` holds the playbook per segment and field, in the language of the delivery; "proposal" is a key of PROPOSALS. `activities` are each
    segment's, `labels` the names shown instead of letters, `pareto` the preset of the Pareto classes, `tree` the factor tree: None where an
    older record does not hold them, and the tree in another package than the Deep Dive.
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
    activities: Mapping[str, tuple[Activity, ...]] | None = None
    labels: Mapping[str, str] | None = None
    pareto: str | None = None
    tree: Tree | None = None


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
        activities={policy.segment: policy.activities for policy in study.plan.policies},
        labels=engagement.abcd.labels,
        pareto=engagement.pareto.preset,
        tree=study.deep.tree if study.deep is not None else None,
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
        "accounts": {name: [getattr(account, name) for account in record.accounts] for name in _columns(study)},
        "activities": {segment: [_plain_activity(one) for one in done] for segment, done in (record.activities or {}).items()},
        "labels": record.labels,
        "pareto": record.pareto,
        "tree": record.tree.settings.model_dump(mode="json") if record.tree is not None else None,
    }
    return gzip.compress(json.dumps(plain, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode(), mtime=0)


def read_delivered(content: bytes) -> Delivered:
    """Return the record in the bytes of a file. Raises OSError, EOFError, zlib.error, ValueError, KeyError or TypeError for anything else."""
    plain = json.loads(gzip.decompress(content))
    if plain["format"] != FORMAT:
        raise ValueError(f"format {plain['format']}")
    columns = [plain["accounts"][name] for name in COLUMNS]
    columns += [plain["accounts"].get(name, [None] * len(columns[0])) for name in RATED_COLUMNS]
    tree = plain.get("tree")
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
        activities={segment: tuple(map(_activity, done)) for segment, done in plain["activities"].items()}
        if "activities" in plain
        else None,
        labels=plain.get("labels"),
        pareto=plain.get("pareto"),
        tree=grow(FactorTree.model_validate(tree)) if tree is not None else None,
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
    rated = rated_frame(study, kind)
    columns = [
        frame[KEYS[kind]],
        frame["name"],
        frame["grade"],
        frame["revenue"],
        frame["potential"],
        rated["score"],
        rated["rating_class"],
    ]
    return [
        Account(kind, str(number), _text(name), _named(grade), _known(revenue), _known(potential), _known(score), _named(rating_class))
        for number, name, grade, revenue, potential, score, rating_class in zip(*columns, strict=True)
    ]


def rated_frame(study: Study, kind: str) -> pd.DataFrame:
    """Return score and rating_class of each account, in the client's order; empty for leads and in another package than the Deep Dive."""
    if study.deep is not None and kind == "customer":
        return study.deep.customers[list(RATED_COLUMNS)]
    return pd.DataFrame(None, index=account_frame(study, kind).index, columns=list(RATED_COLUMNS), dtype=object)


def account_frame(study: Study, kind: str) -> pd.DataFrame:
    """Return the study's table of a kind of account."""
    return study.customers if kind == "customer" else study.leads


def _columns(study: Study) -> tuple[str, ...]:
    return (*COLUMNS, *RATED_COLUMNS) if study.deep is not None else COLUMNS


def _plain_activity(activity: Activity) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in asdict(activity).items()}


def _activity(plain: Mapping[str, Any]) -> Activity:
    days = {name: dt.date.fromisoformat(plain[name]) if plain[name] else None for name in ("start", "end")}
    return Activity(**{**plain, **days})


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


def _named(value: object) -> str | None:
    return None if is_missing(value) else str(value)


def _text(value: object) -> str:
    return "" if is_missing(value) else str(value)
