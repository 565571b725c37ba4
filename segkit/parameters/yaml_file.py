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
        raise EngagementError(
            [f"{path.name} is not saved as UTF-8 (byte {error.start}). Save it as UTF-8 and run again."], code="SEG-G10"
        ) from None
    return yaml_text(path, text)


def yaml_text(path: Path, text: str) -> YamlFile:
    """Return the text of a file, or of lines meant for it, as data with lines. Raises EngagementError as read_yaml does."""
    try:
        node = YAML(typ="safe", pure=True).compose(text)
    except (MarkedYAMLError, YAMLError) as error:
        raise EngagementError([_syntax_sentence(path, error)], code="SEG-G10") from None
    reader = _Reader(path)
    data = reader.plain(node, ()) if node is not None else {}
    if reader.problems:
        raise EngagementError(reader.problems, code="SEG-G10")
    if not isinstance(data, dict):
        found = "a list" if isinstance(data, list) else "one bare value"
        sentence = f"{path.name}, line 1: expected keys and values such as 'client: Acme A/S', but found {found}."
        raise EngagementError([sentence], code="SEG-G10")
    return YamlFile(path, data, reader.lines)


_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]*)?\.[0-9]+")
_TWO_WAYS = re.compile(r"[-+]?[1-9][0-9]{0,2}(\.[0-9]{3})+")
_CORE_TAGS = "tag:yaml.org,2002:"


class _Reader:
    """Turns nodes into plain data, remembering the line of each place and everything that YAML would read as something else."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lines: dict[Place, int] = {}
        self.problems: list[str] = []
        self._seen: set[int] = set()

    def plain(self, node: Node, place: Place) -> Any:
        self.lines.setdefault(place, _line(node))
        if id(node) in self._seen or not str(node.tag).startswith(_CORE_TAGS) or "python" in str(node.tag):
            self._problem(node, "tags (!…) and references (&…, *…) are not used here. Write the value itself.")
            return None
        self._seen.add(id(node))
        if isinstance(node, MappingNode):
            return self._mapping(node, place)
        if isinstance(node, SequenceNode):
            return [self.plain(item, (*place, i)) for i, item in enumerate(node.value)]
        return self._scalar(node) if isinstance(node, ScalarNode) else None

    def _mapping(self, node: MappingNode, place: Place) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in result:
                self._problem(key_node, f"'{key}' is given twice (first on line {self.lines[*place, key]}). Keep one of them.")
                continue
            self.lines[*place, key] = _line(key_node)
            result[key] = self.plain(value_node, (*place, key))
        return result

    def _scalar(self, node: ScalarNode) -> Any:
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
            self._problem(node, f"{text} can be read two ways. Write {whole} for the large number, or quote it if it is text.")
            return None
        return float(text) if _DECIMAL.fullmatch(text) else text

    def _problem(self, node: Node, sentence: str) -> None:
        self.problems.append(f"{self.path.name}, line {_line(node)}: {sentence}")


def _line(node: Node) -> int:
    return int(node.start_mark.line) + 1


def _syntax_sentence(path: Path, error: YAMLError) -> str:
    what = str(getattr(error, "problem", None) or "the file does not follow the rules of YAML")
    mark, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    if "quoted scalar" in str(getattr(error, "context", "")):
        mark, what = context, "a quote is opened and not closed"
    elif "'\\t'" in what:
        what = "a tab stands where blanks are needed. Indent with blanks"
    else:
        what += ". Look for a missing colon, a missing quote or uneven indentation on this line or the one above"
    return f"{path.name}{f', line {mark.line + 1}' if mark else ''}: {what}."
