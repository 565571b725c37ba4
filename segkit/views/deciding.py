"""What was decided with the client, as the report and the Excel file tell it: with who decided and when."""

from segkit.study import Study


def decided(study: Study) -> list[tuple[str, str]]:
    """Return what each decision is about, and what was decided by whom on which day and why, in the order of the days."""
    words = study.words
    return [
        (each.about, _ended(words("{decided} ({by}, {day})", decided=each.decided, by=each.by, day=words.date(each.on)), each.why))
        for each in sorted(study.engagement.agreed, key=lambda each: each.on)
    ]


def signed_off(study: Study) -> str:
    """Return who signed off the basis of the segmentation, as a sentence; "" where nobody did."""
    words, signed = study.words, study.engagement.signed_off
    if signed is None:
        return ""
    return words("The basis of the segmentation was signed off by {name} on {day}.", name=signed.by, day=words.date(signed.on))


def _ended(text: str, why: str) -> str:
    return f"{text}. {why}" if why else f"{text}."
