"""A new client's folder: a commented engagement.yaml with its schema, an empty data/ and a short README in the client's language."""

import datetime as dt
import json
from pathlib import Path
from string import Template
from typing import Any

from segkit.deliverables.in_place import write_whole
from segkit.engagement import Engagement
from segkit.errors import CommandError, WorkbookError
from segkit.notebooks.shipped import TEMPLATES
from segkit.notebooks.typed import typed
from segkit.parameters import nearest
from segkit.words import LANGUAGES
from segkit.workbooks import FILE_NAME, checked_name

STARTERS = Path(__file__).with_name("starters")

SCHEMA = "engagement.schema.json"

_CURRENCIES = {"da": "DKK", "sv": "SEK", "nb": "NOK", "en": "EUR", "de": "EUR"}

_COUNTRIES = {"dk": "da", "se": "sv", "no": "nb", "gb": "en", "uk": "en", "us": "en", "at": "de"}
"""Codes of countries that are easily taken for languages."""

_SHORT_FORMS: dict[str, list[dict[str, Any]]] = {
    "Threshold": [{"type": "number", "minimum": 0}],
    "ActivityEntry": [{"type": "string", "minLength": 1, "maxLength": 200}],
    "ColumnMap": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}],
}
"""What may stand in engagement.yaml in place of a whole record: an amount for a threshold, a heading for a column, a text for an activity."""


def make_workbook(root: Path, name: str, package: str, language: str) -> Path:
    """Make workbooks/<name>/ and return it; a folder that only lacks its engagement.yaml is completed.

    Raises WorkbookError: a refused name, or one that is taken. Raises CommandError: an unknown package or language.
    """
    name = checked_name(name)
    known_package(package)
    known_language(language)
    folder = root / "workbooks" / name
    twin = next((path.name for path in folder.parent.glob("*") if path.name.casefold() == name.casefold()), None)
    if twin is not None and (twin != name or (folder / FILE_NAME).exists()):
        sentence = f"There is a folder workbooks/{twin} already. Choose another name, or go on with it: segkit check {typed(twin)}"
        raise WorkbookError(sentence, code="SEG-G09")
    (folder / "data").mkdir(parents=True, exist_ok=True)
    today = dt.date.today()
    last = today.replace(day=1) - dt.timedelta(days=1)
    values = {
        "client": json.dumps(name, ensure_ascii=False),
        "name": typed(name),
        "package": package,
        "language": language,
        "currency": _CURRENCIES[language],
        "date": today.isoformat(),
        "first": (today.replace(day=1, year=today.year - 1)).isoformat(),
        "last": last.isoformat(),
    }
    further = package == "deepdive"
    write_whole(folder / FILE_NAME, _filled(FILE_NAME, values) + (_filled("deep_dive.yaml", values) if further else b""))
    if not (folder / "README.md").exists():
        told = values | {"client": name}
        deep = _filled(f"README.deepdive.{language}.md", told) if further else b""
        write_whole(folder / "README.md", _filled(f"README.{language}.md", told) + deep)
    write_schema(root)
    return folder


def write_schema(root: Path) -> Path:
    """Write the JSON schema by which editors complete and explain engagement.yaml, and return its path."""
    schema = Engagement.model_json_schema()
    for kind, short in _SHORT_FORMS.items():
        schema["$defs"][kind] = {"anyOf": [*short, schema["$defs"][kind]]}
    path = root / "workbooks" / SCHEMA
    write_whole(path, (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode())
    return path


def known_package(package: str) -> None:
    """Return when there is such a package. Raises CommandError, with the nearest one, when not."""
    _one_of(package, TEMPLATES, "package")


def known_language(language: str) -> None:
    """Return when the deliverables can be written in a language. Raises CommandError, with the nearest one, when not."""
    if language in _COUNTRIES:
        raise CommandError(f"There is no language '{language}', that is a country. Did you mean '{_COUNTRIES[language]}'?", code="SEG-D09")
    _one_of(language, LANGUAGES, "language")


def _filled(starter: str, values: dict[str, str]) -> bytes:
    return Template((STARTERS / starter).read_text(encoding="utf-8")).substitute(values).encode()


def _one_of(given: str, known: Any, what: str) -> None:
    if given not in known:
        like = nearest(given, known)
        hint = f" Did you mean '{like}'?" if like else ""
        raise CommandError(f"There is no {what} '{given}'; there is {', '.join(known)}.{hint}", code="SEG-D09")
