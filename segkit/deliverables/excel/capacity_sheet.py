"""The hours that each sales rep's customers ask for, held against the hours that the rep has: inputs, verdicts, balance and a chart, all live."""

from collections.abc import Mapping, Sequence
from typing import Any

from xlsxwriter.utility import xl_range, xl_range_abs, xl_rowcol_to_cell

from segkit.deliverables.excel.account_table import AccountTable
from segkit.deliverables.excel.capacity_counts import counts_by_rep
from segkit.deliverables.excel.capacity_place import GROUPS, HEAD, KEYS, LOOKS, NOTE, TEAM, CapacitySheet
from segkit.deliverables.excel.cells import fitted, quoted
from segkit.deliverables.excel.charts import capacity_chart
from segkit.deliverables.excel.customers import colour_grades
from segkit.deliverables.excel.inputs import write_input
from segkit.deliverables.excel.live_table import LiveTable
from segkit.deliverables.excel.moves_list import write_moves
from segkit.deliverables.excel.rep_sheets import Rep
from segkit.deliverables.excel.workbook import Book, described, page
from segkit.segments import NOT_RATED_SEGMENT
from segkit.strategy import VERDICTS, verdict, verdict_formula
from segkit.study import Study
from segkit.tuning import TIME
from segkit.views.labels import segment_label
from segkit.words import is_missing
from segkit.words.language import UNKNOWN

NAME = 20
"""Letters of a sales rep's name below the chart."""
MOST_DRAWN = 40
"""Sales reps beyond this number are in the table only: the chart's names would lie over each other."""
CHART_ROWS = 19


def write(book: Book, table: AccountTable, found: Sequence[Rep], places: Mapping[str, LiveTable]) -> None:
    """Write a row per sales rep, the total, and the chart below."""
    study, words, sheet = book.study, book.study.words, book.sheets["capacity"]
    sheet.title(words("Capacity"), words("Hours a year that the customers ask for, against the hours that each sales rep has."))
    segments = [*study.grid.letters, NOT_RATED_SEGMENT]
    made = CapacitySheet(book, counts_by_rep(study, table, found, places), study.capacity.reps, segments)
    names = [_name(study, rep) for rep in made.reps["rep"]]
    sheet.widths(fitted(names, 24, 36), 10, 10, 12, 12, 11, 11, 11, 11, 18, 15, 11, 11, 11, *[10.5] * len(segments))
    _heads(made)
    for row, told in enumerate(made.reps.to_dict("records"), start=made.first):
        _rep(made, row, {str(key): value for key, value in told.items()})
    _total(made)
    _note(made)
    _colours(made)
    end = _chart(made, made.total + 2)
    if study.assignment is not None:
        end = write_moves(book, end + 2, study.assignment)
    sheet.worksheet.freeze_panes(HEAD + 1, 1)
    page(book, "capacity", wide=True, last=(end, made.marks - 1))


def _name(study: Study, rep: str) -> str:
    return rep or study.words("No sales rep")


def _heads(made: CapacitySheet) -> None:
    book, words, sheet = made.book, made.book.study.words, made.book.sheets["capacity"]
    groups = ((0, 0, ""), (1, 4, words("Hours available")), (5, 9, words("Hours needed")), (10, 13, words("Balance")))
    for first, last, title in (*groups, (len(KEYS), made.marks - 1, words("Hours needed per segment"))):
        for col in range(first, last + 1):
            sheet.text(GROUPS, col, title if col == first else "", "section")
    headings = [
        words("Sales rep"), words("Hours per week"), words("Weeks"), words("Share for customers"), words("Hours available"), words("Customers"),
        words("Hours needed"), words("Hours left"), words("Load"), words("Verdict"), words("Potential"), words("Share of potential"),
        words("Share of hours"), words("Potential less hours"),
    ]  # fmt: skip
    sheet.heads(HEAD, 0, headings, {i for i, key in enumerate(KEYS) if key not in {"rep", "verdict"}})
    for col, name in enumerate(made.segments, start=len(KEYS)):
        sheet.client(HEAD, col, segment_label(book.study, name), "head", "centre")
    colour_grades(book, sheet, (HEAD, len(KEYS), HEAD, made.marks - 1), xl_rowcol_to_cell(HEAD, len(KEYS)))


