"""Tables on any page where segkit's script runs: sorted by what the language means, searched in its words, plain without it."""

from collections.abc import Iterator

import pytest
from browsing import watched
from nbformat.v4 import new_code_cell, new_notebook, new_output

from segkit.deliverables.report.exporter import report_source
from segkit.views.table import Table
from segkit.views.table_script import table_script
from segkit.words import LANGUAGES, Words

VALUES = (1234.5, -9.75, None, 12_345_678.25, 0, 999.4)
"""Amounts that sort otherwise as text, in every language."""

RISING = (-9.75, 0, 999.4, 1234.5, 12_345_678.25, None)

FALLING = (12_345_678.25, 1234.5, 999.4, 0, -9.75, None)


@pytest.fixture(scope="module")
def page(browser: object) -> Iterator[object]:
    seen = watched(browser)
    yield seen.page
    seen.page.close()


def amounts(words: Words, shown: str) -> list[str]:
    written = {
        "money": lambda value: words.money(value, 2),
        "percent": lambda value: words.percent(value, 1),
        "number": lambda value: words.number(value, 2),
    }
    return [written[shown](value) for value in VALUES]


def table(cells: list[str], language: str, *, total: bool = False) -> Table:
    rows = tuple((f"Kunde {i}", cell) for i, cell in enumerate(cells))
    last = ((words := Words(language))("Total"), words.number(1)) if total else None
    return Table("Kunder", ("Navn", "Beløb"), ("text", "num"), (*rows, last) if last else rows, total=total, language=language)


def show(page: object, *tables: Table, script: str | None = None) -> None:
    ran = f"<script>{table_script() if script is None else script}</script>"
    page.goto("about:blank")
    page.set_content(f"<!doctype html><html><body>{''.join(one._repr_html_() for one in tables)}{ran}</body></html>")


def column(page: object, number: int) -> list[str]:
    return page.locator(f"tbody tr:visible td:nth-child({number})").all_text_contents()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("shown", ["money", "percent", "number"])
def test_numbers_sort_by_their_value(page: object, language: str, shown: str) -> None:
    """Decimal comma or point, dots or spaces between thousands, kr., % and signs of minus: a click puts the least first, dashes last."""
    words = Words(language, "DKK")
    cells = amounts(words, shown)
    by_value = dict(zip(VALUES, cells, strict=True))
    show(page, table(cells, language))
    button = page.locator("th button").nth(1)

    button.click()
    assert column(page, 2) == [by_value[value] for value in RISING]
    button.click()
    assert column(page, 2) == [by_value[value] for value in FALLING]
    button.click()
    assert column(page, 2) == cells


@pytest.mark.parametrize(
    ("language", "rising"),
    [("da", ["Zeta", "Ærø", "Østby", "Åby"]), ("sv", ["Zeta", "Åby", "Ærø", "Østby"]), ("de", ["Åby", "Ärzte", "Zeta"])],
)
def test_texts_sort_as_the_language_does(page: object, language: str, rising: list[str]) -> None:
    """Æ, ø and å stand where the language has them."""
    rows = tuple((name, "1") for name in reversed(rising))
    show(page, Table("Kunder", ("Navn", "Antal"), ("text", "num"), rows, language=language))
    page.locator("th button").first.click()

    assert column(page, 1) == rising


def test_the_total_stays_last(page: object) -> None:
    """A total is no row among others, whichever way the rows stand."""
    show(page, table(["5", "3", "8"], "da", total=True))
    button = page.locator("th button").nth(1)
    button.click()
    rising = column(page, 2)
    button.click()

    assert (rising, column(page, 2)) == (["3", "5", "8", "1"], ["8", "5", "3", "1"])


def test_the_sorted_column_is_told(page: object) -> None:
    """aria-sort stands on one heading at a time, Enter does what a click does, and the arrows are not read out."""
    show(page, table(["5", "3"], "da"))
    page.locator("th button").first.click()
    page.get_by_role("button", name="Beløb", exact=True).press("Enter")

    assert [heading.get_attribute("aria-sort") for heading in page.locator("th").all()] == [None, "ascending"]


