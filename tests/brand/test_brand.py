"""The consultant's brand: colours that can be read, a logo that is a whole picture, and both arriving in the Excel file."""

import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from matplotlib import image
from tiny import TINY

import segkit
from segkit.brand import Brand, contrast, tint
from segkit.deliverables.excel import write_strategy
from segkit.errors import EngagementError
from segkit.views.looks import Looks, looks
from segkit.views.palette import ACCENT, BLUE, GRADE_COLOURS, PALE

GREEN, RED = "#1B5E20", "#B3261E"
BRANDED = f"{TINY}brand:\n  colour: '{GREEN}'\n  accent: '{RED}'\n  font: Segoe UI\n"


def png(width: int, height: int, dots: int | None = None) -> bytes:
    """A black picture; `dots` to the metre where the file says so."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    physical = chunk(b"pHYs", struct.pack(">IIB", dots, dots, 1)) if dots else b""
    rows = zlib.compress((b"\0" * (width + 1)) * height)
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + physical + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def jpeg(width: int, height: int) -> bytes:
    target = BytesIO()
    image.imsave(target, [[(0.0, 0.0, 0.0)] * width] * height, format="jpeg")
    return target.getvalue()


def with_logo(workbook: Callable[..., Path], content: bytes | None, name: str = "logo.png") -> Path:
    """The tiny engagement with a logo, and the logo's file where there is content for it."""
    file = workbook(f"{TINY}brand: {{logo: {name}}}\n")
    if content is not None:
        (file.parent / name).write_bytes(content)
    return file


def refusal(file: Path) -> str:
    with pytest.raises(EngagementError) as caught:
        segkit.read_engagement(file)
    return str(caught.value)


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000000", "#FFFFFF", 21.0), ("#FFFFFF", "#FFFFFF", 1.0), ("#777777", "#FFFFFF", 4.478)]
)
def test_contrast_is_what_wcag_says(one: str, other: str, ratio: float) -> None:
    """Known answers: black on white is 21, a colour on itself 1, and #777777 just fails on white."""
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.001)


def test_the_house_colours_hold_what_is_asked_of_a_brand() -> None:
    """The default main colour would be accepted as somebody's brand."""
    assert Brand(colour=BLUE).colour == BLUE


def test_without_a_brand_the_house_looks_as_ever() -> None:
    """An engagement that says nothing of a brand has the house's colours and Calibri."""
    assert looks(Brand()) == Looks(BLUE, "#3E7CB1", PALE, ACCENT, "Calibri")


def test_pale_tints_follow_the_main_colour() -> None:
    """Grounds and tabs are tints of the brand's colour, and letters stay readable on the pale one."""
    found = looks(Brand(colour=GREEN))

    assert (found.pale, found.soft) == (tint(GREEN, 0.11), tint(GREEN, 0.7)) == ("#E6EDE6", "#5F8E63")
    assert contrast(found.pale, "#24292F") > 7


def test_the_brand_arrives_in_the_excel_file(workbook: Callable[..., Path], tmp_path: Path) -> None:
    """Headings, tabs and every font are the brand's; nothing of the house's colour and font is left beside them."""
    path = write_strategy(segkit.run_study(segkit.read_engagement(workbook(BRANDED))), tmp_path)
    book = openpyxl.load_workbook(path)
    styles = zipfile.ZipFile(path).read("xl/styles.xml").decode()
    fonts = styles[styles.index("<fonts") : styles.index("</fonts>")]

    assert book.worksheets[0].sheet_properties.tabColor.rgb == f"FF{GREEN[1:]}"
    assert f'<fgColor rgb="FF{GREEN[1:]}"/>' in styles
    assert fonts.count('<name val="Segoe UI"/>') == fonts.count("<font>") - 1  # the first is Excel's own, of cells nobody has written
    assert f"FF{BLUE[1:]}" not in fonts


def test_the_brand_arrives_in_the_native_charts(workbook: Callable[..., Path], tmp_path: Path) -> None:
    """Series and lines of the charts have the brand's colours and font; a grade's colour is nobody's brand."""
    path = write_strategy(segkit.run_study(segkit.read_engagement(workbook(BRANDED))), tmp_path)
    with zipfile.ZipFile(path) as parts:
        drawn = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/charts/chart")]
        styles = parts.read("xl/styles.xml").decode()
    by_grade = [chart for chart in drawn if "Hours needed per sales rep" in chart]
    charts = "".join(chart for chart in drawn if chart not in by_grade)

    assert len(by_grade) == 1
    assert f'val="{GRADE_COLOURS[0][1:]}"' in by_grade[0]
    assert f'val="{GREEN[1:]}"' in charts
    assert f'val="{RED[1:]}"' in charts
    assert 'typeface="Segoe UI"' in charts
    assert f'val="{BLUE[1:]}"' not in charts
    assert "Calibri" not in charts
    assert all(f"FF{colour[1:]}" in styles for colour in GRADE_COLOURS[:4])


@pytest.mark.parametrize(
    ("yaml", "told"),
    [
        (
            "brand: {colour: '#3399FF'}\n",
            "white letters on #3399FF have a contrast of 2.94:1, and 4.5:1 is the least that can be read. "
            "Choose a darker 'colour'; the light one may be the 'accent'.",
        ),
        ("brand: {colour: green}\n", "a colour is # and six of 0-9 and A-F, such as '#12355B', but this is 'green'."),
        ("brand: {accent: '#12F'}\n", "a colour is # and six of 0-9 and A-F, such as '#12355B', but this is '#12F'."),
        (
            "brand: {font: 'Arial\"/>'}\n",
            "'font' is the name of a font in letters, digits, blanks and hyphens, such as Calibri, but is 'Arial\"/>'.",
        ),
        ("brand: {color: '#12355B'}\n", "'color' is not a setting of 'brand'. Did you mean 'colour'?"),
    ],
)
def test_what_cannot_be_a_brand_is_refused(workbook: Callable[..., Path], yaml: str, told: str) -> None:
    """D09: a colour that white letters cannot be read on, no colour at all, a font that is no name."""
    assert refusal(workbook(TINY + yaml)) == f"SEG-D09: engagement.yaml, line 20: {told}"


