"""Reading a YAML file into a frozen record, with one sentence per problem: line, key, what was expected, what was found."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar, get_args

from pydantic import ValidationError
from rapidfuzz import fuzz, process

from segkit.errors import EngagementError
from segkit.parameters.declare import Record
from segkit.parameters.yaml_file import Place, YamlFile

R = TypeVar("R", bound=Record)


def read_record(kind: type[R], file: YamlFile) -> R:
    """Return the file as a checked record; a key with nothing after it, such as 'abcd:', means its default.

    Raises EngagementError with one sentence per problem, in the order of the lines.
    """
    try:
        return kind.model_validate_json(json.dumps(_given(file.data)), strict=True)
    except ValidationError as error:
        found = sorted({(file.line(_place(e, file)), _sentence(e, kind, file)) for e in error.errors(include_url=False)})
        raise EngagementError([sentence for _, sentence in found]) from None


def _given(data: Any) -> Any:
    """Return the data without the keys that have nothing after them."""
    if isinstance(data, Mapping):
        return {key: _given(value) for key, value in data.items() if value is not None}
    return [_given(item) for item in data] if isinstance(data, list) else data


def nearest(word: str, known: Iterable[str], least: float = 60) -> str | None:
    """Return the known word most like this one, or None when none is alike enough (rapidfuzz ratio, 0 to 100)."""
    match = process.extractOne(word.lower(), {name: name.lower() for name in known}, scorer=fuzz.ratio, score_cutoff=least)
    return str(match[2]) if match else None


_EXPECTED = {
    "float_type": "a number without thousands signs, such as 250000",
    "int_type": "a whole number",
    "string_type": "text",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "keys with values below it",
    "model_type": "keys with values below it",
    "model_attributes_type": "keys with values below it",
    "date_type": "a date such as 2026-06-30",
    "date_parsing": "a date such as 2026-06-30",
    "date_from_datetime_parsing": "a date such as 2026-06-30",
    "date_from_datetime_inexact": "a date such as 2026-06-30",
    "greater_than": "above {gt:g}",
    "greater_than_equal": "{ge:g} or more",
    "less_than": "below {lt:g}",
    "less_than_equal": "{le:g} or less",
    "string_pattern_mismatch": "of the form {pattern}",
    "too_short": "a list of at least {min_length}",
    "string_too_short": "at least {min_length} characters long",
    "string_too_long": "at most {max_length} characters long",
    "finite_number": "a finite number",
}


def _place(error: Any, file: YamlFile) -> Place:
    place: Place = ()
    value = file.data
    for part in error["loc"]:
        if (isinstance(value, Mapping) and part in value) or (isinstance(value, list) and isinstance(part, int) and part < len(value)):
            value, place = value[part], (*place, part)
    return place


def _sentence(error: Any, kind: type[Record], file: YamlFile) -> str:
    place = _place(error, file)
    where = f"{file.path.name}, line {file.line(place)}"
    record, name = _declaration(kind, place)
    help_text = (record.model_fields[name].description or "") if record and name in record.model_fields else ""
    tail = f" {help_text}" if help_text else ""
    if error["type"] == "extra_forbidden":
        owner, key = _declaration(kind, place)
        known = [field.alias or key for key, field in owner.model_fields.items()] if owner else []
        like = nearest(str(key), known)
        hint = f"Did you mean '{like}'?" if like else f"It has: {', '.join(known)}."
        return f"{where}: '{key}' is not a setting{_of(place)}. {hint}"
    if error["type"] == "missing":
        key = str(error["loc"][-1])
        above = place[:-1] if place and place[-1] == key else place
        owner = _owner(kind, above)
        field = next((f for n, f in owner.model_fields.items() if key in {n, f.alias}), None) if owner else None
        return f"{where}: '{key}' is missing{_of((*above, key))}.{' ' + field.description if field and field.description else ''}"
    if error["type"] == "value_error":
        return f"{where}: {error['ctx']['error']}"
    key = _spoken(place)
    if error["type"] in {"literal_error", "enum"}:
        return _choice_sentence(where, key, error)
    expected = _EXPECTED.get(error["type"], "").format(**error.get("ctx", {})) or str(error["msg"]).lower()
    found = error["input"]
    return f"{where}: {key} must be {expected}, but is {_shown(found)}.{tail}"


def _choice_sentence(where: str, key: str, error: Any) -> str:
    choices = re.findall(r"'([^']*)'", error["ctx"]["expected"])
    like = nearest(str(error["input"]), choices, least=50)
    hint = f" Did you mean '{like}'?" if like else ""
    return f"{where}: {key} must be one of {', '.join(choices)}, but is {_shown(error['input'])}.{hint}"


def _shown(value: Any) -> str:
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (dict, list)):
        return "a list" if isinstance(value, list) else "a group of keys"
    return f"'{value}'" if isinstance(value, str) else f"{value:g}" if isinstance(value, float) else str(value)


def _spoken(place: Place) -> str:
    names = [part for part in place if isinstance(part, str)]
    last = place[-1] if place else ""
    return f"item {last + 1} of '{names[-1]}'" if isinstance(last, int) and names else f"'{last}'"


def _of(place: Place) -> str:
    above = [part for part in place[:-1] if isinstance(part, str)]
    return f" of '{above[-1]}'" if above else ""


def _owner(kind: type[Record], place: Place) -> type[Record] | None:
    """Return the record that stands at a place in the file, walking the declarations."""
    record: type[Record] | None = kind
    for part in place:
        if isinstance(part, int) or record is None:
            continue
        field = next((f for n, f in record.model_fields.items() if part in {n, f.alias}), None)
        record = _record_in(field.annotation) if field else record
    return record


def _declaration(kind: type[Record], place: Place) -> tuple[type[Record] | None, str]:
    return (_owner(kind, place[:-1]), str(place[-1])) if place else (kind, "")


def _record_in(annotation: Any) -> type[Record] | None:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next((record for inner in get_args(annotation) if (record := _record_in(inner))), None)
