"""The parts of an .xlsx: which one holds which sheet, however the writer spelled names and prefixes, and what else lies in it."""

import posixpath
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError
from zipfile import ZipFile

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from segkit.intake.reading.refusals import damaged, with_document_type


@dataclass(frozen=True)
class SheetPart:
    """A worksheet and the part that holds its cells."""

    name: str
    path: str


@dataclass(frozen=True)
class Package:
    """What an .xlsx holds beside cells."""

    sheets: tuple[SheetPart, ...]
    strings: str | None
    """The part with the shared texts."""
    macros: bool
    links: int
    """How many other workbooks its formulas refer to."""
    recalculated_on_load: bool
    """Whether the writer left the working out of formulas to Excel, so that stored values may be old."""


def package_of(name: str, zipped: ZipFile) -> Package:
    """Return what the workbook part names. Raises SourceError when the package has no workbook part that can be read."""
    spelled = {tidy(part): part for part in zipped.namelist()}
    book_path = _target(zipped, spelled, name, "", "officedocument") or "xl/workbook.xml"
    book = _xml(name, zipped, spelled.get(book_path.casefold()))
    targets = _relationships(name, zipped, spelled, book_path)
    sheets = []
    for sheet in _named(book, "sheet"):
        kind, target = targets.get(_attribute(sheet, "id"), ("", ""))
        part = spelled.get(target.casefold())
        if kind == "worksheet" and part:
            sheets.append(SheetPart(_attribute(sheet, "name"), part))
    strings = next((spelled.get(target.casefold()) for kind, target in targets.values() if kind == "sharedstrings"), None)
    settings = [_attribute(element, "fullCalcOnLoad") in {"1", "true"} for element in _named(book, "calcPr")]
    return Package(
        tuple(sheets),
        strings,
        macros=any(part.endswith("vbaproject.bin") or "/macrosheets/" in part for part in spelled),
        links=sum("/externallinks/" in part and part.endswith(".xml") for part in spelled),
        recalculated_on_load=any(settings),
    )


def tidy(part: str) -> str:
    """Return a part's name as it is compared: forward slashes, no leading one, without case."""
    return part.replace("\\", "/").lstrip("/").casefold()


def _target(zipped: ZipFile, spelled: dict[str, str], name: str, source: str, kind: str) -> str | None:
    return next((target for found, target in _relationships(name, zipped, spelled, source).values() if found == kind), None)


def _relationships(name: str, zipped: ZipFile, spelled: dict[str, str], source: str) -> dict[str, tuple[str, str]]:
    """Return id -> (last word of the kind, part) of what `source` refers to; "" is the package itself."""
    folder, file = posixpath.split(source)
    part = spelled.get(posixpath.join(folder, "_rels", f"{file}.rels").casefold())
    if part is None:
        return {}
    found = {}
    for element in _named(_xml(name, zipped, part), "Relationship"):
        target = _attribute(element, "Target").replace("\\", "/")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found[_attribute(element, "Id")] = (_attribute(element, "Type").rsplit("/", 1)[-1].casefold(), path)
    return found


def _xml(name: str, zipped: ZipFile, part: str | None) -> Element:
    if part is None:
        raise damaged(name)
    try:
        element: Element = fromstring(zipped.read(part))
    except DefusedXmlException:
        raise with_document_type(name, part) from None
    except ParseError:
        raise damaged(name) from None
    return element


def _named(element: Element, local: str) -> list[Element]:
    return [found for found in element.iter() if isinstance(found.tag, str) and found.tag.rsplit("}", 1)[-1] == local]


def _attribute(element: Element, local: str) -> str:
    """Return an attribute whatever its namespace: r:id, rel:id, and those of the strict form of the format."""
    return next((value for key, value in element.attrib.items() if key.rsplit("}", 1)[-1].casefold() == local.casefold()), "")
