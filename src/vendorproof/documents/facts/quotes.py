"""Where on a page words stand that somebody copied. The copy is never kept: what is cited are the page's own words.

Compared as the eye does: without regard to compatibility forms (NFKC), blanks, line ends, hyphenation, dashes, which quotes are
used, and case. Words are found whole: `qualified opinion` is not in `unqualified opinion`, nor `5` in `1.5`.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from vendorproof.documents.facts.law import LONGEST_QUOTE

MOST_PLACES = 200  # where a quote begins that are looked at
BESIDE = 16
SENTENCE = 240
SHORT_LINE = 45  # what ends sooner was not wrapped: a label, a heading, a cell

_MARKS = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u0060\u00b4", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad", "-")
)
_TORN_BEFORE = re.compile(r"(?:\w[-\u2010\u2011\u00ad]\s{0,12}|[\d][.,])\Z")
_TORN_BEHIND = re.compile(r"[-\u2010\u2011\u00ad]\s{0,12}\w|[.,]\d")
_ENDS = re.compile(r"[.!?;:][\"')\]\u201d\u2019]?(?=\s)|\n[^\S\n]*\n|[\t\u2022\u25aa\u25cf]")


@dataclass(frozen=True, slots=True)
class Searched:
    """A text made ready to be searched in more than once; takes time in proportion to it."""

    text: str
    plain: str
    places: Sequence[int]
    """Of each character of `plain`, in `text`."""

    @classmethod
    def of(cls, text: str) -> "Searched":
        """Of a page, or of a quote."""
        return cls(text, *_folded(text))

    def find(self, quote: str) -> tuple[int, int] | None:
        """The first place in `text` where the quote stands whole; None if there is none."""
        wanted = _folded(quote)[0] if len(quote) <= 2 * LONGEST_QUOTE else ""
        if not any(map(str.isalnum, wanted)):
            return None
        at = self.plain.find(wanted)
        for _ in range(MOST_PLACES):
            if at < 0:
                return None
            span = self.places[at], self.places[at + len(wanted) - 1] + 1
            whole = self._is_whole(at, at + len(wanted))
            if whole and span[1] - span[0] <= LONGEST_QUOTE and not _is_torn(self.text, *span):
                return span
            at = self.plain.find(wanted, at + 1)
        return None

    def _is_whole(self, start: int, end: int) -> bool:
        """Whether no sign of the text is cut in two: a ligature is several letters here."""
        places = self.places
        return (start == 0 or self.plain[start - 1] == " " or places[start - 1] != places[start]) and (
            end == len(places) or places[end - 1] != places[end]
        )


def find(quote: str, text: str) -> tuple[int, int] | None:
    """As Searched.find, for a text that is searched once."""
    return Searched.of(text).find(quote)


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around a span, or what looks like one: a line of a form, a cell of a table. At most some 240 characters more
    on either side.
    """
    low, high = max(0, start - SENTENCE), min(len(text), end + SENTENCE)
    begin = max((after for _, after in _ends(text, low, start)), default=low)
    stop = next((before for before, _ in _ends(text, end - 1, high)), high)
    return begin, max(end, stop)


def _ends(text: str, low: int, high: int) -> list[tuple[int, int]]:
    """Where a sentence ends, and where the next one may begin."""
    found = [match.span() for match in _ENDS.finditer(text, low, high)]
    found += [(at, at + 1) for at in range(low, high) if text[at] == "\n" and _is_short_line(text, at)]
    return sorted(found)


def _is_short_line(text: str, at: int) -> bool:
    """Whether what ends there was not wrapped: it is short, and does not go on in lower case."""
    goes_on = text[at - 1 : at].isalpha() and text[at + 1 : at + 2].islower()
    return not goes_on and (at < SHORT_LINE or "\n" in text[at - SHORT_LINE : at])


def _folded(text: str) -> tuple[str, list[int]]:
    """Blanks as one, and none beside a dash, which counts for nothing; with the place in `text` of each character."""
    letters: list[str] = []
    places: list[int] = []
    gap, dash = False, True
    for place, char in enumerate(text):
        for one in _plain(char):
            if one == " ":
                gap = True
            elif one == "-":
                dash = True
            else:
                if gap and not dash:
                    letters.append(" ")
                    places.append(place)
                letters.append(one)
                places.append(place)
                gap = dash = False
    return "".join(letters), places


@lru_cache(maxsize=8192)
def _plain(char: str) -> str:
    """Decomposed, because a page may have an accent as a character of its own and the copy not, or the other way about."""
    if char.isspace():
        return " "
    if unicodedata.category(char) == "Cf" and char != "\u00ad":
        return ""
    return unicodedata.normalize("NFKD", char.translate(_MARKS)).casefold()


def _is_torn(text: str, start: int, end: int) -> bool:
    """Whether a word or a number goes on beyond the span."""
    before, behind = text[max(0, start - BESIDE) : start], text[end : end + BESIDE]
    if _is_of_word(before[-1:]) and _is_of_word(text[start]):
        return True
    if _is_of_word(behind[:1]) and (_is_of_word(text[end - 1]) or unicodedata.combining(behind[0])):
        return True
    if (
        _is_of_word(text[start])
        and (torn := _TORN_BEFORE.search(before))
        and (torn[0][-1] not in ".," or text[start].isdigit())
    ):
        return True
    ahead = _TORN_BEHIND.match(behind)
    return bool(ahead and _is_of_word(text[end - 1]) and (ahead[0][0] not in ".," or text[end - 1].isdigit()))


def _is_of_word(char: str) -> bool:
    return bool(char) and (char.isalnum() or char == "_" or unicodedata.combining(char) > 0)
