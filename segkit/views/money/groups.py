"""True contribution by segment and by class of the rating: who earns the money."""

from segkit.deep_dive import DeepDive
from segkit.study import Study
from segkit.views.labels import period_text
from segkit.views.money.known import Group, by_class, by_segment, has_time, in_all, known
from segkit.views.table import A_NUMBER, Align, Table


def segments_table(study: Study) -> Table | None:
    """Return customers, revenue, contribution I, true contribution and hours per ABCD segment; None where nobody's is known."""
    deep = study.deep
    if deep is None or known(deep).empty:
        return None
    words = study.words
    caption = words("True contribution by segment, {period}. Amounts in {currency}.", period=period_text(study), currency=words.currency)
    return _table(study, deep, by_segment(study, deep), (words("Segment"), caption, "grade"))


def classes_table(study: Study) -> Table | None:
    """Return the same per class of the rating."""
    deep = study.deep
    if deep is None or known(deep).empty:
        return None
    words = study.words
    caption = words(
        "True contribution by class of the rating, {period}. Amounts in {currency}.", period=period_text(study), currency=words.currency
    )
    return _table(study, deep, by_class(study, deep), (words("Class"), caption, "text"))


def _table(study: Study, deep: DeepDive, groups: tuple[Group, ...], about: tuple[str, str, Align]) -> Table:
    words, timed = study.words, has_time(deep)
    first, caption, align = about

    def row(group: Group) -> tuple[str, ...]:
        shown = (
            words.number(group.customers),
            words.number(group.revenue),
            words.number(group.db1),
            words.number(group.true_contribution),
        )
        hours = (words.number(group.hours),) if timed else ()
        return (group.label, *shown, words.percent(group.share, 1), *hours)

    headings = (
        first, words("Customers"), words("Revenue"), words("Contribution I"), words("True contribution"), words("Share of revenue"),
        *((words("Hours"),) if timed else ()),
    )  # fmt: skip
    figures = A_NUMBER * (len(headings) - 1)
    rows = (*(row(group) for group in groups), row(in_all(study, deep)))
    return Table(caption, headings, (align, *figures), rows, total=True, language=words.language)
