"""The sheet on which the tree is agreed: a row per factor, with the names of what it stands under, and live sums of the weights."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from xlsxwriter.format import Format

from segkit.deliverables.excel.cells import Sheet, quoted
from segkit.deliverables.excel.workbook import ExcelFile, page
from segkit.deliverables.tree_form.columns import CHECK, LEVELS, TREE_TABLE, FormColumn
from segkit.deliverables.tree_form.live import TreeCells, check_formula, top_formula
from segkit.deliverables.tree_form.points import points_text
from segkit.rating.factors.measures import MEASURES
from segkit.rating.factors.settings import DIRECTIONS, LEVERS, Factor, FactorTree
from segkit.words import Words

HEAD, SPARE = 7, 30
"""The row of the headings, counted from 0, and how many empty rows follow the tree."""
_TOP = 5


@dataclass(frozen=True)
class FormRow:
    """One factor with the names down to its own, and what the weights below it add up to: a number, "in pairs", or nothing."""

    path: tuple[str, ...]
    factor: Factor
    below: float | str


def form_rows(settings: FactorTree, words: Words) -> tuple[FormRow, ...]:
    """Return the rows of a tree, from the top down."""
    return tuple(_rows(settings.factors, (), words))


def _rows(factors: list[Factor], above: tuple[str, ...], words: Words) -> Iterator[FormRow]:
    for factor in factors:
        path = (*above, factor.name)
        yield FormRow(path, factor, sum_below(factor.factors, bool(factor.pairwise), words) if len(path) < len(LEVELS) else "")
        yield from _rows(factor.factors, path, words)


def sum_below(factors: list[Factor], in_pairs: bool, words: Words) -> float | str:
    """Return what the live check of a group shows."""
    if not factors:
        return ""
    return words("in pairs") if in_pairs else round(sum(factor.weight_pct or 0.0 for factor in factors), 6)


def description_cell(factor: Factor, field: str, words: Words) -> str | float | None:
    """Return what a factor's cell holds: settings in the client's words."""
    if field.startswith("anchor_"):
        return factor.anchors.get(int(field.removeprefix("anchor_")))
    value: Any = getattr(factor, field)
    if field in {"direction", "lever", "column"}:
        labels = {"direction": DIRECTIONS, "lever": LEVERS, "column": MEASURES}[field]
        return words(labels[value]) if value in labels else value
    if field == "points":
        return points_text(value, words) or None
    if field == "step" and factor.column is None:
        return None
    return value if isinstance(value, (str, float)) else None


def write(book: ExcelFile, settings: FactorTree, columns: tuple[FormColumn, ...], cells: TreeCells, lists: dict[str, str]) -> None:
    """Write the tree and empty rows below it. `lists` holds, by column, the cells that its list is chosen from."""
    words, sheet = book.words, book.sheets["tree"]
    rows = form_rows(settings, words)
    last = HEAD + len(rows) + SPARE
    _explain(book, sheet)
    sheet.text(_TOP, 0, words("Level 1 adds up to"), "label")
    top = sum_below(settings.factors, bool(settings.pairwise), words)
    sheet.formula(_TOP, len(LEVELS) + 1, top_formula(cells, words), top, "label", "centre")
    check = check_formula(cells, words)
    _table(book, columns, check, last)
    for at in range(HEAD + 1, last + 1):
        row = rows[at - HEAD - 1] if at - HEAD - 1 < len(rows) else None
        _write_row(sheet, at, columns, row, words)
        sheet.formula(at, len(LEVELS) + 1, check, row.below if row else "", "line", "centre")
    _choices(sheet, columns, lists, last, words)
    _colours(book, columns, last)
    sheet.worksheet.freeze_panes(HEAD + 1, len(LEVELS))
    page(book, "tree", wide=True, across=2, repeat=HEAD, last=(HEAD + len(rows), len(columns) - 1))


def _explain(book: ExcelFile, sheet: Sheet) -> None:
    words = book.words
    sheet.title(words("Factor tree"))
    sheet.client(1, 0, book.engagement.client, "client_name")
    sheet.text(
        2, 0, words("One row per factor. Write the names of all levels it stands under; rows may be added, moved, sorted and deleted.")
    )
    sheet.text(
        3, 0, words("The weights of factors that stand under the same factor add up to 100. Each factor of level 1 is split into 1 to 5.")
    )
    sheet.text(
        4,
        0,
        words(
            "A factor that is not split is either rated by people, then each point is put into words, or measured, then points stand by its values: "
            "0: 5; 10: 3; 50: 1."
        ),
    )


def _table(book: ExcelFile, columns: tuple[FormColumn, ...], check: str, last: int) -> None:
    sheet = book.sheets["tree"]
    sheet.widths(*(column.width for column in columns))
    heads: list[dict[str, Any]] = [{"header": column.heading, "header_format": sheet.styles("head")} for column in columns]
    heads[len(LEVELS) + 1]["formula"] = check  # a row that somebody inserts gets it too
    options = {"name": TREE_TABLE, "columns": heads, "style": None, "autofilter": True}
    sheet.checked(sheet.worksheet.add_table(HEAD, 0, last, len(columns) - 1, options), "a table")
    sheet.height(HEAD, 32)


def _write_row(sheet: Sheet, at: int, columns: tuple[FormColumn, ...], row: FormRow | None, words: Words) -> None:
    """Write a row's cells for people to fill in; the names of what a factor stands under are repeated, so that rows may be sorted."""
    for col, column in enumerate(columns):
        if column.field == CHECK:
            continue
        value = _cell(column.field, row, words) if row is not None else None
        if isinstance(value, str):
            sheet.client(at, col, value, "wrap", "input", "plain", "middle")
        elif value is not None:
            sheet.number(at, col, value, "input", "plain", "right")
        else:
            sheet.blank(at, col, *(("input", "plain", "right") if column.kind == "number" else ("wrap", "input", "plain", "middle")))


