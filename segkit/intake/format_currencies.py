"""Money whose currency only the number format shows: where it is another than the engagement's, nothing may be added."""

from collections.abc import Iterator, Sequence

from segkit.findings import Finding
from segkit.intake.settings import Source
from segkit.intake.source_table import SourceTable
from segkit.intake.values.currencies import are_currencies, beside
from segkit.tables import COLUMNS

_KINDS = {"currency_in_format", "currencies_in_format"}


def format_findings(source: Source, tables: Sequence[SourceTable], currency: str) -> Iterator[Finding]:
    """Yield a blocking finding for each money column that a workbook shows in another currency than `currency`.

    Nothing where a person has said the file's currency, or a column says each row's.
    """
    if source.currency is not None or "currency" in source.columns:
        return
    money = {column.name for column in COLUMNS[source.holds] if column.kind == "money"}
    headings = {heading for name, column_map in source.columns.items() if name in money for heading in column_map.headings}
    for table in tables:
        for finding in table.findings:
            if finding.kind not in _KINDS or finding.column not in headings:
                continue
            foreign = [word for word in str(finding.values["codes"]).split() if not _is_own(word, currency)]
            if foreign:
                values = {"column": finding.column, "currencies": ", ".join(foreign), "currency": currency}
                yield Finding("currency_of_format", finding.file, None, values, finding.sheet, finding.column)


def _is_own(word: str, currency: str) -> bool:
    plain = [word.casefold()]
    return are_currencies(plain) and beside(plain, currency) == currency
