"""Numbers of one file that meet those of another: exactly, or only when zeros, blanks and the like are left out."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from segkit.findings import Finding

_SHOWN = 5
"""How many examples a person is shown."""


@dataclass(frozen=True)
class SeveralFit:
    """A number that fits several numbers of the master when normalised, and is therefore joined to none."""

    number: str
    fits: tuple[str, ...]


@dataclass(frozen=True)
class NumbersMet:
    """How the distinct numbers of one file meet the master: exact + normalised + ambiguous + unmatched are all of them.

    `pairs` are the normalised ones that are joined (number -> number of the master); it is empty where that was not asked for, and
    `normalised` then counts those that would meet. `examples` shows some of those pairs either way, `missing` every unmatched number.
    """

    exact: int
    normalised: int
    unmatched: int
    pairs: Mapping[str, str]
    ambiguous: tuple[SeveralFit, ...] = ()
    examples: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = field(default=(), repr=False)


def meet(numbers: Iterable[str], master: Iterable[str], *, normalise: bool) -> NumbersMet:
    """Return how numbers meet the master's. Without `normalise` nothing is joined that is not equal letter for letter.

    A number that equals one of the master is that one, whatever else it resembles. One that resembles several is never joined.
    """
    listed = dict.fromkeys(master)
    by_key: dict[str, list[str]] = {}
    for number in listed:
        by_key.setdefault(normal_number(number), []).append(number)
    distinct = dict.fromkeys(numbers)
    alike: dict[str, str] = {}
    ambiguous, missing = [], []
    for number in distinct:
        if number in listed:
            continue
        key = normal_number(number)
        fits = by_key.get(key, []) if key else []
        if len(fits) == 1:
            alike[number] = fits[0]
        elif fits:
            ambiguous.append(SeveralFit(number, tuple(fits)))
        else:
            missing.append(number)
    return NumbersMet(
        exact=len(distinct) - len(alike) - len(ambiguous) - len(missing),
        normalised=len(alike),
        unmatched=len(missing),
        pairs=alike if normalise else {},
        ambiguous=tuple(ambiguous),
        examples=tuple(alike.items())[:_SHOWN],
        missing=tuple(missing),
    )


_DASHES = "‐‑‒–—―−-"
_LEFT_OUT = re.compile(rf"[\s_{_DASHES}]+")
_POINT_ZERO = re.compile(r"(\d+)[.,]0{1,2}")


def normal_number(number: str) -> str:
    """Return a number as it is compared: '0012', ' 12', '12.0' and '12' are one; case, blanks and dashes do not count.

    Three zeros after a point are thousands, so '12.000' is not 12. What is left of blanks and dashes only is "".
    """
    text = _LEFT_OUT.sub("", unicodedata.normalize("NFKC", number).casefold())
    whole = _POINT_ZERO.fullmatch(text)
    text = whole[1] if whole else text
    return text.lstrip("0") or text[:1]


def meeting_findings(met: NumbersMet, file: str, master_file: str) -> list[Finding]:
    """Return what a person should know of numbers in `file` that meet those of `master_file` only nearly."""
    findings = []
    if met.examples:
        number, other = met.examples[0]
        kind = "numbers_joined" if met.pairs else "numbers_nearly_meet"
        values = {"n": met.normalised, "example": number, "other": other, "file": file, "master": master_file, "exact": met.exact}
        findings.append(Finding(kind, file, values=values))
    if met.ambiguous:
        first = met.ambiguous[0]
        values = {"n": len(met.ambiguous), "example": first.number, "fits": ", ".join(first.fits[:_SHOWN]), "master": master_file}
        findings.append(Finding("number_fits_several", file, values=values))
    return findings
