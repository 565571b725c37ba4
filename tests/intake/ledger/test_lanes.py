"""Both lanes read the same file alike: customers, months, account of the rows, and findings."""

import pickle
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lanes import PERIOD, both, large, source, told

import segkit
from segkit.errors import SourceError
from segkit.intake import Client, take_in
from segkit.intake.ledger import LargeFile, read_ledger

FILES = {
    "clean": "No;Date;Amount\n001;15-07-2025;1.000,00\n002;16-08-2025;1.500,50\n002;17-09-2025;-100,50\n",
    "totals, blanks and repeats": "No;Date;Amount\n1;15-07-2025;1,5\n1;15-07-2025;1,5\nI alt;15-07-2025;3\n ;15-07-2025;1,5\n;;\n2;;3,5\n2;15-07-2025;\n",
    "ragged and unreadable": "No;Date;Amount\n1;15-07-2025;1,5;4\n1;15-07-2025;1,5\n\n\n2;31-02-2025;1,5\n3;18-10-2025;abc\n4;19-06-2026;5,123\n",
    "negative forms and currency words": "No;Date;Amount\n1;15-07-2025;(5,00)\n1;15-07-2025;5-\n2;15-07-2025;kr. 1.234,50\n3;15-07-2025;12,50 EUR\n",
    "quotes": 'No;Date;Amount\n"1";"15-07-2025";"1,5"\n"0;2";15-07-2025;2,5\n"0""3";15-07-2025;2,5\nx"y;15-07-2025;2,5\n',
    "a stray quote": 'No;Date;Amount\n4;15-07-2025;"2,5\n5;15-07-2025;2,5\n6;15-07-2025;2,5\n;15-07-2025;2,5\n',
    "line breaks in a cell": 'No;Date;Amount\n1;15-07-2025;1,5\n"0\n2";15-07-2025;2,5\n3;15-07-2025;2,5\n"0\n4";15-07-2025;x\n;15-07-2025;2\n',
    "logo rows and a page break": 'Acme "A/S"\n\nNo;Date;Amount\n1;15-07-2025;1,5\nNo;Date;Amount\n3;15-07-2025;2,5\n',
    "CRLF": "No;Date;Amount\r\n1;15-07-2025;1,5\r\n;15-07-2025;2,5\r\n",
    "mixed line ends": "No;Date;Amount\r\n1;15-07-2025;1,5\n3;15-07-2025;2,5\r\n;15-07-2025;2,5\r\n",
    "carriage returns alone": "No;Date;Amount\r1;15-07-2025;1,5\r;15-07-2025;2,5",
    "one carriage return alone": "No;Date;Amount\n1;15-07-2025;1,5\n3\r;15-07-2025;2,5\n;15-07-2025;2,5\n",
    "thousands only": "No;Date;Amount\n1;15-07-2025;1.500\n",
    "days below 13 only": "No;Date;Amount\n1;05-07-2025;1,50\n",
    "both decimal signs": "No;Date;Amount\n1;15-07-2025;1.50\n1;15-07-2025;2,50\n1;15-07-2025;2,75\n1;15-07-2025;3,75\n",
    "many figures": "No;Date;Amount\n1;15-07-2025;0,123456789\n1;15-07-2025;12345678901234567890,5\n",
    "letters": "No;Date;Amount\nÆØÅ;15-07-2025;1,5\nK–1;15-07-2025;2,5\n€;15-07-2025;2,5\n",
    "padded and wrapped ids": "No;Date;Amount\n1;15-07-2025;1,5\n2;15-07-2025;2,5\n3;15-07-2025;3,5\n 4;15-07-2025;1,5\n'5;15-07-2025;2,5\n=6;15-07-2025;4,5\n#7;15-07-2025;5,5\n8 ;15-07-2025;6,5\n\u00a09;15-07-2025;7,5\n10\u00a0;15-07-2025;8,5\n",
    "padded dates": "No;Date;Amount\n1;15-07-2025;1,5\n2;15-07-2025;2,5\n3;15-07-2025;3,5\n4; 5-07-2025;1,5\n5;5-12-2025 ;2,5\n6;\t5-11-2025;4,5\n",
    "the period before": "No;Date;Amount\n1;02-07-2024;1,5\n2;30-06-2025;1,5\n1;15-07-2025;2,5\n",
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("name", FILES)
def test_both_lanes_say_the_same(tmp_path: Path, name: str, encoding: str):
    """D10: a file summed from the disk gives the sums, the account and the findings of the same file held."""
    small, big = both(tmp_path, FILES[name].encode(encoding))

    assert told(small) == told(big)


IDS = st.sampled_from(["001", "2", " 3", "K-1002", "Ærø", "Total", "", "1E5", "x;y", 'a"b', "NULL"])
DATES = st.sampled_from(["15-07-2025", "2025-08-31", "01-07-2025", "30-06-2026", "31-12-2024", "31-02-2026", "", "n/a", "15.09.2025"])
AMOUNTS = st.sampled_from(
    ["1,50", "12", "-3,5", "1.234,50", "(2,00)", "5-", "", "abc", "0", "0,00", "7,125", "99999999999999,99", "kr. 4,00"]
)
RECORDS = st.lists(st.tuples(IDS, DATES, AMOUNTS, st.sampled_from(["F1", "F2", " F2", ""])), min_size=1, max_size=25)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records=RECORDS, quoted=st.booleans(), encoding=st.sampled_from(["utf-8", "cp1252"]), end=st.sampled_from(["\n", "\r\n"]))
def test_both_lanes_agree_on_any_file(tmp_path: Path, records: list[tuple[str, ...]], quoted: bool, encoding: str, end: str):
    """D10, C16: whatever the cells, both lanes come to the same, to the last figure."""

    def cell(text: str) -> str:
        return '"' + text.replace('"', '""') + '"' if quoted or set(text) & set(';"') else text

    text = end.join([";".join(map(cell, record)) for record in [("No", "Date", "Amount", "Order"), *records]]) + end
    of = source({"customer_id": "No", "date": "Date", "amount": "Amount", "order": "Order"}, missing=["NULL"])
    small, big = both(tmp_path, text.encode(encoding), of)

    assert told(small) == told(big)


