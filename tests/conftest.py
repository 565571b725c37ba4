"""What tests share: small engagements built in a temporary folder, the example, the larger data sets, and no network."""

import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from tiny import CUSTOMERS, LINES, TINY

import segkit
from segkit.example import make_example
from segkit.example.rated import make_ratings

HERE = Path(__file__).parent
SHARED_DATA = HERE.parent.parent / "shared" / "data"


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is sent anywhere: a connection to another machine fails the test."""
    connect = socket.socket.connect

    def only_here(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else ""
        if self.family in {socket.AF_INET, socket.AF_INET6} and host not in {"127.0.0.1", "::1", "localhost"}:
            raise AssertionError(f"a connection to {host} was tried")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", only_here)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of larger data sets beside the checkout; a clone without it says loudly what it did not test."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the folder ../shared/data is absent, so the larger data sets were not tested")
    return SHARED_DATA


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., Path]:
    """Build a client's folder from texts; returns its engagement.yaml. Files are named by keyword: `lines_csv=...`."""

    def build(yaml: str = TINY, name: str = "tiny", **files: str | bytes) -> Path:
        folder = tmp_path / "workbooks" / name
        (folder / "data").mkdir(parents=True, exist_ok=True)
        contents = {"customers_csv": CUSTOMERS, "lines_csv": LINES} | files
        for file, content in contents.items():
            path = folder / "data" / ".".join(file.rsplit("_", 1))
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        (folder / "engagement.yaml").write_text(yaml, encoding="utf-8")
        return folder / "engagement.yaml"

    return build


@pytest.fixture
def tiny(workbook: Callable[..., Path]) -> segkit.Study:
    """The study of the tiny engagement."""
    return segkit.run_study(segkit.read_engagement(workbook()))


@pytest.fixture(scope="session")
def example_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's engagement.yaml, in Danish."""
    return make_example(tmp_path_factory.mktemp("example") / "workbooks" / "example", "da")


@pytest.fixture(scope="session")
def example(example_file: Path) -> segkit.Study:
    """The study of the example engagement."""
    return segkit.run_study(segkit.read_engagement(example_file))


@pytest.fixture(scope="session")
def deep_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The engagement.yaml of the example's Deep Dive, in English, with its rating sheets filled in."""
    file = make_example(tmp_path_factory.mktemp("deep") / "workbooks" / "example", "en", "deepdive")
    make_ratings(file)
    return file


@pytest.fixture(scope="session")
def deep(deep_file: Path) -> segkit.Study:
    """The study of the example's Deep Dive."""
    return segkit.run_study(segkit.read_engagement(deep_file))


def real_engagement(name: str, data: Path, files: tuple[str, ...], root: Path) -> Path:
    """Copy an engagement of tests/engagements with its data into a fresh root; returns its engagement.yaml."""
    folder = root / "workbooks" / name
    (folder / "data").mkdir(parents=True)
    for file in files:
        shutil.copyfile(data / file, folder / "data" / file)
    return Path(shutil.copyfile(HERE / "engagements" / name / "engagement.yaml", folder / "engagement.yaml"))
