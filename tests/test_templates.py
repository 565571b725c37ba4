"""The templates: text, one-line calls and displays; every one runs on the example through its own tests."""

import ast
from pathlib import Path

import nbformat
import pytest

TEMPLATES = sorted((Path(__file__).parent.parent / "templates").glob("*.ipynb"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_computes_nothing(path: Path):
    """No def, class, loop or arithmetic: if a cell wants one, a function is missing."""
    wanted = (ast.FunctionDef, ast.ClassDef, ast.For, ast.While, ast.BinOp, ast.Lambda, ast.If, ast.ListComp)
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code":
            assert not [node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, wanted)], cell.source


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_takes_one_parameter(path: Path):
    """papermill only logs a mistyped parameter, so there is one: a path, or where a ledger lies."""
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if "parameters" in cell.metadata.get("tags", [])]

    assert [cell.source for cell in cells] == [{"quick_look.ipynb": "ledger = {}"}.get(path.name, 'engagement_file = ""')]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_is_stored_without_outputs(path: Path):
    """Client data never enter version control through a notebook."""
    notebook = nbformat.read(path, as_version=4)

    assert all(not cell.get("outputs") and cell.get("execution_count") is None for cell in notebook.cells)
    assert "papermill" not in notebook.metadata
