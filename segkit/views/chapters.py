"""Chapters of the report in sentences made from the figures: one function each, from Study to Passage."""

from segkit import __version__
from segkit.segments import NOT_RATED_SEGMENT
from segkit.strategy import PROPOSALS
from segkit.study import Study
from segkit.views import sentences
from segkit.views.labels import definition, pareto_preset_label, period_text, preset_label, segment_label
from segkit.views.text import Passage, bullets, facts, heading, note, paragraph, points, together
from segkit.words.glossary import TERMS


def summary(study: Study) -> Passage:
    """Return the one-page summary: headline figures and what they say."""
    words, segmentation = study.words, study.segmentation
    n = len(study.customers)
    rated = n - segmentation.count(NOT_RATED_SEGMENT)
    tiles = [
        (words.number(n), words("Customers")),
        (words.money(segmentation.total["revenue"]), words("Revenue")),
        (words.percent(rated / n), words("Customers rated")),
        (words.money(segmentation.total["headroom"]), words("Headroom")),
    ]
    opening = [
        words.plural(
            "The revenue of {n} customer in the period {period} is {revenue}.",
            "The revenue of {n} customers in the period {period} is {revenue}.",
            n,
            revenue=words.money(segmentation.total["revenue"]),
            period=period_text(study),
        ),
        sentences.trend(study),
    ]
    text = (
        heading(words("Summary"))
        + facts(tiles)
        + paragraph(*opening)
        + bullets(
            [
                line
                for line in (
                    sentences.largest_segment(study),
                    sentences.concentration(study),
                    sentences.most_headroom(study),
                    sentences.not_rated(study),
                    sentences.hours_asked(study),
                )
                if line
            ]
        )
    )
    return text + note(
        words(
            "The Excel file that goes with this report holds every customer; its figures are calculated anew when a threshold is changed in it."
        )
    )


def money(study: Study) -> Passage:
    """Return where the money is: concentration of the revenue."""
    words, pareto = study.words, study.pareto
    text = heading(words("Where the money is"))
    if pareto.to_80 is None or pareto.gini is None or pareto.hhi is None:
        return text + paragraph(words("There is no revenue in the period, so nothing can be said about its concentration."))
    frame = pareto.frame
    classes = [(name, int((frame["pareto_class"] == name).sum())) for name in ("A", "B", "C")]
    return text + paragraph(
        sentences.concentration(study),
        sentences.hours_of_the_largest(study),
        words.plural("{n} customer is needed for 95%.", "{n} customers are needed for 95%.", pareto.to_95 or 0),
        words(
            "Number of customers by the preset '{preset}': A {a}, B {b}, C {c}.",
            preset=pareto_preset_label(study),
            a=classes[0][1],
            b=classes[1][1],
            c=classes[2][1],
        ),
        words(
            "The Gini coefficient is {gini} (0 = all customers equal, 1 = one customer has everything).", gini=words.number(pareto.gini, 2)
        ),
    )


def matrix(study: Study) -> Passage:
    """Return how the grades come about and how the customers fall."""
    words = study.words
    text = heading(words("The segments")) + paragraph(
        words("Customers and leads are graded by the preset '{preset}'.", preset=preset_label(study)),
        words(
            "A value exactly on a threshold counts as the higher band; a customer with an unknown measure is not rated rather than rated low."
        ),
    )
    return text + points([(segment_label(study, letter), definition(study, letter)) for letter in study.grid.letters])


def strategy(study: Study) -> Passage:
    """Return the introduction to the strategy, with the hours the plan asks for."""
    words = study.words
    return heading(words("Strategy per segment")) + paragraph(
        words("Every segment has a goal, a service level and a rhythm of contact."),
        sentences.hours_asked(study) or words("Together they ask for {hours} hours a year.", hours=words.number(study.plan.total_hours)),
    )


