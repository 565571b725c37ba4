"""Every fault of the first rank in sections A to D of the catalogue is shown by at least one test that names it."""

import ast
import re
from pathlib import Path

import pytest

FIRST_RANK = [
    "A01",
    "A02",
    "A03",
    "A05",
    "A06",
    "A07",
    "A08",
    "A09",
    "A10",
    "A11",
    "A12",
    "A13",
    "A14",
    "A15",
    "A16",
    "A17",
    "A18",
    "A19",
    "A20",
    "A23",
    "A24",
    "B01",
    "B02",
    "B03",
    "B04",
    "B05",
    "B06",
    "B07",
    "B08",
    "B09",
    "B10",
    "B13",
    "C01",
    "C02",
    "C03",
    "C04",
    "C05",
    "C06",
    "C07",
    "C08",
    "C09",
    "C10",
    "C11",
    "C13",
    "C14",
    "C15",
    "C16",
    "D01",
    "D02",
    "D03",
    "D04",
    "D05",
    "D06",
    "D07",
    "D08",
    "D09",
    "D10",
    "D11",
]
"""The faults marked P1 in ../shared/faults.md, sections A to D: reading workbooks, reading text, values, customers."""

_NAMED = re.compile(r"(?<![\w])(?:SEG-)?([A-D]\d\d)\b")


def _names_of(function: ast.FunctionDef) -> set[str]:
    """Return the faults that a test names: in its docstring or in the ids of its parametrisation, never in what it merely asserts."""
    told = [ast.get_docstring(function) or ""]
    for decorator in function.decorator_list:
        told += [str(node.value) for node in ast.walk(decorator) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return {name for text in told for name in _NAMED.findall(text)}


def _counts() -> dict[str, int]:
    counts = dict.fromkeys(FIRST_RANK, 0)
    for path in sorted(Path(__file__).parent.rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                for name in _names_of(node) & counts.keys():
                    counts[name] += 1
    return counts


def test_every_fault_of_the_first_rank_is_named(capsys: pytest.CaptureFixture[str]):
    """The table of faults and how many tests name each is printed; none is without."""
    counts = _counts()
    with capsys.disabled():
        print("\n" + "  ".join(f"{name} {n}" for name, n in counts.items()))

    assert [name for name, n in counts.items() if not n] == []


def test_the_list_is_the_catalogues():
    """The ids written out above are those that the catalogue ranks first; a clone without the catalogue says what it did not test."""
    catalogue = Path(__file__).parent.parent.parent / "shared" / "faults.md"
    if not catalogue.is_file():
        pytest.skip("the file ../shared/faults.md is absent, so the list of faults was not held against it")

    assert re.findall(r"(?m)^\| ([A-D]\d\d) \|.*\| 1 \|$", catalogue.read_text(encoding="utf-8")) == FIRST_RANK
