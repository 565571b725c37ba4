"""Totals among the lines of a large file: those that Python has read, held against the sums of all lines, and plain ones without a customer."""

# ruff: noqa: S608 - names of tables are our own; every text of a client is quoted or bound

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from segkit.intake.ledger.database import Database
from segkit.intake.ledger.plain_lines import Columns, Forms, amounts_of
from segkit.intake.totals import Amounts, Candidate, Total, candidates, decimals_of, totals_among, whole_numbers

ZERO = Decimal(0)


class WholeTotals:
    """What `read_source` asks which rows are totals. Afterwards `plain` are the totals among the plain lines, and `amount` their sum.

    Where every line names a customer, nothing is summed at all.
    """

    def __init__(self, db: Database, name: str, numbered: str, columns: Columns, forms: Forms) -> None:
        self._db, self._name, self._numbered, self._columns, self._forms = db, name, numbered, columns, forms
        self.plain: tuple[Total, ...] = ()
        self.amount = ZERO

    def __call__(self, keys: pd.Series, cells: pd.DataFrame, amounts: Sequence[pd.Series]) -> list[Total]:
        """Return the totals among the rows given, which are those lines of the file that are not plain."""
        found = candidates(keys, cells)
        nameless = self._db.row(f"SELECT count(*) FROM {self._name}_main WHERE cells IS NULL AND customer IS NULL")[0]
        if not found and not nameless:
            return []
        rows, without, columns, decimals = self._all(keys, amounts)
        given = {candidate.row for candidate in found}
        plain = [Candidate(row) for row in rows[without].tolist()]
        totals = totals_among(sorted([*found, *plain], key=lambda candidate: candidate.row), rows, columns)
        self.plain = tuple(total for total in totals if total.row not in given)
        at = np.searchsorted(rows, [total.row for total in self.plain])
        first = next((i for i, column in enumerate(amounts) if column.name == "amount"), 0)
        self.amount = sum((Decimal(int(columns[first][0][place])).scaleb(-decimals) for place in at), ZERO)
        return [total for total in totals if total.row in given]

    def _all(
        self, keys: pd.Series, amounts: Sequence[pd.Series]
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_], list[Amounts], int]:
        """Return all rows of the file in order, which plain ones name no customer, and their amounts as whole numbers with so many decimals."""
        sql, money = amounts_of(self._columns, self._forms)
        decimals = max(decimals_of(amounts), money.decimals)
        chosen = ", ".join(
            f"TRY_CAST(replace((({sql[str(column.name)]})::DECIMAL(38, {decimals}))::VARCHAR, '.', '') AS BIGINT) AS m{i}"
            for i, column in enumerate(amounts)
        )
        query = f"SELECT row::BIGINT AS row, customer IS NULL AS without, {chosen} FROM ({self._numbered}) WHERE cells IS NULL ORDER BY row"
        plain = self._db.connection.execute(query).fetchnumpy()
        rows = np.concatenate((np.ma.getdata(plain["row"]), keys.index.to_numpy(dtype=np.int64)))
        order = np.argsort(rows, kind="stable")
        without = np.concatenate((np.ma.getdata(plain["without"]), np.zeros(len(keys), dtype=bool)))[order]
        columns = [_merged(plain[f"m{i}"], whole_numbers(column, decimals), order) for i, column in enumerate(amounts)]
        return rows[order], without, columns, decimals


def _merged(plain: Any, given: Amounts, order: npt.NDArray[np.intp]) -> Amounts:
    values, known = given
    if all(abs(value) < 2**62 for value in values.tolist()):
        values = values.astype(np.int64)
    both = np.concatenate((np.where(np.ma.getmaskarray(plain), 0, np.ma.getdata(plain)), values))
    return both[order], np.concatenate((~np.ma.getmaskarray(plain), known))[order]
