"""A column of a batch at a time: what C has read and is in order stays, the rest is read value by value. Pure.

In order is what `kinds` would read to itself: text that is trimmed, in NFC, printable and no word for blank, an address
of plain form, a day in range. To look at ten thousand values at once costs a tenth of looking at each.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from msgspec import UNSET

from vendorproof.imports import shapes
from vendorproof.imports.incoming import RecordFault
from vendorproof.imports.mapping import Entry
from vendorproof.objects import kinds
from vendorproof.objects.kinds import lists

Column = Sequence[Any]
Faults = dict[int, list[RecordFault]]

_OWN_TYPES: dict[str, type] = {"number": float, "integer": int, "duration": int, "flag": bool, "list": list}
_SURE = {"email": kinds.plain_emails, "url": kinds.plain_urls}
_strip = str.strip


@dataclass(frozen=True, slots=True)
class Refused:
    """Stands in a column for a value that cannot be taken."""

    fault: RecordFault


class _Texts(dict[str, Any]):
    """What each text of a column was read to."""

    def __init__(self, read: Callable[[object], Any]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, text: str) -> Any:  # noqa: ANN401 - any typed value
        self[text] = found = self._read(text)
        return found


@dataclass(slots=True)
class Seen:
    """What is known of one column of one batch while it is read slice by slice; `start` is where the slice begins.

    `typed`: C found nothing but the kind's own type. `plain`: no text of the batch can need a closer look for its
    characters (see `is_plain`). `faults`: one more per value that cannot be taken. `lists`: those found in order.
    """

    typed: bool
    plain: bool
    faults: Faults
    texts: _Texts
    lists: set[tuple[Any, ...]]
    start: int = 0


class Reading:
    """One entry of a mapping, ready to read values and columns of them."""

    def __init__(self, entry: Entry, *, clear: bool) -> None:
        self.entry = entry
        self.blank: Any = None if clear or not shapes.plain_text(entry) else ""
        self.absent: Any = UNSET if clear else self.blank
        self._read = kinds.reader(entry.rule)
        self._is_key = entry.target.kind == "key"
        self._whole = shapes.read_whole(entry)
        self._is_text = shapes.plain_text(entry)
        self._keeps_blank = self.blank == "" and not entry.target.required
        self._own = _OWN_TYPES.get(entry.target.kind)
        folded = {kinds.fold(word) for word in entry.rule.null_words}
        self._blank_heads = frozenset(form for word in folded for form in (word[:1], word[:1].upper()))

    def see(self, faults: Faults, *, typed: bool, plain: bool) -> Seen:
        """Begin to read a column."""
        return Seen(typed, plain, faults, _Texts(self.value), set())

    def value(self, given: Any) -> Any:  # noqa: ANN401 - any JSON value
        """What one value is read to: its typed value, what blank stands for, or Refused."""
        entry = self.entry
        try:
            read = UNSET if given is UNSET else self._read(given)
        except kinds.Unreadable as unreadable:
            return self.refuse(unreadable, given)
        if read is not kinds.BLANK and read is not UNSET:
            return read
        if entry.default is not None:
            return entry.default
        if entry.target.required:
            return Refused(self._missing(given))
        return self.absent if read is UNSET else self.blank

    def refuse(self, unreadable: kinds.Unreadable, given: object) -> Refused:
        """For a value that came as `given`."""
        entry = self.entry
        fault = RecordFault("invalid_field_value", unreadable.reason, entry.target.name, entry.source_name, given)
        return Refused(fault)

    def _missing(self, given: object) -> RecordFault:
        name, source = self.entry.target.name, self.entry.source_name
        state = "absent" if given is UNSET else "null" if given is None else "blank"
        sentence = f"{name} is required, but {source} is {state}"
        return RecordFault("missing_required_field", sentence, name, source, None if given is UNSET else given)

    def column(self, values: Column, seen: Seen, start: int) -> Column:
        """A slice of the column, beginning at `start`, read; the very same where all is in order."""
        seen.start = start
        if self._is_text:
            return self._texts(values, seen)
        if self._whole:
            return self._read_but(None, values, seen)
        kind = self.entry.target.kind
        if kind == "list":
            in_order = self._lists_in_order(values, seen)
            return values if seen.typed and in_order else self._read_but(list if in_order else None, values, seen)
        if not seen.typed:
            return self._read_but(self._own, values, seen)
        return self._read_at(_days_out_of_range(values), values, seen) if kind == "date" else values

    def _texts(self, values: Column, seen: Seen) -> Column:
        sure = _SURE.get(self.entry.target.kind)
        if sure is not None:
            places = _doubtful_addresses(values, sure)
            if not self._keeps_blank:
                places += [at for at, one in enumerate(values) if one == ""]
        elif self._in_order(values, plain=seen.plain):
            return values
        else:
            places = [at for at, one in enumerate(values) if not self._is_in_order(one)]
        return self._read_at(places, values, seen)

    def _in_order(self, values: Column, *, plain: bool) -> bool:
        try:
            if (*map(_strip, values),) != values:
                return False
        except TypeError:  # null, or a number
            return False
        if not self._keeps_blank and "" in values:
            return False
        if self._blank_heads and not self._blank_heads.isdisjoint({one[:1] for one in values}):
            return False
        return plain or _is_printable("".join(values))

    def _is_in_order(self, value: Any) -> bool:  # noqa: ANN401 - any JSON value
        if value == "":
            return self._keeps_blank
        return (
            type(value) is str and value.strip() == value and _is_printable(value) and value[0] not in self._blank_heads
        )

    def _lists_in_order(self, values: Column, seen: Seen) -> bool:
        """Whether the lists among the values are read to themselves; few are different, so each is looked at once."""
        found = [*filter(None, values)] if seen.typed else [one for one in values if type(one) is list]
        if seen.lists.issuperset(map(tuple, found)):
            return True
        fresh = {*map(tuple, found)} - seen.lists
        items = [*{*chain.from_iterable(fresh)}]
        in_order = (
            "" not in items
            and [*map(_strip, items)] == items
            and (seen.plain or _is_printable("".join(items)))
            and max(map(len, items), default=0) <= self.entry.target.max_length
            and all(len({*one}) == len(one) <= lists.MOST_ITEMS for one in fresh)
        )
        if in_order:
            seen.lists |= fresh
        return in_order

    def _read_at(self, places: Sequence[int], values: Column, seen: Seen) -> Column:
        """Read only what stands at some places."""
        if not places:
            return values
        read = [*values]
        for place in places:
            read[place] = self.value(self._as_sent(values[place]))
        return self._without_refused(read, seen)

    def _as_sent(self, value: Any) -> Any:  # noqa: ANN401 - any JSON value
        if type(value) is date:
            return value.isoformat()
        return kinds.Digits(value) if self._is_key and type(value) is int else value

    def _read_but(self, own: type | None, values: Column, seen: Seen) -> Column:
        """Read all but what is of the kind's own type, equal texts once."""
        texts, value = seen.texts, self.value
        if {*map(type, values)} == {str}:
            return self._without_refused([*map(texts.__getitem__, values)], seen)
        read = [texts[one] if type(one) is str else one if type(one) is own else value(one) for one in values]
        return self._without_refused(read, seen)

    def _without_refused(self, read: list[Any], seen: Seen) -> Column:
        if Refused in map(type, read):
            for place, one in enumerate(read):
                if type(one) is Refused:
                    seen.faults.setdefault(seen.start + place, []).append(one.fault)
                    read[place] = self.absent
        return read


