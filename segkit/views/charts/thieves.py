"""What the time thieves are of the customers, the hours, the revenue and the true contribution."""

from segkit.deep_dive import DeepDive
from segkit.strategy.money import total
from segkit.study import Study
from segkit.views.canvas import WIDTH, Canvas
from segkit.views.chart import Chart
from segkit.views.charts.rows import BETWEEN, Bars, Rows, draw_bars, draw_names, scale_for
from segkit.views.labels import period_text
from segkit.views.looks import looks
from segkit.views.money.known import known
from segkit.words import is_missing


def thieves(study: Study) -> Chart | None:
    """Return the shares of the time thieves as bars; None without a Deep Dive, or where nobody is a time thief."""
    if study.deep is None or study.deep.thieves.frame.empty:
        return None
    words, shares = study.words, thieves_shares(study.deep)
    names = (words("Customers"), words("Hours"), words("Revenue"), words("True contribution"))
    texts = tuple(words("no share can be told") if is_missing(share) else words.percent(share, 1) for share in shares)
    style = looks(study.engagement.brand)
    title = words("Share of the time thieves, in per cent of all")
    bars = Bars(title, style.lead, shares, texts, below=style.accent)
    rows = Rows(names, ("",) * len(names), pitch=21.0)
    canvas = Canvas(rows.height, style)
    left = draw_names(canvas, rows) + BETWEEN
    draw_bars(canvas, rows, bars, left, scale_for(bars, WIDTH - left))
    caption = words.plural(
        "What the time thief is of all customers whose true contribution is known, {period}.",
        "What the {n} time thieves are of all customers whose true contribution is known, {period}.",
        len(study.deep.thieves.frame),
        period=period_text(study),
    )
    listed = "; ".join(f"{name} {text}" for name, text in zip(names, texts, strict=True))
    return canvas.chart(words("Shares of the time thieves: {bars}.", bars=listed), caption)


def thieves_shares(deep: DeepDive) -> tuple[float, float, float, float]:
    """Return the time thieves' shares of customers, hours, revenue and true contribution; NaN where all together are not above 0."""
    found, frame = deep.thieves, known(deep)
    own = frame[frame["customer_id"].isin(found.frame["customer_id"])]
    revenue = total(frame["revenue"])
    return (
        len(own) / len(frame),
        float(own["hours"].sum()) / found.hours,
        total(own["revenue"]) / revenue if revenue > 0 else float("nan"),
        total(own["true_contribution"]) / found.contribution if found.contribution > 0 else float("nan"),
    )
