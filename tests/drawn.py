"""What tests of charts share: small studies of every kind, and what is wrong with the letters of a chart."""

import itertools
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
from tiny import TINY

import segkit
from segkit.study import Study
from segkit.views import charts
from segkit.views.canvas import WIDTH
from segkit.views.chart import Chart

Draw = Callable[[Study], Chart | None]

ALL: tuple[Draw, ...] = (
    charts.capacity,
    charts.earners,
    charts.effort,
    charts.funnel,
    charts.key_customers,
    charts.matrix,
    charts.models,
    charts.months,
    charts.pareto,
    charts.segments,
    charts.trend,
    charts.unknown,
    charts.value_at_stake,
)

COSTED = TINY.replace("amount: Amount}", "amount: Amount, cost: Cost}")
FIRST, SECOND = "15-07-2025", "16-08-2025"
BEFORE = "01-07-2024;10,00;5,00"

SMALL: dict[str, tuple[str, str]] = {
    "one customer": ("001;Alfa;Ida;9000", f"001;{FIRST};1500,00;1000,00"),
    "two customers": ("001;Alfa;Ida;9000\n002;Beta;Bo;4000", f"001;{FIRST};1500,00;1000,00\n002;{SECOND};20,00;80,00"),
    "ties": (
        "\n".join(f"00{i};Kunde {i};Ida;5000" for i in range(1, 7)),
        "\n".join(f"00{i};{FIRST};1000,00;500,00" for i in range(1, 7)),
    ),
    "nothing known": ("001;Alfa;Ida;\n002;Beta;Bo;", f"001;{FIRST};500,00;\n002;{SECOND};900,00;"),
    "no revenue": ("001;Alfa;Ida;9000\n002;Beta;Bo;4000", f"001;{FIRST};0,00;0,00"),
    "negative": ("001;Alfa;Ida;9000\n002;Beta;Bo;4000", f"001;{FIRST};-500,00;20,00\n002;{SECOND};-20,00;900,00\n002;18-10-2025;5,00;0,00"),
    "huge": ("001;Alfa;Ida;900000000000\n002;Beta;Bo;1", f"001;{FIRST};123456789012,34;1,00\n002;{SECOND};0,01;999999999,00"),
    "long names": (
        f"001;{'Ærø & Sønners Værktøjsfabrik ' * 6};{'Ida Margrethe von ' * 5};9000\n002;{'W' * 90};Bo;\n003;🦊 日本 שלום;Bo;50",
        f"001;{FIRST};1500,00;1000,00\n002;{SECOND};20,00;80,00\n003;{FIRST};7,00;2,00",
    ),
}
"""Customers and lines of small clients, by what is special about them."""


def small(workbook: Callable[..., Path], name: str, yaml: str = COSTED) -> Study:
    """Return the study of one of the small clients; each has a year before too."""
    customers, lines = SMALL[name]
    earlier = "\n".join(f"{line.split(';')[0]};{BEFORE}" for line in customers.splitlines())
    path = workbook(yaml, customers_csv=f"No;Name;Rep;Potential\n{customers}\n", lines_csv=f"No;Date;Amount;Cost\n{earlier}\n{lines}\n")
    return segkit.run_study(segkit.read_engagement(path))


def with_months(study: Study, values: list[float], first: str = "2023-01-01") -> Study:
    """Return a study whose months have other values."""
    days = pd.date_range(first, periods=len(values), freq="MS").date
    return replace(study, intake=replace(study.intake, months=pd.Series(values, index=days, dtype=object)))


def crowd(study: Study, count: int) -> Study:
    """Return a study with many customers, spread as customers are, graded A where both are high and D elsewhere."""
    random = np.random.default_rng(7)
    potential = np.round(random.lognormal(11, 1.4, count), 2)
    revenue = np.round(potential * random.beta(1, 3, count), 2) + 0.01
    grade = np.where((revenue > 250_000) & (potential > 600_000), "A", "D")
    customers = study.customers.iloc[np.zeros(count, dtype=int)].reset_index(drop=True)
    numbers = [f"{i:06d}" for i in range(count)]
    return replace(study, customers=customers.assign(customer_id=numbers, revenue=revenue, potential=potential, grade=grade))


def wrong_letters(chart: Chart) -> list[str]:
    """Return which labels meet each other or leave the drawing."""
    height = float(chart.svg.split('viewBox="0 0 ')[1].split('"')[0].split()[1])
    outside = [
        f"'{label.text}' leaves the drawing: {label}"
        for label in chart.labels
        if label.left < -0.5 or label.right > WIDTH + 0.5 or label.top < -0.5 or label.bottom > height + 0.5
    ]
    meeting = [f"'{one.text}' and '{other.text}' meet" for one, other in itertools.combinations(chart.labels, 2) if one.meets(other)]
    return outside + meeting
