"""What a sheet has around its cells: columns, merged cells, filters, conditions, validations, links, headers and footers."""

import re
from collections.abc import Iterator
from itertools import pairwise
from xml.etree.ElementTree import Element, ParseError

from defusedxml.ElementTree import fromstring

from segkit.deliverables.xlsxlint.formulas import Formulas
from segkit.deliverables.xlsxlint.markup import attribute, child, local, named, units, whole
from segkit.deliverables.xlsxlint.problem import Problem
from segkit.deliverables.xlsxlint.references import LAST_COLUMN, Area, are_areas, area, overlaps, shown
from segkit.deliverables.xlsxlint.stream import Stream
from segkit.deliverables.xlsxlint.styles import Looks, order_problems

MOST_LINKS, LONGEST_LINK = 65_530, 2_079
LONGEST_MARGIN, LONGEST_LIST = 255, 255
_ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection", "protectedRanges",
    "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting",
    "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks",
    "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture",
    "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
)  # fmt: skip
_NEVER_EMPTY = ("cols", "mergeCells", "dataValidations", "hyperlinks", "conditionalFormatting", "ignoredErrors")
_MARGIN_CODE = re.compile(r'&(?:&|[LCRPNDTZFAGBIUESXYHO+-]|"[^"]*"|\d+|K(?:[0-9A-F]{6}|\d\d[+-]\d{3}))', re.IGNORECASE)
_LONGEST_PROMPT = {"promptTitle": 32, "errorTitle": 32, "prompt": 255, "error": 255}


def frame_of(stream: Stream) -> Element | None:
    """Return a sheet without its rows, once they have been read; None where the rest cannot be read by itself."""
    prefix = stream.prefix
    rows = b"<" + prefix + b"sheetData/>" if stream.tail else b""
    try:
        element: Element = fromstring(stream.head + rows + stream.tail, forbid_dtd=True)
    except ParseError:
        return None
    return element


def merged_areas(frame: Element) -> list[Area]:
    return [found for each in named(frame, "mergeCell") if (found := area(attribute(each, "ref"))) is not None]


def own_filter(frame: Element) -> Area | None:
    """Return the area of the sheet's own filter."""
    found = child(frame, "autoFilter")
    return None if found is None else area(attribute(found, "ref"))


def frame_problems(part: str, frame: Element, looks: Looks, formulas: Formulas) -> Iterator[Problem]:
    """Return what is wrong with a sheet apart from its cells, its tables and its drawings."""
    yield from order_problems(part, frame, _ORDER, several=("conditionalFormatting",))
    for element in frame:
        if local(element) in _NEVER_EMPTY and not len(element):
            yield Problem("element_empty", part, local(element), f"The element {local(element)} is there, but holds nothing.")
    yield from _column_problems(part, frame)
    yield from _merge_problems(part, frame)
    filtered = child(frame, "autoFilter")
    if filtered is not None and area(attribute(filtered, "ref")) is None:
        yield Problem("filter_area", part, attribute(filtered, "ref"), "The sheet's filter covers no area of the sheet.")
    yield from _condition_problems(part, frame, looks, formulas)
    yield from _validation_problems(part, frame, formulas)
    yield from _link_problems(part, frame)
    yield from margin_problems(part, frame)


def _column_problems(part: str, frame: Element) -> Iterator[Problem]:
    spans = []
    for element in named(frame, "col"):
        first, last = whole(attribute(element, "min")), whole(attribute(element, "max"))
        place = f"{attribute(element, 'min')}-{attribute(element, 'max')}"
        if first is None or last is None or not 1 <= first <= last <= LAST_COLUMN:
            yield Problem(
                "column_range", part, place, f"The width of columns {place} is set, which are none: the first comes after the last."
            )
        else:
            spans.append((first, last))
        width = attribute(element, "width")
        if width and not re.fullmatch(r"\d+\.?\d*(?:[eE][+-]?\d+)?", width):
            yield Problem("column_width", part, place, f"The width of columns {place} is '{width}'.")
    for (_, before), (first, last) in pairwise(spans):
        if first <= before:
            yield Problem("column_overlap", part, f"{first}-{last}", f"The width of column {first} is set twice; Excel repairs the sheet.")


