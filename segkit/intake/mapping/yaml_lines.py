"""The `sources:` lines of engagement.yaml for a set of proposals: what is sure stands plain, what is in doubt as a remark."""

import re
from collections.abc import Sequence

from segkit.intake.mapping.proposals import ColumnProposal, JoinProposal, TableProposal
from segkit.tables import COLUMNS, Column

_PLAIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ][\wÀ-ÖØ-öø-ÿ./() -]*[\wÀ-ÖØ-öø-ÿ.)]|[A-Za-zÀ-ÖØ-öø-ÿ]")
_WORDS_OF_YAML = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}


def yaml_lines(proposals: Sequence[TableProposal]) -> str:
    """Return the lines to paste into engagement.yaml.

    A column that is sure stands plain, one in doubt as a remark with its score and its rivals below it. A file that lacks a sure
    heading for a column it needs stands as a remark whole, for half a source would be refused; so does one of several sheets or files that
    hold the same table.
    """
    main = [proposal for proposal in proposals if proposal.holds in COLUMNS]
    joined = {join.file for proposal in main for join in proposal.joins}
    lines = ["sources:" if any(_stands(proposal) for proposal in main) else "# sources:"]
    for proposal in main:
        own = _source(proposal)
        lines += own if _stands(proposal) else [_remark(line) for line in own]
        lines.append("")
    lines += [
        f"# {_named(proposal)} is not used: nothing in it fits a table, and no other file needs it."
        for proposal in proposals
        if proposal.holds not in COLUMNS and proposal.file not in joined
    ]
    return "\n".join(lines).rstrip() + "\n"


def _named(proposal: TableProposal) -> str:
    return _one_line(f"{proposal.file} [{proposal.sheet}]" if proposal.sheet else proposal.file)


def _stands(proposal: TableProposal) -> bool:
    sure = {column.column for column in proposal.columns}
    return not (proposal.rival_sheets or proposal.rival_files) and all(
        column.name in sure for column in _columns(proposal.holds) if column.required
    )


def _columns(holds: str | None) -> tuple[Column, ...]:
    return next((columns for name, columns in COLUMNS.items() if name == holds), ())


def _source(proposal: TableProposal) -> list[str]:
    rivals = ", ".join(_one_line(file) for file in proposal.rival_files)
    lines = [f"  - file: {quoted(proposal.file)}" + (f"    # or {rivals}" if rivals else ""), f"    holds: {proposal.holds}"]
    if proposal.sheet:
        rivals = ", ".join(_one_line(sheet) for sheet in proposal.rival_sheets)
        lines.append(f"    sheet: {quoted(proposal.sheet)}" + (f"    # or {rivals}" if rivals else ""))
    lines.append("    columns:")
    doubts = {column.name: [doubt for doubt in proposal.doubtful if doubt.column == column.name] for column in _columns(proposal.holds)}
    sure = {column.column: column for column in proposal.columns}
    for column in _columns(proposal.holds):
        if column.name in sure:
            lines.append(f"      {column.name}: {_value(sure[column.name])}")
        elif doubts[column.name]:
            lines += [f"      # {column.name}: {_value(doubt)}    # {doubt.score:g} of 100" for doubt in doubts[column.name]]
        elif column.required:
            lines.append(f"      # {column.name}:    # needed; no heading was found for it")
    return lines + _joins(proposal.joins)


def _joins(joins: Sequence[JoinProposal]) -> list[str]:
    """Return the joins; one in doubt is a remark, and so is everything below it."""
    if not joins:
        return []
    lines = ["    join:" if any(join.sure for join in joins) else "    # join:"]
    for join in joins:
        mark = "" if join.sure else "# "
        lines.append(f"      {mark}- file: {quoted(join.file)}" + ("" if join.sure else f"    # {join.score:g} of 100"))
        lines.append(f"      {mark}  key: {quoted(join.key)}")
        if join.own_key != join.key:
            lines.append(f"      {mark}  own_key: {quoted(join.own_key)}")
        if join.sheet:
            lines.append(f"      {mark}  sheet: {quoted(join.sheet)}")
    return lines


def _value(column: ColumnProposal) -> str:
    if not column.also:
        return quoted(column.heading)
    return f"{{{column.operation}: [{', '.join(quoted(heading, listed=True) for heading in (column.heading, *column.also))}]}}"


BLANKS = "\u00a0\u202f"
"""Blanks at which no line breaks, as they stand in amounts; YAML reads them as they are."""


def quoted(text: str, *, listed: bool = False) -> str:
    """Return a text as YAML reads it back unchanged: plain where that is safe, else between quotes."""
    is_plain = _PLAIN.fullmatch(text) and text.casefold() not in _WORDS_OF_YAML and not (listed and re.search(r"[\[\]{},]", text))
    if is_plain:
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(sign if sign.isprintable() or sign in BLANKS else f"\\U{ord(sign):08X}" for sign in escaped) + '"'


def _remark(line: str) -> str:
    return f"# {line}"


def _one_line(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text)
