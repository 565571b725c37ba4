"""The key by which names are compared."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segkit.intake.values import match_key


@pytest.mark.parametrize(
    "names",
    [
        ("Sørensen & Søn A/S", "SOERENSEN OG SOEN AS", " Sorensen  og  Son ", "Sörensen & Sön ApS", "SØRENSEN & SØN A/S "),
        ("Ærø Færge I/S", "Aeroe Faerge", "Aro Farge"),
        ("Århus El", "Aarhus El ApS", "ÅRHUS EL A.M.B.A."),
        ("Müller GmbH & Co. KG", "Mueller GmbH", "MULLER", "Muller Ltd."),
        ("Straße AG", "Strasse"),
        ("Volvo AB", "AB Volvo", "Volvo"),
        ("Nokia Oyj", "NOKIA"),
        ("Jensen A/S", "Jensen ApS", "A/S Jensen", "Jensen"),
        ("H.C. Andersen", "H. C. Andersen", "HC Andersen"),
    ],
)
def test_names_that_differ_only_in_writing_have_one_key(names: tuple[str, ...]):
    """C13: capitals, blanks, Nordic and German letters, accents, 'and', and the form of the company."""
    assert len({match_key(name) for name in names}) == 1


@pytest.mark.parametrize(("one", "other"), [("Jensen", "Hansen"), ("Nord Byg", "Syd Byg"), ("As", "Oy"), ("3M", "4M"), ("Byg 1", "Byg 2")])
def test_different_names_have_different_keys(one: str, other: str):
    """C13: folding does not melt names together, and a name that is nothing but a form keeps it."""
    assert match_key(one) != match_key(other)


@given(st.text(max_size=40))
def test_a_key_does_not_depend_on_how_letters_are_composed(name: str):
    """C13: NFC and NFD are one name."""
    assert match_key(unicodedata.normalize("NFC", name)) == match_key(unicodedata.normalize("NFD", name))


@given(st.text(alphabet=st.characters(categories=["L", "N", "P"]), min_size=1, max_size=40))
def test_a_name_always_has_a_key(name: str):
    """C13: nobody falls together with the nameless."""
    assert match_key(name)
