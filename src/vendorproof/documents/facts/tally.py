"""How many of each: the kind of value that summaries state and that long lists are counted for."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from vendorproof.documents.facts.amounts import WORDS
from vendorproof.documents.facts.fact import Json
from vendorproof.documents.facts.folding import folded

_COUNTS = {word: number for word, number in WORDS.items() if number <= 20} | {"no": 0, "none": 0}
_NUMBER = rf"(?<![\w.,/$€£])(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}}|{'|'.join(sorted(_COUNTS, key=len, reverse=True))})(?![\w%/]|[.,]\d)"
_NOUN = r"(?:severit(?:y|ies)|risks?|ratings?|rated|levels?|priority|impact|criticality|findings?|issues?|vulnerabilit(?:y|ies)|alerts?|items?|results?|weakness(?:es)?|in|of|with|as|a|an|are|is|was|were|been|classified|considered|has|have|total|x)"
_BEFORE = re.compile(rf"(?:[\s\"']|\b{_NOUN}\b){{0,10}}")
"""Between a number and the name behind it."""
_BEHIND = re.compile(rf"(?:[\s:=>()\[\]|\"'-]|\b{_NOUN}\b){{0,12}}")
"""Between a name and the number behind it."""
_JOINED = re.compile(r" ?(?:/|&|and|or|to|-) ?")


@dataclass(frozen=True, slots=True)
class _Token:
    """`name` or `number`; `total` is the name of what adds up. `digits`: a word may be none of the numbers: `a high one`."""

    name: str | None
    number: int
    start: int
    end: int
    line: int
    digits: bool = False


@dataclass(frozen=True)
class Tally:
    """How many of each: `{"critical": 0, "high": 2}`. A quote states the number of a name that stands beside it, or below or above
    it in a table of two lines (`Critical High Low`, `1 4 2`). What no quote states is the count of the quotes that name nothing else.
    A number belongs to one name: of `Critical 3 High 5` it is not said that three are high.
    """

    name: str
    words: Mapping[str, str]
    """The pattern of each name, for folded text."""

    def follows(self, value: Json, quotes: Sequence[str]) -> bool:
        if not isinstance(value, dict) or not value or not set(value) <= set(self.words):
            return False
        stated, counted = self.read(quotes)
        return all(
            isinstance(count, int)
            and not isinstance(count, bool)
            and (count in stated[name] if name in stated else count > 0 and counted.get(name) == count)
            for name, count in value.items()
        )

    def read(self, quotes: Sequence[str]) -> tuple[Mapping[str, set[int]], Mapping[str, int]]:
        """What the quotes state of each name, and how many of the others name it alone."""
        stated: dict[str, set[int]] = {}
        counted: dict[str, int] = {}
        for quote in quotes:
            tokens = list(self._tokens(quote))
            pairs = dict(_pairs(quote_lines(quote), tokens))
            for name, count in pairs.items():
                stated.setdefault(name, set()).add(count)
            named = {token.name for token in tokens if token.name and token.name != "total"}
            if not pairs and len(named) == 1:
                only = named.pop()
                counted[only] = counted.get(only, 0) + 1
        return stated, counted

    def _tokens(self, quote: str) -> Iterator[_Token]:
        for at, line in enumerate(quote_lines(quote)):
            for match in self._pattern.finditer(line):
                written = match["number"]
                if written is None:
                    yield _Token(match.lastgroup, 0, match.start(), match.end(), at)
                else:
                    number = _COUNTS.get(written)
                    whole = int(written.replace(",", "")) if number is None else number
                    yield _Token(None, whole, match.start(), match.end(), at, written[0].isdigit())

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        names = "|".join(rf"(?P<{name}>{words})" for name, words in self.words.items())
        return re.compile(rf"(?<![\w-])(?:{names}|(?P<total>total))(?!\w)|{_NUMBER}")


def quote_lines(quote: str) -> list[str]:
    """Folded one by one: in tables it matters what stands on a line."""
    return [folded(line) for line in quote.split("\n")]


def _pairs(lines: Sequence[str], tokens: Sequence[_Token]) -> Iterator[tuple[str, int]]:
    """Name and number."""
    held = list(_columns(tokens)) or list(_beside(lines, tokens))
    told = [name for name, _ in held]
    yield from (pair for pair in held if pair[0] != "total" and told.count(pair[0]) == 1)


def _columns(tokens: Sequence[_Token]) -> Iterator[tuple[str, int]]:
    """Of a line of names, two at least, and the line above or below that has as many numbers."""
    names = [token for token in tokens if token.name]
    numbers = [token for token in tokens if not token.name]
    apart = len({token.line for token in names}) == 1 and len({token.line for token in numbers}) == 1
    if len(names) >= 2 and len(names) == len(numbers) and apart and names[0].line != numbers[0].line:
        yield from ((name.name or "", number.number) for name, number in zip(names, numbers, strict=True))


def _beside(lines: Sequence[str], tokens: Sequence[_Token]) -> Iterator[tuple[str, int]]:
    """Each name with the number that can only be its own: who has but one number beside it takes it from the others."""
    sides: dict[int, set[int]] = {}
    for at, token in enumerate(tokens):
        if token.name:
            near = {at - 1: _BEFORE, at + 1: _BEHIND}
            if _is_shared(lines, tokens, at):
                near = {}
            sides[at] = {
                other
                for other, between in near.items()
                if 0 <= other < len(tokens)
                and not tokens[other].name
                and (other < at or tokens[other].digits)
                and between.fullmatch(
                    _gap(lines, *sorted((token, tokens[other]), key=lambda one: (one.line, one.start)))
                )
            }
    order = sorted(sides, key=lambda at: len(sides[at]))
    while order:
        at = order.pop(0)
        if len(sides[at]) == 1:
            taken = next(iter(sides[at]))
            yield tokens[at].name or "", tokens[taken].number
            for other in (at - 2, at + 2):
                if other in order:
                    sides[other].discard(taken)
        order.sort(key=lambda at: len(sides[at]) or 9)


def _is_shared(lines: Sequence[str], tokens: Sequence[_Token], at: int) -> bool:
    """Whether it is one of the names of `Critical/High (10)`: nobody knows how many are its own."""
    return any(
        left >= 0
        and left + 1 < len(tokens)
        and tokens[left].name
        and tokens[left + 1].name
        and _JOINED.fullmatch(_gap(lines, tokens[left], tokens[left + 1]))
        for left in (at - 1, at)
    )


def _gap(lines: Sequence[str], left: _Token, right: _Token) -> str:
    """What stands between two tokens; something that fits nothing where a line or more is between them."""
    if left.line == right.line:
        return lines[left.line][left.end : right.start]
    if any(lines[left.line + 1 : right.line]):
        return "…"
    return lines[left.line][left.end :] + " " + lines[right.line][: right.start]
