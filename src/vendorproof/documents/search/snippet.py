"""The piece of a text that is shown for a hit: as it was written, around where most of what was sought stands together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from vendorproof.db.words import Phrase
from vendorproof.documents.search.words import LONGEST, Word, placed

LENGTH = 240  # characters
LEAD = 60  # of them before the first hit
LONGEST_HIT = 400
MOST_PLACES = 1000


@dataclass(frozen=True, slots=True)
class Snippet:
    """`text` is a slice of the unit's; `highlights` are [start, end) in it, in characters, and do not overlap.

    `places` is how often what was sought stands in the unit.
    """

    text: str
    highlights: Sequence[tuple[int, int]]
    places: int


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    end: int
    phrase: int


def snippet(text: str, phrases: Sequence[Phrase]) -> Snippet:
    """The beginning of the text if nothing of it stands there."""
    found = [*islice(_places(text, phrases), MOST_PLACES)]
    if not found:
        start, end = _window(text, 0, 0)
        return Snippet(text[start:end], (), 0)
    first, last = _closest(found)
    start, end = _window(text, first.start, last.end)
    shown = [
        (max(one.start, start) - start, min(one.end, end) - start)
        for one in found
        if one.start < end and one.end > start
    ]
    return Snippet(text[start:end], tuple(_joined(shown)), len(found))


def _places(text: str, phrases: Sequence[Phrase]) -> Iterator[_Place]:
    """In the order of the text; those of one phrase do not overlap."""
    if _is_plain(text):
        return _plain_places(text, phrases)
    return _folded_places(text, phrases)


_PLAIN = re.compile(
    "[\x00-\x7f\u00a0-\u00a9\u00ab\u00ac\u00ae-\u00b1\u00b7\u00bb\u2013-\u2027\u2030-\u205e\u2190-\u23ff\u25a0-\u27bf]*"
)
_DIVIDED = re.compile("-[ \t]*\n[ \t]*[a-z]")


def _is_plain(text: str) -> bool:
    """Whether its words are just its runs of Latin letters and digits: no accents, none divided, none too long."""
    if _PLAIN.fullmatch(text) is None or _DIVIDED.search(text) is not None:
        return False
    return max(map(len, text.split()), default=0) <= LONGEST


def _plain_places(text: str, phrases: Sequence[Phrase]) -> Iterator[_Place]:
    """A tenth of the time of taking all words apart: fifty hits are shown at once."""
    lower = text.lower()
    found = (
        _Place(one.start(), min(one.end(), one.start() + LONGEST_HIT), number)
        for number, phrase in enumerate(phrases)
        for one in islice(_plain_pattern(phrase).finditer(lower), MOST_PLACES)
    )
    return iter(sorted(found, key=lambda one: (one.start, one.phrase)))


@lru_cache(maxsize=256)
def _plain_pattern(phrase: Phrase) -> re.Pattern[str]:
    """It begins with a word, not with what must not stand before: so the engine runs to where that word is."""
    first, *rest = phrase.words
    ends = "[0-9a-z]*" if phrase.is_open else "(?![0-9a-z])"
    return re.compile("[^0-9a-z]+".join((f"{first}(?<![0-9a-z]{first})", *rest)) + ends)


def _folded_places(text: str, phrases: Sequence[Phrase]) -> Iterator[_Place]:
    run = [*placed(text)]
    by_first: dict[str, list[int]] = {}
    opening = [number for number, one in enumerate(phrases) if one.is_open and len(one.words) == 1]
    for number, one in enumerate(phrases):
        if number not in opening:
            by_first.setdefault(one.words[0], []).append(number)
    ends = [0] * len(phrases)
    for at, (word, start, _) in enumerate(run):
        if not opening and word not in by_first:
            continue
        begun = [number for number in opening if word.startswith(phrases[number].words[0])]
        for number in sorted((*by_first.get(word, ()), *begun)):
            length = len(phrases[number].words)
            if start >= ends[number] and _stands(run[at : at + length], phrases[number]):
                ends[number] = run[at + length - 1].end
                yield _Place(start, min(ends[number], start + LONGEST_HIT), number)


def _stands(run: Sequence[Word], phrase: Phrase) -> bool:
    there = [one.word for one in run]
    if len(there) != len(phrase.words):
        return False
    if phrase.is_open:
        return there[:-1] == list(phrase.words[:-1]) and there[-1].startswith(phrase.words[-1])
    return there == list(phrase.words)


def _closest(found: Sequence[_Place]) -> tuple[_Place, _Place]:
    """The first and last place of the window that has most of the different phrases; the earliest of several."""
    best, most = (found[0], found[0]), 0
    end = 0
    counts: dict[int, int] = {}
    for begin, first in enumerate(found):
        while end < len(found) and (end <= begin or found[end].end - first.start <= LENGTH - LEAD):
            counts[found[end].phrase] = counts.get(found[end].phrase, 0) + 1
            end += 1
        if len(counts) > most:
            best, most = (first, max(found[begin:end], key=lambda one: one.end)), len(counts)
        counts[first.phrase] -= 1
        if not counts[first.phrase]:
            del counts[first.phrase]
    return best


def _window(text: str, first: int, last: int) -> tuple[int, int]:
    """Whole words around the hits, without blanks at the ends."""
    start = max(0, first - LEAD)
    end = min(len(text), max(last, start + LENGTH))
    if start and not text[start - 1].isspace():
        start = next((at for at in range(start, first) if text[at].isspace()), start)
    if end < len(text) and not text[end].isspace():
        end = next((at for at in range(end, max(last, start + 1), -1) if text[at - 1].isspace()), end)
    while start < first and text[start].isspace():
        start += 1
    while end > max(last, start) and text[end - 1].isspace():
        end -= 1
    return start, end


def _joined(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans that overlap as one; they are sorted by their starts."""
    held: tuple[int, int] | None = None
    for start, end in spans:
        if held is not None and start < held[1]:
            held = (held[0], max(held[1], end))
            continue
        if held is not None:
            yield held
        held = (start, end)
    if held is not None:
        yield held
