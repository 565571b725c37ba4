"""Orders of two ledgers, of which only one has order numbers."""

from pathlib import Path

import segkit

YAML = """\
client: Two ledgers
package: basic
language: en
currency: DKK
date: 2026-08-31
period: {from: 2025-07-01, to: 2026-06-30}
sources:
  - {file: shop.csv, holds: transactions, columns: {customer_id: No, date: Date, amount: Amount, order: Order}}
  - {file: field.csv, holds: transactions, columns: {customer_id: No, date: Date, amount: Amount}}
"""


def test_a_ledger_without_order_numbers_counts_days(tmp_path: Path):
    """D05: a customer whose lines stand in the ledger without numbers has orders too: one for each day."""
    data = tmp_path / "workbooks" / "two" / "data"
    data.mkdir(parents=True)
    (data.parent / "engagement.yaml").write_text(YAML, encoding="utf-8")
    (data / "shop.csv").write_text(
        "No;Date;Amount;Order\n1;15-07-2025;10,00;A\n1;16-07-2025;5,00;A\n1;30-06-2026;1,00;B\n", encoding="utf-8"
    )
    (data / "field.csv").write_text("No;Date;Amount\n2;15-07-2025;10,00\n2;15-07-2025;5,00\n2;29-06-2026;1,00\n", encoding="utf-8")
    study = segkit.run_study(segkit.read_engagement(data.parent / "engagement.yaml"))

    assert dict(zip(study.customers["customer_id"], study.customers["orders"], strict=True)) == {"1": 2, "2": 2}
