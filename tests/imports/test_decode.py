"""The fast ways of reading a batch against the plain rules: `kinds`, value by value, on what the standard library decodes."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Self

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vendorproof.imports import mapping as mappings
from vendorproof.imports.decode import Compiled, decode
from vendorproof.imports.mapping import Entry
from vendorproof.objects import BASE_OBJECTS, Field, kinds

CUSTOM = (
    Field("custom.region", "Region", "select", words=("EMEA", "APAC", "Rest of world")),
    Field("custom.markets", "Markets", "multiselect", words=("DE", "FR", "IT")),
    Field("custom.budget", "Budget", "number"),
    Field("custom.live", "Live", "flag"),
    Field("custom.buyer", "Buyer", "person"),
)
VENDOR_FIELDS = (*BASE_OBJECTS["vendor"].fields, *CUSTOM)
ASSESSMENT_FIELDS = BASE_OBJECTS["assessment"].fields
STATUSES = ("intake", "active", "On Hold", "größer")
EVERY = {one.name: f"in {one.name}" for one in VENDOR_FIELDS}


def compiled(base_object: str, mapping: Mapping[str, Any], **options: object) -> Compiled:
    fields = VENDOR_FIELDS if base_object == "vendor" else ASSESSMENT_FIELDS
    entries, chosen, faults = mappings.parse(
        fields, mapping, options, words={"status": STATUSES} if base_object == "vendor" else {}
    )
    assert faults == []
    return Compiled(BASE_OBJECTS[base_object], entries, chosen)


COMPILED = {
    "every field": compiled("vendor", EVERY),
    "blank clears": compiled("vendor", EVERY, blank="clear"),
    "words for blank": compiled("vendor", EVERY, null_words=["N/A", "-", "none"]),
    "words for blank clear": compiled("vendor", EVERY, null_words=["n/a", "0"], blank="clear"),
    "the report's own forms": compiled(
        "vendor", EVERY, date_format="DD/MM/YYYY", number_format="1.234,56", separator=","
    ),
    "the source's own words": compiled(
        "vendor",
        {
            **EVERY,
            "tier": {"source": "in tier", "value_map": {"gold": "tier_1", "1": "tier_2", "true": "tier_3"}},
            "is_enterprise": {"source": "in is_enterprise", "value_map": {"si": True, "nope": False}},
            "status": {"source": "in status", "value_map": {"live": "active", "gone": None}},
            "name": {"source": "in name", "value_map": {"acme": "Acme Inc."}},
            "tags": {"source": "in tags", "value_map": {"p": "payroll"}},
            "country": {"source": "in country", "value_map": {"deutschland": "DE"}},
        },
    ),
    "crosses": compiled("vendor", {**EVERY, "is_enterprise": {"source": "in is_enterprise", "x_or_blank": True}}),
    "one name for several": compiled(
        "vendor", {"external_id": "in name", "name": "in name", "tags": "in name", "description": "in description"}
    ),
    "one name for several clear": compiled(
        "vendor", {"external_id": "in name", "name": "in name", "hq_location": "in name"}, blank="clear"
    ),
    "defaults and constants": compiled(
        "vendor",
        {
            **EVERY,
            "tier": {"source": "in tier", "default": "tier_4"},
            "status": {"constant": "intake"},
            "name": {"source": "in name", "default": "no name"},
        },
    ),
    "assessments": compiled("assessment", {one.name: f"in {one.name}" for one in ASSESSMENT_FIELDS}),
    "assessments clear": compiled(
        "assessment", {one.name: f"in {one.name}" for one in ASSESSMENT_FIELDS}, blank="clear"
    ),
}

_ODD = st.sampled_from(
    [
        " ", "\u00a0", "\u200b", "\ufeff", "\u2800", "\u3164", "\u180e", "\t", "\n", "\r\n", "\u0000", "\u0007", "\u007f", "\u0085",
        "\u0301", "e\u0301", "\u00e9", "\u1100\u1161", "\ud800", "\udfff", "\U0001f600", "\u2028", "\\", '"', "/", ";", "|", ",",
        "[", "]", "-", "_", "N/A", "none",
    ]
)  # fmt: skip
_TEXTS = st.one_of(
    st.text(max_size=6),
    st.lists(_ODD | st.sampled_from(["a", "Acme", "1"]), max_size=4).map("".join),
    st.builds(lambda one, two: f"{one}Acme{two}", _ODD, _ODD),
    st.integers(1, 260).map(lambda length: "x" * (length * 2)),
)
_NUMBERS = st.sampled_from(
    [
        "0", "1", "-0", "-0.0", "7", "85", "85.5", "1.0", "1e3", "1E+2", "100", "100.0", "100.0000001", "101", "-1", "12", "1e400",
        "-1e400", "12345678901234567890", "123456789012345678901234567890", "9007199254740993", "0.1", "1767225600", "1767225600.5",
        "20260101", "99999999", "4102444800", "1e15", "1e16", "2147483648", "1" + "0" * 320,
    ]
)  # fmt: skip
_LIKELY = st.sampled_from(
    [
        "", " ", "N/A", "-", "none", "007", "0", "85", "85.5", "85 %", "1e2", "+5", "1,5", "1.234,5", "tier_1", "Tier 1", "TIER-2",
        "gold", "active", "On Hold", "on_hold", "gr\u00f6\u00dfer", "gro\u0308\u00dfer", "live", "gone", "true", "True", "FALSE", "yes",
        "x", "si", "2026-01-31", "2026-02-30", "2026-01-31T10:00:00Z", "20260131", "31/01/2026", "1899-12-31", "1900-01-01", "2200-12-31",
        "2201-01-01", "0001-01-01", "1767225600", "12 months", "P1Y", "2 years", "1.5", "a;b", "a|a", "a,b", "a; ;a", '["a"]', "[a]",
        "acme", "acme.com", "https://www.acme.com/x?y", "www.acme", "http://a b", "a@b.com", "A.B@acme.co.uk", "a@b", "a@@b.com",
        "5493001KJTIIGC8Y1R12", "150483782", "15-048-3782", "IE6388047V", "ie 6388047v", "IE", "irl", "Ireland", "Congo", "deutschland",
        "EMEA", "emea", "Rest-of-World", "DE", "de;FR", "complete", "sig_lite", "SIG Lite", "critical", "3", "3.0", "acme.com.", "a.b-c.io",
    ]
)  # fmt: skip
_SCALARS = st.one_of(
    _LIKELY.map(json.dumps),
    _TEXTS.map(json.dumps),
    _NUMBERS,
    st.sampled_from(["null", "true", "false"]),
)
_LISTS = st.lists(_SCALARS, max_size=4).map(lambda items: f"[{','.join(items)}]")
_ANSWERS = st.sampled_from(
    [
        '[{"question_id": "A", "answer": " yes "}]',
        '[{"question_id": "A"}, {"question_id": "A"}]',
        '[{"answer": "yes"}]',
        '[{"question": "Q\\u0301", "other": 1}]',
        "[]",
    ]
)
_VALUES = st.one_of(_SCALARS, _SCALARS, _LISTS, _ANSWERS, st.just('{"a": 1}'))


@st.composite
def records_of(draw: st.DrawFn, names: Sequence[str]) -> str:
    """The JSON text of a record: some fields odd, some likely, some absent; in any order."""
    chosen = draw(st.lists(st.sampled_from(names), unique=True, max_size=6))
    pairs = [(name, draw(_VALUES)) for name in chosen]
    if draw(st.booleans()):
        pairs = [*pairs, *((name, value) for name, value in CLEAN.items() if name not in chosen and name in names)]
    if draw(st.booleans()):
        pairs.append(("not mapped", draw(_VALUES)))
    return "{" + ", ".join(f"{json.dumps(name)}: {value}" for name, value in draw(st.permutations(pairs))) + "}"


CLEAN = {
    "in external_id": '"V1"',
    "in name": '"Acme"',
    "in vendor": '"V1"',
    "in tier": '"tier_1"',
    "in raw_irq_score": "12.5",
    "in is_enterprise": "true",
    "in next_assessment_date": '"2027-01-31"',
    "in tags": '["a", "b"]',
    "in website": '"acme.com"',
    "in primary_contact_email": '"a@acme.com"',
    "in contract_length_months": "12",
    "in status": '"active"',
    "in score": "80",
    "in findings_count": "3",
}


@pytest.mark.parametrize("name", COMPILED)
@given(data=st.data())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_every_way_of_reading_gives_what_the_rules_give(name: str, data: st.DataObject) -> None:
    subject = COMPILED[name]
    names = sorted({source for one in subject.entries for source in one.sources})
    records = data.draw(st.lists(records_of(names), min_size=1, max_size=4))
    _compare(subject, records, as_utf8=data.draw(st.booleans()))


def _compare(subject: Compiled, records: Sequence[str], *, as_utf8: bool) -> None:
    body = f'{{"data": [{", ".join(records)}]}}'
    if as_utf8:
        try:
            body = json.dumps(json.loads(body, parse_int=_Raw, parse_float=_Raw), ensure_ascii=False, cls=_RawEncoder)
            body.encode()
        except (UnicodeEncodeError, ValueError):
            return
    found = decode(subject, body.encode(), 100)
    for index, (record, text) in enumerate(zip(found.records, records, strict=True)):
        values, faults = _by_the_rules(subject, text)
        assert record.index == index
        assert {(one.target, one.code) for one in record.faults} == faults, text
        if not faults:
            read = [_same(one, clear=subject.clear) for one in record.values]
            assert read == values, text
            assert [type(one) for one in read] == [type(one) for one in values], text
            assert record.external_id == values[subject.key_place]


class _Raw(float):
    """A number that keeps how it was written."""

    text: str

    def __new__(cls, text: str) -> Self:
        made = super().__new__(cls, text)
        made.text = text
        return made

    def __repr__(self) -> str:
        return self.text


class _RawEncoder(json.JSONEncoder):
    def iterencode(self, o: Any, _one_shot: bool = False) -> Any:  # noqa: FBT002 - the standard library's
        yield _written(o)


def _written(value: Any) -> str:
    if isinstance(value, _Raw):
        return value.text
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    if isinstance(value, dict):
        return (
            "{"
            + ", ".join(f"{json.dumps(key, ensure_ascii=False)}: {_written(one)}" for key, one in value.items())
            + "}"
        )
    return json.dumps(value, ensure_ascii=False)


LEAVE = "(as it is)"


def _same(value: Any, *, clear: bool) -> Any:
    """One spelling for what is stored alike: a day is its text, and without `clear` every kind of nothing leaves a field."""
    if value is msgspec.UNSET or (not clear and (value is None or value == "")):
        return LEAVE
    return value.isoformat() if hasattr(value, "isoformat") else value


def _by_the_rules(subject: Compiled, text: str) -> tuple[list[Any], set[tuple[str, str]]]:
    record = json.loads(text, parse_int=_whole)
    literal = json.loads(text, parse_int=kinds.Digits, parse_float=kinds.Digits)
    values: list[Any] = []
    faults: set[tuple[str, str]] = set()
    for entry in subject.entries:
        read, code = _read(entry, literal if entry.target.kind == "key" else record, clear=subject.clear)
        values.append(read)
        if code:
            faults.add((entry.target.name, code))
    return values, faults


def _read(entry: Entry, record: Mapping[str, Any], *, clear: bool) -> tuple[Any, str]:
    if entry.constant is not None:
        return entry.constant, ""
    (source,) = entry.sources
    absent = source not in record
    try:
        read = kinds.BLANK if absent and not entry.rule.x_or_blank else kinds.read(entry.rule, record.get(source))
    except kinds.Unreadable:
        return LEAVE, "invalid_field_value"
    if absent and entry.default is None and not entry.target.required:
        return LEAVE, ""
    if read is not kinds.BLANK:
        return read, ""
    if entry.default is not None:
        return entry.default, ""
    return (LEAVE, "missing_required_field") if entry.target.required else (None if clear else LEAVE, "")


def _whole(text: str) -> int | float:
    return int(text) if len(text) <= 400 else float(text)


def _one(subject: Compiled, text: str) -> tuple[dict[str, Any], list[tuple[str | None, str, str]]]:
    """A record's values by target, those that leave a field left out; and its faults."""
    (record,) = decode(subject, f'{{"data": [{text}]}}'.encode(), 10).records
    names = [one.target.name for one in subject.entries]
    values = {name: _same(value, clear=subject.clear) for name, value in zip(names, record.values, strict=True)}
    faults = [(one.target, one.code, one.message) for one in record.faults]
    return {name: value for name, value in values.items() if value != LEAVE}, faults


