"""A large text file into the database: plain lines typed by DuckDB, all others read by the functions that read small files."""

# ruff: noqa: S608 - names of tables are our own; every text of a client is quoted or bound

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from segkit.findings import Detected, Finding
from segkit.intake.columns import TypedTable, own_headings, read_source
from segkit.intake.ledger.database import Database, quoted
from segkit.intake.ledger.days import date_form
from segkit.intake.ledger.facts import facts_with
from segkit.intake.ledger.head import Head, read_head
from segkit.intake.ledger.numerals import grammar_of
from segkit.intake.ledger.odd_lines import OddRecords, read_odd_lines
from segkit.intake.ledger.plain_copy import is_plain, is_utf8, undecodable, write_lines_as_utf8, write_plain
from segkit.intake.ledger.plain_lines import Columns, Forms, amounts_of, odd_ids, type_lines
from segkit.intake.ledger.record import TEXTS, LargeFacts, LargeFile
from segkit.intake.ledger.repeats import find_repeats
from segkit.intake.ledger.scan import LONGEST, Plain, Scan, scan, sha256_of_file
from segkit.intake.ledger.staging import Money, Staged, stage_table
from segkit.intake.ledger.whole_totals import WholeTotals
from segkit.intake.reading import named_otherwise
from segkit.intake.settings import Source
from segkit.intake.source_table import HowRead, SetAside, SourceTable
from segkit.intake.total_findings import total_findings
from segkit.intake.values import read_dates, read_numbers

LARGE = 64_000_000
"""Bytes from which a text file of invoice lines is summed from the disk instead of being held."""

LISTED = 5000
"""Rows set aside that are listed one by one for each reason; their count is always of all."""

PLACES, PLACE = 20, 16_000
"""Places of the file, and bytes at each, from which the form of its cells is guessed."""

BESIDES = 2000
"""Plain lines from all over the file that Python reads with the others, so that a column's decision rests on the whole file."""

BUFFER = 16_000_000
"""Bytes that DuckDB reads together: more than the longest line, and few enough that every core has a part."""

FACTORS = 2
"""Headings that may be multiplied: 38 figures hold the exact product of two."""

PASSES = 4
"""How often the plain lines are typed at most, where what is found in them changes what is plain."""

_UNDECIDED = frozenset({"undecided_dates", "undecided_numbers"})

_PACKED = (b"PK\x03\x04", b"\x1f\x8b", b"\xd0\xcf\x11\xe0")


def is_large(source: Source, path: Path, above: int = LARGE) -> bool:
    """Return whether a file is to be summed from the disk: a text file of that size by itself, in the engagement's currency, amounts products
    of two headings at most."""
    if not path.is_file() or path.stat().st_size < max(above, 1) or source.join or source.sheet is not None or source.currency is not None:
        return False
    if any(column.decimal or column.dates for column in source.columns.values()) or len(source.columns["date"].headings) > 1:
        return False
    return is_large_text(path, above) and all(len(column.product or ()) <= FACTORS for column in source.columns.values())


def is_large_text(path: Path, above: int = LARGE) -> bool:
    """Return whether a file is a text file of that size, not packed."""
    if path.stat().st_size < above:
        return False
    with path.open("rb") as file:
        top = file.read(64)
    return not top.startswith(_PACKED) and not top.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<")


def stage_file(db: Database, file: LargeFile, name: str, currency: str) -> Staged:
    """Put a large text file into the database under `name`. Raises SourceError as small files do."""
    source = file.source
    wanted = own_headings(source, [])
    opened = _opened(db, file, name, wanted)
    odd = read_odd_lines(opened.path, file, opened.head, opened.scan.odd, wanted)
    columns = Columns(source, opened.head.names, opened.scan.doubtful)
    staging = _Staging(db, name, file, opened, odd, columns, currency)
    forms, typed, totals = staging.read()
    if any(finding.severity == "blocks" for finding in typed.findings):
        return staging.staged(forms, typed, totals)
    return staging.with_view(forms, typed, totals)


