"""Questions and answers in running text, and tables whose columns a print does not show."""

from collections.abc import Iterable, Iterator
from itertools import islice

from vendorproof.documents.facts.fact import Text
from vendorproof.documents.facts.questionnaire import printed, tables
from vendorproof.documents.facts.questionnaire.rows import Line, lines
from vendorproof.documents.facts.questionnaire.segments import segments
from vendorproof.documents.facts.questionnaire.values import Answer

MOST = 20_000


def read(text: Text, covered: frozenset[tuple[int, int]]) -> Iterator[Answer]:
    """Of the lines that stand in no table with columns."""
    loose = list(tables.loose(text, covered)) if not covered or text.kind == "section" else []
    yield from loose
    if text.kind == "row":
        return
    free: Iterable[Line] = (line for line in lines(text) if line.key not in covered)
    yield from printed.read(islice(segments(free, text.kind), MOST))
