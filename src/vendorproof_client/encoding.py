"""Compact JSON bytes of one record: measured one by one, so that a batch can be cut at a size."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

JsonObject = dict[str, Any]

_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def encode_record(record: Mapping[str, Any]) -> bytes:
    """Raises ValueError for what JSON in UTF-8 cannot carry: NaN, infinities, half of a surrogate pair."""
    return _ENCODER.encode(record).encode()


def encode_batch(records: Iterable[Mapping[str, Any] | bytes]) -> bytes:
    """The body of an import; a record that is bytes already is taken as it is."""
    parts = (one if isinstance(one, bytes) else encode_record(one) for one in records)
    return b'{"data":[' + b",".join(parts) + b"]}"
