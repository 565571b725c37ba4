"""The overview: whose segmentation this is, the headline figures, the segments and two charts."""

from xlsxwriter.utility import xl_range_abs

from segkit.deliverables.excel.account_table import AccountTable
from segkit.deliverables.excel.capacity_place import TEAM, hours_have_a_cell
from segkit.deliverables.excel.cells import quoted
from segkit.deliverables.excel.chart_data import ChartData
from segkit.deliverables.excel.charts import pareto_chart, segment_chart
from segkit.deliverables.excel.segment_table import SegmentTable, write_segments
from segkit.deliverables.excel.workbook import Book, described, page
from segkit.segments import NOT_RATED_SEGMENT
from segkit.views.labels import pareto_preset_label, period_text, preset_label, segment_label
from segkit.words import is_missing
from segkit.words.language import UNKNOWN

TILES, TABLE = 6, 10


def write(book: Book, table: AccountTable, leads: AccountTable, points: ChartData) -> None:
    """Write the sheet."""
    words, study, sheet = book.study.words, book.study, book.sheets["overview"]
    sheet.height(0, 34)
    sheet.text(0, 0, words("Customer segmentation"), "title")
    sheet.height(1, 22)
    sheet.client(1, 0, study.engagement.client, "client_name")
    facts = (
        (words("Period"), period_text(study)),
        (words("Model"), preset_label(study)),
        (words("Date"), words.date(study.engagement.date) + (f" · {study.engagement.consultant}" if study.engagement.consultant else "")),
    )
    for row, (label, value) in enumerate(facts, start=2):
        sheet.text(row, 0, label, "label")
        sheet.client(row, 1, value)
    keys = ["grade", "name", "accounts", "share", "revenue", "revenue_share", "potential", "headroom"]
    keys += ["contribution"] if table.has("contribution") else []
    keys += ["hours"] + (["leads"] if len(leads.rows) else [])
    segments = SegmentTable(tuple(keys), TABLE + 1, len(study.segmentation.table))
    write_segments(book, segments, table, leads)
    _tiles(book, segments)
    sheet.widths(13, 26, *[13.5] * (len(keys) - 2))
    row = segments.total + 2
    for sentence in _sentences(book):
        sheet.text(row, 0, sentence)
        row += 1
    row = _charts(book, segments, points, row + 1)
    page(book, "overview", wide=True, whole=True, last=(row, len(keys) - 1))


def _tiles(book: Book, place: SegmentTable) -> None:
    """Write the headline figures, linked to the table's total."""
    words, study, sheet = book.study.words, book.study, book.sheets["overview"]
    total = study.segmentation.total
    rated = 1 - float(study.segmentation.table["share"].iloc[-1])
    tiles = [
        (words("Customers"), place.cell("accounts"), float(total["accounts"]), "count"),
        (words("Revenue"), place.cell("revenue"), float(total["revenue"]), "currency"),
        (words("Headroom"), place.cell("headroom"), float(total["headroom"]), "currency"),
        (words("Customers rated"), f"1-{place.cell('share', place.total - 1)}", rated, "percent"),
    ]
    sheet.height(TILES, 30)
    sheet.height(TILES + 1, 30)
    spans = [(0, 1), (2, 3), (4, 5), (6, 7), (8, len(place.keys) - 1)]
    for (first, last), (label, formula, value, look) in zip(spans, tiles, strict=False):
        sheet.merged(TILES, first, last, look, "tile")
        sheet.merged(TILES + 1, first, last, "tile_label")
        sheet.formula(TILES, first, formula, UNKNOWN if is_missing(value) else value, look, "tile")
        sheet.text(TILES + 1, first, label, "tile_label")
    _hours_tile(book, place, spans[-1])


def _hours_tile(book: Book, place: SegmentTable, span: tuple[int, int]) -> None:
    """Write the hours planned: as a share of those available where these are known, which a yellow cell may change."""
    words, sheet, plan = book.study.words, book.sheets["overview"], book.study.plan
    (first, last), planned = span, place.cell("hours")
    share, sum_ = words("Hours planned of those available"), words("Hours planned per year")
    sheet.merged(TILES, first, last, "count", "tile")
    sheet.merged(TILES + 1, first, last, "tile_label")
    if not hours_have_a_cell(book.study):
        sheet.formula(TILES, first, planned, plan.total_hours, "count", "tile")
        sheet.text(TILES + 1, first, sum_, "tile_label")
        return
    known = f"N({TEAM})>0"
    value = plan.total_hours / plan.available_hours if plan.available_hours else plan.total_hours
    sheet.formula(TILES, first, f"IF({known},{planned}/{TEAM},{planned})", value, "count", "tile")
    sheet.formula(TILES + 1, first, f"IF({known},{quoted(share)},{quoted(sum_)})", share if plan.available_hours else sum_, "tile_label")
    rule = {"type": "formula", "criteria": f"={known}", "format": book.styles.as_percent()}
    sheet.checked(sheet.worksheet.conditional_format(TILES, first, TILES, last, rule), "a number's look")


def _sentences(book: Book) -> list[str]:
    words, study = book.study.words, book.study
    unknown = study.segmentation.count(NOT_RATED_SEGMENT)
    told = [words("Amounts in {currency}. The grades follow the thresholds on the sheet Parameters.", currency=words.currency)]
    if study.pareto.top_20_share is not None and study.pareto.measure == "revenue":
        told.append(
            words(
                "The largest 20% of the buying customers bring {share} of the revenue; {n} customers bring 80%.",
                share=words.percent(study.pareto.top_20_share),
                n=study.pareto.to_80,
            )
        )
    if unknown:
        told.append(
            words.plural("{n} customer is not rated; see What to find out.", "{n} customers are not rated; see What to find out.", unknown)
        )
    return told


def _charts(book: Book, place: SegmentTable, points: ChartData, row: int) -> int:
    """Insert the charts and return the last row they cover."""
    words, sheet, study = book.study.words, book.sheets["overview"], book.study
    categories = "=" + book.ref("overview", xl_range_abs(place.first, 0, place.total - 1, 0))
    series = []
    for key, name in (("revenue", words("Revenue")), ("headroom", words("Headroom"))):
        if study.segmentation.table[key].fillna(0).any():
            col = place.keys.index(key)
            series.append((name, "=" + book.ref("overview", xl_range_abs(place.first, col, place.total - 1, col))))
    if series:
        chart = segment_chart(book, categories, series)
        sheet.checked(sheet.worksheet.insert_chart(row, 0, chart, {**described(_segment_story(book)), "object_position": 2}), "a chart")
    else:
        sheet.text(row, 0, words("There is no revenue to draw."), "note")
    if points.pareto is not None:
        chart = pareto_chart(book, points.pareto)
        story = words("Curve of the cumulative share: {rule}.", rule=pareto_preset_label(study))
        sheet.checked(sheet.worksheet.insert_chart(row, 5, chart, {**described(story), "object_position": 2, "x_offset": 10}), "a chart")
    return row + 17


def _segment_story(book: Book) -> str:
    words, study = book.study.words, book.study
    parts = [
        words(
            "{segment}: revenue {revenue}, headroom {headroom}",
            segment=segment_label(study, str(name)),
            revenue=words.money(row["revenue"]),
            headroom=words.money(row["headroom"]),
        )
        for name, row in study.segmentation.table.iterrows()
    ]
    return words("Revenue and headroom per segment.") + " " + "; ".join(parts) + "."
