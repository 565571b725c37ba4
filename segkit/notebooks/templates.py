"""Which notebook is run for a client: the consultant's own copy in the client's folder, else the template that segkit ships."""

import ast
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from segkit.circle import sha256
from segkit.deliverables.manifest import Template
from segkit.deliverables.notebook_file import NotANotebookError, read_notebook
from segkit.engagement import Engagement
from segkit.errors import WorkbookError
from segkit.notebooks.shipped import TEMPLATES, shipped_template

PARAMETER = "engagement_file"
"""The one parameter that a template takes: papermill only logs a mistyped one, and writes names into code as they are."""


@dataclass(frozen=True)
class FoundTemplate:
    """A template as it lies on the disk, and as the manifest describes it."""

    path: Path
    facts: Template


def find_template(engagement: Engagement) -> FoundTemplate:
    """Return the template that takes precedence for an engagement: workbooks/<client>/templates/ before segkit's own."""
    name = TEMPLATES[engagement.package]
    shipped = shipped_template(name)
    own = engagement.folder / "templates" / name
    path = own if own.is_file() else shipped
    found = sha256(path)
    return FoundTemplate(path, Template(name, found, modified=found != sha256(shipped)))


def read_template(path: Path, parameter: str = PARAMETER, empty: str = '""') -> NotebookNode:
    """Return a template that takes exactly the one parameter, declared as `empty`. Raises WorkbookError in plain words for any other notebook."""
    try:
        notebook = read_notebook(path)
    except NotANotebookError:
        sentence = f"{path.name} in {path.parent.parent.name}/templates is not a notebook. Copy the template again."
        raise WorkbookError(sentence, code="SEG-G06") from None
    declared = _declared(path, notebook, f"{parameter} = {empty}")
    if declared != [parameter]:
        others = ", ".join(f"'{name}'" for name in declared if name != parameter)
        found = f"but it declares {others}" if others else "but it declares none"
        raise WorkbookError(
            f"{path.name}: a template takes exactly one parameter, {parameter}, {found}. "
            f"Keep only {parameter} = {empty} in the cell tagged 'parameters'; what differs between clients belongs in engagement.yaml.",
            code="SEG-G06",
        )
    return notebook


def _declared(path: Path, notebook: NotebookNode, written: str) -> list[str]:
    cells = [cell for cell in notebook.cells if cell.cell_type == "code" and "parameters" in cell.metadata.get("tags", [])]
    try:
        statements = [statement for cell in cells for statement in ast.parse(cell.source).body]
    except SyntaxError as error:
        sentence = f"{path.name}: the cell tagged 'parameters' cannot be read (line {error.lineno}). Write: {written}"
        raise WorkbookError(sentence, code="SEG-G06") from None
    names: list[str] = []
    for statement in statements:
        if isinstance(statement, ast.Assign):
            names += [ast.unparse(target) for target in statement.targets]
        else:
            names.append(ast.unparse(statement.target if isinstance(statement, ast.AnnAssign) else statement))
    return list(dict.fromkeys(names))
