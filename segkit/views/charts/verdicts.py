"""What is proposed for the customers: how many they are, what they leave and what they take of the hours."""

from segkit.study import Study
from segkit.views.canvas import WIDTH, Canvas
from segkit.views.chart import Chart
from segkit.views.charts.rows import BETWEEN, Bars, Rows, draw_bars, draw_names, scale_for
from segkit.views.labels import period_text
from segkit.views.looks import looks
from segkit.views.money.change import SHORT_PROPOSALS, Verdict, verdicts
from segkit.views.money.known import has_time
from segkit.views.scale import scale_of
from segkit.words import is_missing
from segkit.words.language import UNKNOWN

SHARES = {2: (0.3, 0.7), 3: (0.25, 0.5, 0.25)}
"""What each panel takes of the width: money has the longest heading."""


def proposals(study: Study) -> Chart | None:
    """Return customers, true contribution and hours per proposal as bars; None without a Deep Dive, or without customers."""
    if study.deep is None or study.deep.customers.empty:
        return None
    words, found = study.words, verdicts(study, study.deep)
    style = looks(study.engagement.brand)
    known = [abs(each.true_contribution) for each in found if not is_missing(each.true_contribution)]
    scale = scale_of(words, max(known, default=0.0))
    money = tuple(each.true_contribution for each in found)
    panels = [
        Bars(
            words("Customers"),
            style.soft,
            tuple(float(each.customers) for each in found),
            tuple(words.number(each.customers) for each in found),
        ),
        Bars(
            words("True contribution in {unit}", unit=scale.unit),
            style.lead,
            money,
            tuple(UNKNOWN if is_missing(value) else scale.shown(value) for value in money),
            below=style.accent,
        ),
    ]
    if has_time(study.deep):
        hours = tuple(each.hours for each in found)
        panels.append(Bars(words("Hours"), style.soft, hours, tuple(words.number(value) for value in hours)))
    rows = Rows(tuple(words(SHORT_PROPOSALS[each.proposal]) for each in found), ("",) * len(found), pitch=21.0)
    canvas = Canvas(rows.height, style)
    left = draw_names(canvas, rows) + BETWEEN
    room = WIDTH - left - BETWEEN * (len(panels) - 1)
    for bars, share in zip(panels, SHARES[len(panels)], strict=True):
        draw_bars(canvas, rows, bars, left, scale_for(bars, share * room))
        left += share * room + BETWEEN
    caption = words("What is proposed for the customers by their true contribution, {period}.", period=period_text(study))
    return canvas.chart(_listed(study, found), caption)


def _listed(study: Study, found: tuple[Verdict, ...]) -> str:
    words = study.words
    said = [
        words.plural(
            "{proposal}: {n} customer, true contribution {amount}",
            "{proposal}: {n} customers, true contribution {amount}",
            each.customers,
            proposal=words(SHORT_PROPOSALS[each.proposal]),
            amount=words("unknown") if is_missing(each.true_contribution) else words.money(each.true_contribution),
        )
        for each in found
    ]
    return "; ".join(said) + "."
