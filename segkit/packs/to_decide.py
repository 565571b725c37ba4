"""What is to be decided about a result: each question with what the figures propose, and what has been decided already."""

from segkit.packs.content import Column, Grid
from segkit.packs.figures import plain_hours
from segkit.strategy.capacity import OVER
from segkit.study import Study
from segkit.views import sentences
from segkit.views.labels import cut_text
from segkit.views.money import headlines
from segkit.words import is_missing


def to_decide(study: Study) -> tuple[tuple[str, str], ...]:
    """Return what is to be decided, as question and proposal; questions that the data do not raise are left out."""
    words, period = study.words, study.engagement.plan_period
    proposals = study.customers["proposal"].value_counts()
    asked = [
        (words("Do the thresholds hold?"), _thresholds(study)),
        (words("Does each segment get the service that the policy says?"), _service(study)),
        (words("Are the hours there?"), _hours(study)),
        (words("Who asks the customers of unknown potential, and how many a week?"), _unknown(study)),
        (
            words("With which customers are price or service agreed anew?"),
            _number(study, int(proposals.get("adjust", 0)), "adjust"),
        ),
        (words("Where is less effort enough?"), _number(study, int(proposals.get("review", 0)), "review")),
        *(_deep(study) if study.deep is not None else ()),
        (words("Who follows up, and when?"), words("The next segmentation on {date}.", date=period.review)),
    ]
    return tuple((question, proposal) for question, proposal in asked if proposal)


def decided_grid(study: Study) -> Grid | None:
    """Return what has been decided with the client so far; None where nothing is written down."""
    words, agreed = study.words, study.engagement.agreed
    if not agreed:
        return None
    columns = (
        Column(words("About"), "client", 30),
        Column(words("Decided"), "client", 48),
        Column(words("Decided by"), "client", 20),
        Column(words("Decided on"), "date", 13),
    )
    return Grid(words("Decided so far"), columns, tuple((line.about, line.decided, line.by, line.on) for line in agreed))


def _thresholds(study: Study) -> str:
    words = study.words
    labels = {value.key: value.label for value in study.parameters}
    said = "; ".join(words("{threshold} {value}", threshold=words(labels[cut.key]), value=cut_text(study, cut)) for cut in study.grid.cuts)
    return words("Keep: {thresholds}.", thresholds=said) if said else ""


def _service(study: Study) -> str:
    words = study.words
    hours = plain_hours(study, round(study.plan.total_hours))
    return words.plural(
        "Yes: {hours} hours a year for {n} customer.", "Yes: {hours} hours a year for {n} customers.", len(study.customers), hours=hours
    )


def _hours(study: Study) -> str:
    words, reps = study.words, study.capacity.reps
    over = reps[reps["verdict"] == OVER]
    said = sentences.hours_asked(study)
    if len(over):
        names = words.join([str(name) for name in over["rep"]])
        said += " " + words.plural(
            "{n} sales rep has too few hours: {names}.", "{n} sales reps have too few hours: {names}.", len(over), names=names
        )
    return said.strip() or words("Not known: the hours available have not been given.")


def _unknown(study: Study) -> str:
    words, n = study.words, int((study.find_out["kind"] == "customer").sum())
    if n == 0:
        return ""
    minutes = study.engagement.find_out.minutes_per_call
    return words.plural(
        "{n} customer to ask, {hours} hours at {minutes} minutes each.",
        "{n} customers to ask, {hours} hours at {minutes} minutes each.",
        n,
        hours=plain_hours(study, round(n * minutes / 60, 1)),
        minutes=plain_hours(study, minutes),
    )


def _number(study: Study, n: int, proposal: str) -> str:
    words = study.words
    if n == 0:
        return ""
    if proposal == "adjust":
        return words.plural("{n} customer: adjust price or service.", "{n} customers: adjust price or service.", n)
    return words.plural("{n} customer: review the effort.", "{n} customers: review the effort.", n)


def _deep(study: Study) -> tuple[tuple[str, str], ...]:
    words, deep = study.words, study.deep
    assert deep is not None
    first = deep.lists.best.head(deep.lists.sizes[0])
    whom = "" if first.empty else words("The list of customers to build on, from the top. {growth}", growth=headlines.growth(study))
    thieves = "" if deep.thieves.frame.empty or is_missing(deep.thieves.hours) else headlines.thieves(study)
    return (
        (words("Whom does everyone build on?"), whom),
        (words("What happens with the time thieves?"), thieves),
    )
