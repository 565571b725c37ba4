"""A study as people look at it: charts, tables and sentences, in the client's language; made once, the same everywhere."""

from segkit.views import chapters, charts, tables
from segkit.views.chart import Chart
from segkit.views.cover import REPORT_TYPE, Cover, cover
from segkit.views.table import Table
from segkit.views.text import Passage

__all__ = ["REPORT_TYPE", "Chart", "Cover", "Passage", "Table", "chapters", "charts", "cover", "tables"]
