"""A batch's bytes → records read and mapped. Three tiers, each complete where the one before gave up. Pure.

1. `strict`: the whole batch checked in C, each value of its own JSON type.
2. `wide`: the whole batch, else record by record, with text allowed where another type belongs.
   After both, `columns` looks at what C cannot see and reads what is not of its own type.
3. `complete`: value by value from the record's own bytes, for whatever has no shape.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from operator import is_
from typing import Any

import msgspec
from msgspec.structs import astuple

from vendorproof.core import collector
from vendorproof.imports import complete, envelope, shapes
from vendorproof.imports.columns import Column, Faults, Reading, is_plain
from vendorproof.imports.incoming import Incoming, Values
from vendorproof.imports.mapping import Entry, Options, simple, steps
from vendorproof.imports.shapes import Shape, Tier
from vendorproof.objects import BaseObject

SHAPES_KEPT = 16
SLICE = 256
_UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


class Compiled:
    """A mapping made ready: entries, readings and the shapes met so far."""

    def __init__(self, base: BaseObject, entries: Sequence[Entry], options: Options) -> None:
        self.base = base
        self.entries = tuple(entries)
        self.options = options
        self.clear = options.blank == "clear"
        self.key_place = next(place for place, one in enumerate(self.entries) if one.target.kind == "key")
        self.readings = tuple(Reading(one, clear=self.clear) for one in self.entries)
        self.fast = shapes.mappable(self.entries)
        self.sources = frozenset(name for one in self.entries for name in one.sources)
        paths = (steps(name) for name in self.sources if not simple(name))
        self.known = self.sources | {str(path[0]) for path in paths if path}
        self._shapes: dict[tuple[Tier, tuple[str, ...]], Shape] = {}

    def shape(self, tier: Tier, extras: tuple[str, ...] = ()) -> Shape:
        """The Struct for a tier and a set of incoming names outside the mapping."""
        key = (tier, extras)
        found = self._shapes.get(key)
        if found is None:
            found = shapes.build(self.entries, extras, tier, clear=self.clear)
            if len(self._shapes) >= SHAPES_KEPT:
                self._shapes.pop(next(iter(self._shapes)), None)
            self._shapes[key] = found
        return found


@dataclass
class Decoded:
    """A batch read: `records` holds every record in order, the refused ones with their faults."""

    count: int
    unmapped: dict[str, int]
    raw: Callable[[], Sequence[bytes]]
    _make: Callable[[], list[Incoming]]

    @cached_property
    def records(self) -> list[Incoming]:
        """Made when they are first asked for: whoever only checks a batch needs none of ten thousand objects."""
        return self._make()


@collector.paused()
def decode(compiled: Compiled, body: bytes, max_records: int) -> Decoded:
    """Read a batch; raises InvalidRequest and BatchTooLarge for the batch as a whole, never for one record."""
    body = envelope.without_mark(body)
    kept: list[list[bytes]] = []

    def raw() -> Sequence[bytes]:
        if not kept:
            kept.append(envelope.raw_records(body, max_records))
        return kept[0]

    whole = _whole(compiled, body) if compiled.fast else None
    if whole is None or len(whole[1]) > max_records:
        return _each(compiled, raw, plain=is_plain(body))
    read = _read(compiled, *whole, plain=is_plain(body))
    return Decoded(len(whole[1]), read.unmapped, raw, lambda: read.records(compiled))


@dataclass(frozen=True, slots=True)
class _Read:
    """Records of one shape, slice by slice: as columns where something was read, as they came where all is in order."""

    shape: Shape
    slices: list[Sequence[Column] | None]
    came: Sequence[Any]
    faults: Faults
    unmapped: dict[str, int]

    def records(self, compiled: Compiled, places: Sequence[int] | None = None) -> list[Incoming]:
        """The records; `places` are their places in the batch, if they are not all of it."""
        rows = [*chain.from_iterable(map(self._rows, range(len(self.slices))))]
        keys = [key if type(key := row[compiled.key_place]) is str and key else None for row in rows]
        made = [*map(Incoming, range(len(rows)) if places is None else places, keys, rows)]
        for place, faults in self.faults.items():
            made[place].faults = tuple(faults)
        return made

    def _rows(self, number: int) -> Iterable[Values]:
        columns = self.slices[number]
        if columns is not None:
            return zip(*columns, strict=True)
        part = self.came[number * SLICE : (number + 1) * SLICE]
        count = len(self.shape.slots)
        return [row[:count] for row in map(astuple, part)]


def _read(compiled: Compiled, shape: Shape, records: Sequence[Any], *, plain: bool) -> _Read:
    """Read the columns slice by slice: what a slice holds is still in the processor's cache for every look at it."""
    faults: Faults = {}
    slices: list[Sequence[Column] | None] = []
    unmapped: Counter[str] = Counter()
    seen = [
        one.see(faults, typed=typed, plain=plain) for one, typed in zip(compiled.readings, shape.typed, strict=True)
    ]
    for start in range(0, len(records), SLICE):
        part = records[start : start + SLICE]
        fields = [*zip(*map(astuple, part), strict=True)]
        sent = [fields[slot] if slot >= 0 else () for slot in shape.slots]
        read = [
            one.column(column, known, start) for one, column, known in zip(compiled.readings, sent, seen, strict=True)
        ]
        as_it_came = shape.in_order and all(map(is_, read, sent))
        slices.append(
            None
            if as_it_came
            else [
                one if slot >= 0 else (reading.entry.constant,) * len(part)
                for one, slot, reading in zip(read, shape.slots, compiled.readings, strict=True)
            ]
        )
        for name, values in zip(shape.extras, fields[shape.names :], strict=True):
            unmapped[name] += len(part) - values.count(shapes.ABSENT)
    return _Read(shape, slices, records, faults, {name: count for name, count in unmapped.items() if count})


