"""Replacing a whole block of a YAML file's text, so that everything else of a person's file stays as it is written."""

import re

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.tokens import ScalarToken

from segkit.parameters.yaml_edit import entry, last_leaf


def with_blocks(text: str, key: str, blocks: dict[str, str]) -> str:
    """Return the text of a file with blocks of lines under a top-level key: by the name under it, not indented; "" takes a name out.

    What else stands under the key stays, and remarks within what is replaced are kept above it. A key that holds a list alone is given names.
    Raises ValueError where the key's value is written in brackets.
    """
    _, value = entry(_root(text), key)
    if isinstance(value, SequenceNode) and value.value and not value.flow_style:
        text = _cut(text, key, None, f"{key}:\n")
    elif value is not None and _in_brackets(value):
        raise ValueError(f"'{key}' is written in brackets")
    for name, block in blocks.items():
        text = _with_block(text, key, name, block)
    return text


def _in_brackets(value: Node) -> bool:
    return isinstance(value, (MappingNode, SequenceNode)) and bool(value.value) and bool(value.flow_style)


def _root(text: str) -> Node | None:
    node: Node | None = YAML(typ="rt").compose(text)
    return node


def _with_block(text: str, key: str, name: str, block: str) -> str:
    key_node, value = entry(_root(text), key)
    lines = "".join(f"    {line}\n" if line else "\n" for line in block.splitlines())
    if key_node is None or value is None:
        return f"{text.rstrip()}\n\n{key}:\n  {name}:\n{lines}" if block else text
    if not isinstance(value, MappingNode) or not value.value:
        end = (text + "\n").index("\n", last_leaf(value).end_mark.index if not isinstance(value, ScalarNode) else key_node.end_mark.index)
        head = re.sub(r":\s*(\{\}|\[\]|~|null)?", ":", text[key_node.end_mark.index : end], count=1)
        return f"{text[: key_node.end_mark.index]}{head}\n  {name}:\n{lines}{text[end + 1 :]}" if block else text
    indent = value.value[0][0].start_mark.column
    made = f"{' ' * indent}{name}:\n" + "".join(f"{' ' * (indent + 2)}{line}\n" if line else "\n" for line in block.splitlines())
    if entry(value, name)[0] is not None:
        return _cut(text, key, name, made if block else "")
    if not block:
        return text
    end = _line_end(text, last_leaf(value).end_mark.index)
    return f"{text[:end].rstrip(chr(10))}\n{made}{text[end:]}"


def _cut(text: str, key: str, name: str | None, made: str) -> str:
    """Return the text with a key and its value replaced by lines, and the remarks of what was there above them."""
    key_node, value = entry(_root(text), key)
    if name is not None:
        key_node, value = entry(value, name)
    if key_node is None or value is None:
        raise ValueError(f"there is no '{name or key}'")
    start = text.rfind("\n", 0, key_node.start_mark.index) + 1
    end = _line_end(text, max(last_leaf(value).end_mark.index, key_node.end_mark.index + 1))
    indent = " " * key_node.start_mark.column
    kept = "".join(f"{indent}# {remark}\n" for remark in _remarks(text, start, end))
    return f"{text[:start]}{kept}{made}{text[end:]}"


def _line_end(text: str, index: int) -> int:
    """Return where the line ends in which a value ends; a text over several lines ends before the blanks that follow it."""
    last = len(text[:index].rstrip())
    return min(len(text), (text + "\n").index("\n", last) + 1)


def _remarks(text: str, start: int, end: int) -> list[str]:
    """Return the remarks between two places: a # that does not stand within a value."""
    values = [(token.start_mark.index, token.end_mark.index) for token in YAML(typ="rt").scan(text) if isinstance(token, ScalarToken)]
    found = []
    line = start
    while line < end:
        stop = min(end, (text + "\n").index("\n", line))
        for match in re.finditer(r"(?:^|(?<=\s))#[ \t]*(.*)", text[line:stop]):
            at = line + match.start()
            if not any(first <= at < last for first, last in values):
                found.append(match.group(1).rstrip())
                break
        line = stop + 1
    return found
