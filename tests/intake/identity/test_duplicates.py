"""Customers who may be one."""

from itertools import combinations

import pandas as pd
import pytest
from intake.identity.planted import planted

from segkit.intake.identity import Candidate, duplicate_findings, duplicates
from segkit.words import Words

WORDS = Words("en")
ONE, OTHER = "13585628", "35408002"


def customers(*rows: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), index=[str(1001 + i) for i in range(len(rows))], dtype=object)


def sentences(candidate: Candidate) -> list[str]:
    return [reason.sentence(WORDS) for reason in candidate.reasons]


def pairs(candidates: tuple[Candidate, ...]) -> set[frozenset[str]]:
    return {frozenset(pair) for candidate in candidates for pair in combinations(candidate.ids, 2)}


@pytest.mark.parametrize("seed", range(3))
def test_planted_duplicates_are_found_and_look_alikes_are_not(seed):
    """D03: of 150 planted duplicates of eight kinds 95 % are proposed, and 95 % of what is proposed are duplicates."""
    file = planted(seed)

    proposed = pairs(duplicates(file.customers))
    missed = [kind for pair, kind in file.same.items() if pair not in proposed]
    wrong = [kind for pair, kind in file.different.items() if pair in proposed]

    assert len(file.customers) == 2_000
    assert (len(file.same), len(file.different)) == (150, 60)
    assert 1 - len(missed) / 150 >= 0.95, missed
    assert len(proposed & set(file.same)) / len(proposed) >= 0.95, wrong
    assert all(missed.count(kind) <= 4 for kind in set(missed)), missed


def test_the_order_of_the_file_changes_nothing():
    """D03: the same customers in another order give the same groups and scores."""
    file = planted(1, customers=500).customers

    def told(table: pd.DataFrame) -> set[tuple[frozenset[str], float]]:
        return {(frozenset(candidate.ids), candidate.score) for candidate in duplicates(table)}

    assert told(file) == told(file.sample(frac=1, random_state=9))


def test_the_same_company_number_in_two_forms():
    """D03: one CVR number, written with and without DK, and A/S against ApS, is one candidate with its reasons in words and its rows."""
    table = customers(
        {"name": "Jensen A/S", "org_number": ONE, "address": "Nørregade 12", "postcode": "8000", "_file": "a.csv", "_row": 4},
        {
            "name": "JENSEN ApS",
            "org_number": f"DK-{ONE[:4]} {ONE[4:]}",
            "address": "Noerregd. 12, 2. tv.",
            "postcode": "8000",
            "_file": "a.csv",
            "_row": 9,
        },
    )

    (candidate,) = duplicates(table)

    assert (candidate.ids, candidate.score, candidate.rows) == (("1001", "1002"), 0.97, (("a.csv", 4), ("a.csv", 9)))
    assert sentences(candidate) == [
        "The organisation number is the same: 13585628.",
        "The names are the same but for spelling and company form: 'Jensen A/S' and 'JENSEN ApS'.",
        "The address is the same: Nørregade 12.",
    ]


def test_a_customer_who_moved():
    """D03: the same name and company number at another address is told as a move or branches."""
    table = customers(
        {"name": "Bøje Byg", "org_number": ONE, "address": "Algade 1", "postcode": "4000", "city": "Roskilde"},
        {"name": "Bøje Byg", "org_number": ONE, "address": "Havnevej 7", "postcode": "8000", "city": "Aarhus"},
    )

    assert sentences(duplicates(table)[0])[-1] == (
        "They are in different places (Algade 1, 4000 Roskilde; Havnevej 7, 8000 Aarhus): moved, or branches of one company?"
    )


def test_accounts_of_one_group():
    """D03: one company number under different names is one group, however many accounts it has, and less sure than one name."""
    table = customers(*({"name": name, "org_number": ONE} for name in ("Ravnsø Beton", "Klintby Entreprise", "Havreholt Facility")))

    (candidate,) = duplicates(table)

    assert candidate.ids == ("1001", "1002", "1003")
    assert candidate.score == 0.75
    assert "The names differ, 'Ravnsø Beton' and 'Klintby Entreprise': accounts of one group?" in sentences(candidate)