def _rep(made: CapacitySheet, row: int, told: Mapping[str, Any]) -> None:
    study, sheet = made.book.study, made.book.sheets["capacity"]
    rep = str(told["rep"])
    if rep:
        sheet.client(row, 0, rep, "line", "wrap", "middle")
    else:
        sheet.text(row, 0, _name(study, rep), "line", "wrap", "middle")
    _available(made, row, told)
    _asked(made, row, told)
    needed, available = made.cell("needed", row), made.cell("available", row)
    if rep:
        known = f"ISNUMBER({available})"
        _figure(made, row, "left", f"IF({known},{available}-{needed},{quoted(UNKNOWN)})", told)
        _figure(made, row, "load", f"IF(N({available})>0,{needed}/{available},{quoted(UNKNOWN)})", told)
        _verdict(made, row, str(told["verdict"]), "line", "centre")
    else:
        for key in ("left", "load", "verdict"):
            sheet.blank(row, made.col(key), "line")
    _balance(made, row, told)
    drawn = told["available"]
    # A line without a number here would be drawn at 0; below the axis nothing is drawn.
    mark = -1.0 if is_missing(drawn) else drawn
    sheet.formula(row, made.marks, f"IF(ISNUMBER({available}),{available},-1)", mark, "hours")
    sheet.client(row, made.marks + 1, _short(_name(study, rep)))


def _short(name: str) -> str:
    return name if len(name) <= NAME else f"{name[: NAME - 1].rstrip()}…"


def _available(made: CapacitySheet, row: int, told: Mapping[str, Any]) -> None:
    """Write what there is: the parts of a rep's hours and their product, or the hours as an input; nothing where the team has them."""
    book, sheet = made.book, made.book.sheets["capacity"]
    prefix = f"capacity.reps.{row - made.first + 1}."
    inputs = (
        {value.key.removeprefix(prefix): value for value in book.study.parameters if value.key.startswith(prefix)} if told["rep"] else {}
    )
    for key in TIME:
        if key in inputs:
            write_input(book, row, made.col(key), inputs[key], "capacity")
        else:
            sheet.blank(row, made.col(key), "line")
    col = made.col("available")
    if "hours" in inputs:
        write_input(book, row, col, inputs["hours"], "capacity")
    elif inputs:
        parts = [made.cell(key, row) for key in TIME]
        formula = f"IF(COUNT({parts[0]}:{parts[-1]})={len(parts)},{'*'.join(parts)},{quoted(UNKNOWN)})"
        _figure(made, row, "available", formula, told)
    elif told["rep"]:
        sheet.text(row, col, UNKNOWN, "line", "right")
    else:
        sheet.blank(row, col, "line")


def _asked(made: CapacitySheet, row: int, told: Mapping[str, Any]) -> None:
    """Write the number of a rep's customers, and the hours they ask for in each segment and together."""
    sheet, counts, name = made.book.sheets["capacity"], made.counts.get(told["rep"]), made.cell("rep", row)
    by_segment = made.book.study.capacity.by_segment.loc[told["rep"]].to_dict()
    if counts is None:
        sheet.number(row, made.col("customers"), 0, "line", LOOKS["customers"])
    else:
        sheet.formula(row, made.col("customers"), counts.customers(name), int(told["customers"]), "line", LOOKS["customers"])
    for i, segment in enumerate(made.segments, start=1):
        col = len(KEYS) + i - 1
        if counts is None:
            sheet.number(row, col, 0, "line", "hours")
        else:
            formula = f"{counts.in_segment(i, name)}*INDEX(segment_hours,{i})"
            sheet.formula(row, col, formula, float(by_segment.get(segment, 0.0)), "line", "hours")
    segments = xl_range(row, len(KEYS), row, made.marks - 1)
    sheet.formula(row, made.col("needed"), f"SUM({segments})", float(told["needed"]), "line", LOOKS["needed"])


