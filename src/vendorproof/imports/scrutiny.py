"""What C did not check of records that fit a shape: blank ends, Unicode form, control characters, addresses, days. Pure."""

import re
from collections.abc import Sequence
from itertools import chain
from typing import Any
from unicodedata import is_normalized

from vendorproof.imports.shapes import Checked, Shape
from vendorproof.objects import kinds

_blank_letters = re.compile("[\u2800\u3164]").search  # printable, yet trimmed as blanks
_strip = str.strip


def is_plain(body: bytes) -> bool:
    """Whether no text in it can need normalising or hold a control character."""
    return body.isascii() and b"\\" not in body and b"\x7f" not in body


def doubtful(shape: Shape, records: Sequence[Any], null_words: frozenset[str], *, plain: bool) -> set[int]:
    """Places of records that only a closer look can accept; column by column where the whole column is in order."""
    found = _texts(shape, records, null_words, plain=plain)
    for checked in shape.checked:
        found.update(_addresses(checked, records))
    for get in shape.dates:
        days = [*map(get, records)]
        found.update(
            place for place, day in enumerate(days) if day and not kinds.FIRST_YEAR <= day.year <= kinds.LAST_YEAR
        )
    for get in shape.lists:
        found.update(_lists([*map(get, records)], plain=plain))
    return found


def clean_texts(texts: tuple[Any, ...], null_words: frozenset[str], *, plain: bool) -> bool:
    """Whether the texts of one record are read to themselves: trimmed, in NFC, printable, no word for blank."""
    try:
        if (*map(_strip, texts),) != texts or not (plain or _printable(texts)):
            return False
        return not null_words or null_words.isdisjoint(map(kinds.fold, texts))
    except TypeError:  # null, or absent where blanks are told apart
        return False


def _texts(shape: Shape, records: Sequence[Any], null_words: frozenset[str], *, plain: bool) -> set[int]:
    rows = [*map(shape.texts, records)]
    if plain and not null_words:
        flat = [*chain.from_iterable(rows)]
        try:
            if [*map(_strip, flat)] == flat:
                return set()
        except TypeError:
            pass
    return {place for place, row in enumerate(rows) if not clean_texts(row, null_words, plain=plain)}


def _printable(texts: Sequence[str]) -> bool:
    joined = "".join(texts)
    if not joined.isprintable():
        return False
    return joined.isascii() or (all(is_normalized("NFC", one) for one in texts) and not _blank_letters(joined))


def _addresses(checked: Checked, records: Sequence[Any]) -> set[int]:
    values = [*map(checked.get, records)]
    try:
        if checked.many("\n".join(values) + "\n"):
            return set()
    except TypeError:
        pass
    return {place for place, value in enumerate(values) if value and not checked.one(value)}


def _lists(values: Sequence[Any], *, plain: bool) -> set[int]:
    flat = [*chain.from_iterable(filter(None, values))]
    if plain and [*map(_strip, flat)] == flat:
        return {place for place, one in enumerate(values) if one is not None and (not one or len({*one}) != len(one))}
    return {place for place, one in enumerate(values) if one is not None}
