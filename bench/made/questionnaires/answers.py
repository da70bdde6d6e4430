"""What all of them are made of."""

from collections.abc import Iterable, Sequence

from bench.made.blocks import Gold

Row = tuple[str, str, str, str]
"""Id, question, answer and comment; empty is not said."""


def gold(
    answers: Iterable[Row],
    standard: str = "",
    edition: str = "",
    respondent: str = "",
    date: str = "",
) -> Sequence[Gold]:
    """The facts of one; questions that nobody answered or commented are none."""
    head = {"standard": standard, "edition": edition, "respondent": respondent, "date": date}
    told = [Gold(key, value) for key, value in head.items() if value]
    for number, question, answer, comment in answers:
        if answer or comment:
            value = {"id": number, "question": question, "answer": answer, "comment": comment}
            told.append(Gold("answers", {name: one or None for name, one in value.items()}))
    return told
