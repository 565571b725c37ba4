"""The tiny engagement: four customers and five lines, small enough to check by hand."""

TINY = """\
client: Tiny A/S
package: basic
language: en
currency: DKK
date: 2026-08-31
period:
  from: 2025-07-01
  to: 2026-06-30
sources:
  - file: customers.csv
    holds: customers
    columns: {customer_id: No, name: Name, owner: Rep, potential: Potential}
  - file: lines.csv
    holds: transactions
    columns: {customer_id: No, date: Date, amount: Amount}
abcd:
  preset: classic
  revenue_high: 1000
  potential_high: 5000
"""

CUSTOMERS = """\
No;Name;Rep;Potential
001;Alfa;Ida;9000
002;Beta;Ida;4000
003;Gamma;Bo;
004;Delta;Bo;5000
"""

LINES = """\
No;Date;Amount
001;15-07-2025;1.000,00
002;16-08-2025;1.500,50
002;17-09-2025;-100,50
003;18-10-2025;700,00
004;19-06-2026;999,99
"""
