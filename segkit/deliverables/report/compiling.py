"""Typst source to PDF: under the archive and accessibility standards, and where Typst refuses, without what it refuses; each step is named."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

import typst

from segkit.deliverables.report.literals import Placed
from segkit.views.fonts import FONT_FOLDER

STANDARDS: Final = ("a-2a", "ua-1")
MAIN = "main.typ"
_ALONE = '#set document(title: "figure")\n#image(read("{name}", encoding: none), format: "svg", alt: "figure")\n'


class RefusedError(Exception):
    """Typst makes no PDF of the source at all."""


@dataclass(frozen=True)
class Source:
    """Typst source with the files it reads, and the pictures among them with the words that can stand in their place."""

    main: str
    files: Mapping[str, bytes]
    placed: Mapping[str, Placed]
    moment: datetime


def compiled(source: Source) -> tuple[bytes, tuple[str, ...]]:
    """Return the PDF and a sentence about each picture replaced, or about the standards given up. Raises RefusedError."""
    try:
        return _pdf(source, STANDARDS), ()
    except RuntimeError:  # TypstError is one; the wheel raises the bare kind for files it cannot read
        cleared, notices = _without_refused_pictures(source)
    try:
        return _pdf(cleared, STANDARDS), notices
    except RuntimeError as error:
        reason = _sentence(error)
    try:
        content = _pdf(cleared, ())
    except RuntimeError as error:
        raise RefusedError(_sentence(error)) from error
    return content, (*notices, f"The PDF is tagged, but made without the standards PDF/A-2a and PDF/UA-1, which refuse it: {reason}")


def _pdf(source: Source, standards: tuple[str, ...]) -> bytes:
    content, _ = typst.compile_with_warnings(  # type: ignore[call-overload]  # the stubs do not know files held in memory
        {MAIN: source.main.encode(), **source.files},
        font_paths=[FONT_FOLDER],
        ignore_system_fonts=True,
        pdf_standards=list(standards),
        timestamp=source.moment,
    )
    return bytes(content)


def _without_refused_pictures(source: Source) -> tuple[Source, tuple[str, ...]]:
    """Return the source with each picture that cannot be set by itself replaced by its description, and a sentence about each."""
    main, notices = source.main, []
    for name, picture in source.placed.items():
        alone = replace(source, main=_ALONE.format(name=name), files={name: source.files[name]})
        try:
            _pdf(alone, STANDARDS)
        except RuntimeError as error:
            main = main.replace(picture.code, picture.instead)
            notices.append(f"The picture '{picture.alt}' could not be set and was replaced by its description: {_sentence(error)}")
    return replace(source, main=main), tuple(notices)


def _sentence(error: RuntimeError) -> str:
    text = " ".join(str(getattr(error, "message", error)).split()).rstrip(".")
    return f"{text}."