def _merge_problems(part: str, frame: Element) -> Iterator[Problem]:
    areas = []
    for element in named(frame, "mergeCell"):
        place = attribute(element, "ref")
        found = area(place)
        if found is None:
            yield Problem("merge_area", part, place, f"'{place}' is no area of cells that could be merged.")
        elif found[:2] == found[2:]:
            yield Problem("merge_single", part, place, f"The single cell {place} is merged with nothing; Excel repairs the sheet.")
        else:
            areas.append(found)
    for a, b in overlaps(areas):
        yield Problem("merge_overlap", part, shown(b), f"The merged cells {shown(a)} and {shown(b)} overlap; Excel repairs the sheet.")


def _condition_problems(part: str, frame: Element, looks: Looks, formulas: Formulas) -> Iterator[Problem]:
    for element in frame:
        if local(element) != "conditionalFormatting":
            continue
        place = attribute(element, "sqref")
        if not are_areas(place):
            yield Problem("conditional_format_area", part, place, f"A conditional format lies on '{place}', which is no area of the sheet.")
        for rule in named(element, "cfRule"):
            look = attribute(rule, "dxfId")
            if look and not 0 <= (-1 if (number := whole(look)) is None else number) < looks.conditional:
                text = f"A conditional format uses the look number {look}, but the file has {looks.conditional}."
                yield Problem("conditional_format_look", part, place, text)
        for formula in named(element, "formula"):
            yield from (Problem(name, part, place, text) for name, text in formulas.faults(formula.text or ""))


def _validation_problems(part: str, frame: Element, formulas: Formulas) -> Iterator[Problem]:
    holder = child(frame, "dataValidations")
    for element in named(holder, "dataValidation") if holder is not None else ():
        place = attribute(element, "sqref")
        if not are_areas(place):
            yield Problem("validation_area", part, place, f"A validation lies on '{place}', which is no area of the sheet.")
        for key, most in _LONGEST_PROMPT.items():
            if units(attribute(element, key)) > most:
                text = f"The {key} of a validation has more than {most} characters; Excel repairs the sheet."
                yield Problem("validation_text_long", part, place, text)
        for formula in named(element, "formula1", "formula2"):
            text = (formula.text or "").strip()
            if attribute(element, "type") == "list" and text.startswith('"'):
                length = units(text.strip('"').replace('""', '"'))
                if length > LONGEST_LIST:
                    sentence = f"A list to choose from has {length} characters; Excel allows {LONGEST_LIST} and repairs the sheet."
                    yield Problem("validation_list_long", part, place, sentence)
            else:
                yield from (Problem(name, part, place, sentence) for name, sentence in formulas.faults(text))


def _link_problems(part: str, frame: Element) -> Iterator[Problem]:
    holder = child(frame, "hyperlinks")
    links = [] if holder is None else list(named(holder, "hyperlink"))
    if len(links) > MOST_LINKS:
        yield Problem("links_too_many", part, "", f"The sheet has {len(links)} links; Excel allows {MOST_LINKS}.")
    for link in links:
        if area(attribute(link, "ref")) is None:
            yield Problem("link_area", part, attribute(link, "ref"), f"A link lies on '{attribute(link, 'ref')}', which is no cell.")
        if units(attribute(link, "location")) > LONGEST_LINK:
            yield Problem("link_long", part, attribute(link, "ref"), f"A link has more than {LONGEST_LINK} characters.")


def margin_problems(part: str, tree: Element) -> Iterator[Problem]:
    """Return headers and footers that are too long or have an & that begins no code."""
    for holder in named(tree, "headerFooter"):
        for element in holder:
            text = element.text or ""
            if units(text) > LONGEST_MARGIN:
                sentence = f"The {local(element)} has {units(text)} characters; Excel allows {LONGEST_MARGIN} and repairs the sheet."
                yield Problem("header_footer_long", part, local(element), sentence)
            elif "&" in _MARGIN_CODE.sub("", text):
                sentence = f"The {local(element)} has an & that begins no code: '{text}'. A plain & is written twice."
                yield Problem("header_footer_ampersand", part, local(element), sentence)