PATHS = compiled(
    "vendor",
    {
        "external_id": {"source": "ids[0].value"},
        "name": "names.legal",
        "hq_location": {"sources": ["address.city", "address.country"], "join": ", "},
        "website": "No.",
        "description": "Price [EUR]",
    },
)


@pytest.mark.parametrize(
    ("record", "values"),
    [
        (
            '{"ids": [{"value": "007"}], "names": {"legal": "Ash"}, "address": {"city": " Oslo ", "country": "Norway"}}',
            {"external_id": "007", "name": "Ash", "hq_location": "Oslo, Norway"},
        ),
        (
            '{"ids": [{"value": 7.0}], "names.legal": "Plain", "names": {"legal": "Nested"}, "address": {"city": "Oslo"}}',
            {"external_id": "7.0", "name": "Plain", "hq_location": "Oslo"},
        ),
        (
            '{"ids[0].value": "x", "names": {"legal": "Ash"}, "address": [1], "No.": "ash.example.com", "Price [EUR]": "12"}',
            {"external_id": "x", "name": "Ash", "website": "ash.example.com", "description": "12"},
        ),
        ('{"ids": [{"value": "x"}], "names": {"legal": "Ash"}, "No": {"": 1}, "Price ": {"EUR": "12"}}', {"external_id": "x", "name": "Ash"}),
    ],
)  # fmt: skip
def test_a_source_is_a_name_or_else_a_path(record: str, values: dict[str, Any]) -> None:
    assert _one(PATHS, record) == (values, [])


