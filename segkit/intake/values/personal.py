"""Personal numbers in cells: Danish CPR, Swedish personnummer, Norwegian fødselsnummer."""

import re

from stdnum.dk import cpr
from stdnum.no import fodselsnummer
from stdnum.se import personnummer

_WRITTEN = re.compile(
    r"(?<![\w-])(?:(?P<danish_or_swedish>[0-9]{6}-[0-9]{4})|(?P<swedish>[0-9]{8}-[0-9]{4}|[0-9]{6}\+[0-9]{4})|(?P<norwegian>[0-9]{6}[ -][0-9]{5}))(?![\w-])"
)


def _is_written(match: re.Match[str]) -> bool:
    if match["danish_or_swedish"]:
        return bool(cpr.is_valid(match.group()) or personnummer.is_valid(match.group()))
    return bool((personnummer if match["swedish"] else fodselsnummer).is_valid(match.group()))


def without_personal_numbers(text: str) -> str:
    """Return a text to be shown, such as a row that was set aside, with every personal number that is written as one blotted out."""
    return _WRITTEN.sub(lambda match: "•" * len(match.group()) if _is_written(match) else match.group(), text)
