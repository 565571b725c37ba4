"""The consultant's brand as a notebook describes it: colours and the two logos, checked once more, for a notebook can be edited."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from segkit.brand import Brand
from segkit.deliverables.report.bitmaps import bitmap_of
from segkit.deliverables.report.literals import Galley
from segkit.deliverables.report.pictures import Shelf
from segkit.views.fonts import TEXT_FAMILY
from segkit.views.looks import Looks, looks


@dataclass(frozen=True)
class Branding:
    """In which colours a report is set, and whose logos its cover bears; nothing where there are none."""

    looks: Looks
    logo: bytes = b""
    client_logo: bytes = b""


HOUSE = Branding(looks(Brand()))


def branding(given: object, galley: Galley) -> Branding:
    """Return the brand that a report's description gives; what cannot be used is replaced by the house's, with a notice."""
    if given is None:
        return HOUSE
    if not isinstance(given, Mapping):
        galley.notice("The report's brand is not a list of colours and logos: the house's own was used.")
        return HOUSE
    colours = {key: colour for key in ("colour", "accent") if (colour := _colour(given, key, galley)) is not None}
    font = str(given.get("font") or TEXT_FAMILY)
    if font != TEXT_FAMILY:
        galley.notice(
            f"The brand's font '{font}' does not travel with segkit: the report is set in {TEXT_FAMILY}, the Excel file in {font}."
        )
    return Branding(looks(Brand(**colours)), _logo(given, "logo", galley), _logo(given, "client_logo", galley))


def _colour(given: Mapping[str, object], key: str, galley: Galley) -> str | None:
    if not given.get(key):
        return None
    try:
        return str(getattr(Brand.model_validate({key: str(given[key])}), key))
    except ValidationError:
        galley.notice(f"The brand's {key} ('{given[key]}') cannot be used: it is no colour such as #12355B, or white is not legible on it.")
        return None


def _logo(given: Mapping[str, object], key: str, galley: Galley) -> bytes:
    address = str(given.get(key) or "")
    content = Shelf().content(address) or b""
    if address and bitmap_of(content) is None:
        galley.notice(f"The cover's {key.replace('_', ' ')} is no whole PNG or JPEG picture, and was left out.")
        return b""
    return content
