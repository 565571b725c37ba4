"""How much of the revenue is with customers who are not rated, and with whom it would become known."""

import pandas as pd

from segkit.study import Study
from segkit.views import letters
from segkit.views.canvas import TEXT, WIDTH, Canvas, Pen
from segkit.views.chart import Chart
from segkit.views.charts.rows import BETWEEN, GAP, Rows, draw_names, draw_title
from segkit.views.labels import period_text
from segkit.views.looks import looks
from segkit.views.palette import GREY, MUTED
from segkit.views.scale import Scale, scale_of

THINNEST = 1.6
"""How wide a bar is drawn at least where there is anything."""
MOST = 8
"""The most owners in rows of their own; the others share one."""


def unknown(study: Study) -> Chart | None:
    """Return the revenue of rated and of not rated customers per owner; None where no revenue is with customers who are not rated."""
    words = study.words
    owners = _by_owner(study)
    if not owners["unknown"].sum() > 0:
        return None
    style = looks(study.engagement.brand)
    scale = scale_of(words, float(owners["whole"].max()))
    rows = Rows(tuple(str(name) for name in owners.index), ("",) * len(owners), pitch=20)
    canvas = Canvas(rows.height, style)
    left = draw_names(canvas, rows) + BETWEEN
    texts = [_text(study, scale, row) for _, row in owners.iterrows()]
    column = max(letters.width(text, TEXT) for text in texts)
    size = (WIDTH - left - GAP - column) / float(owners["whole"].max())
    for place, (text, (_, row)) in enumerate(zip(texts, owners.iterrows(), strict=True)):
        y, open_, whole = rows.middle(place), max(float(row["unknown"]) * size, THINNEST * (row["unknown"] > 0)), float(row["whole"]) * size
        canvas.field((left, y - 6), open_, 12, style.accent)
        canvas.field((left + open_, y - 6), max(whole - open_, 0), 12, style.pale)
        canvas.text((left + whole + GAP, y + 3), text, Pen(colour=MUTED))
    canvas.line([(left, rows.head), (left, rows.height)], GREY)
    title = words("Revenue not rated in {unit}", unit=scale.unit)
    draw_title(canvas, left, title, style.accent)
    draw_title(canvas, left + letters.width(title, 8, strong=True) + 14, words("Rated"), MUTED)
    share = owners["unknown"].sum() / owners["whole"].sum()
    n = int((study.customers["grade"].isna() & (study.customers["revenue"] > 0)).sum())
    alt = words.plural(
        "{n} customer with {share} of the revenue is not rated.",
        "{n} customers with {share} of the revenue are not rated.",
        n,
        share=words.percent(share),
    )
    values = {"unit": scale.unit, "period": period_text(study)}
    caption = (
        words(
            "Revenue of customers who are not rated, in {unit} and as a share of the owner's revenue, {period}. Amounts below 0 are left out.",
            **values,
        )
        if len(owners) > 1
        else words(
            "Revenue of customers who are not rated, in {unit} and as a share of all revenue, {period}. Amounts below 0 are left out.",
            **values,
        )
    )
    return canvas.chart(alt, caption)


def _by_owner(study: Study) -> pd.DataFrame:
    """Return `whole` and `unknown` revenue above 0 per owner, most unknown first; one row where there is at most one owner."""
    words, customers = study.words, study.customers
    revenue = customers["revenue"].astype(float).clip(lower=0).fillna(0)
    each = pd.DataFrame({
        "owner": customers["owner"].fillna("").replace("", words("No owner")),
        "whole": revenue,
        "unknown": revenue.where(customers["grade"].isna(), 0),
    })  # fmt: skip
    if each["owner"].nunique() < 2:
        each["owner"] = words("All customers")
    owners = each.groupby("owner").sum().sort_values(["unknown", "whole"], ascending=False, kind="stable")
    owners = owners[owners["whole"] > 0]
    if len(owners) <= MOST:
        return owners
    others = owners.iloc[MOST - 1 :]
    name = words.plural("{n} other owner", "{n} other owners", len(others))
    return pd.concat([owners.iloc[: MOST - 1], pd.DataFrame([others.sum()], index=[name])])


def _text(study: Study, scale: Scale, row: "pd.Series") -> str:
    share = study.words.percent(float(row["unknown"]) / float(row["whole"]))
    return f"{scale.shown(float(row['unknown']))} · {share}"
