"""What must hold of the checked tables before anything is computed from them, looked at all at once with pandera."""

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from segkit.tables import POTENTIAL_BASES

_TEXT = pa.Column(object, pa.Check(lambda cells: cells.map(lambda cell: isinstance(cell, str)), error="text"))
_CENTS = pa.Check(lambda amounts: (amounts - amounts.round(2)).abs().max() == 0 or amounts.empty, error="two decimals")
_MONEY = pa.Column(float, _CENTS, nullable=True)


def accounts_schema(key: str) -> pa.DataFrameSchema:
    """Return what must hold of customers or leads: numbers are unique texts, money has two decimals, every potential has its basis."""
    return pa.DataFrameSchema(
        {
            key: pa.Column(
                object, pa.Check(lambda cells: cells.map(lambda cell: isinstance(cell, str) and cell != ""), error="number"), unique=True
            ),
            "name": _TEXT,
            "owner": _TEXT,
            "region": _TEXT,
            "industry": _TEXT,
            "strategic": _TEXT,
            "employees": pa.Column(float, nullable=True, coerce=True),
            "revenue": _MONEY,
            "cost": _MONEY,
            "revenue_before": _MONEY,
            "potential": pa.Column(float, [_CENTS, pa.Check.ge(0)], nullable=True),
            "potential_basis": pa.Column(object, pa.Check.isin(list(POTENTIAL_BASES))),
        },
        checks=pa.Check(
            lambda table: table["potential"].isna() == (table["potential_basis"] == "unknown"),
            error="an unknown potential is empty, and no other is",
        ),
        unique_column_names=True,
    )


def checked(table: pd.DataFrame, key: str) -> pd.DataFrame:
    """Return the table itself. Raises AssertionError, naming every check that fails: then segkit has made a mistake, not the client."""
    try:
        accounts_schema(key).validate(table, lazy=True)
    except SchemaErrors as error:
        failed = error.failure_cases[["column", "check", "index"]].head(20)
        raise AssertionError(f"the checked table of '{key}' does not hold:\n{failed.to_string(index=False)}") from error
    return table
