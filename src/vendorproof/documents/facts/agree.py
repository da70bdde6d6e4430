"""Two voices made one: what the rules read and what a language model read, of the same document."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from vendorproof.documents.facts.fact import Citation, Fact, Json
from vendorproof.documents.facts.family import Key
from vendorproof.documents.facts.folding import folded

MOST_CONFIDENCE = 0.99


@dataclass(frozen=True, slots=True)
class Told:
    """A fact as it is stored. `needs_review`: the two voices contradict each other. `model` is `{"name", "prompt"}` of the model
    that found it, or agreed; None where the rules alone did.
    """

    fact: Fact
    needs_review: bool = False
    model: Mapping[str, str] | None = None


def merge(
    rules: Iterable[Fact], model: Iterable[Fact], keys: Mapping[str, Key], by: Mapping[str, str] | None = None
) -> list[Told]:
    """The rules' facts in their order, then what the model alone found. `by` is what `Told.model` is to be.

    What both found is one fact of the rules', more certain, citing both. Where there is to be one value and there are two,
    all stay and none is taken on trust.
    """
    merged: dict[tuple[str, object], Told] = {}
    for one in rules:
        merged.setdefault((one.key, _same(one.value)), Told(one))
    for one in model:
        place = (one.key, _same(one.value))
        earlier = merged.get(place)
        if earlier is None:
            merged[place] = Told(one, model=by or {})
        elif earlier.model is None:
            merged[place] = Told(_joined(earlier.fact, one, keys), model=by or {})
    heard: dict[str, list[Told]] = defaultdict(list)
    for told in merged.values():
        heard[told.fact.key].append(told)
    disputed = {key for key, several in heard.items() if _is_disputed(several, keys.get(key))}
    return [replace(told, needs_review=told.fact.key in disputed) for told in merged.values()]


def _is_disputed(several: Sequence[Told], key: Key | None) -> bool:
    """Two values of the rules' own, with the model silent, are the rules' affair."""
    return len(several) > 1 and not (key and key.several) and any(told.model is not None for told in several)


def _joined(one: Fact, other: Fact, keys: Mapping[str, Key]) -> Fact:
    confidence = min(MOST_CONFIDENCE, 1 - (1 - one.confidence) * (1 - other.confidence))
    citations = [*one.citations, *(cited for cited in other.citations if not _is_within(cited, one.citations))]
    key = keys.get(one.key)
    # A value may follow from either half and not from both: a count of quotes, or a choice that other words take back.
    if (
        not key
        or len(citations) > key.most_citations
        or not key.kind.follows(one.value, [cited.quote for cited in citations])
    ):
        citations = [*one.citations]
    return replace(one, confidence=max(confidence, one.confidence), citations=tuple(citations))


def _is_within(one: Citation, others: Iterable[Citation]) -> bool:
    return any(one.page == other.page and other.start <= one.start and one.end <= other.end for other in others)


def _same(value: Json) -> object:
    """Equal for values that say the same: texts as the eye compares them, lists in any order, true never 1."""
    if isinstance(value, str):
        return ("text", folded(value).rstrip(" .,;"))
    if isinstance(value, bool) or value is None:
        return ("word", value)
    if isinstance(value, int | float):
        return ("number", value)
    if isinstance(value, dict):
        return ("fields", frozenset((name, _same(one)) for name, one in value.items()))
    return ("list", tuple(sorted((_same(one) for one in value), key=repr)))
