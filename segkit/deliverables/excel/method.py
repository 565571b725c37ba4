"""How the grades come about: model, thresholds, formulas in words, glossary and versions."""

from segkit import __version__
from segkit.deliverables.excel.workbook import Book, page
from segkit.rating import Cut
from segkit.segments import NOT_RATED_SEGMENT
from segkit.views.deciding import decided, signed_off
from segkit.views.find_out import rules_of_the_ranking
from segkit.views.labels import cut_text, definition, origin_text, pareto_preset_label, period_text, preset_label, segment_label
from segkit.views.money.rules import rules_of_the_money
from segkit.views.ratings.telling import rules_of_the_rating
from segkit.words.glossary import TERMS

TEXT_WIDTH = 92


def write(book: Book) -> None:
    """Write the sections, each a list of term and text."""
    words, study, sheet = book.study.words, book.study, book.sheets["method"]
    sheet.title(words("Method"), words("How the figures and grades come about."))
    sheet.widths(26, TEXT_WIDTH)
    row = 3
    for title, lines in (
        (words("Basis"), _basis(book)),
        (words("Decided with the client"), decided(study)),
        (words("Segments as delivered"), [(segment_label(study, p.segment), definition(study, p.segment)) for p in study.plan.policies]),
        (words("Thresholds as delivered"), [_threshold(book, cut) for cut in study.grid.cuts]),
        (words("Rules in words"), _rules(book)),
        (words("Glossary"), [(words(term), words(meaning)) for term, meaning in TERMS]),
    ):
        if not lines:
            continue
        sheet.text(row, 0, title, "section")
        sheet.text(row, 1, "", "section")
        for term, text in lines:
            row += 1
            sheet.client(row, 0, term, "label", "line", "wrap")
            sheet.client(row, 1, text, "line", "wrap")
        row += 2
    page(book, "method", last=(row, 1))


def _basis(book: Book) -> list[tuple[str, str]]:
    words, study = book.study.words, book.study
    files = ", ".join(fact.file for fact in study.intake.files)
    return [
        (words("Model"), preset_label(study)),
        (words("Pareto"), pareto_preset_label(study)),
        (words("Period"), period_text(study)),
        (words("Currency"), words.currency),
        (words("Files"), files),
        (words("Delivery"), study.delivery),
        *([(words("Sign-off"), signed_off(study))] if signed_off(study) else []),
        (words("Made with"), f"segkit {__version__}"),
    ]


def _threshold(book: Book, cut: Cut) -> tuple[str, str]:
    words, study = book.study.words, book.study
    value = next(value for value in study.parameters if value.key == cut.key)
    shown = cut_text(study, cut)
    return words(value.label), shown if cut.open else f"{shown} · {origin_text(study, cut)}"


def _rules(book: Book) -> list[tuple[str, str]]:
    words, study = book.study.words, book.study
    rules = [
        (words("Utilisation"), words("Revenue divided by potential; undefined where the potential is unknown or 0.")),
        (words("Headroom"), words("Potential less revenue; negative where a customer buys more than its stated potential.")),
        (words("Contribution"), words("Revenue less direct cost; open where a cost is unknown.")),
        (words("Grade"), words("Each measure is compared with its thresholds. A value exactly on a threshold counts as the higher band.")),
        (segment_label(study, NOT_RATED_SEGMENT), words("A figure that the grade needs is unknown. Unknown is never taken for low.")),
        (words("Smallest change"), words("The smallest single change of revenue or potential, to two decimals, that changes the grade.")),
        (words("Possible grades"), words("The grades that an account can still get, whatever the answer to what is unknown.")),
        (words("Hours"), words("Customers in the segment times contacts per year times hours per contact.")),
        (
            words("Proposal"),
            words("A strategic reason keeps a customer; a negative contribution asks for a new price; otherwise the segment decides."),
        ),
        (words("Pareto class"), words("From the share of the total that strictly larger customers bring; equal customers share a class.")),
    ]
    rules += rules_of_the_money(study)
    rules += rules_of_the_ranking(study) if len(study.find_out) else []
    rules += rules_of_the_rating(study)
    if not study.leads.empty:
        rules.append((words("Leads"), words("Graded by the same rule on expected revenue.")))
    return rules
