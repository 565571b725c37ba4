"""The proposed lines of engagement.yaml as sources: those that are sure and whole."""

from collections.abc import Sequence
from pathlib import Path

from segkit.intake import Source
from segkit.intake.mapping import TableProposal, yaml_lines
from segkit.parameters import Record, parameter, read_record, yaml_text


def proposed_sources(proposals: Sequence[TableProposal]) -> tuple[Source, ...]:
    """Return the sources that the proposed lines of engagement.yaml make: the sure ones that are whole."""
    lines = yaml_lines(proposals)
    data = yaml_text(Path("proposed.yaml"), lines)
    return tuple(read_record(_Proposed, data).sources)


class _Proposed(Record):
    """The proposed lines, read as engagement.yaml is."""

    sources: list[Source] = parameter([], label="Sources")
