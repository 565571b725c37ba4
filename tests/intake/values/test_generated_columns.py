"""Two thousand generated columns of amounts: none is read a thousand times too large or too small, or wrong in any other way."""

import random
from collections import Counter
from decimal import Decimal

import pandas as pd

from segkit.intake.values import read_numbers

DIALECTS = [(".", ","), (",", "."), (" ", ","), ("\N{NO-BREAK SPACE}", ","), ("\N{THIN SPACE}", ","), ("'", "."), ("", ","), ("", ".")]
FORMS = ["{}", "{}", "{}", "kr. {}", "{} kr.", "DKK {}", "{} DKK", " {} ", '="{}"', "'{}"]
NEGATIVES = ["-{}", "{}-", "({})", "\N{MINUS SIGN}{}", "{} CR", "- {}"]
KINDS = ["money", "whole", "trimmed", "three"]


def amount(rng: random.Random, kind: str) -> Decimal:
    size = 10 ** rng.randint(0, 7)
    places = {"money": 2, "whole": 0, "trimmed": rng.randint(0, 3), "three": 3}[kind]
    return Decimal(rng.randrange(size * 10**places)).scaleb(-places)


def written(number: Decimal, kind: str, dialect: tuple[str, str]) -> str:
    thousands, decimal = dialect
    text = f"{number.normalize():f}" if kind == "trimmed" else f"{number:,f}"
    return text.translate({ord(","): "" if kind == "trimmed" else thousands, ord("."): decimal})


def decorated(text: str, form: str, negative: str | None) -> str:
    return form.format(negative.format(text) if negative else text)


def generated(seed: int) -> tuple[str, pd.Series, list[Decimal]]:
    """One column with its truth; every fourth is written by two people in two ways."""
    rng = random.Random(seed)
    kind = rng.choice(KINDS)
    dialects = [rng.choice(DIALECTS)]
    if rng.random() < 0.25:
        dialects.append(rng.choice(DIALECTS))
    form, minus = rng.choice(FORMS), rng.choice(NEGATIVES)
    if minus == "({})" or minus == "{} CR":
        form = "{}"
    truth, cells = [], []
    for _ in range(rng.randint(1, 60)):
        number = amount(rng, kind)
        negative = rng.random() < 0.1 and number != 0
        dialect = dialects[-1] if rng.random() < 0.3 else dialects[0]
        cells.append(decorated(written(number, kind, dialect), form, minus if negative else None))
        truth.append(-number if negative else number)
    mixed = len({dialect[1] for dialect in dialects}) == 2
    return f"{kind}{' mixed' if mixed else ''}", pd.Series(cells, dtype=object), truth


def test_no_generated_column_is_read_wrong():
    """C04: 2,000 generated columns, 0 cells wrong, 0 times a thousand; what is not read is named, and most is read."""
    wrong: list[str] = []
    outcomes: Counter[tuple[str, str]] = Counter()
    for seed in range(2_000):
        name, cells, truth = generated(seed)
        read = read_numbers(cells, currency="DKK")
        for row, number in enumerate(truth):
            if read.values[row] is None:
                outcomes[name, "asked"] += 1
                assert read.undecided is not None or row in read.bad.index
            elif read.values[row] == number:
                outcomes[name, "right"] += 1
            else:
                wrong.append(f"column {seed} ({name}), row {row}: {cells[row]!r} is {number}, was read as {read.values[row]}")

    assert wrong == []
    assert outcomes["money", "asked"] == 0
    assert outcomes["whole", "right"] > 0.6 * outcomes["whole", "asked"]
    assert outcomes["trimmed", "right"] > 9 * outcomes["trimmed", "asked"]


def test_a_known_decimal_sign_leaves_nothing_to_ask():
    """C04: once a person has said which sign it is, every cell of a column in one dialect is read."""
    unread = 0
    for seed in range(500):
        rng = random.Random(seed)
        dialect = rng.choice(DIALECTS)
        numbers = [amount(rng, "whole") for _ in range(20)]
        read = read_numbers(pd.Series([written(number, "whole", dialect) for number in numbers], dtype=object), dialect[1])
        unread += list(read.values) != numbers

    assert unread == 0


def test_ten_thousand_open_cells_are_still_a_question():
    """C04: the number of cells is no evidence; 1.234 ten thousand times is asked about as once."""
    rng = random.Random(7)
    cells = pd.Series([f"{rng.randrange(1, 1000)}.{rng.randrange(1000):03}" for _ in range(10_000)], dtype=object)
    read = read_numbers(cells)

    assert read.undecided == cells[0]
    assert read.values.isna().all()
    assert read.question == "undecided_numbers"
