"""The start page: the five phases with where each client stands in them, what is due and the next step as a command to copy, the templates.

Everything is written as HTML inside markdown: it is shown without running anything. Names of clients are data; every letter that
HTML, markdown or formulas could read as a sign is written by its number.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from segkit.lab.next_step import next_step
from segkit.lab.phases import PHASES, Phase, phases_of
from segkit.lab.standing import Standing, standings
from segkit.notebooks.shipped import TEMPLATES, shipped_template
from segkit.strategy import next_due
from segkit.words import Words
from segkit.workbooks import FILE_NAME, must_hold_workbooks

_SIGNS = frozenset("&<>\"'\\`*_[]{}#|~$!^:@=")
"""What HTML, markdown, its links and its formulas are written with."""


@dataclass(frozen=True)
class StartPage:
    """The start page as the texts of its cells, each in markdown."""

    texts: tuple[str, ...]

    def _repr_markdown_(self) -> str:
        return "\n\n".join(self.texts)

    def __repr__(self) -> str:
        return "\n\n".join(self.texts)


def start_page(folder: str | Path = ".", first: str = "") -> StartPage:
    """Return the start page of a folder that holds workbooks/; its links are as seen from there. `first` is the client who stands on top.

    It is in English, or in the language of all engagements where they share one. Raises WorkbookError where there is no workbooks/.
    """
    root = Path(folder).absolute()
    must_hold_workbooks(root)
    found = sorted(standings(root), key=lambda client: (client.name != first, client.name))
    words = Words(page_language(found))
    return StartPage(
        (_introduction(words, found), *([_map(words, found), _next_steps(words, found)] if found else []), _templates(words, root))
    )


def page_language(found: Sequence[Standing]) -> str:
    """Return the consultant's language as the engagements tell it: the one that they all share, else English."""
    spoken = {client.language for client in found if client.language}
    return spoken.pop() if len(spoken) == 1 else "en"


def _introduction(words: Words, found: Sequence[Standing]) -> str:
    sentences = [words("Where each client stands, as the files in workbooks/ and deliverables/ show it.")]
    if not found:
        sentences = [words("There is no client yet. Make one in a terminal, or begin with the example:")]
    text = f"# segkit\n\n<p>{_literal(' '.join(sentences))}</p>"
    return (
        text
        if found
        else f"{text}\n<pre><code>segkit new nordhavn --language {words.language}\nsegkit demo --language {words.language}</code></pre>"
    )


def _map(words: Words, found: Sequence[Standing]) -> str:
    """Return the process map: a line per client, the five phases from left to right, each with what it is at and where that lies."""
    titles = [words("Client"), *(f"{i}. {words(phase)}" for i, phase in enumerate(PHASES, start=1))]
    head = "".join(f'<th style="text-align: left">{_literal(title)}</th>' for title in titles)
    rows = "".join(
        f'<tr><th style="text-align: left">{_name(client)}</th>{"".join(_cell(phase, client) for phase in phases_of(words, client))}</tr>'
        for client in found
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _cell(phase: Phase, client: Standing) -> str:
    shown = _link(phase.text, phase.place, client.root) if phase.place else _literal(phase.text)
    return f'<td style="text-align: left">{phase.sign} {shown}</td>'


def _next_steps(words: Words, found: Sequence[Standing]) -> str:
    title, how = words("Next steps"), words("The commands are typed in a terminal: File, New, Terminal.")
    return f"<h2>{_literal(title)}</h2><p>{_literal(how)}</p>" + "".join(_client(words, client) for client in found)


def _client(words: Words, client: Standing) -> str:
    step = next_step(words, client)
    command = f"<pre><code>{_literal(step.command)}</code></pre>" if step.command else ""
    places = [(FILE_NAME, client.folder / FILE_NAME), (words("data folder"), client.folder / "data")]
    places += [(words("executed notebook"), client.notebook)] if client.notebook else []
    places += [(words("deliverables"), client.delivered[1])] if client.delivered else []
    links = " · ".join(_link(text, path, client.root) for text, path in places if path.exists())
    due = next_due(client.milestones)
    told = words("Next due: {step}, {date}.", step=words(due.text), date=words.date(due.due)) if due else ""
    shown = f"<p>{_literal(told)}</p>" if told else ""
    return f"<h3>{_name(client)}</h3>{shown}<p>{_literal(step.sentence)}</p>{command}<p>{links}</p>"


def _templates(words: Words, root: Path) -> str:
    items = []
    for package, name in TEMPLATES.items():
        path = shipped_template(name)
        shown = _link(name, path, root) if path.is_relative_to(root) else f"<code>{_literal(str(path))}</code>"
        items.append(f"<li>{shown} ({_literal(package)})</li>")
    title, own = words("Templates"), words("A copy in a client's folder, under templates/, is run in place of the template.")
    return f"<h2>{_literal(title)}</h2><ul>{''.join(items)}</ul><p>{_literal(own)}</p>"


def _name(client: Standing) -> str:
    """Return a client's name with its folder's, left alone by the typesetter of formulas."""
    folder = "" if client.client == client.name else f" <small>({_literal(client.name)})</small>"
    return f'<span class="mathjax_ignore tex2jax_ignore">{_literal(client.client)}{folder}</span>'


def _link(text: str, path: Path, root: Path) -> str:
    """Return a link as seen from workbooks/, where the page lies."""
    kind = ' class="segkit-folder"' if path.is_dir() else ""
    return f'<a{kind} href="../{quote(path.relative_to(root).as_posix())}">{_literal(text)}</a>'


def _literal(text: str) -> str:
    """Return a text as HTML inside markdown that shows it letter by letter."""
    flat = " ".join(text.split())
    return "".join(f"&#{ord(letter)};" if letter in _SIGNS else letter for letter in flat)
