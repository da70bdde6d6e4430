"""What is said of a document: its type and family, how sure that is, what else it could be, and the lines that show it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from vendorproof.documents.classify import decide, weights
from vendorproof.documents.classify.reading import Passage, Reading, read
from vendorproof.documents.classify.scoring import score
from vendorproof.documents.types import BY_SLUG, TYPES

CANDIDATES = 5
LEAST_SHARE = 0.02
FAMILIES = {one.slug: one.group.lower().replace(" ", "_") for one in TYPES}
METHOD = "rules+words"


class Extracted(Protocol):
    """What of an extraction is looked at."""

    @property
    def units(self) -> Sequence[Passage]: ...

    @property
    def kind(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Verdict:
    """`document_type` is None where the classifier abstains, and for what is none of the types; `reasons` are sentences for a
    reader, with the quoted line and its place. `candidates` are types with their probabilities, best first.
    """

    document_type: str | None
    document_family: str | None
    confidence: float | None
    candidates: Sequence[tuple[str, float]]
    reasons: Sequence[str]
    method: str = METHOD


def classify(extraction: Extracted, filename: str = "") -> Verdict:
    """Say what a document is. Looks at nothing but the text and, where that leaves a tie, the file's name."""
    return _verdict(read(extraction.units, filename, extraction.kind))


def classify_units(units: Iterable[Passage], filename: str = "", kind: str = "page") -> Verdict:
    """As `classify`, of some of the units: a member of an archive."""
    return _verdict(read(units, filename, kind))


def _verdict(reading: Reading) -> Verdict:
    if not reading.words:
        return Verdict(None, None, None, (), ("There is no text in it that could be read.",), "none")
    blend = weights.blend()
    scores = score(reading)
    told = weights.words().probabilities(reading) if reading.form == "prose" else {}
    ranked = decide.shares(reading, scores, told, blend)
    choice = decide.choose(ranked, scores, FAMILIES, blend)
    best = ranked[0][0]
    reasons = (
        [f"{BY_SLUG[best].label}: “{place.quote}” ({place.label})." for place in decide.evidence(reading, scores[best])]
        if best in scores and best != decide.OTHER
        else []
    )
    if choice.slug is None:
        reasons.insert(0, _why_not(best, choice.refused))
    candidates = tuple(one for one in decide.likelihoods(ranked[:CANDIDATES], blend) if one[1] >= LEAST_SHARE)
    return Verdict(choice.slug, choice.family, choice.confidence, candidates, tuple(reasons))


def _why_not(best: str, refused: str | None) -> str:
    if refused is None:
        return "It is none of the known types."
    return f"Not answered: it looks most like a {BY_SLUG[best].label}, but {refused}."