def _whole(compiled: Compiled, body: bytes) -> tuple[Shape, Sequence[Any]] | None:
    """The batch in one go, where every record fits one shape."""
    extras = _extras_of_first(compiled, body)
    for tier in ("strict", "wide"):
        try:
            shape = compiled.shape(tier, extras)
            return shape, shape.all(body).data
        except msgspec.ValidationError as error:
            unknown = "unknown field" in str(error)
        except _UNREADABLE:
            return None
        if unknown:
            return _whole_of_all_names(compiled, body)
    return None


def _whole_of_all_names(compiled: Compiled, body: bytes) -> tuple[Shape, Sequence[Any]] | None:
    """The same when later records bring names that the first has not: they are collected before."""
    try:
        names = set[str]().union(*_names_of_all(body).data)
        extras = shapes.countable(names - compiled.sources)
        if len(extras) < len(names - compiled.sources):
            return None
        shape = compiled.shape("wide", extras)
        return shape, shape.all(body).data
    except _UNREADABLE:
        return None


class _AllNames(msgspec.Struct):
    data: list[dict[str, msgspec.Raw]]


_names_of_all = msgspec.json.Decoder(_AllNames).decode
_names_of_one = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode


def _extras_of_first(compiled: Compiled, body: bytes) -> tuple[str, ...]:
    """Incoming names outside the mapping, learned from the first record without reading the others."""
    start = body.find(b"{", body.find(b"[") + 1)
    end = body.find(b"}", start)
    if start < 0 or end < 0:
        return ()
    try:
        names = _names_of_one(body[start : end + 1])
    except _UNREADABLE:
        return ()
    return shapes.countable(names.keys() - compiled.sources)


def _each(compiled: Compiled, raw: Callable[[], Sequence[bytes]], *, plain: bool) -> Decoded:
    """Record by record: those that fit the wide shape together, the others one at a time."""
    raws = raw()
    unmapped: Counter[str] = Counter()
    fitting: list[Any] = []
    places: list[int] = []
    left: Sequence[int] = range(len(raws))
    shape = None
    if compiled.fast:
        shape = compiled.shape("wide", _extras_of(compiled, raws))
        left = _sort_out(shape, raws, fitting, places)
    found: list[Incoming | None] = [None] * len(raws)
    if shape is not None and fitting:
        read = _read(compiled, shape, fitting, plain=plain)
        unmapped.update(read.unmapped)
        for one in read.records(compiled, places):
            found[one.index] = one
    for place in left:
        one, names = complete.read(compiled.readings, raws[place], place)
        unmapped.update(names - compiled.known)
        found[place] = one
    return Decoded(len(raws), dict(unmapped), raw, lambda: found)  # type: ignore[arg-type, return-value]  # no None is left


def _extras_of(compiled: Compiled, raws: Sequence[bytes]) -> tuple[str, ...]:
    names: set[str] = set()
    for raw in raws:
        try:
            names.update(_names_of_one(raw))
        except _UNREADABLE:
            continue
    return shapes.countable(names - compiled.sources)


def _sort_out(shape: Shape, raws: Sequence[bytes], fitting: list[Any], places: list[int]) -> list[int]:
    """Decode what fits the shape; returns the places of what does not."""
    left: list[int] = []
    for place, raw in enumerate(raws):
        try:
            fitting.append(shape.one(raw))
            places.append(place)
        except _UNREADABLE:
            left.append(place)
    return left
