"""A random engagement.yaml for a client, as plain data: one function per part of the file."""

from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from segkit.rating.abcd import PRESETS

from .client import COLUMNS, HOSTILE, Client

Settings = dict[str, Any]

LANGUAGES = ("da", "sv", "nb", "en", "de")
ALPHABETS = (("A", "B", "C", "D"), ("1", "2", "3"), ("A*", "a*", "~?"), ("X", "Y"), ("#1", "=2", "<b", '"q"'), ("Guld", "Sølv", "Bronze"))
LABELS = ("Platinum", "A*", "a*", "#N/A", '="1"', "<b", "Nøgle & co.", "0", "TRUE", "1E5", "*", "?", "C")


def draw_settings(rng: Random, client: Client) -> Settings:
    """Return a random engagement for a client."""
    settings: Settings = {}
    for part in PARTS:
        settings |= part(rng, client, settings)
    return settings


def _head(rng: Random, client: Client, _: Settings) -> Settings:
    head = {
        "client": rng.choice(("Tiny A/S", "Æ & Ø <b>'\"", "=1+1")),
        "package": "basic",
        "language": rng.choice(LANGUAGES),
        "currency": rng.choice(("DKK", "SEK", "NOK", "GBP", "EUR")),
        "date": "2026-08-31",
        "consultant": rng.choice(("", "Ida & Bo")),
        "sources": _sources(rng, client),
    }
    return head | ({"period": {"from": "2025-07-01", "to": "2026-06-30"}} if client.from_lines else {})


def _sources(rng: Random, client: Client) -> list[Settings]:
    headings = {name: heading for name, heading, _ in COLUMNS} | {"owner": "Rep", "cost": "Spent", "potential_estimate": "Estimate"}
    in_lines = client.from_lines and "cost" in client.columns
    further = {name: headings[name] for name in client.columns if not (in_lines and name == "cost")}
    listed = {"customer_id": "No", "name": "Name", "potential": "Potential", **further}
    customers = {"file": "customers.csv", "holds": "customers", "decimal": ",", "separator": ";"}
    customers["columns"] = listed if client.from_lines else {**listed, "revenue": "Revenue"}
    customers["attributes"] = {"Kind [1]#'@": "Kind [1]#'@"} if rng.random() < 0.2 else {}
    found = [customers]
    if client.from_lines:
        columns = {"customer_id": "No", "date": "Date", "amount": "Amount", "order": "Invoice"} | ({"cost": "Cost"} if in_lines else {})
        found.append({"file": "lines.csv", "holds": "transactions", "decimal": ",", "separator": ";", "dates": "dmy", "columns": columns})
    if client.leads:
        allowed = {"owner", "region", "industry", "employees", "potential_estimate"}
        columns = {name: heading for name, heading in further.items() if name in allowed}
        columns |= {"lead_id": "No", "name": "Name", "revenue": "Expected", "potential": "Potential"}
        found.append({"file": "leads.csv", "holds": "leads", "decimal": ",", "separator": ";", "columns": columns})
    return found


def _abcd(rng: Random, client: Client, _: Settings) -> Settings:
    preset = rng.choice((*PRESETS, "own", "own"))
    if preset == "own":
        return {"abcd": {"preset": "own", "grid": _grid(rng, client)}}
    abcd: Settings = {"preset": preset}
    for measure in ("revenue", "potential", "utilisation"):
        names = [name for name in PRESETS[preset].thresholds if name.startswith(measure)]
        known, most = measures(client)[measure], 2 if measure == "utilisation" else 1e12
        # Two shares of customers who are much alike can be one amount, which is refused.
        by_share = len(names) == 1 and rng.random() < 0.3
        values = [{"quantile": rng.choice((0.2, 0.5, 0.8, 0.9))}] if by_share else cuts(rng, known, len(names), most)
        abcd |= dict(zip(names, values, strict=True))
    letters = sorted({letter for row in PRESETS[preset].grades for letter in row})
    if rng.random() < 0.4:
        abcd["labels"] = _named(rng, letters)
    return {"abcd": abcd}


def _named(rng: Random, letters: Sequence[str]) -> dict[str, str]:
    """Return names for some of the letters, none of which another grade has."""
    named = rng.sample(letters, rng.randint(1, len(letters)))
    free = [label for label in LABELS if label not in letters]
    return dict(zip(named, rng.sample(free, len(named)), strict=True))


