"""The columns of transactions: one row per invoice line."""

from segkit.tables.column import Column
from segkit.words import phrase

TRANSACTION_COLUMNS = (
    Column("customer_id", "id", phrase("Customer no."), phrase("The customer who was invoiced."), required=True),
    Column("date", "date", phrase("Date"), phrase("Date of the invoice or credit note."), required=True),
    Column("amount", "money", phrase("Amount"), phrase("Net amount of the line, negative on a credit note."), required=True),
    Column("cost", "money", phrase("Direct cost"), phrase("Direct cost of the line."), lost=phrase("Contribution cannot be computed.")),
    Column(
        "order",
        "text",
        phrase("Invoice no."),
        phrase("Number of the invoice or order."),
        lost=phrase("Orders are counted by customer and day."),
    ),
    Column("product", "text", phrase("Product"), phrase("What was sold."), lost=phrase("Cross-selling cannot be seen.")),
    Column(
        "product_group",
        "text",
        phrase("Product group"),
        phrase("The group that the product belongs to."),
        lost=phrase("Figures cannot be compared by product group."),
    ),
    Column(
        "quantity",
        "number",
        phrase("Quantity"),
        phrase("Number of units on the line, negative when returned."),
        lost=phrase("Prices per unit cannot be compared."),
    ),
    Column(
        "currency",
        "text",
        phrase("Currency"),
        phrase("Currency of the line's amount, where it is not the same throughout."),
        lost=phrase("All amounts are taken to be in the engagement's currency."),
    ),
    Column(
        "place",
        "text",
        phrase("Place of purchase"),
        phrase("Where the customer bought or paid: a store, a branch, the web shop."),
        lost=phrase("Revenue cannot be divided by where it was paid."),
    ),
    Column(
        "channel",
        "text",
        phrase("Sales channel"),
        phrase("How the order came in: sales rep, telephone, web shop, store."),
        lost=phrase("Revenue cannot be divided by sales channel."),
    ),
    Column("name", "text", phrase("Name"), phrase("The customer's name, used where there is no customer file.")),
    Column(
        "owner",
        "text",
        phrase("Owner"),
        phrase("The sales rep of the line; the latest one owns the customer where the customer file names none."),
        personal=True,
    ),
    Column("region", "text", phrase("Region"), phrase("Area of the line, used where the customer file has none.")),
)
