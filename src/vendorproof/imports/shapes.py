"""The msgspec shapes of one mapping: what C code can check of a record, so that Python looks only at the rest. Pure.

`strict` takes JSON's own types and null, `lax` numbers and flags sent as text (a CSV has nothing else), `loose` anything
but text stays as it came and is read by `kinds`. Each accepts only what `kinds` would read to the very same value.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Annotated, Any, Literal, NamedTuple

import msgspec
from msgspec import UNSET, Meta

from vendorproof.imports.mapping import Entry, simple
from vendorproof.objects import kinds

TEXT_KINDS = frozenset({"key", "text", "person", "reference", "email", "url"})
MAX_EXTRAS = 200
_BOUND = 1e15
_escaped = re.compile(r'[\x00-\x1f"\\\ud800-\udfff]').search  # no Struct's field can have such a name

ABSENT = msgspec.Raw()
"""Stands for an incoming name outside the mapping that a record does not have."""

Decode = Callable[[bytes], Any]


class Checked(NamedTuple):
    """A column of addresses: `many` tells whether all of them, joined by line feeds, are surely good; `one` of one."""

    get: Callable[[Any], Any]
    many: Callable[[str], object]
    one: Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Shape:
    """One Struct: `one` decodes a record, `all` a whole batch; `pick` gives its values in target order."""

    one: Decode
    all: Decode
    pick: Callable[[Any], tuple[Any, ...]]
    texts: Callable[[Any], tuple[Any, ...]]
    lists: tuple[Callable[[Any], Any], ...]
    dates: tuple[Callable[[Any], Any], ...]
    checked: tuple[Checked, ...]
    extras: tuple[tuple[str, Callable[[Any], Any]], ...]


def mappable(entries: Sequence[Entry]) -> bool:
    """Whether every value comes from one plain name: joins, paths, constants and crosses take the complete path."""
    plain = all(
        len(one.sources) == 1
        and simple(one.sources[0])
        and not _escaped(one.sources[0])
        and one.default is None
        and not one.rule.x_or_blank
        for one in entries
    )
    # One name for text and for something else: C could check it for one of them only.
    fed = Counter(source for one in entries for source in one.sources)
    return plain and all(plain_text(one) or fed[one.sources[0]] == 1 for one in entries)


def countable(names: Iterable[str]) -> tuple[str, ...]:
    """Those of the incoming names outside the mapping that a shape can count; a record with others is read more slowly."""
    return tuple(sorted(one for one in names if not _escaped(one)))[:MAX_EXTRAS]


def plain_text(entry: Entry) -> bool:
    """Text that needs no words of the report looked up."""
    return entry.target.kind in TEXT_KINDS and not entry.rule.value_map


def build(entries: Sequence[Entry], extras: Sequence[str], tier: str, *, clear: bool) -> Shape:
    """The shape for these entries; `extras` are incoming names outside the mapping, counted but not read."""
    blank: Any = UNSET if clear else ""
    sources = list(dict.fromkeys(one.sources[0] for one in entries))
    place = {source: f"f{index}" for index, source in enumerate(sources)}
    definitions: list[Any] = []
    for source in sources:
        fed = [one for one in entries if one.sources[0] == source]
        kind, is_text = _merged_type(fed, tier, clear=clear)
        required = any(one.target.required for one in fed) and tier != "loose"
        definitions.append(
            (place[source], kind) if required else (place[source], kind, blank if is_text else _none(clear=clear))
        )
    names = {**{name: source for source, name in place.items()}, **{f"x{i}": one for i, one in enumerate(extras)}}
    definitions.sort(key=len)  # what has no default comes first
    definitions += [(f"x{index}", msgspec.Raw, ABSENT) for index in range(len(extras))]
    struct = msgspec.defstruct(
        "Record", definitions, rename=names, gc=False, forbid_unknown_fields=tier != "loose"
    )  # fmt: skip
    batch = msgspec.defstruct("Batch", [("data", list[struct])])  # type: ignore[valid-type]
    return Shape(
        one=msgspec.json.Decoder(struct, strict=tier != "lax").decode,
        all=msgspec.json.Decoder(batch, strict=tier != "lax").decode,
        pick=_tuple_of([place[one.sources[0]] for one in entries]),
        texts=_tuple_of([place[source] for source in _sources_of(entries, plain_text)]),
        lists=tuple(
            attrgetter(place[source])
            for source in _sources_of(entries, lambda one: one.target.kind == "list" and read_in_c(one))
        ),
        dates=tuple(
            attrgetter(place[source])
            for source in _sources_of(entries, lambda one: one.target.kind == "date" and read_in_c(one))
        ),
        checked=_checked(entries, place),
        extras=tuple((name, attrgetter(f"x{index}")) for index, name in enumerate(extras)),
    )


def _none(*, clear: bool) -> Any:  # noqa: ANN401 - a sentinel
    return UNSET if clear else None


def _sources_of(entries: Sequence[Entry], wanted: Callable[[Entry], bool]) -> list[str]:
    return list(dict.fromkeys(one.sources[0] for one in entries if wanted(one)))


def _tuple_of(names: Sequence[str]) -> Callable[[Any], tuple[Any, ...]]:
    if not names:
        return lambda _record: ()
    getter = attrgetter(*names)
    return getter if len(names) > 1 else lambda record: (getter(record),)


def _checked(entries: Sequence[Entry], place: dict[str, str]) -> tuple[Checked, ...]:
    quick = {"email": (kinds.plain_emails, kinds.plain_email), "url": (kinds.plain_urls, kinds.plain_url)}
    return tuple(
        Checked(attrgetter(place[one.sources[0]]), *quick[one.target.kind])
        for one in entries
        if one.target.kind in quick and plain_text(one)
    )


def _merged_type(fed: Sequence[Entry], tier: str, *, clear: bool) -> tuple[Any, bool]:
    """One incoming name may feed several targets: text with the tightest limit, or anything."""
    if all(plain_text(one) for one in fed):
        limit = min(one.target.max_length for one in fed)
        needed = clear or any(one.target.required for one in fed)
        kind: Any = Annotated[str, Meta(min_length=1 if needed and tier != "loose" else 0, max_length=limit)]
        if tier != "loose":
            return kind, True
        return kind | int | None if any(one.target.kind == "key" for one in fed) else kind | None, True
    if len(fed) > 1 or tier == "loose":
        return Any, False
    kind = _type_of(fed[0])
    if kind is Any:
        return Any, False
    return (kind if tier == "lax" else kind | None), False


def read_in_c(entry: Entry) -> bool:
    """Whether the strict and lax shapes check this entry's value whole."""
    return plain_text(entry) or _type_of(entry) is not Any


def _type_of(entry: Entry) -> Any:  # noqa: ANN401 - a type form
    target, rule = entry.target, entry.rule
    if rule.value_map or rule.null_words or rule.date_format or rule.number_format:
        return Any  # what a value means depends on the report: C would read it another way
    if target.kind in ("choice", "status") and rule.allowed:
        return Literal[rule.allowed]
    low = -_BOUND if target.minimum is None else target.minimum
    high = _BOUND if target.maximum is None else target.maximum
    simple_types: dict[str, Any] = {
        "number": Annotated[float, Meta(ge=low, le=high)],
        "integer": Annotated[int, Meta(ge=int(low), le=int(high))],
        "duration": Annotated[int, Meta(ge=int(low), le=int(high))],
        "flag": bool,
        "date": date,
        "list": list[Annotated[str, Meta(min_length=1, max_length=target.max_length)]],
    }
    return simple_types.get(target.kind, Any)
