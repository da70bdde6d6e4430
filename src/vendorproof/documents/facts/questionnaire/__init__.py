"""Questionnaires: whose they are, who answered when, and every answer with its question."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from vendorproof.documents.facts.fact import Fact, Text
from vendorproof.documents.facts.family import Family, Key
from vendorproof.documents.facts.kinds import Day, Record, Words
from vendorproof.documents.facts.questionnaire import front, prose, tables
from vendorproof.documents.facts.questionnaire.values import STANDARD, Answer, Pieces, Running

KEYS = {
    "standard": Key(STANDARD, "Whose questions they are: CAIQ, SIG, HECVAT or VSA; absent of a customer's own questions."),
    "edition": Key(Pieces(), "Which edition of the standard's questions, as `4.0.3`, `Lite 2024` or `Full 3.05`."),
    "respondent": Key(Words(longest=120), "The organisation that answers."),
    "date": Key(Day(), "When it was answered."),
    "answers": Key(
        Record(
            "answer",
            {"id": Words(longest=40), "question": Running(), "answer": Running(), "comment": Running()},
            frozenset({"question"}),
        ),
        "A question that was answered or commented. A comment longer than 2,000 characters ends at a sentence before that.",
        several=True,
    ),
}  # fmt: skip


def read(text: Text) -> Iterator[Fact]:
    """What stands before the questions, then the answers in their order."""
    text = replace(text, kind=_kind(text))
    found = tables.read(text)
    yield from front.read(text, found.covered)
    yield from (one.fact for one in _once([*found.answers, *prose.read(text, found.covered)]))


def _kind(text: Text) -> str:
    """A member of an archive is read as what its units are called."""
    if text.kind != "member" or not text.pages:
        return text.kind
    label = text.pages[0].unit.label
    if re.search(r" row \d+$", label):
        return "row"
    return "page" if re.fullmatch(r"page \d+", label) else "line" if label.startswith("line") else "section"


def _once(answers: Sequence[Answer]) -> Iterator[Answer]:
    """A question that several sheets ask counts as the first of them has it, and not at all where they answer it differently:
    which of them is the old one is not to be told.
    """
    places: dict[str, str] = {}
    said: dict[tuple[str, str], dict[str, str]] = {}
    for one in answers:
        places.setdefault(one.question, one.sheet)
        said.setdefault((one.number, one.question), {}).setdefault(one.sheet, one.told)
    for one in answers:
        elsewhere = said[one.number, one.question]
        first = next(iter(elsewhere)) if one.number else places[one.question]
        if one.sheet == first and len(set(elsewhere.values()) if one.number else "1") == 1:
            yield one


FAMILY = Family(KEYS, read)
