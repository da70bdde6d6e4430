"""Text: "any; Unicode NFC; control characters refused; ends trimmed; over the length limit refused, never cut"."""

import re

import pytest

from vendorproof.objects import SERVICE, VENDOR, Field
from vendorproof.objects.kinds import Rule, Unreadable, read

NAME = VENDOR.by_name["name"]
DESCRIPTION = VENDOR.by_name["description"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Acme", "Acme"),
        ("  Acme \u00a0\u3000", "Acme"),
        ("\ufeffAcme\u200b", "Acme"),
        ("\r\nAcme\t", "Acme"),
        ("e\u0301lan", "élan"),
        ("บริษัท ดูโฮม จำกัด (มหาชน)", "บริษัท ดูโฮม จำกัด (มหาชน)"),
        ("👩\u200d💻 Ltd", "👩\u200d💻 Ltd"),
        ("a  b", "a  b"),
        ("24/7", "24/7"),
        (365, "365"),
        (-1, "-1"),
        ("x" * 500, "x" * 500),
        ("e\u0301" * 500, "é" * 500),
    ],
)
def test_text_is_trimmed_and_composed(value: object, expected: str) -> None:
    assert read(Rule(NAME), value) == expected


CONTROLS = [*map(chr, range(0x20)), "\x7f", "\x80", "\x85", "\x9f"]


@pytest.mark.parametrize("control", [one for one in CONTROLS if one not in "\t\n\r"], ids=ascii)
@pytest.mark.parametrize("field", [NAME, DESCRIPTION], ids=lambda one: one.name)
@pytest.mark.parametrize("pattern", ["a{}b", "{}ab", "ab{}", "{}"])
def test_control_characters_are_refused_wherever_they_stand(field: Field, pattern: str, control: str) -> None:
    with pytest.raises(Unreadable, match=re.escape(f"\\u{ord(control):04x}")):
        read(Rule(field), pattern.format(control))


@pytest.mark.parametrize("half", [chr(0xD800), "x" + chr(0xDFFF), chr(0xDC00) + "x"], ids=ascii)
def test_half_a_character_is_refused(half: str) -> None:
    with pytest.raises(Unreadable, match="half a character"):
        read(Rule(DESCRIPTION), half)


def test_prose_keeps_its_lines_with_one_kind_of_line_end() -> None:
    assert read(Rule(DESCRIPTION), "one\r\ntwo\rthree\n\tfour\r\n") == "one\ntwo\nthree\n\tfour"


@pytest.mark.parametrize(("value", "says"), [("a\nb", "a line break"), ("ä\rb", "a line break"), ("a\tb", "a tab")])
def test_a_single_line_has_no_line_break(value: str, says: str) -> None:
    with pytest.raises(Unreadable, match=f"{says} at position 2"):
        read(Rule(NAME), value)


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        (NAME, "x" * 501, "501 characters; at most 500 are accepted, and nothing is cut"),
        (DESCRIPTION, "x" * 20_001, "20001 characters; at most 20000"),
        (NAME, ["Acme"], "a list stands where text belongs"),
        (NAME, {"name": "Acme"}, "an object stands where text belongs"),
        (NAME, True, "true stands where text belongs"),
        (NAME, 1.5, "1.5 is a number with a decimal point"),
        (NAME, float("nan"), "nan is a number"),
        (NAME, 10**4000, "several hundred digits stands where text belongs"),
    ],
)
def test_what_is_no_text_is_refused(field: Field, value: object, says: str) -> None:
    with pytest.raises(Unreadable, match=re.escape(says)):
        read(Rule(field), value)


@pytest.mark.parametrize("field", [SERVICE.by_name["owner"], VENDOR.by_name["risk_analyst"]], ids=lambda one: one.name)
def test_a_person_is_an_address_or_a_name(field: Field) -> None:
    assert read(Rule(field), " Grace Hopper ") == "Grace Hopper"
    assert read(Rule(field), "owner@example.com") == "owner@example.com"
