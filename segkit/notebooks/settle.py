"""Thresholds that came from quantiles are settled once: the amounts take their place in engagement.yaml, comments kept.

From then on a customer's grade changes because the customer changed, not because the others did.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.util import load_yaml_guess_indent

from segkit.deliverables.in_place import write_whole
from segkit.notebooks.result import Settled
from segkit.parameters import read_yaml


def settle_thresholds(file: Path, thresholds: Iterable[Mapping[str, Any]], date: dt.date) -> tuple[Settled, ...]:
    """Write the amounts of a manifest's quantile thresholds into engagement.yaml and return them; nothing else in the file changes.

    Returns nothing, and leaves the file as it is, when it cannot be rewritten without touching anything else.
    """
    settled = tuple(Settled(t["key"], t["value"], t["quantile"]) for t in thresholds if t["quantile"] is not None)
    if not settled:
        return ()
    content = file.read_bytes()
    text = _rewritten(content.decode("utf-8-sig"), settled, date)
    if b"\r\n" in content:
        text = text.replace("\n", "\r\n")
    draft = file.with_name(f".{file.name}.settled")
    try:
        draft.write_bytes(text.encode())
        same = read_yaml(draft).data == _expected(read_yaml(file).data, settled)
    finally:
        draft.unlink(missing_ok=True)
    if not same:
        return ()
    write_whole(file, text.encode())
    return settled


def _rewritten(text: str, settled: Iterable[Settled], date: dt.date) -> str:
    text = text.replace("\r\n", "\n")
    _, indent, offset = load_yaml_guess_indent(text)
    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = 1_000_000
    yaml.indent(mapping=indent or 2, sequence=(indent or 2) + (offset or 0) if offset else indent or 2, offset=offset or 0)
    root = yaml.load(text)
    for threshold in settled:
        *above, last = threshold.key.split(".")
        place = root
        for key in above:
            if not isinstance(place.get(key), CommentedMap):
                place[key] = CommentedMap()
            place = place[key]
        place[last] = int(threshold.amount) if float(threshold.amount).is_integer() else threshold.amount
        place.yaml_add_eol_comment(f"quantile {threshold.quantile:g}, settled {date}", last)
    written = StringIO()
    yaml.dump(root, written)
    return written.getvalue()


def _expected(data: Any, settled: Iterable[Settled]) -> Any:
    for threshold in settled:
        *above, last = threshold.key.split(".")
        place = data
        for key in above:
            if not isinstance(place.get(key), dict):
                place[key] = {}
            place = place[key]
        place[last] = threshold.amount
    return data
