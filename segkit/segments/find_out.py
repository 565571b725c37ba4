"""What to find out first: accounts whose potential is unknown, those who buy most first; and what has been answered already."""

import pandas as pd

COLUMNS = ["kind", "number", "key", "name", "owner", "region", "revenue", "potential"]


def to_find_out(customers: pd.DataFrame, leads: pd.DataFrame) -> pd.DataFrame:
    """Return the accounts without a potential: kind (customer, lead), number, key, name, owner, region, revenue; dearest first.

    `key` is "customer:0012" or "lead:E7": the two kinds of number never mix.
    """
    return _of_basis("unknown", customers, leads)


def found_out(customers: pd.DataFrame, leads: pd.DataFrame) -> pd.DataFrame:
    """Return the accounts whose potential was answered on a call list, in the same columns; the next list carries their answers on."""
    return _of_basis("answered", customers, leads)


def _of_basis(basis: str, customers: pd.DataFrame, leads: pd.DataFrame) -> pd.DataFrame:
    frames = []
    for kind, accounts, number in (("customer", customers, "customer_id"), ("lead", leads, "lead_id")):
        chosen = accounts[accounts["potential_basis"] == basis]
        frame = chosen[["name", "owner", "region", "revenue", "potential"]].assign(kind=kind, number=chosen[number])
        frames.append(frame.sort_values(["revenue", "number"], ascending=[False, True], na_position="last", kind="stable"))
    whole = pd.concat(frames, ignore_index=True)
    return whole.assign(key=whole["kind"] + ":" + whole["number"])[COLUMNS]
