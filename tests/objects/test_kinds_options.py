"""Options of a mapping entry, checked when the mapping is saved."""

import re

import pytest

from vendorproof.objects import ASSESSMENT, BASE_OBJECTS, VENDOR, Field
from vendorproof.objects.kinds import OPTIONS, Rule, option_faults, read, rule_of

FIELDS = VENDOR.by_name
EVERY_FIELD = [field for one in BASE_OBJECTS.values() for field in one.fields]


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("next_assessment_date", {"date_format": "DD/MM/YYYY"}),
        ("next_assessment_date", {"date_format": "D. MMM YYYY", "null_words": ["TBD"], "default": "2026-01-01"}),
        ("next_assessment_date", {"date_format": "DD/MM/YYYY HH:mm", "constant": "31/12/2026"}),
        ("next_assessment_date", {"value_map": {"end of year": "2026-12-31", "never": None}}),
        ("raw_irq_score", {"number_format": "1.234,56", "value_map": {"High": 80, "low": "20,5"}}),
        ("tags", {"separator": ",", "value_map": {"pii": "PII"}, "default": ["imported"]}),
        ("tier", {"value_map": {"Gold": "Tier 1", "none": None}, "default": "tier_4"}),
        ("status", {"value_map": {"live": "Anything the organisation calls it"}}),
        ("is_enterprise", {"x_or_blank": True}),
        ("name", {"null_words": ["N/A", "-", "none", "#N/A"]}),
        ("name", {"date_format": None, "separator": None, "value_map": None}),
        ("name", {"source": "Company", "anything": 1}),
    ],
)
def test_sound_options(name: str, options: dict[str, object]) -> None:
    assert option_faults(FIELDS[name], options) == []


@pytest.mark.parametrize(
    ("name", "options", "says"),
    [
        ("name", {"date_format": "DD/MM/YYYY"}, "no meaning for a field of kind text; it belongs to date."),
        ("tags", {"number_format": "1,234.56"}, "it belongs to number or integer"),
        ("name", {"separator": ";"}, "it belongs to list, references or multiselect"),
        ("tier", {"x_or_blank": True}, "it belongs to flag"),
        ("next_assessment_date", {"date_format": "dd/mm/yyyy"}, '"dd" is not known; known are'),
        ("next_assessment_date", {"date_format": "dd/mm/yyyy"}, "Write DD in capitals."),
        ("next_assessment_date", {"date_format": "%d/%m/%Y"}, "write DD/MM/YYYY rather than %d/%m/%Y"),
        ("next_assessment_date", {"date_format": "D de MMMM YYYY"}, "Put plain letters in [brackets]."),
        ("next_assessment_date", {"date_format": "MM/YYYY"}, "must name day, month and year once each"),
        ("next_assessment_date", {"date_format": "DD/MM/YYYY DD"}, "must name day, month and year once each"),
        ("next_assessment_date", {"date_format": ""}, "must name day, month and year once each"),
        ("next_assessment_date", {"date_format": "D" * 100}, "longer than 60 characters"),
        ("next_assessment_date", {"date_format": 5}, "date_format is 5; it is a text such as DD/MM/YYYY"),
        ("raw_irq_score", {"number_format": "#,##0.00"}, '"#,##0.00" is not known. Write 1234.56 as the source'),
        ("raw_irq_score", {"number_format": True}, "number_format is true; it is a text"),
        ("tags", {"separator": ""}, "it is a text of 1 to 10 characters"),
        ("tags", {"separator": "and"}, "letters and digits would cut words apart"),
        ("tags", {"separator": 5}, "separator is 5"),
        ("is_enterprise", {"x_or_blank": "yes"}, 'x_or_blank is "yes"; it is true or false'),
        ("name", {"null_words": "N/A"}, 'null_words is "N/A"; it is a list'),
        ("name", {"null_words": ["N/A", 0]}, "null_words holds 0, which is not a text"),
        ("tier", {"value_map": ["a"]}, "value_map is a list; it is an object"),
        ("tier", {"value_map": {"Gold": "tier_9"}}, 'value_map, "Gold": "tier_9" is not one of tier_1'),
        ("tier", {"value_map": {"Gold": ["tier_1"]}}, 'value_map, "Gold": a list is not one of'),
        ("tier", {"value_map": {"Gold": "tier_1", " gold": "tier_2"}}, "two meanings; case and blanks do not count"),
        ("tier", {"value_map": {" ": "tier_1"}}, "value_map has a blank key"),
        ("raw_irq_score", {"value_map": {"High": 800}}, 'value_map, "High": 800 is above 100'),
        ("tags", {"value_map": {"a": ["b"]}}, "a list stands at position 1"),
        ("name", {"value_map": {"-": "x"}, "null_words": ["-"]}, '"-" stands in value_map and in null_words'),
        ("tier", {"default": "tier_9"}, 'default: "tier_9" is not one of'),
        ("next_assessment_date", {"constant": "31/12/2026"}, "constant: "),
        ("name", {"constant": "  "}, "constant is blank."),
        ("name", {"default": "-", "null_words": ["-"]}, "default is blank."),
    ],
)
def test_faults_are_sentences(name: str, options: dict[str, object], says: str) -> None:
    faults = option_faults(FIELDS[name], options)

    assert re.search(re.escape(says), "\n".join(faults))


def test_every_fault_is_told_at_once() -> None:
    options = {"date_format": "DD", "separator": ";", "null_words": 5}

    assert len(option_faults(FIELDS["next_assessment_date"], options)) == 3


def test_a_null_word_that_is_an_allowed_word_would_hide_it() -> None:
    faults = option_faults(ASSESSMENT.by_name["risk_level"], {"null_words": ["None", "-"]})

    assert faults == ['null_words holds "none", which is also an allowed word of this field.']


def test_the_words_of_a_status_are_checked_where_they_are_given() -> None:
    options = {"value_map": {"live": "Running"}}

    assert option_faults(FIELDS["status"], options, ["Running", "Closed"]) == []
    assert "is not one of Open or Closed" in option_faults(FIELDS["status"], options, ["Open", "Closed"])[0]


def test_answers_take_no_value_map() -> None:
    faults = option_faults(ASSESSMENT.by_name["answers"], {"value_map": {"a": "b"}})

    assert faults == ["value_map has no meaning for answers."]


@pytest.mark.parametrize("field", EVERY_FIELD, ids=lambda one: one.name)
@pytest.mark.parametrize(
    "value", [None, 5, True, "x", "", [], ["a"], {}, {"a": "b"}, {"a": {}}, [None], {5: 5}, "D" * 99]
)
def test_no_option_makes_the_check_fail_itself(field: Field, value: object) -> None:
    for name in OPTIONS:
        assert all(isinstance(one, str) for one in option_faults(field, {name: value}))


def test_a_rule_is_made_from_options() -> None:
    rule = rule_of(
        FIELDS["status"],
        {"value_map": {"live": "Running"}, "null_words": ["-"], "source": "State"},
        ["Running", "Closed"],
    )

    assert rule == Rule(
        FIELDS["status"],
        words=("Running", "Closed"),
        value_map={"live": "Running"},
        null_words=frozenset({"-"}),
    )
    assert read(rule, "LIVE") == "Running"
