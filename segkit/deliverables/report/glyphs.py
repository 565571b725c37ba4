"""What the report's fonts can show: text made printable, and how wide it will be.

An archive PDF (PDF/A, PDF/UA) refuses a character that no font has, so every text is checked here before it is typeset.
"""

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from fontTools.ttLib import TTFont

from segkit.views.fonts import BOLD_FONT, EMOJI_FONT, TEXT_FONT

REPLACEMENT = "□"
KEPT_CONTROLS = "\n\t"
PLAIN = frozenset(chr(code) for code in range(32, 127)) | frozenset(KEPT_CONTROLS)
# Joiners, variation selectors and direction marks are invisible; some fonts draw them, and a direction override turns a name around.
INVISIBLE = frozenset({"Cf"})
SOFT_HYPHEN = "\u00ad"
ZERO_WIDTH_SPACE = "\u200b"
LINE_SEPARATORS = {"\r\n": "\n", "\r": "\n", "\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n"}


@lru_cache(maxsize=1)
def advances() -> Mapping[str, float]:
    """Return every character the fonts can show with its width in bold, in units of the font size.

    Bold is the widest cut, so a width from here is an upper bound. Private-use characters are left out: the archive standard forbids them.
    """
    widths: dict[str, float] = {}
    shown = [_cmap(TEXT_FONT.name), _cmap(EMOJI_FONT.name)]
    for path, cmap in zip((BOLD_FONT, EMOJI_FONT), shown, strict=True):
        with TTFont(path, lazy=True) as font:
            unit = float(font["head"].unitsPerEm)
            metrics = font["hmtx"].metrics
            bold = font.getBestCmap()
            for codepoint in cmap:
                if unicodedata.category(chr(codepoint)) not in ("Cc", "Co"):
                    widths.setdefault(chr(codepoint), metrics[bold.get(codepoint, cmap[codepoint])][0] / unit)
    return widths


@lru_cache(maxsize=4)
def _cmap(file_name: str) -> Mapping[int, str]:
    with TTFont(TEXT_FONT.parent / file_name, lazy=True) as font:
        return dict(font.getBestCmap())


def printable(text: str) -> tuple[str, tuple[str, ...]]:
    """Return the text as the fonts can show it, and the characters that had to be replaced by □, each once, in order.

    Letters written as base plus accent are composed first; invisible joiners and selectors are dropped; line ends become \\n.
    """
    if text.isascii() and set(text) <= PLAIN:
        return text, ()
    for separator, line_end in LINE_SEPARATORS.items():
        text = text.replace(separator, line_end)
    composed = unicodedata.normalize("NFC", text)
    shown = {character: _shown(character) for character in dict.fromkeys(composed)}
    missing = tuple(character for character, instead in shown.items() if instead == REPLACEMENT != character)
    changed = {ord(character): instead for character, instead in shown.items() if instead != character}
    return composed.translate(changed) if changed else composed, missing


def shows(text: str) -> bool:
    """Return whether anything of a text can be seen once it is printed."""
    return bool(printable(text)[0].replace(SOFT_HYPHEN, "").replace(ZERO_WIDTH_SPACE, "").strip())


def _shown(character: str) -> str:
    """Return what stands in the report for a character: itself, nothing, or □."""
    if unicodedata.category(character) in INVISIBLE and character not in (SOFT_HYPHEN, ZERO_WIDTH_SPACE):
        return ""
    if "\ufe00" <= character <= "\ufe0f":
        return ""
    return character if character in advances() or character in KEPT_CONTROLS else REPLACEMENT


def width(text: str) -> float:
    """Return the width of one line of text in bold, in units of the font size; kerning is not counted, so it is an upper bound."""
    known = advances()
    return sum(known.get(character, 0.6) for character in text)


def missing_notice(text: str, missing: tuple[str, ...]) -> str:
    """Return the sentence that tells which characters of which text the report could not show."""
    codes = ", ".join(f"U+{ord(character):04X}" for character in missing)
    shown = "".join(character for character in " ".join(text.split()) if character.isprintable())
    excerpt = shown if len(shown) <= 80 else f"{shown[:79]}…"
    return f"In '{excerpt}' the report shows {REPLACEMENT} for {len(missing)} kind(s) of character that its fonts lack ({codes})."
