"""fields.md, "How one value is read": blank, the source's own words, and what all kinds have in common."""

import re

import pytest

from vendorproof.objects import BASE_OBJECTS, VENDOR, Field
from vendorproof.objects.kinds import BLANK, Digits, Rule, Unreadable, read, reader

VENDOR_FIELDS = VENDOR.by_name
EVERY_FIELD = [
    pytest.param(field, id=f"{one.name}.{field.name}") for one in BASE_OBJECTS.values() for field in one.fields
]


@pytest.mark.parametrize("field", EVERY_FIELD)
@pytest.mark.parametrize("blank", [None, "", " ", "\t\r\n", "\u00a0", "\u3000", "\u200b", "\ufeff"], ids=ascii)
def test_null_and_empty_and_only_blanks_are_blank(field: Field, blank: str | None) -> None:
    assert read(Rule(field), blank) is BLANK


@pytest.mark.parametrize("field", EVERY_FIELD)
@pytest.mark.parametrize("word", ["N/A", " n/a ", "-", "none", "NONE", "#N/A", "n / a"])
def test_null_words_of_the_report_are_blank(field: Field, word: str) -> None:
    rule = Rule(field, null_words=frozenset({"N/A", "-", "none", "#N/A"}))

    assert read(rule, word) is BLANK


@pytest.mark.parametrize("field", EVERY_FIELD)
def test_the_example_of_each_field_is_read(field: Field) -> None:
    found = read(Rule(field), field.example)

    assert found is not BLANK
    assert read(Rule(field), found) == found


def test_a_null_word_is_a_value_where_the_report_does_not_list_it() -> None:
    assert read(Rule(VENDOR_FIELDS["name"]), "N/A") == "N/A"


def test_a_null_word_matches_a_number_written_the_same() -> None:
    rule = Rule(VENDOR_FIELDS["raw_irq_score"], null_words=frozenset({"0"}))

    assert read(rule, 0) is BLANK
    assert read(rule, 0.0) is BLANK
    assert read(rule, "0") is BLANK
    assert read(rule, 10) == 10


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("tier", "Gold", "tier_1"),
        ("tier", " g O l d ", "tier_1"),
        ("tier", "tier 2", "tier_3"),
        ("tier", True, "tier_4"),
        ("tier", 7, "tier_1"),
        ("tier", 7.0, "tier_1"),
        ("tier", "unrated", BLANK),
        ("tier", "Tier-1", "tier_1"),
    ],
)
def test_value_map_comes_first_whatever_case_and_blanks(name: str, value: object, expected: object) -> None:
    words = {"gold": "tier_1", "Tier 2": "tier_3", "true": "tier_4", "7": "tier_1", "Unrated": None}

    assert read(Rule(VENDOR_FIELDS[name], value_map=words), value) == expected


@pytest.mark.parametrize(
    ("name", "words", "value", "expected"),
    [
        ("is_enterprise", {"ja": True, "nein": "no"}, "JA", True),
        ("is_enterprise", {"ja": True, "nein": "no"}, "nein", False),
        ("raw_irq_score", {"High": 80}, "high", 80.0),
        ("next_assessment_date", {"TBD": None}, "tbd", BLANK),
        ("next_assessment_date", {"year end": "2026-12-31"}, "Year End", "2026-12-31"),
        ("country", {"Österreich": "AT"}, "österreich", "AT"),
        ("name", {"ACME": "Acme Payroll"}, "acme", "Acme Payroll"),
    ],
)
def test_value_map_serves_every_kind(name: str, words: dict[str, object], value: object, expected: object) -> None:
    assert read(Rule(VENDOR_FIELDS[name], value_map=words), value) == expected


def test_a_value_map_that_leads_nowhere_says_so_for_the_value_that_used_it() -> None:
    read_one = reader(Rule(VENDOR_FIELDS["tier"], value_map={"gold": "tier_9"}))

    assert read_one("tier_1") == "tier_1"
    with pytest.raises(Unreadable, match=re.escape('value_map turns "gold" into "tier_9"')):
        read_one("Gold")


def test_value_map_keys_that_differ_only_in_case_are_never_chosen_between() -> None:
    rule = Rule(VENDOR_FIELDS["tier"], value_map={"A": "tier_1", "a": "tier_2"})

    with pytest.raises(Unreadable, match="two meanings"):
        read(rule, "A")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("0007", "0007"),
        ("aBc", "aBc"),
        ("  V-1\u00a0", "V-1"),
        (7, "7"),
        (12345678901234567890, "12345678901234567890"),
        (Digits("1.0"), "1.0"),
        (Digits("1e3"), "1e3"),
        (Digits("98765432109876543210"), "98765432109876543210"),
        ("e\u0301", "e\u0301"),
    ],
)
def test_a_key_is_kept_exactly_as_sent(value: object, expected: str) -> None:
    found = read(Rule(VENDOR_FIELDS["external_id"]), value)

    assert found == expected
    assert type(found) is str


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (1.0, "Send it as text"),
        (True, "true stands where text belongs"),
        ([1], "a list stands where text belongs"),
        ({"id": 1}, "an object stands where text belongs"),
        ("V" * 300, "300 characters; at most 255"),
        ("V\x00", "control character \\u0000"),
        ("V\n1", "a line break at position 2"),
        (10**400, "several hundred digits"),
    ],
)
def test_a_key_that_cannot_be_kept_is_refused(value: object, says: str) -> None:
    with pytest.raises(Unreadable, match=re.escape(says)):
        read(Rule(VENDOR_FIELDS["external_id"]), value)


def test_digits_serve_the_other_kinds_as_the_number_they_are() -> None:
    assert read(Rule(VENDOR_FIELDS["raw_irq_score"]), Digits("85.50")) == 85.5
    assert read(Rule(VENDOR_FIELDS["next_assessment_date"]), Digits("1767225600")) == "2026-01-01"
    assert read(Rule(VENDOR_FIELDS["name"]), Digits("365")) == "365"
    assert read(Rule(VENDOR_FIELDS["tier"], value_map={"1": "tier_1"}), Digits("1")) == "tier_1"


def test_a_message_quotes_a_value_short_and_printable() -> None:
    with pytest.raises(Unreadable) as caught:
        read(Rule(VENDOR_FIELDS["country"]), "\u202eabc" + "x" * 500)

    quoted = caught.value.reason.split('"')[1]
    assert len(quoted) == 60
    assert quoted.startswith("\\u202eabc")
    assert caught.value.reason == str(caught.value)
