"""The terms a reader meets in the deliverables, each with its meaning; shown on the Excel file's method sheet and in the report."""

from segkit.words.language import phrase

TERMS: tuple[tuple[str, str], ...] = (
    (phrase("Period"), phrase("The months whose invoices count, first and last day included.")),
    (phrase("Revenue"), phrase("Net invoiced to the customer in the period: sales less credit notes, without VAT.")),
    (
        phrase("Potential"),
        phrase("What the customer could buy in total, from all suppliers, of what we sell, for a period of the same length."),
    ),
    (phrase("Share of wallet"), phrase("The part of its purchases that a customer makes with us; the same as utilisation.")),
    (phrase("Utilisation"), phrase("Revenue divided by potential. 100 % means that the customer buys everything from us.")),
    (phrase("Headroom"), phrase("Potential less revenue: what is still to be won.")),
    (phrase("Contribution"), phrase("Revenue less direct cost. It is left open where a cost is unknown.")),
    (
        phrase("Threshold"),
        phrase("The lowest value of a band, such as high revenue. A value exactly on the threshold belongs to the higher band."),
    ),
    (phrase("Grade"), phrase("The letter a customer earns by its figures and the thresholds.")),
    (phrase("Not rated"), phrase("A customer without a grade because a figure is unknown. Unknown never counts as low.")),
    (phrase("Segment"), phrase("All customers with the same grade. They share goal, service and price policy.")),
    (phrase("Playbook"), phrase("What is done in each segment: goal, service, contacts, activities, prices and who answers for it.")),
    (phrase("Proposal"), phrase("What the rule suggests for a customer. The decision is taken by a person.")),
    (phrase("Lead"), phrase("A company that may become a customer. Leads are graded by the same rule but never counted as customers.")),
    (
        phrase("Pareto class"),
        phrase("A, B or C by the share of total revenue that larger customers already bring; it says nothing about potential."),
    ),
    (phrase("Best and worst"), phrase("The customers with the highest and the lowest revenue, in nested lists.")),
    (phrase("Finding"), phrase("Something odd in the files received: where it stands, what was done about it and what to do next.")),
    (phrase("Set aside"), phrase("A row that was received but not used, with the reason. Used and set aside add up to what was received.")),
)
"""Term and meaning, in the order in which a reader needs them."""
