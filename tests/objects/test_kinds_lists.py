"""Lists, references, multiple choices and answers."""

import json
import re

import pytest

from vendorproof.objects import ASSESSMENT, SERVICE, VENDOR, Field
from vendorproof.objects.kinds import BLANK, Digits, Rule, Unreadable, read

TAGS = VENDOR.by_name["tags"]
DOWNSTREAM = SERVICE.by_name["downstream_vendors"]
REGIONS = Field("custom.regions", "Regions", "multiselect", words=("EMEA", "North America", "APAC"))
ANSWERS = ASSESSMENT.by_name["answers"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (["a", "b"], ["a", "b"]),
        ([" b ", "a", "b", "B"], ["b", "a", "B"]),
        (["a", None, "", "  ", "b"], ["a", "b"]),
        (["e\u0301"], ["é"]),
        ([2024, "x"], ["2024", "x"]),
        (["a;b", "c|d"], ["a;b", "c|d"]),
        ([], []),
        ("a;b; c ;;a", ["a", "b", "c"]),
        ("a|b", ["a", "b"]),
        ("a\nb\r\nc", ["a", "b", "c"]),
        ("a;b|c", ["a", "b|c"]),
        ("a|b;c", ["a|b", "c"]),
        ("Retention, Intelligent Interception", ["Retention, Intelligent Interception"]),
        ("one", ["one"]),
        (7, ["7"]),
        (";;", BLANK),
        ('["a", "b;c"]', ["a", "b;c"]),
        ("[internal]", ["[internal]"]),
    ],
)
def test_an_array_or_a_text_split_by_the_default_separators(value: object, expected: object) -> None:
    assert read(Rule(TAGS), value) == expected


@pytest.mark.parametrize(
    ("separator", "value", "expected"),
    [
        (",", "a, b,c", ["a", "b", "c"]),
        (",", "a;b", ["a;b"]),
        (" / ", "a / b/c", ["a", "b/c"]),
        ("\n", "a\r\nb;c", ["a", "b;c"]),
        (",", ["a,b"], ["a,b"]),
    ],
)
def test_only_the_separator_of_the_report_counts(separator: str, value: object, expected: list[str]) -> None:
    assert read(Rule(TAGS, separator=separator), value) == expected


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ([["a"]], "a list stands at position 1 of the list"),
        (["a", {"name": "b"}], "an object stands at position 2"),
        (["a", True], "true stands at position 2"),
        ([1.5], "1.5 is a number with a decimal point"),
        ({"a": 1}, "an object stands"),
        (True, "true stands"),
        (["a\x00"], "control character"),
        (["x" * 501], "501 characters"),
        ("a;" + "x" * 501, "501 characters"),
        ([str(one) for one in range(1001)], "1001 items; at most 1000"),
        ("[1, 2]", "can be read as one item or as a JSON array"),
        ('[{"a": 1}]', "can be read as one item or as a JSON array"),
    ],
)
def test_what_is_no_list_of_texts_is_refused(value: object, says: str) -> None:
    with pytest.raises(Unreadable, match=re.escape(says)):
        read(Rule(TAGS), value)


def test_words_of_the_report_count_for_each_item() -> None:
    rule = Rule(TAGS, value_map={"pers. data": "PII", "junk": None}, null_words=frozenset({"n/a"}))

    assert read(rule, "Pers. Data; N/A; junk; PHI; PII") == ["PII", "PHI"]
    assert read(rule, ["N/A", "Pers. Data"]) == ["PII"]
    assert read(rule, "n/a") is BLANK


def test_references_are_kept_as_sent() -> None:
    assert read(Rule(DOWNSTREAM), "V-007; e\u0301 ;V-007") == ["V-007", "e\u0301"]
    assert read(Rule(DOWNSTREAM), [7, Digits("1.0"), " Acme "]) == ["7", "1.0", "Acme"]
    assert read(Rule(SERVICE.by_name["vendor"]), " V-007 ") == "V-007"
    assert read(Rule(SERVICE.by_name["vendor"]), Digits("12345678901234567890")) == "12345678901234567890"


@pytest.mark.parametrize("value", [["V-1"], {"id": "V-1"}, True, 1.5])
def test_a_reference_is_one_text(value: object) -> None:
    with pytest.raises(Unreadable):
        read(Rule(SERVICE.by_name["vendor"]), value)


def test_every_item_of_a_multiple_choice_is_one_of_the_words() -> None:
    assert read(Rule(REGIONS), "emea; north-america;EMEA") == ["EMEA", "North America"]
    with pytest.raises(Unreadable, match=r'"EMAE" is not one of EMEA, North America or APAC\. The nearest is "EMEA"'):
        read(Rule(REGIONS), ["APAC", "EMAE"])


@pytest.mark.parametrize(
    "value",
    [
        [{"question_id": " A.1 ", "question": "Encrypted?", "answer": "Yes", "comment": ""}],
        json.dumps([{"question_id": "A.1", "question": "Encrypted?", "answer": "Yes"}]),
    ],
    ids=["array", "text"],
)
def test_answers_have_exactly_four_parts(value: object) -> None:
    assert read(Rule(ANSWERS), value) == [
        {"question_id": "A.1", "question": "Encrypted?", "answer": "Yes", "comment": None},
    ]


def test_an_answer_may_be_an_integer_and_several_lines() -> None:
    assert read(Rule(ANSWERS), [{"question_id": 7, "answer": 3, "comment": "a\r\nb"}]) == [
        {"question_id": "7", "question": None, "answer": "3", "comment": "a\nb"},
    ]


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("Yes", "is not the JSON of a list of answers"),
        ("[" * 100_000, "is not the JSON of a list of answers"),
        ('{"question": "a"}', "stands where a list of answers belongs"),
        ({"question": "a"}, "an object stands where a list of answers belongs"),
        (["Yes"], 'Answer 1 is "Yes"; each answer is an object'),
        ([{"answer": "Yes"}], "Answer 1 has neither question_id nor question"),
        ([{"question": "a"}, {"question": "b", "respones": "c"}], 'Answer 2 has "respones"'),
        ([{"question": "a", "coment": "c"}], 'Did you mean "comment"?'),
        ([{"question": "a", "answer": True}], "Answer 1, answer: true stands where text belongs"),
        ([{"question": "a", "answer": ["x"]}], "Answer 1, answer: a list stands"),
        ([{"question_id": "1"}, {"question_id": "2"}, {"question_id": 1}], "Answers 1 and 3 are both to question_id"),
        ([{"question_id": "x" * 256}], "256 characters; at most 255"),
        ([{"question": "a"}] * 5001, "5001 answers; at most 5000"),
        (7, "7 stands where a list of answers belongs"),
    ],
    ids=lambda one: one[:30] if isinstance(one, str) else "",
)
def test_what_is_no_list_of_answers_is_refused(value: object, says: str) -> None:
    with pytest.raises(Unreadable, match=re.escape(says)):
        read(Rule(ANSWERS), value)
