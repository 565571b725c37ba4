"""What to find out first: accounts whose potential is unknown, those who buy most first."""

import pandas as pd


def to_find_out(customers: pd.DataFrame, leads: pd.DataFrame) -> pd.DataFrame:
    """Return the accounts without a potential: kind (customer, lead), number, key, name, owner, region, revenue; dearest first.

    `key` is "customer:0012" or "lead:E7": the two kinds of number never mix.
    """
    frames = []
    for kind, accounts, number in (("customer", customers, "customer_id"), ("lead", leads, "lead_id")):
        unknown = accounts[accounts["potential"].isna()]
        frame = unknown[["name", "owner", "region", "revenue"]].assign(kind=kind, number=unknown[number])
        frames.append(frame.sort_values(["revenue", "number"], ascending=[False, True], na_position="last", kind="stable"))
    whole = pd.concat(frames, ignore_index=True)
    whole["key"] = whole["kind"] + ":" + whole["number"]
    return whole[["kind", "number", "key", "name", "owner", "region", "revenue"]]
