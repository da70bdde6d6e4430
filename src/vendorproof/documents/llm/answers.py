"""From what a language model says to facts that the document proves. Whatever is not proven is dropped, and counted by its reason."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import msgspec

from vendorproof.documents.facts import law
from vendorproof.documents.facts.fact import Citation, Fact, Page
from vendorproof.documents.facts.family import Key, Kind
from vendorproof.documents.facts.kinds import Choice, Mark, Record, Words
from vendorproof.documents.facts.quotes import Searched, sentence
from vendorproof.documents.facts.tally import Tally
from vendorproof.documents.llm import orders, values
from vendorproof.documents.llm.port import Unreadable

CONFIDENCE = 0.6  # of a fact that only the model tells: its quote is proven, that the quote is about the key is not
MOST_CLAIMS = 300
MOST_QUOTES = 20
AROUND = 4_000  # characters before a quote in which an order may begin that it belongs to
FENCE = "```"

REASONS = (
    *("malformed", "unknown_key", "empty", "unseen_page", "quote_not_found", "quote_torn", "quote_bare", "order"),
    *("does_not_follow", "repeated", "contradictory", "too_many"),
)


class _Cited(msgspec.Struct):
    page: int
    quote: str


class _Claim(msgspec.Struct):
    key: str
    value: Any
    citations: list[_Cited]


class _Claims(msgspec.Struct):
    facts: list[msgspec.Raw]


class Dropped(Exception):
    """A claim that is not proven; `reason` is one of REASONS."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass
class Shown:
    """A page that the model was shown something of."""

    page: Page
    names: Sequence[str]

    @cached_property
    def searched(self) -> Searched:
        """All of the page: a quote is looked for where it says that it is."""
        return Searched.of(self.page.text)

    def is_ordered(self, start: int, end: int) -> bool:
        """Whether the place belongs to what speaks to a machine; looked for around it alone."""
        low = max(0, start - AROUND)
        around = self.page.text[low : end + orders.MOST_BEFORE]
        return any(begin < end - low and start - low < stop for begin, stop in orders.addressed(around, self.names))


def proven(content: str | bytes, pages: Sequence[Page], keys: Mapping[str, Key]) -> tuple[list[Fact], Counter[str]]:
    """`pages` are those that were shown; Unreadable if the answer is not of the schema at all."""
    shown = {one.number: Shown(one, [*keys]) for one in pages}
    dropped: Counter[str] = Counter()
    found: dict[tuple[str, str], Fact] = {}
    for raw in _claims(content, dropped):
        try:
            fact = _fact(_claim(raw), shown, keys)
        except Dropped as why:
            dropped[why.reason] += 1
            continue
        same = (fact.key, repr(fact.value))
        dropped["repeated"] += same in found
        found.setdefault(same, fact)
    told = Counter(fact.key for fact in found.values())
    kept = [fact for fact in found.values() if keys[fact.key].several or told[fact.key] == 1]
    if len(kept) < len(found):
        dropped["contradictory"] += len(found) - len(kept)
    return kept, +dropped


def _claims(content: str | bytes, dropped: Counter[str]) -> Iterator[msgspec.Raw]:
    if isinstance(content, str):
        content = _unfenced(content)
    try:
        facts = msgspec.json.decode(content, type=_Claims).facts
    except (msgspec.DecodeError, RecursionError, UnicodeError) as error:
        raise Unreadable("it is not of the schema") from error
    if len(facts) > MOST_CLAIMS:
        dropped["too_many"] += len(facts) - MOST_CLAIMS
    yield from facts[:MOST_CLAIMS]


def _claim(raw: msgspec.Raw) -> _Claim:
    try:
        return msgspec.json.decode(raw, type=_Claim)
    except (msgspec.DecodeError, RecursionError) as error:
        raise Dropped("malformed") from error


def _fact(claim: _Claim, shown: Mapping[int, Shown], keys: Mapping[str, Key]) -> Fact:
    key = keys.get(claim.key)
    if key is None:
        raise Dropped("unknown_key")
    if claim.value in (None, "", {}, []) or not claim.citations:
        raise Dropped("empty")
    if len(claim.citations) > MOST_QUOTES:
        raise Dropped("too_many")
    cited = [_located(one, shown) for one in claim.citations]
    told = values.read(key.kind, claim.value, [one.quote for one in cited])
    if told is None:
        raise Dropped("does_not_follow")
    value, raw = told
    _require_context(key.kind, value, raw, cited, shown)
    fact = Fact(claim.key, value, raw, CONFIDENCE, tuple(cited), source="llm")
    if law.breach(fact, {number: one.page.text for number, one in shown.items()}, keys) is not None:
        raise Dropped("does_not_follow")
    return fact


def _located(cited: _Cited, shown: Mapping[int, Shown]) -> Citation:
    found = shown.get(cited.page)
    if found is None:
        raise Dropped("unseen_page")
    span = found.searched.find(cited.quote)
    if span is None:
        raise Dropped("quote_not_found")
    if found.is_ordered(*span):
        raise Dropped("order")
    return found.page.cite(*span)


def _require_context(
    kind: Kind, value: object, raw: str, cited: Sequence[Citation], shown: Mapping[int, Shown]
) -> None:
    """What the model left out of a sentence must not take back what it quotes of it, and a bare `5` says nothing."""
    whole = []
    for one in cited:
        text = shown[one.page].page.text
        begin, end = sentence(text, one.start, one.end)
        whole.append(text[begin:end])
        if values.DENIES.search(text, begin, one.start):
            raise Dropped("quote_torn")
    if isinstance(kind, Choice) and not kind.follows(value, whole):  # type: ignore[arg-type]  # it follows from the quotes
        raise Dropped("quote_torn")
    if not isinstance(kind, Words | Choice | Mark | Record | Tally):
        rest = " ".join(one.quote for one in cited).replace(raw, "", 1)
        if not any(map(str.isalpha, rest)):
            raise Dropped("quote_bare")


def _unfenced(content: str) -> str:
    """Without the fence that models put around JSON where a server does not hold them to it."""
    plain = content.strip()
    if plain.startswith(FENCE) and plain.endswith(FENCE):
        return plain.removeprefix(FENCE).removeprefix("json").removesuffix(FENCE)
    return plain
