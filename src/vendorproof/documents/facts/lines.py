"""A document as lines that can be cited: running heads and tables of contents are known for what they are."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from vendorproof.documents.facts.fact import Citation, Page, Text
from vendorproof.documents.facts.severity import SEVERITY

MOST_LINES = 60_000
LONGEST = 600
_LEFT, _RIGHT = "#>*_| \t\r\f\v\u00a0•●▪◦■", "*_| \t\r\f\v\u00a0"
_LEADERS = re.compile(r"(?:\.\s?){4,}|…{2,}|\.{3,}\s{0,3}\d{1,3}\s*$")
_CONTENTS = re.compile(
    r"(?:table of )?contents|inhalt(?:sverzeichnis)?|table des matières|table of figures|list of (?:figures|tables)",
    re.IGNORECASE,
)
_ENDS_IN_PAGE = re.compile(r".{3,}[\s\t]\d{1,3}$")


@dataclass(frozen=True, slots=True)
class Line:
    """`text` is without blanks and the signs of lists, headings and tables at its ends; `start` is where it begins in the page.
    `contents`: of a table of contents.
    """

    page: Page
    start: int
    text: str
    contents: bool = False

    def cite(self, start: int = 0, end: int | None = None) -> Citation:
        """A span of the line."""
        return self.page.cite(self.start + start, self.start + (len(self.text) if end is None else end))


def lines(text: Text) -> Sequence[Line]:
    """All that are not empty, in order; the first MOST_LINES of a document."""
    pages = [list(_of(page)) for page in text.pages[:MOST_LINES]]
    paged = text.kind in {"page", "slide"}
    running = _running(pages) if paged else frozenset()
    found: list[Line] = []
    before = False
    for held in pages:
        kept = [one for at, one in enumerate(held) if not (len(held) > 6 and (_edge(at, held), _shape(one)) in running)]
        before = paged and _is_contents(kept, follows=before)
        found += [replace(one, contents=before or _LEADERS.search(one.text) is not None) for one in kept]
        if len(found) >= MOST_LINES:
            break
    return found[:MOST_LINES]


def _of(page: Page) -> Iterator[Line]:
    for match in re.finditer(r"[^\n]+", page.text):
        whole = match[0][:LONGEST]
        inner = whole.lstrip(_LEFT)
        if text := inner.rstrip(_RIGHT):
            yield Line(page, match.start() + len(whole) - len(inner), text)


def _shape(line: Line) -> str:
    return re.sub(r"\d+|\W+", " ", line.text.casefold()).strip()


def _edge(at: int, held: Sequence[Line]) -> str:
    return "top" if at < 2 else "bottom" if at >= len(held) - 2 else ""


def _running(pages: Sequence[Sequence[Line]]) -> frozenset[tuple[str, str]]:
    """What stands at the same edge of every third page."""
    seen = Counter(
        one
        for held in pages
        for one in {(_edge(at, held), _shape(line)) for at, line in enumerate(held) if _edge(at, held)}
    )
    return frozenset(
        one for one, times in seen.items() if SEVERITY.read(one[1]) is None and times >= max(3, len(pages) / 3)
    )


def _is_contents(held: Sequence[Line], *, follows: bool) -> bool:
    ends = sum(1 for one in held if _ENDS_IN_PAGE.fullmatch(one.text))
    titled = any(_CONTENTS.fullmatch(one.text.strip(" .:")) for one in held[:6])
    return titled or (follows and ends >= 0.6 * len(held) and ends >= 3)