def test_two_valid_numbers_are_two_companies():
    """D03: the same name and address are not proposed where each has a valid number of its own."""
    same = {"name": "Jensen Byg", "address": "Algade 1", "postcode": "4000", "phone": "12345678"}

    assert duplicates(customers(same | {"org_number": ONE}, same | {"org_number": OTHER})) == ()
    assert len(duplicates(customers(same | {"org_number": ONE}, same))) == 1


def test_a_third_customer_does_not_bind_two_companies():
    """D03: an account without a number that is like two companies joins at most one of them."""
    same = {"name": "Jensen Byg", "address": "Algade 1", "postcode": "4000"}

    found = duplicates(customers(same | {"org_number": ONE}, same, same | {"org_number": OTHER}))

    assert [len(candidate.ids) for candidate in found] == [2]
    assert frozenset(("1001", "1003")) not in pairs(found)


def test_a_number_that_fails_its_check_says_less():
    """D03: an invalid number that two share counts only beside like names, and the reason says that its check fails."""
    wrong = "13585627"

    assert duplicates(customers({"name": "Ravnsø Beton", "org_number": wrong}, {"name": "Klintby Smedje", "org_number": wrong})) == ()
    (candidate,) = duplicates(customers({"name": "Ravnsø Beton", "org_number": wrong}, {"name": "Ravnsö beton", "org_number": wrong}))
    assert sentences(candidate)[0] == "The organisation number is the same, 13585627, though its check digit does not fit."


def test_a_persons_number_is_not_shown():
    """D03: a Swedish sole proprietor's number is a personal number; it is compared, never shown."""
    same = {"name": "Åkerviks Bygg", "org_number": "850709-9805"}

    (candidate,) = duplicates(customers(same, same))

    assert sentences(candidate)[0] == "The organisation number is the same; it is a person's and is not shown here."
    assert "9805" not in " ".join(sentences(candidate))


def test_branches_of_a_chain_are_one_weak_candidate():
    """D03: the same name in thirty towns is one question, the weakest there is, not four hundred."""
    chain = [{"name": "Boligkæden", "address": f"Algade {i}", "postcode": f"{4000 + 10 * i}", "city": f"By {i}"} for i in range(30)]

    (candidate,) = duplicates(customers(*chain))

    assert len(candidate.ids) == 30
    assert candidate.score == 0.4
    assert sentences(candidate)[-1] == "Nothing but the name speaks for it: a customer who moved, or branches of a chain?"


def test_a_common_name_alone_is_no_reason():
    """D03: 'Murerfirma Hansen' in two towns is not proposed in a file full of Hansens and masons."""
    many = [
        {"name": f"{trade} {name}", "postcode": "1000"}
        for trade in ("El", "VVS", "Smedje", "Murerfirma")
        for name in ("Olsen", "Hansen", "Ask", "Lund")
    ]

    assert duplicates(customers(*many, {"name": "Murerfirma Hansen", "postcode": "9990"})) == ()


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("Lyngvad Smedje", "Lyngvda Smedje", True),
        ("Høje Smedje", "HOEJE  SMEDJE A/S", True),
        ("Rør & Varme Lyngvad", "Rør og Varme Lyngvad", True),
        ("El Teknik Lyngvad", "Elteknik Lyngvad", True),
        ("H.C. Lyngvad", "HC Lyngvad", True),
        ("Butik Lyngvad 1", "Butik Lyngvad 2", False),
        ("Lyngvad VVS", "Lyngvad Malerfirma", False),
        ("Lyngvad Nord", "Lyngvad Syd", False),
    ],
)
def test_names_in_one_town(one, other, found):
    """C13: letters, case, joining words and slips of the pen do not part two names of one town; figures and other words do."""
    assert bool(duplicates(customers({"name": one, "postcode": "4000"}, {"name": other, "postcode": "4000"}))) is found


def test_two_real_surnames_are_no_slip_of_the_pen():
    """D03: Pedersen and Petersen differ by a letter, but the file knows both, so they are proposed only at one address."""
    others = [{"name": f"{trade} {name}", "postcode": "9000"} for trade in ("El", "VVS", "Smedje") for name in ("Pedersen", "Petersen")]
    two = [{"name": f"Malerfirma {name}", "postcode": "4000"} for name in ("Pedersen", "Petersen")]

    assert duplicates(customers(*others, *two)) == ()
    assert len(duplicates(customers(*others, *({**row, "address": "Algade 1"} for row in two)))) == 1


