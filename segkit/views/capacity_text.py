"""What capacity says in sentences made from the figures: who has too much, who has room, and what would bring everybody within the hours."""

import pandas as pd

from segkit.strategy import Assignment
from segkit.strategy.assignment import GONE, INDUSTRY, LOAD, REGION
from segkit.strategy.capacity import OVER, ROOM, UNKNOWN
from segkit.study import Study
from segkit.views.labels import decimals
from segkit.words import Words, phrases

NAMED = 3
"""Sales reps that are told of one by one; the table has all of them."""

FEW_HOURS = 10.0
"""Hours below this are told with a decimal."""

MOVED_BECAUSE: dict[str, tuple[str, str]] = {
    LOAD: phrases("{n} because its owner has too few hours", "{n} because their owners have too few hours"),
    REGION: phrases("{n} because its owner does not take the region", "{n} because their owners do not take the region"),
    INDUSTRY: phrases("{n} because its owner does not take the industry", "{n} because their owners do not take the industry"),
    GONE: phrases("{n} because its owner is not among the sales reps", "{n} because their owners are not among the sales reps"),
}


def hours_text(words: Words, hours: float) -> str:
    """Return hours as they are told: whole ones, or with a decimal where they are few."""
    return words.number(hours, decimals(hours) if abs(hours) < FEW_HOURS else 0)


def verdicts(study: Study) -> list[str]:
    """Return who has too much and by how many hours, who has room, and whose hours are not known."""
    words, reps = study.words, study.capacity.reps
    over = reps[reps["verdict"] == OVER].sort_values("left", kind="stable")
    said = [
        words(
            "The customers of {name} ask for {needed} hours a year, but there are only {available}: {over} too many.",
            name=row["rep"],
            needed=hours_text(words, row["needed"]),
            available=hours_text(words, row["available"]),
            over=hours_text(words, -row["left"]),
        )
        for row in over.head(NAMED).to_dict("records")
    ]
    if over.empty:
        said.append(words("Nobody whose hours are known has more hours of customers than there are."))
    rest = over.iloc[NAMED:]
    more, beyond = len(rest), hours_text(words, -rest["left"].sum())
    if more:
        said.append(
            words.plural(
                "{n} further sales rep has {hours} hours too many.",
                "{n} further sales reps have {hours} hours too many together.",
                more,
                hours=beyond,
            )
        )
    room = reps[reps["verdict"] == ROOM]
    free, who, left = len(room), _names(words, room), hours_text(words, room["left"].sum())
    if free:
        said.append(
            words.plural(
                "{names} has room for more customers: {hours} hours are left.",
                "{names} have room for more customers: {hours} hours are left together.",
                free,
                names=who,
                hours=left,
            )
        )
    return [line for line in [*said, _unknown(study), _nobody(study)] if line]


def balance(study: Study) -> str:
    """Return who holds most and least potential per available hour; empty where fewer than two reps can be compared."""
    words = study.words
    reps = study.capacity.reps[study.capacity.reps["available"] > 0].dropna(subset="potential")
    if len(reps) < 2:
        return ""
    held = (reps["potential"] / reps["available"]).set_axis(reps["rep"])
    return words(
        "Shared evenly, an hour would hold {even} of potential; {most} has {high} per hour and {least} {low}.",
        even=words.money(reps["potential"].sum() / reps["available"].sum()),
        most=str(held.idxmax()),
        high=words.money(held.max()),
        least=str(held.idxmin()),
        low=words.money(held.min()),
    )


def proposal(study: Study) -> list[str]:
    """Return what would bring everybody within the hours: how many customers change owner and why, and what is lacking all the same."""
    words, found = study.words, study.assignment
    if found is None:
        return []
    said = [_moves(words, found)]
    if found.placed:
        said.append(words.plural("{n} customer without an owner gets one.", "{n} customers without an owner get one.", found.placed))
    if not found.is_best:
        said.append(words("It is the best proposal that was found; at least {n} customers have to change owner.", n=found.fewest_moves))
    if found.over:
        said.append(_lacking(words, found))
    if len(found.kept):
        said.append(
            words.plural(
                "{n} strategic customer stays, though its owner does not take its region or industry.",
                "{n} strategic customers stay, though their owners do not take their region or industry.",
                len(found.kept),
            )
        )
    if len(found.unplaced):
        said.append(
            words.plural(
                "{n} customer needs another owner, but nobody takes its region and industry, or these are not known.",
                "{n} customers need another owner, but nobody takes their region and industry, or these are not known.",
                len(found.unplaced),
            )
        )
    dealt = int((found.leads["to"] != "").sum())
    if dealt:
        said.append(words.plural("{n} lead without an owner gets one.", "{n} leads without an owner get one.", dealt))
    return said


def _moves(words: Words, found: Assignment) -> str:
    if not found.moved:
        if found.over:
            return words("No change of owners brings everybody within the hours.")
        return words("Everybody is within the hours; no customer has to change owner.")
    counts = found.moves["because"].value_counts()
    why = words.join([words.plural(*MOVED_BECAUSE[key], int(counts[key])) for key in MOVED_BECAUSE if key in counts])
    if found.over:
        return words.plural("{n} customer should change owner: {why}.", "{n} customers should change owner: {why}.", found.moved, why=why)
    return words.plural(
        "Everybody is within the hours when {n} customer changes owner: {why}.",
        "Everybody is within the hours when {n} customers change owner: {why}.",
        found.moved,
        why=why,
    )


def _lacking(words: Words, found: Assignment) -> str:
    return words(
        "Even then {hours} hours a year are lacking, at {names}: fewer contacts, more hours or other thresholds are the way out.",
        hours=hours_text(words, found.over),
        names=words.join([str(name) for name in found.short.index]),
    )


def _unknown(study: Study) -> str:
    reps = study.capacity.reps
    unknown = reps[(reps["verdict"] == UNKNOWN) & (reps["customers"] > 0)]
    if unknown.empty:
        return ""
    return study.words(
        "The hours of {names} are not known, so nothing can be said of the {hours} hours that their customers ask for.",
        names=_names(study.words, unknown),
        hours=hours_text(study.words, unknown["needed"].sum()),
    )


def _nobody(study: Study) -> str:
    words, reps = study.words, study.capacity.reps
    nobody = reps[reps["rep"] == ""]
    if nobody.empty:
        return ""
    n, needed = int(nobody["customers"].iloc[0]), hours_text(words, nobody["needed"].iloc[0])
    return words.plural(
        "{n} customer has no owner and asks for {hours} hours that nobody has been given.",
        "{n} customers have no owner and ask for {hours} hours that nobody has been given.",
        n,
        hours=needed,
    )


def _names(words: Words, reps: pd.DataFrame) -> str:
    """Return names in a row; beyond a few, how many more there are."""
    names = [str(name) for name in reps["rep"]]
    more = len(names) - 2 * NAMED
    return words.join(names if more <= 0 else [*names[: 2 * NAMED], words("{n} more", n=more)])
