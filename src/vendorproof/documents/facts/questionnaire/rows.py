"""Rows of tables, in a workbook, in Word, or between bars, and the lines that are none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from vendorproof.documents.facts.fact import Page, Text

MOST_LINES = 200_000
_RULE = re.compile(r"[\s|:+-]+")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a unit, and its cells where it is a row; `sheet` tells one table or section from the next."""

    page: Page
    start: int
    end: int
    cells: tuple[Span, ...]
    sheet: str

    @property
    def text(self) -> str:
        return self.page.text[self.start : self.end]

    @property
    def key(self) -> tuple[int, int]:
        """Unique in the text."""
        return (self.page.number, self.start)

    def cell(self, at: int) -> str:
        """Without blanks at its ends; empty where the row is shorter."""
        if not 0 <= at < len(self.cells):
            return ""
        start, end = self.cells[at]
        return self.page.text[start:end].strip()


def lines(text: Text) -> Iterator[Line]:
    """All that are not empty, in order, as long as there are no more than any questionnaire has."""
    return islice(_lines(text), MOST_LINES)


def _lines(text: Text) -> Iterator[Line]:
    for page in text.pages:
        sheet = _sheet(page.unit.label, text.kind)
        at = 0
        for piece in page.text.split("\n"):
            end = at + len(piece)
            if piece.strip():
                yield Line(page, at, end, _cells(page.text, at, end, text.kind), sheet)
            at = end + 1


def _sheet(label: str, kind: str) -> str:
    if kind == "row":
        return label.rpartition(" row ")[0] or label
    return re.sub(r" \(part \d+\)$", "", label) if kind == "section" else ""


def _cells(text: str, start: int, end: int, kind: str) -> tuple[Span, ...]:
    piece = text[start:end]
    if "\t" in piece or kind == "row":
        return _split(piece, "\t", start)
    bare = piece.strip()
    if bare.startswith("|") and bare.count("|") >= 3:
        if _RULE.fullmatch(bare):
            return ()
        first = piece.index("|")
        last = piece.rstrip().rfind("|")
        inner = piece[first + 1 : last] if last > first and bare.endswith("|") else piece[first + 1 :]
        return _split(inner, "|", start + first + 1)
    return ()


def _split(piece: str, sign: str, start: int) -> tuple[Span, ...]:
    found: list[Span] = []
    at = start
    for one in piece.split(sign):
        found.append((at, at + len(one)))
        at += len(one) + 1
    return tuple(found)
