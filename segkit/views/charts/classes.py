"""The classes of the rating: how many customers each holds, of whose revenue and of whose true contribution."""

import pandas as pd

from segkit.deep_dive import DeepDive
from segkit.rating.factors.scoring import REASONS
from segkit.study import Study
from segkit.views import letters
from segkit.views.canvas import SMALL, WIDTH, Canvas, Pen
from segkit.views.chart import Chart
from segkit.views.charts.rows import BETWEEN, Bars, Rows, draw_bars, draw_names, scale_for
from segkit.views.labels import period_text
from segkit.views.looks import looks
from segkit.views.palette import MUTED
from segkit.views.ratings.naming import class_colours, class_label, class_names, members
from segkit.words import is_missing

LEAST_SHOWN = 0.005
"""The smallest share that whole per cent show."""
HEAD = 30.0
"""Room for the names of the panels, and for what their bars add up to."""


def rating_classes(study: Study) -> Chart | None:
    """Return customers, revenue and true contribution of each class side by side; None where there is nobody to rate."""
    if study.deep is None or study.deep.customers.empty:
        return None
    deep, words = study.deep, study.words
    shown: list[str | None] = [*class_names(deep.tree)]
    if members(deep, None).any():
        shown.append(None)
    colours, style = class_colours(deep.tree), looks(study.engagement.brand)
    names = tuple(letters.fitting(class_label(study, name), 9.0, 110) for name in shown)
    rows = Rows(names, tuple(colours[name] for name in shown), pitch=22, head=HEAD)
    canvas = Canvas(rows.height, style)
    left = draw_names(canvas, rows, 125) + BETWEEN
    panels = _panels(study, deep, shown)
    room = (WIDTH - left - BETWEEN * (len(panels) - 1)) / len(panels)
    for place, (title, total, values, texts) in enumerate(panels):
        bars = Bars(letters.fitting(title, SMALL, room), style.soft, values, texts, below=style.accent)
        at = left + place * (room + BETWEEN)
        draw_bars(canvas, rows, bars, at, scale_for(bars, room))
        canvas.text((at, 20), letters.fitting(total, SMALL, room), Pen(SMALL, MUTED))
    caption = words(
        "Customers, revenue and true contribution by class, as shares of all, {period}. A ring: customers who are not rated.",
        period=period_text(study),
    )
    return canvas.chart(f"{finding(study)} {_listed(study, shown, panels)}".strip(), f"{caption} {not_rated(study)}".strip())


Panel = tuple[str, str, tuple[float, ...], tuple[str, ...]]


def _panels(study: Study, deep: DeepDive, shown: list[str | None]) -> list[Panel]:
    """Return title, total, shares and texts of each panel; a panel of nothing is left out."""
    words, customers = study.words, deep.customers
    n = len(customers)
    counts = [int(members(deep, name).sum()) for name in shown]
    panels: list[Panel] = [
        (
            words("Customers"),
            words("of {total}", total=n),
            tuple(count / n for count in counts),
            tuple(f"{words.number(count)} · {words.percent(count / n)}" if count else words.number(0) for count in counts),
        )
    ]
    for title, column in ((words("Revenue"), "revenue"), (words("True contribution"), "true_contribution")):
        total = known_sum(customers[column])
        if is_missing(total) or total <= 0:
            continue
        values = tuple(shown_share(known_sum(customers.loc[members(deep, name), column]) / total) for name in shown)
        texts = tuple(
            words.number(0) if not count else words("unknown") if is_missing(value) else words.percent(value)
            for value, count in zip(values, counts, strict=True)
        )
        panels.append((title, words("of {total}", total=words.money(total)), values, texts))
    return panels


def shown_share(share: float) -> float:
    """Return a share that is not shown as -0%: what rounds to nothing is nothing."""
    return 0.0 if abs(share) < LEAST_SHOWN else share


def known_sum(amounts: pd.Series) -> float:
    """Return the sum of the known amounts; NaN where none is known."""
    return float(amounts.astype(float).sum(min_count=1))


def finding(study: Study) -> str:
    """Return how many customers are rated, and what the best class holds; empty in a Basic engagement."""
    if study.deep is None:
        return ""
    words, deep = study.words, study.deep
    n, rated = len(deep.customers), int((~members(deep, None)).sum())
    if rated == 0:
        return words("Nobody is rated yet.")
    first = (
        words.plural("The only customer is rated.", "All {n} customers are rated.", n)
        if rated == n
        else words.plural("{n} of {all} customers is rated.", "{n} of {all} customers are rated.", rated, all=n)
    )
    return f"{first} {_best(study, deep)}"


def _best(study: Study, deep: DeepDive) -> str:
    words, customers = study.words, deep.customers
    name = next(name for name in class_names(deep.tree) if members(deep, name).any())
    own = members(deep, name)
    values = {"name": class_label(study, name), "share": words.percent(own.sum() / len(own))}
    revenue, true = (
        known_sum(customers.loc[own, column]) / total if (total := known_sum(customers[column])) > 0 else float("nan")
        for column in ("revenue", "true_contribution")
    )
    if is_missing(revenue):
        return words("Class {name} holds {share} of the customers.", **values)
    if is_missing(true):
        return words("Class {name} holds {share} of the customers and {revenue} of the revenue.", revenue=words.percent(revenue), **values)
    return words(
        "Class {name} holds {share} of the customers, {revenue} of the revenue and {true} of the true contribution.",
        revenue=words.percent(revenue),
        true=words.percent(true),
        **values,
    )


def not_rated(study: Study) -> str:
    """Return how many customers have no class, reason by reason; empty where everybody has one."""
    if study.deep is None:
        return ""
    words, reasons = study.words, study.deep.customers["not_rated_because"]
    counts = [(reason, int((reasons == reason).sum())) for reason in REASONS]
    found = [(count, words(REASONS[reason])) for reason, count in counts if count]
    said = [words("{n}: {reason}", n=count, reason=reason) if len(found) > 1 else reason for count, reason in found]
    if not said:
        return ""
    return words.plural("{n} customer is not rated ({reasons}).", "{n} customers are not rated ({reasons}).", int(reasons.notna().sum()),
                        reasons="; ".join(said))  # fmt: skip


def _listed(study: Study, shown: list[str | None], panels: list[Panel]) -> str:
    return " ".join(
        f"{title}: " + "; ".join(f"{class_label(study, name)} {text}" for name, text in zip(shown, texts, strict=True)) + "."
        for title, _, _, texts in panels
    )
