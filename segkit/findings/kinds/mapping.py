"""Which heading is which, and columns that data protection forbids."""

from segkit.findings.kind import FindingKind
from segkit.words import phrase, phrases

_LEFT_OUT = phrase("The column is left out of every figure, list and report; it only comes back in the client's own rows.")
_REASON = phrase(
    "Ask for the file without the column, or write its heading under personal: at this source in engagement.yaml, with the reason why it is needed."
)

KINDS: dict[str, FindingKind] = {
    "private_column": FindingKind(
        "SEG-L03",
        "question",
        phrases(
            "The column '{column}' is about a person and not about the company; {n} cell is filled.",
            "The column '{column}' is about persons and not about the company; {n} cells are filled.",
        ),
        _LEFT_OUT,
        _REASON,
    ),
    "personal_numbers": FindingKind(
        "SEG-L02",
        "question",
        phrases(
            "{n} cell of the column '{column}' is or holds a personal number ({what}).",
            "{n} cells of the column '{column}' are or hold personal numbers ({what}).",
        ),
        _LEFT_OUT,
        _REASON,
    ),
    "sole_proprietors": FindingKind(
        "SEG-L02",
        "question",
        phrases(
            "{n} company number in '{column}' is a person's own number: a Swedish sole proprietor has no other.",
            "{n} company numbers in '{column}' are persons' own numbers: Swedish sole proprietors have no others.",
        ),
        phrase(
            "The column is left out of every figure, list and report until somebody writes why it is needed; it only comes back in the client's own rows."
        ),
        phrase("Ask whether the numbers of these companies can be left out, or write the reason why they are needed."),
    ),
    "contacts_in_text": FindingKind(
        "SEG-L02",
        "question",
        phrases(
            "{n} text under '{column}' holds an e-mail address or a telephone number.",
            "{n} texts under '{column}' hold e-mail addresses or telephone numbers.",
        ),
        _LEFT_OUT,
        _REASON,
    ),
    "file_absent": FindingKind(
        "SEG-D11",
        "question",
        phrase("The last delivery held {file}; this one does not, nor a file with the same headings."),
        phrase("Nothing stands in its place."),
        phrase("Ask whether the file was forgotten, or take it out of engagement.yaml."),
    ),
    "heading_missing": FindingKind(
        "SEG-D11",
        "question",
        phrase("The heading '{column}' of the last delivery is gone."),
        phrase("What it held is missing from the study."),
        phrase("Ask whether the column was forgotten, or take its line out of engagement.yaml."),
    ),
    "heading_new": FindingKind(
        "SEG-D11",
        "note",
        phrase("The heading '{column}' was not in the last delivery."),
        phrase("It is not used until engagement.yaml names it."),
        phrase("Add it to engagement.yaml if it is wanted."),
    ),
    "heading_renamed": FindingKind(
        "SEG-D11",
        "question",
        phrase("The heading '{before}' of the last delivery is gone; '{column}' is new and its cells look alike."),
        phrase("segkit does not take one for the other by itself."),
        phrase("If it is the same column under a new name, write '{column}' in its place in engagement.yaml."),
    ),
    "unit_changed": FindingKind(
        "SEG-D11",
        "question",
        phrase(
            "The numbers under '{column}' are about {factor} times those of the last delivery: the middle one went from {before} to {now}."
        ),
        phrase("The numbers stand as they were received."),
        phrase("Ask whether the unit has changed, for instance from thousands to whole amounts, and give 'times' in engagement.yaml."),
    ),
    "columns_swapped": FindingKind(
        "SEG-D11",
        "question",
        phrase("'{column}' now looks as '{other}' did in the last delivery, and the other way round; the two may have been swapped."),
        phrase("The columns were read by their headings."),
        phrase("Ask which column is which before the figures are used."),
    ),
    "column_changed": FindingKind(
        "SEG-D11",
        "question",
        phrase(
            "The cells under '{column}' look unlike those of the last delivery: {dates_before} % dates and {numbers_before} % numbers then, "
            "{dates_now} % dates and {numbers_now} % numbers now."
        ),
        phrase("The cells were read as engagement.yaml says."),
        phrase("Look at the file: the column may have been moved, or hold something else now."),
    ),
    "same_list_twice": FindingKind(
        "SEG-D03",
        "question",
        phrase("{file} lists the same accounts as {other}."),
        phrase("{file} was not taken, so that nobody counts twice."),
        phrase("Look which file is the right one, and take the other out of data/."),
    ),
    "mapping_doubt": FindingKind(
        "SEG-A13",
        "question",
        phrase("The heading '{column}' may be the column {meaning} ({score} of 100)."),
        phrase("It is not used: segkit proposes, and takes only what is sure."),
        phrase("Look at the column. If it is right, write its line in engagement.yaml without the # before it; if not, answer no."),
    ),
}
