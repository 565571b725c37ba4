"""What the report says about itself: the cover, the document's properties, the running header and footer."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal, get_args

from segkit.deliverables.report.bitmaps import drawing_of
from segkit.deliverables.report.branding import HOUSE, Branding, branding
from segkit.deliverables.report.columns import tile_size
from segkit.deliverables.report.glyphs import shows
from segkit.deliverables.report.literals import Galley, array
from segkit.words import LANGUAGES, Words

FIXED_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)  # a report without a date still gives the same bytes every time
LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_]([A-Za-z]{2}))?")
DEFAULT_PAGE_TEXT = "{page} / {pages}"
DEFAULT_GRADES = ("A", "B", "C", "D")
Contents = Literal["page", "compact", "none"]
MOST_FACTS = 4
MOST_LINES = 6
HEADER_LENGTH = 46
COVER_LENGTHS = {"title": 300, "subtitle": 170, "client": 90, "consultant": 70, "date_text": 40, "confidential_text": 40}
LABEL_LENGTH = 44
LONGEST_ON_COVER = 24
"""Letters of a word that always find room on a line of the cover."""
LOGO, CLIENT_LOGO = (52, 15), (40, 20)
"""Millimetres that a logo may take on the cover."""
VALUE_LENGTH = 150


@dataclass(frozen=True)
class ReportFacts:
    """The report's own description, whole or in part, as the notebook gives it; an empty text is simply not shown."""

    title: str
    language: str = "en"
    day: date | None = None
    cover: bool = False
    contents: Contents = "page"
    """Whether there is a page of contents, or a compact one above the first chapter; a short report does without."""
    subtitle: str = ""
    client: str = ""
    date_text: str = ""
    consultant: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    lines: tuple[tuple[str, str], ...] = ()
    grades: tuple[str, ...] = DEFAULT_GRADES
    contents_title: str = ""
    page_text: str = DEFAULT_PAGE_TEXT
    confidential_text: str = ""
    brand: Branding = HOUSE

    @property
    def words(self) -> Words:
        """What the report itself says, in its language where segkit speaks it, else in English."""
        language = self.language.split("-")[0].split("_")[0]
        return Words(language if language in LANGUAGES else "en")

    @property
    def moment(self) -> datetime:
        """The point in time that is written into the PDF: noon on the report's day, never the clock."""
        return FIXED_MOMENT if self.day is None else datetime(self.day.year, self.day.month, self.day.day, 12, tzinfo=UTC)


def report_facts(given: Mapping[str, object] | None, fallback_title: str, galley: Galley) -> ReportFacts:
    """Return the report's description; what is missing or cannot be read is replaced by something plain, with a notice.

    Where nothing is given, there is no cover, and `fallback_title` is the title.
    """
    if given is None:
        return ReportFacts(title=fallback_title)
    language = _text(given, "language")
    if not LANGUAGE.fullmatch(language):
        galley.notice(f"The report's language ('{language}') is not a language code such as 'da': English was used.")
        language = "en"
    day = _day(_text(given, "date"))
    if day is None:
        said = _text(given, "date")
        galley.notice(f"The report's date ('{said}') is not a date such as 2026-08-31: the PDF is dated {FIXED_MOMENT:%Y-%m-%d} instead.")
    facts = _pairs(given.get("facts"))
    if len(facts) > MOST_FACTS:
        galley.notice(f"The cover has room for {MOST_FACTS} figures: '{facts[MOST_FACTS][0]}' and what follows it was left out.")
    lines = _pairs(given.get("lines"))
    if len(lines) > MOST_LINES:
        galley.notice(
            f"The cover has room for {MOST_LINES} lines: '{_short(' '.join(lines[MOST_LINES]))}' and what follows it was left out."
        )
    return ReportFacts(
        title=title if shows(title := _text(given, "title")) else fallback_title,
        language=language,
        day=day,
        cover=True,
        contents=next((kind for kind in get_args(Contents) if kind == given.get("contents")), "page"),
        subtitle=_text(given, "subtitle"),
        client=_text(given, "client"),
        date_text=_text(given, "date_text") or _text(given, "date"),
        consultant=_text(given, "consultant"),
        facts=facts[:MOST_FACTS],
        # The period stands in the lines as a rule; where there are none it still belongs on the cover.
        lines=lines if lines or not _text(given, "period_text") else (("", _text(given, "period_text")),),
        grades=_grades(given.get("grades")) or DEFAULT_GRADES,
        contents_title=_text(given, "contents_title"),
        page_text=_text(given, "page_text") or DEFAULT_PAGE_TEXT,
        confidential_text=_text(given, "confidential_text"),
        brand=branding(given.get("brand"), galley),
    )


