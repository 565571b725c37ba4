"""What things are called towards a person: segments, columns, preset and period, in the engagement's language."""

from segkit.engagement import Engagement
from segkit.rating import CLASS_LABELS, NOT_RATED, Axis, Cut
from segkit.rating.abcd import OWN_LABEL
from segkit.rating.abcd import PRESETS as ABCD_PRESETS
from segkit.rating.pareto import PRESETS as PARETO_PRESETS
from segkit.segments import NOT_RATED_SEGMENT
from segkit.study import Study
from segkit.words import Words, capitalised, is_missing


def segment_label(study: Study, segment: str | None) -> str:
    """Return a grade as the client sees it: A, its own label such as Platinum, or the words for not rated."""
    if segment is None or is_missing(segment) or segment == NOT_RATED_SEGMENT:
        return study.words(NOT_RATED)
    return study.engagement.abcd.label(segment)


def pareto_label(study: Study, pareto_class: str | None) -> str:
    """Return a Pareto class in words where it is not a letter; empty where there is none."""
    if pareto_class is None or is_missing(pareto_class):
        return ""
    return study.words(CLASS_LABELS[pareto_class]) if pareto_class in CLASS_LABELS else pareto_class


def preset_label(study: Study) -> str:
    """Return the name of the ABCD preset, which stands on every deliverable."""
    return preset_of(study.engagement)


def preset_of(engagement: Engagement) -> str:
    """Return the name of an engagement's ABCD preset."""
    preset = engagement.abcd.preset
    return engagement.words(ABCD_PRESETS[preset].label if preset in ABCD_PRESETS else OWN_LABEL)


def pareto_preset_label(study: Study) -> str:
    """Return the name of the Pareto preset: which share of which measure makes a customer A, B or C."""
    return study.words(PARETO_PRESETS[study.engagement.pareto.preset].label)


def period_text(study: Study) -> str:
    """Return the analysis period in full, or that the figures carry no dates."""
    words, period = study.words, study.engagement.period
    if period is None:
        return words("one year as delivered, without dates")
    return words("{first} – {last}", first=words.date(period.begin), last=words.date(period.end))


def duration_text(study: Study) -> str:
    """Return the length that revenue and potential speak of: per year, or in so many months or days."""
    words, period = study.words, study.engagement.period
    if period is None or period.months == MONTHS_OF_A_YEAR:
        return words("per year")
    if period.months is not None:
        return words.plural("in {n} month", "in {n} months", period.months)
    return words.plural("in {n} day", "in {n} days", (period.end - period.begin).days + 1)


MONTHS_OF_A_YEAR = 12


def definition(study: Study, segment: str) -> str:
    """Return what puts a customer into a segment, in amounts: "Revenue from 250,000 kr., potential below 600,000 kr."."""
    if segment == NOT_RATED_SEGMENT:
        return study.words("Revenue or potential is unknown, so no grade can be given.")
    grid = study.grid
    rows = len(grid.grades)
    cells = [(r, c) for r, row in enumerate(grid.grades) for c, letter in enumerate(row) if letter == segment]
    parts = [
        ", ".join(_band_text(study, axis, band) for axis, band in ((grid.across, c), (grid.up, rows - 1 - r)) if axis is not None)
        for r, c in cells
    ]
    text = study.words("; or ").join(parts)
    return capitalised(text) + ("" if text.endswith(".") else ".")


def cut_text(study: Study, cut: Cut) -> str:
    """Return a threshold's value as the language writes it, or that it is still open."""
    words = study.words
    if cut.open:
        return words("an amount still open")
    unit = next(value.unit for value in study.parameters if value.key == cut.key)
    return _share_text(words, cut.value) if unit == "fraction" else words.money(cut.value, decimals(cut.value, most=2))


def origin_text(study: Study, cut: Cut) -> str:
    """Return where a threshold's value comes from: set by hand, or the share of the customers that lie below it."""
    words = study.words
    if cut.quantile is None:
        return words("set")
    return words("{share} of the customers with a value above 0 lie below.", share=_share_text(words, cut.quantile))


def decimals(value: float, most: int = 1) -> int:
    """Return how many decimals a figure is shown with: none where they would all be 0, else `most`."""
    return 0 if round(float(value), most).is_integer() else most


def band_label(study: Study, axis: Axis, band: int) -> str:
    """Return a measure and one of its bands: "Revenue: high". The colon spares the languages that would inflect the band."""
    return study.words("{measure}: {band}", measure=study.words(axis.label), band=study.words(axis.bands[band]))


def _share_text(words: Words, share: float) -> str:
    return words.percent(share, decimals(share * 100))


def _band_text(study: Study, axis: Axis, band: int) -> str:
    words = study.words
    measure = words.inside(words(axis.label))
    low = cut_text(study, axis.cuts[band - 1]) if band > 0 else None
    high = cut_text(study, axis.cuts[band]) if band < len(axis.cuts) else None
    if low is None and high is None:
        return measure
    if low is None:
        return words("{measure} below {high}", measure=measure, high=high or "")
    if high is None:
        return words("{measure} from {low}", measure=measure, low=low)
    return words("{measure} from {low} to below {high}", measure=measure, low=low, high=high)
