"""Finding places in a YAML file's text, so that it is changed there and a person's comments, blanks and order stay."""

import re
from collections.abc import Sequence

from ruamel.yaml import YAML
from ruamel.yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode


def plain_text(content: bytes) -> str:
    """Return a file's text with plain line ends and without a mark at its beginning."""
    return content.decode("utf-8-sig").replace("\r\n", "\n")


def as_before(text: str, content: bytes) -> bytes:
    """Return a text as bytes, with the line ends that the file had before."""
    return (text.replace("\n", "\r\n") if b"\r\n" in content else text).encode()


def entry(node: Node | None, key: str) -> tuple[Node | None, Node | None]:
    """Return the nodes of a key and its value in a mapping, (None, None) where there is no such key."""
    if isinstance(node, MappingNode):
        for key_node, value in node.value:
            if key_node.value == key:
                return key_node, value
    return None, None


def last_leaf(node: Node) -> Node:
    """Return the node in which a value ends: a block's own end mark lies behind the blanks and comments that follow it."""
    if isinstance(node, CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return last_leaf(last[1] if isinstance(last, tuple) else last)
    return node


def with_items(text: str, key: str, items: str) -> str:
    """Return the text of a file with block items ("- …" lines, not indented) added to the list under a top-level key.

    A key that is missing, empty or `[]` is given the items; a list that is written in brackets is refused with ValueError.
    """
    root = YAML(typ="rt").compose(text)
    key_node, value = entry(root, key)
    if key_node is None or value is None:
        return f"{text.rstrip()}\n\n{key}:\n{_indented(items, 2)}\n" if text.strip() else f"{key}:\n{_indented(items, 2)}\n"
    if isinstance(value, SequenceNode) and value.value:
        if value.flow_style:
            raise ValueError(f"the list under '{key}' is written in brackets")
        end = (text + "\n").index("\n", last_leaf(value).end_mark.index)
        return f"{text[:end]}\n{_indented(items, value.value[0].start_mark.column - 2)}{text[end:] or chr(10)}"
    begin = key_node.end_mark.index
    end = value.end_mark.index if isinstance(value, SequenceNode) else begin + 1
    line_end = (text + "\n").index("\n", end)
    return f"{text[:begin]}:{text[end:line_end]}\n{_indented(items, 2)}{text[line_end:] or chr(10)}"


def with_scalar(text: str, path: Sequence[str | int], value: str, comment: str) -> str:
    """Return the text of a file with one value at a path, and a comment at the end of its line; what is missing of the path is added.

    A list takes an item behind its last one. A remark that stands within what is replaced is kept in the comment. Raises ValueError where a
    list has no such item.
    """
    node: Node | None = YAML(typ="rt").compose(text)
    if not isinstance(node, MappingNode):
        return f"{text.rstrip()}{chr(10) * 2 if text.strip() else ''}{_nested(path, value, 0)}  # {comment}\n"
    for depth, part in enumerate(path):
        if isinstance(node, SequenceNode):
            if part == len(node.value) and depth + 1 == len(path):
                return _appended(text, node, value, comment)
            if not isinstance(part, int) or not 0 <= part < len(node.value):
                raise ValueError(f"there is no item {part}")
            key, found = node.value[part], node.value[part]
        else:
            key, found = entry(node, str(part))
        if key is None or found is None:
            return _added(text, node, path[depth:], value, comment)
        if isinstance(found, ScalarNode) and found.value == "" and found.style is None and depth + 1 < len(path):
            lines = "\n" + _nested(path[depth + 1 :], value, key.start_mark.column + 2)
            end = (text + "\n").index("\n", key.end_mark.index)
            return commented(f"{text[:end]}{lines}{text[end:]}", end + len(lines), comment)
        if depth + 1 == len(path):
            is_item = isinstance(part, int)
            begin, end = (found.start_mark.index if is_item else key.end_mark.index), last_leaf(found).end_mark.index
            kept = re.findall(r"#\s*(.*)", text[begin:end])
            return commented(f"{text[:begin]}{'' if is_item else ': '}{value}{text[end:]}", begin, "; ".join([*kept, comment]))
        node = found
    raise ValueError("the path is empty")


def with_value(data: object, path: Sequence[str | int], value: object) -> object:
    """Return plain data with one value at a path; what is missing of the path is added. It tells what `with_scalar` should have come to."""
    if not path:
        return value
    if isinstance(path[0], int):
        items = data if isinstance(data, list) else []
        there = [*items, None] if path[0] == len(items) else items
        return [with_value(item, path[1:], value) if i == path[0] else item for i, item in enumerate(there)]
    known = data if isinstance(data, dict) else {}
    return {**known, path[0]: with_value(known.get(path[0]), path[1:], value)}


def _appended(text: str, items: SequenceNode, value: str, comment: str) -> str:
    """Return the text with a value behind the last item of a list."""
    if items.flow_style:
        bracket = items.end_mark.index - 1
        return commented(f"{text[:bracket]}{', ' if items.value else ''}{value}{text[bracket:]}", bracket, comment)
    end = (text + "\n").index("\n", last_leaf(items).end_mark.index)
    return f"{text[:end]}\n{' ' * items.start_mark.column}- {value}  # {comment}{text[end:] or chr(10)}"


def _added(text: str, mapping: Node | None, path: Sequence[str | int], value: str, comment: str) -> str:
    """Return the text with a path added to a mapping: before its first key, whose place cannot be mistaken; at the top level at the end.

    In an item of a list it is added after the first key, which stands beside the dash.
    """
    if not isinstance(mapping, MappingNode):
        raise ValueError(f"there is no place for '{path[0]}'")
    if mapping.flow_style:
        brace = mapping.end_mark.index - 1
        inner = value
        for part in reversed(path[1:]):
            inner = f"[{inner}]" if isinstance(part, int) else f"{{{part}: {inner}}}"
        return commented(f"{text[:brace]}{', ' if mapping.value else ''}{path[0]}: {inner}{text[brace:]}", brace, comment)
    column = mapping.value[0][0].start_mark.column
    if column == 0:
        return f"{text.rstrip()}\n\n{_nested(path, value, 0)}  # {comment}\n"
    start = text.rfind("\n", 0, mapping.value[0][0].start_mark.index) + 1
    if text[start : mapping.value[0][0].start_mark.index].strip():  # the item of a list begins in this line
        start = (text + "\n").index("\n", last_leaf(mapping.value[0][1]).end_mark.index) + 1
        text = text if text.endswith("\n") or start <= len(text) else f"{text}\n"
    return f"{text[:start]}{_nested(path, value, column)}  # {comment}\n{text[start:]}"


def _nested(path: Sequence[str | int], value: str, indent: int) -> str:
    is_item = isinstance(path[-1], int)  # the first one of a list
    lines = [f"{' ' * (indent + 2 * i)}{part}:" for i, part in enumerate(path[: -1 if is_item else None])]
    if is_item:
        return "\n".join([*lines, f"{' ' * (indent + 2 * len(lines))}- {value}"])
    return "\n".join(lines) + f" {value}"


def commented(text: str, index: int, comment: str) -> str:
    """Return the text with a comment at the end of the line of an index, after one that is there already."""
    end = (text + "\n").index("\n", index)
    line = text[text.rfind("\n", 0, index) + 1 : end]
    return f"{text[:end].rstrip()}{';' if ' #' in line else '  #'} {comment}{text[end:]}"


def _indented(items: str, blanks: int) -> str:
    return "\n".join(" " * blanks + line if line else "" for line in items.rstrip("\n").split("\n"))
