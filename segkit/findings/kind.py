"""What a kind of finding is: its code, how grave it is, and its texts."""

from dataclasses import dataclass
from typing import Literal

from segkit.words import phrase

Severity = Literal["blocks", "question", "note"]

SEVERITIES: dict[str, str] = {"blocks": phrase("Stops the run"), "question": phrase("Question"), "note": phrase("Note")}
"""How grave a finding is, the gravest first."""


@dataclass(frozen=True)
class FindingKind:
    """What can be found: `text` says what was found, `done` what segkit did with it, `todo` what a person should do.

    A text that counts has two forms, for one and for many, and is spoken by its value `n`.
    """

    code: str
    severity: Severity
    text: str | tuple[str, str]
    done: str
    todo: str
