"""The cover of a report: what the exporter needs to know of a study, carried in the notebook's own output."""

import base64
from dataclasses import dataclass
from typing import Any

from segkit.brand import Brand, Logo
from segkit.study import Study
from segkit.views.labels import period_text, preset_label, segment_label
from segkit.views.text import Passage, heading, paragraph
from segkit.words import phrase

REPORT_TYPE = "application/vnd.segkit.report+json"
"""The mimetype of the output that tells the exporter title, language, date and cover."""


SUBTITLES: dict[str, str] = {
    "basic": phrase("Segmentation strategy, Basic ABCD"),
    "deepdive": phrase("Segmentation strategy, Deep Dive"),
}
"""What stands below the title, per package."""


@dataclass(frozen=True)
class Cover:
    """Shown in a notebook as a heading; read by the exporter as the report's cover and properties."""

    facts: dict[str, Any]
    passage: Passage

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        return {REPORT_TYPE: self.facts, "text/html": self.passage.html, "text/plain": self.passage.plain}

    def __repr__(self) -> str:
        return self.passage.plain


def cover(study: Study) -> Cover:
    """Return the report's cover."""
    words, engagement = study.words, study.engagement
    title = words("Customer segmentation")
    facts = {
        "title": title,
        "subtitle": words(SUBTITLES[engagement.package]),
        "client": engagement.client,
        "language": engagement.language,
        "date": engagement.date.isoformat(),
        "date_text": words.date(engagement.date),
        "period_text": period_text(study),
        "consultant": engagement.consultant,
        "lines": [
            [words("Period"), period_text(study)],
            [words("Model"), _model(study)],
            [words("Date"), words.date(engagement.date)],
        ],
        "facts": _headlines(study),
        "grades": [segment_label(study, letter) for letter in study.grid.letters],
        "contents": "compact",
        "contents_title": words("Contents"),
        "page_text": words("Page {page} of {pages}"),
        "confidential_text": words("Confidential") if engagement.output.confidential else "",
        **_branded(engagement.brand, engagement.logo, engagement.client_logo),
    }
    return Cover(facts, heading(f"{title} · {engagement.client}") + paragraph(period_text(study)))


def _model(study: Study) -> str:
    """Return by what customers are graded and rated."""
    words, deep = study.words, study.deep
    if deep is None:
        return preset_label(study)
    rated = words.plural("{n} factor in {levels} levels", "{n} factors in {levels} levels", len(deep.tree.leaves), levels=deep.tree.depth)
    return f"{rated}; {preset_label(study)}"


def _headlines(study: Study) -> list[list[str]]:
    """Return the two figures of the cover."""
    words = study.words
    shown = [[words("Customers"), words.number(len(study.customers))], [words("Revenue"), words.money(study.segmentation.total["revenue"])]]
    if study.deep is not None and len(study.deep.whale.frame):
        return [*shown, [words("True contribution"), words.money(study.deep.whale.total)]]
    return shown


def _branded(brand: Brand, logo: Logo | None, client_logo: Logo | None) -> dict[str, dict[str, str]]:
    """Return the brand as far as the engagement gives one, so that a notebook without a brand does not speak of it."""
    given = {key: str(getattr(brand, key)) for key in ("colour", "accent", "font") if key in brand.model_fields_set and getattr(brand, key)}
    pictures = {"logo": logo, "client_logo": client_logo}
    shown = given | {key: _address(picture.content) for key, picture in pictures.items() if picture is not None}
    return {"brand": shown} if shown else {}


def _address(picture: bytes) -> str:
    kind = "png" if picture.startswith(b"\x89PNG") else "jpeg"
    return f"data:image/{kind};base64,{base64.b64encode(picture).decode()}"