def segment_pages(study: Study) -> Passage:
    """Return each segment's page: who they are, what they earn, what to do with customers and leads."""
    words = study.words
    pages = []
    for policy in study.plan.policies:
        n, leads = (part.count(policy.segment) for part in (study.segmentation, study.lead_segmentation))
        if policy.segment == NOT_RATED_SEGMENT and n + leads == 0:
            continue
        revenue, share, headroom = (
            study.segmentation.value(policy.segment, measure) for measure in ("revenue", "revenue_share", "headroom")
        )
        label = segment_label(study, policy.segment)
        title = policy.name if policy.segment == NOT_RATED_SEGMENT else f"{label} · {policy.name}"
        page = heading(title, 2) + paragraph(definition(study, policy.segment), policy.goal)
        page += paragraph(
            words.plural(
                "{n} customer with a revenue of {revenue} ({share} of all).",
                "{n} customers with a revenue of {revenue} ({share} of all).",
                n,
                revenue=words.money(revenue),
                share=words.percent(share, 1),
            ),
            sentences.headroom(study, headroom) if n else "",
            words.plural("{n} lead falls into the segment.", "{n} leads fall into the segment.", leads) if leads else "",
        )
        contacts = words(
            "{channel}; {n} a year of {hours} hours each",
            channel=policy.channel,
            n=sentences.plain(study, policy.meetings_per_year),
            hours=sentences.plain(study, policy.hours_per_meeting),
        )
        page += points([
            (words("Service level"), policy.service_level),
            (words("Contacts"), contacts),
            (words("Response time"), words("within {hours} working hours", hours=sentences.plain(study, policy.response_hours))),
            (words("Activities"), "; ".join(activity.name for activity in policy.activities)),
            (words("Price policy"), policy.price_policy),
            (words("Responsible"), policy.responsible),
            (words("Leads"), policy.leads),
        ])  # fmt: skip
        pages.append(together(page))
    whole = pages[0]
    for page in pages[1:]:
        whole += page
    return whole


def best_worst(study: Study) -> Passage:
    """Return what the lists of best and worst are, and how proposals are spread."""
    words, lists = study.words, study.best_worst
    sizes = words.join([words.number(size) for size in lists.sizes])
    counts = study.customers["proposal"].value_counts()
    spread = [f"{words(label)}: {words.number(int(counts[name]))}" for name, label in PROPOSALS.items() if counts.get(name, 0)]
    text = heading(words("The best and the worst customers")) + paragraph(
        words("The lists of {sizes} stand whole in the Excel file; here are the first of each.", sizes=sizes),
        words("There are too few customers for the longest list; each list holds at most half of them.") if lists.shortened else "",
        words("Nobody is to be parted with by rule: a proposal to review the effort is a question to the person responsible."),
    )
    return text + paragraph(words("Proposals: {spread}.", spread="; ".join(spread)))


def leads(study: Study) -> Passage | None:
    """Return how the leads fall; None without leads."""
    words, n = study.words, len(study.leads)
    if n == 0:
        return None
    return heading(words("Leads")) + paragraph(
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
    text = heading(words("What we do not know yet"), 1 if study.leads.empty else 2)
    revenue = study.find_out.loc[study.find_out["kind"] == "customer", "revenue"].sum()
    return text + paragraph(
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


def data_quality(study: Study) -> Passage:
    """Return what was received, that all of it is accounted for, and how many questions are open."""
    words, account = study.words, study.intake.reconciliation
    questions = sum(finding.severity == "question" for finding in study.findings)
    return heading(words("The data")) + paragraph(
        words.plural("{n} row was received.", "{n} rows were received.", account.rows("received")),
        words("Every row is used or set aside with a reason, and the amounts add up to the last decimal."),
        words.plural("{n} question is open.", "{n} questions are open.", questions) if questions else words("No question is open."),
    )


def method(study: Study) -> Passage:
    """Return how the figures come about, and what the words mean."""
    words = study.words
    text = heading(words("Method and definitions")) + paragraph(
        words("Period: {period}.", period=period_text(study)),
        words("Model: {preset}.", preset=preset_label(study)),
        words(
            "Pareto: {preset}. A customer's class follows from the share of strictly larger customers; customers with equal revenue share a class.",
            preset=pareto_preset_label(study),
        ),
        words("Made with segkit {version}.", version=__version__),
    )
    return text + points([(words(term), words(meaning)) for term, meaning in TERMS])
