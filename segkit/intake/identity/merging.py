"""Accounts that a person has decided are one customer, merged: what was bought is added, what is said of the customer is not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from segkit.errors import EngagementError
from segkit.findings import Finding

ADDED = ("revenue", "cost", "revenue_before", "orders")
"""Columns that are summed over the accounts of one customer."""

LATEST = "last_order"
"""The column of which the latest day counts."""

ZERO = Decimal(0)


@dataclass(frozen=True)
class Merge:
    """One decision: the accounts `merged` are the customer `kept`; `line` is where decisions.yaml says so."""

    kept: str
    merged: tuple[str, ...]
    why: str = ""
    line: int | None = None
    decided: bool = True
    """Whether a person decided it; otherwise the numbers are one by the rule of engagement.yaml, which is told elsewhere."""


def replaced_numbers(merges: Iterable[Merge]) -> Mapping[str, str]:
    """Return the number under which each merged number goes on; a chain (A into B, B into C) leads to its end.

    Raises EngagementError, one sentence per problem: a number merged into itself, into two others, or round in a circle.
    """
    into: dict[str, Merge] = {}
    problems = []
    for merge in merges:
        for number in merge.merged:
            earlier = into.setdefault(number, merge)
            if number == merge.kept:
                problems.append(f"{_place(merge)}'{number}' is to be kept and merged at once. Take it out of 'merge'.")
            elif earlier.kept != merge.kept:
                problems.append(
                    f"{_place(merge)}'{number}' is merged into '{merge.kept}', but {_elsewhere(earlier)}into '{earlier.kept}'. "
                    "Keep one of the two decisions."
                )
    problems = problems or _circles(into)
    if problems:
        raise EngagementError(problems, code="SEG-D03")
    return {number: _end(number, into) for number in into}


def merged(accounts: pd.DataFrame, merges: Sequence[Merge]) -> tuple[pd.DataFrame, list[Finding]]:
    """Return the accounts with each decided customer on one row, that of the kept number, and what was found on the way.

    `accounts` is indexed by number, each once. Revenue, cost and orders are added, the latest order counts, everything else is the
    kept row's, its blanks filled from the merged ones in their order. No total changes; a cost that is unknown for an account with
    revenue leaves the customer's cost open, and the finding says how much known cost that leaves out.
    Raises EngagementError as `replaced_numbers` does.
    """
    into = replaced_numbers(merges)
    present = {number: kept for number, kept in into.items() if number in accounts.index and kept in accounts.index}
    findings = _nobody_findings(into, accounts.index)
    if not present:
        return accounts, findings
    kept_of = pd.Series(accounts.index, accounts.index, dtype=object).replace(present)
    concerned = accounts[kept_of.isin(set(present.values()))].astype(object)
    concerned = concerned.where(concerned.notna(), None).assign(_kept=kept_of)
    concerned["_own"] = concerned.index == concerned["_kept"]
    concerned = concerned.sort_values("_own", ascending=False, kind="stable")
    groups = concerned.groupby("_kept", sort=False)
    whole = groups.first().reindex(columns=accounts.columns)  # the kept row's values, its blanks filled
    places = concerned.loc[concerned["_own"]]
    for column in accounts.columns:
        if column in ADDED:
            whole[column] = groups[column].agg(_added)
        elif column == LATEST:
            whole[column] = groups[column].agg(_latest)
        elif column in {"_file", "_row"}:
            whole[column] = places[column]
    left_out = ZERO
    if "cost" in accounts:
        open_costs = _open_costs(concerned)
        left_out = sum((cost for cost in whole.loc[open_costs, "cost"] if not pd.isna(cost)), ZERO)
        whole.loc[open_costs, "cost"] = None
        findings += _open_cost_findings(concerned, open_costs, left_out)
    result = accounts.drop(list(present)).astype(object)
    result = result.where(result.notna(), None)
    result.loc[whole.index] = whole.where(whole.notna(), None)
    _check_totals(accounts, result, left_out)
    return result, findings + _unknown_revenue_findings(concerned) + _contradictions(concerned) + _merged_findings(present, merges)


def _added(values: pd.Series) -> object:
    known = [value for value in values if not pd.isna(value)]  # a group's None may come as NaN
    return sum(known[1:], known[0]) if known else None


def _latest(values: pd.Series) -> object:
    return max((value for value in values if not pd.isna(value)), default=None)


def _check_totals(before: pd.DataFrame, after: pd.DataFrame, cost_left_out: Decimal) -> None:
    for column in ADDED:
        if column in before:
            was, now = (sum(value for value in frame[column] if not pd.isna(value)) for frame in (before, after))
            if column == "cost":
                now += cost_left_out
            if was != now:
                raise AssertionError(f"merging changed the sum of {column} from {was} to {now}")


def _open_costs(concerned: pd.DataFrame) -> list[str]:
    """Return the customers with an account that has a cost beside one whose cost is unknown although it has revenue, or may have."""
    unknown = concerned["cost"].isna()
    if "revenue" in concerned:
        unknown &= concerned["revenue"].map(lambda value: value is None or value != 0).astype(bool)
    return list(dict.fromkeys(concerned.loc[unknown, "_kept"]))


def _open_cost_findings(concerned: pd.DataFrame, customers: list[str], left_out: Decimal) -> list[Finding]:
    # A customer without any known cost was open before the merge and is nothing new.
    known = set(concerned.loc[concerned["cost"].notna(), "_kept"])
    told = [customer for customer in customers if customer in known]
    return [_pair_finding("merge_cost_unknown", concerned, "cost", told, {"amount": left_out})] if told else []


def _unknown_revenue_findings(concerned: pd.DataFrame) -> list[Finding]:
    if "revenue" not in concerned:
        return []
    unknown = set(concerned.loc[concerned["revenue"].isna(), "_kept"])
    known = set(concerned.loc[concerned["revenue"].notna(), "_kept"])
    told = [customer for customer in dict.fromkeys(concerned["_kept"]) if customer in unknown & known]
    return [_pair_finding("merge_revenue_unknown", concerned, "revenue", told, {})] if told else []


def _pair_finding(kind: str, concerned: pd.DataFrame, column: str, customers: list[str], values: dict[str, object]) -> Finding:
    """Return a finding that names an account of the first customer whose value is unknown, and the account it goes with."""
    own = concerned[concerned["_kept"] == customers[0]]
    without = str(own.index[own[column].isna()][0])
    other = next(str(number) for number in own.index if number != without)
    return Finding(kind, values={"n": len(customers), "example": without, "other": other, **values})


def _contradictions(concerned: pd.DataFrame) -> list[Finding]:
    findings = []
    for column in ("potential", "owner"):
        if column not in concerned:
            continue
        known = concerned[concerned[column].notna()]
        several = known.groupby("_kept", sort=False)[column].nunique()
        customers = list(several.index[several > 1])
        if customers:
            own = known[known["_kept"] == customers[0]]
            other = own[own[column].map(lambda value, first=own[column].iloc[0]: value != first).astype(bool)]
            values = {
                "first": own[column].iloc[0],
                "second": other[column].iloc[0],
                "example": str(own.index[0]),
                "other": str(other.index[0]),
            }
            findings.append(Finding(f"merge_{column}_differs", values={"n": len(customers), **values}))
    return findings


def _nobody_findings(into: Mapping[str, str], known: pd.Index) -> list[Finding]:
    unknown = {number: kept for number, kept in into.items() if number not in known}
    unknown |= {kept: number for number, kept in into.items() if kept not in known}
    if not unknown:
        return []
    number, other = next(iter(unknown.items()))
    return [Finding("merge_of_nobody", values={"n": len(unknown), "example": number, "kept": other})]


def _merged_findings(present: Mapping[str, str], merges: Iterable[Merge]) -> list[Finding]:
    decided = {number for merge in merges if merge.decided for number in merge.merged}
    told = {number: kept for number, kept in present.items() if number in decided}
    if not told:
        return []
    number, kept = next(iter(told.items()))
    return [Finding("accounts_merged", values={"n": len(told), "example": number, "kept": kept})]


def _circles(into: Mapping[str, Merge]) -> list[str]:
    """Return a sentence for each circle of merges, told once."""
    problems, told = [], set[str]()
    for start in into:
        path = [start]
        while path[-1] in into and path.count(path[-1]) == 1:
            path.append(into[path[-1]].kept)
        circle = path[path.index(path[-1]) :]
        if len(circle) > 1 and not told & set(circle):
            told |= set(circle)
            way = " into ".join(f"'{number}'" for number in circle)
            problems.append(f"{_place(into[circle[0]])}merges go round in a circle: {way}. Decide which number is kept.")
    return problems


def _end(number: str, into: Mapping[str, Merge]) -> str:
    while number in into:
        number = into[number].kept
    return number


def _place(merge: Merge) -> str:
    return "" if merge.line is None else f"decisions.yaml, line {merge.line}: "


def _elsewhere(merge: Merge) -> str:
    return "elsewhere " if merge.line is None else f"on line {merge.line} "
