"""What a person has decided about duplicates, and answered to questions: decisions.yaml, read and added to."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator
from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from segkit.errors import EngagementError
from segkit.intake.identity.merging import Merge, replaced_numbers
from segkit.parameters import Record, YamlFile, parameter, read_record, read_yaml


class Decision(Record):
    """One entry under 'duplicates'."""

    keep: str = parameter(label="Keep", help="The number under which the customer goes on, in quotes.", min_length=1)
    merge: list[str] = parameter(label="Merge", help="The numbers that are the same customer, each in quotes.", min_length=1)
    why: str = parameter("", label="Why", help="The reasons, for whoever reads this later.")
    decision: Literal["merge", "apart"] | None = parameter(None, label="Decision", help="merge, apart, or nothing while it is open.")

    @model_validator(mode="after")
    def _each_once(self) -> "Decision":
        numbers = [self.keep, *self.merge]
        twice = next((number for number in numbers if numbers.count(number) > 1), None)
        if twice is not None:
            raise ValueError(f"'{twice}' is given twice in this entry. A number stands once, under 'keep' or under 'merge'.")
        return self

    @property
    def ids(self) -> tuple[str, ...]:
        return (self.keep, *self.merge)


class AnsweredQuestion(Record):
    """One entry under 'answers'."""

    question: str = parameter(label="Question", help="The key of the question, as segkit gives it.", min_length=1)
    answer: str = parameter(label="Answer", help="The answer, in quotes.", min_length=1)
    date: dt.date | None = parameter(None, label="Date", help="When it was answered, such as 2026-08-31.")


class DecisionFile(Record):
    """decisions.yaml as a whole."""

    duplicates: list[Decision] = Field(default_factory=list, title="Duplicates", description="Customers who may be one.")
    answers: list[AnsweredQuestion] = Field(default_factory=list, title="Answers", description="Answers to questions.")


@dataclass(frozen=True)
class Decisions:
    """What was decided: customers to merge, groups that are several customers, and the answer to each question, by its key."""

    merges: tuple[Merge, ...] = ()
    apart: frozenset[frozenset[str]] = frozenset()
    answers: Mapping[str, str] = field(default_factory=dict)


def read_decisions(file: Path) -> Decisions:
    """Return the decisions written in a file; none where the file does not exist.

    Raises EngagementError with a sentence per problem, each with its line: what engagement.yaml would be refused for, a number
    without quotes, a number merged twice or round in a circle, a pair both merged and kept apart, a question answered twice.
    """
    if not file.is_file():
        return Decisions()
    yaml = read_yaml(file)
    written = written_in(file)
    merges = tuple(
        Merge(entry.keep, tuple(entry.merge), entry.why, yaml.line(("duplicates", i)))
        for i, entry in enumerate(written.duplicates)
        if entry.decision == "merge"
    )
    apart = [(yaml.line(("duplicates", i)), entry.ids) for i, entry in enumerate(written.duplicates) if entry.decision == "apart"]
    problems = [*_merge_problems(file, merges, apart), *_answered_twice(file, yaml, written.answers)]
    if problems:
        raise EngagementError(problems, code="SEG-D03")
    answers = {answered.question: answered.answer for answered in written.answers}
    return Decisions(merges, frozenset(frozenset(ids) for _, ids in apart), answers)


def written_in(file: Path) -> DecisionFile:
    """Return the entries of decisions.yaml as they stand, decided or not; none where the file does not exist."""
    if not file.is_file():
        return DecisionFile()
    yaml = read_yaml(file)
    unquoted = _unquoted(file)
    if unquoted:
        raise EngagementError(unquoted, code="SEG-D03")
    return read_record(DecisionFile, yaml)


def _unquoted(file: Path) -> list[str]:
    """Return a sentence for each number that stands without quotes where a customer's number is meant."""
    return [
        f"{file.name}, line {node.start_mark.line + 1}: the number {node.value} under '{key}' stands without quotes. "
        f'Write "{node.value}", or another program may read it without its zeros.'
        for key, node in _customer_numbers(_entries(composed(file.read_text(encoding="utf-8-sig"))))
        if isinstance(node, ScalarNode) and node.style is None and _NUMBER.fullmatch(str(node.value))
    ]


_NUMBER = re.compile(r"[-+]?[\d_.,]+([eE][-+]?\d+)?|[-+]?0[xob][\da-fA-F_]+")


def _entries(root: Node | None) -> list[Node]:
    duplicates = value_of(root, "duplicates")
    return list(duplicates.value) if isinstance(duplicates, SequenceNode) else []


def value_of(node: Node | None, key: str) -> Node | None:
    """Return the node under a key of a mapping, or None where there is none."""
    pairs = node.value if isinstance(node, MappingNode) else []
    return next((value for name, value in pairs if name.value == key), None)


def composed(text: str) -> Node | None:
    """Return the nodes of a YAML text that `read_yaml` accepts, with their places in it."""
    node: Node | None = YAML(typ="safe", pure=True).compose(text)
    return node


def _customer_numbers(entries: Iterable[Node]) -> Iterator[tuple[str, Node | None]]:
    for entry in entries:
        for key in ("keep", "merge"):
            node = value_of(entry, key)
            for item in node.value if isinstance(node, SequenceNode) else [node]:
                yield key, item


def _merge_problems(file: Path, merges: Sequence[Merge], apart: Iterable[tuple[int, tuple[str, ...]]]) -> list[str]:
    try:
        ends = replaced_numbers(merges)
    except EngagementError as error:
        return list(error.problems)
    return [
        f"{file.name}, line {line}: '{one}' and '{other}' are said to be apart here, but are merged elsewhere. Keep one of the two decisions."
        for line, ids in apart
        for one, other in combinations(ids, 2)
        if ends.get(one, one) == ends.get(other, other)
    ]


def _answered_twice(file: Path, yaml: YamlFile, answers: Sequence[AnsweredQuestion]) -> list[str]:
    first: dict[str, int] = {}
    problems = []
    for i, answered in enumerate(answers):
        line = yaml.line(("answers", i))
        if answered.question in first:
            problems.append(
                f"{file.name}, line {line}: the question '{answered.question}' is answered twice (first on line {first[answered.question]}). "
                "Keep one of the answers."
            )
        first.setdefault(answered.question, line)
    return problems
