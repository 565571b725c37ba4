"""Contacts: the persons at customers and leads, and what each has consented to. Only a yes is a yes."""

from collections.abc import Sequence

import pandas as pd

from segkit.findings import Finding
from segkit.intake.columns import TypedTable
from segkit.intake.reconciliation import ReconciliationLine
from segkit.tables import ADDRESS_TYPES, CHANNELS, CONSENT_STATES, CONTACT_COLUMNS, Column
from segkit.words import LANGUAGES, Words

_STATES: dict[str, frozenset[str]] = {
    "opt_in": frozenset({"opt_in", "opt-in", "opt in", "ja", "yes", "y", "j", "1", "true", "sand", "wahr", "x", "tilmeldt", "samtykke", "accepteret", "anmäld", "samtycke", "påmeldt", "einwilligung", "subscribed", "has said yes"}),
    "opt_out": frozenset({"opt_out", "opt-out", "opt out", "nej", "nei", "no", "n", "nein", "0", "false", "falsk", "falsch", "frabedt", "afvist", "nekad", "avslått", "abgelehnt", "declined", "has said no"}),
    "withdrawn": frozenset({"withdrawn", "trukket tilbage", "tilbagetrukket", "afmeldt", "återkallat", "avanmäld", "trukket", "avmeldt", "widerrufen", "abgemeldet", "unsubscribed", "has taken a yes back"}),
    "not_asked": frozenset({"not_asked", "not asked", "ikke spurgt", "ej tillfrågad", "inte tillfrågad", "ikke spurt", "nicht gefragt", "has not been asked"}),
}  # fmt: skip
"""How files write what a person has said of a channel."""

_CHANNELS: dict[str, frozenset[str]] = {
    "email": frozenset({"email", "e-mail", "mail", "e-post", "epost"}),
    "phone": frozenset({"phone", "telephone", "telefon", "tlf", "tlf.", "opkald", "call", "anruf"}),
    "sms": frozenset({"sms", "text message", "tekstbesked", "textmeddelande", "tekstmelding"}),
    "letter": frozenset({"letter", "brev", "post", "brief"}),
    "visit": frozenset({"visit", "besøg", "besök", "besøk", "besuch", "møde", "möte"}),
}
"""How files write a channel."""


def contacts_of(tables: Sequence[TypedTable], accounts: pd.Index) -> tuple[pd.DataFrame, list[ReconciliationLine], list[Finding]]:
    """Return the contacts of all files, one row each, with every canonical column; `accounts` are the known customers and leads.

    A consent is one of CONSENT_STATES; an empty cell, or a text that nobody knows, is "not_asked". A person who wants no contact at all
    (`do_not_contact`) has that beside the consents, which it outweighs.
    """
    frames, lines, findings = [], [], []
    for table in tables:
        file, frame = table.source.shown, table.frame
        nobody = frame["customer_id"].isna()
        lines += [
            ReconciliationLine(file, "received", table.tables[0].rows, None),
            *(ReconciliationLine(file, reason, n, None) for reason, n in table.set_aside_counts.items()),
            ReconciliationLine(file, "total", len(table.totals), None),
            ReconciliationLine(file, "missing_id", int(nobody.sum()), None),
            ReconciliationLine(file, "used", int((~nobody).sum()), None),
        ]
        frame, found = _chosen(frame[~nobody], table)
        findings += found
        strangers = frame[~frame["customer_id"].isin(accounts)]
        if len(accounts) and not strangers.empty:
            values = {"n": len(strangers), "example": str(strangers["customer_id"].iloc[0])}
            findings.append(
                Finding("contact_of_nobody", file, int(strangers.index[0]), values, rows=tuple(map(int, strangers.index[:1000])))
            )
        frames.append(frame.assign(_file=file, _row=frame.index))
    columns = [column.name for column in CONTACT_COLUMNS]
    whole = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(dtype=object)
    return whole.reindex(columns=[*columns, "_file", "_row"]).astype(object).where(lambda cells: cells.notna(), None), lines, findings


def _spellings(column: Column) -> tuple[dict[str, frozenset[str]], dict[str, str]]:
    """Return how files write the values of a choice, and how segkit's own template does."""
    if column.name.startswith("consent_"):
        return _STATES, CONSENT_STATES
    return (_CHANNELS, CHANNELS) if column.name == "preferred_channel" else ({}, ADDRESS_TYPES)


def _chosen(frame: pd.DataFrame, table: TypedTable) -> tuple[pd.DataFrame, list[Finding]]:
    """Return the frame with each choice as one of its values."""
    findings = []
    frame = frame.copy()
    for column in (column for column in CONTACT_COLUMNS if column.kind == "choice" and column.name in frame):
        known, labels = _spellings(column)
        meant = {word: choice for choice, words in known.items() for word in words} | {choice: choice for choice in column.choices}
        meant |= {Words(language)(labels[choice]).casefold(): choice for choice in column.choices for language in LANGUAGES}
        texts = frame[column.name].map(lambda text: " ".join(text.split()).casefold() if isinstance(text, str) else None)
        unknown = frame[column.name][texts.notna() & ~texts.isin(meant)]
        frame[column.name] = texts.map(meant).astype(object)
        if len(unknown):
            heading = table.source.columns[column.name].headings[0]
            values = {"n": len(unknown), "column": heading, "example": str(unknown.iloc[0])}
            rows = tuple(map(int, unknown.index[:1000]))
            findings.append(Finding("unknown_choice", table.source.file, rows[0], values, table.source.sheet, heading, rows))
        if known is _STATES:
            frame[column.name] = frame[column.name].where(frame[column.name].notna(), "not_asked")
    return frame, findings
