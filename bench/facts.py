"""`python -m bench.facts CORPUS`: how many of the facts that stand in documents are found, and how many of those told are right.

`gold/facts.jsonl` is what two readers found in files of the corpus, each alone and without the rules; the documents of `bench.made`
say themselves what is in them.
"""

import argparse
import hashlib
import importlib
import json
import pkgutil
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import msgspec

import bench.made
from bench.agreement import Score, Truth, score
from bench.made.blocks import Made, rendered
from vendorproof.documents import analysis, types
from vendorproof.documents.classify.verdict import FAMILIES
from vendorproof.documents.extract.extraction import extract
from vendorproof.documents.extract.findings import Stopped
from vendorproof.documents.extract.units import Extraction

GOLD = Path(__file__).parent / "gold" / "facts.jsonl"


@dataclass(frozen=True, slots=True)
class Document:
    """A file of the corpus, `label/name`, and what was read in it. Keys in neither list are not scored."""

    file: str
    facts: Sequence[Truth]
    absent: Sequence[str]

    @classmethod
    def of(cls, line: Mapping[str, Any]) -> Self:
        """From its line of the gold file."""
        return cls(
            line["file"],
            tuple(Truth(**{name: one for name, one in fact.items() if name != "page"}) for fact in line["facts"]),
            line["absent"],
        )

    @property
    def label(self) -> str:
        """The document type it is filed under."""
        return self.file.split("/", 1)[0]


@dataclass(slots=True)
class Sheet:
    """Scores by family and key, and what was told wrong or not found in time."""

    scores: dict[tuple[str, str], Score] = field(default_factory=lambda: defaultdict(Score))
    wrong: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def enter(
        self, family: str, name: str, truths: Sequence[Truth], absent: Sequence[str], found: analysis.Found
    ) -> None:
        """One document's facts."""
        scores, wrong = score(truths, absent, [(one.key, one.value) for one in found.facts])
        for key, one in scores.items():
            self.scores[family, key].add(one)
        self.wrong += [f"{name} {key}: {json.dumps(value, ensure_ascii=False)[:160]}" for key, value in wrong]
        if found.note:
            self.notes.append(f"{name}: {found.note}")

    def table(self) -> Iterator[str]:
        """A line for each key, then for each family, then for all."""
        yield f"{'':42} recall               precision"
        families: dict[str, Score] = defaultdict(Score)
        total = Score()
        for (family, key), one in sorted(self.scores.items()):
            yield _line(f"{family} {key}", one)
            families[family].add(one)
            total.add(one)
        for family, one in sorted(families.items()):
            yield _line(f"{family}, all", one)
        yield _line("all", total)
        yield f"facts that only the picture of a page shows, not counted in recall: {total.unseen}"
        yield from self.notes


