"""The second voice: which words and word pairs a document uses, weighed by a linear model that was trained beforehand."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from vendorproof.documents.classify.reading import Reading

CHARACTERS = 30_000
_TOKEN = re.compile(r"[a-zà-öø-ÿ]{2,24}")


@dataclass(frozen=True, slots=True)
class Words:
    """`terms` maps a word or pair to its row; a row holds one weight of a signed byte for each class, times its `scales`."""

    classes: Sequence[str]
    terms: Mapping[str, int]
    idf: Sequence[float]
    rows: memoryview
    scales: Sequence[float]
    bias: Sequence[float]

    def probabilities(self, reading: Reading) -> Mapping[str, float]:
        """Of each class the model knows, adding up to one."""
        vector = self._vector(reading)
        width = len(self.classes)
        sums = [0.0] * width
        for row, value in vector:
            start = row * width
            sums = [
                total + weight * value for total, weight in zip(sums, self.rows[start : start + width], strict=True)
            ]
        scores = [total * scale + bias for total, scale, bias in zip(sums, self.scales, self.bias, strict=True)]
        return dict(zip(self.classes, softmax(scores), strict=True))

    def _vector(self, reading: Reading) -> list[tuple[int, float]]:
        counts = Counter(terms(reading.body))
        known = [
            (row, (1.0 + math.log(times)) * self.idf[row])
            for term, times in counts.items()
            if (row := self.terms.get(term)) is not None
        ]
        length = math.sqrt(sum(value * value for _, value in known)) or 1.0
        return [(row, value / length) for row, value in known]


def terms(body: str) -> Iterator[str]:
    """Words, then pairs of neighbours, as the model was trained on them."""
    found = _TOKEN.findall(body[:CHARACTERS])
    yield from found
    for one, other in pairwise(found):
        yield f"{one} {other}"


def softmax(scores: Sequence[float]) -> list[float]:
    top = max(scores, default=0.0)
    weights = [math.exp(score - top) for score in scores]
    total = sum(weights) or 1.0
    return [weight / total for weight in weights]
