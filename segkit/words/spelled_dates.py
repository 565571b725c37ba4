"""A date in figures as an Excel expression, written as Words writes it; no format code, for those depend on the reader's Excel."""

import re

from babel.dates import get_month_names

from segkit.words.language import SHORT_DATES, Words


def short_date_formula(words: Words, cell: str) -> str:
    """Return the expression of a date in figures as text, for a cell that holds a date."""
    months = get_month_names("abbreviated", locale=words.locale)
    parts = {
        "dd": f'RIGHT("0"&DAY({cell}),2)',
        "d": f"DAY({cell})",
        "MM": f'RIGHT("0"&MONTH({cell}),2)',
        "MMM": f"CHOOSE(MONTH({cell}),{','.join(_quoted(months[month]) for month in range(1, 13))})",
        "yyyy": f"YEAR({cell})",
    }
    pieces = re.findall(r"[A-Za-z]+|[^A-Za-z]+", SHORT_DATES[words.language])
    return "&".join(parts[piece] if piece.isalpha() else _quoted(piece) for piece in pieces)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
