"""The calendar of a study: its customers' single times placed, with the grades of the last delivery where those still count."""

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from segkit.circle import Account, last_delivery
from segkit.errors import CommandError
from segkit.parameters import nearest
from segkit.segments import NOT_RATED_SEGMENT
from segkit.strategy.rounds import Rounds, plan_rounds
from segkit.study import Study


@dataclass(frozen=True)
class Calendar:
    """A study's calendar: `since` is the day of the delivery whose grades still count until `changes_from`, None where there is none.

    `notices` say in English what a person should know of that delivery.
    """

    study: Study
    rounds: Rounds
    since: dt.date | None = None
    notices: tuple[str, ...] = ()

    @property
    def reps(self) -> list[str]:
        """Who has anything to do, by name."""
        reps = self.rounds.reps
        return [str(name) for name in reps.loc[reps["visits"] > 0, "rep"]]

    def of(self, rep: str) -> pd.DataFrame:
        """Return a rep's times that have a day, by day."""
        visits = self.rounds.visits
        return visits[(visits["rep"] == rep) & visits["day"].notna()]

    @property
    def unplaced(self) -> pd.DataFrame:
        """The times that have no day, the most important first."""
        visits = self.rounds.visits
        return visits[visits["day"].isna()]


def calendar_of(study: Study) -> Calendar:
    """Return the calendar of a study."""
    engagement = study.engagement
    period = engagement.plan_period
    last = last_delivery(engagement) if period.changes_from is not None else None
    delivered = last.delivered if last is not None else None
    earlier = (
        {} if delivered is None else {account.number: _segment(account) for account in delivered.accounts if account.kind == "customer"}
    )
    rounds = plan_rounds(study.customers, study.plan.policies, period, engagement.capacity, earlier)
    notices = () if last is None else (last.notices or (() if delivered is not None else (_NO_DELIVERY,)))
    return Calendar(study, rounds, None if delivered is None else delivered.date, notices)


_NO_DELIVERY = "'changes_from' changes nothing: there is no earlier delivery whose grades could differ from today's."


def _segment(account: Account) -> str:
    return account.grade or NOT_RATED_SEGMENT


def only(calendar: Calendar, rep: str) -> Calendar:
    """Return the calendar of one rep alone. Raises CommandError, with the nearest name, for someone who has nothing to do in it."""
    asked, known = " ".join(rep.split()), calendar.reps
    found = next((name for name in known if name.casefold() == asked.casefold()), None)
    if found is None:
        like = nearest(asked, known)
        hint = f"Did you mean '{like}'?" if like else f"There are: {', '.join(known)}." if known else "Nobody has anything in it."
        raise CommandError(f"The calendar has no '{asked}'. {hint}", code="SEG-P01")
    whole = calendar.rounds
    own = {name: _own(getattr(whole, name), found) for name in ("visits", "weeks", "reps", "no_turn")}
    theirs = pd.concat([own["visits"]["customer_id"], own["no_turn"]["customer_id"]])
    changed = whole.changed[whole.changed["customer_id"].isin(theirs)]
    return Calendar(calendar.study, Rounds(period=whole.period, changed=changed, **own), calendar.since, calendar.notices)


def _own(table: pd.DataFrame, rep: str) -> pd.DataFrame:
    return table[table["rep"] == rep]
