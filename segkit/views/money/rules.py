"""The rules of the Deep Dive's money and time in words, for the sheet and the chapter on the method."""

from segkit.study import Study


def rules_of_the_money(study: Study) -> list[tuple[str, str]]:
    """Return term and rule of true contribution, the cost of an hour, time thieves, growth and proposals; nothing without a Deep Dive."""
    words = study.words
    if study.deep is None:
        return []
    return [
        (
            words("Contribution I, II and III"),
            words("I: revenue less direct cost. II: less discounts, freight and returns. III: less sales time."),
        ),
        (
            words("True contribution"),
            words("Contribution III less service, administration and credit. What is unknown makes the steps below it unknown, never 0."),
        ),
        (
            words("Cost of an hour"),
            words(
                "The cost by the accounts divided by the practical hours; hours that nobody used are shown apart and never spread on customers."
            ),
        ),
        (
            words("Price rise needed"),
            words("The smallest rise in steps of 0.1 percentage points that reaches the target, if the customer buys as before."),
        ),
        (
            words("Time thief"),
            words(
                "A time thief takes, of all hours, more than the factor times its share of the true contribution, and leaves less for each hour "
                "than an hour costs. Where the contribution is not above 0, no number of times is told: all of the time is too much."
            ),
        ),
        (
            words("Growth within the plan"),
            words(
                "Growth within the plan = attainable share × headroom × place of the rating on its scale (0 to 1), which counts with its weight "
                "as a power."
            ),
        ),
        (
            words("Proposal by true contribution"),
            words(
                "A strategic reason keeps a customer; who is below the target is to be adjusted by price or service; where neither is enough, "
                "the effort is reviewed by a person. All others keep the proposal of their segment."
            ),
        ),
    ]
