"""What a view shows, as HTML to look through."""

from html import escape

from segkit.views.chart import Chart
from segkit.views.parts import Parts


def html_of(shown: object) -> str:
    """Return what a view shows as HTML; of a chart its texts, of no view nothing."""
    if isinstance(shown, Parts):
        return "\n".join(map(html_of, shown.views))
    if isinstance(shown, Chart):
        return f"<p>{escape(shown.alt)}</p><p>{escape(shown.caption)}</p>"
    return "" if shown is None else shown._repr_html_()
