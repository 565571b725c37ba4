"""Lines that repeat an earlier one in every column, found by a hash per line without holding the lines."""

# ruff: noqa: S608 - names of tables are our own; every text of a client is quoted or bound

import numpy as np

from segkit.intake.ledger.database import Database

TOGETHER = 10_000_000
"""Hashes sorted at once; of more lines, each part takes the hashes of one range, so that memory stays flat."""


def find_repeats(db: Database, relation: str, rows: int, table: str) -> None:
    """Make `table` of the rows of `relation` (row, h) whose hash stands on an earlier row.

    Two different lines of ten million share a 64-bit hash once in 400,000 files; it would be asked about, never taken out.
    """
    parts = 1 << max(0, (rows // TOGETHER).bit_length())
    shift = 64 - (parts.bit_length() - 1)
    twice: list[int] = []
    for part in range(parts):
        chosen = "" if parts == 1 else f"WHERE h >> {shift} = {part}"
        hashes = db.connection.execute(f"SELECT h FROM {relation} {chosen}").fetchnumpy()["h"]
        hashes = np.ma.getdata(hashes)
        hashes.sort()
        twice += np.unique(hashes[1:][hashes[1:] == hashes[:-1]]).tolist()
    db.keep(f"{table}_hashes", {"h": [str(value) for value in twice]}, {"h": "UBIGINT"})
    if not twice:
        db.run(f"CREATE TABLE {table} (row BIGINT)")
        return
    db.run(
        f"""CREATE TABLE {table} AS SELECT row FROM {relation} SEMI JOIN {table}_hashes USING (h)
        QUALIFY row_number() OVER (PARTITION BY h ORDER BY row) > 1"""
    )
