"""What does not fit between the sales reps of engagement.yaml and the client's files: a name or an area that only one of the two knows."""

from collections.abc import Iterator

import pandas as pd

from segkit.findings import Finding
from segkit.parameters import nearest
from segkit.strategy.capacity import Capacity

FILE = "engagement.yaml"

ALIKE = 80
"""How alike two names are, out of 100, before one is taken for the other with a slip."""

_AREAS = (("regions", "region"), ("industries", "industry"))
"""What a sales rep takes, and the column of the accounts that it is of."""


def staff_findings(customers: pd.DataFrame, leads: pd.DataFrame, capacity: Capacity) -> list[Finding]:
    """Return the findings about the sales reps, for accounts with owner, region and industry; none where engagement.yaml names no rep.

    A rep without customers may be new, unless somebody of nearly that name has some.
    """
    owners = pd.concat([customers["owner"], leads["owner"]]).dropna()
    own = {str(name): int(n) for name, n in customers["owner"].value_counts().items() if name}
    named = [rep.name for rep in capacity.reps]
    if not named:
        return []
    unnamed = [name for name in own if name not in named]
    found = []
    for name in named:
        like = nearest(name, unnamed, ALIKE) if name not in set(owners) else None
        if like is not None:
            found.append(Finding("rep_spelt_otherwise", FILE, values={"name": name, "example": like}))
            unnamed.remove(like)
    found += [Finding("owner_unnamed", FILE, values={"n": own[name], "name": name}) for name in sorted(unnamed, key=str.casefold)]
    return [*found, *_areas_of_nobody(customers, leads, capacity)]


def _areas_of_nobody(customers: pd.DataFrame, leads: pd.DataFrame, capacity: Capacity) -> Iterator[Finding]:
    """Yield a question for each region or industry of a rep that no account has."""
    for key, column in _AREAS:
        known = {str(area) for area in pd.concat([customers[column], leads[column]]).dropna()}
        for rep in capacity.reps:
            for area in getattr(rep, key):
                if area not in known:
                    like = nearest(area, sorted(known), ALIKE)
                    values = {"name": rep.name, "area": area, **({"example": like} if like else {})}
                    yield Finding("rep_area_misspelt" if like else "rep_area_of_nobody", FILE, values=values)
