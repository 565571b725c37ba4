"""What is odd in a workbook: hidden rows, merged cells, errors, formulas without a value."""

from segkit.findings.kind import FindingKind
from segkit.words import phrase, phrases

KINDS: dict[str, FindingKind] = {
    "read_as": FindingKind(
        "SEG-A03",
        "note",
        phrase("The file's name ends in {ending}, but by its first bytes it is {form}."),
        phrase("It was read as {form}."),
        phrase("Nothing, if the table looks right; otherwise save it in Excel as .xlsx."),
    ),
    "unpacked": FindingKind(
        "SEG-A03",
        "note",
        phrase("The file is packed with {packing}."),
        phrase("The one file in it was taken out and read as {form}."),
        phrase("Nothing."),
    ),
    "second_reader_used": FindingKind(
        "SEG-A09",
        "note",
        phrase("The usual reader of workbooks cannot read the sheet {sheet}."),
        phrase("It was read with another reader, cell by cell; formulas without a value and hidden rows were looked for as usual."),
        phrase("Look for a lone cell far below or to the right of the table, delete those rows and columns, and save."),
    ),
    "second_reader_failed": FindingKind(
        "SEG-A10",
        "note",
        phrase("A second way of reading, which checks the first, cannot read the sheet {sheet}."),
        phrase("The first was used, unchecked."),
        phrase("Look whether the figures agree with what Excel shows; saving the file in Excel as a new .xlsx usually repairs it."),
    ),
    "readers_differ": FindingKind(
        "SEG-A10",
        "question",
        phrase("Two ways of reading the sheet {sheet} differ: in cell {cell} one finds '{one}', the other '{other}'."),
        phrase("The first was used."),
        phrase("Open the file in Excel, look at the cell, save the file as a new .xlsx and use that."),
    ),
    "hidden_rows": FindingKind(
        "SEG-A11",
        "note",
        phrases("{n} row of the sheet {sheet} is hidden.", "{n} rows of the sheet {sheet} are hidden."),
        phrase("Hidden rows were read like all others."),
        phrase("Ask the client whether they belong to the table; delete them if not."),
    ),
    "hidden_columns": FindingKind(
        "SEG-A11",
        "note",
        phrases("{n} column of the sheet {sheet} is hidden.", "{n} columns of the sheet {sheet} are hidden."),
        phrase("Hidden columns were read like all others."),
        phrase("Nothing, unless the client did not mean to send them."),
    ),
    "filter_active": FindingKind(
        "SEG-A11",
        "note",
        phrase("A filter is active on the sheet {sheet}, so that Excel shows only some of its rows."),
        phrase("All rows were read, also those that the filter hides."),
        phrase("Ask the client whether the whole list is meant or only what the filter shows."),
    ),
    "hidden_sheets": FindingKind(
        "SEG-A11",
        "note",
        phrases("{n} sheet is hidden: {sheets}.", "{n} sheets are hidden: {sheets}."),
        phrase("Hidden sheets are read only where engagement.yaml names them."),
        phrase("Nothing, unless the table is meant to come from there."),
    ),
    "merged_cells": FindingKind(
        "SEG-A16",
        "question",
        phrases(
            "{n} area below the heading is one merged cell: {areas}.",
            "{n} areas below the heading are merged cells: {areas}.",
        ),
        phrase("Only the first row of each has the value; the rows below are empty there."),
        phrase("If each row should have it, list the column under fill_down at this source in engagement.yaml."),
    ),
    "error_cells": FindingKind(
        "SEG-A17",
        "question",
        phrases(
            "{n} cell in '{column}' holds an error instead of a value: {example}.",
            "{n} cells in '{column}' hold errors instead of values, the first is {example}.",
        ),
        phrase("They count as errors, never as 0 or as empty."),
        phrase("Ask the client to repair the formulas in Excel and send the file again."),
    ),
    "uncalculated": FindingKind(
        "SEG-A17",
        "question",
        phrases(
            "{n} cell in '{column}' is a formula whose value was never worked out.",
            "{n} cells in '{column}' are formulas whose values were never worked out.",
        ),
        phrase("Their values are unknown; they count neither as 0 nor as empty."),
        phrase("Open the file in Excel and save it: Excel then writes the values."),
    ),
    "formulas_maybe_old": FindingKind(
        "SEG-A17",
        "question",
        phrases(
            "The sheet {sheet} has {n} formula, and the program that wrote the file left it to Excel to work it out.",
            "The sheet {sheet} has {n} formulas, and the program that wrote the file left it to Excel to work them out.",
        ),
        phrase("The values as stored were used; they may be old, or 0."),
        phrase("Open the file in Excel and save it, then run again."),
    ),
    "errors_unseen": FindingKind(
        "SEG-A17",
        "question",
        phrase("In a file of the format {form}, cells that hold an error cannot be told from empty ones."),
        phrase("Such cells were read as empty."),
        phrase("Open the file in Excel, save it as .xlsx and use that, if it holds formulas."),
    ),
    "external_links": FindingKind(
        "SEG-A17",
        "note",
        phrases("Formulas refer to {n} other workbook.", "Formulas refer to {n} other workbooks."),
        phrase("The values that Excel stored last were used; no other file was opened."),
        phrase("Ask the client whether the values were up to date when the file was saved."),
    ),
    "early_dates": FindingKind(
        "SEG-A18",
        "question",
        phrases(
            "{n} cell in '{column}' is a date before March 1900: {example}.",
            "{n} cells in '{column}' are dates before March 1900, the first is {example}.",
        ),
        phrase("They were taken as text: before that day Excel's calendar is wrong, and a small number may only look like a date."),
        phrase("Look whether the cells are numbers or durations with the wrong number format."),
    ),
    "macros": FindingKind(
        "SEG-A23",
        "note",
        phrase("The workbook holds macros."),
        phrase("Only the cells were read; no macro was run, and none goes into a deliverable."),
        phrase("Nothing."),
    ),
    "precision_lost": FindingKind(
        "SEG-C01",
        "question",
        phrases(
            "{n} cell in '{column}' is a number of more than fifteen digits: {example}. The precision is already lost in the file.",
            "{n} cells in '{column}' are numbers of more than fifteen digits, the first is {example}. The precision is already lost in the file.",
        ),
        phrase("They were read as they stand; the lost digits were not guessed."),
        phrase("Ask for the export again with the column as text."),
    ),
    "currency_in_format": FindingKind(
        "SEG-C06",
        "note",
        phrases(
            "{n} number in '{column}' has its currency, {currency}, only in the number format.",
            "{n} numbers in '{column}' have their currency, {currency}, only in the number format.",
        ),
        phrase("The numbers were read; the currency was noted."),
        phrase("Look whether it is the currency of the engagement."),
    ),
    "currencies_in_format": FindingKind(
        "SEG-C06",
        "question",
        phrase("'{column}' holds several currencies, told apart only by number formats: {currencies}."),
        phrase("The numbers were read as they stand; amounts in different currencies must not be added."),
        phrase("Ask the client for amounts in one currency, or for the currency in a column of its own."),
    ),
}
