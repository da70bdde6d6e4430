"""LEI, D-U-N-S, VAT numbers and countries."""

import re

import pycountry
import pytest

from vendorproof.objects import VENDOR
from vendorproof.objects.kinds import Rule, Unreadable, read

FIELDS = VENDOR.by_name


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("lei", "5493001KJTIIGC8Y1R12", "5493001KJTIIGC8Y1R12"),
        ("lei", " 5493 001k jtii gc8y 1r12 ", "5493001KJTIIGC8Y1R12"),
        ("lei", "213800KUD8LAJWSQ9D15", "213800KUD8LAJWSQ9D15"),
        ("duns", "15-048-3782", "150483782"),
        ("duns", "001234567", "001234567"),
        ("duns", 150483782, "150483782"),
        ("vat_number", "DE136695976", "DE136695976"),
        ("vat_number", "de 136,695 976", "DE136695976"),
        ("vat_number", "EL094259216", "EL094259216"),
        ("vat_number", "GR 094259216", "EL094259216"),
        ("vat_number", "GB 980 7806 84", "GB980780684"),
        ("vat_number", "XI 980 7806 84", "XI980780684"),
        ("vat_number", "CHE-107.787.577 MWST", "CHE107787577"),
        ("vat_number", "CHE-107.787.577", "CHE107787577"),
        ("vat_number", "NO 995 525 828 MVA", "NO995525828MVA"),
        ("vat_number", "NO995525828", "NO995525828MVA"),
        ("vat_number", "EU372022452", "EU372022452"),
        ("vat_number", "IN27AAPFU0939F1ZV", "IN27AAPFU0939F1ZV"),
    ],
)
def test_identifiers_are_stored_without_separators(name: str, value: object, expected: str) -> None:
    assert read(Rule(FIELDS[name]), value) == expected
    assert read(Rule(FIELDS[name]), expected) == expected


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("lei", "5493001KJTIIGC8Y1R13", "its check digits do not fit"),
        ("lei", "213800KUD8LXJWSQ9D15", "its check digits do not fit"),
        ("lei", "5493001KJTIIGC8Y1R1", "20 letters and digits, this has 19"),
        ("lei", "5493001KJTIIGC8Y1R1ß", "is not an LEI"),
        ("lei", 5.0, "stands where an LEI belongs"),
        ("duns", "12345678", "Leading zeros may have been lost"),
        ("duns", "1234567890", "it has 9 digits."),
        ("duns", "١٢٣٤٥٦٧٨٩", "it has 9 digits"),
        ("duns", True, "true stands where a D-U-N-S number belongs"),
        ("vat_number", "DE136695977", "its check digits do not fit"),
        ("vat_number", "DE1366959", "too many or too few characters"),
        ("vat_number", "136695976", "it starts with its country's letters"),
        ("vat_number", "ZZ136695976", "it starts with its country's letters"),
        ("vat_number", "GB980780685", "is not a VAT number"),
        ("vat_number", "CHE107787578", "is not a VAT number"),
        ("vat_number", "NO995525829", "is not a VAT number"),
        ("vat_number", [], "a list stands where a VAT number belongs"),
    ],
)
def test_identifiers_that_cannot_be_right_are_refused(name: str, value: object, says: str) -> None:
    with pytest.raises(Unreadable, match=re.escape(says)):
        read(Rule(FIELDS[name]), value)


@pytest.mark.parametrize("country", list(pycountry.countries), ids=lambda one: one.alpha_2)
def test_every_country_is_read_by_its_codes_and_names(country: pycountry.db.Country) -> None:
    names = [country.alpha_2, country.alpha_3.lower(), country.name, getattr(country, "official_name", country.name)]
    for name in names:
        if name != "Congo":
            assert read(Rule(FIELDS["country"]), name) == country.alpha_2


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("uk", "GB"),
        ("USA", "US"),
        ("U.S.A.", "US"),
        ("great britain", "GB"),
        ("South Korea", "KR"),
        ("Viet Nam", "VN"),
        ("Vietnam", "VN"),
        ("Bosnia & Herzegovina", "BA"),
        ("Cote d’Ivoire", "CI"),
        ("Ivory Coast", "CI"),
        ("Turkey", "TR"),
        ("Czech Republic", "CZ"),
        ("Russia", "RU"),
        ("Iran", "IR"),
        ("Taiwan", "TW"),
        ("DR Congo", "CD"),
        ("Republic of the Congo", "CG"),
        ("The Netherlands", "NL"),
        ("st lucia", "LC"),
    ],
)
def test_countries_by_their_common_names(value: str, expected: str) -> None:
    assert read(Rule(FIELDS["country"]), value) == expected


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("Congo", "(CD) or Congo (CG). Send the code."),
        ("Korea", "(KP) or Korea, Republic of (KR)"),
        ("Virgin Islands", "(VG) or Virgin Islands, U.S. (VI)"),
        ("Germny", 'The nearest is "Germany"'),
        ("Österreich", "is not a country. Send its ISO 3166 code, like IE, or its English name."),
        ("XX", "is not a country"),
        ("...", "is not a country"),
        (276, "276 stands where a country belongs"),
        ({}, "an object stands where a country belongs"),
    ],
)
def test_a_country_that_is_unknown_or_ambiguous_is_refused(value: object, says: str) -> None:
    with pytest.raises(Unreadable, match=re.escape(says)):
        read(Rule(FIELDS["country"]), value)
