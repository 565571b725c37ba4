"""The consultant's brand on the report: logos, colours that can be read, and what cannot be used is named."""

from collections.abc import Callable
from pathlib import Path

import pytest
from report_parts import address, html, notebook, passes_both_standards, png
from tiny import TINY

import segkit
from segkit.brand import Brand, contrast
from segkit.deliverables.report import report_pdf
from segkit.deliverables.report.exporter import report_source
from segkit.deliverables.report.html import report_html
from segkit.deliverables.report.palette import colours
from segkit.errors import EngagementError
from segkit.views.cover import cover
from segkit.views.looks import Looks, looks
from segkit.views.palette import WHITE

GREEN, RED = "#1B5E20", "#B3261E"


def test_the_engagements_brand_reaches_the_reports_cover(workbook: Callable[..., Path]) -> None:
    """K03: colours and both logos of engagement.yaml stand in the cover's description, from which every report takes them."""
    file = workbook(f"{TINY}brand:\n  colour: '{GREEN}'\n  logo: logo.png\n  client_logo: client.png\n")
    (file.parent / "logo.png").write_bytes(png(30, 10))
    (file.parent / "client.png").write_bytes(png(20, 20))
    facts = cover(segkit.run_study(segkit.read_engagement(file))).facts

    assert facts["brand"] == {"colour": GREEN, "logo": address(png(30, 10)), "client_logo": address(png(20, 20))}


def test_without_a_brand_the_cover_does_not_speak_of_one(tiny: segkit.Study) -> None:
    """An engagement without a brand has the house's colours in its report, and no notice about a font."""
    assert "brand" not in cover(tiny).facts


@pytest.mark.parametrize(
    ("content", "said"), [(None, "is not in workbooks/tiny"), (b"GIF89a", "is not a PNG or JPEG"), (png()[:30], "cut off")]
)
def test_the_clients_logo_is_checked_like_the_consultants(workbook: Callable[..., Path], content: bytes | None, said: str) -> None:
    """A client's logo that is missing, of another kind or cut off is refused where the engagement is read, with its line."""
    file = workbook(f"{TINY}brand: {{client_logo: client.png}}\n")
    if content is not None:
        (file.parent / "client.png").write_bytes(content)
    with pytest.raises(EngagementError) as caught:
        segkit.read_engagement(file)

    assert f"the logo 'client.png' {said}" in str(caught.value).replace("is damaged or cut off", "cut off")
    assert f"engagement.yaml, line {len(TINY.splitlines()) + 1}: " in str(caught.value)


def test_logos_and_colours_stand_in_pdf_and_page() -> None:
    """Both logos are drawn on the cover with whose they are as description; the colours are the brand's in both reports."""
    brand = {"colour": GREEN, "accent": RED, "logo": address(png(30, 10)), "client_logo": address(png(20, 20))}
    book = notebook(html("<h1>Et</h1>"), brand=brand)
    source, page = report_source(book), report_html(book)

    assert f'#let lead = rgb("{GREEN}")' in source.files["palette.typ"].decode()
    assert f'#let accent = rgb("{RED}")' in source.files["palette.typ"].decode()
    assert 'logo: logo(read("figure-1.svg", encoding: none), alt: "Mette Holm"' in source.main
    assert 'client-logo: logo(read("figure-2.svg", encoding: none), alt: "Nordhavn & Søn A/S"' in source.main
    assert f"--lead: {GREEN}; " in page.content
    assert page.content.count(address(png(30, 10))) == 1
    assert source.notices == page.notices == ()
    assert passes_both_standards(report_pdf(book))


@pytest.mark.parametrize("lead", ["#12355B", "#FFFF00", "#FFFFFF", "#000000", "#777777", "#C8553D", "#90EE90"])
def test_letters_can_be_read_in_any_colour(lead: str) -> None:
    """Headings and links on paper, and letters on the main colour, hold a contrast of 4.5 however light the colour is."""
    found = colours(Looks(lead, lead, lead, RED, "Calibri"))

    assert contrast(found["lead-ink"], WHITE) >= 4.5
    assert contrast(found["link-ink"], WHITE) >= 4.5
    assert contrast(found["on-lead"], found["lead"]) >= 4.5
    assert found["lead"] == lead


def test_the_house_colours_are_as_they_were() -> None:
    """Without a brand the report leads in the house's blue, with white letters on it."""
    found = colours(looks(Brand()))

    assert (found["lead"], found["lead-ink"], found["on-lead"]) == ("#12355B", "#12355B", WHITE)


def test_a_brand_that_cannot_be_used_is_named() -> None:
    """A colour that is none or too light, a logo that is no picture and a font that does not travel: the house's own, and a sentence each."""
    brand = {"colour": "#FFFF00", "accent": "red", "logo": "data:image/png;base64,AAAA", "client_logo": "/etc/passwd", "font": "Segoe UI"}
    source = report_source(notebook(html("<h1>Et</h1>"), brand=brand))

    assert source.notices == (
        "The brand's colour ('#FFFF00') cannot be used: it is no colour such as #12355B, or white is not legible on it.",
        "The brand's accent ('red') cannot be used: it is no colour such as #12355B, or white is not legible on it.",
        "The brand's font 'Segoe UI' does not travel with segkit: the report is set in Source Sans 3, the Excel file in Segoe UI.",
        "The cover's logo is no whole PNG or JPEG picture, and was left out.",
        "The cover's client logo is no whole PNG or JPEG picture, and was left out.",
    )
    assert '#let lead = rgb("#12355B")' in source.files["palette.typ"].decode()


@pytest.mark.parametrize("brand", [[], "blue", 5, {}])
def test_a_brand_in_another_form_does_not_stop_the_report(brand: object) -> None:
    """Whatever stands where the brand should be, the report is made."""
    assert passes_both_standards(report_pdf(notebook(html("<h1>Et</h1>"), brand=brand)))
