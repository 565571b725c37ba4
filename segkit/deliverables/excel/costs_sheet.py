"""Costs and capacity: each account with what customers carry, what is nobody's and what was not used, and the numbers that may be tuned."""

from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_rowcol_to_cell

from segkit.deliverables.excel.contribution_place import DAYS, elements_of, input_name, is_time, rate_name
from segkit.deliverables.excel.inputs import look_of, write_input
from segkit.deliverables.excel.live_table import LiveTable
from segkit.deliverables.excel.workbook import Book, page
from segkit.parameters import ParameterValue
from segkit.rating.contribution import Account, CostElement
from segkit.rating.contribution.accounts import SOURCES
from segkit.rating.contribution.costing import practical_formula, rate_formula
from segkit.rating.contribution.ladder import LABELS
from segkit.views.labels import period_text

KEY = "costs"
HEADING_ROW = 4
(NAME, STEP, SOURCE, LEDGER, PAID, SHARE, PRACTICAL, OF_CUSTOMERS, OF_NOBODY, UNUSED_HOURS,
 RATE, CARRIED, NOBODYS, BEYOND, UNUSED, CHECK) = range(16)  # fmt: skip


@dataclass(frozen=True)
class _Row:
    """One account on the sheet: its row, its figures, and the cost that it belongs to (None: the revenue or the direct cost)."""

    at: int
    account: Account
    number: int = 0
    element: CostElement | None = None

    def cell(self, col: int) -> str:
        return str(xl_rowcol_to_cell(self.at, col))


def write(book: Book, place: LiveTable) -> None:
    """Write the accounts, the way from revenue to true contribution, and the settings. `place` is the table of true contribution."""
    study, words, sheet = book.study, book.words, book.sheets[KEY]
    sheet.title(
        words("Costs and capacity"),
        words(
            "{period}. Amounts in {currency}. Change a yellow cell and every sheet follows.",
            period=period_text(study),
            currency=words.currency,
        ),
    )
    sheet.text(2, 0, words("Every account is what customers carry, what is nobody's, what lies beyond the records and what was not used. "
                           "Only what customers carry is taken off their contribution."), "faint")  # fmt: skip
    sheet.widths(27, 21, 28, 15, 11, 10, 11, 12, 11, 12, 12, 15, 14, 14, 14, 11)
    rows = _rows(book)
    for left, right, text in (
        (NAME, LEDGER, words("Account")),
        (PAID, RATE, words("Hours of the period, and what one of them costs")),
        (CARRIED, CHECK, words("Where the amount of the account is")),
    ):
        for col in range(left, right + 1):
            sheet.text(HEADING_ROW - 1, col, text if col == left else "", "section")
    headings = [
        words("Account"), words("Step"), words("Where the total comes from"), words("By the accounts"), words("Paid for"),
        words("Practical share"), words("Practical hours"), words("With customers"), words("Of nobody"), words("Not used"),
        words("Cost of an hour"), words("Customers carry"), words("Of nobody known"), words("Beyond the records"),
        words("Unused capacity"), words("Left over (must be 0)"),
    ]  # fmt: skip
    sheet.heads(HEADING_ROW, 0, headings, range(LEDGER, CHECK + 1))
    sheet.height(HEADING_ROW, 44)
    for row in rows:
        _account(book, place, row)
    last = _totals(book, rows)
    last = _bridge(book, place, rows, last + 2)
    last = _settings(book, last + 2)
    sheet.worksheet.freeze_panes(HEADING_ROW + 1, 1)
    page(book, KEY, wide=True, last=(last, CHECK))


def _rows(book: Book) -> list[_Row]:
    deep = book.study.deep
    accounts = deep.contribution.accounts if deep is not None else ()
    rows = [_Row(HEADING_ROW + 1 + i, account) for i, account in enumerate(accounts[:2])]
    by_name = {account.name: account for account in accounts[2:]}
    first = HEADING_ROW + 1 + len(rows)
    return rows + [_Row(first + i, by_name[element.name], number, element) for i, (number, element) in enumerate(elements_of(book.study))]


def _account(book: Book, place: LiveTable, row: _Row) -> None:
    words, sheet, account = book.words, book.sheets[KEY], row.account
    if account.name:
        sheet.client(row.at, NAME, account.name, "line", "wrap", "middle")
    else:
        sheet.text(row.at, NAME, words(LABELS[account.step]), "line", "wrap", "middle")
    sheet.text(row.at, STEP, words(LABELS[account.step]) if account.name else "", "line", "wrap", "middle")
    sheet.text(row.at, SOURCE, words(SOURCES[account.source]), "line", "wrap", "middle")
    for col in range(LEDGER, CHECK + 1):
        sheet.blank(row.at, col, "line")
    _ledger(book, row)
    column = place.column(f"cost_{row.number}" if row.element else account.step)
    sheet.formula(row.at, CARRIED, f"ROUND(SUM({column}),2)", float(account.customers), "exact", "line")
    if row.element is not None and is_time(row.element):
        _hours(book, place, row, row.element)
    rest = f"ROUND({row.cell(LEDGER)}-{row.cell(CARRIED)}-{row.cell(NOBODYS)},2)"
    if account.pool is not None:
        nobodys = f"IF(ISNUMBER({row.cell(RATE)}),ROUND({row.cell(OF_NOBODY)}*{row.cell(RATE)},2),0)"
        sheet.formula(row.at, NOBODYS, nobodys, float(account.of_nobody), "exact", "line")
        sheet.formula(row.at, UNUSED, rest, float(account.unused), "exact", "line")
    elif row.element is not None and row.element.basis == "amounts":
        sheet.number(row.at, NOBODYS, float(account.of_nobody), "exact", "line")
        if account.source == "accounts":
            sheet.formula(row.at, BEYOND, rest, float(account.beyond), "exact", "line")
    check = f"ROUND({row.cell(LEDGER)}-SUM({row.cell(CARRIED)}:{row.cell(UNUSED)}),2)"
    sheet.formula(row.at, CHECK, check, 0.0, "exact", "line")


