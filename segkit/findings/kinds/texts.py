"""What is odd in a text file or in how a table is laid out."""

from segkit.findings.kind import FindingKind
from segkit.words import phrase, phrases

KINDS: dict[str, FindingKind] = {
    "encoding_doubt": FindingKind(
        "SEG-B01",
        "question",
        phrase("The letters of the file can be read two ways: '{sample}' ({encoding}) or '{otherwise}' ({other})."),
        phrase("The file was read as {encoding}."),
        phrase("Look at the word. If the second way is right, write encoding: {other} at this source in engagement.yaml."),
    ),
    "foreign_lines": FindingKind(
        "SEG-B01",
        "note",
        phrases(
            "{n} line is written in another character set (cp1252) than the rest of the file (UTF-8): {example}",
            "{n} lines are written in another character set (cp1252) than the rest of the file (UTF-8); the first reads: {example}",
        ),
        phrase("These lines were read as cp1252, so that their letters are right."),
        phrase("Look at the names in these lines; two programs have written this file."),
    ),
    "undecodable_lines": FindingKind(
        "SEG-B01",
        "question",
        phrases(
            "{n} line holds bytes that are no letters in any character set: {example}",
            "{n} lines hold bytes that are no letters in any character set; the first reads: {example}",
        ),
        phrase("The lines were set aside; the others are untouched."),
        phrase("Ask for the file again, saved as CSV UTF-8."),
    ),
    "broken_letters": FindingKind(
        "SEG-B02",
        "question",
        phrases(
            "{n} word has letters that were broken before the file came here: {examples}.",
            "{n} words have letters that were broken before the file came here, such as {examples}.",
        ),
        phrase("They were kept as they are; segkit does not guess names."),
        phrase("Ask for the export again from the system itself, not by way of another file."),
    ),
    "invisible_signs": FindingKind(
        "SEG-B07",
        "note",
        phrases("{n} sign in the file cannot be seen ({signs}).", "{n} signs in the file cannot be seen ({signs})."),
        phrase("They were kept in the cells, and left out of the headings."),
        phrase("Look at the rows named if two numbers or names look alike but are not taken as the same."),
    ),
    "stray_quotes": FindingKind(
        "SEG-B05",
        "question",
        phrases(
            "{n} line has a quotation mark without its fellow, so its fields cannot be told apart: {example}",
            "{n} lines have a quotation mark without its fellow, so their fields cannot be told apart; the first reads: {example}",
        ),
        phrase("The lines were set aside; the lines below them are untouched."),
        phrase("Correct the quotation mark in the client's system, or ask for the file again."),
    ),
    "literal_quotes": FindingKind(
        "SEG-B05",
        "note",
        phrases(
            "{n} line has a quotation mark without its fellow, but the right number of fields: {example}",
            "{n} lines have a quotation mark without its fellow, but the right number of fields; the first reads: {example}",
        ),
        phrase("The mark was kept as part of the text."),
        phrase("Nothing, unless the text looks wrong."),
    ),
    "formula_texts": FindingKind(
        "SEG-B13",
        "note",
        phrases(
            'The export wrote {n} cell as a formula for a text, such as ="{example}".',
            'The export wrote {n} cells as formulas for a text, such as ="{example}".',
        ),
        phrase("They were read as the text alone: {example}."),
        phrase("Nothing; zeros in front of the numbers are kept."),
    ),
    "duplicate_headings": FindingKind(
        "SEG-A15",
        "question",
        phrases(
            "{n} heading stands more than once: '{example}' in columns {columns}.",
            "{n} headings stand more than once; '{example}' in columns {columns}.",
        ),
        phrase("The columns were kept apart: the second is called '{second}'."),
        phrase("Say which of the columns is meant, and map it by that name."),
    ),
    "blank_headings": FindingKind(
        "SEG-A15",
        "note",
        phrases(
            "{n} column has values but no heading: '{example}'.",
            "{n} columns have values but no heading, the first is '{example}'.",
        ),
        phrase("The columns are called by their place in the file."),
        phrase("Ask what they hold, if they matter."),
    ),
    "units_in_heading": FindingKind(
        "SEG-A14",
        "question",
        phrases(
            "A row of units stands below the headings: '{column}' is in '{unit}'.",
            "A row of units stands below the headings, for {n} columns: '{column}' is in '{unit}'.",
        ),
        phrase("The unit was made part of the heading; no figure was multiplied."),
        phrase("If figures are in thousands, ask for an export in whole amounts."),
    ),
    "heading_doubt": FindingKind(
        "SEG-B08",
        "question",
        phrase("It is not certain that row {row} holds the headings; it reads: {names}."),
        phrase("It was taken as the heading, so it is not among the records."),
        phrase("If it is a record, ask for the file with headings; if another row is the heading, write heading_row at this source."),
    ),
    "records_above": FindingKind(
        "SEG-B08",
        "question",
        phrases(
            "{n} row above the headings in row {row} looks like a record: {example}",
            "{n} rows above the headings in row {row} look like records; the first reads: {example}",
        ),
        phrase("What stands above the headings is not among the records."),
        phrase(
            "If they are records, ask for the file with the headings on top; if another row is the heading, write heading_row at this source."
        ),
    ),
    "heading_only": FindingKind(
        "SEG-B08",
        "question",
        phrase("There is no record below the heading in row {row}."),
        phrase("The table is empty."),
        phrase("Ask whether the export was cut or its filter was wrong."),
    ),
    "printed_lines": FindingKind(
        "SEG-B10",
        "note",
        phrases(
            "{n} line comes from the printed list: a heading again, a page number, a date of print or dashes. It reads: {example}",
            "{n} lines come from the printed list: headings again, page numbers, dates of print or dashes. The first reads: {example}",
        ),
        phrase("They were set aside; no record was."),
        phrase("Nothing."),
    ),
    "text_below": FindingKind(
        "SEG-B08",
        "note",
        phrases(
            "{n} line of text stands below the table: {example}", "{n} lines of text stand below the table; the first reads: {example}"
        ),
        phrase("It was set aside."),
        phrase("Read it: it may say what the figures mean."),
    ),
}
