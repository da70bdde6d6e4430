"""The piece of a text that is shown for a hit: as it was written, around where most of what was sought stands together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from vendorproof.db.words import Phrase
from vendorproof.documents.search.words import Word, placed

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
    """In the order of the text."""
    run = [*placed(text)]
    by_first: dict[str, list[int]] = {}
    opening = [number for number, one in enumerate(phrases) if one.is_open and len(one.words) == 1]
    for number, one in enumerate(phrases):
        if number not in opening:
            by_first.setdefault(one.words[0], []).append(number)
    for at, (word, start, end) in enumerate(run):
        for number in by_first.get(word, ()):
            length = len(phrases[number].words)
            if _stands(run[at : at + length], phrases[number]):
                yield _Place(start, min(run[at + length - 1].end, start + LONGEST_HIT), number)
        for number in opening:
            if word.startswith(phrases[number].words[0]):
                yield _Place(start, end, number)


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
