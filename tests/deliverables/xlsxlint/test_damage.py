"""Whatever a file is, the linter answers with problems and never with an exception."""

import random
import re
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest

from segkit.deliverables.xlsxlint import Problem, lint, package

from .base import good
from .mutants import Parts


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return good(tmp_path_factory.mktemp("base") / "good.xlsx")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"first", b"\xd0\xcf\x11\xe0" + b"\x00" * 600])
def test_what_is_no_zip_is_one_problem(tmp_path: Path, content: bytes):
    """E01: an empty file, a cut one, a text and an old or encrypted workbook."""
    path = tmp_path / "broken.xlsx"
    path.write_bytes(content)

    assert [problem.rule for problem in lint(path)] == ["zip_damaged"]


def test_a_file_cut_off_is_a_problem(base: Path, tmp_path: Path):
    """E01: at any length."""
    content = base.read_bytes()
    path = tmp_path / "cut.xlsx"
    for length in range(0, len(content), 97):
        path.write_bytes(content[:length])

        assert lint(path)


def test_a_changed_byte_in_a_part_is_told_by_its_checksum(base: Path, tmp_path: Path):
    """E01: a zip whose part does not unpack to what it was; the rest is still looked at."""
    parts = Parts(base)
    path = tmp_path / "stored.xlsx"
    with ZipFile(path, "w", ZIP_STORED) as zipped:
        for name, content in parts.entries:
            zipped.writestr(name, content)
    content = path.read_bytes()
    path.write_bytes(content.replace(b"<v>100</v>", b"<v>900</v>", 1))

    assert lint(path) == (
        Problem(
            "zip_damaged", "xl/worksheets/sheet1.xml", "", "The part cannot be unpacked (Bad CRC-32 for file 'xl/worksheets/sheet1.xml')."
        ),
    )


def test_a_part_that_unpacks_to_too_much_is_not_read(base: Path, monkeypatch: pytest.MonkeyPatch):
    """A06: the size that the zip declares is looked at before anything is unpacked."""
    monkeypatch.setattr(package, "LARGEST_SHEET", 2_000)

    problems = lint(base)

    assert {problem.rule for problem in problems} >= {"part_too_large"}
    assert "xl/worksheets/sheet1.xml" in {problem.part for problem in problems}


def test_a_root_that_cannot_be_taken_apart_is_told(base: Path, tmp_path: Path):
    """E01: a row that needs its sheet's root to be parsed, where that root has a > inside an attribute."""
    parts = Parts(base)
    parts.change("xl/worksheets/sheet2.xml", "<worksheet ", '<worksheet xmlns:odd="a>b" ')
    parts.change("xl/worksheets/sheet2.xml", '<c r="A5" s="3">', "<c r='A5' s='3'>")

    assert [problem.rule for problem in lint(parts.save(tmp_path / "odd.xlsx"))] == ["row_unreadable"]


def test_a_missing_file_is_no_broken_one(tmp_path: Path):
    """The linter judges what is there."""
    with pytest.raises(FileNotFoundError):
        lint(tmp_path / "nowhere.xlsx")


def test_no_value_of_an_attribute_makes_it_raise(base: Path, tmp_path: Path):
    """E01: each attribute of each part in turn holds something absurd."""
    path = tmp_path / "odd.xlsx"
    draw = random.Random(1)
    original = Parts(base)
    for name, content in original.entries:
        if not name.endswith((".xml", ".rels")) or "theme" in name:
            continue
        places = [found.span(1) for found in re.finditer(rb'="([^"]*)"', content)]
        for begin, end in draw.sample(places, min(40, len(places))):
            parts = Parts(base)
            parts.write(name, content[:begin] + draw.choice([b"", b"-1", b"x", b"9" * 5_000, b"[", b"A1:", b"&#10;"]) + content[end:])

            lint(parts.save(path), ours=True)


def test_no_missing_element_makes_it_raise(base: Path, tmp_path: Path):
    """E01: each element without children is taken out in turn, and each part, too."""
    path = tmp_path / "odd.xlsx"
    draw = random.Random(2)
    for name, content in Parts(base).entries:
        without = Parts(base)
        without.drop(name)
        lint(without.save(path), ours=True)
        places = [found.span() for found in re.finditer(rb"<[^<>?!/][^<>]*/>|>[^<>]+<", content)]
        for begin, end in draw.sample(places, min(20, len(places))):
            parts = Parts(base)
            put = b"><" if content[begin:].startswith(b">") else b""
            parts.write(name, content[:begin] + put + content[end:])

            lint(parts.save(path), ours=True)
