"""The script by which tables sort and search where scripts may run; the tables are whole without it."""

import json
from functools import cache
from pathlib import Path

from segkit.words import LANGUAGES, Words

_SCRIPT = Path(__file__).with_name("table.js")


@cache
def table_script() -> str:
    """Return the script as one statement of JavaScript. It asks for nothing outside, and run twice on a page it acts once.

    It takes up every table that says its language, also one that comes later. Put into HTML it ends no element.
    """
    texts = json.dumps({language: _texts(Words(language)) for language in LANGUAGES}, ensure_ascii=True).replace("</", "<\\/")
    return f"({_SCRIPT.read_text(encoding='utf-8').strip()})({texts});"


def _texts(words: Words) -> dict[str, str]:
    return {
        "search": words("Search in the table"),
        "sort": words("Sort by this column"),
        "shown": words("{n} of {m} rows", n="{n}", m="{m}"),
        "none": words("No row holds this."),
    }
