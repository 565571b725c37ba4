"""A client of any size: engagement.yaml, customers and invoice lines, drawn from a fixed seed."""

from pathlib import Path

import numpy as np
import pandas as pd

ENGAGEMENT = """\
client: Nordlys Byggecenter A/S
package: basic
language: da
currency: DKK
date: 2026-08-31
period: {from: 2025-07-01, to: 2026-06-30}
sources:
  - file: customers.csv
    holds: customers
    columns:
      {customer_id: Kundenr., name: Navn, owner: Sælger, region: Region, industry: Branche, org_number: CVR, address: Adresse, postcode: Postnr.,
       city: By, employees: Ansatte, cost: Vareforbrug, potential: Potentiale}
  - file: lines.csv
    holds: transactions
    columns: {customer_id: Kundenr., date: Dato, amount: Beløb, order: Faktura}
abcd: {preset: classic, revenue_high: 50000, potential_high: 200000}
"""
MOST_REPS = 40


def make_client(folder: Path, customers: int) -> Path:
    """Write the folder of a client with so many customers and return its engagement.yaml; the same files every time."""
    random = np.random.default_rng(1)
    data = folder / "data"
    data.mkdir(parents=True)
    places = random.choice(["Aarhus C", "Odense", "Ålborg", "Næstved", "Skagen", "Rønne", "Tønder"], customers)
    trades = random.choice(["Tømrer og snedker", "VVS", "El-installation", "Murer & brolægger", "Maler", "Detail <søm>"], customers)
    reps = min(MOST_REPS, max(2, customers // 100))
    numbers = [f"K{i:06}" for i in range(customers)]
    potential = np.round(random.lognormal(12, 1.5, customers), 2)
    table = pd.DataFrame(
        {
            "Kundenr.": numbers,
            "Navn": [f"{trade} {place} {i} ApS" for i, (trade, place) in enumerate(zip(trades, places, strict=True))],
            "Sælger": [f"Sælger {n:02}" for n in random.integers(0, reps, customers)],
            "Region": random.choice(["Jylland", "Fyn", "Sjælland", "Bornholm"], customers),
            "Branche": trades,
            "CVR": random.integers(10_000_000, 99_999_999, customers),
            "Adresse": [f"Industrivej {n}" for n in random.integers(1, 400, customers)],
            "Postnr.": random.integers(1000, 9990, customers),
            "By": places,
            "Ansatte": random.integers(0, 250, customers),
            "Vareforbrug": np.round(random.lognormal(9, 1.2, customers), 2),
            "Potentiale": np.where(random.random(customers) < 0.02, np.nan, potential),
        }
    )
    buyers = np.repeat(numbers, 2)
    days = np.datetime64("2025-07-01") + random.integers(0, 365, len(buyers))
    lines = pd.DataFrame(
        {
            "Kundenr.": buyers,
            "Dato": days.astype(str),
            "Beløb": np.round(random.lognormal(9.4, 1.4, len(buyers)), 2),
            "Faktura": [f"F{i:07}" for i in range(len(buyers))],
        }
    )
    table.to_csv(data / "customers.csv", sep=";", decimal=",", index=False)
    lines.to_csv(data / "lines.csv", sep=";", decimal=",", index=False)
    (folder / "engagement.yaml").write_text(ENGAGEMENT, encoding="utf-8")
    return folder / "engagement.yaml"
