"""A look at every file in data/, whether or not engagement.yaml mentions it: what it is, what it holds, and what cannot be read."""

from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from segkit.errors import SourceError
from segkit.intake.garbage import no_search_for_garbage
from segkit.intake.ledger.head import top_of
from segkit.intake.ledger.large import is_large_text
from segkit.intake.ledger.scan import sha256_of_file
from segkit.intake.mapping import Forbidden, TableProposal, forbidden, propose_all
from segkit.intake.marked import CALL_LIST, DECISION_LOG, FACTOR_TREE, INTAKE_REPORT, PACK, RATINGS, STRATEGY, mark_of, must_be_of
from segkit.intake.reading import SKIPPED, files_in, read_tables
from segkit.intake.requested import requested
from segkit.intake.source_table import SourceTable
from segkit.words import phrase


@dataclass(frozen=True)
class Refused:
    """A file that cannot be read, with the sentence that says why."""

    file: str
    code: str
    sentence: str


@dataclass(frozen=True)
class Surveyed:
    """One table of one file: what it holds, what is proposed for it, and its columns that data protection forbids."""

    table: SourceTable
    proposal: TableProposal
    forbidden: tuple[Forbidden, ...]
    whole: bool = True
    """Whether the whole table was looked at; of a large text file, only the first megabyte is, and the number of its rows is left open."""

    @property
    def file(self) -> str:
        return self.table.path.name

    @property
    def rows(self) -> int | None:
        return self.table.rows if self.whole else None

    @property
    def shown(self) -> str:
        """The table as people are told of it; a sheet is named where the file has several."""
        return f"{self.file} [{self.table.how.sheet}]" if self.table.how.sheet else self.file


@dataclass(frozen=True)
class Survey:
    """Every file in data/: its tables with what is proposed for them, those refused, and those skipped with the reason."""

    tables: tuple[Surveyed, ...]
    refused: tuple[Refused, ...]
    skipped: tuple[tuple[str, str], ...]

    @property
    def files(self) -> tuple[str, ...]:
        """The files that could be read."""
        return tuple(dict.fromkeys(surveyed.file for surveyed in self.tables))


OWN: dict[str, str] = {
    CALL_LIST: phrase("segkit's call list: its answers are taken in"),
    INTAKE_REPORT: phrase("segkit's own intake report"),
    STRATEGY: phrase("segkit's strategy file: give it to segkit return"),
    FACTOR_TREE: phrase("segkit's form for the factor tree: give it to segkit tree"),
    RATINGS: phrase("segkit's rating sheet: its ratings are taken in"),
    DECISION_LOG: phrase("segkit's decision log: give it to segkit decide"),
    PACK: phrase("segkit's pack for a meeting, which holds no data"),
}
"""Workbooks of segkit's own that hold no table of the client's, and why they are passed over."""


@no_search_for_garbage()
def survey(data: Path, client: str, folder: str) -> Survey:
    """Return what lies in the folder `data` of a client. Never raises for a file that cannot be read.

    A data request that comes home filled in says itself what its sheets hold; one of another client is refused.
    """
    files, skipped = files_in(data) if data.is_dir() else ([], [])
    tables: list[SourceTable] = []
    ours: list[tuple[SourceTable, TableProposal]] = []
    heads: set[Path] = set()
    refused: list[Refused] = []
    for path in files:
        try:
            mark = mark_of(path)
            if mark is not None and mark["kind"] in OWN:
                skipped.append((path, OWN[mark["kind"]]))
            elif mark is not None:
                must_be_of(path, mark, client, folder)
                ours += requested(read_tables(path, only=mark["tables"]), mark)
            elif is_large_text(path):
                heads.add(path)
                tables += _tables_of_head(path)
            else:
                tables += read_tables(path)
        except SourceError as error:
            refused.append(Refused(path.name, error.code, error.message))
    both = [*zip(tables, propose_all(tables), strict=True), *ours]
    looked = tuple(Surveyed(table, proposal, forbidden(table), table.path not in heads) for table, proposal in both)
    return Survey(looked, tuple(refused), tuple((path.name, SKIPPED.get(reason, reason)) for path, reason in skipped))


def _tables_of_head(path: Path) -> list[SourceTable]:
    """Return the table at the top of a large text file under the file's own name and hash. Raises SourceError as read_tables does."""
    with TemporaryDirectory(prefix="segkit-") as folder:
        head = Path(folder) / path.name
        head.write_bytes(top_of(path))
        tables = read_tables(head)
    sha256 = sha256_of_file(path)
    return [replace(table, path=path, sha256=sha256, how=replace(table.how, size=path.stat().st_size)) for table in tables]
