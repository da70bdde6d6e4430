"""A document as one running text: for what is said in sentences, which lines, pages and units break.

Blanks are single (a tab between cells, U+2029 between paragraphs), quotes and dashes are the plain ones, marks of Markdown and the
lines that every page repeats are left out. Every character knows its place in its unit, so that a span can be cited.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from vendorproof.documents.classify import reading
from vendorproof.documents.facts.fact import Citation, Page, Text

MOST_CHARACTERS = 1_500_000
"""Of a document; what is after them is not read. Some 500 pages."""
LONGEST_SENTENCE = 2_400
EDGE_LINES = 3
REPEATED = 3

PARAGRAPH = "\u2029"
_MARKS = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u0060\u00b4", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
)
_PIECE = re.compile(
    r"(?P<skip>[*\\]+|^[ \t]{0,3}(?:#{1,6}|>)(?=\s)|\]\([^()\s]{1,300}\)|\[(?=[^\[\]\n]{1,200}\]\()|\u00ad"
    r"|(?<![_])_{1,2}(?![_\w])|(?<![_\w])_{1,2}(?![_])|(?<=[a-z])-\n(?=[a-z]))"
    r"|(?P<gap>(?:\s|\||</?[a-zA-Z][^<>\n]{0,200}>|&nbsp;)+)"
    r"|(?P<word>[^\s*\\|\]\[<>#_&\u00ad-]+|.)",
    re.MULTILINE,
)
_PAGE_NUMBER = re.compile(
    r"\s*(?:page\s*)?[-\u2013(]?\s*\d{0,4}\s*[-\u2013)]?(?:\s*(?:of|/)\s*\d{1,4})?\s*", re.IGNORECASE
)
_END = re.compile(
    r"(?<!\bInc)(?<!\bINC)(?<!\bLtd)(?<!\bLTD)(?<!\bCo)(?<!\bCORP)(?<!\bCorp)(?<!\bNo)(?<!\bno)(?<!\bNos)(?<!\bNr)(?<!\bnr)(?<!\bStr)(?<!\bAve)(?<!\bSec)(?<!\bArt)(?<!\bSt)(?<!\bMr)(?<!\bMs)(?<!\bDr)"
    r"(?<!\b[A-Z])(?<!\bvs)(?<!\bapprox)(?<!\b\d)(?<!\b\d\d)[.?!][\"')\]]{0,2}\s(?=[\"'(\[]{0,2}[^\W_a-z])"
)


@dataclass(frozen=True)
class Flow:
    """`text` is what rules search; `starts`, `pages` and `places` say of each word where it begins, and where it is from."""

    text: str
    starts: Sequence[int] = field(repr=False)
    pages: Sequence[int] = field(repr=False)
    places: Sequence[int] = field(repr=False)
    source: Sequence[Page] = field(repr=False)

    def cite(self, start: int, end: int) -> tuple[Citation, ...]:
        """A span of `text`, one citation for each unit it touches."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        if start >= end:
            return ()
        first, last = bisect_right(self.starts, start) - 1, bisect_right(self.starts, end - 1) - 1
        begin = self.places[first] + start - self.starts[first]
        stop = self.places[last] + end - self.starts[last]
        told = []
        for index in range(self.pages[first], self.pages[last] + 1):
            page = self.source[index]
            low = begin if index == self.pages[first] else 0
            high = stop if index == self.pages[last] else len(page.text)
            if (one := page.cite(low, high)).quote:
                told.append(one)
        return tuple(told)

    @cached_property
    def sentences(self) -> Sequence[tuple[int, int]]:
        """The spans of all sentences; a long one is cut."""
        return tuple(self._sentences())

    def _sentences(self) -> Iterator[tuple[int, int]]:
        begin = 0
        for end in [*(match.end() for match in _END.finditer(self.text)), len(self.text)]:
            while end - begin > LONGEST_SENTENCE:
                cut = max(
                    self.text.rfind(mark, begin + 1, begin + LONGEST_SENTENCE)
                    for mark in (PARAGRAPH, "; ", ";\n", "\n")
                )
                cut = cut if cut > begin else begin + LONGEST_SENTENCE
                yield begin, cut
                begin = cut
            yield begin, end
            begin = end


@dataclass(slots=True)
class _Pen:
    text: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    length: int = 0
    blank: str = ""

    def word(self, word: str, page: int, place: int) -> None:
        if self.blank and self.length:
            self.text.append(self.blank)
            self.length += 1
        self.blank = ""
        self.starts.append(self.length)
        self.pages.append(page)
        self.places.append(place)
        self.text.append(word)
        self.length += len(word)

    def gap(self, gap: str) -> None:
        if gap.count("\n") > 1 or PARAGRAPH in (gap, self.blank):
            self.blank = PARAGRAPH
        elif "\t" in gap or "|" in gap:
            self.blank = "\t"
        elif self.blank != "\t":
            self.blank = "\n" if "\n" in gap or self.blank == "\n" else " "


def flow(text: Text) -> Flow:
    """Of the first characters of a document."""
    pen = _Pen()
    repeated = _repeated(text.pages) if text.kind == "page" else frozenset()
    for index, page in enumerate(text.pages):
        if pen.length > MOST_CHARACTERS:
            break
        _write(pen, page.text[:MOST_CHARACTERS], index, repeated)
        pen.gap("\n" if text.kind == "page" else PARAGRAPH)
    return Flow("".join(pen.text), pen.starts, pen.pages, pen.places, text.pages)


def _write(pen: _Pen, source: str, index: int, repeated: frozenset[str]) -> None:
    orders = reading.orders(source)
    left_out = iter([*orders, (len(source), len(source))])
    low, high = next(left_out)
    edges = _edges(source, repeated)
    for match in _PIECE.finditer(source):
        while match.start() >= high and high < len(source):
            low, high = next(left_out)
        if low <= match.start() < high or any(begin <= match.start() < end for begin, end in edges):
            pen.gap(" ")
        elif match["word"]:
            pen.word(match["word"].translate(_MARKS), index, match.start())
        elif match["gap"]:
            pen.gap(match["gap"])


def _edges(source: str, repeated: frozenset[str]) -> Sequence[tuple[int, int]]:
    """The lines at the ends of a page that belong to the page, not to what is said: some six at most."""
    return (
        [(start, end) for start, end in _edge_lines(source) if _mark(source[start:end]) in repeated] if repeated else ()
    )


def _repeated(pages: Sequence[Page]) -> frozenset[str]:
    seen = Counter(mark for page in pages for mark in {_mark(page.text[a:b]) for a, b in _edge_lines(page.text)})
    return frozenset({"", *(mark for mark, times in seen.items() if times >= REPEATED)})


def _edge_lines(source: str) -> Sequence[tuple[int, int]]:
    lines = [(match.start(), match.end()) for match in re.finditer(r"[^\n]+", source)]
    return lines if len(lines) <= 2 * EDGE_LINES else lines[:EDGE_LINES] + lines[-EDGE_LINES:]


def _mark(line: str) -> str:
    """What is the same of a running head on every page; the empty text for a page number alone."""
    return (
        ""
        if _PAGE_NUMBER.fullmatch(line[:60]) and len(line) <= 60
        else re.sub(r"\d+|\s+", " ", line[:200]).strip().casefold()
    )
