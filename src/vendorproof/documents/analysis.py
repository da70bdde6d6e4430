"""What a document is and says, found out in the sandbox: nothing else of us touches its bytes or its text."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import IO

import msgspec

from vendorproof.documents import types
from vendorproof.documents.classify.labels import Words
from vendorproof.documents.classify.verdict import FAMILIES, Verdict
from vendorproof.documents.extract import extraction, sandbox
from vendorproof.documents.extract.units import MOST_PICTURES, Extraction
from vendorproof.documents.facts.fact import Fact
from vendorproof.documents.facts.registry import FAMILIES as FACT_FAMILIES

UNDERSTAND = "vendorproof.documents.understanding:understand"
CHARACTERISE = "vendorproof.documents.understanding:characterise"
FIND = "vendorproof.documents.finding:find"
FIND_LIMITS = sandbox.Limits(seconds=120, cpu_seconds=90, output_bytes=64 << 20)
NOTHING_SAID = Verdict(None, None, None, (), ("There is no text in it that could be read.",), "none")
UNFINISHED = "Not all facts were looked for: {reason}"


class Line(extraction.Line, frozen=True):
    """One line of the child's answer: of the extraction, or what follows from it."""

    member: str | None = None
    verdict: Verdict | None = None
    signature: list[str] | None = None
    words: dict[str, float] | None = None


class FactLine(msgspec.Struct, frozen=True):
    """A fact, or that there are no more."""

    fact: Fact | None = None
    done: bool = False


class WordsLine(msgspec.Struct, frozen=True):
    """The words a text is known by."""

    words: dict[str, float]


@dataclass(frozen=True, slots=True)
class Understanding:
    """`members` are the verdicts of an archive's files by name; `verdict` is then what they have in common."""

    extraction: Extraction
    verdict: Verdict
    members: Mapping[str, Verdict]
    signature: Sequence[str]
    words: Words


@dataclass(frozen=True, slots=True)
class Found:
    """The facts of a text; `note` is a sentence where not all of it was searched."""

    facts: Sequence[Fact]
    note: str | None = None


def understand(file: IO[bytes], extension: str, filename: str, pictures: int = MOST_PICTURES) -> Understanding:
    """`pictures`: of how many the text is recognised at most.

    Raises as `extraction.extract` does: subclasses of Stopped for the analyst, SandboxUnavailable when nobody could look.
    """
    arguments = {"extension": extension, "filename": filename, "pictures": pictures}
    answer = sandbox.run(file, UNDERSTAND, arguments, Line, extraction.LIMITS)
    read = extraction.extracted(answer)
    members = {line.member: line.verdict for line in answer.values if line.member and line.verdict}
    own = next((line.verdict for line in answer.values if line.verdict and not line.member), None)
    signature = next((line.signature for line in answer.values if line.signature is not None), [])
    words = next((line.words for line in answer.values if line.words is not None), {})
    return Understanding(read, own or _common(members), members, signature, words)


def find(units: Extraction, family: str, document_type: str | None) -> Found:
    """The facts that documents of a family state; none for a family that nothing is read of."""
    if family not in FACT_FAMILIES or not units.units:
        return Found(())
    arguments = {"family": family, "kind": units.kind, "document_type": document_type}
    with _written(units) as file:
        answer = sandbox.run(file, FIND, arguments, FactLine, FIND_LIMITS)
    facts = tuple(line.fact for line in answer.values if line.fact is not None)
    if answer.outcome == "done" and any(line.done for line in answer.values):
        return Found(facts)
    return Found(facts, UNFINISHED.format(reason=answer.reason or sandbox.REASONS["crashed"]))


def words(units: Extraction) -> Words:
    """Those a text is known by; none where they could not be told."""
    with _written(units) as file:
        answer = sandbox.run(file, CHARACTERISE, {"kind": units.kind}, WordsLine)
    return next((line.words for line in answer.values), {})


@contextmanager
def _written(units: Extraction) -> Iterator[IO[bytes]]:
    with tempfile.TemporaryFile() as file:
        encoder = msgspec.json.Encoder()
        file.writelines(encoder.encode(unit) + b"\n" for unit in units.units)
        yield file


def family(document_type: str | None, document_family: str | None) -> str:
    """What a document's facts are read as: as its type's are, or as all types of its family are. "" if that is not known."""
    if document_type is not None:
        return types.BY_SLUG[document_type].family
    return _ALIKE.get(document_family or "", "")


def _alike() -> Mapping[str, str]:
    told: dict[str, set[str]] = {}
    for one in types.TYPES:
        told.setdefault(FAMILIES[one.slug], set()).add(one.family)
    return MappingProxyType({group: next(iter(found)) for group, found in told.items() if len(found) == 1})


_ALIKE = _alike()


def _common(members: Mapping[str, Verdict]) -> Verdict:
    """An archive is what all its members are; of mixed ones nothing is said."""
    if not members:
        return NOTHING_SAID
    kinds = {(one.document_type, one.document_family) for one in members.values()}
    said = tuple(f"{name}: {one.reasons[0]}" for name, one in list(members.items())[:3] if one.reasons)
    if len(kinds) > 1:
        return Verdict(None, None, None, (), ("The files in it are of different kinds.", *said))
    slug, group = kinds.pop()
    sure = min((one.confidence for one in members.values() if one.confidence is not None), default=None)
    return Verdict(slug, group, sure if slug or group else None, (), said)
