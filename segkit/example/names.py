"""Where the invented firms lie, what they do and what they are called. Stems of names are made up, so that no real firm is meant."""

from dataclasses import dataclass
from random import Random

SALES_REPS: dict[str, tuple[str, ...]] = {
    "Mette Østergaard": ("Hovedstaden",),
    "Jens Kjærholm": ("Sjælland",),
    "Søren Bøgelund": ("Fyn", "Sydjylland"),
    "Camilla Thorup": ("Midtjylland",),
    "Henrik Damsgård": ("Nordjylland",),
    "Åsa Lindström": ("Skåne", "Småland"),
    "Ingrid Solbakken": ("Østlandet",),
}
"""Sales reps and their districts; the first rep of a region owns its customers, but for a few who kept their old one."""


DESK = ("Lone Vestergård", "Ditte Ravnholt", "Kim Hedekær", "Pia Tangbo")
"""Who takes orders by telephone and e-mail."""

SERVICE = ("Bo Klintager", "Rikke Sandholt")
"""Who answers complaints, repairs and questions of use."""


@dataclass(frozen=True)
class Region:
    """A sales district: its country, its share of the customers, and how large its customers are against the average."""

    country: str
    customers: int
    size: float


REGIONS: dict[str, Region] = {
    "Hovedstaden": Region("DK", 20, 1.30),
    "Sjælland": Region("DK", 13, 0.85),
    "Fyn": Region("DK", 9, 0.90),
    "Sydjylland": Region("DK", 13, 1.10),
    "Midtjylland": Region("DK", 17, 1.15),
    "Nordjylland": Region("DK", 10, 0.80),
    "Skåne": Region("SE", 8, 0.95),
    "Småland": Region("SE", 4, 0.70),
    "Østlandet": Region("NO", 6, 1.20),
}


@dataclass(frozen=True)
class Industry:
    """A line of business: its share of the customers, their size, their staff per million of potential, and words of its firms' names."""

    customers: int
    size: float
    staff: float
    words: dict[str, tuple[str, ...]]


# Tables of words are read across.
# fmt: off
INDUSTRIES: dict[str, Industry] = {
    "Tømrer og snedker": Industry(22, 0.85, 22, {
        "DK": ("Tømrerfirma", "Snedkeri", "Byg", "Tag & Facade"),
        "SE": ("Snickeri", "Bygg", "Tak & Fasad", "Trä"),
        "NO": ("Snekkeri", "Bygg", "Tak & Fasade"),
    }),
    "VVS": Industry(17, 0.95, 20, {
        "DK": ("VVS", "Rør & Varme", "Blik", "VVS & Energi"),
        "SE": ("Rör", "Rör & Värme", "VVS-teknik"),
        "NO": ("Rør", "Rør & Varme", "VVS"),
    }),
    "El-installation": Industry(15, 0.75, 26, {
        "DK": ("El", "Elteknik", "El-Service", "Installation"),
        "SE": ("El", "Elteknik", "Elservice"),
        "NO": ("Elektro", "Installasjon", "El"),
    }),
    "Smede og maskinværksteder": Industry(14, 1.35, 18, {
        "DK": ("Smedje", "Maskinværksted", "Stål & Montage", "Industri"),
        "SE": ("Smide", "Mekaniska", "Stål & Montage"),
        "NO": ("Mekaniske", "Stål", "Sveis"),
    }),
    "Autoværksteder": Industry(12, 0.65, 16, {
        "DK": ("Auto", "Autoteknik", "Lastvognscenter", "Karosseri"),
        "SE": ("Bil", "Bilverkstad", "Lastvagnar"),
        "NO": ("Bil", "Bilverksted", "Karosseri"),
    }),
    "Ejendomsdrift": Industry(11, 1.45, 34, {
        "DK": ("Ejendomsservice", "Boligforening", "Facility", "Ejendomsdrift"),
        "SE": ("Fastigheter", "Förvaltning"),
        "NO": ("Eiendom", "Eiendomsdrift"),
    }),
    "Byggecentre": Industry(9, 1.90, 9, {
        "DK": ("Trælast", "Byggecenter", "Jern & Værktøj", "Isenkram"),
        "SE": ("Trävaru", "Bygghandel", "Järn"),
        "NO": ("Trelast", "Byggvare"),
    }),
}

_STEMS: dict[str, tuple[str, ...]] = {
    "DK": (
        "Lyngvad", "Brohus", "Ravnsø", "Klintby", "Havreholt", "Mosegærde", "Fjordager", "Elbækgård", "Tangmose", "Sandkær", "Hvidbro",
        "Bøgeskov", "Ørnekær", "Ådalgård", "Kragesand", "Tornebjerg", "Lærkemose", "Vindmose", "Stensø", "Rugager", "Egehøj", "Pilevad",
        "Skærlund", "Gærdhøj", "Dybvang", "Mågekær", "Søvad", "Hjortholt", "Kærsager", "Møllebro", "Nørkær", "Rønhave",
    ),
    "SE": ("Björkhult", "Ängsviken", "Lövtorpa", "Stenmåla", "Häggby", "Mörkhult", "Åkervik", "Ekbäcken", "Sjötorpa", "Granvåg"),
    "NO": ("Fjellvang", "Granlia", "Solbråten", "Åsheim", "Bjørnvik", "Elvestrand", "Myrvang", "Høydalen"),
}
# fmt: on

_FORMS: dict[str, tuple[str, ...]] = {"DK": ("ApS", "ApS", "ApS", "A/S", "A/S", "I/S"), "SE": ("AB",), "NO": ("AS",)}

AWKWARD_NAMES: dict[str, tuple[str, str]] = {
    'Tømrermester "Bøje" Ravnsø ApS': ("Midtjylland", "Tømrer og snedker"),
    "Lyngvad & Sønner; Smedje A/S": ("Nordjylland", "Smede og maskinværksteder"),
    "Ejendomsselskabet Klintby; afd. Øst": ("Sjælland", "Ejendomsdrift"),
    'Rør & Varme "Hos Mågekær" I/S': ("Hovedstaden", "VVS"),
    "Brohus, Brohus & Elbækgård A/S": ("Hovedstaden", "El-installation"),
    "Ängsviken & Söner; Bygg AB": ("Skåne", "Tømrer og snedker"),
}
"""Names that break an export or an import that does not quote, with quotes, ampersands, commas and semicolons; and where they belong."""

SHARED_NAME = "Havreholt Byg ApS"
"""The name that two different customers share."""


def new_name(dice: Random, industry: str, region: str, taken: set[str]) -> str:
    """Return a firm's name that is not among those `taken`, and take it."""
    country = REGIONS[region].country
    while True:
        stem, word = dice.choice(_STEMS[country]), dice.choice(INDUSTRIES[industry].words[country])
        second = f" & {dice.choice(_STEMS[country])}" if dice.random() < 0.12 else ""
        name = f"{stem}{second} {word} {dice.choice(_FORMS[country])}"
        if name not in taken:
            taken.add(name)
            return name


def cvr_number(dice: Random) -> str:
    """Return eight digits that fail the check of Danish company numbers, so that they are nobody's."""
    while True:
        digits = [dice.randrange(1, 5), *(dice.randrange(10) for _ in range(7))]
        if sum(weight * digit for weight, digit in zip((2, 7, 6, 5, 4, 3, 2, 1), digits, strict=True)) % 11:
            return "".join(map(str, digits))
