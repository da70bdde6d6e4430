"""A document as one text, character for character: for forms and certificates, where a label and what it labels may stand on
different lines, in different cells or sections.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from vendorproof.documents.classify import reading
from vendorproof.documents.facts.dates import order
from vendorproof.documents.facts.fact import Citation, Fact, Json, Page, Text

MOST_CHARACTERS = 1_500_000
"""Of a document; what is after them is not read. Some 500 pages."""
A_FORM = 120_000
"""Of a form or a certificate, likewise."""

_FORMAT = re.compile(r"\(?\b(?:mm\s?[-/.]\s?dd|dd\s?[-/.]\s?mm)\s?[-/.]\s?yyyy\b\)?", re.IGNORECASE)


@dataclass(frozen=True)
class Joined:
    """`text` has a line end between units; sentences that speak to whoever reads by machine are blank lines in it. `first` is how
    it writes its days where it says so, as `dates.order` has it.
    """

    text: str
    pages: Sequence[Page] = field(repr=False)
    starts: Sequence[int] = field(repr=False)
    first: str | None = None

    def cite(self, start: int, end: int) -> tuple[Citation, ...]:
        """A span of `text`, one citation for each unit it touches."""
        found = []
        for index in range(bisect_right(self.starts, start) - 1, len(self.starts)):
            at = self.starts[index]
            if at >= end:
                break
            one = self.pages[index].cite(max(0, start - at), min(end - at, len(self.pages[index].text)))
            if one.quote:
                found.append(one)
        return tuple(found)

    def said(self, key: str, value: Json, spans: Iterable[tuple[int, int]], confidence: float) -> Fact:
        """The fact that follows from these spans; the first is how the document writes it."""
        told = list(spans)
        cited = dict.fromkeys(one for start, end in told for one in self.cite(start, end))
        return Fact(key, value, self.text[slice(*told[0])].strip(), confidence, tuple(cited))

    def day_format(self, near: int) -> tuple[int, int] | None:
        """Where the document says how it writes its days: before `near`, else the first."""
        at = bisect_right(self._formats, near, key=lambda span: span[1])
        return self._formats[max(0, at - 1)] if self._formats else None

    @cached_property
    def _formats(self) -> Sequence[tuple[int, int]]:
        return [match.span() for match in _FORMAT.finditer(self.text)]


def joined(text: Text, most: int = MOST_CHARACTERS) -> Joined:
    """Of the first characters of a document."""
    pieces: list[str] = []
    starts: list[int] = []
    length = 0
    for page in text.pages:
        if length > most:
            break
        starts.append(length)
        pieces.append(_without_orders(page.text[:most]))
        length += len(pieces[-1]) + 1
    whole = "\n".join(pieces)
    return Joined(whole, text.pages, starts, order(whole))


def _without_orders(text: str) -> str:
    kept: list[str] = []
    done = 0
    for start, end in reading.orders(text):
        kept += [text[done:start], "\n" * (end - start)]
        done = end
    return "".join([*kept, text[done:]])


def plain(text: str) -> str:
    """A value as it is kept: blanks single."""
    return " ".join(text.split())