def _balance(made: CapacitySheet, row: int, told: Mapping[str, Any]) -> None:
    """Write a rep's part of the potential, against the part of the hours."""
    sheet, counts = made.book.sheets["capacity"], made.counts.get(str(told["rep"]))
    if counts is None:
        sheet.number(row, made.col("potential"), 0, "line", LOOKS["potential"])
    else:
        _figure(made, row, "potential", counts.potential(made.cell("rep", row)), told)
    for share, of in (("potential_share", "potential"), ("hours_share", "available")):
        mine, whole = made.cell(of, row), f"SUM({made.over(of, nobody=True)})"
        formula = f"IF(AND(ISNUMBER({mine}),{whole}>0),{mine}/{whole},{quoted(UNKNOWN)})"
        _figure(made, row, share, formula, told)
    potential, hours = made.cell("potential_share", row), made.cell("hours_share", row)
    _figure(made, row, "balance", f"IF(COUNT({potential}:{hours})=2,{potential}-{hours},{quoted(UNKNOWN)})", told)


def _figure(made: CapacitySheet, row: int, key: str, formula: str, told: Mapping[str, Any]) -> None:
    value = told[key]
    shown = UNKNOWN if is_missing(value) else float(value)
    made.book.sheets["capacity"].formula(row, made.col(key), formula, shown, "line", LOOKS[key])


def _verdict(made: CapacitySheet, row: int, shown: str, *look: str) -> None:
    words = made.book.study.words
    texts = {key: quoted(words(text)) for key, text in VERDICTS.items()}
    formula = verdict_formula(made.cell("needed", row), made.cell("available", row), "capacity_room_below", texts)
    made.book.sheets["capacity"].formula(row, made.col("verdict"), formula, words(VERDICTS[shown]), *look)


def _total(made: CapacitySheet) -> None:
    """Write the sums; the hours available are known together only where those of everyone who has customers are."""
    study, words, sheet, row = made.book.study, made.book.study.words, made.book.sheets["capacity"], made.total
    sheet.text(row, 0, words("Total"), "total", "left")
    for key in (*TIME, "potential_share", "hours_share", "balance"):
        sheet.blank(row, made.col(key), "total")
    available, needed = study.plan.available_hours, study.plan.total_hours
    col = made.col("available")
    if study.engagement.capacity.sales_hours is not None:
        sheet.formula(row, col, TEAM, available, LOOKS["available"], "total")
    else:
        hours = made.over("available")
        formula = f"IF(OR({_open(made)},COUNT({hours})=0),{quoted(UNKNOWN)},SUM({hours}))"
        sheet.formula(row, col, formula, UNKNOWN if available is None else available, LOOKS["available"], "total")
        made.book.define(TEAM, "capacity", xl_rowcol_to_cell(row, col, row_abs=True, col_abs=True))
    for key, value in (("customers", len(study.customers)), ("needed", needed)):
        sheet.formula(row, made.col(key), f"SUM({made.over(key, nobody=True)})", value, LOOKS[key], "total")
    asked, there = made.cell("needed", row), made.cell("available", row)
    left = UNKNOWN if available is None else available - needed
    load = needed / available if available else UNKNOWN
    sheet.formula(row, made.col("left"), f"IF(ISNUMBER({there}),{there}-{asked},{quoted(UNKNOWN)})", left, LOOKS["left"], "total")
    sheet.formula(row, made.col("load"), f"IF(N({there})>0,{asked}/{there},{quoted(UNKNOWN)})", load, LOOKS["load"], "total")
    has = float("nan") if available is None else available
    _verdict(made, row, verdict(needed, has, study.engagement.capacity.room_below), "total", "centre")
    potential = made.over("potential", nobody=True)
    known = made.reps["potential"].dropna()
    whole = round(float(known.sum()), 2) if len(known) else UNKNOWN
    formula = f"IF(COUNT({potential})=0,{quoted(UNKNOWN)},ROUND(SUM({potential}),2))"
    sheet.formula(row, made.col("potential"), formula, whole, LOOKS["potential"], "total")
    for i, segment in enumerate(made.segments):
        cells = xl_range(made.first, len(KEYS) + i, row - 1, len(KEYS) + i)
        sheet.formula(row, len(KEYS) + i, f"SUM({cells})", float(study.plan.hours[segment]), "hours", "total")


