"""One line of a text file to its fields, under the rules by which the file is written."""

import re
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Dialect:
    """How a text file is written: the sign between fields, the quotation mark around a field, and a backslash before special signs."""

    separator: str
    quote: str = '"'
    backslash: bool = False

    @cached_property
    def _quoted(self) -> re.Pattern[str]:
        mark = re.escape(self.quote)
        inside = rf"(?:[^{mark}\\]|\\.|{mark}{mark})*+" if self.backslash else rf"(?:[^{mark}]|{mark}{mark})*+"
        return re.compile(rf"[ ]*{mark}({inside}){mark}[ ]*(?={re.escape(self.separator)}|\Z)", re.DOTALL)

    @cached_property
    def _formula_text(self) -> re.Pattern[str]:
        return re.compile(rf'="[^"]*"(?={re.escape(self.separator)}|\Z)')

    @cached_property
    def _escaped_plain(self) -> re.Pattern[str]:
        return re.compile(rf"(?:\\.|(?!{re.escape(self.separator)}).)*", re.DOTALL)

    def fields(self, text: str) -> tuple[list[str], bool]:
        """Return the fields of a record without its line end, and whether each quotation mark at a field's start is closed.

        A field whose mark is not closed properly is read as it stands, mark and all, up to the next separator.
        """
        if self.quote not in text and not (self.backslash and "\\" in text):
            return text.split(self.separator), True
        quick = self._all_quoted(text)
        return (quick, True) if quick is not None else self._one_by_one(text)

    def _all_quoted(self, text: str) -> list[str] | None:
        """Return the fields of a line that quotes every field and has no mark inside one: nearly every line of such files."""
        mark = self.quote
        if self.backslash or len(text) < 2 or not (text.startswith(mark) and text.endswith(mark)):
            return None
        between = mark + self.separator + mark
        inner = text[1:-1]
        return inner.split(between) if inner.count(mark) == 2 * inner.count(between) else None

    def _one_by_one(self, text: str) -> tuple[list[str], bool]:
        found: list[str] = []
        closed = True
        at = 0
        while True:
            quoted = self._quoted.match(text, at)
            formula = None if quoted else self._formula_text.match(text, at)
            if quoted:
                found.append(self._unescaped(quoted[1].replace(self.quote * 2, self.quote)))
                end = quoted.end()
            elif formula:
                found.append(formula[0])
                end = formula.end()
            else:
                end = self._plain_end(text, at)
                closed = closed and not text[at:end].lstrip(" ").startswith(self.quote)
                found.append(self._unescaped(text[at:end]))
            if end >= len(text):
                return found, closed
            at = end + len(self.separator)

    def _plain_end(self, text: str, at: int) -> int:
        if self.backslash:
            match = self._escaped_plain.match(text, at)
            return match.end() if match else at
        end = text.find(self.separator, at)
        return len(text) if end < 0 else end

    def _unescaped(self, text: str) -> str:
        return re.sub(rf"\\(\\|{re.escape(self.quote)}|{re.escape(self.separator)})", r"\1", text) if self.backslash else text
