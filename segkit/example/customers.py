"""Who buys from the example company and who might: customers, the special ones among them, what each buys and could buy, and leads."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from random import Random

import pandas as pd

from segkit.example.names import AWKWARD_NAMES, INDUSTRIES, REGIONS, SALES_REPS, SHARED_NAME, cvr_number, new_name
from segkit.example.sales import Account

CUSTOMERS, LEADS = 412, 60

UNKNOWN_POTENTIALS, LEADS_WITHOUT_POTENTIAL = 82, 10

ROLES = {"silent": 9, "never": 3, "closing": 2, "new": 22, "growing": 30, "declining": 30, "loss": 5, "returns": 2, "above": 5, "zero": 1}
"""How many customers are planted in each role; the others have none.

    silent     bought last year, nothing in the analysed year     loss       buys below cost
    never      has not bought in either year                      returns    gives back more than it buys
    closing    silent, with potential 0                           above      buys more than its potential
    new        bought nothing last year                           zero       still buys a little, with potential 0
"""

SILENT_ROLES = {"silent", "never", "closing"}


def draw_customers(dice: Random) -> pd.DataFrame:
    """Return the customers without potential; `wallet` is what each could buy in a year (DKK), which nobody but us knows."""
    taken = {*AWKWARD_NAMES, SHARED_NAME}
    number, rows = 1000, []
    for _ in range(CUSTOMERS):
        number += dice.choice((1, 1, 2, 3, 7, 12))
        region, industry = _place(dice)
        wallet = min(7e6, 400_000 * REGIONS[region].size * INDUSTRIES[industry].size * dice.lognormvariate(0, 1.0))
        cvr = cvr_number(dice) if REGIONS[region].country == "DK" else None
        firm = (new_name(dice, industry, region, taken), _owner(dice, region), region, industry, _staff(dice, industry, wallet))
        rows.append((f"{number:06d}", *firm, wallet, cvr))
    columns = ["customer_id", "name", "owner", "region", "industry", "employees", "wallet", "cvr"]
    customers = pd.DataFrame(rows, columns=columns, dtype=object)
    return customers.assign(name=_with_planted_names(dice, customers))


def draw_roles(dice: Random) -> list[str]:
    """Return each customer's role by position, "" for most."""
    planted = [role for role, count in ROLES.items() for _ in range(count)]
    roles = [""] * CUSTOMERS
    for place, role in zip(dice.sample(range(CUSTOMERS), len(planted)), planted, strict=True):
        roles[place] = role
    return roles


def draw_accounts(dice: Random, customers: pd.DataFrame, roles: Sequence[str]) -> list[Account]:
    """Return what each customer is meant to buy: a share of its wallet, changed as its role has it."""
    accounts = []
    for number, industry, wallet, role in zip(customers["customer_id"], customers["industry"], customers["wallet"], roles, strict=True):
        now = wallet * min(0.9, max(0.02, dice.lognormvariate(-1.25, 1.35)))
        before = now / dice.lognormvariate(0.06, 0.2)
        discount = min(24, max(0, round(4 * (now / 60_000) ** 0.4 + dice.uniform(-3, 4))))
        before, now, discount = _as_role(dice, role, before, now, discount)
        accounts.append(Account(number, industry, wallet, (before, now), discount, returns=role == "returns"))
    return accounts


def draw_potentials(dice: Random, accounts: Sequence[Account], roles: Sequence[str], lines: pd.DataFrame) -> pd.Series:
    """Return the potential that the reps noted (Decimal): near the wallet, a few wrong, a few 0, a fifth unknown (None).

    `lines` are those of the analysed year: but for the role "above", nobody buys for more than is noted.
    """
    bought: Counter[str] = Counter()
    for number, amount in zip(lines["customer_id"], lines["amount"], strict=True):
        bought[number] += amount
    unknown = set(dice.sample([i for i, role in enumerate(roles) if role not in {"above", "zero", "closing"}], UNKNOWN_POTENTIALS))
    potentials: list[Decimal | None] = []
    for place, (account, role) in enumerate(zip(accounts, roles, strict=True)):
        revenue = float(bought[account.customer_id])
        noted = max(account.wallet * dice.lognormvariate(0, 0.15), 1.06 * revenue + 5_000)
        if role == "above":
            noted = revenue * dice.uniform(0.5, 0.9)
        if role in {"zero", "closing"}:
            noted = 0.0
        potentials.append(None if place in unknown else _five_thousands(noted))
    return pd.Series(potentials, dtype=object)


