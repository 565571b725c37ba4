"""decisions.yaml: read, and added to."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from segkit.errors import EngagementError
from segkit.intake.identity import Candidate, Decisions, Merge, Reason, read_decisions, with_proposals
from segkit.words import Words, phrase

WORDS = Words("en")

JENSEN = Candidate(("1001", "0012"), (Reason(phrase("The name is the same: '{first}'."), {"first": 'Jensen "Bøje": A/S'}),), 0.9)

ENTRY = """\
  - keep: "1001"
    merge: ["0012"]
    why: "The name is the same: 'Jensen \\"Bøje\\": A/S'."
    decision:
"""

WRITTEN = """\
# Mette, 3 August: asked the client
duplicates:
  - keep: "1001"
    merge: ["2001", '0012']
    why: same firm
    decision: merge   # sure
  - keep: "7"
    merge: ["8"]
    decision: apart
  - keep: "20"
    merge: ["21"]
    decision:
    # wait for Lars

# what they answered
answers:
  - question: potential_unknown
    answer: "use 1.000,50"
    date: 2026-08-31
"""


@pytest.fixture
def file(tmp_path):
    return tmp_path / "decisions.yaml"


def refused(file, text: str) -> str:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(EngagementError) as error:
        read_decisions(file)
    return str(error.value)


def test_no_file_no_decisions(file):
    """D03: without decisions.yaml nothing is decided."""
    assert read_decisions(file) == Decisions()


def test_decisions_are_read(file):
    """D03: merges with their line, groups kept apart, and answers are read; an open entry decides nothing."""
    file.write_text(WRITTEN, encoding="utf-8")

    assert read_decisions(file) == Decisions(
        merges=(Merge("1001", ("2001", "0012"), "same firm", 3),),
        apart=frozenset({frozenset({"7", "8"})}),
        answers={"potential_unknown": "use 1.000,50"},
    )


def test_numbers_without_quotes_are_refused(file):
    """D03: 0012 and 2001 without quotes are refused with line and remedy, all at once."""
    assert refused(file, 'duplicates:\n  - keep: 0012\n    merge: [2001, "3", 1e5]\n    decision: merge\n') == (
        "SEG-D03: decisions.yaml, line 2: the number 0012 under 'keep' stands without quotes. "
        'Write "0012", or another program may read it without its zeros.\n'
        "SEG-D03: decisions.yaml, line 3: the number 2001 under 'merge' stands without quotes. "
        'Write "2001", or another program may read it without its zeros.\n'
        "SEG-D03: decisions.yaml, line 3: the number 1e5 under 'merge' stands without quotes. "
        'Write "1e5", or another program may read it without its zeros.'
    )


def test_slips_of_the_keyboard_are_told_together(file):
    """D03: an unknown decision, a missing and a misspelt key, and an answer that is no text are told at once with their lines."""
    text = 'duplicates:\n  - keep: "1"\n    merge: ["2"]\n    decision: maybe\n  - merge: ["3"]\n    dicision: merge\nanswers:\n  - question: q\n    answer: 5\n'

    assert refused(file, text) == (
        "SEG-D09: decisions.yaml, line 4: 'decision' must be one of merge, apart, but is 'maybe'.\n"
        "SEG-D09: decisions.yaml, line 5: 'keep' is missing of 'duplicates'. The number under which the customer goes on, in quotes.\n"
        "SEG-D09: decisions.yaml, line 6: 'dicision' is not a setting of 'duplicates'. Did you mean 'decision'?\n"
        "SEG-D09: decisions.yaml, line 9: 'answer' must be text, but is 5. The answer, in quotes."
    )


def test_decisions_that_contradict_each_other_are_refused(file):
    """D03: a pair that is merged, be it by way of a third, cannot be apart, and a question has one answer."""
    text = (
        'duplicates:\n  - keep: "1"\n    merge: ["2"]\n    decision: merge\n  - keep: "2"\n    merge: ["3"]\n    decision: merge\n'
        '  - keep: "1"\n    merge: ["3"]\n    decision: apart\n'
        'answers:\n  - question: q\n    answer: "5"\n  - question: q\n    answer: "6"\n'
    )

    assert refused(file, text) == (
        "SEG-D03: decisions.yaml, line 8: '1' and '3' are said to be apart here, but are merged elsewhere. Keep one of the two decisions.\n"
        "SEG-D03: decisions.yaml, line 14: the question 'q' is answered twice (first on line 12). Keep one of the answers."
    )


def test_circles_are_refused_with_their_line(file):
    """D03: merges that go round in a circle are refused."""
    text = 'duplicates:\n  - keep: "1"\n    merge: ["2"]\n    decision: merge\n  - keep: "2"\n    merge: ["1"]\n    decision: merge\n'

    assert refused(file, text) == (
        "SEG-D03: decisions.yaml, line 2: merges go round in a circle: '2' into '1' into '2'. Decide which number is kept."
    )


def test_a_number_twice_in_one_entry_is_refused(file):
    """D03: a number cannot be kept and merged at once."""
    assert refused(file, 'duplicates:\n  - keep: "1"\n    merge: ["1"]\n    decision: apart\n') == (
        "SEG-D09: decisions.yaml, line 2: '1' is given twice in this entry. A number stands once, under 'keep' or under 'merge'."
    )


def test_a_new_file_says_what_to_do(file):
    """D03: a file written for the first time begins with what to do, and holds the candidates undecided with their reasons."""
    text = with_proposals(file, [JENSEN], WORDS)

    assert text.splitlines()[0] == (
        "# Customers who may be one. Write a decision at each: merge (they are one customer) or apart (they are not)."
    )
    assert text.endswith("\nduplicates:\n" + ENTRY)


def test_what_a_person_wrote_is_kept_letter_for_letter(file):
    """D03: new candidates are added below the last entry and its comments; every other sign of the file stays."""
    file.write_text(WRITTEN, encoding="utf-8")

    text = with_proposals(file, [Candidate(("5", "6"), (), 0.8)], WORDS)

    assert text == WRITTEN.replace(
        "    # wait for Lars\n", '    # wait for Lars\n  - keep: "5"\n    merge: ["6"]\n    why: ""\n    decision:\n'
    )


def test_nothing_is_asked_twice(file):
    """D03: merged, apart and open pairs are not proposed again, whichever of them stands first."""
    file.write_text(WRITTEN, encoding="utf-8")
    again = [Candidate(("0012", "1001", "2001"), (), 0.9), Candidate(("8", "7"), (), 0.9), Candidate(("21", "20"), (), 0.9)]

    assert with_proposals(file, again, WORDS) == WRITTEN


def test_only_what_is_open_in_a_grown_group_is_asked(file):
    """D03: a new account beside a merged pair is asked about under the kept number; beside a pair kept apart, once for each pair."""
    file.write_text(WRITTEN, encoding="utf-8")

    text = with_proposals(file, [Candidate(("2001", "1001", "9"), (), 0.9), Candidate(("7", "8", "10"), (), 0.9)], WORDS)

    assert '- keep: "1001"\n    merge: ["9"]\n' in text
    assert '- keep: "7"\n    merge: ["10"]\n' in text
    assert text.count("keep:") == WRITTEN.count("keep:") + 2


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("duplicates: []\n# end\n", "duplicates: \n" + ENTRY + "\n# end\n"),
        ("answers: []", "answers: []\nduplicates:\n" + ENTRY),
        ("duplicates:\r\n- keep: a\r\n  merge: [b]\r\n", "duplicates:\r\n- keep: a\r\n  merge: [b]\r\n" + "".join(line[2:] + "\r\n" for line in ENTRY.splitlines())),
        ("\ufeffduplicates:\n  - {keep: a, merge: [b],\n     decision: apart}\nanswers: []\n", "\ufeffduplicates:\n  - {keep: a, merge: [b],\n     decision: apart}\n" + ENTRY + "answers: []\n"),
        ("duplicates:\n  - keep: a\n    merge: [b]\n    why: |\n      long\n      text\nanswers: []", "duplicates:\n  - keep: a\n    merge: [b]\n    why: |\n      long\n      text\n" + ENTRY + "answers: []"),
    ],
)  # fmt: skip
def test_files_of_every_hand_are_added_to(file, before, after):
    """D03: however the file is written (no entries, no key, Windows lines, a byte order mark, brackets, long texts), it stays so."""
    file.write_bytes(before.encode())

    text = with_proposals(file, [JENSEN], WORDS)
    file.write_bytes(text.encode())

    assert text == after
    assert with_proposals(file, [JENSEN], WORDS) == text


def test_entries_in_brackets_cannot_be_added_to(file):
    """D03: a list written in brackets is left alone, and the person is told how to write it."""
    file.write_text("duplicates: [{keep: a, merge: [b]}]\n", encoding="utf-8")

    with pytest.raises(EngagementError) as error:
        with_proposals(file, [JENSEN], WORDS)

    assert str(error.value) == (
        "SEG-D03: decisions.yaml, line 1: the entries of 'duplicates' are written in brackets. "
        "Write them one below the other, each beginning with a dash."
    )


TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=6)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TEXT, min_size=2, max_size=4, unique=True), TEXT)
def test_any_number_and_name_come_back(file, ids, name):
    """C01: whatever signs numbers and names hold, what is written is read back the same once it is decided."""
    file.unlink(missing_ok=True)
    text = with_proposals(file, [Candidate(tuple(ids), (Reason(phrase("The name is the same: '{first}'."), {"first": name}),), 0.9)], WORDS)
    file.write_text(text.replace("    decision:\n", "    decision: merge\n"), encoding="utf-8", newline="")

    (merge,) = read_decisions(file).merges

    assert (merge.kept, *merge.merged) == tuple(ids)
    assert name.rstrip(".") in merge.why
