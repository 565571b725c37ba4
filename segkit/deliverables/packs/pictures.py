"""A drawn chart as a bitmap: Excel shows no SVG in a way that every program can read."""

import typst

from segkit.views.chart import Chart

PPI = 144
"""Dots to the inch: twice those of a screen, so that the chart is sharp in print."""

_PAGE = '#set page(width: auto, height: auto, margin: 0pt, fill: white)\n#image(read("chart.svg", encoding: none), format: "svg")\n'


def bitmap(chart: Chart) -> bytes:
    """Return the chart as a PNG; the same chart gives the same bytes. Its letters are outlines, so no font is needed."""
    files = {"main.typ": _PAGE.encode(), "chart.svg": chart.svg.encode()}
    return bytes(typst.compile(files, format="png", ppi=PPI, ignore_system_fonts=True))  # type: ignore[call-overload]  # files held in memory
