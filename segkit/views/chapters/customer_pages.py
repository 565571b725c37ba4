"""Customer by customer, a page each, for as many of the largest as the engagement asks for."""

from segkit.study import Study
from segkit.views.charts.customer_points import customer_points
from segkit.views.parts import Parts
from segkit.views.ratings import customer
from segkit.views.text import Passage, facts, heading, page, paragraph, points
from segkit.words import is_missing


def customer_pages(study: Study) -> Parts | None:
    """Return a page for each of the customers with the highest revenue, after a list of them; None where no pages are asked for."""
    wanted = study.engagement.output.customer_pages
    if study.deep is None or wanted == 0 or study.deep.customers.empty:
        return None
    words = study.words
    largest = study.deep.customers.sort_values(["revenue", "customer_id"], ascending=[False, True], kind="stable").head(wanted)
    said = words.plural(
        "The customer with the highest revenue has a page.", "The {n} customers with the highest revenue have a page each.", len(largest)
    )
    pages = Parts.of(heading(words("Customer by customer")) + paragraph(said), customer.overview(study, list(largest.index)))
    for position in largest.index:
        pages += Parts.of(
            page(_head(study, position)),
            customer_points(study, position),
            customer.ladder(study, position),
            points(customer.what_now(study, position)),
        )
    return pages


def _head(study: Study, position: int) -> Passage:
    """Return a customer's name, its headline figures, and why it has its class."""
    assert study.deep is not None
    row = study.deep.customers.iloc[position]
    known = [str(value) for value in (row["customer_id"], row["owner"]) if not is_missing(value) and str(value)]
    name = str(row["customer_id"]) if is_missing(row["name"]) else str(row["name"])
    return (
        heading(name, 2)
        + paragraph(" · ".join(known))
        + facts(customer.headline(study, position))
        + paragraph(customer.why(study, position))
    )
