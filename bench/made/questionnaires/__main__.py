"""`python -m bench.made.questionnaires`: how much is read of the questionnaires made, by form and key."""

import sys
from collections import Counter
from tempfile import TemporaryFile

from bench.made.blocks import Gold, Made, rendered
from bench.made.questionnaires import MADE
from vendorproof.documents.extract.extraction import extract
from vendorproof.documents.extract.units import Extraction
from vendorproof.documents.facts.fact import Fact, Text
from vendorproof.documents.facts.questionnaire import FAMILY


def extracted(made: Made, form: str) -> Extraction:
    """The text of one document."""
    with TemporaryFile() as file:
        file.write(rendered(made, form))
        file.seek(0)
        return extract(file, form)


def facts(made: Made, form: str) -> list[Fact]:
    """Of one document, its type given."""
    extraction = extracted(made, form)
    return list(FAMILY.read(Text.of(extraction.units, extraction.kind, made.document_type)))


def fits(fact: Fact, gold: Gold) -> bool:
    """An answer is right without its comment, which counts for itself."""
    if fact.key != gold.key:
        return False
    if isinstance(fact.value, dict) and fact.value["comment"] is None:
        return bool(fact.value == gold.value | {"comment": None})
    return bool(fact.value == gold.value)


def main() -> None:
    asked: Counter[tuple[str, str]] = Counter()
    found: Counter[tuple[str, str]] = Counter()
    right = wrong = 0
    for made in MADE:
        for form in made.forms:
            told = facts(made, form)
            strange = [one for one in told if not any(fits(one, gold) for gold in made.gold)]
            right, wrong = right + len(told) - len(strange), wrong + len(strange)
            asked.update((form, gold.key) for gold in made.gold)
            found.update((form, gold.key) for gold in made.gold if any(fits(one, gold) for one in told))
            comments = [gold.value["comment"] for gold in made.gold if gold.key == "answers" and gold.value["comment"]]
            said = {one.value["comment"] for one in told if isinstance(one.value, dict)}
            asked[form, "comments"] += len(comments)
            found[form, "comments"] += sum(1 for one in comments if one in said)
            for one in strange:
                sys.stdout.write(f"wrong: {made.name}.{form} {one.key} {one.value}\n")
    sys.stdout.write(f"precision {right / max(1, right + wrong):.3f} ({right} right, {wrong} wrong)\n")
    for form, key in sorted(asked):
        sys.stdout.write(f"{form} {key}: {found[form, key]} of {asked[form, key]}\n")


if __name__ == "__main__":
    main()
