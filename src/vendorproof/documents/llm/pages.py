"""Which passages of a document the language model is shown: those that speak of what is asked, and never more than so many."""

import heapq
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from vendorproof.documents.classify.reading import stems
from vendorproof.documents.facts.fact import Page, Text
from vendorproof.documents.facts.family import Key

MOST_CHARACTERS = 24_000
PASSAGE_CHARACTERS = 2_400
SEARCHED_CHARACTERS = 4_000_000
MOST_PASSAGES = 20_000
BEST = 8  # passages of each key

_WORD = re.compile(r"[a-z]{3,}")
_SAYS_NOTHING = stems(
    "the and for are was has had who its any not how per can may out one two all"
    " what which when where whose with from that this these those there their they them than then each every only also been being were"
    " have having does such into over under says said names given written document documents"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a page, or all of a short one; `text` is the page's from `start` on."""

    page: Page
    start: int
    text: str


def chosen(text: Text, keys: Mapping[str, Key]) -> Sequence[Passage]:
    """In the order of the document: where it begins, and the best passages of each key in turn. None where no key's words are."""
    passages = [*_passages(text)]
    wanted = {name: _stems(name, key) for name, key in keys.items()}
    vocabulary = frozenset().union(*wanted.values())
    held = [stems(one.text.lower()) & vocabulary for one in passages]
    ranked = _ranked(held, [*wanted.values()])
    if not any(ranked):
        return ()
    taken = {0: None}
    left = MOST_CHARACTERS - len(passages[0].text)
    for place in range(BEST):
        for best in ranked:
            if place < len(best) and best[place] not in taken and len(passages[best[place]].text) <= left:
                taken[best[place]] = None
                left -= len(passages[best[place]].text)
    return [passages[one] for one in sorted(taken)]


def _stems(name: str, key: Key) -> frozenset[str]:
    """Of the words of its name, also in the plural, and of its sentence."""
    words = _WORD.findall(name.lower())
    return (
        stems(" ".join([*words, *(f"{one}s" for one in words), *_WORD.findall(key.sentence.lower())])) - _SAYS_NOTHING
    )


def _ranked(held: Sequence[frozenset[str]], wanted: Sequence[frozenset[str]]) -> list[list[int]]:
    """Of each key the passages that speak of it most, rare words counting more."""
    counts = Counter(stem for one in held for stem in one)
    weights = {stem: math.log(1 + len(held) / count) for stem, count in counts.items()}
    ranked = []
    for stems_of_key in wanted:
        scores = ((sum(weights[stem] for stem in sorted(one & stems_of_key)), -place) for place, one in enumerate(held))
        ranked.append([-place for score, place in heapq.nlargest(BEST, scores) if score > 0])
    return ranked


def _passages(text: Text) -> Iterator[Passage]:
    left, count = SEARCHED_CHARACTERS, 0
    for page in text.pages:
        start = 0
        while start < len(page.text):
            end = _cut(page.text, start)
            left, count = left - (end - start), count + 1
            if left < 0 or count > MOST_PASSAGES:
                return
            if not page.text[start:end].isspace():
                yield Passage(page, start, page.text[start:end])
            start = end


def _cut(text: str, start: int) -> int:
    """Where a passage ends: at the end of a line if there is one in its second half, else of a word."""
    end = start + PASSAGE_CHARACTERS
    if end >= len(text):
        return len(text)
    half = start + PASSAGE_CHARACTERS // 2
    for sign in ("\n", " "):
        if (at := text.rfind(sign, half, end)) >= 0:
            return at + 1
    return end
