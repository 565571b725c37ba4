"""The whale curve as live figures and a native chart: how high true contribution climbs with the best customers, and what the rest takes away."""

import math

import numpy as np
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from segkit.deliverables.excel.charts import whale_chart
from segkit.deliverables.excel.live_table import LiveTable
from segkit.deliverables.excel.workbook import Book, described, page
from segkit.rating.contribution import Whale
from segkit.rating.contribution.whale import top_formula
from segkit.views.labels import period_text

KEY = "whale"
MOST_POINTS = 50
FIGURES, CURVE = 4, 17
"""The rows of the first figure and of the curve's headings."""
VALUE = 2
"""The column of the figures."""


def write(book: Book, place: LiveTable) -> None:
    """Write the figures, the curve's points and the chart. `place` is the table of true contribution."""
    words, study, sheet = book.words, book.study, book.sheets[KEY]
    sheet.title(
        words("Whale curve"),
        words(
            "{period}. Customers by true contribution, the best first. Amounts in {currency}.",
            period=period_text(study),
            currency=words.currency,
        ),
    )
    sheet.widths(24, 26, 18, 18, 18, 4)
    whale = study.deep.whale if study.deep is not None else None
    if whale is None or len(whale.frame) == 0:
        sheet.text(
            3, 0, words("Nobody's true contribution is known: the direct cost or another cost is missing for every customer."), "label"
        )
        page(book, KEY, wide=True, last=(4, 4))
        return
    column = place.column("true_contribution")
    _figures(book, whale, column)
    last = _curve(book, whale, column)
    _chart(book, whale, last)
    page(book, KEY, wide=True, last=(max(last, CURVE + 4), 15))


def _figures(book: Book, whale: Whale, column: str) -> None:
    """Write peak, erosion and total, each as a live cell with what it means."""
    words, sheet = book.words, book.sheets[KEY]
    sheet.text(FIGURES - 1, 0, words("What the curve says"), "section")
    for col in range(1, VALUE + 1):
        sheet.text(FIGURES - 1, col, "", "section")
    cells = {name: xl_rowcol_to_cell(FIGURES + i, VALUE, row_abs=True, col_abs=True) for i, name in enumerate(_NAMES)}
    known, total, peak, best = (cells[name] for name in ("known", "total", "peak", "best"))
    n = len(whale.frame)
    share = f'IF({total}>0,{{}}/{total},"–")'
    lines = (
        ("known", words("Customers whose true contribution is known"), f"COUNT({column})", n, "count"),
        ("total", words("True contribution of all of them"), f"ROUND(SUM({column}),2)", whale.total, "exact"),
        ("best", words("Customers above 0: the best of them"), f'COUNTIF({column},">0")', whale.peak_customers, "count"),
        ("best_share", words("as a share of the customers"), f"{best}/{known}", whale.peak_customers / n, "share"),
        ("peak", words("They bring together (the peak)"), f'ROUND(SUMIF({column},">0"),2)', whale.peak, "exact"),
        ("peak_share", words("as a share of the total"), share.format(peak), _or_dash(whale.peak_share), "share"),
        ("losing", words("Customers below 0"), f'COUNTIF({column},"<0")', whale.losing, "count"),
        ("eroded", words("They take away again"), f"ROUND({peak}-{total},2)", whale.eroded, "exact"),
        ("eroded_share", words("as a share of the total"), share.format(cells["eroded"]), _or_dash(whale.eroded_share), "share"),
        ("unknown", words("Customers left out, because something is missing"), f"ROWS({column})-{known}", whale.unknown, "count"),
    )
    for i, (_, label, formula, value, look) in enumerate(lines):
        sheet.merged(FIGURES + i, 0, 1, "line")
        sheet.text(FIGURES + i, 0, label, "line")
        sheet.formula(FIGURES + i, VALUE, formula, value, look, "line")
    if whale.total <= 0:
        sheet.text(
            FIGURES + len(lines), 0, words("The total is not above 0, so shares of it would say nothing: the curve shows amounts."), "faint"
        )


_NAMES = ("known", "total", "best", "best_share", "peak", "peak_share", "losing", "eroded", "eroded_share", "unknown")


def _or_dash(value: float | None) -> float | str:
    return "–" if value is None else value


def _curve(book: Book, whale: Whale, column: str) -> int:
    """Write the points of the curve and return the last row."""
    words, sheet = book.words, book.sheets[KEY]
    known, total = (xl_rowcol_to_cell(FIGURES + _NAMES.index(name), VALUE, row_abs=True, col_abs=True) for name in ("known", "total"))
    sheet.heads(CURVE, 0, [words("Best customers"), words("Share of the customers"), words("True contribution together"),
                           words("Share of the total"), words("The last of them brings")], range(5))  # fmt: skip
    sheet.height(CURVE, 30)
    running = np.concatenate([[0.0], whale.frame["cumulative"].to_numpy(dtype=float)])
    own = whale.frame["true_contribution"].to_numpy(dtype=float)
    points = min(MOST_POINTS, len(own))
    for i in range(points + 1):
        row, n = CURVE + 1 + i, math.floor(len(own) * i / points + 0.5)
        count, cut, together = (xl_rowcol_to_cell(row, col) for col in (0, 4, 2))
        sheet.formula(row, 0, f"ROUND({known}*{i}/{points},0)", n, "count", "line")
        sheet.formula(row, 1, f"IF({known}>0,{count}/{known},0)", n / len(own), "share", "line")
        sheet.formula(row, 2, top_formula(column, count, cut), float(running[n]), "exact", "line")
        share = float(running[n]) / whale.total if whale.total > 0 else "–"
        sheet.formula(row, 3, f'IF({total}>0,{together}/{total},"–")', share, "share", "line")
        sheet.formula(row, 4, f'IF({count}>0,LARGE({column},{count}),"")', float(own[n - 1]) if n else "", "exact", "line")
    return CURVE + 1 + points


def _chart(book: Book, whale: Whale, last: int) -> None:
    words, sheet = book.words, book.sheets[KEY]
    y = 3 if whale.total > 0 else 2
    xs, ys = (xl_range_abs(CURVE + 1, col, last, col) for col in (1, y))
    at = {name: FIGURES + _NAMES.index(name) for name in _NAMES}
    top = [xl_rowcol_to_cell(at[name], VALUE, row_abs=True, col_abs=True) for name in ("best_share", "peak_share" if y == 3 else "peak")]
    lines = [("=" + book.ref(KEY, xs), "=" + book.ref(KEY, ys)), ("=" + book.ref(KEY, top[0]), "=" + book.ref(KEY, top[1]))]
    chart = whale_chart(book, lines[0], lines[1], share=y == 3)
    story = words(
        "As delivered, the best {customers} of the customers earn {peak} together, and the others take {eroded} of it away again.",
        customers=words.percent(whale.peak_customers / len(whale.frame)),
        peak=words.money(whale.peak),
        eroded=words.money(whale.eroded),
    )
    sheet.text(2, 0, story, "faint")
    sheet.checked(sheet.worksheet.insert_chart(FIGURES - 1, 6, chart, {**described(story), "object_position": 2}), "a chart")
