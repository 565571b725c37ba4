"""Every file in data/: what it is, its hash, how it was read and by which evidence, and what was skipped or refused."""

from segkit.deliverables.excel.listing import ListCell, ListColumn, write_sheet
from segkit.deliverables.excel.workbook import ExcelFile
from segkit.intake.survey import Surveyed
from segkit.reception import SHOWN, Reception
from segkit.words import phrase

HOLDS: dict[str, str] = {
    **SHOWN,
    "join": phrase("columns added to another file"),
    "": phrase("nothing that is used"),
}
"""What a file can hold, as people say it."""


def write(book: ExcelFile, reception: Reception) -> None:
    """Write one row per table, then the files refused and skipped."""
    words = book.words
    columns = [
        ListColumn(words("File"), 30),
        ListColumn(words("Holds"), 18, "text"),
        ListColumn(words("Format"), 10, "text"),
        ListColumn(words("Bytes"), 14, "count"),
        ListColumn(words("Heading row"), 11, "text"),
        ListColumn(words("Rows"), 10, "count"),
        ListColumn(words("Columns"), 10, "count"),
        ListColumn(words("How it was read"), 60, "text"),
        ListColumn("SHA-256", 38, "client"),
    ]
    rows = [_table(book, reception, table) for table in reception.survey.tables]
    rows += [[file.file, words("refused"), "", None, "", None, None, file.sentence, ""] for file in reception.survey.refused]
    rows += [[name, words("skipped"), "", None, "", None, None, words(reason), ""] for name, reason in reception.survey.skipped]
    titles = (words("Files"), words("What lies in data/, known by its hash: the same file gives the same figures."))
    write_sheet(book, "files", titles, columns, rows, empty=words("There is no file in data/."))


def _table(book: ExcelFile, reception: Reception, surveyed: Surveyed) -> list[ListCell]:
    words, table, how = book.words, surveyed.table, surveyed.table.how
    found = [how.headings, how.encoding, how.separator]
    evidence = "; ".join(detected.evidence(words) for detected in found if detected is not None)
    if not surveyed.whole:
        evidence = f"{words('Only the first megabyte was looked at for this list.')} {evidence}"
    return [
        surveyed.shown,
        words(HOLDS[reception.holds(surveyed)]),
        how.form,
        how.size,
        ", ".join(str(row) for row in how.headings.answer),
        surveyed.rows,
        table.cells.shape[1],
        evidence,
        table.sha256,
    ]
