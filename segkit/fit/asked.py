"""What a fit is asked: which numbers may change, towards what, and within which hours."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Literal

from segkit.errors import CommandError
from segkit.parameters import Record, nearest, parameter

Change = Literal["frequencies", "thresholds"]
Goal = Literal["cover", "smallest", "wish"]
Value = Literal["both", "headroom", "contribution"]


VALUES: tuple[Value, ...] = ("both", "headroom", "contribution")


class Asked(Record):
    """One question. `at_least` and `up_to` are contacts a year per segment, `wish` percent of the rated customers per grade."""

    change: Change = parameter("frequencies", label="Change", help="What may be changed: frequencies or thresholds.")
    goal: Goal = parameter("cover", label="Goal", help="Cover the most, change the least, or come nearest to a wished distribution.")
    value: Value = parameter("both", label="Value", help="What is covered: headroom, contribution or both.")
    hours: float | None = parameter(None, label="Hours", unit="hours", help="Hours a year there are; left out, those of engagement.yaml.")
    each_rep: bool = parameter(False, label="Each rep", help="Whether every sales rep must manage within the rep's own hours.")
    rep_hours: float | None = parameter(None, label="Hours of a rep", unit="hours", help="Hours a year that one more sales rep would have.")
    at_least: dict[str, float] = parameter({}, label="At least", help="Contacts a year that a segment keeps.")
    up_to: dict[str, float] = parameter({}, label="Up to", help="Contacts a year wished in a segment, above those of today.")
    wish: dict[str, float] = parameter({}, label="Wish", help="Percent of the rated customers wished in each grade.")

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures whose sum is a customer's value."""
        return ("headroom", "contribution") if self.value == "both" else (self.value,)


def pairs(option: str, given: Iterable[str], known: Iterable[str]) -> dict[str, float]:
    """Return what was typed as "A=6", "A=6,B=4" or "A=6 B=4" by segment. Raises CommandError for anything else."""
    names = tuple(known)
    found: dict[str, float] = {}
    for text in " ".join(given).replace(",", " ").split():
        name, sign, number = text.rpartition("=")
        if name not in names:
            like = nearest(name, names)
            hint = f"Did you mean '{like}'?" if sign and like else f"There are: {', '.join(names)}."
            raise CommandError(f"{option} takes segments with a number each, such as {names[0]}=6, but is '{text}'. {hint}", code="SEG-P01")
        if name in found:
            raise CommandError(f"{option} gives '{name}' twice. Keep one of them.", code="SEG-P01")
        found[name] = number_from(f"{option} {name}", number)
    return found


def number_from(option: str, given: str) -> float:
    """Return a number of 0 or more as it was typed. Raises CommandError for anything else."""
    try:
        number = float(given)
    except ValueError:
        number = -1.0
    if not 0 <= number < float("inf"):
        raise CommandError(f"{option} must be a number of 0 or more, written such as 6 or 2500.5, but is '{given}'.", code="SEG-P01")
    return number


def value_from(given: str) -> Value:
    """Return what is to be covered, as it was typed. Raises CommandError for anything else."""
    for value in VALUES:
        if value == given:
            return value
    raise CommandError(f"--value must be both, headroom or contribution, but is '{given}'.", code="SEG-P01")


def checked(asked: Asked) -> Asked:
    """Return a question whose parts fit together. Raises CommandError with what contradicts what."""
    if asked.wish:
        if asked.change == "frequencies":
            raise CommandError("--wish is a distribution of customers, which frequencies do not change. Leave out one.", code="SEG-P01")
        whole = sum(Fraction(f"{share:.12g}") for share in asked.wish.values())
        if whole != 100:
            raise CommandError(f"--wish must add up to 100 percent, but comes to {float(whole):g}.", code="SEG-P01")
        if asked.each_rep:
            raise CommandError("--wish and --each-rep ask for different things. Leave out one.", code="SEG-P01")
    if asked.change == "thresholds" and (asked.at_least or asked.up_to):
        raise CommandError("--at-least and --up-to are about contacts, which thresholds do not change. Leave them out.", code="SEG-P01")
    if asked.hours is not None and asked.each_rep:
        raise CommandError("--hours are those of the whole team, but --each-rep holds each rep to the own. Leave out one.", code="SEG-P01")
    for option, hours in (("--hours", asked.hours), ("--rep-hours", asked.rep_hours)):
        if hours is not None and hours <= 0:
            raise CommandError(f"{option} must be above 0, but is {hours:g}.", code="SEG-P01")
    return asked
