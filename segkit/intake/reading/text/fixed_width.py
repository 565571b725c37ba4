"""Print lists whose columns are aligned by blanks: told from separated files, and refused."""

import re
from collections.abc import Sequence
from pathlib import PurePath

from segkit.errors import SourceError

_NUMBER_COMMA = re.compile(r"\d,\d{1,4}(?![\d])|,(?=\d{3}(?:\D|$))")


def is_fixed_width(name: str, sample: Sequence[str]) -> bool:
    """Return whether the lines share columns of blanks between their texts, as a print list has.

    At least three lines; two shared columns of blanks, or one where the file is called .lst or .prn. A preamble or footer of up to a
    tenth of the lines may cross them.
    """
    if len(sample) < 3:
        return False
    width = max(map(len, sample))
    padded = [line.expandtabs().ljust(width) for line in sample]
    allowed = len(sample) // 10
    blank = [sum(line[i] != " " for line in padded) <= allowed for i in range(width)]
    gutters = len(re.findall(r"(?<=x) +(?=x)", "".join(" " if empty else "x" for empty in blank).strip()))
    runs = sum("  " in line.strip() for line in sample)
    needed = 1 if PurePath(name).suffix.casefold() in {".lst", ".prn"} else 2
    return gutters >= needed and (runs >= 0.3 * len(sample) or gutters >= 3)


def only_decimal_commas(sample: Sequence[str]) -> bool:
    """Return whether every comma stands inside a number and blanks align the lines: a print list, not a comma-separated file."""
    with_comma = [line for line in sample if "," in line]
    inside = all(_NUMBER_COMMA.sub("", line).count(",") == 0 for line in with_comma)
    return inside and bool(with_comma) and sum("  " in line or line.count(",") == 1 for line in with_comma) >= 0.8 * len(with_comma)


def refuse_fixed_width(name: str) -> SourceError:
    return SourceError(
        f"{name} is a printed list: its columns are aligned by blanks, so where a field ends cannot be known for sure. Ask the client to export "
        "the same list as Excel or CSV, or open it in Excel with Data > From Text, set the column borders by eye, and save it as a workbook.",
        code="SEG-B11",
    )
