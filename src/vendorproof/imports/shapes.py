"""The msgspec shapes of one mapping: what C code can check of a record, so that Python looks only at the rest. Pure.

`strict` takes each kind's own JSON type and null, `wide` text beside it (a CSV has nothing else). What neither has a type
for is left open. Each accepts only what is read to the very same value, or read by `columns`.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta

from vendorproof.imports.mapping import Entry, simple
from vendorproof.objects.kinds import lists

Tier = Literal["strict", "wide"]

TEXT_KINDS = frozenset({"key", "text", "person", "reference", "email", "url"})
_BOUND = 1e15
MAX_EXTRAS = 200
_escaped = re.compile(r'[\x00-\x1f"\\\ud800-\udfff]').search  # no Struct's field can have such a name
_NUMBER_LIKE = frozenset("0123456789")
_FLAG_WORDS = frozenset({"true", "false"})

ABSENT = msgspec.Raw()
"""Stands for an incoming name outside the mapping that a record does not have."""

Records = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Shape:
    """One Struct: `one` decodes a record, `all` a whole batch.

    Per entry, `slots` tells which field of the Struct feeds it (-1: none), and `typed` whether C checked its kind's own
    type, so that nothing else can stand there. After `names` fields come those of `extras`.
    """

    one: Callable[[bytes], Any]
    all: Callable[[bytes], Any]
    slots: tuple[int, ...]
    typed: tuple[bool, ...]
    names: int
    extras: tuple[str, ...]

    @property
    def in_order(self) -> bool:
        """Whether each field feeds one entry and in their order, so that a record's values need no rearranging."""
        return self.slots == tuple(range(self.names))


def mappable(entries: Sequence[Entry]) -> bool:
    """Whether every value comes from one plain name, or is fixed: joins and paths take the complete path."""
    read = [one for one in entries if one.constant is None]
    plain = all(len(one.sources) == 1 and simple(one.sources[0]) and not _escaped(one.sources[0]) for one in read)
    # One name for text and for something else: C could check it for one of them only.
    fed = Counter(source for one in read for source in one.sources)
    return plain and all(plain_text(one) or fed[one.sources[0]] == 1 for one in read)


def countable(names: Iterable[str]) -> tuple[str, ...]:
    """Those of the incoming names outside the mapping that a shape can count; a record with others is read more slowly."""
    return tuple(sorted(one for one in names if not _escaped(one)))[:MAX_EXTRAS]


def plain_text(entry: Entry) -> bool:
    """Text that needs no words of the report looked up."""
    return entry.target.kind in TEXT_KINDS and not entry.rule.value_map and entry.default is None


def read_whole(entry: Entry) -> bool:
    """Whether every value of this entry has to be read, because a value that fits its type may still mean another."""
    rule = entry.rule
    if plain_text(entry):
        return False
    if rule.value_map or rule.x_or_blank or rule.date_format or entry.default is not None or _type_of(entry) is Any:
        return True
    if entry.target.kind == "list":
        return bool(rule.null_words)
    return any(_NUMBER_LIKE & {*word} or word.strip().lower() in _FLAG_WORDS for word in rule.null_words)


def build(entries: Sequence[Entry], extras: Sequence[str], tier: Tier, *, clear: bool) -> Shape:
    """The shape for these entries; `extras` are incoming names outside the mapping, counted but not read."""
    sources = list(dict.fromkeys(one.sources[0] for one in entries if one.sources))
    fed = {source: [one for one in entries if one.sources[:1] == (source,)] for source in sources}
    fields = [(f"f{place}", *_field(fed[source], tier, clear=clear)) for place, source in enumerate(sources)]
    fields += [(f"x{place}", msgspec.Raw, ABSENT) for place in range(len(extras))]
    names = {f"f{place}": source for place, source in enumerate(sources)}
    names |= {f"x{place}": name for place, name in enumerate(extras)}
    struct = msgspec.defstruct("Record", fields, rename=names, kw_only=True, gc=False, forbid_unknown_fields=True)
    batch = msgspec.defstruct("Batch", [("data", list[struct])], gc=False)  # type: ignore[valid-type]
    return Shape(
        one=msgspec.json.Decoder(struct).decode,
        all=msgspec.json.Decoder(batch).decode,
        slots=tuple(sources.index(one.sources[0]) if one.sources else -1 for one in entries),
        typed=(tier == "strict",) * len(entries),
        names=len(sources),
        extras=tuple(extras),
    )


def _field(fed: Sequence[Entry], tier: Tier, *, clear: bool) -> tuple[Any, ...]:
    """Type and default of the incoming name that feeds these entries."""
    required = any(one.target.required for one in fed)
    if all(plain_text(one) for one in fed):
        limit = min(one.target.max_length for one in fed)
        least = 1 if tier == "strict" and (required or clear) else 0
        text: Any = Annotated[str, Meta(min_length=least, max_length=limit)]
        if tier == "wide":
            # 0 and -0 are one number here and two keys.
            number = Annotated[int, Meta(ge=1)] if any(one.target.kind == "key" for one in fed) else int
            return text | number | None, UNSET if required or clear else ""
        return (text,) if required else (text | None, UNSET if clear else "")
    if read_whole(fed[0]):
        return Any, UNSET
    return (_type_of(fed[0]) if tier == "strict" else _wide_type(fed[0])) | None, UNSET if clear else None


def _type_of(entry: Entry) -> Any:  # noqa: ANN401 - a type form
    """The kind's own type with its limits; Any where C has none."""
    target, rule = entry.target, entry.rule
    if target.kind in ("choice", "status") and rule.allowed:
        return Literal[rule.allowed]
    low = -_BOUND if target.minimum is None else target.minimum
    high = _BOUND if target.maximum is None else target.maximum
    item = Annotated[str, Meta(min_length=1, max_length=target.max_length)]
    types: dict[str, Any] = {
        "number": Annotated[float, Meta(ge=low, le=high)],
        "integer": Annotated[int, Meta(ge=int(low), le=int(high))],
        "duration": Annotated[int, Meta(ge=int(low), le=int(high))],
        "flag": bool,
        "date": date,
        "list": Annotated[list[item], Meta(max_length=lists.MOST_ITEMS)],
    }
    return types.get(target.kind, Any)


def _wide_type(entry: Entry) -> Any:  # noqa: ANN401 - a type form
    """The kind's own type, or what can be read to it."""
    types: dict[str, Any] = {
        "flag": bool | str | int | float,
        "date": str | int | float,
        "choice": str | int | float | bool,
        "status": str | int | float | bool,
        "list": list[str] | str,
    }
    return types.get(entry.target.kind) or _type_of(entry) | str