def draw_leads(dice: Random, taken: set[str]) -> pd.DataFrame:
    """Return the leads, under names that are not `taken`; the expected revenue is a part of what they could buy."""
    unknown = set(dice.sample(range(LEADS), LEADS_WITHOUT_POTENTIAL))
    rows = []
    for place in range(LEADS):
        region, industry = _place(dice)
        wallet = 420_000 * REGIONS[region].size * INDUSTRIES[industry].size * dice.lognormvariate(0, 0.8)
        expected = _five_thousands(max(wallet * dice.uniform(0.05, 0.45), 5_000))
        potential = None if place in unknown else max(_five_thousands(wallet), expected)
        firm = (new_name(dice, industry, region, taken), _owner(dice, region), region, industry, _staff(dice, industry, wallet))
        rows.append((f"E{1001 + place}", *firm, expected, potential))
    return pd.DataFrame(rows, columns=["lead_id", "name", "owner", "region", "industry", "employees", "revenue", "potential"], dtype=object)


def _place(dice: Random) -> tuple[str, str]:
    region = dice.choices(list(REGIONS), [region.customers for region in REGIONS.values()])[0]
    return region, dice.choices(list(INDUSTRIES), [industry.customers for industry in INDUSTRIES.values()])[0]


def _owner(dice: Random, region: str) -> str:
    """Return the rep of the district; one customer in twenty kept another."""
    own = next(rep for rep, districts in SALES_REPS.items() if region in districts)
    return dice.choice(list(SALES_REPS)) if dice.random() < 0.05 else own


def _staff(dice: Random, industry: str, wallet: float) -> int:
    return max(1, round(INDUSTRIES[industry].staff * wallet / 1e6 * dice.lognormvariate(0, 0.35)))


def _with_planted_names(dice: Random, customers: pd.DataFrame) -> list[str]:
    """Return the names with the awkward and the shared ones given to firms of the right country and industry."""
    names: list[str] = customers["name"].tolist()
    free = set(range(CUSTOMERS))
    shared = [(SHARED_NAME, (region, "Tømrer og snedker")) for region in ("Fyn", "Sydjylland")]
    for name, (region, industry) in [*AWKWARD_NAMES.items(), *shared]:
        fitting = (customers["region"] == region) & (customers["industry"] == industry)
        place = dice.choice(sorted(free & set(customers.index[fitting])))
        free.remove(place)
        names[place] = name
    return names


def _as_role(dice: Random, role: str, before: float, now: float, discount: int) -> tuple[float, float, int]:
    """Return the sales before, the sales now and the discount as the customer's role has them."""
    changes = {
        "silent": (0.4 * before, 0.0, discount),
        "never": (0.0, 0.0, discount),
        "closing": (0.4 * before, 0.0, discount),
        "new": (0.0, now, discount),
        "growing": (now / dice.uniform(1.5, 2.4), now, discount),
        "declining": (0.6 * now * dice.uniform(1.6, 2.6), 0.6 * now, discount),
        "loss": (max(before, 45_000), max(now, 45_000), dice.randrange(47, 53)),
        "returns": (120_000.0, 6_000.0, discount),
        "above": (max(before, 110_000), max(now, 120_000), discount),
        "zero": (70_000.0, 20_000.0, discount),
    }
    return changes.get(role, (before, now, discount))


def _five_thousands(amount: float) -> Decimal:
    return Decimal(5_000 * round(amount / 5_000)).quantize(Decimal("0.01"))
