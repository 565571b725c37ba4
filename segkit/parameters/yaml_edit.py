"""Finding places in a YAML file's text, so that it is changed there and a person's comments, blanks and order stay."""

from ruamel.yaml import YAML
from ruamel.yaml.nodes import CollectionNode, MappingNode, Node, SequenceNode


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


def _indented(items: str, blanks: int) -> str:
    return "\n".join(" " * blanks + line if line else "" for line in items.rstrip("\n").split("\n"))
