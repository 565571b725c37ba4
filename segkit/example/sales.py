"""What the example company sells, and its invoice lines of two years. Money is counted in whole øre until it leaves this file."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from random import Random

import pandas as pd


@dataclass(frozen=True)
class ProductGroup:
    """A group of goods: prices from and to (DKK), cost as a percentage of the price, and the goods."""

    lowest: int
    highest: int
    cost_pct: int
    goods: tuple[str, ...]


PRODUCT_GROUPS: dict[str, ProductGroup] = {
    "Elværktøj": ProductGroup(900, 7500, 70, ("Boremaskine", "Rundsav", "Vinkelsliber", "Bajonetsav", "Fræser", "Laser", "Batteripakke")),
    "Håndværktøj": ProductGroup(60, 1400, 60, ("Hammer", "Topnøgler", "Niptang", "Vaterpas", "Skruetrækker", "Rørtang", "Multimeter")),
    "Befæstigelse": ProductGroup(45, 600, 56, ("Skruer", "Bolte", "Dybler", "Ankre", "Søm", "Vinkelbeslag", "Gevindstænger", "Skiver")),
    "Bygningsbeslag": ProductGroup(70, 2600, 58, ("Hængsler", "Dørgreb", "Låsekasser", "Cylindre", "Dørlukkere", "Skydedørsskinner")),
    "Slibning og skæring": ProductGroup(35, 850, 55, ("Skæreskiver", "Slibebånd", "Bor", "Klinger", "Diamantskiver", "Lameller")),
    "Kemi og fugemasse": ProductGroup(40, 750, 62, ("Fugemasse", "Montagelim", "Skum", "Rengøring", "Smøremiddel", "Ankermasse")),
    "Arbejdstøj": ProductGroup(120, 1600, 64, ("Bukser", "Jakke", "Sikkerhedssko", "T-shirts", "Regnsæt", "Veste")),
    "Værnemidler": ProductGroup(25, 900, 60, ("Handsker", "Hjelm", "Briller", "Høreværn", "Masker", "Faldsikring")),
}

_MIX: dict[str, tuple[int, ...]] = {
    "Tømrer og snedker": (20, 14, 24, 16, 9, 7, 7, 3),
    "VVS": (16, 22, 14, 3, 12, 15, 12, 6),
    "El-installation": (18, 24, 16, 2, 10, 6, 16, 8),
    "Smede og maskinværksteder": (16, 14, 16, 2, 26, 8, 8, 10),
    "Autoværksteder": (12, 26, 8, 1, 14, 18, 10, 11),
    "Ejendomsdrift": (6, 10, 10, 30, 3, 15, 14, 12),
    "Byggecentre": (14, 14, 26, 14, 10, 10, 7, 5),
}
"""How much each industry buys of each product group, in the order of PRODUCT_GROUPS."""

_MONTHS = (0.95, 0.92, 1.05, 1.06, 1.12, 1.10, 0.55, 1.02, 1.15, 1.14, 1.10, 0.80)
"""Sales of each month, January first, against the average: building sites rest in July and at Christmas."""


@dataclass(frozen=True)
class Account:
    """A customer as drawn, before there is an invoice: `sales` is what he is meant to buy in each of the two years, in DKK."""

    customer_id: str
    industry: str
    wallet: float
    sales: tuple[float, float]
    discount_pct: int
    returns: bool = False


@dataclass(frozen=True)
class Line:
    """One invoice line before numbering; a negative quantity is a credit note."""

    day: dt.date
    document: int
    customer_id: str | None
    product: int
    quantity: int
    discount_pct: int


def draw_products(dice: Random) -> pd.DataFrame:
    """Return the goods: product_id, name, group, price and cost per unit."""
    rows = []
    for number, (group, goods) in enumerate(PRODUCT_GROUPS.items(), start=1):
        for item, noun in enumerate((good for good in goods.goods for _ in range(2)), start=1):
            share = dice.random() ** 2
            price = Decimal(round((goods.lowest + (goods.highest - goods.lowest) * share) * 2)) / 2
            cost = (price * (goods.cost_pct + dice.randrange(-4, 5)) / 100).quantize(Decimal("0.01"))
            name = f"{noun} {'Pro' if item % 2 else 'Standard'}"
            rows.append((f"{number}0-{item:03d}", name, group, price.quantize(Decimal("0.01")), cost))
    return pd.DataFrame(rows, columns=["product_id", "name", "group", "price", "cost"])


def draw_lines(dice: Random, accounts: Sequence[Account], products: pd.DataFrame, years: Sequence[tuple[dt.date, dt.date]]) -> list[Line]:
    """Return each account's invoice lines of the years, about as much money as it is meant to buy for."""
    prices = [float(price) for price in products["price"]]
    calendars = [_working_days(*year) for year in years]
    mixes = {industry: _cumulative(products, weights) for industry, weights in _MIX.items()}
    lines: list[Line] = []
    document = 0
    for account in accounts:
        for (days, weights), sales in zip(calendars, account.sales, strict=True):
            left = min(220, max(2, round(2.05 * (sales / 1000) ** 0.5))) if sales else 0
            share = sales / left / (1 - account.discount_pct / 100) if left else 0.0
            while left:
                document += 1
                size = min(left, dice.choice((1, 1, 2, 2, 3, 4, 5)))
                day = dice.choices(days, cum_weights=weights)[0]
                wanted = [share * (0.3 + 1.4 * dice.random()) for _ in range(size)]
                for product, value in zip(_basket(dice, mixes[account.industry], prices, wanted), wanted, strict=True):
                    quantity = max(1, round(value / prices[product]))
                    lines.append(Line(day, document, account.customer_id, product, quantity, account.discount_pct))
                left -= size
    return lines


