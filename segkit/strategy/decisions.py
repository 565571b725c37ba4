"""What has been decided with the client: at the kick-off, at the workshop, or when a fit was chosen."""

import datetime as dt

from segkit.intake.mapping.yaml_lines import quoted
from segkit.parameters import Record, parameter
from segkit.words import phrase


class Decision(Record):
    """One line of the decision log: what was decided, by whom and when. Without a name and a date nothing is decided."""

    about: str = parameter(
        label=phrase("About"), help=phrase("What the decision is about, such as the period or a threshold."), min_length=1, max_length=240
    )
    decided: str = parameter(label=phrase("Decided"), help=phrase("What was decided."), min_length=1, max_length=600)
    by: str = parameter(label=phrase("Decided by"), help=phrase("Who decided."), min_length=1, max_length=120)
    on: dt.date = parameter(label=phrase("Decided on"), help=phrase("The day of the decision, such as 2026-09-01."))
    why: str = parameter("", label=phrase("Reason"), help=phrase("Why it was decided so."), max_length=600)


class SignOff(Record):
    """Who has signed off the basis of the segmentation, and when."""

    by: str = parameter(label=phrase("Signed off by"), help=phrase("Who signed off the basis."), min_length=1, max_length=120)
    on: dt.date = parameter(label=phrase("Signed off on"), help=phrase("The day of the sign-off, such as 2026-09-01."))


def decision_item(decision: Decision) -> str:
    """Return a decision as an entry of the list `agreed` in engagement.yaml."""
    texts = {name: quoted(getattr(decision, name)) for name in ("about", "decided", "by")}
    lines = [*(f"{name}: {text}" for name, text in texts.items()), f"on: {decision.on}"]
    lines += [f"why: {quoted(decision.why)}"] if decision.why else []
    return "\n".join(f"{'  ' if i else '- '}{line}" for i, line in enumerate(lines))
