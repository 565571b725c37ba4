"""What is told of odd lines: amounts out of all proportion, currencies, and dates to come."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from lanes import PERIOD, both, source, told

from segkit.intake.columns import read_source
from segkit.intake.ledger import Ledger, read_ledger
from segkit.words import Words

USUAL = "".join(f"{i % 4};{1 + i % 28:02}-08-2025;{100 + i},50\n" for i in range(24))


def _ledger(folder: Path, extra: str) -> Ledger:
    small, big = both(folder, f"No;Date;Amount\n{USUAL}{extra}".encode())
    assert told(small) == told(big)
    return small


def _of(ledger: Ledger, kind: str) -> list[tuple[int | None, str]]:
    return [(finding.row, finding.text(Words("en"))) for finding in ledger.findings if finding.kind == kind]


def test_a_line_that_is_most_of_the_revenue_is_named(tmp_path: Path):
    """D06: one line that is half of all sales or more is asked about with its row, and still counts."""
    ledger = _ledger(tmp_path, "9;15-09-2025;90.000,00\n")

    assert [row for row, _ in _of(ledger, "one_line_large_share")] == [26]
    assert ledger.customers.loc["9", "revenue"] == Decimal(90000)


def test_a_line_a_thousand_times_the_typical_one_is_named(tmp_path: Path):
    """D06: an amount of a thousand typical lines is asked about, whatever its sign."""
    ledger = _ledger(tmp_path, "9;15-09-2025;-900.000,00\n")

    assert [row for row, _ in _of(ledger, "line_far_above_typical")] == [26]


def test_ordinary_lines_are_not_asked_about(tmp_path: Path):
    """D06: lines of like size bring up no question."""
    kinds = {finding.kind for finding in _ledger(tmp_path, "").findings}

    assert not kinds & {"one_line_large_share", "line_far_above_typical", "decimal_slip"}


def test_a_slipped_decimal_sign_is_named(tmp_path: Path):
    """D06: a line a hundred times a customer's others is asked about, for its decimal sign may have slipped."""
    ledger = _ledger(tmp_path, "1;15-09-2025;11.050,00\n")

    assert [row for row, _ in _of(ledger, "decimal_slip")] == [26]


def _in_currencies(folder: Path, **given: object) -> Ledger:
    (folder / "lines.csv").write_text("No;Date;Amount\n1;15-07-2025;10,50\n2;15-07-2025;2,00\n3;16-06-2026;5\n", encoding="utf-8")
    table = read_source(source(), folder, "DKK")
    frame = table.frame.assign(currency=["DKK", " eur", None])
    return read_ledger([replace(table, frame=frame)], PERIOD, currency="DKK", **given)  # type: ignore[arg-type]


def test_mixed_currencies_are_never_added(tmp_path: Path):
    """C06: amounts in two currencies stop the study, each with its sum, until a rate is given."""
    ledger = _in_currencies(tmp_path)

    assert [(f.kind, f.severity, f.row) for f in ledger.findings] == [("mixed_currencies", "blocks", 3)]
    assert _of(ledger, "mixed_currencies") == [(3, "The amounts are in 2 currencies: 15.50 DKK, 2.00 EUR.")]
    assert ledger.halted


def test_a_given_rate_converts_exactly(tmp_path: Path):
    """C06: with a rate the amounts are converted to the last figure, and a note says at which rate."""
    ledger = _in_currencies(tmp_path, rates={"EUR": Decimal("7.4605")})

    assert ledger.customers.loc["2", "revenue"] == Decimal("14.921")
    assert [f.values["rate"] for f in ledger.findings if f.kind == "currency_converted"] == [Decimal("7.4605")]


def test_invoices_of_the_future_are_asked_about(tmp_path: Path):
    """D05: a line dated after today is named with its row."""
    small, big = both(tmp_path, b"No;Date;Amount\n1;15-07-2025;1,50\n2;30-06-2026;2,50\n", today=dt.date(2026, 3, 1))

    assert told(small) == told(big)
    assert [row for row, _ in _of(big, "future_lines")] == [3]