def _grid(rng: Random, client: Client) -> Settings:
    across, up = rng.sample(("revenue", "potential", "utilisation", "headroom"), 2)
    known = measures(client)
    across_cuts = cuts(rng, known[across], rng.choice((1, 1, 2, 3, 4)))
    up_cuts = cuts(rng, known[up], rng.choice((1, 2, 3))) if rng.random() < 0.7 else []
    alphabet = rng.choice(ALPHABETS)
    grades = [[rng.choice(alphabet) for _ in range(len(across_cuts) + 1)] for _ in range(len(up_cuts) + 1)]
    return {"across": across, "across_cuts": across_cuts, "grades": grades} | ({"up": up, "up_cuts": up_cuts} if up_cuts else {})


def measures(client: Client) -> dict[str, list[float]]:
    """Return the values of 0 and more that each measure has, as thresholds are written: so that thresholds can stand on them."""
    both = [(a.revenue, a.potential) for a in client.customers if a.revenue is not None and a.potential]
    found = {
        "revenue": [a.revenue / 100 for a in client.customers if a.revenue is not None],
        "potential": [a.potential / 100 for a in client.customers if a.potential is not None],
        "headroom": [(potential - revenue) / 100 for revenue, potential in both],
        "utilisation": [round(revenue / potential, 12) for revenue, potential in both],
    }
    return {measure: sorted({value for value in values if value >= 0}) for measure, values in found.items()}


LEAST = 0.0001
"""A smaller number than this is not written in plain digits."""


def cuts(rng: Random, known: Sequence[float], count: int, most: float = 1e12) -> list[float]:
    """Return rising thresholds: on a value, a hundredth beside one, or anywhere."""
    step = 1e-12 if most == 2 else 0.01
    found: set[float] = set()
    while len(found) < count:
        near = rng.choice(known) if known and rng.random() < 0.85 else rng.choice((0, 0.1, 0.5, 1, 999.99, 1000, 250_000, 1e11))
        value = round(near + rng.choice((0, 0, 0, step, -step)), 12 if near < 1000 else 2)
        if value <= most and (value >= LEAST or value == 0):
            found.add(value)
    return sorted(found)


def segments(settings: Settings) -> list[str]:
    """Return the letters that a playbook may change, and the not rated."""
    abcd = settings["abcd"]
    rows = abcd["grid"]["grades"] if abcd["preset"] == "own" else PRESETS[abcd["preset"]].grades
    return [*dict.fromkeys(letter for row in rows for letter in row), "not_rated"]


def _playbook(rng: Random, _: Client, settings: Settings) -> Settings:
    entries = {}
    for segment in segments(settings):
        if rng.random() < 0.3:
            drawn = {
                "name": rng.choice(HOSTILE[:28]),
                "goal": rng.choice(HOSTILE[:28]),
                "meetings_per_year": rng.choice((0, 0.5, 1, 4, 12, 366)),
                "hours_per_meeting": rng.choice((0, 0.25, 0.1, 1.7, 100)),
                "response_hours": rng.choice((0, 4, 1000)),
                "proposal": rng.choice(("grow", "keep", "adjust", "review", "find_out")),
            }
            entries[segment] = {key: value for key, value in drawn.items() if rng.random() < 0.6}
    return {"playbook": entries} if entries else {}


def _capacity(rng: Random, _: Client, __: Settings) -> Settings:
    return {"capacity": {"sales_hours": rng.choice((0.01, 1, 37.5, 450, 3150, 1e7))}} if rng.random() < 0.6 else {}


def _pareto(rng: Random, client: Client, _: Settings) -> Settings:
    preset = rng.choice(("80_95", "70_90", "sap_profit", "hml", "fixed"))
    if preset != "fixed":
        return {"pareto": {"preset": preset}}
    low, high = cuts(rng, [value for value in measures(client)["revenue"] if value > 1], 2)
    return {"pareto": {"preset": preset, "amounts": [high, low or 0.01]}} if high > 0.01 else {}


def _output(rng: Random, _: Client, __: Settings) -> Settings:
    return {"output": {"lists": rng.choice(([1], [2, 5], [10, 30, 50])), "confidential": rng.random() < 0.5}}


PARTS: tuple[Callable[[Random, Client, Settings], Settings], ...] = (_head, _abcd, _playbook, _capacity, _pareto, _output)
"""The parts of the file, each drawn with the client and the parts before it. Add a part here, and every run covers it."""
