"""What `segkit fit` shows of a trial: today, the proposal, and what more and fewer hours would cover; in English."""

from collections.abc import Iterator

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from segkit.engagement import Engagement
from segkit.fit.budget import TEAM
from segkit.fit.choosing import change_of, plain_number
from segkit.fit.trial import Figures, Point, Trial
from segkit.segments import NOT_RATED_SEGMENT
from segkit.terminal.findings import texts
from segkit.words import Words


def show_trial(out: Console, engagement: Engagement, trial: Trial) -> None:
    """Show a trial on one screen."""
    words = Words("en", engagement.currency)
    out.print(Text(f"{engagement.client}: {_question(trial, words)} (trial {trial.number}, {words.short_date(trial.day)})"), soft_wrap=True)
    if trial.asked.change == "thresholds" and trial.after:
        for key, old in trial.before.items():
            out.print(Text(f"  {change_of(key, old, trial.after[key], engagement, words)}"), soft_wrap=True)
    out.print(_segments(trial, engagement, words))
    if trial.reps:
        out.print(_reps(trial, words))
    for line in _answer(trial, words):
        out.print(Text(line), soft_wrap=True)
    if trial.frontier:
        out.print(_frontier(trial, words))
        for line in _one_more(trial, words):
            out.print(Text(line), soft_wrap=True)


def _question(trial: Trial, words: Words) -> str:
    asked = trial.asked
    what = "thresholds of the grades" if asked.change == "thresholds" else "contacts a year"
    if asked.goal == "wish":
        return f"the {what} nearest to the distribution wished"
    each = "each sales rep's own hours" if asked.each_rep else f"{plain_number(words, trial.available)} hours"
    return (
        f"the smallest change of the {what} that fits into {each}"
        if asked.goal == "smallest"
        else (f"the {what} that cover the most within {each}")
    )


def _segments(trial: Trial, engagement: Engagement, words: Words) -> Table:
    chosen = trial.proposed
    counts, wished = trial.asked.change == "thresholds", trial.asked.wish
    table = Table("Segment", box=box.SIMPLE_HEAD, pad_edge=False)
    headings = ["Customers", *(["Proposed"] if counts and chosen else [])]
    headings += ["Share of rated", "Wished"] if wished and chosen else []
    headings += ["Contacts a year", *(["Proposed"] if not counts and chosen else [])]
    headings += ["Hours a year", *(["Proposed"] if chosen else [])]
    headings += ["Covered by an hour"] if trial.per_hour else []
    for heading in headings:
        table.add_column(heading, justify="right")
    for segment in trial.today.customers:
        cells = [_called(segment, trial, engagement), *_pair(trial, "customers", segment, words, both=counts)]
        if wished and chosen:
            cells += _shares(segment, chosen, wished, words)
        cells += _pair(trial, "contacts", segment, words, both=not counts)
        cells += _pair(trial, "hours", segment, words, both=True)
        cells += [words.money(trial.per_hour.get(segment))] if trial.per_hour else []
        table.add_row(*texts(*cells))
    table.add_section()
    table.add_row(*texts(*_in_all(trial, words, columns=len(headings))))
    return table


def _in_all(trial: Trial, words: Words, *, columns: int) -> list[str]:
    """Return the row of all segments together: customers today, and hours where they stand."""
    held = [figures for figures in (trial.today, trial.proposed) if figures]
    hours = [plain_number(words, figures.total_hours) for figures in held]
    after = [""] if trial.per_hour else []
    customers = words.number(sum(trial.today.customers.values()))
    return ["In all", customers, *[""] * (columns - 1 - len(hours) - len(after)), *hours, *after]


def _called(segment: str, trial: Trial, engagement: Engagement) -> str:
    letter = "–" if segment == NOT_RATED_SEGMENT else engagement.abcd.label(segment)
    return f"{letter}  {trial.names.get(segment, '')}"


