"""Values a language model may tell: how each kind is asked for, and how it is read again out of the quotes that are to prove it.

What is kept is never the model's spelling: it is read from the document's own words, by the same functions the rules use.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from vendorproof.documents.facts import amounts, dates, quotes
from vendorproof.documents.facts.fact import Json
from vendorproof.documents.facts.family import Kind
from vendorproof.documents.facts.kinds import Amount, Choice, Day, Duration, Mark, Number, Record, Words
from vendorproof.documents.facts.tally import Tally
from vendorproof.documents.llm.port import Schema

Read = tuple[Json, str]
"""The value, and how the document writes it."""

UNITS = ("hour", "day", "business_day", "week", "month", "year")
DENIES = re.compile(
    r"\b(?:not|no|never|neither|nor|without|cannot|except|unless|nicht|kein\w{0,2}|ohne|pas|sans|niet|geen|sin)\b|n['\u2019]t\b",
    re.IGNORECASE,
)
_HYPHENATED = re.compile(r"(?<=\w)[-\u00ad\u2010]\s{0,12}\n\s{0,12}(?=[a-z])")


def schema(kind: Kind) -> Schema | None:
    """None for a kind that is not asked of a model. Written for the strict modes of servers: every field required, none more."""
    match kind:
        case Choice() | Mark():
            words = [*kind.patterns]
            types = sorted({"boolean" if isinstance(one, bool) else "string" for one in words})
            return {"type": types[0] if len(types) == 1 else types, "enum": words}
        case Tally():
            return _fields({name: {"type": ["integer", "null"]} for name in kind.words})
        case Record():
            return _record(kind)
    return next((found for of, found in _SCHEMAS.items() if isinstance(kind, of)), None)


def read(kind: Kind, value: Any, said: Sequence[str]) -> Read | None:  # noqa: ANN401 - whatever JSON holds
    """The value as the quotes have it, None where it does not follow from them."""
    match kind:
        case Words():
            return _words(value, said)
        case Record():
            return _read_record(kind, value, said)
        case Tally():
            value = {name: one for name, one in value.items() if one is not None} if isinstance(value, dict) else None
            return (value, "; ".join(map(_shown, said))) if kind.follows(value, said) else None
        case Choice() | Mark():
            return (value, _shown(said[0])) if kind.follows(value, said) else None
    search = next((search for of, search in _SEARCHES.items() if isinstance(kind, of)), None)
    if search is None or isinstance(value, bool):
        return None
    return next((found for found in search(said) if found[0] == value and not _hides_a_flag(value)), None)


def _hides_a_flag(value: Any) -> bool:  # noqa: ANN401 - as above
    """`{"amount": true}` equals `{"amount": 1}` in Python."""
    return isinstance(value, dict) and any(isinstance(one, bool) for one in value.values())


def _days(said: Sequence[str]) -> Iterator[Read]:
    first = dates.order("\n".join(said))
    for quote in said:
        for found in dates.dates(quote, first):
            yield found.value, quote[found.start : found.end]


def _numbers(said: Sequence[str]) -> Iterator[Read]:
    for quote in said:
        for match in amounts.NUMBER.finditer(quote):
            number = amounts.number(match[0])
            yield (int(number) if number == int(number) else number), match[0]


def _money(said: Sequence[str]) -> Iterator[Read]:
    for quote in said:
        for found in amounts.money(quote):
            yield {**found.value}, quote[found.start : found.end]


def _spans(said: Sequence[str]) -> Iterator[Read]:
    for quote in said:
        for found in amounts.spans(quote):
            yield {**found.value}, quote[found.start : found.end]


_SEARCHES: Mapping[type, Callable[[Sequence[str]], Iterable[Read]]] = {
    Day: _days,
    Number: _numbers,
    Amount: _money,
    Duration: _spans,
}


def _words(value: Any, said: Sequence[str]) -> Read | None:  # noqa: ANN401 - as above
    if not isinstance(value, str):
        return None
    for quote in said:
        if span := quotes.find(value, quote):
            shown = _shown(quote[slice(*span)])
            return shown, shown
    return None


def _read_record(kind: Record, value: Any, said: Sequence[str]) -> Read | None:  # noqa: ANN401 - as above
    if not isinstance(value, dict) or set(value) != set(kind.fields):
        return None
    found: dict[str, Json] = {}
    raw: list[str] = []
    for name, one in value.items():
        held = None if one is None else read(kind.fields[name], one, said)
        if one is not None and held is None:
            return None
        found[name] = held[0] if held else None
        raw += [held[1]] if held else []
    return (found, "; ".join(raw)) if kind.follows(found, said) else None


def _record(kind: Record) -> Schema | None:
    fields = {name: schema(one) for name, one in kind.fields.items()}
    if None in fields.values():
        return None
    return _fields({name: {"anyOf": [one, {"type": "null"}]} for name, one in fields.items()})


def _fields(fields: Mapping[str, Any]) -> Schema:
    return {"type": "object", "properties": fields, "required": [*fields], "additionalProperties": False}


def _shown(text: str) -> str:
    return " ".join(_HYPHENATED.sub("", text).split())


_SCHEMAS: Mapping[type, Schema] = {
    Words: {"type": "string", "description": "as the document writes it"},
    Day: {"type": "string", "description": "YYYY-MM-DD"},
    Number: {"type": "number"},
    Amount: _fields(
        {"amount": {"type": "number"}, "currency": {"type": ["string", "null"], "description": "ISO 4217"}}
    ),
    Duration: _fields({"count": {"type": "integer"}, "unit": {"type": "string", "enum": [*UNITS]}}),
}
