"""From two voices to one answer: how sure, how far ahead, on what evidence, or no answer."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vendorproof.documents.classify.reading import Place, Reading
from vendorproof.documents.classify.rule import Zone
from vendorproof.documents.classify.scoring import STRUCTURED_ZONES, Score
from vendorproof.documents.classify.words import softmax

OTHER = "other"
UNNAMED = 0.89
"""As sure as one may be of a type that no line at the top of the document names, and no format marks."""

WEAKEST = -2.5
"""A word model that never saw a type's like may not veto it: log probabilities end here."""


@dataclass(frozen=True, slots=True)
class Blend:
    """Fitted by cross-validation over authors: what a rule's point and a word's log probability are worth, where `other`
    begins, what types that the words do not know are given, and how raw shares become probabilities that keep their word.
    """

    rules: float
    words: float
    other: float
    unknown: float
    slope: float
    offset: float
    least: float = 0.60
    margin: float = 0.15
    family: float = 0.75


@dataclass(frozen=True, slots=True)
class Choice:
    """`shares` of all types, best first, before vetoes; `slug` is None where nothing may be answered. `confidence` is that
    of the type, or of the family where only that is given; `likely` is how likely the best of them is, answered or not.
    """

    slug: str | None
    family: str | None
    confidence: float | None
    likely: float
    shares: Sequence[tuple[str, float]]
    refused: str | None = None


def shares(
    reading: Reading, scores: Mapping[str, Score], words: Mapping[str, float], blend: Blend
) -> list[tuple[str, float]]:
    """What each type would get if one of them had to be it; adds up to one, best first."""
    weight = blend.words if reading.form == "prose" else 0.0
    slugs = sorted({*scores, *words, OTHER})
    raw = []
    for slug in slugs:
        told = words.get(slug)
        log = blend.unknown if told is None else max(WEAKEST, math.log(max(told, 1e-9)))
        ruled = scores[slug].total if slug in scores else 0.0
        raw.append(blend.rules * ruled + weight * log + (blend.other if slug == OTHER else 0.0))
    return sorted(zip(slugs, softmax(raw), strict=True), key=lambda one: (-one[1], one[0]))


def choose(
    ranked: Sequence[tuple[str, float]], scores: Mapping[str, Score], families: Mapping[str, str], blend: Blend
) -> Choice:
    """The best type that no veto stands against, if it is sure enough, far enough ahead and can be shown."""
    best, _ = ranked[0]
    sure = likelihoods(ranked[:2], blend)
    likely, second = sure[0][1], sure[1][1] if len(sure) > 1 else 0.0
    if best == OTHER:
        return Choice(None, None, None, likely, ranked)
    score = scores.get(best)
    refused = _refusal(score, likely, likely - second, blend)
    if refused is None:
        known = score is not None and named(score)
        return Choice(best, families[best], likely if known else min(likely, UNNAMED), likely, ranked)
    family, share = _family(ranked, families, blend)
    return Choice(None, family, share, likely, ranked, refused)


def _refusal(score: Score | None, likely: float, ahead: float, blend: Blend) -> str | None:
    if score is None or not any(hit.at >= 0 for _, _, hit in score.found):
        return "nothing in it can be quoted for a type"
    if score.lacks:
        return f"it lacks {' and '.join(dict.fromkeys(score.lacks))}"
    if likely < blend.least:
        return "no type is likely enough"
    if ahead < blend.margin:
        return "two types are almost equally likely"
    return None


def _family(
    ranked: Sequence[tuple[str, float]], families: Mapping[str, str], blend: Blend
) -> tuple[str | None, float | None]:
    sums: dict[str, float] = {}
    for slug, share in ranked:
        sums[families[slug]] = sums.get(families[slug], 0.0) + share
    best = max(sums, key=lambda one: sums[one])
    if best == families[OTHER] or sums[best] < blend.family:
        return None, None
    return best, min(round(calibrated(sums[best], blend), 4), UNNAMED)


def likelihoods(ranked: Sequence[tuple[str, float]], blend: Blend) -> list[tuple[str, float]]:
    """The best with the probability its share stands for, the rest with what that leaves, in proportion."""
    (best, share), *rest = ranked
    confidence = calibrated(share, blend)
    left = (1 - confidence) / max(1 - share, 1e-9)
    return [(best, round(confidence, 4)), *((slug, round(other * left, 4)) for slug, other in rest)]


def calibrated(share: float, blend: Blend) -> float:
    """Platt's scaling of the share's log odds."""
    inside = min(max(share, 1e-6), 1 - 1e-6)
    return 1.0 / (1.0 + math.exp(-(blend.slope * math.log(inside / (1 - inside)) + blend.offset)))


def named(score: Score) -> bool:
    """A line at the top says what it is, or its format does."""
    return any(
        zone in STRUCTURED_ZONES or (zone in {Zone.TITLE, Zone.HEADLINE} and hit.share > 0.5)
        for _, zone, hit in score.found
    )


def evidence(reading: Reading, score: Score, most: int = 3) -> list[Place]:
    """The strongest places, each once, in the order of their weight."""
    places: list[Place] = []
    for _, _, hit in sorted(score.found, key=lambda one: -one[0]):
        if hit.at >= 0 and hit.length:
            place = reading.place(hit.at, hit.length)
            if place.quote and place not in places:
                places.append(place)
        if len(places) == most:
            break
    return places
