"""The templates that segkit ships, and where they lie."""

from pathlib import Path

import segkit
from segkit.errors import RunError

TEMPLATES = {"basic": "basic_abcd.ipynb", "deepdive": "deep_dive.ipynb"}
"""The template of each package."""

_PACKAGE = Path(segkit.__file__).parent


def shipped_template(name: str) -> Path:
    """Return a template of segkit's: beside the package in a checkout, inside it where it was installed."""
    for folder in (_PACKAGE / "templates", _PACKAGE.parent / "templates"):
        if (folder / name).is_file():
            return folder / name
    raise RunError(f"The template {name} is missing from this installation of segkit. Install segkit again.", code="SEG-H05")
