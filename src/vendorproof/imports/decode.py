"""A batch's bytes → records read and mapped. Three tiers, each slower and each complete where the one before gave up. Pure.

1. `strict` / `lax`: the whole batch, else one record, checked in C, then a look at what C cannot see
   (blank ends, composed Unicode, control characters, days out of range).
2. `loose`: types left open; what is not plain text is read by `kinds`.
3. complete: value by value from the record's own bytes; the only tier that finds faults, and it finds all of them.
"""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from msgspec import UNSET

from vendorproof.imports import envelope, scrutiny, shapes
from vendorproof.imports.mapping import Entry, Options, simple, steps, value_at
from vendorproof.imports.shapes import Shape
from vendorproof.objects import BaseObject, kinds
from vendorproof.objects.kinds.text import as_text

SHAPES_KEPT = 16
SAMPLE = 20
_SIGN = "0 and -0 are one number here and two keys"
Values = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class RecordFault:
    """Why a record is refused: one value of one field. `value` as it came, shortened when it is told."""

    code: str
    message: str
    target: str | None = None
    source: str | None = None
    value: Any = None


class Incoming(msgspec.Struct, gc=False):
    """One record read: `values` in the order of the entries; None, "" or UNSET leave a field as it is."""

    index: int
    external_id: str | None
    values: Values
    faults: tuple[RecordFault, ...] = ()


@dataclass(slots=True)
class Decoded:
    """A batch read. `records` holds every record in order, the refused ones with their faults."""

    records: list[Incoming]
    unmapped: dict[str, int]
    raw: Callable[[], Sequence[bytes]]


class Compiled:
    """A mapping made ready: entries, readers and the shapes met so far."""

    def __init__(self, base: BaseObject, entries: Sequence[Entry], options: Options) -> None:
        self.base = base
        self.entries = tuple(entries)
        self.options = options
        self.clear = options.blank == "clear"
        self.key_place = next(place for place, one in enumerate(self.entries) if one.target.kind == "key")
        self.readers = [kinds.reader(one.rule) for one in self.entries]
        self.fast = shapes.mappable(self.entries)
        self.in_c = [place for place, one in enumerate(self.entries) if self.fast and shapes.read_in_c(one)]
        self.open_places = [place for place, one in enumerate(self.entries) if self.fast and not shapes.read_in_c(one)]
        self.text_places = [place for place, one in enumerate(self.entries) if shapes.plain_text(one)]
        self.other_places = [place for place, one in enumerate(self.entries) if not shapes.plain_text(one)]
        self.checked_places = [
            place
            for place, one in enumerate(self.entries)
            if one.target.kind in ("email", "url") and shapes.plain_text(one)
        ]
        self.required_places = [place for place, one in enumerate(self.entries) if one.target.required]
        self.all_places: list[int] = [*range(len(self.entries))]
        self.blanks = [None if self.clear or place in self.other_places else "" for place in self.all_places]
        self.null_words = frozenset(kinds.fold(word) for one in self.entries for word in one.rule.null_words)
        self.sources = frozenset(name for one in self.entries for name in one.sources)
        self._shapes: dict[tuple[str, tuple[str, ...]], Shape] = {}

    @property
    def loose(self) -> Shape:
        """The shape with everything but text left open."""
        return self.shape("loose")

    def shape(self, tier: str, extras: tuple[str, ...] = ()) -> Shape:
        """The Struct for a tier and a set of incoming names outside the mapping."""
        key = (tier, extras)
        found = self._shapes.get(key)
        if found is None:
            found = shapes.build(self.entries, extras, tier, clear=self.clear)
            if len(self._shapes) >= SHAPES_KEPT:
                self._shapes.pop(next(iter(self._shapes)))
            self._shapes[key] = found
        return found


def decode(compiled: Compiled, body: bytes, max_records: int) -> Decoded:
    """Read a batch; raises InvalidRequest and BatchTooLarge for the batch as a whole, never for one record."""
    body = envelope.without_mark(body)
    kept: list[list[bytes]] = []

    def raw() -> Sequence[bytes]:
        if not kept:
            kept.append(envelope.raw_records(body, max_records))
        return kept[0]

    unmapped: Counter[str] = Counter()
    found = _whole(compiled, body, max_records, unmapped) if compiled.fast else None
    if found is None:
        unmapped.clear()
        found = _each(compiled, raw(), unmapped, plain=scrutiny.is_plain(body))
    elif any(one is None for one in found):
        found = [
            _slow(compiled, raw()[place], place, plain=scrutiny.is_plain(body)) if one is None else one
            for place, one in enumerate(found)
        ]
    return Decoded(found, dict(unmapped), raw)  # type: ignore[arg-type]  # no None is left


