"""One browser for the tests of pages, and one JupyterLab for those that need it."""

from collections.abc import Iterator

import browsing
import pytest
from desk import HOSTILE, Lab, ended, started

from segkit.example import make_example


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    with browsing.browser() as opened:
        yield opened


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """`segkit lab` on the example and on a client with a hostile name."""
    root = tmp_path_factory.mktemp("lab")
    file = make_example(root / "workbooks" / "example", "da")
    text = file.read_text(encoding="utf-8")
    (root / "workbooks" / "Søby & Co").mkdir()
    own = "\n".join(f"client: '{HOSTILE}'" if line.startswith("client:") else line for line in text.splitlines())
    (root / "workbooks" / "Søby & Co" / "engagement.yaml").write_text(own, encoding="utf-8")
    running = started(root, tmp_path_factory.mktemp("private"))
    yield running
    ended(running)
