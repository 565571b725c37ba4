"""Every text that a person can meet stands in every catalog, with the same places to fill in."""

import re
import string
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import segkit
from segkit.words import Words
from segkit.words.language import CATALOGS, LANGUAGES

KEYWORDS = {"phrase": None, "words": None, "phrases": (1, 2), "plural": (1, 2)}

COMPLETE = ["da", "sv", "nb", "de"]


def texts() -> dict[str, tuple[str, ...]]:
    """Return every msgid in the package with its plural form, if any."""
    found = {}
    for _, _, message, _, _ in extract_from_dir(Path(segkit.__file__).parent, method_map=[("**.py", "python")], keywords=KEYWORDS):
        forms = message if isinstance(message, tuple) else (message,)
        found[forms[0]] = forms
    return found


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", COMPLETE)
def test_no_text_is_missing(language: str):
    """A deliverable in Danish holds no English: every text has its translation."""
    with (CATALOGS / f"{language}.po").open("rb") as file:
        catalog = read_po(file, locale=LANGUAGES[language])

    missing = [text for text in texts() if text not in catalog or not all(_forms(catalog[text].string))]

    assert missing == []


@pytest.mark.parametrize("language", COMPLETE)
def test_translations_fill_in_the_same_values(language: str):
    """{name} and {amount} come through in every language; a plural may leave out {n} in its singular."""
    with (CATALOGS / f"{language}.po").open("rb") as file:
        catalog = read_po(file, locale=LANGUAGES[language])

    for text, forms in texts().items():
        for form, translated in zip(forms, _forms(catalog[text].string), strict=True):
            optional = {"n"} if len(forms) > 1 else set()
            assert places(translated) - optional == places(form) - optional, text


@pytest.mark.parametrize("language", COMPLETE)
def test_no_catalog_keeps_what_nothing_says(language: str):
    """A translation whose text is gone is deleted."""
    with (CATALOGS / f"{language}.po").open("rb") as file:
        catalog = read_po(file, locale=LANGUAGES[language])
    known = texts()

    assert [
        message.id for message in catalog if message.id and (message.id[0] if isinstance(message.id, tuple) else message.id) not in known
    ] == []


def _forms(translation: str | tuple[str, ...]) -> tuple[str, ...]:
    return translation if isinstance(translation, tuple) else (translation,)


@pytest.mark.parametrize("n", [0, 1, 2, 5, 1000])
@pytest.mark.parametrize("language", [*COMPLETE, "en"])
def test_every_sentence_that_counts_takes_every_number(language: str, n: int):
    """N14: none, one, several and a thousand: the form of one is used for one only, nothing is left to fill in, and the number is formatted."""
    words = Words(language, "DKK")
    wrong = []
    for one, many in (forms for forms in texts().values() if len(forms) == 2):
        values = {name: f"‹{name}›" for name in places(one) | places(many) if name != "n"}
        said = words.plural(one, many, n, **values)
        other = words.plural(one, many, 1 if n != 1 else 2, **values)
        unfilled = re.search(r"[{}]", said) or any(
            value not in said for name, value in values.items() if name in places(one if n == 1 else many)
        )
        if unfilled or (n > 1 and "{n}" in many and words.number(n) not in said) or (said == other and "{n}" in many):
            wrong.append((one, said))

    assert wrong == []


def test_the_texts_are_found():
    """The test itself would notice if nothing were extracted."""
    assert len(texts()) > 200
    assert not [text for text in texts() if re.search(r"[^{]{n}.*\bs\b", text)]