def _cell(field: str, row: FormRow, words: Words) -> str | float | None:
    """Return what a row's cell holds; what only a leaf has is empty where a factor is split."""
    if field in LEVELS:
        level = LEVELS.index(field)
        return row.path[level] if level < len(row.path) else None
    if field == "weight_pct":
        return row.factor.weight_pct
    if field in {"owner", "definition"} or not row.factor.factors:
        return description_cell(row.factor, field, words)
    return None


def _choices(sheet: Sheet, columns: tuple[FormColumn, ...], lists: dict[str, str], last: int, words: Words) -> None:
    """Let cells be chosen from lists; what is measured may also be a column of the client's own, so that list only proposes."""
    for col, column in enumerate(columns):
        if column.field in lists:
            options: dict[str, Any] = {"validate": "list", "source": lists[column.field], "error_title": words("Not possible here")[:32]}
            options |= {"error_message": words("Choose one from the list.")[:250], "show_error": column.field != "column"}
        elif column.field == "weight_pct":
            options = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100}
            options |= {"error_message": words("Write a plain number.")[:250], "error_title": words("Not possible here")[:32]}
        else:
            continue
        sheet.checked(sheet.worksheet.data_validation(HEAD + 1, col, last, col, options), "a check of an input")


def _colours(book: ExcelFile, columns: tuple[FormColumn, ...], last: int) -> None:
    """Show which level a row is of, which rows are split and so have nothing to fill in on the right, and which sums are not 100."""
    first, check, edge = HEAD + 2, len(LEVELS) + 1, len(columns) - 1
    described = next(i for i, column in enumerate(columns) if column.field == "definition")
    look = book.file.add_format
    faint, strong = look({"font_color": "#A8A8A8"}), look({"bold": True})
    pale = {"bg_color": book.looks.pale}
    split, top, closed = look(pale), look({**pale, "bold": True}), look({"bg_color": "#EEEEEE"})
    is_split = f"LEN($E{first})>0"
    rules = [
        (0, 0, f'$B{first}<>""', faint),
        (1, 1, f'$C{first}<>""', faint),
        (0, 2, is_split, top),
        (0, 2, "TRUE", strong),
        (3, check - 1, is_split, split),
        (check + 1, described, is_split, split),
        (described + 1, edge, is_split, closed),
    ]
    for left, right, criteria, shown in rules:
        _coloured(book, (HEAD + 1, left, last, right), criteria, shown)
    above = f"$E{first}={quoted(book.words('level above?'))}"
    _sums(book, (HEAD + 1, check, last, check), f"$E{first}", above)
    _sums(book, (_TOP, check, _TOP, check), f"$E${_TOP + 1}", "FALSE")


def _sums(book: ExcelFile, area: tuple[int, int, int, int], cell: str, wrong_too: str) -> None:
    good = book.file.add_format({"font_color": "#1B6E3C", "bold": True})
    wrong = book.file.add_format({"bg_color": "#F6C7BE", "font_color": "#8A1F11", "bold": True})
    _coloured(book, area, f"AND(ISNUMBER({cell}),{cell}=100)", good)
    _coloured(book, area, f"OR(AND(ISNUMBER({cell}),{cell}<>100),{wrong_too})", wrong)


def _coloured(book: ExcelFile, area: tuple[int, int, int, int], criteria: str, look: Format) -> None:
    sheet, options = book.sheets["tree"], {"type": "formula", "criteria": f"={criteria}", "format": look}
    sheet.checked(sheet.worksheet.conditional_format(*area, options), "a colour")
