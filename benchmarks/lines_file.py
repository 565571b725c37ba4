"""A large ledger as an ERP writes it: semicolons, decimal commas, Danish letters and dashes; streamed, never held."""

from pathlib import Path

import numpy as np

CUSTOMERS = 200_000
BLOCK = 200_000


def make_lines_file(path: Path, lines: int, encoding: str) -> None:
    """Write so many invoice lines over two years, sorted by date; the same file every time."""
    random = np.random.default_rng(1)
    days = np.arange(np.datetime64("2024-07-01"), np.datetime64("2026-07-01"))
    written = [f"{text[8:10]}-{text[5:7]}-{text[:4]}" for text in days.astype(str)]
    goods = ["Skrue rustfri 5x40", "Maling 10 l – hvid", "Bræt 22x100 mm", "Søm galvaniseret", "Lærred 2 m"]
    with path.open("w", encoding=encoding, newline="") as file:
        file.write("Kundenr.;Dato;Faktura;Vare;Beløb\r\n")
        for start in range(0, lines, BLOCK):
            n = min(BLOCK, lines - start)
            buyers = random.integers(0, CUSTOMERS, n // 3 + 1).tolist()
            cents = random.integers(1_00, 9_999_99, n).tolist()
            file.write(
                "".join(
                    f"K{buyers[i // 3]:06};{written[(start + i) * len(written) // lines]};F{(start + i) // 3:07};{goods[i % 5]};{'-' if i % 50 == 0 else ''}{cents[i] // 100},{cents[i] % 100:02}\r\n"
                    for i in range(n)
                )
            )
