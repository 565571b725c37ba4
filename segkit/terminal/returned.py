"""What `segkit return` shows: changes, questions and what was not taken, each with its cell; client data is never read as markup."""

from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table

from segkit.returned import GROUPS, Accepted, Item, Returned, shown
from segkit.terminal.findings import texts
from segkit.words import Words

MOST = 25
"""Lines of each list that are shown; the Excel list has all."""

_TITLES = {"change": "Changes", "question": "Questions", "not_taken": "Not taken", "reported": "Seen"}
_COUNTED = {
    "change": ("{n} change", "{n} changes"),
    "question": ("{n} question", "{n} questions"),
    "not_taken": ("{n} cell not taken", "{n} cells not taken"),
    "reported": ("{n} thing seen", "{n} things seen"),
}


def show_returned(out: Console, returned: Returned) -> None:
    """Show what a returned file says, and how much of it there is."""
    words = Words("en", returned.engagement.currency)
    for group in GROUPS:
        items = list(returned.of(group))
        if items:
            out.print(_table(_TITLES[group], items[:MOST], words, with_text=group != "change"))
        if len(items) > MOST:
            out.print(f"{len(items) - MOST} more stand in the list.", soft_wrap=True)
    counted = [words.plural(*_COUNTED[group], returned.count(group)) for group in GROUPS if returned.count(group)]
    told = words.join(counted) or "nothing was changed"
    out.print(f"{returned.file}, delivered on {words.short_date(returned.delivered)}: {told}.", soft_wrap=True)


def after_return(returned: Returned, accepted: Accepted | None, name: str) -> tuple[str, ...]:
    """Return what was written, and what to do next."""
    if accepted is not None:
        written = [
            f"{accepted.decisions} into corrections.yaml" if accepted.decisions else "",
            f"{accepted.settings} into engagement.yaml" if accepted.settings else "",
        ]
        told = Words("en").join(written)
        return (f"Written: {told}.", f"Next: segkit run {name}") if told else ("There was nothing to take over.",)
    questions = returned.count("question")
    if questions:
        return (
            "Next: answer the questions in the file and return it again; or take the rest without them: "
            f"segkit return {name} FILE --accept --partly",
        )
    if returned.decisions or returned.settings:
        return (f"Next: look at the changes, then take them over: segkit return {name} FILE --accept",)
    return ("There is nothing to take over.",)


def _table(title: str, items: Sequence[Item], words: Words, *, with_text: bool) -> Table:
    headings = ["Cell", "Whom", "Column", "Delivered", "In the file", *(["What was found"] if with_text else [])]
    table = Table(*headings, title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for item in items:
        whom = " ".join(part for part in (item.number, item.whom) if part) or "–"
        cells = [item.place, whom, item.what or "–", shown(words, item.old), shown(words, item.new)]
        table.add_row(*texts(*cells, *([f"{item.code}: {item.text(words)}"] if with_text else [])))
    return table
