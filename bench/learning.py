"""Learning the word model and how it is weighed against the rules. Needs scikit-learn; the product does not."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from bench.examples import Example
from vendorproof.documents.classify import decide
from vendorproof.documents.classify.decide import Blend

MOST_TERMS = 6_000
LEAST_AUTHORS = 3
"""A word that one author uses tells the author, not the type."""

MOST_DOCUMENTS = 0.7
STRENGTH = 20.0
START = (0.8, 0.6, 4.0, -2.0)
FOLDS_OF_OTHERS = 4

Told = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Model:
    """The fitted word model: rows of `weights` by term, columns by class."""

    terms: Mapping[str, int]
    idf: Sequence[float]
    fitted: LogisticRegression

    def told(self, examples: Sequence[Example]) -> list[Told]:
        found = self.fitted.predict_proba(_matrix(examples, self.terms, self.idf))
        return [dict(zip(self.fitted.classes_, map(float, row), strict=True)) for row in found]


def learn_words(examples: Sequence[Example]) -> Model:
    """Types with one example only teach nothing that could be told from their author."""
    often = Counter(one.label for one in examples)
    used = [one for one in examples if often[one.label] > 1 and one.reading.form == "prose"]
    terms, idf = _vocabulary(used)
    fitted = LogisticRegression(C=STRENGTH, max_iter=500, class_weight="balanced")
    fitted.fit(_matrix(used, terms, idf), [one.label for one in used])
    return Model(terms, idf, fitted)


def _vocabulary(examples: Sequence[Example]) -> tuple[dict[str, int], list[float]]:
    documents: Counter[str] = Counter()
    authors: dict[str, set[str]] = defaultdict(set)
    for one in examples:
        for term in one.counts:
            documents[term] += 1
            authors[term].add(one.group)
    kept = [
        term
        for term in sorted(documents, key=lambda term: (-documents[term], term))
        if len(authors[term]) >= LEAST_AUTHORS and documents[term] < MOST_DOCUMENTS * len(examples)
    ][:MOST_TERMS]
    idf = [math.log((1 + len(examples)) / (1 + documents[term])) + 1 for term in kept]
    return {term: row for row, term in enumerate(kept)}, idf


def _matrix(examples: Sequence[Example], terms: Mapping[str, int], idf: Sequence[float]) -> csr_matrix:
    starts, columns, values = [0], [], []
    for one in examples:
        known = [
            (terms[term], (1 + math.log(times)) * idf[terms[term]])
            for term, times in one.counts.items()
            if term in terms
        ]
        length = math.sqrt(sum(value * value for _, value in known)) or 1.0
        columns += [column for column, _ in known]
        values += [value / length for _, value in known]
        starts.append(len(columns))
    return csr_matrix((values, columns, starts), shape=(len(examples), len(terms)))


def out_of_fold(examples: Sequence[Example], folds: Sequence[frozenset[str]]) -> list[Told]:
    """What the words say of each example when its fold's authors were not learnt from."""
    told: dict[int, Told] = {}
    for fold in folds:
        model = learn_words([one for one in examples if one.group not in fold])
        held = [index for index, one in enumerate(examples) if one.group in fold]
        told.update(zip(held, model.told([examples[index] for index in held]), strict=True))
    return [told[index] for index in range(len(examples))]


def folds(examples: Sequence[Example]) -> list[frozenset[str]]:
    """One fold per author of the scored files; the others' authors are dealt into a few."""
    scored = sorted({one.group for one in examples if one.scored})
    others = sorted({one.group for one in examples} - set(scored))
    dealt = [frozenset(others[start::FOLDS_OF_OTHERS]) for start in range(FOLDS_OF_OTHERS)]
    return [*(frozenset({group}) for group in scored), *(fold for fold in dealt if fold)]


def fit_blend(examples: Sequence[Example], told: Sequence[Told]) -> Blend:
    """Likelihood of the labels first, then Platt's scaling of what is answered."""
    slugs = sorted(
        {slug for one in examples for slug in one.scores} | {slug for words in told for slug in words} | {decide.OTHER}
    )
    ruled, worded, known = _tables(examples, told, slugs)
    wanted = np.array([slugs.index(one.label) for one in examples])
    often = Counter(one.label for one in examples)
    importance = np.array([often[one.label] ** -0.5 for one in examples])
    importance /= importance.sum()

    def loss(point: Sequence[float]) -> float:
        rules, words, other, unknown = point
        raw = rules * ruled + words * np.where(known, worded, unknown * (worded < 0))
        raw[:, slugs.index(decide.OTHER)] += other
        raw -= raw.max(axis=1, keepdims=True)
        chances = raw[np.arange(len(wanted)), wanted] - np.log(np.exp(raw).sum(axis=1))
        return float(-(importance * chances).sum() + 0.002 * (rules**2 + words**2))

    best = minimize(loss, START, method="Nelder-Mead", options={"maxiter": 200, "xatol": 0.02, "fatol": 1e-4}).x
    return _scaled(_blend(best), examples, told)


def _tables(
    examples: Sequence[Example], told: Sequence[Told], slugs: Sequence[str]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Points of the rules, log probabilities of the words (nought where they have no say), and which types they know."""
    shape = (len(examples), len(slugs))
    ruled, worded = np.zeros(shape), np.zeros(shape)
    known: np.ndarray = np.zeros(shape, dtype=bool)
    for row, (one, words) in enumerate(zip(examples, told, strict=True)):
        for column, slug in enumerate(slugs):
            ruled[row, column] = one.scores[slug].total if slug in one.scores else 0.0
            if one.reading.form == "prose":
                known[row, column] = slug in words
                worded[row, column] = max(decide.WEAKEST, math.log(max(words.get(slug, 1e-9), 1e-9)))
    return ruled, worded, known


def _blend(point: Sequence[float]) -> Blend:
    rules, words, other, unknown = (float(one) for one in point)
    return Blend(abs(rules), abs(words), other, unknown, slope=1.0, offset=0.0)


def _scaled(blend: Blend, examples: Sequence[Example], told: Sequence[Told]) -> Blend:
    odds, right = [], []
    for one, words in zip(examples, told, strict=True):
        best, share = decide.shares(one.reading, one.scores, words, blend)[0]
        if best != decide.OTHER:
            inside = min(max(share, 1e-6), 1 - 1e-6)
            odds.append(math.log(inside / (1 - inside)))
            right.append(best == one.label)
    fitted = LogisticRegression(C=1.0).fit(np.array(odds).reshape(-1, 1), right)
    return replace(blend, slope=float(fitted.coef_[0][0]), offset=float(fitted.intercept_[0]))