def _pair(trial: Trial, name: str, segment: str, words: Words, *, both: bool) -> list[str]:
    """Return a figure of a segment today and, where both are shown and something is proposed, then."""
    held = [trial.today, *([trial.proposed] if both and trial.proposed else [])]
    return [plain_number(words, getattr(figures, name)[segment], 2 if name == "contacts" else 1) for figures in held]


def _shares(segment: str, chosen: Figures, wished: dict[str, float], words: Words) -> list[str]:
    if segment == NOT_RATED_SEGMENT:
        return ["", ""]
    rated = sum(n for name, n in chosen.customers.items() if name != NOT_RATED_SEGMENT)
    share = chosen.customers[segment] / rated if rated else None
    return [words.percent(share), words.percent(wished.get(segment, 0.0) / 100)]


def _reps(trial: Trial, words: Words) -> Table:
    table = Table("Sales rep", box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in ("Hours there are", "Needed today", *(("Proposed",) if trial.proposed else ())):
        table.add_column(heading, justify="right")
    for name, load in trial.reps.items():
        figures = [load.available, load.today, *([load.proposed] if trial.proposed else [])]
        table.add_row(*texts(name, *(plain_number(words, hours) for hours in figures)))
    return table


def _answer(trial: Trial, words: Words) -> Iterator[str]:
    yield _today(trial, words)
    if trial.proposed is None:
        yield from _nothing(trial, words)
        return
    yield _proposed(trial, trial.proposed, words)
    yield from _covered(trial, trial.proposed, words)
    dropped = [segment for segment, often in trial.proposed.contacts.items() if not often and trial.today.contacts[segment]]
    if dropped and trial.asked.change == "frequencies":
        keep = ",".join(f"{segment}=1" for segment in dropped)
        yield f"No contact any more with {words.join(dropped)}: only the playbook's other activities. To keep one a year: --at-least {keep}"
    if (
        trial.asked.change == "frequencies"
        and NOT_RATED_SEGMENT not in trial.asked.at_least
        and trial.today.customers.get(NOT_RATED_SEGMENT)
    ):
        yield (
            "Customers that are not rated keep their contacts: what they are worth is what must be found out. "
            f"To let them change: --at-least {NOT_RATED_SEGMENT}=0"
        )


def _today(trial: Trial, words: Words) -> str:
    needed = plain_number(words, trial.today.total_hours)
    if trial.available is None:
        return f"Today     {needed} hours needed; how many there are is not known."
    there = f"Today     {needed} hours needed, {plain_number(words, trial.available)} there are: "
    if trial.fits_today:
        return f"{there}it fits, and {plain_number(words, trial.available - trial.today.total_hours)} hours are left over."
    over = trial.today.total_hours - trial.available
    if over > 0:
        return f"{there}{plain_number(words, over)} too many."
    heavy = sum(load.today > load.available for load in trial.reps.values())
    return f"{there}enough in all, but {heavy} of {len(trial.reps)} sales reps have too many."


def _nothing(trial: Trial, words: Words) -> Iterator[str]:
    least = "contacts" if trial.asked.change == "frequencies" else "customers in the costly segments"
    if TEAM in trial.lacking:
        lacking = trial.lacking[TEAM]
        needed = plain_number(words, (trial.available or 0.0) + lacking)
        yield f"Nothing fits: with the fewest {least} that may be chosen {needed} hours are needed, {plain_number(words, lacking)} more than there are."
    elif trial.lacking:
        told = [f"{name} {plain_number(words, hours)}" for name, hours in trial.lacking.items()]
        yield f"Nothing fits: even with the fewest {least} that may be chosen, hours lack with {words.join(told)}."
    lower = f"let more segments go down (such as --at-least {NOT_RATED_SEGMENT}=0), "
    way = lower if trial.asked.change == "frequencies" else "change the contacts instead (leave out --thresholds), "
    yield f"Give more hours, {way}or make the other activities of the playbook fewer or shorter."


def _proposed(trial: Trial, chosen: Figures, words: Words) -> str:
    if not trial.after:
        return "Proposed  today's numbers stay." if trial.asked.goal != "wish" else "Proposed  today's thresholds are the nearest."
    left = "" if trial.available is None else _left(trial.available - chosen.total_hours, words)
    changed = f"{plain_number(words, chosen.changed)} contacts a year more or fewer"
    moved = f"{_customers(chosen.moved, words)} change segment, " if trial.asked.change == "thresholds" else ""
    return f"Proposed  {plain_number(words, chosen.total_hours)} hours needed{left}; {moved}{changed}."


def _left(hours: float, words: Words) -> str:
    return f", {plain_number(words, hours)} left over" if hours >= 0 else f", {plain_number(words, -hours)} more than there are"


def _covered(trial: Trial, chosen: Figures, words: Words) -> Iterator[str]:
    told = []
    for measure, whole in trial.known.items():
        covered = getattr(chosen, measure)
        share = words.percent(covered / whole, 1) if whole else "–"
        told.append(f"{share} of the {measure} ({words.money(covered)} of {words.money(whole)})")
    if told:
        yield f"Covers    {words.join(told)}: a customer counts to the share of the contacts wished that it gets."
    open_ = [f"the {measure} of {_customers(n, words)}" for measure, n in trial.unknown.items() if n and measure != "value"]
    if open_:
        nothing = trial.unknown.get("value", 0)
        none = f"; of {_customers(nothing, words)} nothing is known" if nothing else ""
        yield f"Unknown   {words.join(open_)}, in neither the covered part nor the whole{none}."
    if trial.nobody:
        yield f"Nobody    {_customers(trial.nobody, words)} without a sales rep: nobody's hours are held against theirs."
    if trial.combinations:
        yield f"Counted   {words.number(trial.combinations)} combinations of round amounts, each exactly; of these it is the best."


def _frontier(trial: Trial, words: Words) -> Table:
    table = Table("The most that fits", box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in ("Hours there are", "Needed", *(f"{measure.capitalize()} covered" for measure in trial.known)):
        table.add_column(heading, justify="right")
    for point in trial.frontier:
        shares = [
            "nothing fits" if point.needed is None else words.percent(getattr(point, measure) / whole, 1) if whole else "–"
            for measure, whole in trial.known.items()
        ]
        table.add_row(*texts(_place(point), plain_number(words, point.hours), plain_number(words, point.needed), *shares))
    return table


def _place(point: Point) -> str:
    if point.reps:
        return f"one sales rep {'more' if point.reps > 0 else 'fewer'}"
    return "the hours there are" if point.percent == 100 else f"{point.percent}% of the hours"


def _one_more(trial: Trial, words: Words) -> Iterator[str]:
    now = next((point for point in trial.frontier if point.percent == 100), None)
    then = next((point for point in trial.frontier if point.reps == 1), None)
    rep = trial.one_more
    if rep is None or now is None or then is None:
        if not trial.asked.each_rep:
            yield "What one more sales rep would add cannot be told: give the hours of one, --rep-hours 550"
        return
    cost = "; what they cost is not known, for 'cost_per_hour' is not given" if rep.cost is None else f", {words.money(rep.cost)} a year"
    basis = {
        "given": "",
        "reps": f"the mean of {rep.among} sales reps: ",
        "shared": f"the hours shared by the {rep.among} who own customers: ",
    }[rep.basis]
    head = f"One more sales rep ({basis}{plain_number(words, rep.hours)} hours{cost})"
    if then.needed is None:
        yield f"{head} would not be enough: nothing fits then either."
        return
    if now.needed is None:
        yield f"{head} would make it fit; with the hours there are nothing fits."
        return
    more = [(measure, getattr(then, measure) - getattr(now, measure)) for measure in trial.known]
    gained = [f"{words.money(amount)} more {measure}" for measure, amount in more]
    if any(amount > 0 for _, amount in more):
        yield f"{head} would cover {words.join(gained)} than the hours there are."
    else:
        yield f"{head} would cover nothing more."


def _customers(n: int, words: Words) -> str:
    return f"{words.number(n)} {'customer' if n == 1 else 'customers'}"
