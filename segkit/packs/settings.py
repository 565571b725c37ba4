"""The settings that are decided at the kick-off: where each stands in engagement.yaml, what it is today and what it means."""

from dataclasses import dataclass
from typing import Literal

from segkit.engagement import Engagement
from segkit.rating.abcd import PRESETS, AbcdModel
from segkit.rating.contribution import CostModel
from segkit.strategy import Capacity
from segkit.views.labels import decimals, preset_of
from segkit.words import Words, phrase

Takes = Literal["amount", "fraction", "number", "date", "choice"]
Path = tuple[str, ...]


@dataclass(frozen=True)
class Setting:
    """One setting: its key and its path in engagement.yaml, its label, value and meaning in the client's language, and what can be decided.

    `choices` are pairs of the value in engagement.yaml and its label.
    """

    key: str
    label: str
    today: str
    meaning: str
    takes: Takes
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def path(self) -> Path:
        return tuple(self.key.split("."))


def settings(engagement: Engagement) -> tuple[Setting, ...]:
    """Return the settings to decide, in the order of the meeting."""
    found = [*_period(engagement), *_model(engagement), *_time(engagement), *_plan(engagement)]
    return (*found, *(_deep(engagement) if engagement.package == "deepdive" else ()))


OPEN = phrase("open")
_FROM, _TO = phrase("Period from"), phrase("Period to")
_BEGINS = phrase("The first day whose revenue counts; twelve whole months compare best.")
_ENDS = phrase("The last day whose revenue counts.")
_STARTS = phrase("The plan's first day")
_FIRST = phrase("From this day on activities are planned; left open, the first of the month after the delivery.")
_MONTHS = phrase("The plan's months")
_LONG = phrase("How many months the plan runs, 12 to 18.")


def _period(engagement: Engagement) -> tuple[Setting, ...]:
    words, period = engagement.words, engagement.period
    begin, end = (words.short_date(period.begin), words.short_date(period.end)) if period else (words(OPEN), words(OPEN))
    return (
        Setting("period.from", words(_FROM), begin, words(_BEGINS), "date"),
        Setting("period.to", words(_TO), end, words(_ENDS), "date"),
    )


def _model(engagement: Engagement) -> tuple[Setting, ...]:
    """Return the preset and the thresholds that it uses; a grid of one's own is drawn in engagement.yaml."""
    words, model = engagement.words, engagement.abcd
    if model.preset == "own":
        return ()
    choices = tuple((name, words(preset.label)) for name, preset in PRESETS.items())
    field = AbcdModel.model_fields["preset"]
    first = Setting("abcd.preset", words(str(field.title)), preset_of(engagement), words(str(field.description)), "choice", choices)
    return (first, *(_threshold(engagement, name) for name in PRESETS[model.preset].thresholds))


def _threshold(engagement: Engagement, name: str) -> Setting:
    words, field, threshold = engagement.words, AbcdModel.model_fields[name], engagement.abcd.threshold(name)
    takes: Takes = "fraction" if name.startswith("utilisation") else "amount"
    if threshold.amount is None:
        quantile = threshold.quantile or 0.0
        today = words("{share} of the customers with a value above 0 lie below.", share=shown_number(words, "fraction", quantile))
    else:
        today = shown_number(words, takes, threshold.amount)
    return Setting(f"abcd.{name}", words(str(field.title)), today, words(str(field.description)), takes)


def _time(engagement: Engagement) -> tuple[Setting, ...]:
    """Return the hours and what one costs; hours of each sales rep are a list in engagement.yaml."""
    words, capacity = engagement.words, engagement.capacity
    names = ["cost_per_hour"] if capacity.reps else ["sales_hours", "cost_per_hour"]
    found = []
    for name in names:
        field, value = Capacity.model_fields[name], getattr(capacity, name)
        takes: Takes = "number" if name == "sales_hours" else "amount"
        today = words(OPEN) if value is None else shown_number(words, takes, value)
        found.append(Setting(f"capacity.{name}", words(str(field.title)), today, words(str(field.description)), takes))
    return tuple(found)


def _plan(engagement: Engagement) -> tuple[Setting, ...]:
    words, period = engagement.words, engagement.plan_period
    return (
        Setting("plan.start", words(_STARTS), words.short_date(period.start), words(_FIRST), "date"),
        Setting("plan.months", words(_MONTHS), words.number(period.months), words(_LONG), "number"),
    )


def _deep(engagement: Engagement) -> tuple[Setting, ...]:
    words, field = engagement.words, CostModel.model_fields["target_margin"]
    today = shown_number(words, "fraction", engagement.contribution.target_margin)
    return (Setting("contribution.target_margin", words(str(field.title)), today, words(str(field.description)), "fraction"),)


def shown_number(words: Words, takes: Takes, value: float) -> str:
    """Return a setting's number as the language writes it."""
    if takes == "fraction":
        return words.percent(value, decimals(value * 100))
    return words.money(value, decimals(value, most=2)) if takes == "amount" else words.number(value, decimals(value))