def _ledger(book: Book, row: _Row) -> None:
    """Write the total of the account: as the accounts say, as the records sum up, or as it is reckoned."""
    sheet, account, element = book.sheets[KEY], row.account, row.element
    if element is not None and element.ledger is not None:
        write_input(book, row.at, LEDGER, _value(book, row.number, "ledger"), KEY)
    elif account.source == "reckoned":
        sheet.formula(row.at, LEDGER, row.cell(CARRIED), float(account.ledger), "exact", "line")
    else:
        sheet.number(row.at, LEDGER, float(account.ledger), "exact", "line")


def _hours(book: Book, place: LiveTable, row: _Row, element: CostElement) -> None:
    """Write the hours of a cost that is time, and what an hour of it costs."""
    sheet, pool = book.sheets[KEY], row.account.pool
    if pool is None:
        return
    if element.theoretical_hours is not None:
        write_input(book, row.at, PAID, _value(book, row.number, "theoretical_hours"), KEY)
        write_input(book, row.at, SHARE, _value(book, row.number, "practical_share"), KEY)
        sheet.formula(row.at, PRACTICAL, practical_formula(row.cell(PAID), row.cell(SHARE)), pool.practical, "hours", "line")
    else:
        write_input(book, row.at, PRACTICAL, _value(book, row.number, "practical_hours"), KEY)
    sheet.formula(row.at, OF_CUSTOMERS, f"ROUND(SUM({place.column(f'hours_{row.number}')}),6)", round(pool.customers, 6), "hours", "line")
    sheet.number(row.at, OF_NOBODY, pool.of_nobody, "hours", "line")
    unused = f"ROUND({row.cell(PRACTICAL)}-{row.cell(OF_CUSTOMERS)}-{row.cell(OF_NOBODY)},6)"
    sheet.formula(row.at, UNUSED_HOURS, unused, round(pool.unused, 6), "hours", "line")
    sheet.formula(row.at, RATE, rate_formula(row.cell(LEDGER), row.cell(PRACTICAL)), pool.rate, "exact", "line")
    book.define(rate_name(row.number), KEY, xl_rowcol_to_cell(row.at, RATE, row_abs=True, col_abs=True))


def _value(book: Book, number: int, setting: str) -> ParameterValue:
    name = input_name(number, setting)
    return next(value for value in book.study.parameters if value.name == name)


def _totals(book: Book, rows: Sequence[_Row]) -> int:
    """Write the sums of all costs and return their row; without a cost the row says so."""
    words, sheet = book.words, book.sheets[KEY]
    own = [row for row in rows if row.element is not None]
    at = rows[-1].at + 1
    if not own:
        sheet.text(at, 0, words("No cost beyond the direct cost has been given, so the true contribution is contribution I."), "label")
        return at
    sheet.text(at, NAME, words("All costs beyond the direct cost"), "total")
    for col in range(STEP, CHECK + 1):
        sheet.blank(at, col, "total")
    figures = {
        LEDGER: [row.account.ledger for row in own],
        CARRIED: [row.account.customers for row in own],
        NOBODYS: [row.account.of_nobody for row in own],
        BEYOND: [row.account.beyond for row in own],
        UNUSED: [row.account.unused for row in own],
    }
    for col, amounts in figures.items():
        above = f"{xl_rowcol_to_cell(own[0].at, col)}:{xl_rowcol_to_cell(own[-1].at, col)}"
        sheet.formula(at, col, f"ROUND(SUM({above}),2)", float(sum(amounts)), "exact", "total")
    line = [xl_rowcol_to_cell(at, col) for col in (LEDGER, CARRIED, UNUSED)]
    sheet.formula(at, CHECK, f"ROUND({line[0]}-SUM({line[1]}:{line[2]}),2)", 0.0, "exact", "total")
    return at


