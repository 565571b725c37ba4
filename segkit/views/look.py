"""The quick pre-analysis in sentences made from one sales ledger's figures: cover and chapters, from Look to Passage."""

from segkit import __version__
from segkit.look import GROWING, LOST, MOVES, NEW, SHRINKING, Look
from segkit.views.cover import Cover
from segkit.views.look_data import read_as, set_aside, window
from segkit.views.sentences import concentrated
from segkit.views.text import Passage, bullets, facts, heading, note, paragraph, points
from segkit.words.language import UNKNOWN

YEAR_BEFORE = 24
"""Whole months that a ledger must hold for one year to be held against the other."""


def cover(look: Look) -> Cover:
    """Return the cover of the pre-analysis."""
    words, day = look.words, look.asked.date
    title = words("A quick look at the customers")
    described = {
        "title": title,
        "subtitle": words("Pre-analysis of one sales ledger"),
        "client": look.client,
        "language": look.asked.language,
        "date": day.isoformat(),
        "date_text": words.date(day),
        "period_text": window(look, look.period),
        "consultant": "",
        "lines": [
            [words("Period"), window(look, look.period)],
            [words("Ledger"), look.asked.path.name],
            [words("Date"), words.date(day)],
        ],
        "facts": [
            [words("Customers"), words.number(len(look.active))],
            [words("Revenue"), words.money(look.revenue)],
        ],
        "contents": "none",
        "page_text": words("Page {page} of {pages}"),
        "confidential_text": words("Confidential"),
    }
    return Cover(described, heading(f"{title} · {look.client}") + paragraph(window(look, look.period)))


def summary(look: Look) -> Passage:
    """Return the page that is read first: headline figures, what they say, and for which days."""
    words = look.words
    tiles = [
        (words.number(len(look.active)), words("Customers")),
        (words.money(look.revenue), words("Revenue")),
        (words.number(look.pareto.to_80) if look.pareto.to_80 else UNKNOWN, words("Customers who make 80%")),
        (_change(look), words("Against the year before"))
        if look.windows.before is not None
        else (_once_share(look), words("Ordered only once")),
    ]
    lines = (_concentration(look), _largest(look), _moves(look), _asleep(look), _once(look))
    return (
        heading(words("At a glance"))
        + facts(tiles)
        + paragraph(_bought(look), _against(look))
        + bullets([line for line in lines if line])
        + note(_days(look))
    )


def concentration(look: Look) -> Passage:
    """Return how much of the revenue hangs on how few customers."""
    words, pareto, fewest = look.words, look.pareto, look.model.fewest
    text = heading(words("How much hangs on how few"))
    if pareto.to_80 is None:
        return text + paragraph(words("There is no revenue in the period, so nothing can be said about its concentration."))
    if pareto.buyers < fewest:
        return text + paragraph(
            words.plural("{n} customer has revenue: too few to tell.", "{n} customers have revenue: too few to tell.", pareto.buyers),
            _largest(look),
        )
    return text + paragraph(
        _concentration(look),
        words.plural("{n} customer is needed for 95%.", "{n} customers are needed for 95%.", pareto.to_95 or 0),
        words("The fewer customers carry the revenue, the more it costs to lose one of them, and the more it pays to know them well."),
    )


def trend(look: Look) -> Passage:
    """Return who grows and who leaves; without a year before, how much of the ledger is missing to tell."""
    words, months = look.words, look.whole_months
    text = heading(words("Trend and rhythm")) + heading(words("Who grows, who leaves"), 2)
    if look.windows.before is None:
        return text + paragraph(
            words.plural(
                "The ledger holds {n} whole month; to hold a year against the one before it takes {needed}.",
                "The ledger holds {n} whole months; to hold a year against the one before it takes {needed}.",
                months,
                needed=YEAR_BEFORE,
            ),
            words("Who grows, who shrinks, who is new and who is lost cannot be told from it; a longer ledger would tell."),
        )
    told = look.customers["move"].notna().sum()
    if told < look.model.fewest:
        return text + paragraph(
            words.plural(
                "{n} customer bought in either year: too few to tell.", "{n} customers bought in either year: too few to tell.", int(told)
            )
        )
    return text + paragraph(
        words(
            "Revenue went from {before} in the year before to {revenue}: {change}.",
            before=words.money(_before(look)),
            revenue=words.money(look.revenue),
            change=_change(look),
        ),
        words(
            "Growing and shrinking mean a change of {share} or more; new means revenue now and none in the year before, lost the other way round.",
            share=words.percent(look.model.change),
        ),
    )


def rhythm(look: Look) -> Passage:
    """Return how often customers order and how long they have been silent."""
    words, active = look.words, look.active
    text = heading(words("How often they order, and who falls silent"), 2)
    ordering = active[active["orders"] > 0]
    if ordering.empty:
        return text + paragraph(words("There is no sale in the period, only credit notes."))
    if len(ordering) < look.model.fewest:
        return text + paragraph(
            words.plural(
                "{n} customer ordered in the period: too few to tell.",
                "{n} customers ordered in the period: too few to tell.",
                len(ordering),
            )
        )
    middle = float(ordering["orders"].median())
    return text + paragraph(
        words("The customer in the middle ordered {n} times in the period.", n=words.number(middle, 0 if middle.is_integer() else 1))
        if middle != 1
        else words("The customer in the middle ordered once in the period."),
        _once(look),
        _asleep(look) or words("Nobody who used to order regularly has fallen silent."),
        words(
            "Falling asleep means: no order for more than {times} times the usual interval, and for {days} days at least, counted to the ledger's last day, {last}.",
            times=words.number(look.model.silence, 0 if look.model.silence == int(look.model.silence) else 1),
            days=look.model.shortest_silence,
            last=words.date(look.windows.whole.end),
        ),
        ""
        if "order" in look.asked.source.columns
        else words("The ledger has no order numbers, so a day with purchases counts as one order."),
    )


