"""`python -m bench.classify CORPUS`: how well documents are told apart, never scored on what was learnt from.

A fold is an author: owner of the repository the file is from. Words, weights and thresholds that score an author's
files were fitted without any of them. The rules are not fitted: people wrote them, having seen the corpus.
"""

import argparse
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import learning
from bench.examples import Example, corpus_rows, examples, training_rows
from vendorproof.documents.classify import decide, weights
from vendorproof.documents.classify.decide import OTHER, Choice
from vendorproof.documents.classify.verdict import FAMILIES

SURE = 0.9


@dataclass(frozen=True, slots=True)
class Scored:
    """An example and what was chosen for it by a model that knows none of its author's files."""

    example: Example
    choice: Choice

    @property
    def best(self) -> str:
        return self.choice.shares[0][0]

    @property
    def right(self) -> bool:
        return self.best == self.example.label


def cross_validated(every: Sequence[Example]) -> list[Scored]:
    """The scored examples, each by the models of the other authors."""
    parts = learning.folds(every)
    scored: list[Scored] = []
    for group in sorted({one.group for one in every if one.scored}):
        rest = [one for one in every if one.group != group]
        held = [one for one in every if one.group == group]
        inner = [part for part in parts if group not in part]
        blend = learning.fit_blend(rest, learning.out_of_fold(rest, inner))
        for one, words in zip(held, learning.learn_words(rest).told(held), strict=True):
            told = words if one.reading.form == "prose" else {}
            ranked = decide.shares(one.reading, one.scores, told, blend)
            scored.append(Scored(one, decide.choose(ranked, one.scores, FAMILIES, blend)))
    return scored


def shipped(every: Sequence[Example]) -> list[Scored]:
    """By the weights in the package: for files of authors they have not seen."""
    blend = weights.blend()
    found = []
    for one in every:
        told = weights.words().probabilities(one.reading) if one.reading.form == "prose" else {}
        ranked = decide.shares(one.reading, one.scores, told, blend)
        found.append(Scored(one, decide.choose(ranked, one.scores, FAMILIES, blend)))
    return found


def report(scored: Sequence[Scored]) -> Iterator[str]:
    """The figures, then what went wrong."""
    typed = [one for one in scored if one.example.label != OTHER]
    others = [one for one in scored if one.example.label == OTHER]
    answered = [one for one in scored if one.choice.slug is not None]
    good = sum(one.choice.slug == one.example.label for one in answered)
    yield f"accuracy {_share(sum(one.right for one in scored), len(scored))}"
    yield f"answered of those that have a type {_share(sum(one.choice.slug is not None for one in typed), len(typed))}, precision {_share(good, len(answered))}"
    for precision in (0.95, 0.97, 0.99):
        yield f"coverage at precision {precision}: {_coverage(scored, precision, len(typed))}"
    yield f"`other` left null {_share(sum(one.choice.slug is None for one in others), len(others))}"
    families = [one for one in typed if one.choice.family is not None]
    yield f"family given {_share(len(families), len(typed))}, right {_share(sum(one.choice.family == FAMILIES[one.example.label] for one in families), len(families))}"
    sure = [one for one in answered if (one.choice.confidence or 0.0) >= SURE]
    across = [one for one in sure if FAMILIES[one.choice.slug or OTHER] != FAMILIES[one.example.label]]
    yield f"confident (≥ {SURE}) {len(sure)}, of them wrong across families {len(across)}"
    yield (
        f"Brier score of the answered {statistics.fmean(((one.choice.confidence or 0.0) - (one.choice.slug == one.example.label)) ** 2 for one in answered):.4f}"
        if answered
        else "nothing answered"
    )
    yield from _confusion(scored)
    yield from _errors(scored)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f} ({part} of {whole})" if whole else "– (0)"


def _coverage(scored: Sequence[Scored], precision: float, typed: int) -> str:
    told = sorted((one for one in scored if one.best != OTHER), key=lambda one: -one.choice.shares[0][1])
    right, best, least = 0, 0, 1.0
    for count, one in enumerate(told, 1):
        right += one.right
        if right >= precision * count:
            best, least = count, one.choice.likely
    return f"{best / typed:.3f} (from confidence {least:.2f} on)"


def _confusion(scored: Sequence[Scored]) -> Iterator[str]:
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for one in scored:
        table[FAMILIES[one.example.label]][FAMILIES[one.best]] += 1
    for family, row in sorted(table.items()):
        yield f"  {family}: " + ", ".join(f"{name} {count}" for name, count in row.most_common())


def _errors(scored: Sequence[Scored]) -> Iterator[str]:
    for one in scored:
        if not one.right:
            near = ", ".join(f"{slug} {share:.2f}" for slug, share in one.choice.shares[:3])
            yield f"  wrong: {one.example.label}/{one.example.name} → {one.choice.slug or 'null'} [{near}]"
    for one in scored:
        if one.right and one.choice.slug is None and one.best != OTHER:
            yield f"  right but silent: {one.example.label}/{one.example.name}: {one.choice.refused}"


def _timed(every: Sequence[Example]) -> str:
    seconds = []
    for one in every:
        begun = time.perf_counter()
        if one.reading.form == "prose":
            weights.words().probabilities(one.reading)
        seconds.append(one.seconds + time.perf_counter() - begun)
    return f"median {1e3 * statistics.median(seconds):.1f} ms a document after extraction, most {1e3 * max(seconds):.0f} ms"


def main() -> None:
    """Print the figures for a corpus."""
    parser = argparse.ArgumentParser(prog="python -m bench.classify", description=__doc__)
    parser.add_argument("corpus", type=Path, help="folder with MANIFEST.tsv and a folder per label")
    parser.add_argument("--texts", type=Path, help="folder with the texts of bench/training.tsv, named by their sha256")
    parser.add_argument("--cache", type=Path, help="folder that keeps extracted texts from run to run")
    parser.add_argument(
        "--shipped", action="store_true", help="score the weights in the package instead: for files they never saw"
    )
    chosen = parser.parse_args()
    every = examples(
        [*corpus_rows(chosen.corpus), *training_rows(None if chosen.shipped else chosen.texts)], chosen.cache
    )
    held = [one for one in every if one.scored]
    how: Callable[[Sequence[Example]], list[Scored]] = shipped if chosen.shipped else cross_validated
    groups = Counter(one.group for one in held)
    print(
        f"{len(held)} documents of {len(groups)} authors ({', '.join(f'{name} {count}' for name, count in groups.most_common())})"
    )
    if chosen.shipped:
        print("by the weights in the package")
    else:
        print(f"cross-validated by author; {len(every) - len(held)} examples of others beside them to learn from")
    for line in report(how(every)):
        print(line)
    print(_timed(held))


if __name__ == "__main__":
    main()
