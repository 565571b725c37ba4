"""What data minimisation keeps out: private lives by their headings, personal numbers by their content."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.dk import cpr
from stdnum.no import fodselsnummer
from stdnum.se import personnummer

from segkit.intake.mapping import forbidden, personal_findings
from segkit.words import Words

WORDS = Words("en")
CPRS = ["211062-5629", "010190-1234", "241285-0007"]
SWEDISH = ["850709-9805", "640823-3234"]
NORWEGIAN = "15108695088"


def kinds(source) -> dict[str, tuple[str, int]]:
    return {column.heading: (column.kind, column.count) for column in forbidden(source)}


def test_the_numbers_used_here_are_valid():
    """A test of numbers that no check accepts would prove nothing."""
    assert all(cpr.is_valid(number) for number in CPRS)
    assert all(personnummer.is_valid(number) for number in SWEDISH)
    assert fodselsnummer.is_valid(NORWEGIAN)


@pytest.mark.parametrize(
    "heading",
    [
        *("Fødselsdag", "Fødselsdato", "Födelsedatum", "Bursdag", "Date of birth", "Geburtstag", "Kontaktpersons fødselsdag", "DOB"),
        *("Alder", "Køn", "Kön", "Gender", "Geschlecht", "Hobby", "Fritidsinteresser", "Ægtefælle", "Antal børn", "Familienstand"),
        *("Religion", "Fagforening", "Fackförbund", "Sygefravær", "Allergier", "CPR-nr.", "Personnummer", "Fødselsnummer"),
    ],
)
def test_private_lives_are_left_out(heading: str, table):
    """C13, C18: birthdays, age, gender, family, leisure, belief, health and union are named by their heading."""
    source = table({"Kundenr.": ["1", "2"], heading: ["x", ""]})

    assert kinds(source) == {heading: ("private_column", 1)}


@pytest.mark.parametrize(
    "heading",
    [
        *("Stiftelsesdato", "Founded", "Gründungsdatum", "Virksomhedens alder", "Company age", "Produktfamilie", "Product family"),
        *(
            "Kundenr.",
            "Kontaktperson",
            "Oprettelsesdato",
            "CVR-nr.",
            "Organisationsnummer",
            "Branche",
            "Kontor",
            "Personale",
            "Sexdrega AB",
        ),
    ],
)
def test_a_companys_own_facts_are_not_private(heading: str, table):
    """When a company was founded, its age and its number are about no person."""
    assert kinds(table({heading: ["13585628", "35408002"]})) == {}


def test_a_cpr_number_inside_free_text_is_found(table):
    """L02: a personal number in a remark stops the column; the finding says which rows, never the number."""
    source = table(
        {"Kundenr.": ["1", "2", "3"], "Bemærkning": [f"CPR {CPRS[0]}, ring efter 14", "intet", f"ny ejer {CPRS[1]}"]}, "kunder.csv"
    )

    [finding] = personal_findings(source, forbidden(source))
    assert (finding.code, finding.severity, finding.file, finding.rows) == ("SEG-L02", "question", "kunder.csv", (2, 4))
    assert finding.text(WORDS) == "2 cells of the column 'Bemærkning' are or hold personal numbers (CPR)."
    assert finding.done(WORDS) == "The column is left out of every figure, list and report; it only comes back in the client's own rows."
    assert (
        finding.todo(WORDS)
        == "Ask for the file without the column, or write its heading under personal: at this source in engagement.yaml, with the reason why it is needed."
    )


@pytest.mark.parametrize("numbers", [CPRS, SWEDISH, [NORWEGIAN] * 3, [number.replace("-", "") for number in CPRS]])
def test_personal_numbers_are_found_by_their_content(numbers: list[str], table):
    """L02: whatever the heading says, a column of personal numbers is seen."""
    assert kinds(table({"Nr.": numbers})) == {"Nr.": ("personal_numbers", len(numbers))}


def test_the_findings_never_hold_a_value(table):
    """L02: neither the record nor the finding carries a cell's text."""
    source = table({"Nr.": CPRS, "Noter": ["skriv til bo.holm@firma.dk", "", ""]})

    found = forbidden(source)
    spoken = repr(found) + repr(personal_findings(source, found))
    assert [column.kind for column in found] == ["personal_numbers", "contacts_in_text"]
    assert not [value for value in (*CPRS, "bo.holm") if value in spoken]


def test_a_sole_proprietors_number_is_said_to_be_personal(table):
    """L02: among Swedish company numbers those of sole proprietors are personal, the companies' are not."""
    source = table({"Orgnr": [SWEDISH[0], "556703-7485", "556016-0680"]})

    [finding] = personal_findings(source, forbidden(source))
    assert finding.kind == "sole_proprietors"
    assert finding.rows == (2,)
    assert finding.text(WORDS) == "1 company number in 'Orgnr' is a person's own number: a Swedish sole proprietor has no other."


def test_company_numbers_alone_are_no_question(table):
    """Swedish companies' numbers look like personal ones and are none."""
    assert kinds(table({"Orgnr": ["556703-7485", "556016-0680"], "CVR": ["13585628", "35408002"]})) == {}


@given(st.lists(st.integers(1_000_000_000, 9_999_999_999), min_size=40, max_size=60, unique=True))
def test_plain_numbers_are_no_personal_numbers(table, numbers: list[int]):
    """Ten digits that are a date by chance are left alone: most of the column must pass."""
    passing = sum(cpr.is_valid(str(number)) for number in numbers)

    assert (kinds(table({"Faktura": [str(number) for number in numbers]})) == {}) == (
        passing <= len(numbers) / 2 and not any(fodselsnummer.is_valid(str(n)) for n in numbers)
    )


@pytest.mark.parametrize("text", ["ring tlf. 33 12 34 56", "+45 33 12 34 56", "mail: ib@holm.dk", "mobil 0701234567"])
def test_addresses_in_free_text_are_found(text: str, table):
    """L02: e-mail addresses and telephone numbers where none belongs."""
    assert kinds(table({"Noter": ["", text]})) == {"Noter": ("contacts_in_text", 1)}


def test_addresses_in_their_own_columns_are_expected(table):
    """L02: under a heading for e-mail or telephone they are what was asked for."""
    assert kinds(table({"E-mail": ["ib@holm.dk"], "Tlf.": ["+45 33 12 34 56"], "Kontakt-e-mail": ["bo@holm.dk"]})) == {}
