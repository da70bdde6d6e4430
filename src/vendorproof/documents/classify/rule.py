"""What a rule is, and the few words the tables are written in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from vendorproof.documents.classify.reading import STEM, Reading, stems

HEADLINES = 3


class Zone(Enum):
    """Where a rule looks. A headline is one of the first lines; a title, one of the first dozen; an opening, the first page or so.
    A format is seen, not looked for.
    """

    HEADLINE = "headline"
    TITLE = "title"
    OPENING = "opening"
    BODY = "body"
    FORMAT = "format"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words to be found as they stand, at the beginning of a word; the last one may be the beginning of a longer one."""

    text: str
    stems: frozenset[str]

    def find(self, reading: Reading) -> int:
        """Where the body has it, or -1."""
        return reading.body.find(self.text) if self.stems <= reading.stems else -1


@dataclass(frozen=True, slots=True)
class Hit:
    """How much of the rule's weight is earned, and the span in the text that earned it; -1 where none can be quoted."""

    share: float
    at: int = -1
    length: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """Speaks for (or, with a weight below zero, against) its types when it finds `at_least` of what it looks for."""

    slugs: tuple[str, ...]
    weight: float
    zone: Zone
    phrases: tuple[Phrase, ...] = ()
    pattern: re.Pattern[str] | None = None
    at_least: int = 1

    def hit(self, reading: Reading) -> Hit | None:
        if self.zone in {Zone.TITLE, Zone.HEADLINE}:
            return self._titled(reading)
        found = list(self._found(reading))
        if not found or 2 * len(found) < self.at_least:
            return None
        at, length = min(found)
        return Hit(min(1.0, len(found) / self.at_least), at, length)

    def _found(self, reading: Reading) -> Iterator[tuple[int, int]]:
        opening = self.zone is Zone.OPENING
        text = reading.opening if opening else reading.body
        for phrase in self.phrases:
            at = text.find(phrase.text) if opening else phrase.find(reading)
            if at >= 0:
                yield at, len(phrase.text)
        if self.pattern is not None:
            for count, match in enumerate(self.pattern.finditer(text)):
                if count == self.at_least:
                    break
                yield match.start(), len(match[0])

    def _titled(self, reading: Reading) -> Hit | None:
        """A headline counts in full, a sentence in part; what comes later on the page counts less."""
        if self.pattern is None:
            return None
        best: Hit | None = None
        title = reading.title
        for match in self.pattern.finditer(title):
            line = title.count("\n", 0, match.start())
            if self.zone is Zone.HEADLINE and (line >= HEADLINES or _headline(reading.title_lines[line]) < 1.0):
                break
            share = (1.0 if line < 3 else 0.85 if line < 7 else 0.6) * _headline(reading.title_lines[line])
            if best is None or share > best.share:
                at = reading.body.find(match[0])
                best = Hit(share, at, len(match[0]))
        return best


def _headline(line: str) -> float:
    """A headline is short and no sentence; a sentence says what a document speaks of, not what it is."""
    sentence = line.endswith((".", ";", ":")) or line.count(" ") > 11
    return 0.35 if sentence and len(line) > 60 else 1.0


@dataclass(frozen=True, slots=True)
class Need:
    """A veto: without it the type is not answered, however much else speaks for it."""

    slugs: tuple[str, ...]
    what: str
    zone: Zone
    pattern: re.Pattern[str]
    at_least: int = 1

    def met(self, reading: Reading) -> bool:
        text = reading.body if self.zone is Zone.BODY else reading.title + " " + reading.opening
        found: set[str] = set()
        for match in self.pattern.finditer(text):
            found.add(match[0])
            if len(found) >= self.at_least:
                return True
        return False


@dataclass(frozen=True, slots=True)
class Topic:
    """The words a policy on this subject uses and others hardly do."""

    slug: str
    terms: tuple[Phrase, ...]


def titled(slugs: str, pattern: str, weight: float = 6.0) -> Rule:
    return Rule(tuple(slugs.split()), weight, Zone.TITLE, pattern=re.compile(pattern, re.MULTILINE))


def headed(slugs: str, pattern: str, weight: float = 6.0) -> Rule:
    """As `titled`, but only in the very first lines, and not in a sentence."""
    return Rule(tuple(slugs.split()), weight, Zone.HEADLINE, pattern=re.compile(pattern, re.MULTILINE))


def opens(slugs: str, phrases: str, weight: float, at_least: int = 1) -> Rule:
    """`phrases`: alternatives between bars; each counts once."""
    return Rule(tuple(slugs.split()), weight, Zone.OPENING, _split(phrases), at_least=at_least)


def says(slugs: str, phrases: str, weight: float, at_least: int = 1) -> Rule:
    """As `opens`, anywhere in the text."""
    return Rule(tuple(slugs.split()), weight, Zone.BODY, _split(phrases), at_least=at_least)


def repeats(slugs: str, pattern: str, weight: float, at_least: int, zone: Zone = Zone.BODY) -> Rule:
    """A pattern that has to occur so many times: ids of controls, questions."""
    return Rule(tuple(slugs.split()), weight, zone, pattern=re.compile(pattern), at_least=at_least)


def needs(slugs: str, what: str, pattern: str, at_least: int = 1, zone: Zone = Zone.BODY) -> Need:
    return Need(tuple(slugs.split()), what, zone, re.compile(pattern), at_least)


def topic(slug: str, terms: str) -> Topic:
    return Topic(slug, _split(terms))


def _split(phrases: str) -> tuple[Phrase, ...]:
    return tuple(Phrase(one, _stems(one)) for one in phrases.split("|"))


def _stems(phrase: str) -> frozenset[str]:
    """What the body must have for the phrase to be in it; a short last word may go on, and says nothing."""
    whole = phrase if len(phrase.rpartition(" ")[2]) >= STEM else phrase.rpartition(" ")[0]
    return stems(whole)
