"""B01, B02, B07: character sets, and letters that were lost before the file was written."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from ..draft import Draft, UnfitError, chosen
from ..writers import BROKEN
from .fault import BOTH, CELLS, TEXT, WRITING, Befall, fault

_SETS = {
    "utf8_bom": ("utf-8", b"\xef\xbb\xbf"),
    "utf16le_bom": ("utf-16-le", b"\xff\xfe"),
    "utf16be_bom": ("utf-16-be", b"\xfe\xff"),
    "utf16le": ("utf-16-le", b""),
    "utf16be": ("utf-16-be", b""),
    "cp1252": ("cp1252", b""),
    "iso8859_15": ("iso-8859-15", b""),
    "cp850": ("cp850", b""),
    "cp865": ("cp865", b""),
    "mac_roman": ("mac_roman", b""),
}


def _set(encoding: str, mark: bytes) -> Befall:
    def befall(draft: Draft, _: Random) -> Draft:
        return replace(draft, dialect=replace(draft.dialect, encoding=encoding, mark=mark))

    return befall


for _name, (_encoding, _mark) in _SETS.items():
    fault(f"B01.{_name}", "encoding", WRITING, media=TEXT, encoding=_encoding)(_set(_encoding, _mark))


def _plain_with_letters(draft: Draft) -> Iterator[int]:
    return (i for i in draft.records() if any(isinstance(cell, str) and not cell.isascii() for cell in draft.lines[i].cells))


@fault("B01.mixed_cp1252_in_utf8", "encoding", WRITING, media=TEXT, encoding="cp1252")
def mixed(draft: Draft, rng: Random) -> Draft:
    """Some lines were pasted in from a program that writes cp1252."""
    lines = list(_plain_with_letters(draft))
    if len(lines) < 4:
        raise UnfitError
    foreign = frozenset(rng.sample(lines, rng.randint(1, min(3, len(lines) // 4))))
    return replace(draft, dialect=replace(draft.dialect, foreign=foreign))


@fault("B01.undecodable", "encoding", CELLS, media=TEXT, clashes=("duplicates",))
def undecodable(draft: Draft, rng: Random) -> Draft:
    """One line holds bytes that are no letters; whether it is set aside or the whole file refused, it may be told of."""
    if len(list(_plain_with_letters(draft))) < 4:
        raise UnfitError
    at = rng.choice(draft.records())
    name = draft.spelled("name", draft.value(at, "name"))
    broken = draft.with_cell(at, "name", f"{name}{BROKEN}")
    return broken.with_line(at, replace(broken.lines[at], aside=frozenset({"undecodable"}))).asks("may")


@fault("B01.euro_sign", "name_letters", CELLS, media=BOTH, encoding="cp1252", clashes=("number_style",))
def euro_sign(draft: Draft, rng: Random) -> Draft:
    """A name holds a euro sign, which stands at other places in cp1252 and ISO 8859-15."""
    for at in chosen(draft, rng):
        draft = draft.with_value(at, "name", f"{draft.value(at, 'owner')} €-butik")
    return draft


@fault("B02.mojibake", "name_letters", CELLS, encoding="utf-8")
def mojibake(draft: Draft, rng: Random) -> Draft:
    """Letters were destroyed in the client's system; they come out as they stand."""
    broken = ("SÃ¸ren BjÃ¦lke ApS", "S\ufffdren Bj\ufffdlke ApS", "S?ren Bj?lke ApS")
    for at in chosen(draft, rng):
        draft = draft.with_value(at, "name", rng.choice(broken))
    return draft


@fault("C15.emoji", "name_letters", CELLS, encoding="utf-8")
def emoji(draft: Draft, rng: Random) -> Draft:
    for at in chosen(draft, rng):
        draft = draft.with_value(at, "name", f"Café 🐟 {at} 日本 ApS")
    return draft
