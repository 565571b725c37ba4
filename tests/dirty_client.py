"""A small Danish client whose files hold what ERP exports hold: page breaks, totals, a ragged row, two currencies, sentinel dates, a personal column."""

from pathlib import Path

ENGAGEMENT = """\
# Nordlyd: aftalt med Ida den 3. august.
client: Nordlyd A/S
package: basic
language: da
currency: DKK
date: 2026-08-31
period:
  from: 2025-07-01
  to: 2026-06-30
rates:
  date: 2026-06-30
  origin: Danmarks Nationalbank
  values: {EUR: 7.5}
sources:
  - file: kunder.csv
    holds: customers
    columns:
      customer_id: Kundenr
      name: Navn
      org_number: CVR
      owner: Sælger
      region: Region
      customer_since: Kunde siden
      potential: Potentiale
      address: Adresse
      postcode: Postnr
      city: By
  - file: faktura.txt
    holds: transactions
    columns:
      customer_id: Kundenr
      date: Dato
      order: Fakturanr
      amount: Beløb
      currency: Valuta
abcd:
  preset: classic
  revenue_high: 20000
  potential_high: 50000
"""

CUSTOMERS = """\
Kundenr;Navn;CVR;Sælger;Region;Kunde siden;Potentiale;Adresse;Postnr;By;CPR-nr
0101;Ærø Værft A/S;13585628;Ida Holm;Syd;01-03-2011;100.000,00;Havnegade 1;0999;Ærøskøbing;010170-1234
0102;Sønderjysk Maskinfabrik ApS;;Ida Holm;Syd;01-01-1900;60.000,50;Møllevej 3;6200;Aabenraa;020280-2345
0103;Ålborg Beslag;;Bo Lund;Nord;15-08-2018;;Strandvej 9;9000;Aalborg;
0104;Viborg Træ A/S;;Bo Lund;Nord;31-12-9999;40.000,00;Skovvej 2;8800;Viborg;
0105;Viborg Trae ApS;;Bo Lund;Nord;07-02-2020;;Skovvej 2;8800;Viborg;
I alt;;;;;;200.000,50;;;;
"""

LINES = """\
Kundenr;Fakturanr;Dato;Beløb;Valuta
0101;F1001;15-07-2025;25.000,00;DKK
0102;F1002;16-08-2025;12.500,50;DKK
0102;F1003;17-09-2025;-500,50;DKK
0103;F1004;18-10-2025;1.000,00;EUR
0104;F1005;19-11-2025;8.000,00;DKK
Kundenr;Fakturanr;Dato;Beløb;Valuta
Side 2
-----
0105;F1006;20-01-2026;9.000,00;DKK
0101;F1007;21-02-2026;Ring;til kunden;4.000,00;DKK
0104;F1008;22-03-2026;efter aftale;DKK
;F1009;23-04-2026;750,25;DKK
0103;F1010;31-12-9999;600,00;DKK
0101;F1011;24-06-2024;300,00;DKK
"""


def lay_out(root: Path, engagement: str = ENGAGEMENT, name: str = "nordlyd") -> Path:
    """Write the client's folder and return it."""
    folder = root / "workbooks" / name
    (folder / "data").mkdir(parents=True)
    (folder / "engagement.yaml").write_text(engagement, encoding="utf-8")
    (folder / "data" / "kunder.csv").write_bytes(CUSTOMERS.replace("\n", "\r\n").encode("cp1252"))
    (folder / "data" / "faktura.txt").write_bytes(LINES.encode("utf-8"))
    return folder
