"""The bytes of records."""

import json

import pytest

from vendorproof_client.encoding import encode_batch, encode_record


def test_records_are_compact_and_may_be_bytes_already() -> None:
    body = encode_batch([{"a": "é", "b": [1, None]}, encode_record({"c": 1.5})])
    assert body == '{"data":[{"a":"é","b":[1,null]},{"c":1.5}]}'.encode()
    assert json.loads(encode_batch([])) == {"data": []}


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "\ud800"])
def test_what_json_cannot_carry_is_a_value_error(value: object) -> None:
    with pytest.raises(ValueError, match=r".+"):
        encode_record({"a": value})