def gold(path: Path) -> list[Document]:
    """The documents of a gold file."""
    return [Document.of(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def measured(corpus: Path, documents: Sequence[Document], cache: Path | None) -> Sheet:
    """The corpus, each file as what it is filed under."""
    sheet = Sheet()
    for count, one in enumerate(documents, 1):
        path = corpus / one.file
        extraction = _extraction(path, cache) if path.is_file() else None
        if extraction is None:
            sheet.notes.append(f"{one.file}: not at hand, or not readable")
            continue
        family = types.BY_SLUG[one.label].family
        sheet.enter(family or one.label, one.file, one.facts, one.absent, analysis.find(extraction, family, one.label))
        _progress(count, len(documents))
    return sheet


def made() -> list[Made]:
    """The documents of all modules of `bench.made` that have some."""
    modules = [importlib.import_module(f"bench.made.{one.name}") for one in pkgutil.iter_modules(bench.made.__path__)]
    return [one for module in modules for one in getattr(module, "MADE", ())]


@dataclass(slots=True)
class Making:
    """The made documents' scores: with the type declared, and as the product itself says what they are."""

    declared: Sheet = field(default_factory=Sheet)
    told: Sheet = field(default_factory=Sheet)
    types: Counter[str] = field(default_factory=Counter)
    mistaken: list[str] = field(default_factory=list)

    def enter(self, one: Made, form: str) -> None:
        """One document in one form. Its file name says nothing of it."""
        name = f"{one.name}.{form}"
        with tempfile.TemporaryFile() as file:
            file.write(rendered(one, form))
            file.seek(0)
            read = analysis.understand(file, form, f"document.{form}")
        verdict = read.verdict
        self._classified(name, one.document_type, verdict.document_type, verdict.document_family)
        truths = [Truth(fact.key, fact.value) for fact in one.gold]
        own = types.BY_SLUG[one.document_type].family
        self.declared.enter(own, name, truths, one.absent, analysis.find(read.extraction, own, one.document_type))
        family = analysis.family(verdict.document_type, verdict.document_family)
        self.told.enter(own, name, truths, one.absent, analysis.find(read.extraction, family, verdict.document_type))

    def _classified(self, name: str, wanted: str, slug: str | None, family: str | None) -> None:
        self.types["all"] += 1
        self.types["right"] += slug == wanted
        self.types["null"] += slug is None
        self.types["family right"] += family == FAMILIES[wanted]
        if slug != wanted:
            self.mistaken.append(f"{name}: {wanted} → {slug or 'null'} (family {family or 'null'})")


def _extraction(path: Path, cache: Path | None) -> Extraction | None:
    """Through the sandbox, as the product does."""
    kept = cache / f"{hashlib.sha256(path.read_bytes()).hexdigest()}.json" if cache else None
    if kept and kept.is_file():
        return msgspec.json.decode(kept.read_bytes(), type=Extraction)
    try:
        with path.open("rb") as file:
            extraction = extract(file, path.suffix[1:].lower() or "txt")
    except Stopped as stopped:
        print(f"{path.name}: {stopped}", file=sys.stderr)
        return None
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(msgspec.json.encode(extraction))
    return extraction


def _line(name: str, one: Score) -> str:
    return f"{name:42} {_share(one.met, one.demanded):20} {_share(one.right, one.told)}"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f} ({part} of {whole})" if whole else "– (0)"


def _progress(count: int, whole: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{count} of {whole}", end="", file=sys.stderr, flush=True)


def _show(sheet: Sheet, *, wrong: bool) -> None:
    print("\n".join(sheet.table()))
    if wrong:
        print("\n".join(f"  wrong: {one}" for one in sheet.wrong))


def _show_made(chosen: Sequence[Made], *, wrong: bool) -> None:
    making = Making()
    files = [(one, form) for one in chosen for form in one.forms]
    for count, (one, form) in enumerate(files, 1):
        making.enter(one, form)
        _progress(count, len(files))
    whole = making.types["all"]
    print(
        f"\n{len(chosen)} made documents, {whole} files: type right {_share(making.types['right'], whole)}, null {making.types['null']}, family right {_share(making.types['family right'], whole)}"
    )
    print("\n".join(f"  {one}" for one in making.mistaken))
    for name, sheet in (("type declared", making.declared), ("type as found", making.told)):
        print(f"\n{name}")
        _show(sheet, wrong=wrong)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m bench.facts", description=__doc__)
    parser.add_argument(
        "corpus",
        type=Path,
        nargs="?",
        help="folder with a folder per label; without it only the made documents are measured",
    )
    parser.add_argument("--gold", type=Path, default=GOLD, help="what was read in the corpus")
    parser.add_argument("--cache", type=Path, help="folder that keeps extracted texts from run to run")
    parser.add_argument("--no-made", action="store_true", help="leave out the made documents")
    parser.add_argument("--wrong", action="store_true", help="list every fact that was told wrong")
    chosen = parser.parse_args()
    if chosen.corpus:
        documents = gold(chosen.gold)
        print(f"{len(documents)} documents of the corpus")
        _show(measured(chosen.corpus, documents, chosen.cache), wrong=chosen.wrong)
    if not chosen.no_made and (documents_made := made()):
        _show_made(documents_made, wrong=chosen.wrong)


if __name__ == "__main__":
    main()