def _bridge(book: Book, place: LiveTable, rows: Sequence[_Row], row: int) -> int:
    """Write how the sums of the table of customers hang together: revenue, all that customers carry, and what is left."""
    words, sheet, deep = book.words, book.sheets[KEY], book.study.deep
    if deep is None:
        return row
    frame = deep.contribution.frame
    for col in range(LEDGER + 1):
        sheet.text(row, col, words("From revenue to true contribution") if col == 0 else "", "section")
    known = frame["true_contribution"].notna()
    costs = deep.contribution.element_cost
    revenue_of_unknown = float(frame.loc[~known, "revenue"].sum()) - float(frame.loc[~known, "cost"].sum())
    of_unknown = round(revenue_of_unknown - float(costs.loc[~known].sum().sum()), 2)
    first = row + 1
    for at, one in enumerate(rows, start=first):
        sign = "" if one.account.step == "revenue" else "-"
        label = one.account.name or words(LABELS[one.account.step])
        sheet.client(
            at, NAME, label if not sign else words("less {cost}", cost=words.inside(label) if not one.account.name else label), "line"
        )
        for col in (STEP, SOURCE):
            sheet.blank(at, col, "line")
        value = float(one.account.customers)
        sheet.formula(at, LEDGER, f"{sign}{one.cell(CARRIED)}", -value if sign else value, "exact", "line")
    at = first + len(rows)
    true = place.column("true_contribution")
    unknown = f"--NOT(ISNUMBER({true}))"
    parts = [f"SUMPRODUCT({unknown},{place.column('revenue')})", *(
        f"SUMPRODUCT({unknown},{place.column('cost' if one.element is None else f'cost_{one.number}')})" for one in rows[1:]
    )]  # fmt: skip
    total = float((frame["true_contribution"] * 100).round().sum()) / 100
    lines = (
        (words("less what belongs to customers whose true contribution is unknown"), f"-ROUND({'-'.join(parts)},2)", -of_unknown, "line"),
        (words("True contribution"), f"ROUND(SUM({true}),2)", total, "total"),
    )
    for label, formula, value, look in lines:
        sheet.merged(at, NAME, SOURCE, look)
        sheet.text(at, NAME, label, look)
        sheet.formula(at, LEDGER, formula, value + 0.0, "exact", look)
        at += 1
    column = f"{xl_rowcol_to_cell(first, LEDGER)}:{xl_rowcol_to_cell(at - 2, LEDGER)}"
    sheet.merged(at, NAME, SOURCE, "faint")
    sheet.text(at, NAME, words("Left over (must be 0)"), "faint")
    sheet.formula(at, LEDGER, f"ROUND(SUM({column})-{xl_rowcol_to_cell(at - 1, LEDGER)},2)", 0.0, "exact", "faint")
    return at


def _settings(book: Book, row: int) -> int:
    """Write the numbers that are no account's: yellow cells with unit, meaning and the value as delivered; return the last row."""
    words, sheet, deep = book.words, book.sheets[KEY], book.study.deep
    if deep is None:
        return row
    for col in range(CHECK + 1):
        sheet.text(row, col, words("Settings") if col == 0 else "", "section")
    sheet.heads(row + 1, 0, [words("Parameter"), "", "", words("Value"), words("Unit"), words("As delivered"), words("Takes effect"), "",
                             words("Meaning"), *[""] * (CHECK - OF_NOBODY)], {LEDGER, SHARE})  # fmt: skip
    at = row + 2
    for value in _others(book):
        late = value.key == "contribution.highest_price_change"
        sheet.merged(at, NAME, SOURCE, "line", "wrap", "middle")
        sheet.client(at, NAME, f"{value.about}: {words(value.label)}" if value.about else words(value.label), "line", "wrap", "middle")
        write_input(book, at, LEDGER, value, KEY)
        sheet.text(at, PAID, _unit(book, value), "line", "wrap", "middle")
        sheet.number(at, SHARE, value.value, "line", look_of(value), "faint")
        sheet.merged(at, PRACTICAL, OF_CUSTOMERS, "line", "wrap", "middle")
        sheet.text(at, PRACTICAL, words("with the next delivery") if late else words("at once"), "line", "wrap", "middle")
        sheet.merged(at, OF_NOBODY, CHECK, "line", "wrap", "middle")
        sheet.text(at, OF_NOBODY, words(value.help), "line", "wrap", "middle")
        at += 1
    if any(element.basis == "credit" for _, element in elements_of(book.study)):
        sheet.merged(at, NAME, SOURCE, "line", "wrap", "middle")
        sheet.text(at, NAME, words("Days of the period, over which interest runs"), "line", "wrap", "middle")
        sheet.number(at, LEDGER, deep.contribution.days, "count", "line")
        book.define(DAYS, KEY, xl_rowcol_to_cell(at, LEDGER, row_abs=True, col_abs=True))
        at += 1
    sheet.text(at, 0, words("Proposals, reasons and the order of lists are as delivered; they follow with the next delivery."), "faint")
    return at


def _others(book: Book) -> list[ParameterValue]:
    """Return the numbers that do not stand in the row of an account."""
    in_rows = ("ledger", "practical_hours", "theoretical_hours", "practical_share")
    own = [value for value in book.study.parameters if value.key.startswith(("contribution.", "growth."))]
    return [value for value in own if value.key.rpartition(".")[2] not in in_rows]


def _unit(book: Book, value: ParameterValue) -> str:
    words = book.words
    return {"fraction": "%", "minutes": words("minutes"), "currency": words.currency}.get(value.unit, value.unit)
