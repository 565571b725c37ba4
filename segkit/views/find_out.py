"""What is said about the order in which unknown potentials are to be asked for."""

from segkit.segments.find_out import LEAST_PEERS
from segkit.study import Study
from segkit.views.sentences import plain


def how_it_is_ranked(study: Study) -> str:
    """Return in one or two sentences how the worth of a call is computed."""
    words = study.words
    return words(
        "Worth of a call = probability of a better grade × what is at stake ÷ {minutes} minutes. Probability and stake are those of peers: "
        "accounts of the same kind with a known potential in the same revenue band, or all of the kind where those are fewer than {least}.",
        minutes=plain(study, study.engagement.find_out.minutes_per_call),
        least=LEAST_PEERS,
    )


def rules_of_the_ranking(study: Study) -> list[tuple[str, str]]:
    """Return how each figure of the ranking comes about, as term and text, for the sheet that tells the method."""
    words = study.words
    return [
        (words("Worth per minute"), how_it_is_ranked(study)),
        (
            words("Probability of a better grade"),
            words(
                "Of n peers, k have a better grade than the worst that is possible for the account: (k + 1) / (n + 2), so that few peers never "
                "make it certain."
            ),
        ),
        (words("At stake"), words("The median headroom of those k peers, of the ones that have any headroom; 0 where none has.")),
        (
            words("Estimated potential"),
            words("An estimate: half of the peers' potentials lie between the two amounts. It is there to ask by and never used to grade."),
        ),
    ]