@pytest.mark.parametrize(
    "record",
    [
        '{"ids": [], "names": {}}',
        '{"ids": {"0": 1}, "names": [1]}',
        '{"ids": [[]], "names": "legal"}',
        '{"ids": null, "names": null}',
        "{}",
    ],
)
def test_a_path_that_leads_nowhere_is_an_absent_value(record: str) -> None:
    assert [fault[:2] for fault in _one(PATHS, record)[1]] == [
        ("external_id", "missing_required_field"),
        ("name", "missing_required_field"),
    ]


JOINED = compiled(
    "vendor",
    {
        "external_id": {"sources": ["a", "b"], "join": "|"},
        "name": {"sources": ["a", "b"], "join": " "},
    },
    null_words=["N/A"],
)


def test_several_columns_make_one_key_of_literal_digits() -> None:
    assert _one(JOINED, '{"a": 1.0, "b": "007"}')[0]["external_id"] == "1.0|007"


@pytest.mark.parametrize(
    "half",
    [
        '{"a": "x"}',
        '{"a": "x", "b": null}',
        '{"a": "x", "b": " "}',
        '{"a": "x", "b": "\\u200b"}',
        '{"a": "x", "b": "n/a"}',
    ],
)
def test_half_a_composite_key_is_no_key_but_half_a_name_is_a_name(half: str) -> None:
    values, faults = _one(JOINED, half)
    assert [fault[:2] for fault in faults] == [("external_id", "missing_required_field")]
    assert values == {"name": "x"}


