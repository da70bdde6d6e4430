"""`python -m bench.train_classifier CORPUS --texts DIR`: write what the package ships, learnt from all examples at hand."""

import argparse
import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import numpy as np

from bench import learning
from bench.examples import corpus_rows, examples, training_rows

SHIPPED = Path(__file__).parents[1] / "src/vendorproof/documents/classify/learnt"


def main() -> None:
    """Learn and write `model.json`, `words.tsv` and `weights.bin`."""
    parser = argparse.ArgumentParser(prog="python -m bench.train_classifier", description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--texts", type=Path, help="folder with the texts of bench/training.tsv, named by their sha256")
    parser.add_argument("--cache", type=Path)
    chosen = parser.parse_args()
    every = examples([*corpus_rows(chosen.corpus), *training_rows(chosen.texts)], chosen.cache)
    blend = learning.fit_blend(every, learning.out_of_fold(every, learning.folds(every)))
    model = learning.learn_words(every)
    weights = model.fitted.coef_.T
    scales = np.abs(weights).max(axis=0) / 127.0
    SHIPPED.mkdir(exist_ok=True)
    (SHIPPED / "weights.bin").write_bytes(np.round(weights / scales).astype(np.int8).tobytes())
    lines = (f"{idf:.4f}\t{term}\n" for term, idf in zip(model.terms, model.idf, strict=True))
    (SHIPPED / "words.tsv").write_text("".join(lines), encoding="utf-8")
    told = {
        "classes": list(model.fitted.classes_),
        "scales": [round(float(one), 8) for one in scales],
        "bias": [round(float(one), 6) for one in model.fitted.intercept_],
        "blend": {name: round(value, 4) for name, value in asdict(blend).items()},
        "learnt_from": dict(sorted(Counter(one.label for one in every).items())),
    }
    (SHIPPED / "model.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    print(
        f"{len(every)} examples of {len({one.group for one in every})} authors, {len(model.terms)} terms, {weights.shape[1]} classes"
    )


if __name__ == "__main__":
    main()
