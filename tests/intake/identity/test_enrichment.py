"""Columns of an outside table, on invented and on real tables of areas."""

from pathlib import Path

import pandas as pd
import pytest

from segkit.intake.identity import (
    Enriched,
    Outside,
    SaysOtherwise,
    SeveralAnswers,
    SpelledOtherwise,
    enriched,
    enrichment_findings,
    other_spellings,
)
from segkit.words import Words

WORDS = Words("en")

AREAS = Outside(
    pd.DataFrame(
        {
            "postcode": ["0999", "4000", "4000", "5000", "5000", "", "8000"],
            "area": ["Frederiksberg", "Roskilde", "Roskilde", "Odense", "Assens", "Nowhere", None],
        },
        dtype=object,
    ),
    "postcode",
    ("area",),
    "areas.csv",
)


def rows(**columns: list[object]) -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(values, dtype=object) for name, values in columns.items()})


def counts(result: Enriched) -> tuple[int, ...]:
    return (result.exact, result.normalised, result.accepted, result.ambiguous_rows, result.unmatched, result.empty)


def test_only_equal_keys_are_joined():
    """C02: '999' is not '0999' until someone asks; an empty key meets no empty key; the same answer twice is one answer."""
    result = enriched(rows(postcode=["0999", "999", "4000", "", None, "1234"]), "postcode", AREAS)

    assert result.frame["area"].tolist() == ["Frederiksberg", None, "Roskilde", None, None, None]
    assert counts(result) == (2, 0, 0, 0, 2, 2)
    assert result.nearly == (("999", "0999"),)
    assert result.rate == 0.5


def test_numbers_are_normalised_on_request():
    """C02: on request '999' and '4000.0' find their answers and are counted apart."""
    result = enriched(rows(postcode=["0999", "999", "4000.0"]), "postcode", AREAS, normalise=True)

    assert result.frame["area"].tolist() == ["Frederiksberg", "Frederiksberg", "Roskilde"]
    assert counts(result) == (1, 2, 0, 0, 0, 0)


def test_a_key_with_several_answers_is_joined_to_none():
    """C02: a postcode in two municipalities is listed with its answers and its rows, and adds no row and no answer."""
    result = enriched(rows(postcode=["5000", "5000", "4000"]), "postcode", AREAS)

    assert result.frame["area"].tolist() == [None, None, "Roskilde"]
    assert result.ambiguous == (SeveralAnswers("5000", 2, ("Odense", "Assens")),)
    assert counts(result) == (1, 0, 0, 2, 0, 0)


def test_own_data_is_never_overwritten():
    """M03 of the capabilities: the client's own value stays, its blanks are filled, and a difference is told with both values."""
    result = enriched(rows(postcode=["4000", "4000", "8000", "4000"], area=["Lejre", None, "Aarhus", "Roskilde"]), "postcode", AREAS)

    assert result.frame["area"].tolist() == ["Lejre", "Roskilde", "Aarhus", "Roskilde"]
    assert [(told.column, list(told.rows), told.own, told.other) for told in result.differing] == [("area", [0], "Lejre", "Roskilde")]
    assert isinstance(result.differing[0], SaysOtherwise)


def test_what_a_person_is_told():
    """C02: match problems are findings in full sentences."""
    own = rows(postcode=["999", "5000", "1234", "4000"], area=[None, None, None, "Lejre"])

    told = enrichment_findings(enriched(own, "postcode", AREAS), "postcode", AREAS, "customers.csv")

    assert [finding.text(WORDS) for finding in told] == [
        "2 of 4 rows have a 'postcode' that is not in areas.csv, such as '1234'.",
        "1 value of 'postcode' stands in areas.csv with more than one answer: '5000' is Odense; Assens.",
        "1 value of 'postcode' seems to be in areas.csv under another spelling: '999' may be '0999'.",
        "1 row says something else than areas.csv about 'area': 'Lejre' against 'Roskilde'.",
    ]
    assert [finding.severity for finding in told] == ["question", "question", "question", "note"]


def test_spellings_are_proposed_and_joined_only_when_accepted():
    """C13: another spelling is proposed, not joined; once a person accepts it, it is."""
    table = Outside(rows(place=["Koebenhavn", "Mors"], income=["278242", "240000"]), "place", ("income",), "income.csv")
    own = rows(place=["Københavns Kommune", "Morsø", "Fanø"])

    first = enriched(own, "place", table)
    second = enriched(own, "place", table, accepted={pair.value: pair.other for pair in first.proposed})

    assert counts(first) == (0, 0, 0, 0, 3, 0)
    assert first.proposed == (SpelledOtherwise("Københavns Kommune", "Koebenhavn", 0.95), SpelledOtherwise("Morsø", "Mors", 0.89))
    assert second.frame["income"].tolist() == ["278242", "240000", None]
    assert counts(second) == (0, 0, 2, 0, 1, 0)


