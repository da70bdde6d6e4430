"""The citation law: no fact is kept whose quote is not where it says, or whose value does not follow from its quotes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from vendorproof.documents.facts.fact import Citation, Fact, Unit
from vendorproof.documents.facts.family import Key
from vendorproof.documents.facts.kinds import Count
from vendorproof.documents.facts.tally import Tally

LONGEST_QUOTE = 2_000


def lawful(facts: Iterable[Fact], units: Iterable[Unit], keys: Mapping[str, Key]) -> Iterator[Fact]:
    """Those that hold, each once."""
    texts = {unit.number: unit.text for unit in units}
    told: set[tuple[str, str]] = set()
    for fact in facts:
        if breach(fact, texts, keys) is None and (same := (fact.key, repr(fact.value))) not in told:
            told.add(same)
            yield fact


def breach(fact: Fact, texts: Mapping[int, str], keys: Mapping[str, Key]) -> str | None:
    """What of the law a fact breaks, or None. `texts` are the units' by number."""
    key = keys.get(fact.key)
    if key is None:
        return "nothing of that name is read from such documents"
    if not fact.citations or len(fact.citations) > key.most_citations:
        return "it cites nothing, or too much"
    for one in fact.citations:
        if wrong := _misquoted(one, texts):
            return wrong
    cited = apart(fact.citations) if isinstance(key.kind, Tally | Count) else fact.citations
    if not key.kind.follows(fact.value, [one.quote for one in cited]):
        return "its value does not follow from its quotes"
    return None


def apart(citations: Iterable[Citation]) -> Sequence[Citation]:
    """In their order in the document, without those that begin inside another: what is counted counts once."""
    kept: list[Citation] = []
    for one in sorted(citations, key=lambda one: (one.page, one.start, -one.end)):
        if not kept or kept[-1].page != one.page or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _misquoted(one: Citation, texts: Mapping[int, str]) -> str | None:
    text = texts.get(one.page)
    if text is None:
        return "it cites a place that the document does not have"
    if not one.quote.strip() or len(one.quote) > LONGEST_QUOTE or text[one.start : one.end] != one.quote:
        return "its quote is not on the page it cites"
    return None
