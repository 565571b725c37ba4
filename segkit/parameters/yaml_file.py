"""A YAML file as plain data that knows its lines, read by composing its nodes.

Only plain numbers, true, false and null are anything but text: NO stays a country and 0012 stays a customer's number.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from segkit.errors import EngagementError

Place = tuple[str | int, ...]
"""Where a value stands in the file: ("abcd", "revenue_high")."""


@dataclass(frozen=True)
class YamlFile:
    """A YAML file as plain data, and the line on which each key and value stands (1 = first line)."""

    path: Path
    data: Any
    lines: Mapping[Place, int]

    def line(self, place: Place) -> int:
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def read_yaml(path: Path) -> YamlFile:
    """Return the file as data with lines. Raises EngagementError: not text, broken syntax, a key given twice, tags, aliases."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise EngagementError([f"{path.name} is not saved as UTF-8 (byte {error.start}). Save it as UTF-8 and run again."], code="SEG-G10") from None
    try:
        node = YAML(typ="safe", pure=True).compose(text)
    except (MarkedYAMLError, YAMLError) as error:
        raise EngagementError([_syntax_sentence(path, error)], code="SEG-G10") from None
    lines: dict[Place, int] = {}
    problems: list[str] = []
    data = _plain(node, (), lines, problems, path, set()) if node is not None else {}
    if problems:
        raise EngagementError(problems, code="SEG-G10")
    if not isinstance(data, dict):
        raise EngagementError([f"{path.name}, line 1: expected keys and values such as 'client: Acme A/S', but found {'a list' if isinstance(data, list) else 'one bare value'}."], code="SEG-G10")
    return YamlFile(path, data, lines)


_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]*)?\.[0-9]+")
_TWO_WAYS = re.compile(r"[-+]?[1-9][0-9]{0,2}(\.[0-9]{3})+")
_CORE_TAGS = "tag:yaml.org,2002:"


def _plain(node: Node, place: Place, lines: dict[Place, int], problems: list[str], path: Path, seen: set[int]) -> Any:
    line = node.start_mark.line + 1
    lines.setdefault(place, line)
    if id(node) in seen or not str(node.tag).startswith(_CORE_TAGS) or "python" in str(node.tag):
        problems.append(f"{path.name}, line {line}: tags (!…) and references (&…, *…) are not used here. Write the value itself.")
        return None
    seen.add(id(node))
    if isinstance(node, MappingNode):
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key, key_line = str(key_node.value), key_node.start_mark.line + 1
            if key in result:
                problems.append(f"{path.name}, line {key_line}: '{key}' is given twice (first on line {lines[(*place, key)]}). Keep one of them.")
                continue
            lines[(*place, key)] = key_line
            result[key] = _plain(value_node, (*place, key), lines, problems, path, seen)
        return result
    if isinstance(node, SequenceNode):
        return [_plain(item, (*place, i), lines, problems, path, seen) for i, item in enumerate(node.value)]
    return _scalar(node, line, problems, path) if isinstance(node, ScalarNode) else None


def _scalar(node: ScalarNode, line: int, problems: list[str], path: Path) -> Any:
    text = str(node.value)
    if node.style in {"'", '"', "|", ">"}:
        return text
    if text in {"", "~", "null"}:
        return None
    if text in {"true", "false"}:
        return text == "true"
    if _INTEGER.fullmatch(text):
        return int(text)
    if _TWO_WAYS.fullmatch(text):
        whole = text.replace(".", "")
        problems.append(f"{path.name}, line {line}: {text} can be read two ways. Write {whole} for the large number, or quote it if it is text.")
        return None
    return float(text) if _DECIMAL.fullmatch(text) else text


def _syntax_sentence(path: Path, error: YAMLError) -> str:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    what = getattr(error, "problem", None) or "the file does not follow the rules of YAML"
    line = f", line {mark.line + 1}" if mark else ""
    return f"{path.name}{line}: {what}. Look for a missing colon, a missing quote or uneven indentation on this line or the one above."