def is_plain(body: bytes) -> bool:
    """Whether no text in it can need normalising or hold a control character."""
    return body.isascii() and b"\\" not in body and b"\x7f" not in body


def _is_printable(text: str) -> bool:
    return text.isascii() and text.isprintable()


def _doubtful_addresses(values: Column, sure: Callable[[str, int], Any]) -> list[int]:
    """Places of all values but the surely good ones and the blanks."""
    places: list[int] = []
    try:
        joined = "\n".join(values) + "\n"
    except TypeError:  # null, or a number
        places = [place for place, one in enumerate(values) if type(one) is not str]
        joined = "\n".join([one if type(one) is str else "" for one in values]) + "\n"
    if joined.count("\n") != len(values):
        return [place for place, one in enumerate(values) if one != ""]
    place = at = 0
    while (end := sure(joined, at).end()) < len(joined):
        place += joined.count("\n", at, end)
        places.append(place)
        place += 1
        at = joined.index("\n", end) + 1
    return places


def _days_out_of_range(values: Column) -> list[int]:
    days = [*filter(None, values)]
    if not days or (min(days).year >= kinds.FIRST_YEAR and max(days).year <= kinds.LAST_YEAR):
        return []
    return [place for place, one in enumerate(values) if one and not kinds.FIRST_YEAR <= one.year <= kinds.LAST_YEAR]
