"""What a client lacks on the way to the deliverables, as short phrases for the terminal."""

from segkit.lab.standing import Standing

_SETTINGS = {
    "sources": "'sources' in engagement.yaml",
    "period": "'period' in engagement.yaml",
    "revenue": "the revenue: transactions, or a column of it",
}


def missing(client: Standing, unanswered: int) -> tuple[str, ...]:
    """Return what a client lacks, in the order in which it is asked for; nothing can be told of an engagement that cannot be read.

    `unanswered` is how many questions of the intake report have no answer.
    """
    engagement = client.engagement
    if engagement is None:
        return ()
    asked = engagement.lacks if client.files else ""
    unplaced = sum(not question.answered_in for question in engagement.questions)
    told = [
        "" if engagement.order.date else "the day of the order",
        "" if engagement.agreed or engagement.signed_off else "the decisions of the kick-off",
        "" if engagement.signed_off else "the client's sign-off",
        "" if client.files else "the client's data files",
        _counted(unanswered, "answer in the intake report", "answers in the intake report"),
        _SETTINGS.get(asked, ""),
        _deep_dive(client),
        _counted(unplaced, "question of the client that no chapter answers", "questions of the client that no chapter answers"),
    ]
    return tuple(one for one in told if one)


def _deep_dive(client: Standing) -> str:
    """Return what the rating of a Deep Dive waits for."""
    if client.lacks in {"tree", "tree_form"}:
        return "the factor tree, agreed with the client"
    if client.lacks == "sheets":
        return "the rating sheets"
    back = [name.removesuffix(".xlsx") for name in client.awaited]
    return f"filled-in rating sheets: {', '.join(back)}" if back else ""


def _counted(n: int, one: str, many: str) -> str:
    return f"{n} {one if n == 1 else many}" if n else ""
