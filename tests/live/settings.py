"""A random engagement.yaml for a client, as plain data: one function per part of the file."""

from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any

from segkit.rating.abcd import PRESETS
from segkit.strategy.value import MEASURES, SCENARIOS

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
    preset = rng.choice(("classic", "own") if client.huge else (*PRESETS, "own", "own"))
    if preset == "own":
        return {"abcd": {"preset": "own", "grid": _grid(rng, client)}}
    abcd: Settings = {"preset": preset}
    for measure in ("revenue", "potential", "utilisation"):
        names = [name for name in PRESETS[preset].thresholds if name.startswith(measure)]
        # Two shares of customers who are much alike can be one amount, which is refused.
        by_share = len(names) == 1 and rng.random() < 0.3
        values = [{"quantile": rng.choice((0.2, 0.5, 0.8, 0.9))}] if by_share else cuts(rng, measures(client), measure, len(names))
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
    across, up = rng.sample(("revenue", "potential", "headroom", *([] if client.huge else ["utilisation"])), 2)
    known = measures(client)
    across_cuts = cuts(rng, known, across, rng.choice((1, 1, 2, 3, 4)))
    up_cuts = cuts(rng, known, up, rng.choice((1, 2, 3))) if rng.random() < 0.7 else []
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


LEAST = 0.001
"""Thresholds are 0 or at least this: a smaller share is no threshold that anybody sets."""


def cuts(rng: Random, known: Mapping[str, Sequence[float]], measure: str, count: int) -> list[float]:
    """Return rising thresholds of a measure: on one of its values, a hundredth beside it (of a share the last decimal), or anywhere."""
    share = measure == "utilisation"
    # 1.002 is refused in engagement.yaml, for it can be read two ways: such a share is written with a decimal more.
    step, most, anywhere = (1e-12, 2, (0, 0.1, 0.5, 1)) if share else (0.01, 1e12, (0, 1, 999.99, 250_000, 1e11))
    found: set[float] = set()
    while len(found) < count:
        near = rng.choice(known[measure]) if known[measure] and rng.random() < 0.85 else rng.choice(anywhere)
        value = round(near + rng.choice((0, 0, 0, step, -step)), 12 if share else 2)
        if value >= 1 and value == round(value, 3) != round(value, 2):
            value = round(value + 0.0001, 4)
        if value <= most and (value >= (LEAST if share else 0.01) or value == 0):
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
                "travel_minutes": rng.choice((0, 20, 45.5, 6000)),
                "preparation_minutes": rng.choice((0, 10, 33, 6000)),
                "response_hours": rng.choice((0, 4, 1000)),
                "proposal": rng.choice(("grow", "keep", "adjust", "review", "find_out")),
            }
            entries[segment] = {key: value for key, value in drawn.items() if rng.random() < 0.6}
            entries[segment] |= {"activities": _activities(rng)} if rng.random() < 0.4 else {}
    return {"playbook": entries} if entries else {}


def _activities(rng: Random) -> list[Any]:
    """Return activities as texts and with how often, how long and when; at most one of them is the contact."""
    found: list[Any] = []
    for i in range(rng.randint(1, 5)):
        name = rng.choice(HOSTILE[:28])
        if rng.random() < 0.3:
            found.append(name)
            continue
        drawn = {
            "channel": rng.choice(("visit", "phone", "letter", "desk")),
            "per_year": rng.choice((0, 0.5, 1, 2, 12, 52, 366)),
            "minutes": rng.choice((0, 1, 20, 30, 45.5, 6000)),
            "role": rng.choice(("Boss", "=1+1")),
            "kpi": rng.choice(("done", "revenue", "offers")),
            "start": rng.choice(("2026-10-01", "2026-12-24")),
            "end": rng.choice(("2027-03-31", "2027-08-02")),
        }
        found.append({"name": name} | {key: value for key, value in drawn.items() if rng.random() < 0.5})
        if i == 0 and rng.random() < 0.5:
            found[-1] = {key: value for key, value in found[-1].items() if key not in {"per_year", "minutes"}} | {"contact": True}
    return found


def _capacity(rng: Random, client: Client, _: Settings) -> Settings:
    kind = rng.random()
    hours: Settings = {"sales_hours": rng.choice((0.01, 1, 37.5, 450, 3150, 1e7))} if kind < 0.4 else {}
    if kind > 0.6:
        time = {
            "weekly_hours": rng.choice((0, 30, 37.5)),
            "weeks": rng.choice((0, 41.5, 53)),
            "selling_share": rng.choice((0, 0.333333, 1)),
        }
        hours = {key: value for key, value in time.items() if rng.random() < 0.6}
        hours |= {"country": rng.choice(("DK", "SE", "NO", "DE", "FI", "GB"))} if rng.random() < 0.5 else {}
        hours |= {"room_below": rng.choice((0.01, 0.5, 0.99))} if rng.random() < 0.3 else {}
        hours |= {"reps": _reps(rng, client)}
    cost = {"cost_per_hour": rng.choice((0.01, 1, 333.33, 650, 1e6))} if rng.random() < 0.5 else {}
    return {"capacity": hours | cost} if hours or cost else {}


