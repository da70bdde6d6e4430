"""`python -m bench.made.soc`: precision and recall by key over the made reports, in every form; what was wrong, one a line."""

import re
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence

from bench.made.blocks import Gold, Made, rendered
from bench.made.soc import MADE
from vendorproof.documents import types
from vendorproof.documents.extract.extraction import extract
from vendorproof.documents.extract.units import Extraction
from vendorproof.documents.facts import registry
from vendorproof.documents.facts.fact import Fact, Text

ALIKE = 0.8
"""The share of words two texts have to have in common to be the same."""


def main() -> None:
    """Prints a line a mistake, then a line a key."""
    right: Counter[str] = Counter()
    read: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    dropped = 0
    for made in MADE:
        family = types.BY_SLUG[made.document_type].family
        for form in made.forms:
            extraction = extracted(made, form)
            facts = list(registry.read(family, extraction.units, extraction.kind, made.document_type))
            text = Text.of(extraction.units, extraction.kind, made.document_type)
            dropped += len({(one.key, repr(one.value)) for one in registry.FAMILIES[family].read(text)}) - len(facts)
            hits, wrong, missed = compared(facts, made.gold)
            right.update(hits)
            read.update(one.key for one in facts)
            wanted.update(one.key for one in made.gold)
            for word, told in (("wrong", wrong), ("missed", missed)):
                for one in told:
                    print(f"{made.name}.{form}\t{word}\t{one.key}\t{one.value}")
    print(f"{'key':<28}{'gold':>6}{'read':>6}{'right':>6}{'precision':>11}{'recall':>8}")
    for key in [*sorted(wanted), None]:
        counts = [one[key] if key else one.total() for one in (wanted, read, right)]
        shares = counts[2] / max(1, counts[1]), counts[2] / max(1, counts[0])
        print(f"{key or 'all':<28}{counts[0]:>6}{counts[1]:>6}{counts[2]:>6}{shares[0]:>11.3f}{shares[1]:>8.3f}")
    print(f"dropped by the citation law: {dropped}")
    sys.exit(1 if dropped or right.total() < 0.95 * read.total() else 0)


def extracted(made: Made, form: str) -> Extraction:
    """As the server reads the file."""
    with tempfile.TemporaryFile() as file:
        file.write(rendered(made, form))
        file.seek(0)
        return extract(file, form)


def compared(facts: Sequence[Fact], gold: Sequence[Gold]) -> tuple[list[str], list[Fact], list[Gold]]:
    """The keys of what is right, what is wrong, and what is missing."""
    missing = list(gold)
    right: list[str] = []
    wrong: list[Fact] = []
    for fact in facts:
        found = next((one for one in missing if one.key == fact.key and same(fact.value, one.value)), None)
        if found is None:
            wrong.append(fact)
        else:
            missing.remove(found)
            right.append(fact.key)
    return right, wrong, missing


def same(one: object, other: object) -> bool:
    """Words alike, records field by field; what a record of the gold leaves out is to be null."""
    if isinstance(one, dict) and isinstance(other, dict):
        return all(
            same(one.get(name), other.get(name))
            if name != "control"
            else _number(one[name]) == _number(other.get(name))
            for name in one
        )
    if isinstance(one, str) and isinstance(other, str):
        mine, theirs = Counter(_words(one)), Counter(_words(other))
        return (mine & theirs).total() >= ALIKE * max(mine.total(), theirs.total(), 1)
    return bool(one == other)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _number(text: object) -> str:
    return str(text or "").casefold().removeprefix("control ")


if __name__ == "__main__":
    main()
