"""The chart of a segment's profile: its most telling shares with their intervals, beside those of all rated customers."""

from collections.abc import Hashable, Mapping
from textwrap import fill
from typing import Any

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from segkit.study import Study
from segkit.views.chart import Chart
from segkit.views.drawing import drawing, finished
from segkit.views.labels import segment_label
from segkit.views.looks import looks
from segkit.views.palette import GREY, INK, MUTED, PALE, WHITE, readable
from segkit.views.profiling import apart, category_label, comparable

LONGEST_LABEL = 44
"""Letters of a category's label; a longer one is cut, for it would leave no room for the figures."""

LONGEST_HEAD = 15
"""Letters of a line above the columns of figures."""

COLUMNS = (52.0, 116.0, 152.0)
"""Where the figures of the segment, of all rated customers and the index end, in points from the axes."""

DRAWN_TRAITS = 6
"""Rows of the chart: with them, a segment's page has room for what is to be done."""

WIDTH, HEAD, ROW = 6.6, 0.85, 0.3
"""Inches: the chart's width, the room for its axis and its first line, and each row."""


def profile(study: Study, segment: str) -> Chart | None:
    """Return the segment's most telling shares as dots with their intervals; None where nothing sets it clearly apart.

    A full dot is clearly more or less than usual, a hollow one could be chance; the upright stroke is the share of all rated customers.
    """
    words = study.words
    rows = study.profile.of(segment)
    rows = rows[rows["told"] != "too_few"].head(DRAWN_TRAITS).reset_index(drop=True)
    if not comparable(study, segment) or not rows["told"].isin(["over", "under"]).any():
        return None
    name, style = segment_label(study, segment), looks(study.engagement.brand)
    lead = readable(style.lead)
    with drawing(WIDTH, HEAD + ROW * len(rows), style) as (figure, axes):
        labels = []
        for place, row in enumerate(rows.to_dict("records")):
            labels.append(_cut(category_label(study, row["attribute"], row["category"])))
            _row(axes, place, row, (words.percent(row["share"]), words.percent(row["base_share"]), words.number(row["index"])), lead)
        axes.set_yticks(range(len(rows)), labels)
        axes.set(xlim=(0, min(1.0, float(rows[["high", "base_share"]].to_numpy().max()) * 1.05)), ylim=(len(rows) - 0.5, -0.6))
        axes.xaxis.set_major_locator(MaxNLocator(5))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: words.percent(value)))
        axes.spines[["left", "bottom"]].set_visible(False)
        axes.tick_params(length=0, pad=8)
        axes.grid(axis="x", color=PALE, linewidth=0.8)
        axes.set_axisbelow(True)
        for column, head, colour in zip(
            COLUMNS, (words("Segment {name}", name=name), words("All rated customers"), words("Index")), (lead, INK, INK), strict=True
        ):
            _beside(axes, -0.55, fill(head, LONGEST_HEAD), (column, colour, "bottom"))
        caption = words(
            "Share of the customers in segment {name}: dots with their 95% interval; the strokes are the shares of all rated customers. Full "
            "dots differ clearly, hollow ones could be chance.",
            name=name,
        )
        usual = words("An index of 100 is the usual share; all rated customers include the segment's own.")
        return finished(figure, apart(study, segment), f"{caption} {usual}")


def _row(axes: Axes, place: int, row: Mapping[Hashable, Any], shown: tuple[str, str, str], lead: str) -> None:
    """Draw one share with its interval and the usual share, and write them and the index beside; what differs clearly is in the leading colour."""
    clear = row["told"] != "same"
    colour = lead if clear else GREY
    # Nothing is cut off at the edge: a share may be 0 or 100%.
    axes.plot([row["low"], row["high"]], [place, place], color=colour, linewidth=1.6 if clear else 1.0, clip_on=False, zorder=2)
    axes.plot([row["base_share"]] * 2, [place - 0.27, place + 0.27], color=INK, linewidth=1.6, clip_on=False, zorder=3)
    fill_colour = colour if clear else WHITE
    axes.plot([row["share"]], [place], "o", markersize=7, color=colour, markerfacecolor=fill_colour, clip_on=False, zorder=4)
    for column, text, ink in zip(COLUMNS, shown, (lead if clear else MUTED, *[INK if clear else MUTED] * 2), strict=True):
        _beside(axes, place, text, (column, ink, "center"))


def _beside(axes: Axes, place: float, text: str, look: tuple[float, str, str]) -> None:
    """Write to the right of the axes: in a column (points from their edge), a colour and a place against the line."""
    column, colour, at = look
    axes.annotate(
        text, (1, place), xycoords=("axes fraction", "data"), xytext=(column, 0), textcoords="offset points", ha="right", va=at, color=colour,
        fontsize=8.5, annotation_clip=False,
    )  # fmt: skip


def _cut(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1].rstrip()}…"
