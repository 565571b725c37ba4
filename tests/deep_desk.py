"""A small Deep Dive whose strategy file was delivered, and hands that edit the sheets of its factor tree, its ratings and its costs."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from returning import ENGAGEMENT, Desk, deliver, desk, published, set_name

from segkit.deliverables.rating_sheets import Wanted, write_rating_sheets
from segkit.intake import RatingGiven

DAY = dt.date(2026, 8, 20)

COSTS = """\
  - file: costs.csv
    holds: costs
    columns: {customer_id: No, date: Date, kind: Kind, hours: Hours, amount: Amount}
"""
TREE = """\
contribution:
  target_margin: 0.05
  elements:
    - name: Visits
      step: sales
      kinds: [Visit]
      ledger: 1200.00  # by the accounts
      theoretical_hours: 20
    - {name: Freight, step: freight, kinds: [Freight]}
tree:
  factors:
    - name: Relation
      weight_pct: 60
      definition: How we work together.
      owner: Ida
      factors:
        - name: Planning
          weight_pct: 70  # agreed in June
          definition: How early the customer agrees on deliveries.
          source: The rep
          direction: benefit
          lever: quality
          anchors: {1: Day to day, 2: Two days, 3: A few days, 4: A week, 5: A month}
        - name: Openness
          weight_pct: 30
          definition: What the customer tells us.
          source: The rep
          direction: benefit
          lever: quality
          anchors: {1: Nothing, 2: Little, 3: Something, 4: Much, 5: Everything}
    - name: Value
      weight_pct: 40
      definition: What the customer brings.
      owner: Bo
      factors:
        - name: Size
          weight_pct: 100
          definition: Revenue in the period.
          source: Ledger
          direction: benefit
          column: revenue
          points: [[500, 1], [3000, 5]]
          unit: DKK
"""
DEEP = ENGAGEMENT.replace("package: basic", "package: deepdive").replace("abcd:\n", f"{COSTS}abcd:\n") + TREE
RECORDS = """\
No;Date;Kind;Hours;Amount
0012;15-07-2025;Visit;3,5;
0013;16-08-2025;Visit;6;
0014;18-10-2025;Visit;1;
0012;18-10-2025;Freight;;90,00
0014;18-11-2025;Freight;;45,50
"""
POINTS = {("0012", "Planning"): 4, ("0012", "Openness"): 5, ("0013", "Planning"): 2, ("0013", "Openness"): 3, ("0014", "Planning"): 1}
"""What the raters gave; nobody has rated the openness of 0014, nor anything of 0015, 100000 and 0017."""

Edit = Callable[[Any], object]


def deep_desk(root: Path, yaml: str = DEEP, points: Mapping[tuple[str, str], int] = POINTS) -> Desk:
    """Make the client's folder with rating sheets filled in, deliver, and take a copy of the delivered file to a folder of its own."""
    made = desk(root, yaml, costs=RECORDS)
    rate(made, points)
    deliver(made)
    made.copy.write_bytes(published(made).read_bytes())
    return made


def rate(made: Desk, points: Mapping[tuple[str, str], int]) -> None:
    """Lay the rating sheets of the reps into data/, filled in."""
    study = made.study()
    assert study.deep is not None
    rep = dict(zip(study.customers["customer_id"], study.customers["owner"], strict=True))
    given = tuple(RatingGiven(number, leaf, rep[number], point, DAY, "", "", 0) for (number, leaf), point in points.items())
    rated = replace(study, intake=replace(study.intake, ratings=given))
    for rater in sorted(set(rep.values())):
        write_rating_sheets(rated, made.engagement.data, Wanted(rater), DAY)


# --- hands -----------------------------------------------------------------------------------------------------------------


def point(number: str, leaf: str, value: object, sheet: str = "Ratings") -> Edit:
    """Return the edit that writes into a customer's cell of a table of the Deep Dive, by the heading above it."""

    def change(book: Any) -> None:
        page = book[sheet]
        head, columns = heads(page, leaf)
        row = next(
            row for row in range(head + 1, page.max_row + 1) if str(page.cell(row, columns["Key"]).value).endswith(f"customer:{number}")
        )
        page.cell(row, columns[leaf]).value = value

    return change


def heads(page: Any, heading: str) -> tuple[int, dict[str, int]]:
    """Return the row of the headings, and the column of each."""
    for cells in page.iter_rows():
        texts = {str(cell.value): cell.column for cell in cells if cell.value is not None}
        if {"Key", "Name", heading} <= texts.keys():
            return cells[0].row, texts
    raise AssertionError(f"{page.title} has no column '{heading}'")


def tuned(made: Desk, key: str, value: object) -> Edit:
    """Return the edit that writes into the cell of a tuned number, by its key."""
    name = next(parameter.name for parameter in made.study().parameters if parameter.key == key)
    return set_name(name, value)
