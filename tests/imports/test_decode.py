"""The fast ways of reading a batch against the plain rules: `kinds`, value by value, on what the standard library decodes."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Self

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.imports.mapped import COMPILED
from vendorproof.imports.decode import Compiled, decode
from vendorproof.imports.mapping import Entry
from vendorproof.objects import kinds

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
        "5493001KJTIIGC8Y1R12", "150483782", "15-048-3782", "DE136695976", "de 136695976", "IE", "irl", "Ireland", "Congo", "deutschland",
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
            read = [same(one, clear=subject.clear) for one in record.values]
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


def same(value: Any, *, clear: bool) -> Any:
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
