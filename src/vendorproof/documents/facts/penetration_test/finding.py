"""A finding as it is put together: what it is called, how bad it is, what became of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from vendorproof.documents.facts.fact import Citation
from vendorproof.documents.facts.folding import folded
from vendorproof.documents.facts.lines import Line

_HYPHEN = re.compile(r"(?<=\w)-\s*\n\s*(?=[a-z])")


@dataclass(slots=True)
class Finding:
    """`at` is the line it begins in. `title` is empty where only the grade of a finding could be read."""

    at: int
    title: str = ""
    cited: list[Citation] = field(default_factory=list)
    number: str = ""
    severity: str | None = None
    graded: Citation | None = None
    status: str | None = None
    stated: Citation | None = None
    confidence: float = 0.9
    loose: bool = False
    """Whether the title may hold what stands in a column of its own."""

    @property
    def words(self) -> frozenset[str]:
        """Of the title, to tell it from others."""
        return frozenset(re.findall(r"[a-z0-9]{2,}", folded(self.title)))


def spanning(lines: Sequence[Line], first: int, last: int, start: int = 0) -> tuple[str, Citation]:
    """The text of lines of one page, from `start` in the first on, as one line, and where it stands."""
    begin, end = lines[first], lines[last]
    cited = begin.page.cite(begin.start + start, end.start + len(end.text))
    return squeezed(cited.quote), cited


def squeezed(quote: str) -> str:
    """On one line, without what only lays it out."""
    return " ".join(_HYPHEN.sub("", quote).split()).strip(' |*_:–—-"“”').strip()


def is_same(one: Finding, other: Finding) -> bool:
    """By their numbers, if both have one that tells, and by the words of their titles."""
    numbered = bool(one.number and other.number and not (one.number.isdigit() or other.number.isdigit()))
    if numbered and one.number == other.number:
        return True
    mine, theirs = one.words, other.words
    if not mine or not theirs:
        return False
    shared = len(mine & theirs)
    alike = shared / len(mine | theirs)
    within = shared == min(len(mine), len(theirs)) and shared >= 3
    return alike == 1 if numbered else alike >= 0.6 or within
