"""The walls: imports in one direction, a short public surface, no file without a first sentence."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import segkit

PACKAGE = Path(segkit.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))


def test_imports_run_in_one_line():
    """The layers of ARCHITECTURE.md hold; import-linter reads them from pyproject.toml."""
    done = subprocess.run(
        [sys.executable, "-m", "importlinter.cli", "lint", "--no-cache"], cwd=PACKAGE.parent, capture_output=True, text=True, check=False
    )
    if "No module named" in done.stderr:
        done = subprocess.run(
            [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
            cwd=PACKAGE.parent,
            capture_output=True,
            text=True,
            check=False,
        )

    assert done.returncode == 0, done.stdout + done.stderr


def test_public_names():
    """What `import segkit` offers changes on purpose only."""
    assert segkit.__all__ == [
        "Engagement",
        "SegkitError",
        "Study",
        "deliver",
        "read_engagement",
        "run_study",
        "since_last_delivery",
        "start_page",
    ]
    assert all(getattr(segkit, name) is not None for name in segkit.__all__)


def test_an_unknown_public_name_is_told_what_there_is():
    with pytest.raises(
        AttributeError,
        match=r"segkit has no 'run'; it has Engagement, SegkitError, Study, deliver, read_engagement, run_study, "
        r"since_last_delivery, start_page",
    ):
        segkit.run  # noqa: B018


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_module_begins_with_a_sentence(path: Path):
    """A reader learns from the first line what a module holds."""
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))

    assert docstring
    assert docstring.split("\n")[0].rstrip().endswith((".", ":"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_broad_except(path: Path):
    """Nothing is swallowed: `except Exception` stands only where its line says why."""
    source = path.read_text(encoding="utf-8")
    broad = [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"}))
    ]

    assert all("BLE001" in source.splitlines()[line - 1] for line in broad)


def test_help_does_not_wait_for_pandas():
    """`segkit --help` pays only for what it uses."""
    code = "import sys, segkit.cli; print(sorted({'pandas', 'papermill', 'matplotlib', 'nbconvert'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
