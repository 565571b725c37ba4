"""A translated sentence as an Excel expression: its words as constants, its placeholders as other expressions."""

from collections.abc import Mapping
from string import Formatter

from segkit.deliverables.excel.cells import quoted

LONGEST_CONSTANT = 240
"""Letters of a text inside a formula; Excel takes 255 at most, and a quote mark counts twice."""


def sentence_formula(template: str, values: Mapping[str, str]) -> str:
    """Return the expression that puts a sentence together; `values` has an Excel expression for each of its {placeholders}.

    Raises KeyError for a placeholder without an expression.
    """
    parts = []
    for text, name, _, _ in Formatter().parse(template):
        parts += constants(text)
        if name is not None:
            parts.append(values[name])
    return "&".join(parts) or '""'


def constants(text: str) -> list[str]:
    """Return a text as quoted constants, none longer than Excel takes."""
    return [quoted(text[i : i + LONGEST_CONSTANT // 2]) for i in range(0, len(text), LONGEST_CONSTANT // 2)]
