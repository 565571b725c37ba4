"""What changed since the last delivery: accounts that moved and why, a migration table, and the rules that are not what they were."""

from segkit.circle.changes import AccountChanges, Changes, Move, NumberChange, TextChange, Why
from segkit.circle.class_moves import class_changes
from segkit.circle.delivered import Account, Delivered, account_frame, accounts, as_delivered
from segkit.circle.last_delivery import last_delivery
from segkit.circle.rule_book import rule_changes
from segkit.circle.stability import migration, money_migration, stability
from segkit.rating import rate
from segkit.strategy import PlaybookEntry
from segkit.study import Study
from segkit.words import is_missing


def since_last_delivery(study: Study) -> Changes | None:
    """Return what changed since the client's last delivery; None before the first, and where the two cannot be compared."""
    delivered = last_delivery(study.engagement).delivered
    return None if delivered is None else since_last(study, delivered)


def since_last(study: Study, delivered: Delivered) -> Changes:
    """Return what changed between a delivery and the study of now. Accounts are known again by kind and number."""
    preset, now = (delivered.preset, study.engagement.abcd.preset), as_delivered(study, "")
    return Changes(
        since=delivered.date,
        customers=_account_changes(study, delivered, "customer"),
        leads=_account_changes(study, delivered, "lead"),
        preset=preset if preset[0] != preset[1] else None,
        numbers=_number_changes(delivered, now),
        texts=_text_changes(delivered, now),
        rules=rule_changes(delivered, now, study.words),
        classes=class_changes(study, delivered),
    )


def _account_changes(study: Study, delivered: Delivered, kind: str) -> AccountChanges:
    now = accounts(study, kind)
    then = {account.number: account for account in delivered.accounts if account.kind == kind}
    frame = account_frame(study, kind)
    old_rules = rate(frame, delivered.grid).frame["grade"]
    moves = [
        _move(then[account.number], account, None if is_missing(by_old_rules) else str(by_old_rules), fixed=bool(fixed))
        for account, by_old_rules, fixed in zip(now, old_rules, frame["fixed_holds"], strict=True)
        if account.number in then and then[account.number].grade != account.grade
    ]
    here = {account.number for account in now}
    grids = delivered.grid, study.grid
    accounts_moved = migration(then, now, grids)
    return AccountChanges(
        moved=tuple(move for move in moves if move.grade_before is not None and move.grade_after is not None),
        newly_rated=tuple(move for move in moves if move.grade_before is None),
        no_longer_rated=tuple(move for move in moves if move.grade_after is None),
        new=tuple(account for account in now if account.number not in then),
        gone=tuple(account for account in then.values() if account.number not in here),
        migration=accounts_moved,
        money=money_migration(then, now, grids),
        stability=stability(accounts_moved),
    )


def _move(before: Account, after: Account, by_old_rules: str | None, *, fixed: bool) -> Move:
    by_rule: Why = "rules" if by_old_rules == before.grade else "figures" if by_old_rules == after.grade else "both"
    why: Why = "fixed" if fixed else by_rule
    return Move(
        kind=after.kind,
        number=after.number,
        name=after.name,
        grade_before=before.grade,
        grade_after=after.grade,
        why=why,
        revenue_before=before.revenue,
        revenue_after=after.revenue,
        potential_before=before.potential,
        potential_after=after.potential,
    )


def _number_changes(delivered: Delivered, now: Delivered) -> tuple[NumberChange, ...]:
    """Return the numbers that are others. Those of activities are told with the activity, by its name, where the record holds activities."""
    then, today = ({number.key: number for number in found} for found in (delivered.numbers, now.numbers))
    changes = []
    for key, number in (then | today).items():
        if ".activities." in key and key.startswith("playbook.") and _tells_activities(delivered, now):
            continue
        before, after = (None if key not in found or is_missing(found[key].value) else found[key].value for found in (then, today))
        if before != after:
            changes.append(NumberChange(key, number.label, number.unit, before, after))
    return tuple(changes)


def _text_changes(delivered: Delivered, now: Delivered) -> tuple[TextChange, ...]:
    if delivered.language != now.language:
        return ()
    return tuple(
        TextChange(segment, field, PlaybookEntry.model_fields[field].title or "", delivered.texts[segment].get(field, ""), text)
        for segment, texts in now.texts.items()
        if segment in delivered.texts
        for field, text in texts.items()
        if delivered.texts[segment].get(field, "") != text and not (field == "activities" and _tells_activities(delivered, now))
    )


def _tells_activities(delivered: Delivered, now: Delivered) -> bool:
    """Return whether the rule book compares activities one by one."""
    return delivered.activities is not None and delivered.language == now.language
