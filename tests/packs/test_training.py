"""The training: customer pages, questions per segment, role play, and a quiz with exactly one right answer each."""

import re
from dataclasses import replace

import pytest

import segkit
from segkit.packs.conversation import QUESTIONS
from segkit.packs.customer_pages import most_important
from segkit.packs.quiz import Item, quiz
from segkit.packs.quiz.item import of_numbers, of_texts
from segkit.packs.role_play import role_play, typical
from segkit.packs.situations import SITUATIONS, by_situation, situation
from segkit.packs.training import PROGRAMME, training
from segkit.strategy import playbook
from segkit.views.explaining import explanation
from segkit.words import Words
from segkit.words.language import LANGUAGES


@pytest.mark.parametrize("which", ["tiny", "example", "deep"])
def test_the_quiz_has_ten_questions_with_one_right_answer_each(which: str, request: pytest.FixtureRequest):
    """K41: ten questions, the answers differ as they are shown, and the right one is among them."""
    items = quiz(request.getfixturevalue(which))

    assert len(items) == 10
    assert len({item.text for item in items}) == 10
    for item in items:
        assert 3 <= len(item.answers) <= 4
        assert len(set(item.answers)) == len(item.answers)
        assert 0 <= item.right < len(item.answers)
        assert item.why


def test_the_right_answers_are_the_study_s_own(tiny: segkit.Study):
    """K41: counted by hand in the tiny engagement: Alfa and Delta buy for 1,000 and 999.99 of potentials of 9,000 and 5,000."""
    right = {item.text: item.answers[item.right] for item in quiz(tiny)}

    assert (
        right["A customer buys for DKK 1,000 of a potential of DKK 9,000. Which grade do the figures give it?".replace("DKK ", "DKK\xa0")]
        == "A"
    )
    assert right["Nobody knows a customer's potential. Which grade does it get?"] == "Not rated"
    assert right["Which segment buys for most?"] == "C"
    assert right["In which segment is most still to be won?"] == "A"
    assert right["Who decides to part with a customer?"] == "A person; the figures only put the question"


def test_no_other_answer_is_right(example: segkit.Study):
    """K41: of the answers to the question about a real customer's grade only one is the grade that its figures give."""
    item = next(item for item in quiz(example) if item.why.startswith("A: "))
    revenue, potential = (int(re.sub(r"\D", "", amount)) for amount in re.findall(r"[\d.]+(?=\s?kr)", item.text))

    letter = {(True, True): "A", (False, True): "B", (True, False): "C", (False, False): "D"}[revenue >= 250_000, potential >= 600_000]
    assert [answer for answer in item.answers if answer == letter] == [item.answers[item.right]]


def test_answers_that_look_alike_are_one():
    """K41: a wrong answer that is shown like the right one is left out; with fewer than three answers there is no question."""
    item = of_numbers("How many?", (2.0, "2"), [(2.1, "2"), (1.0, "1"), (4.0, "4")], "Counted.")

    assert item == Item("How many?", ("1", "2", "4"), 1, "Counted.")
    assert of_numbers("How many?", (2.0, "2"), [(2.1, "2"), (1.0, "1")], "Counted.") is None
    assert of_texts("Which?", "A", ["A", "B"], "So it is.") is None


@pytest.mark.parametrize("name", SITUATIONS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_segment_has_questions_in_every_language(name: str, language: str):
    """K54: at least six questions for sales and four for customer service, each of them a question, none asked twice."""
    words, bank = Words(language), QUESTIONS[name]
    asked = [words(question) for question in (*bank.sales, *bank.service)]

    assert len(bank.sales) >= 6
    assert len(bank.service) >= 4
    assert len(set(asked)) == len(asked)
    assert all(question.endswith("?") for question in asked)


@pytest.mark.parametrize(
    ("preset", "letters", "found"),
    [
        ("classic", "A B C D", "key grow hold lean unknown"),
        ("potential_x_sow", "A B C D", "grow key lean hold unknown"),
        ("size_sow_3x3", "A1 A2 A3 B1 B2 B3 C1 C2 C3", "key grow grow hold grow grow hold hold lean unknown"),
        ("own", "Oak Elm Fir", "key hold lean unknown"),
    ],
)
def test_each_segment_is_in_a_situation(preset: str, letters: str, found: str):
    """K54: segments of every preset, and of a grid of one's own, have a situation by what is proposed for them."""
    policies = playbook(preset, tuple(letters.split()), "en", {})

    assert [situation(policies, policy.segment) for policy in policies] == found.split()


def test_the_questions_of_all_segments_are_printed(example: segkit.Study):
    """K41, K54: every segment's name stands over its questions."""
    grids = next(section for section in training(example).sections if section.key == "questions").parts[1:]
    told = " ".join(part.title for part in grids)

    assert [policy.name for policy in example.plan.policies if policy.name not in told] == []
    assert len(grids) == len(by_situation(example))


def test_the_programme_takes_three_hours():
    """K41: the blocks of the training sum to 180 minutes."""
    assert sum(minutes for _, minutes in PROGRAMME) == 180


def test_a_rep_s_pages_show_the_most_important_customers_with_their_reasons(example: segkit.Study):
    """K41: the two of highest revenue, then the two of most headroom among the others; why the grade is the deliverables' sentence."""
    own = example.customers[example.customers["owner"] == "Camilla Thorup"]
    shown = most_important(own)
    page = next(section for section in training(example).sections if section.title == "Camilla Thorup")

    assert list(shown["customer_id"].head(2)) == list(own.nlargest(2, "revenue")["customer_id"])
    assert list(shown["customer_id"].tail(2)) == list(own.drop(index=shown.index[:2]).nlargest(2, "headroom")["customer_id"])
    told = [row[1] for part in page.parts[1::2] for row in part.rows]
    assert [explanation(example, row) for _, row in shown.iterrows() if explanation(example, row) not in told] == []


def test_role_play_names_nobody(example: segkit.Study):
    """K41: no customer's name and no exact revenue stands on a card; each conversation has three cards."""
    cards = role_play(example).cards
    told = " ".join(line for _, lines in cards for line in lines)

    assert len(cards) % 3 == 0
    assert len(cards) >= 15
    assert not [name for name in example.customers["name"] if str(name) in told]
    exact = {example.words.money(revenue) for revenue in example.customers["revenue"] if revenue % 100}
    assert not exact & set(re.findall(r"[\d.]+\s?kr\.", told))


def test_a_segment_of_nobody_has_no_card(tiny: segkit.Study):
    """K41: conversations are practised with segments that hold customers; who buys nothing gives no figures."""
    told = {lines[0] for _, lines in role_play(tiny).cards}

    assert "A · Key customers" in told
    assert not any(line.startswith("D · ") for line in told)
    assert typical(replace(tiny, customers=tiny.customers.assign(revenue=0.0)), "A") == ""