def _open(made: CapacitySheet) -> str:
    """Return the formula that tells whether somebody with customers has hours that are not known."""
    return f"SUMPRODUCT(({made.over('customers')}>0)*NOT(ISNUMBER({made.over('available')})))>0"


def _note(made: CapacitySheet) -> None:
    """Write what to do while hours are not known."""
    study, words, sheet = made.book.study, made.book.study.words, made.book.sheets["capacity"]
    if study.engagement.capacity.sales_hours is not None:
        if not study.capacity.is_known:
            text = words(
                "The hours are given for the sales force as a whole: the verdict of the total holds, that of each sales rep is open."
            )
            sheet.text(NOTE, 0, text, "subtitle")
        return
    todo = words("Fill in the empty yellow cells. Until the hours of everyone with customers are known, those of the team are not.")
    unknown = study.capacity.available is None
    sheet.formula(
        NOTE, 0, f'IF(OR({_open(made)},COUNT({made.over("available")})=0),{quoted(todo)},"")', todo if unknown else "", "subtitle"
    )


def _colours(made: CapacitySheet) -> None:
    """Colour the verdicts as they stand, also after an input was changed."""
    words, sheet = made.book.study.words, made.book.sheets["capacity"]
    col = made.col("verdict")
    cells = (made.first, col, made.total, col)
    for key, look in made.book.styles.verdicts().items():
        rule = {"type": "cell", "criteria": "==", "value": quoted(words(VERDICTS[key])), "format": look}
        sheet.checked(sheet.worksheet.conditional_format(*cells, rule), "a colour")


def _chart(made: CapacitySheet, row: int) -> int:
    """Insert the chart and return the last row that it covers."""
    book, words, sheet = made.book, made.book.study.words, made.book.sheets["capacity"]
    for hidden in (made.marks, made.marks + 1):
        sheet.hide(hidden)
    last = min(made.total - 1, made.first + MOST_DRAWN - 1)

    def down(col: int) -> str:
        return "=" + book.ref("capacity", xl_range_abs(made.first, col, last, col))

    series = [(segment_label(book.study, name), down(len(KEYS) + i)) for i, name in enumerate(made.segments)]
    chart = capacity_chart(book, down(made.marks + 1), series, down(made.marks), drawn=last - made.first + 1)
    sheet.checked(sheet.worksheet.insert_chart(row, 0, chart, {**described(_story(book.study)), "object_position": 2}), "a chart")
    if last < made.total - 1:
        sheet.text(row - 1, 0, words("The chart shows the first {n} sales reps.", n=MOST_DRAWN), "faint")
    return row + CHART_ROWS


def _story(study: Study) -> str:
    """Return what the chart shows, in words."""
    words = study.words
    rows = study.capacity.reps.to_dict("records")
    told = [
        words(
            "{rep}: {needed} of {available} hours",
            rep=_name(study, str(row["rep"])),
            needed=words.number(row["needed"]),
            available=UNKNOWN if is_missing(row["available"]) else words.number(row["available"]),
        )
        for row in rows
    ]
    return words("Hours needed per sales rep, by segment, and the hours available.") + " " + "; ".join(told) + "."
