"""The workbook part: sheets and their names, defined names, and which sheet is shown first."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from segkit.deliverables.xlsxlint.formulas import Formulas
from segkit.deliverables.xlsxlint.markup import attribute, local, named, units, whole
from segkit.deliverables.xlsxlint.package import Package
from segkit.deliverables.xlsxlint.problem import Problem
from segkit.deliverables.xlsxlint.references import cell
from segkit.deliverables.xlsxlint.styles import order_problems

LONGEST_SHEET_NAME, LONGEST_NAME = 31, 255
_ORDER = (
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups", "externalReferences",
    "definedNames", "calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing",
    "fileRecoveryPr", "webPublishObjects", "extLst",
)  # fmt: skip
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_NAME = re.compile(r"[^\W\d][\w.\\?]*|\\[\w.\\?]*")
_ROW_COLUMN = re.compile(r"(?:r\d*)?(?:c\d*)?", re.IGNORECASE)


@dataclass(frozen=True)
class Sheet:
    """A sheet as the workbook part names it, with the part that holds it and its kind (worksheet, chartsheet, …)."""

    name: str
    ident: int | None
    part: str | None
    kind: str


def sheets_of(package: Package, part: str, book: Element) -> tuple[Sheet, ...]:
    """Return the sheets in their order."""
    found = []
    for element in named(book, "sheet"):
        ident = next((value for key, value in element.attrib.items() if key.endswith("/relationships}id")), "")
        relation = package.of(part).get(ident)
        kind = relation.kind if relation else ""
        found.append(Sheet(attribute(element, "name"), whole(attribute(element, "sheetId")), package.part(part, ident), kind))
    return tuple(found)


def book_problems(part: str, book: Element, sheets: tuple[Sheet, ...]) -> Iterator[Problem]:
    """Return what is wrong with the sheets as a whole: names, numbers, which is shown."""
    yield from order_problems(part, book, _ORDER, several=("fileRecoveryPr",))
    if not sheets:
        yield Problem("no_sheet", part, "", "The file has no sheet; Excel refuses it.")
    elif all(attribute(element, "state") in {"hidden", "veryHidden"} for element in named(book, "sheet")):
        yield Problem("no_visible_sheet", part, "", "All sheets are hidden; Excel refuses the file.")
    names, idents = set(), set()
    for sheet in sheets:
        yield from (Problem(rule, part, sheet.name, text) for rule, text in _sheet_name_faults(sheet.name))
        if sheet.name.casefold() in names:
            yield Problem("sheet_name_twice", part, sheet.name, f"Two sheets are called '{sheet.name}', which Excel takes without case.")
        if sheet.ident is None or sheet.ident < 1:
            yield Problem("sheet_id_zero", part, sheet.name, f"The sheet '{sheet.name}' has no number from 1 on; Excel refuses the file.")
        elif sheet.ident in idents:
            yield Problem("sheet_id_twice", part, sheet.name, f"The number {sheet.ident} is given to two sheets; Excel repairs the file.")
        names.add(sheet.name.casefold())
        idents.add(sheet.ident)
    for view in named(book, "workbookView"):
        for key in ("activeTab", "firstSheet"):
            shown = attribute(view, key)
            if shown and not 0 <= (-1 if (number := whole(shown)) is None else number) < len(sheets):
                yield Problem("active_tab", part, key, f"The file opens on sheet number {shown} from 0, but has {len(sheets)}.")


def _sheet_name_faults(name: str) -> Iterator[tuple[str, str]]:
    if not name.strip():
        yield "sheet_name_empty", "A sheet has no name."
    if units(name) > LONGEST_SHEET_NAME:
        yield "sheet_name_long", f"The sheet's name '{name}' has {units(name)} characters; Excel allows {LONGEST_SHEET_NAME}."
    if found := _FORBIDDEN.search(name):
        yield "sheet_name_characters", f"The sheet's name '{name}' has the sign {found[0]}, which Excel forbids."
    if name.startswith("'") or name.endswith("'"):
        yield "sheet_name_apostrophe", f"The sheet's name {name} begins or ends with an apostrophe, which Excel forbids."
    if name.casefold() == "history":
        yield "sheet_name_history", "A sheet is called 'History', a name that Excel keeps for itself."


def defined_names(book: Element) -> list[Element]:
    return [element for holder in named(book, "definedNames") for element in holder if local(element) == "definedName"]


def name_problems(part: str, book: Element, sheets: int, formulas: Formulas) -> Iterator[Problem]:
    """Return what is wrong with defined names, hidden ones included."""
    seen = set()
    for element in defined_names(book):
        name, scope = attribute(element, "name"), attribute(element, "localSheetId")
        key = name.casefold(), scope
        if key in seen:
            yield Problem("name_twice", part, name, f"The name {name} is defined twice in the same place; Excel repairs the file.")
        seen.add(key)
        if scope and not 0 <= (-1 if (number := whole(scope)) is None else number) < sheets:
            yield Problem("name_scope", part, name, f"The name {name} belongs to sheet number {scope} from 0, but there are {sheets}.")
        if fault := name_fault(name):
            yield Problem(fault[0], part, name, fault[1])
        if (element.text or "").startswith("="):
            yield Problem(
                "name_equals_sign", part, name, f"What the name {name} stands for begins with =, which the file format leaves out."
            )
        for rule, text in formulas.faults(element.text or ""):
            yield Problem(rule, part, name, text)


def name_fault(name: str) -> tuple[str, str] | None:
    """Return why a name cannot stand for cells or a table, as a rule and a sentence; None for a good one."""
    if cell(name) is not None or (name and _ROW_COLUMN.fullmatch(name)):
        return "name_like_cell", f"The name {name} reads as a cell, so Excel refuses it."
    if not _NAME.fullmatch(name):
        return "name_invalid", f"The name '{name}' has a sign that names cannot have, or begins with one that only texts begin with."
    if len(name) > LONGEST_NAME:
        return "name_invalid", f"The name {name[:40]}… has {len(name)} characters; Excel allows {LONGEST_NAME}."
    return None