def draw_credits(dice: Random, lines: Sequence[Line], share: float, last: dt.date) -> list[Line]:
    """Return credit notes for a share of the lines: some or all of the goods come back within six weeks, no later than `last`."""
    credits: list[Line] = []
    for line in dice.sample(lines, round(share * len(lines))):
        day = line.day + dt.timedelta(days=dice.randrange(3, 43))
        if day <= last:
            back = line.quantity if line.quantity < 3 or dice.random() < 0.4 else dice.randrange(1, line.quantity)
            credits.append(Line(day, -len(credits) - 1, line.customer_id, line.product, -back, line.discount_pct))
    return credits


def lines_table(lines: Iterable[Line], products: pd.DataFrame) -> pd.DataFrame:
    """Return the lines by date, with invoice numbers that rise with it; the columns are those of `Company`."""
    prices, costs = ([int(money * 100) for money in products[column]] for column in ("price", "cost"))
    goods = list(zip(products["product_id"], products["group"], prices, costs, strict=True))
    rows = []
    numbers: dict[int, str] = {}
    next_number = {False: 240_001, True: 90_001}
    for line in sorted(lines, key=lambda line: line.day):
        if line.document not in numbers:
            credit = line.document < 0
            numbers[line.document] = str(next_number[credit])
            next_number[credit] += 1
        product_id, group, price, cost = goods[line.product]
        amount = _money((line.quantity * price * (100 - line.discount_pct) + 50) // 100)
        article = (product_id, group, line.quantity, amount, _money(line.quantity * cost))
        rows.append((numbers[line.document], line.day, line.customer_id, *article))
    columns = ["invoice", "date", "customer_id", "product_id", "group", "quantity", "amount", "cost"]
    return pd.DataFrame(rows, columns=columns, dtype=object)


def _money(oere: int) -> Decimal:
    return Decimal(oere).scaleb(-2)


def _working_days(first: dt.date, last: dt.date) -> tuple[list[dt.date], list[float]]:
    days = [day for n in range((last - first).days + 1) if (day := first + dt.timedelta(days=n)).weekday() < 5]
    return days, list(accumulate(_MONTHS[day.month - 1] for day in days))


def _cumulative(products: pd.DataFrame, weights: tuple[int, ...]) -> list[int]:
    by_group = dict(zip(PRODUCT_GROUPS, weights, strict=True))
    return list(accumulate(by_group[group] for group in products["group"]))


def _basket(dice: Random, mix: list[int], prices: list[float], wanted: list[float]) -> list[int]:
    """Return a different product for each value wanted, one whose price fits the value; the cheapest left where none is found."""
    basket: list[int] = []
    for value in wanted:
        tries = dice.choices(range(len(prices)), cum_weights=mix, k=8)
        fitting = (product for product in tries if product not in basket and prices[product] <= 1.2 * value)
        cheapest = min((product for product in range(len(prices)) if product not in basket), key=prices.__getitem__)
        basket.append(next(fitting, cheapest))
    return basket
