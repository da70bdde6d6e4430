"""The kinds of values facts have; each knows when a value follows from the words that are quoted for it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from vendorproof.documents.facts import amounts, dates
from vendorproof.documents.facts.fact import Json
from vendorproof.documents.facts.family import Kind
from vendorproof.documents.facts.folding import folded

NUMERAL = r"\d{1,3}(?:,\d{3})+|\d{1,9}"


@dataclass(frozen=True, slots=True)
class Words:
    """Text that stands in one of the quotes, line ends and signs of punctuation aside."""

    name: str = "text"
    longest: int = 2_000

    def follows(self, value: Json, quotes: Sequence[str]) -> bool:
        if not isinstance(value, str) or not value.strip() or len(value) > self.longest:
            return False
        wanted = folded(value)
        return any(wanted in folded(quote) for quote in quotes)


@dataclass(frozen=True, slots=True)
class Day:
    """`YYYY-MM-DD`. Of `03/04/2024` only where a quote says `MM/DD/YYYY` or `DD/MM/YYYY`."""

    name: str = "date"

    def follows(self, value: Json, quotes: Sequence[str]) -> bool:
        first = dates.order("\n".join(quotes))
        return any(found.value == value for quote in quotes for found in dates.dates(quote, first))


@dataclass(frozen=True, slots=True)
class Number:
    """A number that stands in a quote in digits."""

    name: str = "number"

    def follows(self, value: Json, quotes: Sequence[str]) -> bool:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return False
        return any(value in amounts.numbers(quote) for quote in quotes)


@dataclass(frozen=True, slots=True)
class Amount:
    """`{"amount": 1000000, "currency": "USD"}`; `currency` is null where the document does not say which dollar."""

    name: str = "money"

    def follows(self, value: Json, quotes: Sequence[str]) -> bool:
        return any(found.value == value for quote in quotes for found in amounts.money(quote))


@dataclass(frozen=True, slots=True)
class Duration:
    """`{"count": 30, "unit": "day"}`."""

    name: str = "duration"

    def follows(self, value: Json, quotes: Sequence[str]) -> bool:
        return any(found.value == value for quote in quotes for found in amounts.spans(quote))


@dataclass(frozen=True, slots=True)
class Each:
    """A list of values of one kind, one at least."""

    name: str
    kind: Kind

    def follows(self, value: Json, quotes: Sequence[str]) -> bool:
        return isinstance(value, list) and bool(value) and all(self.kind.follows(one, quotes) for one in value)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few values, each with the words that stand for it. They are asked in order: the first whose words are in the
    quotes is the one that follows, so what denies goes before what affirms.
    """

    name: str
    patterns: Mapping[str | bool, re.Pattern[str]]

    def follows(self, value: Json, quotes: Sequence[str]) -> bool:
        return isinstance(value, str | bool) and self.read("\n".join(quotes)) == value

    def read(self, text: str) -> str | bool | None:
        """The value a text stands for; patterns see it folded."""
        plain = folded(text)
        return next((value for value, pattern in self.patterns.items() if pattern.search(plain)), None)


def choice(name: str, patterns: Mapping[str | bool, str]) -> Choice:
    """Of patterns in their order, for folded text: lower case, single blanks, straight quotes and hyphens."""
    return Choice(name, {value: re.compile(pattern) for value, pattern in patterns.items()})


@dataclass(frozen=True, slots=True)
class Record:
    """An object whose fields have kinds of their own; what the document does not say is null, but for `required`."""

    name: str
    fields: Mapping[str, Kind]
    required: frozenset[str] = field(default_factory=frozenset)

    def follows(self, value: Json, quotes: Sequence[str]) -> bool:
        if not isinstance(value, dict) or set(value) != set(self.fields):
            return False
        said = {name: one for name, one in value.items() if one is not None}
        return (
            bool(said)
            and self.required <= set(said)
            and all(self.fields[name].follows(one, quotes) for name, one in said.items())
        )


@dataclass(frozen=True, slots=True)
class Either:
    """A value of any of some kinds: a term is a span of time or the day it ends."""

    name: str
    kinds: Sequence[Kind]

    def follows(self, value: Json, quotes: Sequence[str]) -> bool:
        return any(kind.follows(value, quotes) for kind in self.kinds)


@dataclass(frozen=True, slots=True)
class Mark:
    """One of a few values, where a quote is nothing but the words that stand for it, with a label or brackets at most: of
    `Severity: Low` it follows, of `Critical path is not checked` it does not.
    """

    name: str
    patterns: Mapping[str, re.Pattern[str]]

    def follows(self, value: Json, quotes: Sequence[str]) -> bool:
        return isinstance(value, str) and any(self.read(quote) == value for quote in quotes)

    def read(self, text: str) -> str | None:
        """The value that is all a text says."""
        plain = folded(text)
        return next((value for value, pattern in self.patterns.items() if pattern.fullmatch(plain)), None)


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are: a number beside `noun` in a quote, or as many as there are quotes that are `one` of them each. With
    `distinct` equal quotes count once.
    """

    name: str
    noun: re.Pattern[str]
    one: re.Pattern[str]
    """For folded text, as `noun`."""
    distinct: bool = False

    def follows(self, value: Json, quotes: Sequence[str]) -> bool:
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            return False
        plain = [folded(quote) for quote in quotes]
        if any(value in self._stated(quote) for quote in plain):
            return True
        if not all(self.one.search(quote) for quote in plain):
            return False
        return value == len(set(plain) if self.distinct else plain)

    def _stated(self, quote: str) -> Iterator[float]:
        noun = self.noun.pattern
        gap = r"[\s:=()\[\]\"'-]{0,8}"
        for match in re.finditer(
            rf"(?<![\w.,])({NUMERAL}) (?:{noun})\b|\b(?:{noun}){gap}({NUMERAL})(?!\w|[.,:]\d)", quote
        ):
            yield int((match[1] or match[2]).replace(",", ""))
