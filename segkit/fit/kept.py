"""A trial as the lines of a YAML file that a person can read, and back."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from segkit.fit.trial import Trial
from segkit.intake.mapping.yaml_lines import quoted
from segkit.parameters import read_record, read_yaml

HEAD = "# One trial of segkit fit, kept as it was asked and answered. Nothing here changes the engagement; taking the trial does.\n"


def trial_text(trial: Trial) -> str:
    """Return a trial as the text of its file."""
    return HEAD + "".join(f"{line}\n" for line in _lines(trial.model_dump(mode="json", exclude_none=True), 0))


def read_trial(path: Path) -> Trial:
    """Return the trial in a file. Raises EngagementError where a person has made it unreadable."""
    return read_record(Trial, read_yaml(path))


def number(value: float) -> str:
    """Return a number as YAML reads it back: without an exponent, and never as three digits behind a point, which can be read two ways."""
    shown = f"{Decimal(repr(value)):f}"
    shown = shown.rstrip("0").rstrip(".") if "." in shown else shown
    whole, _, decimals = shown.partition(".")
    return f"{whole}.{decimals}0" if len(decimals) == 3 else shown


def _lines(value: dict[str, Any], blanks: int) -> Iterator[str]:
    margin = " " * blanks
    for key, part in value.items():
        name = f"{margin}{quoted(key)}:"
        if isinstance(part, dict):
            yield name if part else f"{name} {{}}"
            yield from _lines(part, blanks + 2)
        elif isinstance(part, list):
            yield name if part else f"{name} []"
            for item in part:
                first, *others = _lines(item, blanks + 4)
                yield f"{margin}  - {first.strip()}"
                yield from others
        else:
            yield f"{name} {_scalar(part)}"


def _scalar(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return number(value)
    return quoted(str(value))