@pytest.mark.parametrize(
    ("value", "known", "other"),
    [
        ("Rødovre", ["Roedovre", "Rudersdal"], "Roedovre"),
        ("Høje-Taastrup", ["Hoeje Taastrup"], "Hoeje Taastrup"),
        ("Vesthimmerlands", ["Vesthimmerland"], "Vesthimmerland"),
        ("Aarhus Kommune", ["Aarhus"], "Aarhus"),
        ("A\u030arhus", ["Aarhus", "Aalborg"], "Aarhus"),
        ("AARHUS", ["Århus", "Aarhus"], None),
        ("Herlev", ["Herning", "Helsingør"], None),
        ("Vejle", ["Vejlen", "Vejler"], None),
        ("9999", ["9990"], None),
    ],
)
def test_spellings(value, known, other):
    """C13: folded letters, dashes, Kommune and a genitive s are seen through; where two fit as well, none is proposed."""
    found = other_spellings([value], known)

    assert [pair.other for pair in found] == ([] if other is None else [other])


def read(folder: Path, name: str, **how: object) -> pd.DataFrame:
    return pd.read_csv(folder / "dk_se_areas" / name, dtype=str, keep_default_na=False, encoding="utf-8-sig", **how)


def test_real_danish_municipalities(shared_data):
    """C13: of 99 municipalities 68 are spelled alike in both files, 30 are proposed and right, and only Christiansø has no income."""
    income = Outside(read(shared_data, "dk_kommune_income.csv"), "municipality", ("income",), "income")
    own = read(shared_data, "dk_kommune_children_0_14.csv")

    first = enriched(own, "municipality", income)
    second = enriched(own, "municipality", income, accepted={pair.value: pair.other for pair in first.proposed})
    found = second.frame.set_index("municipality")["income"]

    assert counts(first) == (68, 0, 0, 0, 31, 0)
    assert len(first.proposed) == 30
    assert second.missing == ("Christiansø",)
    assert found["København"] == "278242"
    assert found.dropna().astype(int).agg(["min", "max"]).tolist() == [229051, 591074]
    assert found["Gentofte"] == "591074"
    assert found.notna().sum() == 98


def test_real_danish_postcodes(shared_data):
    """C02: 238 of 1,121 postcodes lie in several municipalities and get none; the others keep their leading zero and their answer."""
    table = read(shared_data, "dk_postnr_kommune_region.csv", sep=";")
    own = rows(postcode=sorted(set(table["POSTNR"])))

    result = enriched(own, "postcode", Outside(table, "POSTNR", ("ADRESSERINGSNAVN_1",), "postcodes"))

    assert counts(result) == (883, 0, 0, 238, 0, 0)
    assert result.frame.set_index("postcode")["ADRESSERINGSNAVN_1"][["0783", "8000"]].tolist() == ["Københavns Kommune", "Aarhus Kommune"]


def test_real_names_from_the_postcode_file(shared_data):
    """C13: 'Aarhus Kommune', 'Københavns Kommune' and 'Morsø Kommune' are proposed for the income file, each for the right one."""
    table = read(shared_data, "dk_postnr_kommune_region.csv", sep=";")
    names = sorted(set(table["ADRESSERINGSNAVN_1"]))

    proposed = other_spellings(names, read(shared_data, "dk_kommune_income.csv")["municipality"])
    other = {pair.value: pair.other for pair in proposed}

    assert len(other) == len(set(other.values())) == 98
    assert set(names) - set(other) == {"Christiansø"}
    assert [other[name] for name in ("Aarhus Kommune", "Københavns Kommune", "Morsø Kommune", "Høje-Taastrup Kommune")] == [
        "Aarhus",
        "Koebenhavn",
        "Mors",
        "Hoeje Taastrup",
    ]


def test_real_swedish_codes(shared_data):
    """C02: '0180' and 180 are joined only on request; then all 290 municipalities are found."""
    people = pd.read_csv(shared_data / "dk_se_areas" / "se_kommun_2022.csv")
    own = read(shared_data, "se_postnummer_kommun.csv")
    table = Outside(people, "municip_code", ("pop",), "people")

    apart, joined = (enriched(own, "municipality_code", table, normalise=normalise) for normalise in (False, True))

    assert (apart.exact, apart.unmatched) == (9146, 6317)
    assert counts(joined) == (9146, 6317, 0, 0, 0, 0)
    assert joined.frame.drop_duplicates("municipality_code")["pop"].sum() == 10_452_326
