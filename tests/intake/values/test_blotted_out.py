"""A row that was set aside is shown without the personal numbers in it."""

from segkit.intake.values import without_personal_numbers


def test_a_written_personal_number_is_blotted_out():
    """L02: a CPR number in a row that was set aside is not shown; an invoice number of another form is."""
    assert without_personal_numbers("001119;Bech A/S;200370-1249;F-10442") == "001119;Bech A/S;•••••••••••;F-10442"


def test_what_is_no_personal_number_stays():
    """L02: digits that are no date are an order number, and stay."""
    assert without_personal_numbers("997799-1234") == "997799-1234"