def data(look: Look) -> Passage:
    """Return how the file was read and what is missing or odd in it."""
    words = look.words
    return (
        heading(words("The data, and what comes next"))
        + heading(words("What the ledger holds, and what it lacks"), 2)
        + paragraph(*read_as(look))
        + bullets(set_aside(look))
    )


def next_steps(look: Look) -> Passage:
    """Return what a full segmentation would add, and what to ask the client for."""
    words = look.words
    adds = [
        (words("Potential"), words("what each customer could buy in all. A ledger shows who is large today, not who could become so.")),
        (words("Direct cost"), words("known per line. It turns revenue into contribution, and shows who is large but earns nothing.")),
        (words("Responsible"), words("sales rep, industry and region per customer. They show whether the hours go where the money is.")),
        (words("Leads"), words("companies that do not buy yet, graded by the same rules as the customers.")),
    ]
    return (
        heading(words("What a full segmentation adds"), 2)
        + paragraph(words("This look knows only what was invoiced. With these, every customer gets a grade, a goal and a plan:"))
        + points(adds)
        + paragraph(words("Made with segkit {version}.", version=__version__))
    )


# --- sentences ---------------------------------------------------------------------------------------------------------------


def _days(look: Look) -> str:
    words, whole, months = look.words, look.windows.whole, look.whole_months
    shown = window(look, look.period)
    if look.windows.before is not None:
        return words(
            "The figures are for the last 12 whole months of the ledger, {period}, held against the 12 months before.", period=shown
        )
    if months >= YEAR_BEFORE // 2:
        return words(
            "The figures are for the last 12 whole months of the ledger, {period}. It does not reach back a further 12 months, so there is no year to hold them against.",
            period=shown,
        )
    if months == 0:
        return words("The ledger holds no whole month: the figures are for its days, {period}.", period=window(look, whole))
    return words.plural(
        "The ledger holds {n} whole month, and the figures are for it: {period}. A year cannot be told from that.",
        "The ledger holds {n} whole months, and the figures are for these: {period}. A year cannot be told from that.",
        months,
        period=shown,
    )


def _bought(look: Look) -> str:
    words = look.words
    return words.plural(
        "{n} customer was invoiced in the period; net of credit notes that comes to {revenue}.",
        "{n} customers were invoiced in the period; net of credit notes that comes to {revenue}.",
        len(look.active),
        revenue=words.money(look.revenue),
    )


def _before(look: Look) -> float | None:
    return None if look.windows.before is None else float(look.customers["before"].sum())


def _change(look: Look) -> str:
    before = _before(look)
    if before is None or before <= 0:
        return UNKNOWN
    change = look.revenue / before - 1
    return ("+" if round(change, 3) > 0 else "") + look.words.percent(change, 1)


def _against(look: Look) -> str:
    words, before = look.words, _before(look)
    if before is None or before <= 0:
        return ""
    change = round(look.revenue / before - 1, 3)
    values = {"share": words.percent(abs(change), 1), "before": words.money(before)}
    if change == 0:
        return words("That is as much as in the 12 months before ({before}).", before=values["before"])
    if change > 0:
        return words("That is {share} more than in the 12 months before ({before}).", **values)
    return words("That is {share} less than in the 12 months before ({before}).", **values)


def _concentration(look: Look) -> str:
    return concentrated(look.words, look.pareto) if look.pareto.buyers >= look.model.fewest else ""


def _largest(look: Look) -> str:
    words, pareto = look.words, look.pareto
    if pareto.to_80 is None:
        return ""
    first = pareto.frame.iloc[0]
    name = look.customers.set_index("customer_id")["name"][first["customer_id"]]
    return words("The largest customer, {name}, has {share} of the revenue.", name=name, share=words.percent(first["share"], 1))


def _moves(look: Look) -> str:
    words, moves = look.words, look.customers["move"]
    if look.windows.before is None or moves.notna().sum() < look.model.fewest:
        return ""
    counted = [f"{words.inside(words(MOVES[move]))} {words.number(int((moves == move).sum()))}" for move in (GROWING, SHRINKING, NEW, LOST)]
    return words("Customers against the year before: {moves}.", moves=", ".join(counted))


def _asleep(look: Look) -> str:
    words, asleep = look.words, look.customers[look.customers["asleep"]]
    if asleep.empty:
        return ""
    return words.plural(
        "{n} customer who used to order regularly is falling asleep; it bought for {revenue} in the period.",
        "{n} customers who used to order regularly are falling asleep; they bought for {revenue} in the period.",
        len(asleep),
        revenue=words.money(asleep["revenue"].sum()),
    )


def _once_share(look: Look) -> str:
    ordering = look.active[look.active["orders"] > 0]
    return look.words.percent((ordering["orders"] == 1).mean() if len(ordering) >= look.model.fewest else None)


def _once(look: Look) -> str:
    words, active = look.words, look.active
    ordering = active[active["orders"] > 0]
    n = int((ordering["orders"] == 1).sum())
    if n == 0 or len(ordering) < look.model.fewest:
        return ""
    return words.plural(
        "{n} customer ({share}) ordered only once in the period.",
        "{n} customers ({share}) ordered only once in the period.",
        n,
        share=words.percent(n / len(ordering)),
    )
