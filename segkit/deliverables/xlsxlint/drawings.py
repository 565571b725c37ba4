"""Drawings, charts and remarks: where they are anchored, what they show, and what they need beside them."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from segkit.deliverables.xlsxlint.formulas import Formulas
from segkit.deliverables.xlsxlint.markup import attribute, child, local, named, whole
from segkit.deliverables.xlsxlint.package import Package, reference_problems
from segkit.deliverables.xlsxlint.problem import Problem
from segkit.deliverables.xlsxlint.references import LAST_COLUMN, LAST_ROW, cell


def drawing_problems(package: Package, part: str, formulas: Formulas) -> Iterator[Problem]:
    """Return what is wrong with a sheet's drawings and the charts in them; `part` is the sheet's."""
    for drawing in package.related(part, "drawing"):
        tree = package.tree(drawing)
        if tree is None:
            continue
        yield from reference_problems(package, drawing, tree)
        for anchor in named(tree, "twoCellAnchor", "oneCellAnchor"):
            yield from _anchor_problems(drawing, anchor)
        for chart in package.related(drawing, "chart"):
            chart_tree = package.tree(chart)
            if chart_tree is not None:
                yield from reference_problems(package, chart, chart_tree)
                yield from _chart_problems(chart, chart_tree, formulas)


def _anchor_problems(part: str, anchor: Element) -> Iterator[Problem]:
    corners = []
    for name in ("from", "to"):
        corner = child(anchor, name)
        if corner is not None:
            row, column = (whole((found.text or "") if (found := child(corner, key)) is not None else "") for key in ("row", "col"))
            if row is None or column is None or not (0 <= row < LAST_ROW and 0 <= column < LAST_COLUMN):
                yield Problem("drawing_anchor", part, name, "A picture or chart is anchored outside the sheet; Excel drops the drawing.")
                return
            corners.append((row, column))
    if len(corners) == 2 and (corners[1][0] < corners[0][0] or corners[1][1] < corners[0][1]):
        text = "A picture or chart ends above or to the left of where it begins; Excel repairs the drawing."
        yield Problem("drawing_anchor", part, f"row {corners[0][0] + 1}", text)


def _chart_problems(part: str, chart: Element, formulas: Formulas) -> Iterator[Problem]:
    for element in named(chart, "f"):
        for rule, text in formulas.faults(element.text or ""):
            yield Problem("chart_sheet_missing" if rule == "formula_sheet_missing" else rule, part, element.text or "", text)
    for element in named(chart, "srgbClr"):
        value = attribute(element, "val")
        if len(value) != 6 or not all(sign in "0123456789abcdefABCDEF" for sign in value):
            yield Problem("colour", part, "", f"'{value}' is no colour; six hexadecimal digits were expected.")


def comment_problems(package: Package, part: str, frame: Element) -> Iterator[Problem]:
    """Return what is wrong with the remarks of a sheet and with the drawing that shows them."""
    for comments in package.related(part, "comments"):
        shapes = child(frame, "legacyDrawing")
        if shapes is None or package.part(part, attribute(shapes, "id")) is None:
            text = "The sheet has remarks, but not the drawing (vmlDrawing) that shows them; Excel repairs the file."
            yield Problem("comments_without_vml", comments, "", text)
        tree = package.tree(comments)
        if tree is None:
            continue
        authors = sum(1 for _ in named(tree, "author"))
        seen = set()
        for element in (each for each in tree.iter() if local(each) == "comment"):
            place, author = attribute(element, "ref"), whole(attribute(element, "authorId"))
            if cell(place) is None:
                yield Problem("comment_area", comments, place, f"A remark belongs to '{place}', which is no cell.")
            if place in seen:
                yield Problem("comment_twice", comments, place, f"The cell {place} has two remarks; Excel repairs the file.")
            if author is None or not 0 <= author < max(authors, 1):
                yield Problem("comment_author", comments, place, f"The remark on {place} is by nobody in the list of authors.")
            seen.add(place)
