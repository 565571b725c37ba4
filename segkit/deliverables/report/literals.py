"""Text as Typst code: every word of a report becomes a quoted string, so that nothing in it can act as markup."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from segkit.deliverables.report.glyphs import missing_notice, printable, shows

ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"})
LONGEST_WORD = 60
NO_DESCRIPTION = "—"
BREAK = "h(0.001pt)"  # no width to speak of, but a line may break there; unlike a zero-width space it leaves no trace in copied text


@dataclass(frozen=True)
class Placed:
    """A picture in the report: the code that shows it, the code that says its description instead, and that description."""

    code: str
    instead: str
    alt: str


class Galley:
    """What making one report collects on the way: the notices to its maker and the pictures it needs."""

    def __init__(self) -> None:
        self._notices: dict[str, None] = {}
        self.files: dict[str, bytes] = {}
        self.placed: dict[str, Placed] = {}

    @property
    def notices(self) -> tuple[str, ...]:
        """The notices, each once, in the order in which they arose."""
        return tuple(self._notices)

    def notice(self, sentence: str) -> None:
        """Remember a sentence about something replaced or left out."""
        self._notices[sentence] = None

    def clean(self, text: str) -> str:
        """Return the text as the fonts can show it; a replaced character becomes a notice."""
        shown, missing = printable(text)
        if missing:
            self.notice(missing_notice(text, missing))
        return shown

    def string(self, text: str) -> str:
        """Return the text as one Typst string literal."""
        return quoted(self.clean(text))

    def line(self, text: str) -> str:
        """Return the text as one Typst string literal without line ends or doubled spaces."""
        return self.string(" ".join(text.split()))

    def words(self, text: str, longest: int = LONGEST_WORD) -> list[str]:
        """Return the text as Typst statements; words beyond `longest` characters get places where a line may break."""
        return [part for piece in broken(self.clean(text), longest) for part in (BREAK, quoted(piece))][1:]

    def breakable(self, text: str, longest: int) -> str:
        """Return one line of text as a content expression in which a line may break inside words beyond `longest` characters."""
        line = " ".join(text.split())
        return joined(self.words(line, longest))

    def add_picture(self, drawing: bytes, alt: str, call: str, instead: str) -> str:
        """Keep an SVG drawing and return the code that shows it: `call` with the drawing and its description filled in."""
        name = f"figure-{len(self.files) + 1}.svg"
        self.files[name] = drawing
        told = alt if shows(alt) else NO_DESCRIPTION  # the accessible standard wants one that is not empty
        code = call.format(data=f'read("{name}", encoding: none)', alt=self.line(told))
        self.placed[name] = Placed(code, instead, alt)
        return code


def quoted(text: str) -> str:
    """Return printable text as a Typst string literal."""
    return f'"{text.translate(ESCAPES)}"'


def broken(text: str, longest: int) -> list[str]:
    """Return the text in pieces such that no piece ends inside a word of up to `longest` characters.

    Half the length is kept together, so that a very long word fills its lines.
    """
    step = max(4, longest // 2)
    pieces = [""]
    for word in re.split(r"(\s+)", text):
        if len(word) <= longest or word.isspace():
            pieces[-1] += word
            continue
        parts = [word[start : start + step] for start in range(0, len(word), step)]
        pieces[-1] += parts[0]
        pieces.extend(parts[1:])
    return [piece for piece in pieces if piece]


def joined(statements: Iterable[str]) -> str:
    """Return Typst statements as one content expression."""
    return "{ " + "; ".join(statements) + " }"


def array(items: Iterable[str]) -> str:
    """Return Typst expressions as one Typst array."""
    return "(" + "".join(f"{item}, " for item in items) + ")"
