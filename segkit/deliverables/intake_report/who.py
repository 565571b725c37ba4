"""Lists of customers that somebody must look at: those without a potential, and those who may be one and the same."""

from segkit.deliverables.excel.listing import ListColumn, write_sheet
from segkit.deliverables.excel.workbook import ExcelFile
from segkit.reception import Reception


def write_without_potential(book: ExcelFile, reception: Reception) -> None:
    """Write the customers whose potential is unknown, those who buy most first."""
    words, intake = book.words, reception.intake
    columns = [
        ListColumn(words("Customer no."), 16, "identifier"),
        ListColumn(words("Name"), 40),
        ListColumn(words("Owner"), 24),
        ListColumn(words("Region"), 20),
        ListColumn(words("Revenue"), 18, "exact"),
    ]
    rows = []
    if intake is not None and not intake.customers.empty:
        unknown = intake.customers[intake.customers["potential_basis"] == "unknown"].sort_values("revenue", ascending=False, kind="stable")
        rows = [[row["customer_id"], row["name"], row["owner"], row["region"], row["revenue"]] for row in unknown.to_dict("records")]
    titles = (
        words("No potential"),
        words("Nobody is graded without a potential; these are to be asked. An unknown potential is not a low one."),
    )
    write_sheet(
        book,
        "potential",
        titles,
        columns,
        rows,
        empty=words("Every customer's potential is known.") if reception.is_taken_in else words("Nothing was taken in."),
    )


def write_duplicates(book: ExcelFile, reception: Reception) -> None:
    """Write who may be the same customer, with the reasons; the decision is taken in decisions.yaml."""
    words, intake = book.words, reception.intake
    columns = [
        ListColumn(words("Customer no."), 26, "identifier"),
        ListColumn(words("Name"), 46),
        ListColumn(words("Why they may be one"), 70, "text"),
        ListColumn(words("Decision"), 22, "text"),
    ]
    names = {} if intake is None else dict(zip(intake.customers["customer_id"], intake.customers["name"], strict=True))
    rows = []
    for candidate in reception.candidates:
        reasons = "; ".join(words(reason.why, **reason.values) for reason in candidate.reasons)
        rows.append(
            [
                ", ".join(candidate.ids),
                " / ".join(str(names.get(i, i)) for i in candidate.ids),
                reasons,
                words(reception.decision(candidate)),
            ]
        )
    titles = (words("Same customer?"), words("Nothing is merged unless decisions.yaml says so; merging keeps every total."))
    write_sheet(
        book,
        "duplicates",
        titles,
        columns,
        rows,
        empty=words("No two customers are proposed as one.") if reception.is_taken_in else words("Nothing was taken in."),
    )