@dataclass(frozen=True)
class Opened:
    """A large file made ready: how it is written, what is odd in it, and the plain file that DuckDB reads (None: no line is plain)."""

    path: Path
    sha256: str
    head: Head
    scan: Scan
    plain: Path | None
    skip: int
    encoding: str
    """The character set of the plain file."""
    found: Detected[str]
    """The character set of the file as it came."""
    doubts: tuple[Finding, ...]
    """Whether another one reads as well."""


def _opened(db: Database, file: LargeFile, name: str, wanted: tuple[str, ...]) -> Opened:
    path, sha256 = file.path, ""
    head = came = read_head(file, wanted)
    scanned = None if head.rewrite else _scanned(path, head)
    if scanned is None or scanned.lone_return:
        # The copy keeps the file's name, by which people know it.
        sha256, path = sha256_of_file(path), db.folder / name / file.path.name
        path.parent.mkdir()
        write_lines_as_utf8(file.path, head.encoding.answer, path)
        copy = replace(file, path=path, source=file.source.model_copy(update={"encoding": "utf-8"}))
        head = read_head(copy, wanted)
        scanned = _scanned(path, head)
    elif scanned.undecodable:
        if file.source.encoding is not None:
            raise undecodable(file.path, scanned.lines, 0, head.encoding.answer)
        head = came = read_head(file, wanted, scanned.undecodable)
        scanned = _scanned(path, head, mixed=is_utf8(head))
    found, doubts = came.encoding, came.doubts
    sha256 = sha256 or scanned.sha256
    if len(scanned.odd.numbers) >= scanned.lines:
        return Opened(path, sha256, head, scanned, None, 0, "utf-8", found, doubts)
    if is_plain(path, head, scanned):
        return Opened(path, sha256, head, scanned, path, len(scanned.odd.numbers), "utf-8" if is_utf8(head) else "latin-1", found, doubts)
    plain = db.folder / f"{name}_plain.txt"
    write_plain(path, head, scanned, plain)
    return Opened(path, sha256, head, scanned, plain, 0, "utf-8", found, doubts)


def _scanned(path: Path, head: Head, *, mixed: bool = False) -> Scan:
    plain = Plain(ord(head.separator.answer), len(head.names), head.starts, _more_than(head), is_utf8(head)) if head.plain else None
    return scan(path, plain, head.lines, utf8=is_utf8(head), mixed=mixed)


def _more_than(head: Head) -> int:
    """Return how many filled cells a line has at most when it needs a closer look: four, unless records have no more than that themselves."""
    few = int(min(4, len(head.names) / 2))
    sparse = sum(sum(map(bool, record)) <= few for record in head.records)
    return few if sparse <= 0.05 * len(head.records) else min(few, 2)


