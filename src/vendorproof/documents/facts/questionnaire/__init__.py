"""Questionnaires: whose they are, who answered when, and every answer with its question."""

from collections.abc import Iterator

from vendorproof.documents.facts.fact import Fact, Text
from vendorproof.documents.facts.family import Family, Key
from vendorproof.documents.facts.kinds import Day, Record, Words
from vendorproof.documents.facts.questionnaire import front, prose, tables
from vendorproof.documents.facts.questionnaire.values import STANDARD, Pieces, Running

MOST_ANSWERS = 10_000

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
    found = tables.read(text)
    yield from front.read(text, found.covered)
    answers = [*found.answers, *prose.read(text, found.covered)]
    told: set[tuple[str, str]] = set()
    for one in answers:
        number, question = one.key
        # A summary repeats questions, often without their ids; an older sheet, with other answers.
        if (number, question) in told or (not number and ("", question) in told):
            continue
        told |= {(number, question), ("", question)}
        yield one.fact
        if len(told) > 2 * MOST_ANSWERS:
            return


FAMILY = Family(KEYS, read)