def test_long_tables_have_a_search_field(page: object) -> None:
    """More than 12 rows are searched, word by word, whatever the case; 12 are seen at a glance."""
    show(page, table(["1"] * 12, "da"))
    fields = page.locator(".segkit-search").count()
    show(page, table(["1"] * 13, "da"))
    page.locator("input").fill("12 KUNDE")
    page.locator("[role=status]", has_text="1").wait_for()

    assert fields == 0
    assert column(page, 1) == ["Kunde 12"]


def test_a_total_is_not_shown_for_a_part(page: object) -> None:
    """While rows are searched the total of all of them is hidden, and comes back with them."""
    show(page, table(["1"] * 13, "da", total=True))
    page.locator("input").fill("Kunde 3")
    page.wait_for_timeout(300)
    found = page.locator("tr.total").is_visible()
    page.locator("input").fill("")
    page.wait_for_timeout(300)

    assert (found, page.locator("tr.total").is_visible()) == (False, True)


def test_nothing_found_is_said(page: object) -> None:
    """An empty table says why it is empty, in the table's language."""
    show(page, table(["1"] * 13, "da"))
    page.locator("input").fill("findes ikke")
    page.wait_for_timeout(300)

    assert column(page, 1) == []
    assert page.locator("[role=status]").inner_text() == Words("da")("No row holds this.")


def test_the_script_acts_once(page: object) -> None:
    """Written twice into a page, the script gives each heading one button, and the page one style."""
    show(page, table(["1", "2"], "da"), script=f"{table_script()}{table_script()}")

    assert page.locator("th button").count() == 2
    assert page.locator("style").count() == 1


def test_a_table_without_a_language_stays_as_it_is(page: object) -> None:
    """Which sign parts the decimals cannot be known there, so nothing is sorted by it."""
    show(page, Table("t", ("a", "b"), ("text", "num"), (("x", "1"), ("y", "2"))))

    assert page.locator("button").count() == 0


def test_names_are_texts_in_a_searched_table(page: object) -> None:
    """G04: a name that is markup runs neither in the table nor through sorting and searching it."""
    rows = tuple((f"<img src=x onerror=document.title='ran'>{i}", "1") for i in range(13))
    show(page, Table("<b>t</b>", ("<i>a</i>", "b"), ("text", "num"), rows, language="da"))
    page.locator("th button").first.click()
    page.locator("input").fill("onerror")
    page.wait_for_timeout(300)

    assert page.title() == ""
    assert page.locator("img, td b, th i").count() == 0


def test_five_thousand_rows_stay_usable(page: object) -> None:
    """A long table scrolls under its headings, and a click on one is answered within seconds on a slow machine."""
    rows = tuple((f"Kunde {i}", *(Words("da").number(i * 7919 % 5000),) * 8) for i in range(5000))
    show(page, Table("Kunder", ("Navn", *"ABCDEFGH"), ("text", *("num",) * 8), rows, wide=True, language="da"))
    script = "() => { const begun = performance.now(); document.querySelectorAll('th button')[1].click(); document.body.offsetHeight; return performance.now() - begun; }"
    took = page.evaluate(script)
    frame = page.locator(".segkit-long").bounding_box()

    assert page.locator("tbody tr").nth(1).locator("td").nth(1).text_content() == "1"
    assert frame["height"] < 800
    assert took < 8000


def test_a_table_holds_no_script() -> None:
    """What a notebook stores is the whole table and nothing else, so it reads the same where no script may run."""
    html = table(["1"] * 13, "da", total=True)._repr_html_()

    assert html.startswith('<table class="upright mathjax_ignore" lang="da"><caption>Kunder</caption><thead>')
    assert html.count("<tr") == 15
    assert not [word for word in ("script", "<input", "<button", "onclick") if word in html]


def test_the_report_is_the_same_with_a_language() -> None:
    """The PDF has neither field nor arrows: the language changes nothing in it."""

    def typst(one: Table) -> str:
        output = new_output("execute_result", {"text/html": one._repr_html_()}, execution_count=1)
        return report_source(new_notebook(cells=[new_code_cell("x", outputs=[output])])).main

    cells = ["1.234,5", "–"]
    plain = Table("Kunder", ("Navn", "Beløb"), ("text", "num"), tuple((f"Kunde {i}", cell) for i, cell in enumerate(cells)))

    assert typst(table(cells, "da")) == typst(plain)
