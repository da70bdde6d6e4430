"""Labelled files: the corpus, and the examples of the training manifest whose texts are at hand."""

import csv
import hashlib
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from vendorproof.documents.classify.reading import Reading, read
from vendorproof.documents.classify.scoring import Score, score
from vendorproof.documents.classify.words import terms
from vendorproof.documents.extract.extraction import extract
from vendorproof.documents.extract.findings import Stopped
from vendorproof.documents.extract.units import Unit

MANIFEST = Path(__file__).parent / "training.tsv"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a manifest. `group` is who wrote it: owner of the repository, or the package."""

    label: str
    path: Path
    group: str
    scored: bool


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled document, read once: what the rules say and which words it uses do not change between folds."""

    label: str
    name: str
    group: str
    scored: bool
    reading: Reading
    scores: Mapping[str, Score]
    counts: Counter[str]
    seconds: float


def corpus_rows(folder: Path) -> list[Row]:
    """Those that are scored. Columns of MANIFEST.tsv: label, file, repo …"""
    with (folder / "MANIFEST.tsv").open(encoding="utf-8", newline="") as file:
        return [
            Row(one["label"], folder / one["label"] / one["file"], one["repo"].split("/")[0].lower(), scored=True)
            for one in csv.DictReader(file, delimiter="\t")
        ]


def training_rows(folder: Path | None) -> list[Row]:
    """Those that are only learnt from; a text that is not at hand, or is not the one of the manifest, is left out."""
    if folder is None:
        return []
    rows = []
    with MANIFEST.open(encoding="utf-8", newline="") as file:
        for one in csv.DictReader(file, delimiter="\t"):
            path = folder / one["sha256"]
            if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == one["sha256"]:
                rows.append(Row(one["label"], path, one["repo"].split("/")[0].lower(), scored=False))
    return rows


def examples(rows: Sequence[Row], cache: Path | None) -> list[Example]:
    """Extract, read and score them; extracted texts are kept in `cache`, if one is given."""
    return list(_examples(rows, cache))


def _examples(rows: Sequence[Row], cache: Path | None) -> Iterator[Example]:
    for count, row in enumerate(rows, 1):
        kind, units = _units(row.path, cache)
        begun = time.perf_counter()
        reading = read(units, row.path.name, kind)
        scores = score(reading)
        seconds = time.perf_counter() - begun
        yield Example(
            row.label, row.path.name, row.group, row.scored, reading, scores, Counter(terms(reading.body)), seconds
        )
        if sys.stderr.isatty():
            print(f"\r{count} of {len(rows)} read", end="", file=sys.stderr, flush=True)


def _units(path: Path, cache: Path | None) -> tuple[str, Sequence[Unit]]:
    """Through the sandbox, as the product does. What cannot be read has no units."""
    kept = cache / f"{hashlib.sha256(path.read_bytes()).hexdigest()}.json" if cache else None
    if kept and kept.is_file():
        told = json.loads(kept.read_text(encoding="utf-8"))
        return told["kind"], [Unit(*one) for one in told["units"]]
    try:
        with path.open("rb") as file:
            extraction = extract(file, path.suffix[1:].lower() or "txt")
    except Stopped as stopped:
        print(f"{path.name}: {stopped}", file=sys.stderr)
        return "page", ()
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        units = [(unit.number, unit.label, unit.text) for unit in extraction.units]
        kept.write_text(json.dumps({"kind": extraction.kind, "units": units}), encoding="utf-8")
    return extraction.kind, extraction.units
