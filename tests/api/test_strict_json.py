import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendorproof.api.strict_json import MalformedBody, decode, place

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(TEXT, inner, max_size=5),
    max_leaves=30,
)


@given(VALUES)
def test_what_json_can_say_comes_through_unchanged(value: object) -> None:
    assert decode(json.dumps(value).encode()) == value
    assert decode(json.dumps(value, ensure_ascii=False).encode()) == value


@given(st.binary(max_size=200))
def test_any_bytes_are_a_value_or_a_clean_refusal(body: bytes) -> None:
    with suppress(MalformedBody):
        decode(body)


@pytest.mark.parametrize(
    ("body", "offset", "expected"),
    [
        (b"abc", 0, "line 1, column 1"),
        (b"a\nbc", 3, "line 2, column 2"),
        ("é\néé x".encode(), 8, "line 2, column 4"),
        (b"a\r\nb", 3, "line 2, column 1"),
    ],
)
def test_where_a_byte_stands(body: bytes, offset: int, expected: str) -> None:
    assert place(body, offset) == expected


def test_all_faults_of_a_body_are_named() -> None:
    with pytest.raises(MalformedBody) as refused:
        decode(b'{"a": "\\u0000", "b": ["x", "\\udc00"]}')
    assert refused.value.status_code == 422
    assert sorted(fault["loc"] for fault in list[Any](refused.value.detail)) == [["body", "a"], ["body", "b", 1]]


def test_a_pair_of_surrogates_is_one_character() -> None:
    assert decode(b'"\\ud83d\\ude00"') == "\U0001f600"
