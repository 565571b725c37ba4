"""Talking points about the work: hours against capacity, effort against value, what is at stake, and what has changed."""

import pandas as pd

from segkit.circle import Changes
from segkit.packs.figures import plain_hours
from segkit.packs.talking.point import NotSaid, Point
from segkit.strategy import PROPOSALS
from segkit.strategy.capacity import OVER, ROOM
from segkit.strategy.money import total
from segkit.study import Study
from segkit.views import sentences, stability
from segkit.views.labels import segment_label
from segkit.words import is_missing, phrases


def value_at_stake(study: Study) -> Point | NotSaid:
    """What can be won within the plan."""
    words, title = study.words, study.words("What is at stake within the plan")
    said = " ".join(part for part in (sentences.headroom_to_win(study), sentences.contribution_to_recover(study)) if part)
    if not said:
        return NotSaid(title, words("neither headroom nor a negative contribution is known"))
    likely = study.value.total["headroom_likely"]
    return Point(
        title,
        said,
        words("Which of the three amounts do you believe in, and what makes the difference?"),
        words("Headroom, likely"),
        _amount(likely),
    )


def hours_per_rep(study: Study) -> Point | NotSaid:
    """Who has more customers than hours, and who has room."""
    words, title, reps = study.words, study.words("Hours and who has them"), study.capacity.reps
    said, cost = sentences.hours_asked(study), _amount(study.plan.total_cost)
    named = reps[reps["rep"] != ""]
    if study.capacity.is_known:
        over, room = (named[named["verdict"] == verdict] for verdict in (OVER, ROOM))
        told = [
            _reps(
                study,
                over,
                phrases("Too many hours are asked of {n} sales rep: {names}.", "Too many hours are asked of {n} sales reps: {names}."),
            ),
            _reps(study, room, phrases("{n} sales rep has room: {names}.", "{n} sales reps have room: {names}.")),
        ]
        said = " ".join(part for part in (said, *told) if part) or words("The hours of every sales rep fit.")
    elif len(named) and named["needed"].sum() > 0:
        most = named.iloc[int(named["needed"].to_numpy().argmax())]
        said = " ".join(part for part in (
            said or words("The plan asks for {hours} hours a year.", hours=words.number(study.plan.total_hours)),
            words(
                "Most are asked of {name}: {hours} for {customers} customers.",
                name=str(most["rep"]), hours=plain_hours(study, float(most["needed"])), customers=int(most["customers"]),
            ),
            words("The hours of each sales rep are not known yet."),
        ) if part)  # fmt: skip
    if not said:
        return NotSaid(title, words("no hours are planned"))
    return Point(
        title,
        said,
        words("Whose customers move, or which contacts are left out?"),
        words("Cost of the hours") if cost is not None else "",
        cost,
    )


def effort(study: Study) -> Point | NotSaid:
    """In which segment hours and value lie furthest apart."""
    words, title, table = study.words, study.words("Effort against value"), study.effort.segments
    gaps = table["gap"].dropna()
    if gaps.empty or gaps.max() <= 0:
        return NotSaid(title, words("hours or value cannot be compared"))
    name = str(gaps.idxmax())
    hours, value = (float(str(table.at[name, column])) for column in ("hours_share", "value_share"))
    cost = _amount(study.plan.cost.get(name))
    measure = words.inside(words("Contribution") if study.effort.measure == "contribution" else words("Revenue"))
    said = words(
        "Segment {name} gets {hours} of the planned hours and brings {value} of the {measure}.",
        name=segment_label(study, name), hours=words.percent(hours), value=words.percent(value), measure=measure,
    )  # fmt: skip
    return Point(
        title,
        said,
        words("Is that an investment in what is to come, or a habit?"),
        words("Cost of the hours") if cost is not None else "",
        cost,
    )


def trend(study: Study) -> Point | NotSaid:
    """How the revenue compares with the period before."""
    words, title = study.words, study.words("The revenue against the period before")
    if not (said := sentences.trend(study)):
        return NotSaid(title, words("no revenue of the period before is known"))
    now = study.segmentation.total["revenue"]
    first = words("The revenue is {revenue}.", revenue=words.money(now))
    change = float(now) - float(study.customers["revenue_before"].sum())
    return Point(
        title,
        f"{first} {said}",
        words("Which customers explain it, and is it the market or you?"),
        words("Change of the revenue"),
        abs(change),
    )


def review(study: Study) -> Point | NotSaid:
    """What is proposed beside keeping and growing."""
    words, title, customers = study.words, study.words("Where less effort, or another price, is proposed"), study.customers
    told = customers[customers["proposal"].isin(["adjust", "review"])]
    if told.empty:
        return NotSaid(title, words("nothing of the kind is proposed for anybody"))
    counts = told["proposal"].value_counts()
    listed = "; ".join(f"{words(label)}: {words.number(int(counts[name]))}" for name, label in PROPOSALS.items() if name in counts)
    said = words("Number of customers by proposal: {listed}.", listed=listed)
    return Point(title, said, words("Who decides customer by customer, and by when?"), words("Revenue"), _revenue(told))


def changes(study: Study, since: Changes | None) -> Point | NotSaid:
    """What has changed since the last delivery."""
    words, title = study.words, study.words("What has changed since the last delivery")
    if since is None:
        return NotSaid(title, words("there is no earlier delivery to compare with"))
    found = since.customers
    counted = words(
        "Customers who changed grade: {moved}; new: {new}; no longer there: {gone}.",
        moved=len(found.moved), new=len(found.new), gone=len(found.gone),
    )  # fmt: skip
    said = " ".join(part for part in (counted, stability.stable(study, since, found)) if part)
    moved = pd.Series([move.revenue_after for move in found.moved], dtype=float).dropna()
    return Point(title, said, words("Which of these moves did you expect?"), words("Revenue"), total(moved) if len(moved) else None)


def _reps(study: Study, reps: pd.DataFrame, forms: tuple[str, str]) -> str:
    return study.words.plural(*forms, len(reps), names=study.words.join([str(name) for name in reps["rep"]])) if len(reps) else ""


def _amount(value: object) -> float | None:
    return None if is_missing(value) else abs(float(str(value)))


def _revenue(customers: pd.DataFrame) -> float | None:
    known = customers["revenue"].dropna()
    return total(known) if len(known) else None
