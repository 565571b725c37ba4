"""Invented customers with planted duplicates of eight kinds, and firms that look alike but are two."""

import random
from dataclasses import dataclass

import pandas as pd

COLUMNS = ("name", "org_number", "address", "postcode", "city", "phone", "email", "owner")

FIRST = [
    "Lyng",
    "Bro",
    "Ravn",
    "Klint",
    "Havre",
    "Mose",
    "Fjord",
    "Elbæk",
    "Tang",
    "Sand",
    "Hvid",
    "Bøge",
    "Ørne",
    "Ådal",
    "Krage",
    "Torne",
    "Lærke",
    "Vind",
    "Sten",
    "Rug",
    "Ege",
    "Pile",
    "Skær",
    "Gærd",
    "Dyb",
    "Måge",
    "Sø",
    "Hjort",
    "Kær",
    "Mølle",
    "Nør",
    "Røn",
    "Sol",
    "Birk",
    "Lind",
    "Ask",
    "Hassel",
    "Guld",
    "Sølv",
    "Jern",
]
LAST = [
    "vad",
    "hus",
    "sø",
    "by",
    "holt",
    "gærde",
    "ager",
    "gård",
    "mose",
    "kær",
    "bro",
    "skov",
    "bjerg",
    "have",
    "høj",
    "lund",
    "dal",
    "vang",
    "tofte",
    "balle",
    "strup",
    "rød",
    "bæk",
    "borg",
    "sted",
]
SURNAMES = [
    "Jensen",
    "Nielsen",
    "Hansen",
    "Pedersen",
    "Andersen",
    "Christensen",
    "Larsen",
    "Sørensen",
    "Rasmussen",
    "Jørgensen",
    "Petersen",
    "Madsen",
    "Kristensen",
    "Olsen",
]
TRADES = (
    "Byg",
    "VVS",
    "El",
    "Tømrerfirma",
    "Murerfirma",
    "Auto",
    "Smedje",
    "Maskinværksted",
    "Ejendomme",
    "Trælast",
    "Malerfirma",
    "Transport",
)
STREETS = ("Nørregade", "Søndergade", "Industrivej", "Havnevej", "Skovvej", "Vestergade", "Stationsvej", "Møllevej", "Algade", "Kirkevej")
TOWNS = {f"{code}": f"By {code}" for code in range(1000, 9990, 45)}
FORMS = ("A/S", "ApS", "I/S", "")


@dataclass(frozen=True)
class Planted:
    """The customers, the pairs that are one, by kind, and the pairs that only look so, by kind."""

    customers: pd.DataFrame
    same: dict[frozenset[str], str]
    different: dict[frozenset[str], str]


def cvr(dice: random.Random) -> str:
    """A company number that passes its check."""
    while True:
        digits = [dice.randrange(1, 10), *(dice.randrange(10) for _ in range(7))]
        if sum(w * d for w, d in zip((2, 7, 6, 5, 4, 3, 2, 1), digits, strict=True)) % 11 == 0:
            return "".join(map(str, digits))


def firm(dice: random.Random) -> dict[str, str | None]:
    """One firm; a third of the firms are named for a person, a few share a rare name by chance, and some cells are empty."""
    trade = dice.choice(TRADES)
    name = dice.choice(FIRST) + dice.choice(LAST) + dice.choice(["", *(f" & {stem}{last}" for stem in FIRST[:9] for last in LAST[:3])])
    core = f"{trade} {dice.choice(SURNAMES)}" if dice.random() < 0.3 else f"{name} {trade}"
    postcode = dice.choice(list(TOWNS))
    form = dice.choice(FORMS)
    made: dict[str, str | None] = {
        "name": f"{core} {form}".strip(),
        "org_number": cvr(dice),
        "address": f"{dice.choice(STREETS)} {dice.randrange(1, 120)}",
        "postcode": postcode,
        "city": TOWNS[postcode],
        "phone": str(dice.randrange(20_000_000, 99_999_999)),
        "email": f"{name.split()[0].lower()}{dice.randrange(1000)}@firma.dk",
        "owner": dice.choice(["Mette", "Jens", "Søren"]),
    }
    for column, share in (("org_number", 0.35), ("phone", 0.3), ("email", 0.4), ("address", 0.1)):
        if dice.random() < share:
            made[column] = None
    return made


def slip(dice: random.Random, word: str) -> str:
    at = dice.randrange(2, len(word) - 1)
    return dice.choice((word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:], word[:at] + word[at + 1] + word[at] + word[at + 2 :]))


def own_name(dice: random.Random) -> str:
    return f"{dice.choice(FIRST)}{dice.choice(LAST)} {dice.choice(TRADES)}"