def test_a_ledger_sorted_by_date_needs_no_day_above_12_at_its_top(tmp_path: Path):
    """C09: in a large file the order of day and month is decided by the whole file, not by its first week."""
    lines = [f"1;{1 + i // 4000:02}-07-2025;1,50" for i in range(120_000)]
    ledger = read_ledger([_written(tmp_path, "No;Date;Amount\n" + "\n".join(lines) + "\n")], PERIOD)

    assert (ledger.first.isoformat(), ledger.last.isoformat(), ledger.revenue) == ("2025-07-01", "2025-07-30", Decimal("180000"))


def test_a_ledger_travels_between_processes(tmp_path: Path):
    """D10: what goes in and comes out of the sums can be sent to a process of its own."""
    file = _written(tmp_path, FILES["clean"])
    ledger = pickle.loads(pickle.dumps(read_ledger([pickle.loads(pickle.dumps(file))], PERIOD)))

    assert ledger.revenue == Decimal("2400")


def test_a_nul_byte_is_refused_with_its_line(tmp_path: Path):
    """B07: a file that is no text is not summed."""
    with pytest.raises(SourceError) as error:
        large(tmp_path, _written(tmp_path, "No;Date;Amount\n" + "1;15-07-2025;1,5\n" * 1000 + "2;15-07-2025;\x002,5\n").source)

    assert str(error.value) == "SEG-B07: lines.csv, line 1002: holds a NUL byte, so it is not plain text. Ask the client for a new export."


def _written(folder: Path, text: str) -> LargeFile:
    path = folder / "lines.csv"
    path.write_bytes(text.encode())
    return LargeFile(source(), path)


def test_a_study_is_the_same_from_either_lane(workbook):
    """D10: taking in a large file gives the customers, months and account of the same file held."""
    file = workbook()
    engagement = segkit.read_engagement(file)
    client = Client(engagement.client, file.parent.name, engagement.currency)
    held, summed = (take_in(engagement.sources, PERIOD, file.parent / "data", client, large_from=above) for above in (10**9, 1))

    assert held.customers.equals(summed.customers)
    assert dict(held.months) == dict(summed.months)
    assert held.reconciliation == summed.reconciliation
    assert {facts.file: facts.sha256 for facts in held.files} == {facts.file: facts.sha256 for facts in summed.files}
