"""Declaring a parameter once: label, unit, meaning and bounds, beside the code that uses it."""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

Money = Annotated[float, Field(ge=0, allow_inf_nan=False)]
"""An amount in the engagement's currency."""

Fraction = Annotated[float, Field(gt=0, lt=1, allow_inf_nan=False)]
"""A share between 0 and 1, written 0.75."""


class Record(BaseModel):
    """A frozen set of parameters; unknown keys are refused, and text is never taken for a number."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, populate_by_name=True, validate_default=True)


def parameter(default: Any = ..., *, label: str = "", unit: str = "", help: str = "", **bounds: Any) -> Any:
    """Declare a parameter: label, unit and meaning beside the code that uses it.

    `unit` is one of "currency", "fraction", "hours", "minutes", "per year" or "". Further keywords are pydantic's bounds
    and `alias`.
    """
    return Field(default, title=label or None, description=help or None, json_schema_extra={"unit": unit} if unit else None, **bounds)


def declared(record: type[Record], name: str, key: str, value: float, short_name: str = "") -> "ParameterValue":
    """Return a parameter's value with the label, unit and meaning of its declaration."""
    field = record.model_fields[name]
    extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    return ParameterValue(key, field.title or "", str(extra.get("unit", "")), field.description or "", value, short_name)


@dataclass(frozen=True)
class ParameterValue:
    """One parameter as an engagement has it; `name` is the defined name of its cell in Excel."""

    key: str
    label: str
    unit: str
    help: str
    value: float
    short_name: str = ""

    @property
    def name(self) -> str:
        return self.short_name or self.key.replace(".", "_")