def typst_facts(report: ReportFacts, galley: Galley, *, contents: bool) -> str:
    """Return the report's description as the Typst dictionary that the house style reads."""
    line = galley.line
    language, region = LANGUAGE.fullmatch(report.language).groups()  # type: ignore[union-attr]  # report_facts has checked it
    cover = {key: _fitted(str(getattr(report, key)), length, galley) for key, length in COVER_LENGTHS.items()}
    facts = [(_fitted(value, LABEL_LENGTH, galley), _fitted(label, LABEL_LENGTH, galley)) for label, value in report.facts]
    lines = [(_fitted(label, LABEL_LENGTH, galley), _fitted(value, VALUE_LENGTH, galley)) for label, value in report.lines[:MOST_LINES]]
    foot = "   ·   ".join(part for part in (cover["date_text"], cover["consultant"]) if part)
    fields = {
        "title": line(report.title),
        "cover-title": galley.breakable(cover["title"], LONGEST_ON_COVER),
        "subtitle": galley.breakable(cover["subtitle"], LONGEST_ON_COVER),
        "description": line(report.subtitle) if report.subtitle else "none",
        "author": line(report.consultant) if report.consultant else "()",
        "client": galley.breakable(cover["client"], LONGEST_ON_COVER),
        "short-client": line(_short(report.client)),
        "short-title": line(_short(report.title)),
        "lang": f'"{language}"',
        "region": f'"{region.upper()}"' if region else "none",
        "date": f"datetime(year: {report.moment.year}, month: {report.moment.month}, day: {report.moment.day})",
        "cover": str(report.cover).lower(),
        "title-size": f"{_title_size(report.title)}pt",
        "facts": _typst_pairs(facts, galley),
        "fact-size": f"{tile_size([value for value, _ in facts], max(1, len(report.facts)))}pt",
        "lines": _typst_pairs(lines, galley),
        "foot": galley.string(foot),
        "confidential": line(cover["confidential_text"]),
        "contents": f'"{report.contents if contents else "none"}"',
        "contents-title": line(report.contents_title)
        if shows(report.contents_title)
        else "none"
        if report.contents == "compact"
        else "auto",
        "page-text": array(_page_parts(report.page_text, galley)),
        "logo": _logo(report.brand.logo, report.consultant or "Logo", LOGO, galley),
        "client-logo": _logo(report.brand.client_logo, report.client or "Logo", CLIENT_LOGO, galley),
    }
    return "(\n" + "".join(f"  {name}: {code},\n" for name, code in fields.items()) + ")"


def _logo(content: bytes, alt: str, box: tuple[int, int], galley: Galley) -> str:
    drawing = drawing_of(content)
    if drawing is None:
        return "none"
    return galley.add_picture(drawing, alt, f"logo({{data}}, alt: {{alt}}, width: {box[0]}mm, height: {box[1]}mm)", "none")


def _text(given: Mapping[str, object], key: str) -> str:
    value = given.get(key)
    return "" if value is None else " ".join(str(value).split(" ")).strip()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _pairs(given: object) -> tuple[tuple[str, str], ...]:
    """Return label and value of each entry; anything that is not a pair is shown as a value without a label."""
    if not isinstance(given, list | tuple):
        return ()
    pairs = []
    for entry in given:
        parts = [str(part) for part in entry] if isinstance(entry, list | tuple) else ["", str(entry)]
        pairs.append((parts[0], " ".join(parts[1:])) if len(parts) > 1 else ("", "".join(parts)))
    return tuple(pairs)


def _grades(given: object) -> tuple[str, ...]:
    """Return the grades as the tables show them, best first; nothing where they are no list."""
    return tuple(str(grade) for grade in given) if isinstance(given, list | tuple) else ()


def _typst_pairs(pairs: list[tuple[str, str]], galley: Galley) -> str:
    return array(f"({galley.breakable(first, LONGEST_ON_COVER)}, {galley.breakable(second, LONGEST_ON_COVER)})" for first, second in pairs)


def _page_parts(page_text: str, galley: Galley) -> list[str]:
    """Return 'Side {page} af {pages}' as marked parts, so that nothing else in the text can act."""
    kinds = {"{page}": "page", "{pages}": "pages"}
    parts = [part for part in re.split(r"(\{pages?\})", page_text) if part]
    return [f'("{kinds.get(part, "words")}", {galley.string(_short(part))})' for part in parts]


def _title_size(title: str) -> int:
    return next((size for length, size in ((28, 44), (56, 36), (110, 28), (220, 20)) if len(title) <= length), 13)


def _short(text: str, length: int = HEADER_LENGTH) -> str:
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


def _fitted(text: str, length: int, galley: Galley) -> str:
    """Return the text as the cover has room for it, with a notice where it was shortened."""
    if len(text) > length:
        galley.notice(f"The cover shows only the first {length - 1} characters of '{_short(text)}'.")
    return _short(text, length)
