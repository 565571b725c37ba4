"""One delivery for all tests of returned files, and copies of it to edit."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from returning import Desk, desk, published

import segkit
from segkit.intake.reading.isolated import work_here
from segkit.returned import Returned, read_book
from segkit.returned.book import ReturnedBook
from segkit.returned.round import compare
from segkit.returned.settings import Books


@dataclass(frozen=True)
class Delivered:
    """A delivery that nothing has been decided about since: the delivered file is also what would be delivered now."""

    desk: Desk
    study: segkit.Study
    book: ReturnedBook

    def returned(self, path: Path) -> Returned:
        with work_here():
            return compare(Books(self.book, read_book(path), self.book), self.study)


@pytest.fixture(scope="session")
def delivered(tmp_path_factory: pytest.TempPathFactory) -> Delivered:
    made = desk(tmp_path_factory.mktemp("returned"))
    with work_here():
        return Delivered(made, made.study(), read_book(published(made)))


@pytest.fixture
def fresh(delivered: Delivered, tmp_path: Path) -> Desk:
    """A client's whole folder of its own, with its delivery and a copy to edit."""
    root = tmp_path / "root"
    shutil.copytree(delivered.desk.file.parents[2], root)
    return Desk(root / "workbooks" / "nord" / "engagement.yaml", root / "mail" / "strategy.xlsx")


@pytest.fixture
def edited(delivered: Delivered, tmp_path: Path) -> Callable[..., Returned]:
    """Return what a copy of the delivered file says after some edits."""

    def after(*edits: Callable[[object], object]) -> Returned:
        copy = tmp_path / "strategy.xlsx"
        shutil.copyfile(published(delivered.desk), copy)
        return delivered.returned(Desk(delivered.desk.file, copy).edit(*edits).copy)

    return after
