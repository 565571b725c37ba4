"""A random client: customers and leads with amounts that stand on, just below and far from each other, and the files that say so.

Amounts are whole øre (hundredths); None is unknown.
"""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

HOSTILE = (
    "=cmd|' /C calc'!A0", "<script>alert(1)</script>", "#panic()", "#N/A", "{client}", 'Den "gode" kunde', "Sol 🌞 ApS", "@SUM(1)",
    "http://x.dk", "+45 12 34", "-5", "＝1+1", "internal:'Parameters'!A1", "{=1}", "Æ & Ø A/S", "*", "~?", "?", "a*", "A*", "0012", "1E5",
    "TRUE", "N/A ApS", "NULL A/S", "'quoted", "tab\there", "two  spaces", "x" * 300, "Ærø; Søn", "50%", "_x0041_", "1.234,50", "ＦＵＬＬ",
)  # fmt: skip
"""Texts that spreadsheets, browsers and templates like to take for something else."""

REASONS = ("Reference", "Contract until 2027", "=keep", "#1", "Koncern")
HIGHEST, HUGE = 10**11, 10**13
"""A thousand millions, and a hundred times that: then the sum of all customers still has fewer than the 16 digits that a spreadsheet loses.

With huge amounts the potential at which a share passes its cut is not exact to the øre any more, so no share is graded then.
"""

SIZES = (1, 1, 2, 2, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 8, 8, 10, 12, 16, 40)
"""How many customers a client has."""


@dataclass(frozen=True)
class Account:
    """A customer or lead."""

    number: str
    name: str
    revenue: int | None
    potential: int | None
    facts: dict[str, str]


@dataclass(frozen=True)
class Client:
    """Customers and leads; `columns` are the further columns that are mapped, and revenue comes `from_lines` or from the list.

    `huge` is a client whose amounts may be too large for steps of a share.
    """

    customers: tuple[Account, ...]
    leads: tuple[Account, ...]
    columns: tuple[str, ...]
    from_lines: bool
    huge: bool
    lines: tuple[tuple[str, ...], ...]

    def files(self) -> dict[str, str]:
        """Return the client's files by name."""
        found = {"customers.csv": _list(self.customers, "Revenue")}
        if self.from_lines:
            found["lines.csv"] = _csv([("No", "Date", "Amount", "Cost", "Invoice"), *self.lines])
        if self.leads:
            found["leads.csv"] = _list(self.leads, "Expected")
        return found


Column = tuple[str, str, Callable[[Random], str]]
"""A further column of customers and leads: segkit's name, the heading, and how a cell is drawn."""


def _one_of(texts: Sequence[str], empty: float = 0.2) -> Callable[[Random], str]:
    return lambda rng: "" if rng.random() < empty else rng.choice(texts)


COLUMNS: tuple[Column, ...] = (
    ("region", "Area", _one_of(("North", "South", "Øst", "=West"))),
    ("industry", "Trade", _one_of(("Construction", "Retail", "Farming & fishing"))),
    ("strategic", "Why kept", _one_of(REASONS, empty=0.8)),
    ("employees", "Staff", lambda rng: "" if rng.random() < 0.2 else str(rng.choice((0, 1, 7, 12_000)))),
    ("channel", "Sold by", _one_of(("Web", "Rep"))),
    ("satisfaction", "Rating", lambda rng: "" if rng.random() < 0.3 else str(rng.randint(1, 10))),
)
"""Further columns that an engagement may map. Add a column here, and every run covers it."""


def money(amount: int | None) -> str:
    """Return an amount as the files write it: 1234,50."""
    return "" if amount is None else f"{'-' * (amount < 0)}{abs(amount) // 100},{abs(amount) % 100:02}"


def draw_client(rng: Random) -> Client:
    """Return a random client."""
    huge = rng.random() < 0.15
    near = Amounts(rng, HUGE if huge else HIGHEST)
    columns = tuple(name for name, _, _ in COLUMNS if rng.random() < 0.4)
    from_lines = rng.random() < 0.7
    # Where revenue comes from invoice lines, a customer without any has bought for 0; in a list it may be unknown.
    gaps = 0.0 if from_lines else rng.choice((0, 0, 0.2))
    gaps_of_potential = rng.choice((0, 0.1, 0.3, 1) if rng.random() < 0.4 else (0, 0.15))
    owners = _owners(rng)
    customers = _accounts(rng, near, rng.choice(SIZES), (gaps, gaps_of_potential), owners)
    leads = _accounts(rng, near, rng.choice(SIZES), (0.2, gaps_of_potential), owners, "L") if rng.random() < 0.4 else ()
    return Client(customers, leads, (*columns, *_shown(rng)), from_lines, huge, tuple(_lines(rng, customers)) if from_lines else ())


def _shown(rng: Random) -> list[str]:
    return [name for name in ("owner", "cost", "potential_estimate") if rng.random() < 0.5]


