"""The package: a zip, what its parts are and how they refer to each other, each read safely."""

import posixpath
import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote
from xml.etree.ElementTree import Element, tostring
from zipfile import BadZipFile, ZipFile, ZipInfo

from defusedxml.ElementTree import fromstring

from segkit.deliverables.xlsxlint.markup import attribute, named
from segkit.deliverables.xlsxlint.problem import Problem
from segkit.deliverables.xlsxlint.soundness import Soundness, soundness

UNREADABLE = (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error, struct.error)
"""What zipfile raises for a packed file that is damaged, encrypted or packed in a way it does not know."""

TYPES = "[Content_Types].xml"
LARGEST_SHEET, LARGEST_PART = 2_000_000_000, 100_000_000
"""Bytes that a part may unpack to: one that is read row by row, and one that is held whole."""
_STEP = 1 << 20

_KINDS = {
    "officeDocument": r"\.(main|macroEnabled\.main)\+xml$",
    "worksheet": r"\.worksheet\+xml$",
    "chartsheet": r"\.chartsheet\+xml$",
    "styles": r"\.styles\+xml$",
    "sharedStrings": r"\.sharedStrings\+xml$",
    "theme": r"\.theme\+xml$",
    "table": r"\.table\+xml$",
    "drawing": r"\.drawing\+xml$",
    "chart": r"\.chart\+xml$",
    "comments": r"\.comments\+xml$",
    "vmlDrawing": r"\.vmlDrawing$",
    "calcChain": r"\.calcChain\+xml$",
    "image": r"^image/|\.ms-photo$",
}
"""How the content type of a part ends that is referred to as this kind."""


@dataclass(frozen=True)
class Relation:
    """One part's reference to another: the last word of its kind, and the part's name or an address outside."""

    kind: str
    target: str
    external: bool


@dataclass(frozen=True)
class Package:
    """An Excel file's parts: names as spelled, by name in lower case; content types; references; which are sound XML."""

    zipped: ZipFile
    infos: list[ZipInfo]
    spelled: dict[str, str]
    sound: dict[str, Soundness] = field(default_factory=dict)
    relations: dict[str, dict[str, Relation]] = field(default_factory=dict)

    def chunks(self, part: str) -> Iterator[bytes]:
        """Return a part's bytes, a piece at a time; one with comments and the like is written anew without them."""
        if self.sound.get(part, Soundness()).plain:
            with self.zipped.open(part) as file:
                while piece := file.read(_STEP):
                    yield piece
        else:
            yield tostring(fromstring(self.zipped.read(part), forbid_dtd=True), encoding="utf-8")

    def tree(self, part: str | None) -> Element | None:
        """Return a part as a tree; None where it is absent or not sound."""
        if not self.is_sound(part) or part is None:
            return None
        element: Element = fromstring(self.zipped.read(part), forbid_dtd=True)
        return element

    def is_sound(self, part: str | None) -> bool:
        """Return whether a part is there and is XML that can be read."""
        return part is not None and _is_xml(part) and part in self.sound and not self.sound[part].rule

    def mentions(self, part: str, what: bytes) -> bool:
        """Return whether some bytes stand in a part."""
        before = b""
        for chunk in self.chunks(part) if self.is_sound(part) else ():
            if what in before + chunk:
                return True
            before = chunk[-len(what) :]
        return False

    def of(self, source: str) -> dict[str, Relation]:
        """Return what a part refers to, by id."""
        return self.relations.get(source.casefold(), {})

    def related(self, source: str, kind: str) -> list[str]:
        """Return the parts, as spelled, that a part refers to as a kind."""
        targets = (relation.target for relation in self.of(source).values() if relation.kind == kind and not relation.external)
        return [self.spelled[target.casefold()] for target in targets if target.casefold() in self.spelled]

    def part(self, source: str, ident: str) -> str | None:
        """Return the part, as spelled, that an id of a part stands for."""
        relation = self.of(source).get(ident)
        return None if relation is None or relation.external else self.spelled.get(relation.target.casefold())


def package_of(zipped: ZipFile) -> Package:
    """Return the package of a zip, with every XML part read through once and all references collected."""
    infos = [info for info in zipped.infolist() if not info.orig_filename.endswith("/")]
    package = Package(zipped, infos, {_key(info.filename): info.filename for info in infos})
    for name in package.spelled.values():
        package.sound[name] = _soundness_of(zipped, name)
    for name in package.spelled.values():
        source = _source_of(name)
        if source is not None:
            package.relations[source.casefold()] = _relations(package.tree(name), source)
    return package


def _key(name: str) -> str:
    """Return a part's name as it is compared: in lower case, and with forward slashes, so that a backslash is told only once."""
    return name.replace("\\", "/").casefold()


def _is_xml(name: str) -> bool:
    """Return whether a part is XML by its name; drawings in VML are not, for Excel itself writes them as it pleases."""
    return name.casefold().endswith((".xml", ".rels"))