def _reps(rng: Random, client: Client) -> list[Settings]:
    """Return some of the owners, and somebody without customers, with hours or with what they come from."""
    owners = sorted({account.facts["Rep"] for account in client.customers} - {""})
    names = [name for name in owners if rng.random() < 0.7] + (["Nobody's <rep> & co."] if rng.random() < 0.3 else [])
    return [_rep(rng, name) for name in names]


def _rep(rng: Random, name: str) -> Settings:
    if rng.random() < 0.4:
        return {"name": name, "hours": rng.choice((0, 0.5, 37.5, 1500, 8784))}
    time = {"weekly_hours": rng.choice((0, 18.5, 37)), "weeks": rng.choice((0, 44, 39.6)), "selling_share": rng.choice((0, 0.25, 1))}
    found = {"name": name} | {key: value for key, value in time.items() if rng.random() < 0.5}
    return found | ({"leave": [{"from": "2026-12-20", "to": "2027-01-03"}]} if rng.random() < 0.3 else {})


def _plan(rng: Random, _: Client, __: Settings) -> Settings:
    start = {"start": rng.choice(("2026-09-01", "2026-08-31", "2026-09-13"))} if rng.random() < 0.3 else {}
    return {"plan": start | {"months": rng.randint(12, 18)}} if rng.random() < 0.4 else {}


def _value(rng: Random, _: Client, __: Settings) -> Settings:
    found = {}
    for measure in MEASURES:
        if rng.random() < 0.3:
            found |= {f"{measure}_{scenario}": share for scenario, share in zip(SCENARIOS, rising(rng), strict=True)}
    return {"value": found} if found else {}


def rising(rng: Random) -> list[float]:
    """Return three shares of which each is above the one before."""
    return sorted(rng.sample((0, 0.001, 0.05, 0.1, 0.125, 0.333333, 0.5, 0.75, 0.999, 1), len(SCENARIOS)))


def _pareto(rng: Random, client: Client, _: Settings) -> Settings:
    preset = rng.choice(("80_95", "70_90", "sap_profit", "hml", "fixed"))
    if preset != "fixed":
        return {"pareto": {"preset": preset}}
    low, high = cuts(rng, measures(client), "revenue", 2)
    return {"pareto": {"preset": preset, "amounts": [high, low or 0.01]}} if high > 0.01 else {}


def _output(rng: Random, _: Client, __: Settings) -> Settings:
    return {"output": {"lists": rng.choice(([1], [2, 5], [10, 30, 50])), "confidential": rng.random() < 0.5}}


PARTS: tuple[Callable[[Random, Client, Settings], Settings], ...] = (_head, _abcd, _playbook, _capacity, _plan, _value, _pareto, _output)
"""The parts of the file, each drawn with the client and the parts before it. Add a part here, and every run covers it."""


def draw_corrections(rng: Random, client: Client, settings: Settings) -> list[Settings]:
    """Return what people decided in returned files: fixed grades, some of them expired, comments, and potentials of some accounts."""
    if rng.random() < 0.6:
        return []
    found = []
    for kind, accounts in (("customer", client.customers), ("lead", client.leads)):
        for account in accounts:
            if rng.random() < 0.3:
                field, given = rng.choice((_fixed, _fixed, _remarked, _known))(rng, settings)
                origin = {"file": "strategy.xlsx", "cell": "Customers!H17"}
                found.append({"key": f"{kind}:{account.number}", "field": field, **given, "from": origin, "date": "2026-08-01"})
    return found


def _fixed(rng: Random, settings: Settings) -> tuple[str, Settings]:
    until = rng.choice(({}, {}, {"until": "2026-08-30"}, {"until": "2026-08-31"}, {"until": "2027-01-01"}))
    return "grade", {"value": rng.choice(segments(settings)[:-1]), "reason": rng.choice(HOSTILE[:28]), **until}


def _remarked(rng: Random, _: Settings) -> tuple[str, Settings]:
    return "comment", {"value": rng.choice(HOSTILE[:28])}


def _known(rng: Random, _: Settings) -> tuple[str, Settings]:
    return "potential", {"value": rng.choice((0, 0.01, 1000, 999.99, 250_000, 1e9))}