def _owners(rng: Random) -> Sequence[str]:
    kinds: tuple[Sequence[str], ...] = (("",), ("Ida",), ("Ida", "Bo", ""), HOSTILE[:12], [f"Sales rep {i}" for i in range(25)])
    return rng.choice(kinds)


class Amounts:
    """Amounts of one client: many stand on the same few figures, or one øre beside them, and some are negative, tiny or huge."""

    def __init__(self, rng: Random, highest: int) -> None:
        self._rng = rng
        self.highest = highest
        self._size = 10 ** rng.choice((2, 4, 5, 6, 6, 7, 9)) if highest == HIGHEST else 10**12
        self._anchors = [rng.choice((1, 2, 3, 5, 10, 33, 100, 250)) * self._size // rng.choice((1, 3, 4, 10)) + 1 for _ in range(4)]
        self._negative = rng.choice((0, 0.05, 0.3))

    def draw(self, negative: bool = True) -> int:
        rng = self._rng
        amount = rng.choices(
            (
                lambda: rng.choice(self._anchors),
                lambda: rng.choice(self._anchors) + rng.choice((-1, 1)),
                lambda: rng.randint(1, 20 * self._size),
                lambda: round(self.highest ** rng.uniform(0, 1)),
                lambda: 0,
                lambda: rng.choice((1, 2, self.highest)),
            ),
            (30, 15, 35, 8, 6, 2),
        )[0]()
        amount = min(amount, self.highest)
        return -amount if negative and rng.random() < self._negative else amount


def _accounts(
    rng: Random, near: Amounts, count: int, gaps: tuple[float, float], owners: Sequence[str], prefix: str = ""
) -> tuple[Account, ...]:
    hostile = rng.random() < 0.3
    shares = [rng.choice(SHARES) for _ in range(2)]
    found = []
    for i in range(1, count + 1):
        revenue = None if rng.random() < gaps[0] else near.draw()
        potential = None if rng.random() < gaps[1] else near.draw(negative=False)
        if revenue and revenue > 0 and potential and rng.random() < 0.3:
            potential = min(max(1, round(revenue / rng.choice(shares))), near.highest)
        name = rng.choice(HOSTILE) if hostile else rng.choice(("Alfa", "Beta", "Gamma Handel", "Ærø Smedje")) + f" {rng.randint(1, 40)} A/S"
        facts = {heading: drawn(rng) for _, heading, drawn in COLUMNS} | {
            "Rep": rng.choice(owners),
            "Estimate": money(near.draw(negative=False)) if rng.random() < 0.5 else "",
            "Spent": money(near.draw()) if rng.random() < 0.9 else "",
            "Kind [1]#'@": rng.choice(("x", "y", "")),
        }
        found.append(Account(f"{prefix}{i:04}", name, revenue, potential, facts))
    return tuple(found)


SHARES = (0.1, 0.25, 0.4, 0.75, 1.0, 1 / 3, 2 / 3, 1.5)
"""Shares of their potential that many customers buy, so that thresholds of utilisation stand on them."""


def _lines(rng: Random, customers: Sequence[Account]) -> list[tuple[str, ...]]:
    """Return invoice lines that add up to each customer's revenue, with lines of the year before, and some buyers that no list has."""
    found = []
    with_cost = rng.random() < 0.5
    for account in customers:
        left = account.revenue or 0
        for _ in range(rng.choice((0, 0, 1, 2))):
            part = rng.randint(-abs(left), abs(left)) if left else rng.randint(-500, 500)
            left -= part
            found.append((account.number, part))
        if left or rng.random() < 0.3:
            found.append((account.number, left))
    found += [(f"X{i}", rng.randint(1, 500_000)) for i in range(rng.choice((0, 0, 0, 2)))]
    rows = [(number, _day(rng, 2025), part) for number, part in found] + [
        (number, _day(rng, 2024), part) for number, part in found if rng.random() < 0.2
    ]
    rows += [(customers[0].number, "30-06-2026", 0)] if not rows else []
    return [
        (number, day, money(part), money(part // 3) if with_cost or rng.random() < 0.9 else "", str(1000 + i))
        for i, (number, day, part) in enumerate(rows)
    ]


def _day(rng: Random, year: int) -> str:
    """Return a day of the twelve months from July of a year on."""
    month = rng.randint(7, 18)
    return f"{rng.randint(1, 28):02}-{(month - 1) % 12 + 1:02}-{year + (month > 12)}"


def _list(accounts: Sequence[Account], revenue: str) -> str:
    headings = ["No", "Name", revenue, "Potential", *accounts[0].facts]
    rows = [(a.number, a.name, money(a.revenue), money(a.potential), *a.facts.values()) for a in accounts]
    return _csv([headings, *rows])


def _csv(rows: Sequence[Sequence[Any]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(rows)
    return text.getvalue()
