"""One record by the full rules, from its own bytes: joins, paths, numbers as their literal digits. Pure."""

import json
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from msgspec import UNSET

from vendorproof.imports import envelope
from vendorproof.imports.columns import Reading, Refused
from vendorproof.imports.incoming import Incoming, RecordFault
from vendorproof.imports.mapping import Entry, value_at
from vendorproof.objects import kinds
from vendorproof.objects.kinds.text import as_text


def read(readings: Sequence[Reading], raw: bytes, index: int) -> tuple[Incoming, AbstractSet[str]]:
    """The record with every fault found, and the names it came with."""
    try:
        record: dict[str, Any] = json.loads(raw, parse_int=envelope.whole_number)
        literal = _literals(readings, raw, record)
    except RecursionError:
        nothing = (UNSET,) * len(readings)
        return Incoming(
            index, None, nothing, (RecordFault("invalid_field_value", "the record is nested too deeply"),)
        ), frozenset()
    values: list[Any] = []
    faults: list[RecordFault] = []
    key: Any = None
    for reading in readings:
        is_key = reading.entry.target.kind == "key"
        value = _one_value(reading, literal if is_key else record)
        if isinstance(value, Refused):
            faults.append(value.fault)
            value = reading.absent
        values.append(value)
        key = value if is_key else key
    return Incoming(index, key if isinstance(key, str) and key else None, tuple(values), tuple(faults)), record.keys()


def _literals(readings: Sequence[Reading], raw: bytes, record: dict[str, Any]) -> dict[str, Any]:
    """The record as its keys are read: a number as the digits it was written in (`1007`, `1.0`, twenty of them)."""
    keys = [source for one in readings if one.entry.target.kind == "key" for source in one.entry.sources]
    if all(type(record.get(source)) is str for source in keys):
        return record
    found: dict[str, Any] = json.loads(raw, parse_float=kinds.Digits, parse_int=kinds.Digits)
    return found


def _one_value(reading: Reading, record: dict[str, Any]) -> Any:  # noqa: ANN401 - a typed value or Refused
    entry = reading.entry
    if entry.constant is not None:
        return entry.constant
    try:
        given = _given(entry, record)
    except kinds.Unreadable as unreadable:
        return reading.refuse(unreadable, None)
    return reading.value(given)


def _given(entry: Entry, record: dict[str, Any]) -> Any:  # noqa: ANN401 - any JSON value
    parts = [value_at(record, source) for source in entry.sources]
    if len(parts) == 1:
        return parts[0]
    if all(one is UNSET for one in parts):
        return UNSET
    present = [text for one in parts if (text := _part(entry, one))]
    if entry.target.kind == "key" and len(present) < len(parts):
        return None  # half a composite key is no key
    return entry.join.join(present) if present else None


def _part(entry: Entry, value: Any) -> str:  # noqa: ANN401 - any JSON value
    """One of several values to join, "" for a blank; Unreadable for what is no text."""
    if value is UNSET or value is None:
        return ""
    text = (value if isinstance(value, str) else as_text(value)).strip(kinds.BLANKS)
    return "" if entry.rule.null_words and kinds.fold(text) in map(kinds.fold, entry.rule.null_words) else text