def test_a_neighbour_is_no_duplicate():
    """D03: firms of different names in one house, with one telephone and mail address, are not proposed."""
    here = {"address": "Algade 1", "postcode": "4000", "phone": "+45 12 34 56 78", "email": "post@huset.dk"}

    assert duplicates(customers({"name": "Ravnsø Beton", **here}, {"name": "Klintby Smedje", **here})) == ()


def test_numbered_shops_are_two_even_with_one_telephone():
    """D03: figures in names tell branches apart, whatever else they share."""
    shop = {"postcode": "4000", "address": "Algade 1", "phone": "12345678"}

    assert duplicates(customers({"name": "Butik Lyngvad 1011", **shop}, {"name": "Butik Lyngvad 1012", **shop})) == ()


def test_the_same_street_in_another_town_is_another_address():
    """D03: 'Algade 1' is in every town; with a common name it is no reason."""
    many = [{"name": f"{trade} Hansen", "postcode": "1000"} for trade in ("El", "VVS", "Smedje", "Auto")]
    many += [{"name": f"Murerfirma {name}", "postcode": "1000"} for name in ("Olsen", "Ask", "Lund", "Holm")]
    two = [{"name": "Murerfirma Hansen", "address": "Algade 1", "postcode": postcode} for postcode in ("4000", "9000")]

    assert duplicates(customers(*many, *two)) == ()


def test_unknown_cells_match_nothing():
    """D03: customers of whom nothing is known are not one customer."""
    assert duplicates(customers(*({"name": None, "org_number": None, "postcode": "", "phone": "00000000"} for _ in range(5)))) == ()
    assert duplicates(pd.DataFrame(index=pd.Index([], dtype=object))) == ()


def test_a_city_stands_in_for_a_missing_postcode():
    """D03: where a postcode is missing the town decides."""
    table = customers({"name": "Lyngvad Smedje", "postcode": "4000", "city": "Roskilde"}, {"name": "Lyngvda Smedje", "city": "ROSKILDE"})

    assert len(duplicates(table)) == 1


def test_the_question_in_full():
    """D03: one finding asks about all candidates and says where to decide."""
    table = customers(
        {"name": "Jensen A/S", "org_number": ONE, "_file": "a.csv", "_row": 4},
        {"name": "Jensen ApS", "org_number": ONE, "_file": "a.csv", "_row": 9},
    )

    (finding,) = duplicate_findings(duplicates(table), table)

    assert (finding.code, finding.severity, finding.file, finding.row, finding.rows) == ("SEG-D03", "question", "a.csv", 4, (4, 9))
    assert finding.text(WORDS) == "1 group of accounts may be one customer: 1001, 1002 ('Jensen A/S' and 'Jensen ApS')."
    assert finding.done(WORDS) == "They were kept apart."
    assert finding.todo(WORDS) == "Open decisions.yaml, which lists them with the reasons, and write merge or apart at each."
    assert duplicate_findings((), table) == []


def test_customers_known_from_invoice_lines_alone_have_no_row():
    """D03: customers who stand on no list are proposed like others, without a place."""
    table = customers(
        {"name": "Jensen A/S", "org_number": ONE, "_file": "a.csv", "_row": 4},
        {"name": "Jensen ApS", "org_number": ONE, "_file": float("nan"), "_row": float("nan")},
    )

    assert [candidate.rows for candidate in duplicates(table)] == [(("a.csv", 4),)]


def test_a_file_in_which_one_town_has_nearly_everyone():
    """D03: a town with more names than are compared each with each is still compared, with neighbours in the alphabet."""
    file = planted(4, customers=4_000)
    one_town = file.customers.assign(postcode="8000", city="Aarhus")

    found = pairs(duplicates(one_town))
    slips = [pair for pair, kind in file.same.items() if kind == "slip of the pen"]

    assert sum(pair in found for pair in slips) / len(slips) >= 0.8


def test_the_planted_numbers_are_valid():
    """D03: the planted company numbers pass the check, so that the veto of two valid numbers is really tried."""
    file = planted(0)

    assert file.customers["org_number"].notna().sum() > 1_000
    assert duplicates(customers({"name": "A", "org_number": "35408002"}, {"name": "B", "org_number": "35408002"}))[0].score == 0.75
