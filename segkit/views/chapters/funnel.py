"""From all accounts to those that come first: what each step asks, who leaves and why, and who is left."""

from segkit.strategy import Amounts
from segkit.strategy.funnel import KNOWLEDGE, amounts
from segkit.strategy.funnel_rule import STEPS
from segkit.study import Study
from segkit.views import funnel as views
from segkit.views.chapters.opening import opening
from segkit.views.charts.funnel import funnel as chart
from segkit.views.parts import Parts
from segkit.views.text import heading, paragraph, points


def funnel(study: Study) -> Parts | None:
    """Return the funnel in words, as a chart and as tables; None where no account takes part."""
    words, first = study.words, study.funnel.steps[0].came
    if first.accounts == 0:
        return None
    text = opening(study, "funnel") + paragraph(
        words(
            "Four steps lead from all accounts to those that come first. Each step asks for something more to be known, leaves out whoever does "
            "not meet it, with the reason, and lets the best of the others go on."
        ),
        _winnable(study),
        _sure(study),
        _what_is_left(study),
    )
    text += points(views.asked(study)) + paragraph(_took_all(study), _not_asked(study), _not_known(study))
    chosen = views.chosen(study)
    last = heading(words("Who comes first"), 2) + paragraph(
        *([] if chosen else [words("Nobody is left after the last step; the table says why.")])
    )
    return Parts.of(text, chart(study), views.steps(study), last, chosen)


def _winnable(study: Study) -> str:
    words = study.words
    if study.funnel.steps[0].came.leads == 0:
        return words("What can be won of a customer is its headroom.")
    return words("What can be won is a customer's headroom, and a lead's whole potential, for a lead buys nothing yet.")


def _sure(study: Study) -> str:
    words, rule = study.words, study.funnel.rule
    if "sure" not in {step.criterion for step in study.funnel.steps}:
        return ""
    return words(
        "Weighed by how sure it is, {estimate} of it counts where the potential is an estimate, and {lead} of it at a lead.",
        estimate=words.percent(rule.estimate_counts),
        lead=words.percent(rule.lead_counts),
    )


def _what_is_left(study: Study) -> str:
    words, first, last = study.words, study.funnel.steps[0].came, study.funnel.steps[-1].went
    if last.accounts == 0:
        return ""
    return words.plural(
        "Of {all} accounts {n} is left: {room} can be won there, {share} of all that is known to be winnable.",
        "Of {all} accounts {n} are left: {room} can be won there, {share} of all that is known to be winnable.",
        last.accounts,
        all=first.accounts,
        room=words.money(last.room),
        share=words.percent(_share(last, first)),
    )


def _share(part: Amounts, whole: Amounts) -> float | None:
    return part.room / whole.room if whole.room > 0 else None


def _took_all(study: Study) -> str:
    """Return which steps were reached by fewer accounts than they have room for."""
    words = study.words
    short = [words(STEPS[step.key]) for step in study.funnel.steps if step.takes_all and step.went.accounts < step.size]
    return (
        words("All who meet it go on from: {steps}; there are fewer of them than the step has places.", steps=", ".join(short))
        if short
        else ""
    )


def _not_asked(study: Study) -> str:
    words = study.words
    lost = [words.inside(words(KNOWLEDGE[piece.what])) for step in study.funnel.steps for piece in step.knowledge if not piece.asked]
    return words("Nobody was left out for what the files say of nobody: {what}.", what=", ".join(lost)) if lost else ""


def _not_known(study: Study) -> str:
    words, found = study.words, amounts(study.funnel.not_known_yet)
    if not found.accounts:
        return ""
    return words.plural(
        "{n} account left because something is not known yet, which is not the same as low: ask about it.",
        "{n} accounts left because something is not known yet, which is not the same as low: ask about them. The customers among them buy for "
        "{revenue}.",
        found.accounts,
        revenue=words.money(found.revenue),
    )
