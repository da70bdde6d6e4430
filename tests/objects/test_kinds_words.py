"""Flags, choices and statuses."""

import re

import pytest

from vendorproof.objects import ASSESSMENT, SERVICE, VENDOR, Field
from vendorproof.objects.kinds import BLANK, Rule, Unreadable, read

FLAG = VENDOR.by_name["is_enterprise"]
TIER = VENDOR.by_name["tier"]
STATUS = VENDOR.by_name["status"]


@pytest.mark.parametrize("value", [True, "true", "True", "TRUE", "yes", "Yes", "YES", "y", "Y", "1", " tRuE ", 1, 1.0])
def test_words_for_true(value: object) -> None:
    assert read(Rule(FLAG), value) is True


@pytest.mark.parametrize("value", [False, "false", "False", "FALSE", "no", "No", "n", "N", "0", " nO ", 0, 0.0])
def test_words_for_false(value: object) -> None:
    assert read(Rule(FLAG), value) is False


@pytest.mark.parametrize(
    "value",
    ["maybe", "Unknown", "on", "t", "f", "yes.", "✓", "2", 2, -1, 0.5, [], [True], {}, "ja"],
    ids=ascii,
)
def test_other_words_are_refused(value: object) -> None:
    with pytest.raises(Unreadable, match=re.escape("true/false, yes/no, y/n, 1/0; other words through value_map")):
        read(Rule(FLAG), value)


def test_a_cross_is_read_only_where_the_report_says_what_blank_means() -> None:
    crosses = Rule(FLAG, x_or_blank=True)

    assert [read(crosses, one) for one in ("x", "X", "", None, "  ", "yes", False)] == [
        True,
        True,
        False,
        False,
        False,
        True,
        False,
    ]
    with pytest.raises(Unreadable, match="x_or_blank"):
        read(Rule(FLAG), "X")
    assert read(Rule(FLAG), "") is BLANK


@pytest.mark.parametrize("value", ["tier_1", "Tier 1", "TIER-1", "tier1", "t i e r 1", "Tier\u00a01", "_tier__1-"])
def test_case_blanks_hyphens_and_underscores_are_ignored(value: str) -> None:
    assert read(Rule(TIER), value) == "tier_1"


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        (SERVICE.by_name["hosting_model"], "On Premises", "on_premises"),
        (SERVICE.by_name["hosting_model"], "SaaS", "saas"),
        (ASSESSMENT.by_name["type"], "SOC2 Review", "soc2_review"),
        (ASSESSMENT.by_name["type"], "ISO27001-review", "iso27001_review"),
        (ASSESSMENT.by_name["risk_level"], "None", "none"),
        (ASSESSMENT.by_name["status"], "Collecting documents", "collecting_documents"),
    ],
)
def test_choices_of_every_base_object(field: Field, value: str, expected: str) -> None:
    assert read(Rule(field), value) == expected


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        (TIER, "tier_9", "is not one of tier_1, tier_2, tier_3 or tier_4. The nearest is"),
        (STATUS, "Actve", 'or offboarded. The nearest is "active". Other words are read through value_map.'),
        (STATUS, "blacklist", '"blacklist" is not one of intake, onboarding'),
        (TIER, 1, "1 is not one of"),
        (TIER, True, "true is not one of"),
        (TIER, ["tier_1"], "a list is not one of"),
        (TIER, {}, "an object is not one of"),
        (TIER, float("inf"), "inf is not one of"),
    ],
)
def test_an_unknown_word_is_refused_with_the_allowed_ones(field: Field, value: object, says: str) -> None:
    with pytest.raises(Unreadable, match=re.escape(says)):
        read(Rule(field), value)


def test_a_status_is_stored_as_the_organisations_label() -> None:
    rule = Rule(STATUS, words=("In Review", "Approved (EU)", "Überprüft"))

    assert read(rule, "IN_REVIEW") == "In Review"
    assert read(rule, "approved (eu)") == "Approved (EU)"
    assert read(rule, "u\u0308berpru\u0308ft") == "Überprüft"
    with pytest.raises(Unreadable, match=re.escape("In Review, Approved (EU) or Überprüft")):
        read(rule, "active")


def test_labels_that_differ_only_in_hyphens_must_be_written_out() -> None:
    rule = Rule(STATUS, words=("On hold", "On-Hold"))

    assert read(rule, "On-Hold") == "On-Hold"
    with pytest.raises(Unreadable, match="can be read as On hold or On-Hold"):
        read(rule, "ON HOLD")


def test_a_custom_select_without_options_says_so() -> None:
    with pytest.raises(Unreadable, match="no words are set up"):
        read(Rule(Field("custom.region", "Region", "select")), "EMEA")


def test_many_words_are_listed_in_part() -> None:
    rule = Rule(Field("custom.region", "Region", "select"), words=tuple(f"region {one}" for one in range(100)))

    with pytest.raises(Unreadable, match=r'region 19 and 80 more\. The nearest is "region 1"'):
        read(rule, "regoin 1")
