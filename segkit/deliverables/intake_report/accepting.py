"""What a person accepts: the proposed sources go into engagement.yaml, and the files as they look now are the measure of the next delivery."""

from collections.abc import Sequence
from pathlib import Path
from textwrap import dedent

from segkit.deliverables.in_place import write_whole
from segkit.engagement import Engagement
from segkit.errors import EngagementError
from segkit.intake.mapping import TableProposal, snapshot, yaml_lines
from segkit.parameters import read_record, yaml_text
from segkit.parameters.yaml_edit import as_before, plain_text, with_items
from segkit.reception import Reception


def accept(reception: Reception) -> tuple[str, ...]:
    """Add the proposed sources to engagement.yaml and return their files; nothing where nothing is proposed.

    What is not sure stands beside its source as a remark. What every file looks like, without any value of it, is kept in accepted.json.
    Raises EngagementError where the file's own list cannot be added to, or where the file could not be used any more with what is
    proposed; it then stands as it was.
    """
    changed = _with_sources(reception.engagement.file, reception.acceptable)
    tables = [surveyed.table for surveyed in reception.survey.tables]
    if tables:
        write_whole(reception.engagement.accepted, (snapshot(tables).to_json() + "\n").encode())
    if changed is None:
        return ()
    write_whole(reception.engagement.file, changed)
    return tuple(dict.fromkeys(proposal.file for proposal in reception.acceptable))


def _with_sources(file: Path, proposed: Sequence[TableProposal]) -> bytes | None:
    """Return engagement.yaml with the proposed sources, checked, or None where none is proposed."""
    lines = yaml_lines(proposed).splitlines()
    if not proposed or lines[0] != "sources:":
        return None
    content = file.read_bytes()
    try:
        changed = with_items(plain_text(content), "sources", dedent("\n".join(lines[1:])))
    except ValueError:
        sentence = f"{file.name}: the list under 'sources' is written in brackets. Write one source per line, each beginning with '-'."
        raise EngagementError([sentence]) from None
    _must_be_usable(file, changed)
    return as_before(changed, content)


def _must_be_usable(file: Path, text: str) -> None:
    try:
        read_record(Engagement, yaml_text(file, text))
    except EngagementError as error:
        reasons = [problem.partition(": ")[2] or problem for problem in error.problems]
        raise EngagementError(
            [f"{file.name}: nothing was written, for with the proposed sources it could not be used: {reason}" for reason in reasons],
            code=error.code,
        ) from None
