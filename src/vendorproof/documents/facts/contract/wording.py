"""How the patterns of contracts are written, and where a contract's own words end and its annexes begin."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from vendorproof.documents.facts.flow import Flow

ANNEX_NOT_BEFORE = 2_500
_ANNEX = re.compile(
    r"(?:^|[\n\u2029])(?:EXHIBIT|ANNEX|APPENDIX|SCHEDULE|ATTACHMENT|Exhibit|Annex|Appendix|Schedule|Attachment)\s(?:[A-Z]|[IVX]{1,4}|\d{1,2})(?:[-.]\d{1,2})?"
    r"(?=\s|[:.-]|$)[^\n\u2029]{0,80}(?=[\n\u2029]|$)|(?:^|[\n\u2029])(?:STANDARD CONTRACTUAL CLAUSES|Standard Contractual Clauses)\s?(?=[\n\u2029])"
)
_CLAUSE = re.compile(r";|[\s\u2029]\((?:[a-h]|[ivx]{1,4}|\d)\)\s")
_PROSE = re.compile(r"[a-z]{2,}[\s,]+[a-z]{2,}[\s,]+[a-z]{2,}[\s,]+[a-z]{2,}")
_SIGNED = re.compile(r"\bIN WITNESS WHEREOF\b", re.IGNORECASE)


def pattern(text: str) -> re.Pattern[str]:
    """A blank of the pattern is any one blank of the text; case does not count."""
    return re.compile(text.replace(" ", r"\s"), re.IGNORECASE)


@dataclass(frozen=True)
class Contract:
    """A contract's running text, with what several readers ask of it."""

    flow: Flow

    @property
    def text(self) -> str:
        return self.flow.text

    @cached_property
    def annexes(self) -> int:
        """Where the first annex begins: a heading of its own, with a text under it that is not one more heading."""
        signed = _SIGNED.search(self.text)
        for match in _ANNEX.finditer(self.text, max(ANNEX_NOT_BEFORE, signed.start() if signed else 0)):
            heading, below = match[0], self.text[match.end() : match.end() + 400]
            if "...." not in heading and _PROSE.search(below) and not _ANNEX.search(below[:200]):
                return match.start()
        return len(self.text)

    @cached_property
    def body(self) -> Sequence[tuple[int, int]]:
        """The sentences before the annexes."""
        return [span for span in self.flow.sentences if span[0] < self.annexes]

    def said(self, word: re.Pattern[str], *, annexes: bool = False) -> Sequence[tuple[int, int]]:
        """The sentences that have a word."""
        spans = self.flow.sentences if annexes else self.body
        return [(start, end) for start, end in spans if word.search(self.text, start, end)]


def clauses(text: str, start: int, end: int) -> Sequence[tuple[int, int]]:
    """A sentence at its semicolons and at `(a)`, `(ii)`."""
    points = [start, *(match.start() for match in _CLAUSE.finditer(text, start + 1, end)), end]
    return [(low, high) for low, high in pairwise(points) if high > low]
