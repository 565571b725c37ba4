"""Cells that cannot be read as what their column says."""

from segkit.findings.kind import FindingKind
from segkit.words import phrase, phrases

KINDS: dict[str, FindingKind] = {
    "undecided_numbers": FindingKind(
        "SEG-C04",
        "blocks",
        phrase("'{column}' can be read two ways: is {example} a whole number or a fraction?"),
        phrase("Nothing was read from the column."),
        phrase("Write decimal: ',' or decimal: '.' at this source in engagement.yaml."),
    ),
    "bad_numbers": FindingKind(
        "SEG-C05",
        "question",
        phrases(
            "{n} cell in '{column}' is not a number: '{example}'.",
            "{n} cells in '{column}' are not numbers, the first is '{example}'.",
        ),
        phrase("They count as unknown; invoice lines without a readable date or amount were set aside."),
        phrase("Correct the cells, or list the text under missing at this source if it means empty."),
    ),
    "undecided_dates": FindingKind(
        "SEG-C09",
        "blocks",
        phrase("'{column}' can be read two ways: is {example} day or month first?"),
        phrase("Nothing was read from the column."),
        phrase("Write dates: dmy, mdy or ymd at this source in engagement.yaml."),
    ),
    "bad_dates": FindingKind(
        "SEG-C10",
        "question",
        phrases(
            "{n} cell in '{column}' is not a date: '{example}'.",
            "{n} cells in '{column}' are not dates, the first is '{example}'.",
        ),
        phrase("The invoice lines were set aside."),
        phrase("Correct the dates in the client's system and export again."),
    ),
    "mixed_numbers": FindingKind(
        "SEG-C04",
        "question",
        phrases(
            "{n} cell in '{column}' is written another way than the rest of the column, or can be read two ways: '{example}'.",
            "{n} cells in '{column}' are written another way than the rest of the column, or can be read two ways, the first is '{example}'.",
        ),
        phrase("They count as unknown, for a wrong guess would make them a thousand times too large or too small."),
        phrase("Correct the cells, or write decimal: ',' or decimal: '.' at this source in engagement.yaml."),
    ),
    "three_decimals": FindingKind(
        "SEG-C04",
        "question",
        phrases(
            "{n} cell in '{column}' was read with three decimals, which no other cell is sure to have: '{example}'.",
            "{n} cells in '{column}' were read with three decimals, which no other cell is sure to have, the first is '{example}'.",
        ),
        phrase("They were read as fractions, since other cells of the column have the same decimal sign."),
        phrase("Check that they are no thousands, and write decimal: ',' or decimal: '.' at this source in engagement.yaml."),
    ),
    "shortened_numbers": FindingKind(
        "SEG-B13",
        "question",
        phrases(
            "{n} cell in '{column}' has been shortened by Excel, its last digits are lost: '{example}'.",
            "{n} cells in '{column}' have been shortened by Excel, their last digits are lost, the first is '{example}'.",
        ),
        phrase("They count as unknown; invoice lines without a readable date or amount were set aside."),
        phrase("Make the column wider in Excel or format it as a number, and save the file again."),
    ),
    "unclear_currencies": FindingKind(
        "SEG-C06",
        "question",
        phrases(
            "{n} cell in '{column}' has a word beside the amount that names no currency for certain: '{example}'.",
            "{n} cells in '{column}' have a word beside the amount that names no currency for certain, the first is '{example}'.",
        ),
        phrase("They count as unknown."),
        phrase("Ask the client which currency it is, and write its code (DKK, SEK, EUR) in the cells or in a column of its own."),
    ),
    "scale_in_heading": FindingKind(
        "SEG-C07",
        "question",
        phrase("The heading '{column}' says '{example}': its amounts seem to be counted in units of {n}."),
        phrase("The amounts were read as they stand."),
        phrase("Write times: {n} at this column in engagement.yaml, or times: 1 if the amounts are whole."),
    ),
    "undecided_percents": FindingKind(
        "SEG-C08",
        "blocks",
        phrase("'{column}' can be read two ways: is {example} a share of 1 or a percentage?"),
        phrase("Nothing was read from the column."),
        phrase("Write all percentages of the column the same way, such as 35 %, and export again."),
    ),
    "bad_percents": FindingKind(
        "SEG-C08",
        "question",
        phrases(
            "{n} cell in '{column}' is not a percentage: '{example}'.",
            "{n} cells in '{column}' are not percentages, the first is '{example}'.",
        ),
        phrase("They count as unknown."),
        phrase("Correct the cells, or list the text under missing at this source if it means empty."),
    ),
    "percents_out_of_range": FindingKind(
        "SEG-C08",
        "question",
        phrases(
            "{n} cell in '{column}' lies below 0 % or above 100 %: '{example}'.",
            "{n} cells in '{column}' lie below 0 % or above 100 %, the first is '{example}'.",
        ),
        phrase("They were read as they stand."),
        phrase("Check with the client that such percentages can occur."),
    ),
    "mixed_dates": FindingKind(
        "SEG-C09",
        "question",
        phrases(
            "{n} cell in '{column}' has day, month and year in another order than the rest, or can be read two ways: '{example}'.",
            "{n} cells in '{column}' have day, month and year in another order than the rest, or can be read two ways, the first is '{example}'.",
        ),
        phrase("They count as unknown, for a guess would swap day and month; invoice lines without a readable date were set aside."),
        phrase("Correct the dates, or write dates: dmy, mdy or ymd at this source in engagement.yaml."),
    ),
    "undecided_serials": FindingKind(
        "SEG-C09",
        "blocks",
        phrase("'{column}' holds numbers such as {example} that can be Excel's way of storing dates."),
        phrase("Nothing was read from the column."),
        phrase("Format the column as dates in Excel, check the first dates, and save the file again."),
    ),
    "day_numbers": FindingKind(
        "SEG-A18",
        "note",
        phrases(
            "{n} cell in '{column}' holds Excel's day number instead of a date: '{example}'.",
            "{n} cells in '{column}' hold Excel's day numbers instead of dates, the first is '{example}'.",
        ),
        phrase("They were read as the dates they stand for, counted from 1900; the rest of the column is dates."),
        phrase("Check one of the dates. Files from an old Excel for Mac count from 1904 and would be four years too early."),
    ),
    "sentinel_dates": FindingKind(
        "SEG-C10",
        "note",
        phrases(
            "{n} cell in '{column}' holds a date that stands for no date: '{example}'.",
            "{n} cells in '{column}' hold dates that stand for no date, the first is '{example}'.",
        ),
        phrase("They count as empty."),
        phrase("Nothing, unless the date is meant."),
    ),
    "short_years": FindingKind(
        "SEG-C10",
        "note",
        phrases(
            "{n} cell in '{column}' has a year of two digits: '{example}'.",
            "{n} cells in '{column}' have years of two digits, the first is '{example}'.",
        ),
        phrase("00 to 68 were read as 2000 to 2068, 69 to 99 as 1969 to 1999."),
        phrase("Ask for years of four digits if older or later years can occur."),
    ),
    "odd_dates": FindingKind(
        "SEG-C10",
        "question",
        phrases(
            "{n} cell in '{column}' lies before 1900 or more than a year ahead: '{example}'.",
            "{n} cells in '{column}' lie before 1900 or more than a year ahead, the first is '{example}'.",
        ),
        phrase("They were read as they stand."),
        phrase("Check with the client that the dates are meant."),
    ),
    "evening_dates": FindingKind(
        "SEG-C11",
        "question",
        phrases(
            "{n} cell in '{column}' holds a moment at 22 or 23 o'clock in universal time, which is midnight of the next day here: '{example}'.",
            "{n} cells in '{column}' hold moments at 22 or 23 o'clock in universal time, which is midnight of the next day here, the first is '{example}'.",
        ),
        phrase("The day was read as it is written; it may be one day too early."),
        phrase("Ask the client for an export with dates only, without time of day."),
    ),
    "ids_cut": FindingKind(
        "SEG-C01",
        "question",
        phrases(
            "{n} cell in '{column}' is stored as a number of more than 15 digits, and Excel keeps only 15: '{example}'.",
            "{n} cells in '{column}' are stored as numbers of more than 15 digits, and Excel keeps only 15, the first is '{example}'.",
        ),
        phrase("The last digits were already lost in the file and were not guessed; as customer numbers the cells count as unknown."),
        phrase("Export the column as text."),
    ),
    "ids_shortened": FindingKind(
        "SEG-B13",
        "question",
        phrases(
            "{n} number in '{column}' was already damaged by Excel, its last digits are lost: '{example}'.",
            "{n} numbers in '{column}' were already damaged by Excel, their last digits are lost, the first is '{example}'.",
        ),
        phrase("They count as unknown and were not guessed."),
        phrase("Export the file again and do not open it in Excel before it is sent."),
    ),
    "ids_dated": FindingKind(
        "SEG-B13",
        "question",
        phrases(
            "{n} number in '{column}' was turned into a date by Excel: '{example}'.",
            "{n} numbers in '{column}' were turned into dates by Excel, the first is '{example}'.",
        ),
        phrase("They count as unknown: what stood there before cannot be told."),
        phrase("Export the column as text."),
    ),
    "excel_errors": FindingKind(
        "SEG-B13",
        "question",
        phrases(
            "{n} cell in '{column}' holds an error of Excel's: '{example}'.",
            "{n} cells in '{column}' hold errors of Excel's, the first is '{example}'.",
        ),
        phrase("They count as unknown."),
        phrase("Correct the formulas in Excel and save the file again."),
    ),
    "numbers_as_text": FindingKind(
        "SEG-A19",
        "note",
        phrases(
            "{n} cell in '{column}' is a number stored as text: '{example}'.",
            "{n} cells in '{column}' are numbers stored as text, the first is '{example}'.",
        ),
        phrase("They were read as numbers like the rest of the column."),
        phrase("Nothing."),
    ),
    "missing_tokens": FindingKind(
        "SEG-C03",
        "note",
        phrases(
            "{n} cell in '{column}' holds a text that is listed as missing: '{example}'.",
            "{n} cells in '{column}' hold texts that are listed as missing, the first is '{example}'.",
        ),
        phrase("They count as empty."),
        phrase("Take the text off the list missing at this source if it is a real value."),
    ),
    "bad_truths": FindingKind(
        "SEG-C12",
        "question",
        phrases(
            "{n} cell in '{column}' is neither yes nor no: '{example}'.",
            "{n} cells in '{column}' are neither yes nor no, the first is '{example}'.",
        ),
        phrase("They count as unknown."),
        phrase("Ask what the words mean, and for the file again with yes and no."),
    ),
}
