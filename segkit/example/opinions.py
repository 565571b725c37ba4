"""What three of the example company's sales reps think of its customers: points for the factors of the Deep Dive that people rate."""

from random import Random

import pandas as pd

from segkit.example.company import NAME, Company

RATED: dict[str, float] = {
    "Tillid og samarbejdsklima": 0.3,
    "Adgang til beslutningstagere": 0.0,
    "Loyalitet": 0.2,
    "Ordredisciplin": -0.1,
    "Sortimentsmatch": 0.1,
    "Referenceværdi": -0.7,
}
"""The factors that people rate, as the example's engagement.yaml names them, and how much better or worse than 3 they usually turn out."""

RATERS: dict[str, tuple[str, ...]] = {
    "Mette Østergaard": ("Mette Østergaard", "Jens Kjærholm"),
    "Søren Bøgelund": ("Søren Bøgelund", "Åsa Lindström"),
    "Camilla Thorup": ("Camilla Thorup", "Henrik Damsgård", "Ingrid Solbakken"),
}
"""Who rates, and whose customers."""

UNRATED, TWICE = 28, 36
"""Customers whom nobody has rated, and those rated by two."""

_REMARKS = {
    1: ("Ringer flere gange om ugen", "Vil have besøg for hver ordre", "Skifter mening efter levering", "Truer med at skifte leverandør"),
    2: ("Handler mest på pris", "Svær at få et møde hos", "Sender mange små ordrer"),
    4: ("Godt samarbejde", "Planlægger i god tid"),
    5: ("Anbefaler os til andre", "Bestiller altid samlet & til tiden", 'Kalder os "husleverandøren"'),
}
"""What reps write beside a point, now and then."""


def ratings(company: Company) -> pd.DataFrame:
    """Return customer_id, leaf, rater, point (1 to 5) and comment ("" for most): one row per answer, the same at every call.

    A few customers nobody has rated, and a few factors of others; some are rated by two reps, who do not always agree.
    """
    dice = Random(f"{NAME}, ratings")  # noqa: S311 - invented data
    numbers = company.customers["customer_id"].tolist()
    owners = dict(zip(numbers, company.customers["owner"], strict=True))
    unrated = set(dice.sample(numbers, UNRATED))
    twice = set(dice.sample([number for number in numbers if number not in unrated], TWICE))
    thieves = company.truth.effort.planted.thieves if company.truth.effort is not None else ()
    rows: list[tuple[str, str, str, int, str]] = []
    for number in numbers:
        liked = dice.gauss(0, 0.8)
        own = next(rater for rater, reps in RATERS.items() if owners[number] in reps)
        other = dice.choice([rater for rater in RATERS if rater != own])
        differs = dice.choice((-2, -1, 0, 0, 0, 0, 1))
        points = _points(dice, liked, number in thieves)
        for leaf, point in points.items():
            if number not in unrated and dice.random() >= 0.04:
                rows.append((number, leaf, own, point, _remark(dice, point)))
            if number in twice:
                rows.append((number, leaf, other, min(5, max(1, point + differs)), ""))
    return pd.DataFrame(rows, columns=["customer_id", "leaf", "rater", "point", "comment"])


def _points(dice: Random, liked: float, takes_time: bool) -> dict[str, int]:
    usual = {leaf: 3 + usual + liked + dice.gauss(0, 0.6) for leaf, usual in RATED.items()}
    if takes_time:
        usual["Ordredisciplin"] -= 1.6
    return {leaf: min(5, max(1, round(point))) for leaf, point in usual.items()}


def _remark(dice: Random, point: int) -> str:
    return dice.choice(_REMARKS[point]) if point in _REMARKS and dice.random() < 0.06 else ""
