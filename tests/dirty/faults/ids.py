"""C01, C03, B13, C13: customer numbers, null-like names, blanks around texts."""

from dataclasses import replace
from random import Random

from ..draft import Draft, chosen
from ..truth import ID_STYLES, Unreadable
from .fault import CELLS, TEXT, TRUTH, WORKBOOK, fault, unchanged

for _style in ID_STYLES:
    if _style != "plain":
        fault(f"C01.ids_{_style}", "ids", TRUTH, ids=_style)(unchanged)


@fault("B13.wrapped_ids", "id_cells", CELLS, media=TEXT, ids="leading_zeros", clashes=("ids",))
def wrapped(draft: Draft, _: Random) -> Draft:
    """="000012" keeps Excel from eating the zeros; the number is 000012."""
    for at in draft.records():
        draft = draft.with_cell(at, "customer_id", f'="{draft.value(at, "customer_id")}"')
    return draft


@fault("B13.scientific_ids", "id_cells", CELLS, media=TEXT, ids="plain", clashes=("ids",), holds=("customers",))
def scientific(draft: Draft, rng: Random) -> Draft:
    """Excel made a long number 1,23E+05: the number is lost and nobody guesses it."""
    for at in chosen(draft, rng, most=2):
        damaged = rng.choice(("1,23E+05", "4,5E+12", "9,87654E+15"))
        draft = draft.with_value(at, "customer_id", Unreadable(damaged))
    return draft.asks("may", "SEG-B13")


@fault("C01.ids_as_numbers", "id_cells", CELLS, media=WORKBOOK, ids="plain", clashes=("ids",))
def as_numbers(draft: Draft, _: Random) -> Draft:
    """The sheet stores 1001.0; the number is 1001."""
    for at in draft.records():
        draft = draft.with_cell(at, "customer_id", float(str(draft.value(at, "customer_id"))))
    return draft


@fault("C01.long_ids_as_numbers", "id_cells", CELLS, media=WORKBOOK, ids="plain", clashes=("ids",), holds=("customers",))
def long_as_numbers(draft: Draft, rng: Random) -> Draft:
    """Above 15 figures Excel has changed the number already: told of, never guessed."""
    for at in chosen(draft, rng, most=2):
        number = rng.randint(10**17, 10**18)
        draft = draft.with_value(at, "customer_id", Unreadable(str(number))).with_cell(at, "customer_id", float(number))
    return draft.asks("may", "SEG-C01")


@fault("C02.blanks_around_ids", "id_cells", CELLS, ids="leading_zeros", clashes=("ids", "pages"))
def blanks_around(draft: Draft, rng: Random) -> Draft:
    """Blanks before and after a number are no part of it."""
    for at in draft.records():
        draft = draft.with_cell(
            at, "customer_id", rng.choice(("{} ", " {}", "{}", "{}\N{NO-BREAK SPACE}")).format(draft.value(at, "customer_id"))
        )
    return draft


@fault("C03.null_like_names", "name_letters", CELLS)
def null_like(draft: Draft, rng: Random) -> Draft:
    """A firm may be called Null; only the texts that engagement.yaml lists mean nothing."""
    for at in chosen(draft, rng):
        draft = draft.with_value(at, "name", rng.choice(("Null", "NA", "None", "nan", "N/A", "inf", "-", "NULL")))
    return draft


@fault("C03.listed_null_words", "money_nulls", CELLS, holds=("customers",), clashes=("name_letters",))
def listed_nulls(draft: Draft, rng: Random) -> Draft:
    """NULL stands for an unknown potential, and engagement.yaml says so."""
    word = rng.choice(("NULL", "n/a", "-", "ukendt", "#N/A"))
    for at in chosen(draft, rng, most=6):
        draft = draft.with_value(at, "potential", None).with_cell(at, "potential", word)
    return replace(draft, missing=(word,))


@fault("C13.blanks_in_texts", "name_blanks", CELLS)
def blanks_in_texts(draft: Draft, rng: Random) -> Draft:
    """Blanks at the ends go, blanks inside stay as they are."""
    for at in chosen(draft, rng, most=6):
        owner = str(draft.value(at, "owner"))
        inside = owner.replace(" ", "  ")
        draft = draft.with_value(at, "owner", inside).with_cell(at, "owner", rng.choice((f" {inside}", f"{inside}   ", f"\t{inside}")))
    return draft


@fault("C13.combining_letters", "name_blanks", CELLS, encoding="utf-8")
def combining(draft: Draft, rng: Random) -> Draft:
    """Å as A and a ring, as macOS writes it: shown as it came."""
    for at in chosen(draft, rng):
        draft = draft.with_value(at, "owner", "A\u030asa Bjo\u0308rk")
    return draft