def test_a_colour_that_yaml_takes_for_a_remark_is_told(workbook: Callable[..., Path]) -> None:
    """D09: without quotes nothing of the colour is left, and the house's must not be taken in silence."""
    assert refusal(workbook(f"{TINY}brand:\n  colour: #1B5E20\n")) == (
        "SEG-D09: engagement.yaml, line 21: 'colour' is empty. A colour begins with #, which starts a remark: "
        "write it in quotes, such as colour: '#12355B', or leave the line out."
    )


def test_white_on_the_line_is_accepted() -> None:
    """4.5:1 is enough: #767676 on white is the lightest grey that passes, #777777 does not."""
    assert Brand(colour="#767676").colour == "#767676"
    with pytest.raises(ValueError, match=r"4\.47:1"):
        Brand(colour="#777777")


@pytest.mark.parametrize(("content", "size"), [(png(300, 100), (300, 100)), (jpeg(40, 20), (38.4, 19.2)), (png(300, 100, 5906), (192, 64))])
def test_a_logo_knows_the_size_excel_shows_it_at(workbook: Callable[..., Path], content: bytes, size: tuple[float, float]) -> None:
    """PNG and JPEG, with the resolution that the file states."""
    logo = segkit.read_engagement(with_logo(workbook, content)).logo

    assert logo is not None
    assert logo.content == content
    assert (logo.width, logo.height) == pytest.approx(size, rel=0.001)


@pytest.mark.parametrize(
    ("box", "shown"), [((600, 100), (300, 100)), ((150, 100), (150, 50)), ((30, 400), (30, 10)), ((900, 300), (900, 300))]
)
def test_a_logo_fills_a_box_and_keeps_its_proportions(
    workbook: Callable[..., Path], tmp_path: Path, box: tuple[int, int], shown: tuple[int, int]
) -> None:
    """In the sheet XlsxWriter makes of it, the logo has the size that the box allows, whatever resolution its file states."""
    logo = segkit.read_engagement(with_logo(workbook, png(300, 100, 5906))).logo
    assert logo is not None
    with xlsxwriter.Workbook(tmp_path / "cover.xlsx") as book:
        book.add_worksheet().insert_image(0, 0, "logo", {"image_data": BytesIO(logo.content), **logo.scales(*box)})

    assert _extent(tmp_path / "cover.xlsx") == pytest.approx(shown, abs=1)


def _extent(path: Path) -> tuple[float, float]:
    """The size in pixels of a workbook's only picture."""
    drawing = zipfile.ZipFile(path).read("xl/drawings/drawing1.xml").decode()
    found = drawing[drawing.index("<a:ext ") :].split('"')
    return int(found[1]) / 9525, int(found[3]) / 9525


def test_an_engagement_without_a_logo_has_none(workbook: Callable[..., Path]) -> None:
    assert segkit.read_engagement(workbook()).logo is None


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (None, "logo.png", "is not in workbooks/tiny. Copy the logo there, or leave 'logo' out."),
        (b"<svg/>", "logo.png", "is not a PNG or JPEG picture. Save the logo as one of the two; renaming the file does not change it."),
        (b"GIF89a" + b"\0" * 90, "logo.png", "is not a PNG or JPEG picture. Save the logo as one of the two; renaming the file does not change it."),
        (png(300, 100)[:-20], "logo.png", "is damaged or cut off. Copy the logo again."),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40 + b"IEND", "logo.png", "is damaged or cut off. Copy the logo again."),
        (b"\xff\xd8\xff\xe0IEND\xff\xd9", "logo.png", "is damaged or cut off. Copy the logo again."),
        (png(1, 1) + b"\0" * 5_300_000, "logo.png", "is 5.1 MB, and a logo may have 5 MB. Save it smaller."),
        (png(1, 1), "../logo.png", "lies outside the client's folder. Copy the logo into the folder, and give its name."),
    ],
)  # fmt: skip
def test_a_logo_that_cannot_be_used(workbook: Callable[..., Path], content: bytes | None, name: str, told: str) -> None:
    """D09: missing, no picture, cut off, too large, outside the client's folder."""
    assert refusal(with_logo(workbook, content, name)) == f"SEG-D09: engagement.yaml, line 20: the logo '{name}' {told}"


def test_a_link_out_of_the_folder_is_outside(workbook: Callable[..., Path], tmp_path: Path) -> None:
    """D09: a link inside the folder does not lead out of it."""
    (tmp_path / "elsewhere.png").write_bytes(png(1, 1))
    file = with_logo(workbook, None)
    (file.parent / "logo.png").symlink_to(tmp_path / "elsewhere.png")

    assert refusal(file).endswith("the logo 'logo.png' lies outside the client's folder. Copy the logo into the folder, and give its name.")


def test_letters_on_a_light_accent_are_dark(tiny: segkit.Study, workbook: Callable[..., Path], tmp_path: Path) -> None:
    """An input that was changed is filled with the accent; on a light one its letters are dark."""
    light = replace(tiny, engagement=segkit.read_engagement(workbook(f"{TINY}brand: {{accent: '#FFD54F'}}\n")))

    styles = zipfile.ZipFile(write_strategy(light, tmp_path)).read("xl/styles.xml").decode()

    assert '<dxf><font><color rgb="FF24292F"/></font><fill><patternFill><bgColor rgb="FFFFD54F"/>' in styles
