"""What the figures show: where the money is, how the grades come about, what is at stake, best and worst, leads, what is not known."""

from segkit.strategy import PROPOSALS
from segkit.study import Study
from segkit.views import charts, profiling, sentences, tables, validity
from segkit.views.chapters.opening import opening
from segkit.views.labels import definition, pareto_preset_label, preset_label, segment_label
from segkit.views.parts import Parts
from segkit.views.text import Passage, paragraph, points


def money(study: Study) -> Passage:
    """Return where the money is: concentration of the revenue."""
    words, pareto = study.words, study.pareto
    text = opening(study, "money")
    if pareto.to_80 is None or pareto.gini is None or pareto.hhi is None:
        return text + paragraph(words("There is no revenue in the period, so nothing can be said about its concentration."))
    frame = pareto.frame
    counts = {name.lower(): int((frame["pareto_class"] == name).sum()) for name in ("A", "B", "C")}
    return text + paragraph(
        sentences.concentration(study),
        sentences.hours_of_the_largest(study),
        words.plural("{n} customer is needed for 95%.", "{n} customers are needed for 95%.", pareto.to_95 or 0),
        words("Number of customers by the preset '{preset}': A {a}, B {b}, C {c}.", preset=pareto_preset_label(study), **counts),
        words(
            "The Gini coefficient is {gini} (0 = all customers equal, 1 = one customer has everything).", gini=words.number(pareto.gini, 2)
        ),
    )


def matrix(study: Study) -> Passage:
    """Return how the grades come about and how the customers fall."""
    words = study.words
    text = opening(study, "matrix") + paragraph(
        words("Customers and leads are graded by the preset '{preset}'.", preset=preset_label(study)),
        words(
            "A value exactly on a threshold counts as the higher band; a customer with an unknown measure is not rated rather than rated low."
        ),
    )
    text += points([(segment_label(study, letter), definition(study, letter)) for letter in study.grid.letters])
    return text + paragraph(validity.separated(study), profiling.profitability(study))


def value(study: Study) -> Passage | None:
    """Return what is at stake within the plan, as a range; None where neither headroom nor a loss is known."""
    words, total = study.words, study.value.total
    said = [sentences.headroom_to_win(study), sentences.contribution_to_recover(study)]
    if not any(said):
        return None
    left_out = int(total["headroom_unknown"])
    return opening(study, "value") + paragraph(
        *said,
        words.plural(
            "{n} customer is left out, because its headroom is unknown.",
            "{n} customers are left out, because their headroom is unknown.",
            left_out,
        )
        if left_out
        else "",
    )


def best_worst(study: Study) -> Parts:
    """Return the largest customers, and the best and the worst: by contribution where costs are known, else by revenue."""
    words, lists = study.words, study.best_worst
    sizes = words.join([words.number(size) for size in lists.sizes])
    counts = study.customers["proposal"].value_counts()
    spread = [f"{words(label)}: {words.number(int(counts[name]))}" for name, label in PROPOSALS.items() if counts.get(name, 0)]
    text = opening(study, "best_worst") + paragraph(
        words("The lists of {sizes} stand whole in the Excel file; here are the first of each.", sizes=sizes),
        words("There are too few customers for the longest list; each list holds at most half of them.") if lists.shortened else "",
        words("Nobody is to be parted with by rule: a proposal to review the effort is a question to the person responsible."),
    )
    text += paragraph(words("Proposals: {spread}.", spread="; ".join(spread)))
    return Parts.of(text, charts.key_customers(study), charts.earners(study) or tables.worst(study))


def leads(study: Study) -> Passage | None:
    """Return how the leads fall; None without leads."""
    words, n = study.words, len(study.leads)
    if n == 0:
        return None
    return opening(study, "leads", 2) + paragraph(
        words.plural(
            "{n} lead is graded by the same rules, on expected revenue and potential.",
            "{n} leads are graded by the same rules, on expected revenue and potential.",
            n,
        ),
        words("They never count among the customers."),
    )


def unknown(study: Study) -> Passage | None:
    """Return what is not known yet, and whom to ask; None where every potential is known."""
    words, n = study.words, int((study.find_out["kind"] == "customer").sum())
    if study.find_out.empty:
        return None
    revenue = study.find_out.loc[study.find_out["kind"] == "customer", "revenue"].sum()
    return opening(study, "unknown") + paragraph(
        words.plural(
            "{n} customer has no known potential; it buys for {revenue}.",
            "{n} customers have no known potential; they buy for {revenue}.",
            n,
            revenue=words.money(revenue),
        ),
        words("Unknown is not low: they are not rated until somebody has asked."),
        words(
            "The call list holds each of them with the question and cells for the answer; put back among the client's files, its answers are taken in."
        ),
    )
