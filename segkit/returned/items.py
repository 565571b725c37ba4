"""What is told of a returned file: each change, question, cell not taken and thing seen, with its cell, in the client's language."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from segkit.words import Words, phrase

Group = Literal["change", "question", "not_taken", "reported"]
Shown = str | int | float | Decimal | dt.date | None


@dataclass(frozen=True)
class Kind:
    """A kind of item: its group, its code, what is the matter and what to do. Texts with a number have two forms."""

    group: Group
    code: str
    text: str
    todo: str = ""


_SYSTEM = phrase("Change it in the system the data come from; it comes with the next delivery of data.")
_FORMULA = phrase("Put the formula back, by copying it from the cell above or below, and return the file again.")
_AGAIN = phrase("Correct the cell and return the file again.")
_NOTHING = phrase("Nothing.")

KINDS: dict[str, Kind] = {
    "changed": Kind("change", "SEG-F01", phrase("A new value.")),
    "taken_back": Kind("change", "SEG-F01", phrase("What was decided before is taken back.")),
    "conflict": Kind(
        "question",
        "SEG-F05",
        phrase("It was delivered as '{delivered}', the file says '{edited}', and meanwhile it has become '{current}'."),
        phrase("Decide which one holds, and write it into the newest strategy file."),
    ),
    "not_an_amount": Kind(
        "question",
        "SEG-F06",
        phrase("'{found}' is no amount that can be read in only one way."),
        phrase("Write a plain amount of 0 or more such as 250000, without currency or text."),
    ),
    "negative": Kind("question", "SEG-F06", phrase("'{found}' is below 0."), phrase("Write an amount of 0 or more.")),
    "not_a_grade": Kind("question", "SEG-F06", phrase("'{found}' is no grade that can be fixed."), phrase("Choose one of: {choices}.")),
    "not_a_choice": Kind("question", "SEG-F06", phrase("'{found}' is none of the answers."), phrase("Choose one of: {choices}.")),
    "not_a_date": Kind(
        "question",
        "SEG-F06",
        phrase("'{found}' is no date that can be read in only one way."),
        phrase("Write it as a date such as {example}."),
    ),
    "no_result": Kind(
        "question",
        "SEG-F06",
        phrase("The cell holds a formula without a result: {found}"),
        phrase("Write the value itself, or open the file in Excel, let it calculate and save it."),
    ),
    "not_a_point": Kind(
        "question",
        "SEG-F06",
        phrase("'{found}' is no point from {lowest} to {highest}."),
        phrase("Write a point of the scale, or empty the cell."),
    ),
    "no_reason": Kind(
        "question", "SEG-F06", phrase("The grade is fixed without a reason."), phrase("Write the reason beside the fixed grade.")
    ),
    "until_past": Kind(
        "question",
        "SEG-F06",
        phrase("The fixed grade would hold until {found}, which is before the day of the delivery."),
        phrase("Write a later day, or leave the cell empty: then the grade holds until further notice."),
    ),
    "no_grade": Kind(
        "question",
        "SEG-F06",
        phrase("'{found}' belongs to a fixed grade, but none is chosen."),
        phrase("Choose the grade, or empty the cell."),
    ),
    "cannot_be_emptied": Kind(
        "question",
        "SEG-F06",
        phrase("The cell was emptied, but its value '{delivered}' stands in the client's files."),
        phrase("Write the right value into the cell, or take it out of the file it comes from."),
    ),
    "row_contradicts": Kind(
        "question",
        "SEG-F02",
        phrase("The row's hidden key says {key}, but its visible cells belong to somebody else. Nothing of the row is taken."),
        phrase("Sort whole rows only: undo the sorting of single columns, or write the changes into the newest strategy file."),
    ),
    "whose_row": Kind(
        "question",
        "SEG-F02",
        phrase(
            "It cannot be told whose row this is: its hidden key is gone, and number and name fit nobody or several. Nothing of it is taken."
        ),
        phrase("Put number and name back as they were delivered, and return the file again."),
    ),
    "rows_differ": Kind(
        "question",
        "SEG-F02",
        phrase("The account stands in several rows that differ: {rows}. Nothing of them is taken."),
        phrase("Keep one of the rows, and return the file again."),
    ),
    "held": Kind(
        "question",
        "SEG-F02",
        phrase("The new value '{edited}' is not taken, because {cell} of the same row no longer holds its formula."),
        _FORMULA,
    ),
    "column_twice": Kind(
        "question",
        "SEG-F02",
        phrase("The heading '{heading}' stands above several columns that differ. Nothing of this cell is taken."),
        phrase("Keep one of the columns, and return the file again."),
    ),
    "preset_letters": Kind(
        "question",
        "SEG-F06",
        phrase("A letter of the grid was changed, but the grid is that of a preset."),
        phrase("Write a grid of your own into engagement.yaml (preset: own) if the letters are to stay this way."),
    ),
    "setting_refused": Kind(
        "question",
        "SEG-F06",
        phrase("With this value the settings cannot be used: {reason}"),
        _AGAIN,
    ),
    "given_changed": Kind("not_taken", "SEG-F03", phrase("The cell belongs to the client's system; the change is not taken."), _SYSTEM),
    "shown_only": Kind(
        "not_taken",
        "SEG-F03",
        phrase("The sheet only shows what stands elsewhere; the change is not taken."),
        phrase("Write it into the sheet of customers or leads."),
    ),
    "fixed_by_us": Kind("not_taken", "SEG-F03", phrase("The cell is part of the delivery; the change is not taken."), _NOTHING),
    "formula_replaced": Kind("not_taken", "SEG-F02", phrase("The formula was replaced by a value; it is not taken."), _FORMULA),
    "formula_changed": Kind("not_taken", "SEG-F02", phrase("The formula was changed; it is not taken."), _FORMULA),
    "column_changed": Kind(
        "not_taken",
        "SEG-F02",
        phrase("The formulas of the column were changed in {n} rows; they are not taken."),
        phrase("Put the formulas back from the delivered file, and return the file again."),
    ),
    "column_replaced": Kind(
        "not_taken",
        "SEG-F02",
        phrase("The formulas of the column were replaced by values in {n} rows; they are not taken."),
        phrase("Put the formulas back from the delivered file, and return the file again."),
    ),
    "restored": Kind(
        "reported",
        "SEG-F03",
        phrase("Saving or typing has changed how the cell is written; what was delivered holds."),
        _NOTHING,
    ),
    "key_restored": Kind(
        "reported",
        "SEG-F03",
        phrase("The hidden key was missing or damaged; the row was recognised by its number and name."),
        _NOTHING,
    ),
    "keys_gone": Kind(
        "reported",
        "SEG-F02",
        phrase("The hidden column of keys is gone from '{sheet}'; its rows were recognised by number and name."),
        _NOTHING,
    ),
    "row_deleted": Kind(
        "reported",
        "SEG-F01",
        phrase("The row is gone from the file. The account stays in the study."),
        phrase("If it is to leave the study, take it out of the client's system."),
    ),
    "row_added": Kind(
        "reported",
        "SEG-F01",
        phrase("The row was added: '{found}'. It is not taken."),
        phrase("Register new customers and leads in the client's system; they come with the next delivery of data."),
    ),
    "row_repeated": Kind("reported", "SEG-F02", phrase("The row stands twice with the same content; it was read once."), _NOTHING),
    "column_gone": Kind(
        "reported",
        "SEG-F02",
        phrase("The column '{heading}' is gone or has another heading in '{sheet}'; nothing of it was read."),
        phrase("If something was written there, put the heading back and return the file again."),
    ),
    "column_added": Kind(
        "reported",
        "SEG-F01",
        phrase("The column '{heading}' was added; it is not read."),
        phrase("Write remarks into the column of comments: they come back with the next delivery."),
    ),
    "table_gone": Kind("reported", "SEG-F02", phrase("The sheet '{sheet}' or its headings are gone; nothing of it was read."), _NOTHING),
    "weights_below": Kind(
        "question",
        "SEG-F06",
        phrase("With this weight the factors below '{group}' add up to {sum} % instead of 100 %; none of the group's weights is taken."),
        phrase("Change the other weights of the group too, so that they add up to 100 %, and return the file again."),
    ),
    "weights_on_top": Kind(
        "question",
        "SEG-F06",
        phrase("With this weight the factors of level 1 add up to {sum} % instead of 100 %; none of their weights is taken."),
        phrase("Change the other weights of the group too, so that they add up to 100 %, and return the file again."),
    ),
    "weights_in_pairs": Kind(
        "not_taken",
        "SEG-F03",
        phrase("The weight comes from comparisons in pairs; the change is not taken."),
        phrase("Change the comparisons in the form of the factor tree, or write weights in per cent there instead."),
    ),
    "setting_left": Kind("reported", "SEG-F02", phrase("The setting is no longer part of the model; nothing of it was taken."), _NOTHING),
    "setting_gone": Kind("reported", "SEG-F02", phrase("The cell of this setting is gone; nothing of it was read."), _NOTHING),
}

GROUPS: tuple[Group, ...] = ("change", "question", "not_taken", "reported")


@dataclass(frozen=True)
class Item:
    """One thing that is told: its kind, its cell, whom it is about, which field, what stood there and what stands there now."""

    kind: str
    place: str
    key: str = ""
    whom: str = ""
    what: str = ""
    old: Shown = None
    new: Shown = None
    values: Mapping[str, Any] = field(default_factory=dict, compare=False)

    @property
    def group(self) -> Group:
        return KINDS[self.kind].group

    @property
    def code(self) -> str:
        return KINDS[self.kind].code

    @property
    def number(self) -> str:
        """The account's number; "" for a setting."""
        account = re.sub("^(action|rating|growth|change):", "", self.key)
        return account.partition(":")[2]

    def text(self, words: Words) -> str:
        return words(KINDS[self.kind].text, **self.values)

    def todo(self, words: Words) -> str:
        todo = KINDS[self.kind].todo
        return words(todo, **self.values) if todo else ""