def _whole(compiled: Compiled, body: bytes, max_records: int, unmapped: Counter[str]) -> list[Incoming | None] | None:
    """The batch in one go when every record fits one shape; None otherwise. A None entry needs the slow path."""
    try:
        extras = _extras_of_first(compiled, body)
        for tier in ("strict", "lax"):
            shape = compiled.shape(tier, extras)
            try:
                records = shape.all(body).data
            except msgspec.ValidationError:
                continue
            if len(records) > max_records:
                return None
            _count(shape, records, unmapped)
            return _accept(compiled, shape, records, plain=scrutiny.is_plain(body))
    except (msgspec.DecodeError, RecursionError):
        return None
    return None


class _First(msgspec.Struct):
    data: list[msgspec.Raw]


def _extras_of_first(compiled: Compiled, body: bytes) -> tuple[str, ...]:
    """Incoming names outside the mapping, learned from the first record without reading the others."""
    start = body.find(b"{", body.find(b"[") + 1)
    end = body.find(b"}", start)
    if start < 0 or end < 0:
        return ()
    try:
        names = msgspec.json.decode(body[start : end + 1], type=dict[str, msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError):
        return ()
    return shapes.countable(names.keys() - compiled.sources)


def _accept(compiled: Compiled, shape: Shape, records: Sequence[Any], *, plain: bool) -> list[Incoming | None]:
    """Values of the records that stand as C read them; None for each that needs a closer look."""
    doubtful = scrutiny.doubtful(shape, records, compiled.null_words, plain=plain)
    key, pick, open_places = compiled.key_place, shape.pick, compiled.open_places
    if not doubtful and not open_places:
        return [Incoming(index, values[key], values) for index, values in enumerate(map(pick, records))]
    taken: list[Incoming | None] = []
    append = taken.append
    for index, values in enumerate(map(pick, records)):
        if index in doubtful:
            append(None)
        elif open_places:
            read = _read_open(compiled, values, open_places)
            append(None if read is None else Incoming(index, read[key], read))
        else:
            append(Incoming(index, values[key], values))
    return taken


def _read_open(compiled: Compiled, values: Values, places: Sequence[int]) -> Values | None:
    changed = list(values)
    for place in places:
        value = values[place]
        if value is None or value is UNSET:
            continue
        try:
            changed[place] = _blank_as_none(compiled.readers[place](value))
        except kinds.Unreadable:
            return None
    return tuple(changed)


def _blank_as_none(value: object) -> object:
    return None if value is kinds.BLANK else value


def _count(shape: Shape, records: Sequence[Any], unmapped: Counter[str]) -> None:
    for name, get in shape.extras:
        unmapped[name] += len(records) - [*map(get, records)].count(shapes.ABSENT)


@dataclass(frozen=True, slots=True)
class _Batch:
    """Records taken one by one, and what has been read of them so far."""

    compiled: Compiled
    raws: Sequence[bytes]
    plain: bool
    found: list[Incoming | None]
    unmapped: Counter[str]


def _each(compiled: Compiled, raws: Sequence[bytes], unmapped: Counter[str], *, plain: bool) -> list[Incoming | None]:
    """Record by record, each tier taking what the one before left."""
    if not compiled.fast:
        return [_complete(compiled, raw, index, unmapped) for index, raw in enumerate(raws)]
    extras = shapes.countable(_names(raws[0]) - compiled.sources) if raws else ()
    batch = _Batch(compiled, raws, plain, [None] * len(raws), unmapped)
    left = _try(batch, compiled.shape("strict", extras), range(len(raws)))
    lax = compiled.shape("lax", extras)
    sample = left[:SAMPLE]
    missed = _try(batch, lax, sample)
    if len(missed) < len(sample):  # the lax tier pays only where it takes something
        left = sorted([*missed, *_try(batch, lax, left[SAMPLE:])])
    for place in left:
        for name in _names(raws[place]) - compiled.sources:
            unmapped[name] += 1
        batch.found[place] = _slow(compiled, raws[place], place, plain=plain)
    return batch.found


def _try(batch: _Batch, shape: Shape, left: Sequence[int]) -> list[int]:
    """Read what fits the shape; returns the places of what does not."""
    records: list[Any] = []
    places: list[int] = []
    missed: list[int] = []
    one, raws, found = shape.one, batch.raws, batch.found
    for place in left:
        try:
            records.append(one(raws[place]))
            places.append(place)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            missed.append(place)
    kept: list[Any] = []
    for taken, place, record in zip(
        _accept(batch.compiled, shape, records, plain=batch.plain), places, records, strict=True
    ):
        if taken is None:
            missed.append(place)
        else:
            taken.index = place
            found[place] = taken
            kept.append(record)
    _count(shape, kept, batch.unmapped)
    missed.sort()
    return missed


def _slow(compiled: Compiled, raw: bytes, index: int, *, plain: bool) -> Incoming:
    """A record the fast tiers left over."""
    return _loose(compiled, raw, index, plain=plain) or _complete(compiled, raw, index, None)


def _loose(compiled: Compiled, raw: bytes, index: int, *, plain: bool) -> Incoming | None:
    shape = compiled.loose
    try:
        record = shape.one(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    values = list(shape.pick(record))
    places = compiled.all_places
    if scrutiny.clean_texts(shape.texts(record), compiled.null_words, plain=plain):
        places = compiled.other_places
        for checked, place in zip(shape.checked, compiled.checked_places, strict=True):
            if (value := values[place]) and not checked.one(value):
                places = [*places, place]
    try:
        _read_places(compiled, values, places)
    except kinds.Unreadable:
        return None
    if not all(values[place] for place in compiled.required_places):
        return None
    return Incoming(index, values[compiled.key_place], tuple(values))


def _read_places(compiled: Compiled, values: list[Any], places: Sequence[int]) -> None:
    readers, blanks = compiled.readers, compiled.blanks
    for place in places:
        value = values[place]
        if value is UNSET:
            continue
        if type(value) is int and place == compiled.key_place:
            if value == 0:
                raise kinds.Unreadable(_SIGN)
            value = kinds.Digits(str(value))
        read = readers[place](value)
        values[place] = blanks[place] if read is kinds.BLANK else read


def _names(raw: bytes) -> set[str]:
    try:
        return set(msgspec.json.decode(raw, type=dict[str, msgspec.Raw]))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return set(json.loads(raw, parse_int=float))


def _fields(raw: bytes) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(raw, parse_int=envelope.whole_number)
    return record


def _complete(compiled: Compiled, raw: bytes, index: int, unmapped: Counter[str] | None) -> Incoming:
    """Every value by the full rules; every fault found."""
    try:
        record = _fields(raw)
        literal = _literals(compiled, raw, record)
    except RecursionError:
        nothing = (UNSET,) * len(compiled.entries)
        return Incoming(index, None, nothing, (RecordFault("invalid_field_value", "the record is nested too deeply"),))
    if unmapped is not None:
        heads = {str(path[0]) for name in compiled.sources if not simple(name) and (path := steps(name))}
        for name in record.keys() - compiled.sources - heads:
            unmapped[name] += 1
    values: list[Any] = []
    faults: list[RecordFault] = []
    for place, entry in enumerate(compiled.entries):
        value, fault = _one_value(compiled, entry, place, literal if entry.target.kind == "key" else record)
        values.append(value)
        if fault is not None:
            faults.append(fault)
    key = values[compiled.key_place]
    return Incoming(index, key if isinstance(key, str) and key else None, tuple(values), tuple(faults))


def _literals(compiled: Compiled, raw: bytes, record: dict[str, Any]) -> dict[str, Any]:
    """The record as its keys are read: a number as the digits it was written in (`1007`, `1.0`, twenty of them)."""
    if all(type(record.get(source)) is str for source in compiled.entries[compiled.key_place].sources):
        return record
    found: dict[str, Any] = json.loads(raw, parse_float=kinds.Digits, parse_int=kinds.Digits)
    return found


def _one_value(
    compiled: Compiled, entry: Entry, place: int, record: dict[str, Any]
) -> tuple[Any, RecordFault | None]:  # fmt: skip
    if entry.constant is not None:
        return entry.constant, None
    absent = UNSET if compiled.clear else compiled.blanks[place]
    given: Any = None
    try:
        given = _given(entry, record)
        read = UNSET if given is UNSET else compiled.readers[place](given)
    except kinds.Unreadable as unreadable:
        return absent, RecordFault(
            "invalid_field_value", unreadable.reason, entry.target.name, entry.source_name, given
        )
    if read is not kinds.BLANK and read is not UNSET:
        return read, None
    if entry.default is not None:
        return entry.default, None
    if entry.target.required:
        return absent, _missing(entry, given)
    return (absent if read is UNSET else compiled.blanks[place]), None


def _missing(entry: Entry, given: object) -> RecordFault:
    name, source = entry.target.name, entry.source_name
    state = "absent" if given is UNSET else "null" if given is None else "blank"
    sentence = f"{name} is required, but {source} is {state}"
    return RecordFault("missing_required_field", sentence, name, source, None if given is UNSET else given)


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