@pytest.mark.parametrize("odd", ['{"c": 1}', "[1]", "true", "1.5"])
def test_what_is_no_text_is_not_joined(odd: str) -> None:
    _, faults = _one(JOINED, f'{{"a": "x", "b": {odd}}}')
    assert ("name", "invalid_field_value") in [fault[:2] for fault in faults]


def test_a_record_with_several_faults_tells_each() -> None:
    record = (
        '{"in external_id": "V1", "in tier": "gold", "in raw_irq_score": 101, "in next_assessment_date": "03/04/2026"}'
    )
    _, faults = _one(COMPILED["every field"], record)
    assert [fault[:2] for fault in faults] == [
        ("name", "missing_required_field"),
        ("raw_irq_score", "invalid_field_value"),
        ("tier", "invalid_field_value"),
        ("next_assessment_date", "invalid_field_value"),
    ]
    assert "3 April 2026" in faults[3][2]
    assert "4 March 2026" in faults[3][2]


@pytest.mark.parametrize(
    ("given_key", "said"),
    [
        ("", "in external_id is absent"),
        ('"in external_id": null', "null"),
        ('"in external_id": ""', "blank"),
        ('"in external_id": " \\u00a0"', "blank"),
    ],
)
def test_a_missing_required_value_says_whether_it_is_absent_null_or_blank(given_key: str, said: str) -> None:
    comma = ", " if given_key else ""
    _, faults = _one(COMPILED["every field"], f'{{"in name": "Acme"{comma}{given_key}}}')
    assert [fault[:2] for fault in faults] == [("external_id", "missing_required_field")]
    assert said in faults[0][2]


