"""Whom and what a document is about, beside whom and what it was filed under."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from vendorproof.documents.facts.fact import Fact
from vendorproof.documents.facts.folding import folded
from vendorproof.documents.guard.flag import Flag

SUBJECTS = ("service_organisation", "holder", "entity", "insured", "respondent")
"""The facts that say whom a document is about. A tester, an auditor, a contract's other party are somebody else."""

SEARCHED_CHARACTERS = 4_000_000
LEAST_LETTERS = 3
_FORMS = [
    "inc",
    "incorporated",
    "llc",
    "llp",
    "lp",
    "ltd",
    "limited",
    "plc",
    "corp",
    "corporation",
    "co",
    "company",
    "gmbh",
    "ag",
    "se",
    "kg",
    "kgaa",
    "ohg",
    "mbh",
    "sa",
    "sas",
    "sarl",
    "srl",
    "spa",
    "bv",
    "nv",
    "ab",
    "as",
    "asa",
    "oy",
    "oyj",
    "aps",
    "pty",
    "pte",
    "kk",
    "sro",
    "doo",
    "zrt",
    "kft",
    "holding",
    "holdings",
    "group",
    "international",
]
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Filed:
    """Under whom and what: names, the vendor's web address, the services it is linked to and the vendor's others."""

    vendor: str
    website: str = ""
    services: Sequence[str] = ()
    other_services: Sequence[str] = ()


def seen(filed: Filed, facts: Sequence[Fact], texts: Iterable[str]) -> Iterator[Flag]:
    """What the names in a document say; nothing where they say nothing surely."""
    spoken = _spoken(texts)
    subjects = [fact for fact in facts if fact.key in SUBJECTS and isinstance(fact.value, str)]
    if subjects and not _named(filed, spoken) and not any(_same(filed.vendor, str(one.value)) for one in subjects):
        first = subjects[0]
        yield Flag(
            "names_another_company",
            f"“{filed.vendor}” is nowhere in it; it is about “{first.value}” ({first.citations[0].label}).",
            sorted({one.citations[0].page for one in subjects}),
        )
    if filed.services and not any(_says(spoken, one) for one in filed.services):
        others = [one for one in filed.other_services if _says(spoken, one)]
        if others:
            linked = ", ".join(f"“{one}”" for one in filed.services[:3])
            yield Flag("covers_another_service", f"It does not name {linked}, but “{others[0]}”.")


def core(name: str) -> str:
    """A company's name without its legal form: `acme cloud` of `Acme Cloud, Inc.`"""
    words = _WORD.findall(folded(name).replace(".", ""))
    kept = list(words)
    while len(kept) > 1 and kept[-1] in _FORMS:
        kept.pop()
    return " ".join(kept)


def _spoken(texts: Iterable[str]) -> str:
    """All words of a text between single blanks, as far as is searched."""
    parts: list[str] = [" "]
    length = 0
    for text in texts:
        part = " ".join(_WORD.findall(folded(text[:SEARCHED_CHARACTERS])))
        parts.append(part + " ")
        length += len(part)
        if length > SEARCHED_CHARACTERS:
            break
    return "".join(parts)


def _named(filed: Filed, spoken: str) -> bool:
    short = core(filed.vendor)
    if len(short) < LEAST_LETTERS or f" {short} " in spoken or f" {short.replace(' ', '')} " in spoken:
        return True  # a name of two letters proves nothing by its absence
    host = re.sub(r"^[a-z]+://(?:www\.)?|/.*$", "", filed.website.casefold())
    label = host.split(".")[0]
    return len(label) > LEAST_LETTERS and f" {label} " in spoken


def _same(vendor: str, subject: str) -> bool:
    ours, theirs = set(core(vendor).split()), set(core(subject).split())
    return bool(ours) and (ours <= theirs or theirs <= ours)


def _says(spoken: str, name: str) -> bool:
    words = " ".join(_WORD.findall(folded(name)))
    return len(words) > LEAST_LETTERS and f" {words} " in spoken