def duplicate(dice: random.Random, kind: str, base: dict[str, str | None]) -> dict[str, str | None]:
    """Another account of the firm; `base` is changed where the kind needs something of it."""
    twin = dict(base)
    name = str(base["name"])
    if kind == "same number":
        base["org_number"] = base["org_number"] or cvr(dice)
        twin |= {"org_number": f"DK {base['org_number']}", "address": None, "phone": None, "email": None}
    elif kind == "other form":
        base["name"], twin["name"] = f"{own_name(dice)} A/S", None
        twin["name"] = str(base["name"]).replace("A/S", "ApS")
        twin |= {"org_number": None, "phone": None, "email": None}
    elif kind == "slip of the pen":
        base["name"] = f"{own_name(dice)} ApS"
        word, rest = str(base["name"]).split(" ", 1)
        twin |= {"name": f"{slip(dice, word)} {rest}", "org_number": None, "email": None}
    elif kind == "letters folded":
        base["name"] = f"Sø{dice.choice(LAST)} & Ågård {dice.choice(TRADES)} A/S"
        plain = str(base["name"]).replace("ø", "oe").replace("Å", "Aa").replace("å", "aa").replace("æ", "ae").replace("&", "og")
        twin |= {"name": plain.upper(), "org_number": None, "email": None}
    elif kind == "moved":
        base["org_number"] = base["org_number"] or cvr(dice)
        postcode = dice.choice(list(TOWNS))
        twin |= {
            "org_number": base["org_number"],
            "address": "Nyvej 7",
            "postcode": postcode,
            "city": TOWNS[postcode],
            "phone": None,
            "email": None,
        }
    elif kind == "group":
        base["org_number"] = base["org_number"] or cvr(dice)
        twin |= {"org_number": base["org_number"], "name": f"{name.split(maxsplit=1)[0]} Holding ApS", "phone": None, "email": None}
    elif kind == "same telephone":
        base["phone"] = base["phone"] or str(dice.randrange(20_000_000, 99_999_999))
        twin |= {
            "name": f"{name.upper()}",
            "phone": f"+45 {base['phone']}",
            "address": None,
            "postcode": None,
            "city": None,
            "org_number": None,
        }
    elif kind == "words turned":
        base["address"] = base["address"] or "Nørregade 14"
        twin |= {
            "name": " ".join(reversed(name.split())),
            "address": f"{base['address']}, 2. tv.".replace("gade", "gd."),
            "org_number": None,
            "phone": None,
        }
    else:
        raise AssertionError(kind)
    return twin


DUPLICATES = {
    "same number": 20,
    "other form": 20,
    "slip of the pen": 20,
    "letters folded": 18,
    "moved": 18,
    "group": 18,
    "same telephone": 18,
    "words turned": 18,
}


def look_alike(dice: random.Random, kind: str, base: dict[str, str | None]) -> dict[str, str | None]:
    """Another firm that resembles the base; both are changed where the kind needs it."""
    other = firm(dice)
    here = {"postcode": base["postcode"], "city": base["city"]}
    if kind == "two numbers":
        base["org_number"] = base["org_number"] or cvr(dice)
        other |= {"name": base["name"], "org_number": cvr(dice), **here}
    elif kind == "two surnames":
        base["name"], base["org_number"] = "Tømrerfirma Pedersen", None
        other |= {"name": "Tømrerfirma Petersen", "org_number": None, **here}
    elif kind == "one house":
        other |= {"address": base["address"] or "Algade 1", "phone": None, "org_number": None, **here}
        base["address"] = other["address"]
    elif kind == "two shops":
        stem = f"{dice.choice(FIRST)}{dice.choice(LAST)} Marked"
        base["name"], base["org_number"] = f"{stem} 1", None
        other |= {"name": f"{stem} 2", "org_number": None, **here}
    elif kind == "person's name":
        base["name"], base["org_number"] = "Murerfirma Hansen", None
        other |= {"name": "Murerfirma Hansen", "org_number": None}
    elif kind == "other trade":
        stem = f"{dice.choice(FIRST)}{dice.choice(LAST)}"
        base["name"], base["org_number"] = f"{stem} VVS", None
        other |= {"name": f"{stem} Malerfirma", "org_number": None, **here}
    else:
        raise AssertionError(kind)
    return other


LOOK_ALIKES = ("two numbers", "two surnames", "one house", "two shops", "person's name", "other trade")


def planted(seed: int, customers: int = 2_000) -> Planted:
    """A file of so many customers, 150 of them second accounts of others, and 60 that only look so."""
    dice = random.Random(seed)
    rows = [firm(dice) for _ in range(customers - 210)]
    bases = dice.sample(range(len(rows)), 210)
    same, different, twins = {}, {}, []
    kinds = [kind for kind, n in DUPLICATES.items() for _ in range(n)]
    for kind, base in zip(kinds, bases, strict=False):
        twins.append((duplicate(dice, kind, rows[base]), base, kind, same))
    for i, base in enumerate(bases[150:]):
        kind = LOOK_ALIKES[i % len(LOOK_ALIKES)]
        twins.append((look_alike(dice, kind, rows[base]), base, kind, different))
    for twin, base, kind, pairs in twins:
        pairs[frozenset((number(base), number(len(rows))))] = kind
        rows.append(twin)
    table = pd.DataFrame(rows, index=[number(i) for i in range(len(rows))], columns=list(COLUMNS), dtype=object)
    return Planted(table.sample(frac=1, random_state=seed), same, different)


def number(position: int) -> str:
    return f"{10_000 + position}"
