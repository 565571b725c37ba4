"""Every code that a message can begin with is explained in docs/codes.md, and no other."""

import re
from pathlib import Path

import segkit

CODE = re.compile(r"SEG-(?:000|[A-Z]\d{2})")


def test_every_code_is_explained_once():
    """P01: a documented line per code."""
    package = Path(segkit.__file__).parent
    used = {code for path in package.rglob("*.py") for code in CODE.findall(path.read_text(encoding="utf-8"))}
    page = (package.parent / "docs" / "codes.md").read_text(encoding="utf-8")
    explained = re.findall(r"^\| (SEG-\w{3}) \|", page, re.MULTILINE)

    assert sorted(explained) == sorted(used)
