"""Passages of text as a notebook shows them and the report sets them: headings, sentences, lists and headline figures.

Everything a passage holds is plain text; it is escaped when it becomes HTML, so a customer's name is never markup.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Passage:
    """A piece of the report; `html` is built by the functions below and is safe to show."""

    html: str
    plain: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.plain

    def __add__(self, other: "Passage") -> "Passage":
        return Passage(f"{self.html}\n{other.html}", f"{self.plain}\n{other.plain}")


def heading(text: str, level: int = 1) -> Passage:
    """Return a heading; level 1 begins a chapter."""
    return Passage(f"<h{level}>{escape(text)}</h{level}>", text)


def paragraph(*sentences: str) -> Passage:
    """Return sentences as one paragraph; empty ones are left out."""
    text = " ".join(sentence for sentence in sentences if sentence)
    return Passage(f"<p>{escape(text)}</p>" if text else "", text)


def bullets(items: Sequence[str]) -> Passage:
    """Return a list of items; nothing where there are none."""
    listed = "".join(f"<li>{escape(item)}</li>" for item in items)
    return Passage(f"<ul>{listed}</ul>" if items else "", "\n".join(f"- {item}" for item in items))


def points(pairs: Sequence[tuple[str, str]]) -> Passage:
    """Return a list whose items begin with their (bold) label: (label, text) pairs."""
    listed = "".join(f"<li><strong>{escape(label)}:</strong> {escape(text)}</li>" for label, text in pairs)
    return Passage(f"<ul>{listed}</ul>" if pairs else "", "\n".join(f"- {label}: {text}" for label, text in pairs))


def together(passage: Passage) -> Passage:
    """Return a passage that the report keeps on one page."""
    return Passage(f'<section class="keep">{passage.html}</section>', passage.plain)


def page(passage: Passage) -> Passage:
    """Return a passage that begins a page of the report."""
    return Passage(f'<section class="page">{passage.html}</section>', passage.plain)


def columns(passage: Passage) -> Passage:
    """Return a passage that the report sets in two columns of small letters."""
    return Passage(f'<section class="columns">{passage.html}</section>', passage.plain)


def answers(lines: Sequence[str]) -> Passage:
    """Return the questions that a chapter answers, as small lines below its heading."""
    shown = "".join(f'<p class="answers">{escape(line)}</p>' for line in lines)
    return Passage(shown, "\n".join(lines))


def note(text: str) -> Passage:
    """Return a passage set apart in a box."""
    return Passage(f'<div class="note">{escape(text)}</div>', text)


def facts(pairs: Sequence[tuple[str, str]]) -> Passage:
    """Return headline figures side by side: (value, label) pairs."""
    # The styles are for the notebook; the report sets tiles of its own.
    tiles = "".join(
        f'<div class="fact" style="display: inline-block; margin-right: 3em">'
        f'<span class="value" style="display: block; font-size: 1.6em; font-weight: 600">{escape(value)}</span> '
        f'<span class="label">{escape(label)}</span></div>'
        for value, label in pairs
    )
    return Passage(f'<div class="facts">{tiles}</div>', "\n".join(f"{label}: {value}" for value, label in pairs))
