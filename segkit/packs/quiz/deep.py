"""Quiz questions of a Deep Dive: what is left after all costs and time, and whom to build on and to change."""

from segkit.packs.quiz.item import Item, of_numbers
from segkit.strategy.money import total
from segkit.study import Study
from segkit.views.money import headlines
from segkit.views.money.known import in_all
from segkit.words import is_missing


def true_share(study: Study) -> Item | None:
    """How much of the revenue is left after all costs and time."""
    words, deep = study.words, study.deep
    if deep is None or in_all(study, deep).customers == 0:
        return None
    share = in_all(study, deep).share
    if is_missing(share) or share <= 0:
        return None
    wrong = [share / 2, share * 1.5, share * 2, share / 4]
    text = words("How much of the revenue is left after all costs and time?")
    shown = [(value, words.percent(value, 1)) for value in wrong if value < 1]
    return of_numbers(text, (float(share), words.percent(share, 1)), shown, headlines.true_contribution(study))


def below_target(study: Study) -> Item | None:
    """How many customers stay below the target."""
    words, deep = study.words, study.deep
    if deep is None:
        return None
    n = int(deep.customers["below_target"].map(lambda known: known is True).sum())
    if n == 0:
        return None
    text = words("How many customers stay below the target of {target} of the revenue?", target=headlines.target_text(study))
    shown = [(value, words.number(value)) for value in (round(n / 2), round(n / 3), n * 2, n * 3) if value != n]
    return of_numbers(text, (n, words.number(n)), shown, headlines.change(study))


def growth(study: Study) -> Item | None:
    """How much the first customers to build on can grow."""
    words, deep = study.words, study.deep
    if deep is None or deep.lists.best.empty:
        return None
    first = deep.lists.best["growth"].head(deep.lists.sizes[0])
    amount = total(first)
    text = words.plural(
        "By how much can the first customer to build on grow within the plan?",
        "By how much can the first {n} customers to build on grow within the plan, all together?",
        len(first),
    )
    shown = [(amount * factor, words.money(amount * factor)) for factor in (2, 3, 0.5, 5)]
    return of_numbers(text, (amount, words.money(amount)), shown, headlines.growth(study))
