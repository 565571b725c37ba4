"""The accounts of the costs: by the ledger, with customers, of nobody and not used; and the hours behind those that are time."""

from decimal import Decimal

from segkit.deep_dive import DeepDive
from segkit.rating.contribution import Account
from segkit.rating.contribution.accounts import SOURCES
from segkit.study import Study
from segkit.views.labels import period_text
from segkit.views.table import Align, Table
from segkit.words.language import UNKNOWN

HOURS = 0.05
"""Fewer hours than this are not told: they would be shown as 0."""


def costs(deep: DeepDive) -> tuple[Account, ...]:
    """Return the accounts of the costs beyond the direct cost."""
    return tuple(account for account in deep.contribution.accounts if account.name)


def accounts_table(study: Study) -> Table | None:
    """Return every cost by the accounts = with customers + of nobody + without a record + not used; None where there is no such cost."""
    if study.deep is None or not costs(study.deep):
        return None
    words, accounts = study.words, costs(study.deep)
    columns = [_parts(account) for account in accounts]
    sums = [sum(column, Decimal(0)) for column in zip(*columns, strict=True)]
    rows = [
        (account.name, words(SOURCES[account.source]), *(_amount(study, amount) for amount in parts))
        for account, parts in zip(accounts, columns, strict=True)
    ]
    whole = (words("Total"), "", *(_amount(study, amount) for amount in sums))
    headings = (
        words("Cost"), words("Comes from"), words("In all"), words("Customers"), words("Of nobody"), words("Without a record"), words("Not used"),
    )  # fmt: skip
    aligns: tuple[Align, ...] = ("text", "text", "num", "num", "num", "num", "num")
    caption = words(
        "The costs, {period}: in all = customers + of nobody + without a record + not used. Amounts in {currency}.",
        period=period_text(study),
        currency=words.currency,
    )
    return Table(caption, headings, aligns, (*rows, whole), total=True, language=words.language)


def _parts(account: Account) -> tuple[Decimal, ...]:
    return account.ledger, account.customers, account.of_nobody, account.beyond, account.unused


def _amount(study: Study, amount: Decimal) -> str:
    return study.words.number(amount, 2)


def hours_table(study: Study) -> Table | None:
    """Return the hours of each cost that is time: what an hour costs, the practical hours, and where they went; None without such a cost."""
    if study.deep is None:
        return None
    words = study.words
    pools = [(account.name, account.pool) for account in costs(study.deep) if account.pool is not None]
    if not pools:
        return None
    rows = [
        (
            name,
            words.number(pool.rate, 2),
            words.number(pool.practical),
            words.number(pool.customers),
            words.number(pool.of_nobody),
            words.number(pool.unused),
            words.percent((pool.customers + pool.of_nobody) / pool.practical) if pool.practical > 0 else UNKNOWN,
        )
        for name, pool in pools
    ]
    headings = (
        words("Cost"), words("{currency} an hour", currency=words.currency), words("Practical hours"), words("Customers"),
        words("Of nobody"), words("Not used"), words("Used"),
    )  # fmt: skip
    aligns: tuple[Align, ...] = ("text", "num", "num", "num", "num", "num", "num")
    caption = words("The hours behind the costs, {period}.", period=period_text(study))
    if any(pool.unused <= -HOURS for _, pool in pools):
        caption += " " + words("Not used below 0 is overtime.")
    return Table(caption, headings, aligns, tuple(rows), language=words.language)


def capacity_text(study: Study) -> str:
    """Return what the hours cost that nobody recorded, and where more was recorded than there are hours."""
    if study.deep is None:
        return ""
    words = study.words
    pools = [(account, account.pool) for account in costs(study.deep) if account.pool is not None]
    idle = [(account, pool) for account, pool in pools if pool.unused >= HOURS]
    said = []
    if idle:
        said.append(
            words(
                "Of {practical} practical hours {idle} were not recorded: they cost {amount}, which no customer carries.",
                practical=words.number(sum(pool.practical for _, pool in idle)),
                idle=words.number(sum(pool.unused for _, pool in idle)),
                amount=words.money(sum((account.unused for account, _ in idle), Decimal(0))),
            )
        )
    for account, pool in pools:
        if pool.unused <= -HOURS:
            said.append(
                words(
                    "{name}: {hours} hours more were recorded than there are practical hours, so {amount} more stands with the records than in "
                    "the accounts.",
                    name=account.name,
                    hours=words.number(-pool.unused),
                    amount=words.money(-account.unused),
                )
            )
    return " ".join(said)


def nobody_text(study: Study) -> str:
    """Return what no customer carries besides unused hours: records of nobody, and what the accounts have beyond the records, or lack."""
    if study.deep is None:
        return ""
    words, accounts = study.words, costs(study.deep)
    said = []
    if of_nobody := sum((account.of_nobody for account in accounts), Decimal(0)):
        said.append(
            words.plural(
                "{amount} is nobody's: {n} record without a known customer.",
                "{amount} is nobody's: {n} records without a known customer.",
                sum(account.rows_of_nobody for account in accounts),
                amount=words.money(of_nobody),
            )
        )
    if beyond := sum((account.beyond for account in accounts if account.beyond > 0), Decimal(0)):
        said.append(words("{amount} stands in the accounts without any record.", amount=words.money(beyond)))
    for account in accounts:
        if account.beyond < 0:
            said.append(
                words("{name}: the records hold {amount} more than the accounts.", name=account.name, amount=words.money(-account.beyond))
            )
    if empty := sum(account.rows_empty for account in accounts):
        said.append(
            words.plural(
                "{n} record gives neither hours nor an amount and counts for nothing.",
                "{n} records give neither hours nor an amount and count for nothing.",
                empty,
            )
        )
    return " ".join(said)


def nothing_traced_text(study: Study) -> str:
    """Return that only the direct cost is taken off, or that no cost is time; empty where both are there."""
    if study.deep is None:
        return ""
    if not costs(study.deep):
        return study.words("Only the direct cost has been taken off: no other cost has been traced to customers.")
    if not any(account.pool for account in costs(study.deep)):
        return study.words("No cost is reckoned by hours, so nothing is said of the time that customers take.")
    return ""
