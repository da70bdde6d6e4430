"""The second voice on a document: what `process` asks for once the rules have read it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from vendorproof.core.scope import Scope
from vendorproof.documents.facts.agree import Told, merge
from vendorproof.documents.facts.fact import Fact, Page, Text
from vendorproof.documents.facts.family import Key
from vendorproof.documents.llm.ask import read
from vendorproof.documents.llm.configured import configured
from vendorproof.documents.llm.port import Llm
from vendorproof.runtime import Runtime

MOST_TEXTS = 5  # files of an archive that a model is asked about


@dataclass(frozen=True, slots=True)
class Voices:
    """What is to be stored of a document. `notes` are sentences for the analyst."""

    told: Sequence[Told]
    notes: Sequence[str] = ()


def second_voice(rt: Runtime, scope: Scope, text: Text, keys: Mapping[str, Key], facts: Sequence[Fact]) -> Voices:
    """`facts` are the rules'. Where no model is set, or the organisation is not switched on, they are all, and no connection is
    opened. May take as long as VENDORPROOF_LLM_TIMEOUT_SECONDS for each file of an archive: not to be called in a transaction.
    """
    llm = configured(rt, scope) if keys else None
    if llm is None:
        return Voices([Told(one) for one in facts])
    told: list[Told] = []
    notes: list[str] = []
    asked = 0
    for member, one, own in _texts(text, facts):
        is_listing = text.kind == "member" and not member
        if asked == MOST_TEXTS and not is_listing and not notes:
            notes.append(f"The language model read the first {MOST_TEXTS} files of the archive only.")
        if notes or is_listing:
            told += [Told(fact) for fact in own]
        else:
            found, note = _both(rt, scope, llm, one, keys, own)
            told += found
            notes += [note] if note else []
            asked += 1
    return Voices(told, notes)


def _both(
    rt: Runtime, scope: Scope, llm: Llm, text: Text, keys: Mapping[str, Key], own: Sequence[Fact]
) -> tuple[list[Told], str | None]:
    reading = read(rt, scope, llm, text, keys)
    by = {"name": reading.model, "prompt": reading.prompt_id}
    return merge(own, reading.facts, keys, by), reading.note


def _texts(text: Text, facts: Sequence[Fact]) -> Iterator[tuple[str, Text, Sequence[Fact]]]:
    """The files of an archive one by one, each with its facts; a document alone is one, without a name."""
    pages: dict[str, list[Page]] = defaultdict(list)
    for page in text.pages:
        pages[page.unit.member].append(page)
    members = {page.number: page.unit.member for page in text.pages}
    own: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        cited = (members.get(one.page) for one in fact.citations)
        own[next((one for one in cited if one is not None), "")].append(fact)
    for member in {**pages, **own}:
        yield member, Text(tuple(pages[member]), text.kind, text.document_type), own[member]
