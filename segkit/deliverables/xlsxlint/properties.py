"""What segkit's own files must not carry to a client: names, paths, links to other files, macros."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from segkit.deliverables.xlsxlint.markup import attribute, child, local, named
from segkit.deliverables.xlsxlint.package import Package
from segkit.deliverables.xlsxlint.problem import Problem

CORE = frozenset({"title", "subject", "creator", "created", "modified"})
APP = frozenset(
    {
        "Application", "DocSecurity", "ScaleCrop", "HeadingPairs", "TitlesOfParts", "Company", "LinksUpToDate", "SharedDoc",
        "HyperlinksChanged", "AppVersion",
    }
)  # fmt: skip
"""The document properties that a file may carry; E13."""

_PATH = re.compile(r"(?<!\w)[A-Za-z]:[\\/]|\\\\\w|\bfile:|(?<![\w/])/(?:home|Users|root|tmp|mnt|var|work|opt)/", re.IGNORECASE)


def property_problems(package: Package, book_part: str, book: Element) -> Iterator[Problem]:
    """Return properties outside the list, paths in them, and whatever runs or comes from elsewhere."""
    for key, part in package.spelled.items():
        if key == "docprops/custom.xml":
            yield Problem(
                "custom_properties", part, "", "The file carries properties of its own; only title, subject, author and company may."
            )
        elif key.startswith(("customxml/", "xl/customproperty")):
            yield Problem("custom_xml", part, "", "The file carries XML that no sheet shows.")
        elif key.startswith("docprops/thumbnail"):
            yield Problem("thumbnail", part, "", "The file carries a picture of its first page.")
        elif key.endswith("vbaproject.bin") or "/macrosheets/" in key:
            yield Problem("macros", part, "", "The file carries macros.")
        elif key.startswith("xl/externallinks/") and key.endswith(".xml"):
            yield Problem("external_link", part, "", "Formulas refer to another file, which the client does not have.")
    core, app = (package.tree(package.spelled.get(f"docprops/{name}.xml")) for name in ("core", "app"))
    if core is not None:
        yield from _core_problems(package.spelled["docprops/core.xml"], core)
    if app is not None:
        yield from _listed_problems(package.spelled["docprops/app.xml"], app, APP)
    for found in named(book, "absPath"):
        yield Problem("path_in_file", book_part, "", f"The file tells where it was saved: {attribute(found, 'url')}.")


def _core_problems(part: str, core: Element) -> Iterator[Problem]:
    """Return the properties of core.xml that must not be there; XlsxWriter names the author as the last to save, which tells nothing more."""
    creator, last = child(core, "creator"), child(core, "lastModifiedBy")
    saved_by = "" if last is None else last.text or ""
    if saved_by and saved_by != ("" if creator is None else creator.text):
        yield Problem("last_saved_by", part, "lastModifiedBy", f"The file tells who saved it last ('{saved_by}'), who is not its author.")
    yield from _listed_problems(part, core, CORE | {"lastModifiedBy"})


def _listed_problems(part: str, tree: Element, listed: frozenset[str]) -> Iterator[Problem]:
    for element in tree:
        text = " ".join("".join(element.itertext()).split())
        if local(element) not in listed and text:
            yield Problem("property_not_listed", part, local(element), f"The file carries the property {local(element)} ('{text[:80]}').")
        if _PATH.search(text):
            yield Problem("path_in_file", part, local(element), f"The property {local(element)} holds a path: '{text[:80]}'.")