def _soundness_of(zipped: ZipFile, name: str) -> Soundness:
    by_rows = "/worksheets/" in _key(name) or _key(name).endswith("/sharedstrings.xml")
    if zipped.getinfo(name).file_size > (LARGEST_SHEET if by_rows else LARGEST_PART):
        return Soundness("part_too_large", "The part unpacks to more than any Excel file that segkit writes.")
    try:
        with zipped.open(name) as file:
            pieces = iter(lambda: file.read(_STEP), b"")
            if _is_xml(name):
                return soundness(pieces)
            for _ in pieces:  # the checksum is looked at when all is read
                pass
    except UNREADABLE as error:
        return Soundness("zip_damaged", f"The part cannot be unpacked ({error}).")
    return Soundness()


def _source_of(name: str) -> str | None:
    """Return the part whose references a .rels part holds; "" is the package itself."""
    folder, file = posixpath.split(name.replace("\\", "/"))
    if not file.casefold().endswith(".rels") or posixpath.basename(folder).casefold() != "_rels":
        return None
    return posixpath.join(posixpath.dirname(folder), file[: -len(".rels")])


def _relations(rels: Element | None, source: str) -> dict[str, Relation]:
    found = {}
    for element in named(rels, "Relationship") if rels is not None else ():
        target, external = attribute(element, "Target"), attribute(element, "TargetMode") == "External"
        if not external:
            target = unquote(target).replace("\\", "/").split("#")[0]
            folder = posixpath.dirname(source)
            target = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found[attribute(element, "Id")] = Relation(attribute(element, "Type").rsplit("/", 1)[-1], target, external)
    return found


def package_problems(package: Package, *, ours: bool) -> Iterator[Problem]:
    """Return what is wrong with the zip itself, with XML that cannot be read, with content types and with references."""
    yield from _zip_problems(package)
    for name, sound in package.sound.items():
        if sound.rule:
            yield Problem(sound.rule, name, "", sound.text)
    yield from _type_problems(package)
    yield from _target_problems(package, ours=ours)
    for name in package.spelled.values():
        if _source_of(name) is not None and (tree := package.tree(name)) is not None:
            idents = Counter(attribute(element, "Id") for element in named(tree, "Relationship"))
            for ident in (ident for ident, n in idents.items() if n > 1):
                yield Problem("relationship_id_twice", name, "", f"The id {ident} is given to more than one reference.")


def _target_problems(package: Package, *, ours: bool) -> Iterator[Problem]:
    """Return references to parts that are not there. One that nothing uses does no harm, and other programs leave some; ours has none."""
    for key, relations in package.relations.items():
        source = package.spelled.get(key, "")
        for ident, relation in relations.items():
            if relation.external or not relation.target or relation.target.casefold() in package.spelled:
                continue
            if ours or not source or package.mentions(source, f'"{ident}"'.encode()):
                rule = "image_missing" if relation.kind == "image" else "relationship_target"
                text = f"{ident} refers to {relation.target}, which is not in the file; Excel repairs it by leaving things out."
                yield Problem(rule, source or "_rels/.rels", "", text)


def _zip_problems(package: Package) -> Iterator[Problem]:
    for name, n in Counter(info.orig_filename.casefold() for info in package.infos).items():
        if n > 1:
            yield Problem("zip_entry_twice", name, "", f"The part is in the zip {n} times; Excel refuses the file.")
    for info in package.infos:
        if "\\" in info.orig_filename:
            yield Problem("part_name_backslash", info.orig_filename, "", "The part's name has a backslash; Excel does not find it.")


def _type_problems(package: Package) -> Iterator[Problem]:
    part = package.spelled.get(TYPES.casefold())
    if part is None:
        yield Problem("content_types_missing", TYPES, "", "The list of content types is missing; Excel refuses the file.")
    types = package.tree(part)
    if types is None:
        return
    by_end = {attribute(e, "Extension").casefold(): attribute(e, "ContentType") for e in named(types, "Default")}
    by_name = {_key(attribute(e, "PartName").lstrip("/")): attribute(e, "ContentType") for e in named(types, "Override")}
    wanted = {
        relation.target.casefold(): relation.kind
        for relations in package.relations.values()
        for relation in relations.values()
        if relation.kind in _KINDS and not relation.external
    }
    for key, name in package.spelled.items():
        kind = by_name.get(key) or by_end.get(key.rsplit(".", 1)[-1], "")
        if key == TYPES.casefold() or key.startswith("[trash]/"):
            continue
        if not kind:
            yield Problem("content_type_missing", name, "", "No content type is given for the part; Excel refuses the file.")
        elif key in wanted and not re.search(_KINDS[wanted[key]], kind):
            text = f"The part is referred to as {wanted[key]}, but its content type is {kind}; Excel refuses the file."
            yield Problem("content_type_missing", name, "", text)


def reference_problems(package: Package, part: str, tree: Element) -> Iterator[Problem]:
    """Return the ids in a part's XML that stand for nothing."""
    known = package.of(part)
    for element in tree.iter():
        for key, value in element.attrib.items():
            if "/relationships}" in key and value and value not in known:
                text = f"The element {element.tag.rsplit('}', 1)[-1]} refers to {value}, which the part's list of references does not have."
                yield Problem("relationship_missing", part, value, text)