@dataclass(frozen=True)
class _Staging:
    """One large file on its way into the database."""

    db: Database
    name: str
    file: LargeFile
    opened: Opened
    odd: OddRecords
    columns: Columns
    currency: str

    def read(self) -> tuple[Forms, TypedTable, WholeTotals]:
        """Type the plain lines, hand all others to the reader of small files, and do so again where its decisions change what is plain."""
        forms = self._guessed()
        for _ in range(PASSES):
            forms = self._typed(forms)
            table = self._table(self._others())
            totals = WholeTotals(self.db, self.name, self._numbered, self.columns, forms)
            source = self.file.source
            typed = read_source(
                source, self.file.path.parent, self.currency, self.file.rates, lambda *_, table=table: table, totals_of=totals
            )
            better = self._corrected(forms, typed)
            if better == forms:
                break
            forms = better
        return forms, typed, totals

    @cached_property
    def _examples(self) -> list[tuple[str, ...]]:
        return [*self.opened.head.records, *_spread(self.opened)]

    def _guessed(self) -> Forms:
        rows = self._examples
        cells = dict(zip(self.columns.every, zip(*rows, strict=True), strict=True)) if rows else dict.fromkeys(self.columns.every, ())
        missing = self.file.source.missing
        texts = {cell: [text for text in column if text.strip() and text.strip() not in missing] for cell, column in cells.items()}
        currency = self.currency
        grammars = {
            heading: grammar_of(texts[self.columns.cell(heading)], self.file.source.decimal, currency)
            for _, heading in self.columns.numbers
        }
        lines = self.opened.scan.lines
        return Forms(grammars, date_form(texts[self.columns.date], self.file.source.dates), max(1, lines // BESIDES))

    def _typed(self, forms: Forms) -> Forms:
        """Make the table of the lines; return the forms with the customers' numbers that turned out to be odd."""
        if self.opened.plain is None:
            records = f"(SELECT {', '.join(f'NULL::VARCHAR AS {cell}' for cell in self.columns.every)} LIMIT 0)"
        else:
            records = f"read_csv({quoted(str(self.opened.plain))}, {_dialect(self.opened)})"
        type_lines(self.db, self.columns, forms, records, self.name)
        odd = odd_ids(self.db, self.name)
        if odd:
            forms = replace(forms, odd_ids=tuple(dict.fromkeys((*forms.odd_ids, *odd))))
            type_lines(self.db, self.columns, forms, records, self.name)
        return forms

    @property
    def _numbered(self) -> str:
        return _row_number(self.db, self.opened, self.name)

    def _others(self) -> pd.DataFrame:
        """Return the cells of all lines that SQL did not read, by row."""
        rows = self.db.rows(f"SELECT row, cells FROM ({self._numbered}) WHERE cells IS NOT NULL")
        cells = np.full((len(rows), len(self.columns.names)), "", dtype=object)
        for i, (_, own) in enumerate(rows):
            cells[i] = ["" if cell is None else cell for cell in own]
        found = pd.DataFrame(
            cells, columns=pd.Index(self.columns.names, dtype=object), index=pd.Index([row for row, _ in rows], dtype="int64")
        )
        both = pd.concat([self.odd.cells, found]) if len(found) else self.odd.cells
        return both.astype(object).sort_index()

    def _table(self, others: pd.DataFrame) -> SourceTable:
        head = self.opened.head
        how = HowRead("csv", self.file.path.stat().st_size, head.headings, encoding=head.encoding, separator=head.separator)
        findings = (*named_otherwise(self.file.path, "csv"), *self.opened.doubts, *self.odd.findings)
        return SourceTable(self.file.path, self.opened.sha256, others, self.odd.set_aside, how, findings)

    def _corrected(self, forms: Forms, typed: TypedTable) -> Forms:
        """Return the forms that fit what the reader of small files decided, with more plain lines beside it where the odd ones outweigh them."""
        decided = {facts.heading: facts.decision.answer for facts in typed.columns if facts.decision is not None}
        grammars = {
            heading: replace(grammar, sign=decided[heading])
            if heading in decided and grammar.sign not in {None, decided[heading]}
            else grammar
            for heading, grammar in forms.grammars.items()
        }
        date = forms.date
        heading = self.file.source.columns["date"].headings[0]
        if date is not None and decided.get(heading) in {"dmy", "mdy"} and date.order in {"dmy", "mdy"} and date.order != decided[heading]:
            date = replace(date, form=date.form.replace("%d", "%x").replace("%m", "%d").replace("%x", "%m"))
        lines, read = self.opened.scan.lines, len(typed.frame) + len(typed.totals)
        besides = len(self.odd.cells) + lines // forms.one_in
        one_in = max(1, lines // (2 * (read - besides))) if read > 2 * besides and forms.one_in > 1 else forms.one_in
        return replace(forms, grammars=grammars, date=date, one_in=min(one_in, forms.one_in), witnesses=self._witnesses(forms, typed))

    def _witnesses(self, forms: Forms, typed: TypedTable) -> tuple[tuple[str, str], ...]:
        """Return texts that decide the columns which the lines read by Python leave open although the whole file does not."""
        heading = self.file.source.columns["date"].headings[0]
        decides = {own: _decides_sign for _, own in self.columns.numbers} | {heading: _decides_order}
        found = dict(forms.witnesses)
        for finding in typed.findings:
            if finding.kind in _UNDECIDED and finding.column in decides and finding.column not in found:
                at = self.columns.names.index(finding.column)
                texts = dict.fromkeys(row[at] for row in self._examples if row[at].strip())
                decided = (text for text in texts if decides[str(finding.column)](text))
                text = next(decided, "")
                if text:
                    found[finding.column] = text
        return tuple(found.items())

    # --- what it comes to -----------------------------------------------------------------------------------------------------

    def with_view(self, forms: Forms, typed: TypedTable, totals: WholeTotals) -> Staged:
        """Make the view of plain and other lines together, and the table of those that repeat an earlier one."""
        db, name = self.db, self.name
        side = stage_table(db, typed, f"{name}_side")
        amounts, money = amounts_of(self.columns, forms)
        whole = money.with_room_for(side.money)
        chosen = [f"{amounts.get(column, 'NULL')}::{whole.sql} AS {column}" for column in ("amount", "cost")]
        given = self.file.source.columns
        chosen += ["ord" if "order" in given else "NULL::UBIGINT AS ord"]
        chosen += [text if text in typed.frame else f"NULL::VARCHAR AS {text}" for text in (*TEXTS, "currency")]
        rows = ", ".join(str(total.row) for total in totals.plain)
        left_out = f" AND row NOT IN ({rows})" if rows else ""
        columns = ", ".join(("row", "customer", "day", "amount", "cost", "ord", *TEXTS, "currency"))
        db.run(
            f"CREATE VIEW {name} AS SELECT row, customer, day, {', '.join(chosen)} FROM ({self._numbered}) WHERE cells IS NULL{left_out} "
            f"UNION ALL SELECT {columns.replace('amount, cost', f'amount::{whole.sql}, cost::{whole.sql}')} FROM {name}_side"
        )
        self._find_repeats(typed, totals)
        return replace(self.staged(forms, typed, totals), money=whole)

    def staged(self, forms: Forms, typed: TypedTable, totals: WholeTotals) -> Staged:
        plain = self.db.row(f"SELECT count(*) FROM {self.name}_main WHERE cells IS NULL")[0] - len(totals.plain)
        amount = totals.amount + sum((value for value in typed.total_frame["amount"] if value is not None), Decimal(0))
        aside = Counter(row.reason for row in self.odd.set_aside)
        rows = plain + len(typed.frame) + len(totals.plain) + len(typed.totals) + sum(aside.values())
        head, source = self.opened.head, self.file.source
        columns = facts_with(self.db, self.name, self.columns, forms, typed.columns)
        facts = LargeFacts(
            source.file, self.opened.sha256, rows, self.opened.found, head.separator, head.headings, _first(self.odd.set_aside), columns
        )
        return Staged(
            source,
            self.name,
            Money(1, 2),
            frozenset(typed.frame.columns),
            plain + len(typed.frame),
            dict(aside),
            f"{self.name}_again",
            f"{self.name}_side_told",
            _together(typed, totals),
            facts,
            (len(totals.plain) + len(typed.totals), amount),
        )

    def _find_repeats(self, typed: TypedTable, totals: WholeTotals) -> None:
        db, name, every = self.db, self.name, self.columns.every
        others = typed.tables[0].cells
        cells = {cell: [text or None for text in others.iloc[:, i]] for i, cell in enumerate(every)}
        types = {"row": "BIGINT"} | dict.fromkeys(every, "VARCHAR")
        db.keep(f"{name}_raw_side", {"row": [int(row) for row in others.index], **cells}, types)
        db.run(
            f"CREATE VIEW {name}_raw AS SELECT row, h FROM ({self._numbered}) WHERE cells IS NULL "
            f"UNION ALL SELECT row, hash({', '.join(every)}) AS h FROM {name}_raw_side"
        )
        find_repeats(db, f"{name}_raw", self.opened.scan.lines, f"{name}_again")


def _decides_sign(text: str) -> bool:
    """Return whether a text by itself tells the decimal sign: 1,50 does, 1.500 and 15 do not."""
    cell = pd.Series([text], dtype=object)
    return read_numbers(cell).undecided is None and not read_numbers(cell, ",").values.equals(read_numbers(cell, ".").values)


def _decides_order(text: str) -> bool:
    """Return whether a text by itself tells the order of day and month: 13-07-2025 does, 07-07-2025 and 07-08-2025 do not."""
    cell = pd.Series([text], dtype=object)
    return read_dates(cell).undecided is None and not read_dates(cell, "dmy").values.equals(read_dates(cell, "mdy").values)


def _together(typed: TypedTable, totals: WholeTotals) -> tuple[Finding, ...]:
    if not totals.plain:
        return typed.findings
    others = [finding for finding in typed.findings if finding.kind not in {"total_rows", "total_sums", "total_by_name"}]
    found = total_findings(typed.source, sorted((*typed.totals, *totals.plain), key=lambda total: total.row))
    return (*others, *found)


def _first(aside: Sequence[SetAside]) -> tuple[SetAside, ...]:
    """Return the first rows of each reason."""
    seen: Counter[str] = Counter()
    listed = []
    for row in aside:
        seen[row.reason] += 1
        if seen[row.reason] <= LISTED:
            listed.append(row)
    return tuple(listed)


def _dialect(opened: Opened) -> str:
    columns = ", ".join(f"'c{i}': 'VARCHAR'" for i in range(len(opened.head.names)))
    quote = "'\"', escape = '\"'" if opened.scan.quotes else "'', escape = ''"
    return (
        f"auto_detect = false, header = false, skip = {opened.skip}, delim = {quoted(opened.head.separator.answer)}, quote = {quote}, comment = '', "
        f"encoding = '{opened.encoding}', columns = {{{columns}}}, max_line_size = {LONGEST}, buffer_size = {BUFFER}, null_padding = false, ignore_errors = false"
    )


def _spread(opened: Opened) -> list[tuple[str, ...]]:
    """Return records from twenty places of the plain file, the first and last among them."""
    if opened.plain is None:
        return []
    size = opened.plain.stat().st_size
    rows: list[tuple[str, ...]] = []
    with opened.plain.open("rb") as file:
        for place in range(PLACES):
            file.seek(max(0, size - PLACE) * place // (PLACES - 1))
            lines = file.read(PLACE).split(b"\n")
            whole = lines[:-1] if place == 0 else lines[1:-1]
            texts = [line.rstrip(b"\r").decode(opened.encoding) for line in whole]
            read = csv.reader(texts, delimiter=opened.head.separator.answer)
            rows += [tuple(row) for row in read if len(row) == len(opened.head.names)]
    return rows


def _row_number(db: Database, opened: Opened, name: str) -> str:
    """Return the SQL of a plain line's number in the file as an editor shows it: the odd lines before it are not in the plain file."""
    odd = opened.scan.odd.numbers - 1
    if opened.skip or not len(odd):
        return f"SELECT rowid + {opened.skip + 1} AS row, * FROM {name}_main"
    if int(odd[-1]) == len(odd) - 1:
        return f"SELECT rowid + {len(odd) + 1} AS row, * FROM {name}_main"
    begins, times = np.unique(odd - np.arange(len(odd)), return_counts=True)
    shifts = {"begins": [-1, *begins.tolist()], "shift": [0, *np.cumsum(times).tolist()]}
    db.keep(f"{name}_shifts", shifts, {"begins": "BIGINT", "shift": "BIGINT"})
    return (
        f"SELECT m.place + 1 + s.shift AS row, m.* EXCLUDE (place) "
        f"FROM (SELECT rowid AS place, * FROM {name}_main) m ASOF JOIN {name}_shifts s ON m.place >= s.begins"
    )
