"""Whether a segmentation holds: what separates the segments, what each column is good for, and the quality gate."""

from collections.abc import Mapping

from segkit.segments import Check
from segkit.segments.gate import VERDICTS, CheckName
from segkit.segments.usefulness import REASONS, SUGGESTIONS
from segkit.study import Study
from segkit.tables import ORIGINS
from segkit.views.labels import decimals, segment_label
from segkit.views.profiling import NAMED_TRAITS, TOO_FEW, trait_label
from segkit.views.table import Align, Table
from segkit.words import is_missing, phrase
from segkit.words.language import UNKNOWN

STRENGTHS: dict[str, str] = {
    "strong": phrase("strong"),
    "medium": phrase("medium"),
    "weak": phrase("weak"),
    "none": phrase("none"),
    "too_few": TOO_FEW,
}
"""How far segments differ in something."""

CHECKS: dict[CheckName, str] = {
    "smallest": phrase("The smallest segment is large enough"),
    "not_rated": phrase("Most customers are rated"),
    "not_rated_revenue": phrase("Most of the revenue is rated"),
    "robust": phrase("Grades hold when a threshold moves by 10%"),
    "reconciled": phrase("The revenue adds up to the files received"),
    "separated": phrase("The segments differ in more than size"),
}
"""What each check of the gate asks for."""


def separated(study: Study) -> str:
    """Return in a sentence what separates the segments beside the measures they were made from, or that nothing does."""
    words, apart = study.words, study.profile.separation
    made_of = words.join([words.inside(words(axis.label)) for axis in study.grid.axes])
    if not apart.told:
        return words("Too little is known to tell whether the segments differ in anything but {measures}.", measures=made_of)
    if not apart.separates:
        return words(
            "The segments differ in nothing but {measures}, from which they were made: they sort the customers and say no more of them.",
            measures=made_of,
        )
    names = words.join([trait_label(study, name) for name in apart.separates[:NAMED_TRAITS]])
    if apart.only_size:
        return words(
            "Besides {measures}, the segments differ only in what goes with size: {names}. They sort the customers by size and say no more of "
            "them.",
            measures=made_of,
            names=names,
        )
    return words("Besides {measures}, from which they were made, the segments differ most in: {names}.", measures=made_of, names=names)


def separation(study: Study) -> Table | None:
    """Return how far the segments differ in each trait and measure, the clearest first; None where nothing else is known."""
    words, table = study.words, study.profile.separation.table
    known = table[table["n"] > 0]
    if known.empty:
        return None
    body = tuple(
        (
            trait_label(study, row["name"]),
            words.number(row["n"]),
            UNKNOWN if row["told"] == "too_few" else words.number(row["effect"], 2),
            _difference(study, row["told"]),
        )
        for row in known.to_dict("records")
    )
    caption = words("How far the rated customers of the segments differ: 0 = alike, 1 = nothing in common.")
    headings = (words("Characteristic"), words("Known for"), words("Effect"), words("Strength"))
    return Table(caption, headings, ("text", "num", "num", "text"), body)


def usefulness(study: Study) -> Table:
    """Return what each column is good for: how much is known, whether the segments differ in it, and what to do with it."""
    words = study.words
    said: dict[str, Mapping[str, str]] = {"origin": ORIGINS, "suggestion": SUGGESTIONS, "reason": REASONS}
    body = tuple(
        (
            trait_label(study, row["name"]),
            words.percent(row["coverage"]),
            words.number(row["distinct"]),
            "" if row["name"] in study.profile.grid_measures else _difference(study, row["told"]),
            *(words(texts[row[name]]) for name, texts in said.items()),
        )
        for row in study.profile.usefulness.to_dict("records")
    )
    headings = (
        words("Characteristic"), words("Known for"), words("Different values"), words("Strength"), words("Comes from"),
        words("For the segments"), words("Why"),
    )  # fmt: skip
    aligns: tuple[Align, ...] = ("text", "num", "num", "text", "text", "text", "text")
    return Table(words("What each column is good for when customers are divided into segments."), headings, aligns, body, wide=True)


def verdict(study: Study) -> str:
    """Return the verdict of the quality gate in a sentence."""
    words, gate = study.words, study.gate
    counts = {name: sum(check.verdict == name for check in gate.checks) for name in VERDICTS}
    if counts["fail"]:
        text = words.plural(
            "{n} of {all} checks is not passed: talk about it before the segments are used.",
            "{n} of {all} checks are not passed: talk about them before the segments are used.",
            counts["fail"],
            all=len(gate.checks),
        )
    elif counts["warn"]:
        text = words.plural(
            "No check failed; {n} of {all} is to be looked at.", "No check failed; {n} of {all} are to be looked at.", counts["warn"],
            all=len(gate.checks),
        )  # fmt: skip
    else:
        text = words("The segments passed all {all} checks.", all=len(gate.checks))
    return text


def gate(study: Study) -> Table:
    """Return the checks of the quality gate with what was found, the limit and the verdict."""
    words = study.words
    body = tuple(
        (words(CHECKS[check.name]), _found(study, check), _limit(study, check.name), words(VERDICTS[check.verdict]))
        for check in study.gate.checks
    )
    headings = (words("Check"), words("Found"), words("Limit"), words("Verdict"))
    return Table(words("The quality gate. It informs and blocks nothing."), headings, ("text",) * 4, body)


def _difference(study: Study, told: str) -> str:
    return study.words(STRENGTHS[told])


def _found(study: Study, check: Check) -> str:
    """Return what a check found, in words."""
    words, value = study.words, check.value
    if check.name == "smallest":
        return _smallest(study, check)
    if is_missing(value):
        return words("cannot be told")
    if check.name == "separated":
        return words.join([trait_label(study, name) for name in check.about[:NAMED_TRAITS]]) or words("nothing")
    if check.name == "reconciled":
        return words("to the last decimal") if value == 0 else words("{amount} too much or too little", amount=words.money(abs(value), 2))
    share = words.percent(value, decimals(value * 100))
    if check.name == "robust":
        moved = next(number.label for number in study.parameters if number.key == check.about[0])
        return words("{share} keep their grade at worst ({threshold})", share=share, threshold=words(moved))
    return words("{share} are not rated", share=share) if check.name == "not_rated" else words("{share} is not rated", share=share)


def _smallest(study: Study, check: Check) -> str:
    words = study.words
    if not check.about:
        return words("nobody is rated")
    names = words.join([segment_label(study, name) for name in check.about])
    text = words.plural("{n} customer in {names}", "{n} customers in {names}", int(check.value), names=names)
    empty = [segment_label(study, letter) for letter in study.grid.letters if study.segmentation.count(letter) == 0]
    return words("{found}; nobody in {names}", found=text, names=words.join(empty)) if empty else text


def _limit(study: Study, name: CheckName) -> str:
    """Return the limits of a check, in words."""
    words, limits = study.words, study.gate.limits

    def share(limit: float) -> str:
        return words.percent(limit, decimals(limit * 100))

    if name == "smallest":
        warn, fail = words.number(limits.segment_warn), words.number(limits.segment_fail)
    elif name in {"not_rated", "not_rated_revenue"}:
        return words(
            "look at it above {warn}, not passed above {fail}", warn=share(limits.not_rated_warn), fail=share(limits.not_rated_fail)
        )
    elif name == "robust":
        warn, fail = share(limits.kept_warn), share(limits.kept_fail)
    else:
        return ""
    return words("look at it below {warn}, not passed below {fail}", warn=warn, fail=fail)
