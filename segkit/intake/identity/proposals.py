"""New candidates written into decisions.yaml: what a person wrote stays letter for letter, and nothing is asked twice."""

import json
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from segkit.errors import EngagementError
from segkit.intake.identity.decisions import Decision, composed, value_of, written_in
from segkit.intake.identity.duplicates import Candidate
from segkit.intake.identity.merging import Merge, replaced_numbers
from segkit.words import Words, phrase

HEAD = (
    phrase("Customers who may be one. Write a decision at each: merge (they are one customer) or apart (they are not)."),
    phrase("Leave it empty while it is not decided; an entry without a decision changes nothing."),
    phrase("'keep' is the number under which a merged customer goes on; you may swap it with one under 'merge'."),
    phrase("Where only some of the numbers are one customer, take the others out and give them an entry of their own."),
    phrase("Write numbers in quotes, so that 0012 keeps its zeros. What you write here is kept; new candidates are added below."),
)
"""What a person should know before writing in the file; each phrase a line of comment."""


def with_proposals(file: Path, candidates: Sequence[Candidate], words: Words) -> str:
    """Return the text of decisions.yaml with the new candidates added as open entries, their reasons beside them.

    A pair that stands together in an entry, decided or open, is not proposed again; a merged number goes by the one that is kept.
    Without anything new the text is the file's own. Nothing is written. Raises EngagementError as `read_decisions` does, and where
    the entries are written in one line, in brackets.
    """
    written = written_in(file)
    new = list(_not_asked(candidates, written.duplicates))
    text = file.read_bytes().decode("utf-8") if file.is_file() else ""
    if not new:
        return text or _comment(words) + "duplicates:\n"
    newline = "\r\n" if "\r\n" in text else "\n"
    mark = "\N{ZERO WIDTH NO-BREAK SPACE}" if text.startswith("\N{ZERO WIDTH NO-BREAK SPACE}") else ""
    bare = text.removeprefix(mark)
    if not bare.strip():
        bare += _comment(words)
    begin, end, indent = _place(bare, file.name)
    entries = "".join(_entry(numbers, candidate, words, indent) for numbers, candidate in new)
    before, after = bare[:begin], bare[end:]
    before += newline if before and not before.endswith("\n") else ""
    key = "" if value_of(composed(bare), "duplicates") is not None else "duplicates:\n"
    return mark + before + (key + entries).replace("\n", newline) + after


def _not_asked(candidates: Sequence[Candidate], written: Sequence[Decision]) -> Iterator[tuple[tuple[str, ...], Candidate]]:
    """Return the numbers still to be asked of each candidate: the one to keep first, then those no entry names beside it."""
    ends = replaced_numbers([Merge(entry.keep, tuple(entry.merge)) for entry in written if entry.decision == "merge"])
    together = {frozenset(ends.get(number, number) for number in pair) for entry in written for pair in combinations(entry.ids, 2)}
    for candidate in candidates:
        numbers = list(dict.fromkeys(ends.get(number, number) for number in candidate.ids))
        for i, keep in enumerate(numbers):
            fresh = [other for other in numbers[i + 1 :] if frozenset((keep, other)) not in together]
            if fresh:
                together |= {frozenset(pair) for pair in combinations((keep, *fresh), 2)}
                yield (keep, *fresh), candidate
                break


def _comment(words: Words) -> str:
    return "".join(f"# {words(line)}\n" for line in HEAD) + "\n"


def _entry(numbers: tuple[str, ...], candidate: Candidate, words: Words, indent: str) -> str:
    why = " ".join(reason.sentence(words) for reason in candidate.reasons)
    keep, *merge = (_quoted(number) for number in numbers)
    return f"{indent}- keep: {keep}\n{indent}  merge: [{', '.join(merge)}]\n{indent}  why: {_quoted(why)}\n{indent}  decision:\n"


def _quoted(text: str) -> str:
    """Return a text in the quotes of YAML; a sign that cannot be seen is written as its number."""
    return "".join(sign if sign.isprintable() else f"\\U{ord(sign):08x}" for sign in json.dumps(text, ensure_ascii=False))


def _place(text: str, name: str) -> tuple[int, int, str]:
    """Return where new entries go, as the begin and end of what they replace, and how far the entries are indented."""
    entries = value_of(composed(text), "duplicates")
    if entries is None:
        return len(text), len(text), "  "
    if isinstance(entries, SequenceNode) and not entries.flow_style and entries.value:
        column = entries.start_mark.column
        end = _after_comments(text, _line_end(text, _last_sign(entries)), column)
        return end, end, " " * column
    if isinstance(entries, SequenceNode) and entries.value:
        raise EngagementError(
            [
                f"{name}, line {entries.start_mark.line + 1}: the entries of 'duplicates' are written in brackets. "
                "Write them one below the other, each beginning with a dash."
            ],
            code="SEG-D03",
        )
    # Nothing is there yet, written as nothing at all or as []: the entries take its place.
    begin, end = entries.start_mark.index, entries.end_mark.index
    return begin, end, "  "


def _last_sign(node: Node) -> int:
    """Return where the last sign inside a node ends; the mark of a node itself lies behind the comments that follow."""
    if isinstance(node, ScalarNode) or getattr(node, "flow_style", False):
        return int(node.end_mark.index)
    last = node.value[-1]
    if not isinstance(node, MappingNode):
        return _last_sign(last)
    key, value = last
    empty = value.start_mark.index == value.end_mark.index
    return _last_sign(key if empty else value)


def _line_end(text: str, index: int) -> int:
    if text[:index].endswith("\n"):
        return index
    end = text.find("\n", index)
    return len(text) if end < 0 else end + 1


def _after_comments(text: str, index: int, column: int) -> int:
    """Return where the comments end that stand under the last entry, indented as entries are."""
    while index < len(text):
        line = text[index : _line_end(text, index + 1)]
        indent = len(line) - len(line.lstrip(" "))
        if not line.lstrip(" ").startswith("#") or indent < max(column, 1):
            return index
        index += len(line)
    return index
