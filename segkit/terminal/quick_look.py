"""What a quick look says in the terminal: what was taken without being sure, what was written, and what comes next."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the other commands of the terminal must not wait for papermill and nbconvert
    from segkit.notebooks.quick_look import Looked


def looked_lines(looked: "Looked") -> list[str]:
    """Return what to tell the person who typed the command."""
    kept = (
        []
        if looked.notebook is None
        else [f"Kept beside it: {looked.notebook.name}, the notebook as it was executed; it holds the figures."]
    )
    return [
        *looked.taken,
        *(f"Notice: {notice}" for notice in looked.notices),
        f"Written: {looked.pdf}",
        *kept,
        "Next: read it before the client does. For the whole segmentation: segkit new CLIENT",
    ]
