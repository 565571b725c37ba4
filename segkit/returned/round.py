"""A returned file from its bytes to what it says: read, held against its delivery and the study as it stands, told."""

from pathlib import Path

from segkit.engagement import Engagement
from segkit.errors import SourceError
from segkit.returned.book import ReturnedBook
from segkit.returned.comparing import Ways, compare_table
from segkit.returned.decisions import Decision, Returned
from segkit.returned.delivered import as_delivered, baseline, date_of, must_be_returned
from segkit.returned.formulas import Columns
from segkit.returned.items import Item
from segkit.returned.layout import Layout, layout_of
from segkit.returned.reading import read_book
from segkit.returned.settings import Books, compare_settings
from segkit.returned.tables import FoundTable, find_tables
from segkit.returned.values import Notation
from segkit.study import Study, run_study
from segkit.views.labels import segment_label


def return_round(engagement: Engagement, path: Path, password: str | None = None) -> Returned:
    """Return what an edited strategy file says. Nothing is written, and the file is only read.

    Raises SourceError where it cannot be read or is none of segkit's; ReturnError where it belongs to another client or to a delivery that has
    been replaced; and what the study raises.
    """
    edited = read_book(path, password)
    mark = must_be_returned(edited, engagement)
    study = run_study(engagement)
    delivered = baseline(mark, path.name, engagement, study)
    current = delivered if study.delivery == mark["delivery"] else as_delivered(study)
    return compare(Books(delivered, edited, current), study)


def compare(books: Books, study: Study) -> Returned:
    """Return what an edited workbook says, held against the delivered and the current one."""
    mark, described = books.delivered.mark, books.delivered.described
    if mark is None or described is None:
        raise SourceError(f"{books.delivered.file} does not say what its sheets hold. Run again, and work in the new file.", code="SEG-F02")
    layout = layout_of(described)
    tree = study.engagement.tree
    grades = tuple(segment_label(study, letter) for letter in study.grid.letters)
    notation = Notation(study.words.currency, grades, (tree.lowest, tree.highest))
    delivered, edited, current = (_tables(book, layout, books.delivered) for book in (books.delivered, books.edited, books.current))
    columns = (Columns.of(delivered.values()), Columns.of(edited.values()))
    items: list[Item] = []
    decisions: list[Decision] = []
    for table in layout.tables:
        ways = Ways(delivered[table.key], edited[table.key], current[table.key], columns)
        compared = compare_table(ways, study.engagement, study.corrections, notation)
        items += compared.items
        decisions += compared.decisions
    told, settings = compare_settings(books, layout, study, notation)
    return Returned(study.engagement, books.edited.file, date_of(mark), (*items, *told), tuple(decisions), tuple(settings))


def _tables(book: ReturnedBook, layout: Layout, delivered: ReturnedBook) -> dict[str, FoundTable]:
    homes = {table.sheet for table in layout.tables}
    return find_tables(book, layout, [sheet.name for sheet in delivered.sheets if sheet.name not in homes])
