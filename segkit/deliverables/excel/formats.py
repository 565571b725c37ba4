"""Every font, colour and number format of the Excel files, by name; a cell's look is a few of these names together."""

from typing import Any

from babel import numbers
from xlsxwriter import Workbook
from xlsxwriter.format import Format

from segkit.views.looks import Looks
from segkit.views.palette import GRADE_COLOURS, GREY, INK, MUTED, SAND, WHITE, grade_colours, ink_on
from segkit.words import Words
from segkit.words.language import SHORT_DATES

INPUT_FILL, INPUT_INK = "#FFF8DC", "#1F4FA3"
FITS = GRADE_COLOURS[5]
"""The fill of a verdict that all is well."""


def tab_colours(looks: Looks) -> dict[str, str]:
    """Return the colour of each kind of tab."""
    return {"result": looks.lead, "input": SAND, "list": looks.soft, "background": GREY}


def _named(looks: Looks) -> dict[str, dict[str, Any]]:
    return {
        # --- what it is
        "title": {"font_size": 20, "bold": True, "font_color": looks.lead},
        "subtitle": {"font_size": 11, "font_color": GREY},
        "client_name": {"font_size": 14, "bold": True},
        "section": {"font_size": 13, "bold": True, "font_color": looks.lead, "bottom": 1, "bottom_color": looks.lead},
        "head": {
            "bold": True,
            "font_color": WHITE,
            "bg_color": looks.lead,
            "text_wrap": True,
            "valign": "vcenter",
            "align": "left",
            "indent": 1,
            "border": 1,
            "border_color": looks.lead,
        },
        "label": {"bold": True, "font_color": looks.lead, "valign": "top"},
        "note": {"font_color": MUTED, "italic": True, "text_wrap": True, "valign": "top"},
        "total": {"bold": True, "top": 1, "top_color": looks.lead, "bg_color": looks.pale},
        "edge": {"top": 1, "top_color": looks.lead},
        "line": {"bottom": 1, "bottom_color": looks.pale},
        "box": {"border": 1, "border_color": "#C9CFD6"},
        "band": {"bold": True, "font_size": 14, "font_color": WHITE, "bg_color": looks.lead, "valign": "vcenter"},
        "tile": {"font_size": 17, "bold": True, "font_color": looks.lead, "bg_color": looks.pale, "align": "left", "indent": 1},
        "tile_label": {"font_color": MUTED, "bg_color": looks.pale, "align": "left", "indent": 1, "valign": "top", "text_wrap": True},
        "cover": {"bg_color": looks.lead, "font_color": WHITE, "indent": 2, "valign": "vcenter"},
        "cover_title": {"font_size": 26, "bold": True},
        "cover_client": {"font_size": 16},
        "link": {"font_color": looks.lead, "underline": 1},
        "letter": {"bold": True, "font_size": 14, "align": "center", "indent": 0},
        "grade": {"bold": True, "align": "center", "indent": 0},
        "input": {"bg_color": INPUT_FILL, "font_color": INPUT_INK, "bold": True, "border": 1, "border_color": "#C9A227", "locked": False},
        "changed": {"bg_color": looks.accent, "font_color": ink_on(looks.accent), "bold": True},
        "plain": {"bold": False},
        "faint": {"font_color": GREY, "font_size": 9},
        # --- how it lies
        "wrap": {"text_wrap": True, "valign": "top", "align": "left", "indent": 1},
        "top": {"valign": "top"},
        "centre": {"align": "center", "indent": 0},
        "left": {"align": "left", "indent": 1},
        "small": {"font_size": 12, "align": "left", "indent": 1},
        "right": {"align": "right", "indent": 1},
        "middle": {"valign": "vcenter"},
        "client": {"quote_prefix": True},
        # --- which figure
        "money": {"num_format": "#,##0", "align": "right", "indent": 1},
        "exact": {"num_format": "#,##0.00", "align": "right", "indent": 1},
        "fine": {"num_format": "#,##0.0000", "align": "right", "indent": 1},
        "count": {"num_format": "#,##0", "align": "right", "indent": 1},
        "hours": {"num_format": "#,##0.0", "align": "right", "indent": 1},
        "share": {"num_format": "0.0%", "align": "right", "indent": 1},
        "percent": {"num_format": "0%", "align": "right", "indent": 1},
        "identifier": {"num_format": "@", "align": "left", "indent": 1},
    }


class Styles:
    """The looks of one workbook: `styles("money", "total")` is both names together, later ones winning."""

    def __init__(self, file: Workbook, words: Words, looks: Looks) -> None:
        self._file = file
        self._looks = looks
        self._base: dict[str, Any] = {"font_name": looks.font, "font_size": 10, "font_color": INK, "valign": "vcenter"}
        self._made: dict[tuple[str, ...], Format] = {}
        self._named = {
            **_named(looks),
            "date": {"num_format": date_pattern(words), "align": "center", "indent": 0},
            "currency": {"num_format": currency_pattern(words), "align": "right"},
            "currency_exact": {"num_format": currency_pattern(words, 2), "align": "right"},
            "from": {"num_format": _quoted(words("from")) + r"\ #,##0", "align": "center", "indent": 0},
            "below": {"num_format": _quoted(words("below")) + r"\ #,##0", "align": "center", "indent": 0},
            "from_share": {"num_format": _quoted(words("from")) + r"\ 0.0%", "align": "center", "indent": 0},
            "below_share": {"num_format": _quoted(words("below")) + r"\ 0.0%", "align": "center", "indent": 0},
        }

    def __call__(self, *names: str) -> Format:
        if names not in self._made:
            look = dict(self._base)
            for name in names:
                look |= self._named[name]
            self._made[names] = self._file.add_format(look)
        return self._made[names]

    def grades(self, count: int) -> list[Format]:
        """Return the fills of the grades in their order: light and dark as well as hue, so that they hold in print."""
        looks = ({"bg_color": colour, "font_color": ink_on(colour), "bold": True} for colour in grade_colours(count))
        return [self._file.add_format(look) for look in looks]

    def verdicts(self) -> dict[str, Format]:
        """Return the fills of the verdicts on hours: too much, fits, has room."""
        fills = {"over": self._looks.accent, "fits": FITS, "room": SAND}
        return {key: self._file.add_format({"bg_color": fill, "font_color": ink_on(fill), "bold": True}) for key, fill in fills.items()}

    def as_percent(self) -> Format:
        """Return the look of a figure that is a share just now."""
        return self._file.add_format({"num_format": "0%"})

    def begins(self) -> Format:
        """Return the look of the row with which a longer list begins."""
        return self._file.add_format({"top": 2, "top_color": self._looks.lead})

    def changed(self) -> Format:
        """Return the look of an input that no longer holds the value it was delivered with."""
        return self._file.add_format({"bg_color": self._looks.accent, "font_color": ink_on(self._looks.accent)})


def date_pattern(words: Words) -> str:
    """Return the number format of dates in figures, as the language writes them; Excel's letters are Unicode's in lower case."""
    return SHORT_DATES[words.language].lower()


def currency_pattern(words: Words, decimals: int = 0) -> str:
    """Return the number format of amounts in the engagement's currency, as the language writes it."""
    sign = str(numbers.get_currency_symbol(words.currency, words.locale))
    pattern = words.money_pattern(decimals).replace("\N{NO-BREAK SPACE}", r"\ ")
    return pattern.replace("¤¤", _quoted(words.currency)).replace("¤", _quoted(sign))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', "") + '"'