@pytest.mark.parametrize(
    ("literal", "kept"),
    [
        ("1007", "1007"), ('"007"', "007"), ('" 007 "', "007"), ("1.0", "1.0"), ("1e3", "1e3"), ("-0", "-0"),
        ("12345678901234567890", "12345678901234567890"), ('"aB-\\u00fc"', "aB-ü"), ('"e\\u0301"', "e\u0301"),
    ],
)  # fmt: skip
def test_an_external_id_is_kept_exactly_as_sent(literal: str, kept: str) -> None:
    values, faults = _one(COMPILED["every field"], f'{{"in name": "Acme", "in external_id": {literal}}}')
    assert faults == []
    assert values["external_id"] == kept


@pytest.mark.parametrize(
    "literal", ["true", "[1]", '{"a": 1}', '"a\\u0000b"', '"a\\nb"', '"\\ud800"', json.dumps("x" * 256)]
)
def test_what_cannot_be_an_external_id_is_refused(literal: str) -> None:
    _, faults = _one(COMPILED["every field"], f'{{"in name": "Acme", "in external_id": {literal}}}')
    assert [fault[:2] for fault in faults] == [("external_id", "invalid_field_value")]


def test_a_record_nested_beyond_all_bounds_is_refused_alone() -> None:
    deep = '{"in name": ' + '{"a":' * 900 + "1" + "}" * 900 + ', "in external_id": "V2"}'
    body = f'{{"data": [{{"in external_id": "V1", "in name": "Acme"}}, {deep}]}}'.encode()
    good, bad = decode(COMPILED["every field"], body, 10).records
    assert good.faults == ()
    assert [one.code for one in bad.faults] == ["invalid_field_value"]


def test_fields_outside_the_mapping_are_counted_in_every_way_of_reading() -> None:
    clean = '{"in external_id": "V1", "in name": "Acme", "extra": 1, "Other": {"a": [1]}}'
    dirty = '{"in external_id": 7, "in name": " Acme ", "extra": "x"}'
    bad = '{"in external_id": null, "extra": null, "third": 1}'
    for records in ([clean] * 3, [clean, dirty], [clean, dirty, bad] * 30, [bad]):
        found = decode(COMPILED["every field"], f'{{"data": [{",".join(records)}]}}'.encode(), 1000)
        wanted = {name: sum(f'"{name}"' in one for one in records) for name in ("extra", "Other", "third")}
        assert {name: count for name, count in found.unmapped.items() if count} == {
            name: count for name, count in wanted.items() if count
        }


def test_the_head_of_a_path_is_no_field_outside_the_mapping() -> None:
    body = b'{"data": [{"ids": [{"value": "1"}], "names": {"legal": "Ash"}, "address": {}, "more": 1}]}'
    assert decode(PATHS, body, 10).unmapped == {"more": 1}


def test_the_same_name_twice_in_a_record_counts_as_its_last() -> None:
    record = '{"in external_id": "V1", "in name": "First", "in name": "Last"}'
    assert _one(COMPILED["every field"], record)[0]["name"] == "Last"
    assert _one(COMPILED["every field"], record.replace("V1", " V1"))[0]["name"] == "Last"
