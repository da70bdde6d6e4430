"""The answers of an assessment: what was asked and what was answered, question by question."""

import json
from typing import Final

from vendorproof.objects.kinds.text import text_reader
from vendorproof.objects.kinds.values import BLANKS, Reader, Rule, Unreadable, listed, nearest, shown
from vendorproof.objects.spec import Field

PARTS: Final = {"question_id": 255, "question": 20_000, "answer": 20_000, "comment": 20_000}
"""The keys of one answer with their longest text."""

MOST_ANSWERS: Final = 5000


def answers_reader(_rule: Rule) -> Reader:
    """Objects with exactly the keys of PARTS, absent ones null; a text is taken when it is the JSON of such a list."""
    readers = {name: text_reader(Rule(Field(name, name, "text", max_length=limit))) for name, limit in PARTS.items()}

    def read_answers(value: object) -> list[dict[str, str | None]]:
        given = _parsed(value) if isinstance(value, str) else value
        if not isinstance(given, list):
            message = f"{shown(value)} stands where a list of answers belongs: objects with {listed(PARTS, 'and')}."
            raise Unreadable(message)
        if len(given) > MOST_ANSWERS:
            message = f"The list has {len(given)} answers; at most {MOST_ANSWERS} are accepted."
            raise Unreadable(message)
        found = [_answer(one, at, readers) for at, one in enumerate(given)]
        _refuse_repeated(found)
        return found

    return read_answers


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        message = f"{shown(text)} is not the JSON of a list of answers."
        raise Unreadable(message) from None


def _answer(given: object, at: int, readers: dict[str, Reader]) -> dict[str, str | None]:
    if not isinstance(given, dict):
        message = f"Answer {at + 1} is {shown(given)}; each answer is an object with {listed(PARTS, 'and')}."
        raise Unreadable(message)
    for name in given:
        if name not in PARTS:
            close = nearest(str(name), tuple(PARTS))
            hint = f' Did you mean "{close}"?' if close else ""
            message = f"Answer {at + 1} has {shown(name)}; known are {listed(PARTS, 'and')}.{hint}"
            raise Unreadable(message)
    found = {name: _part(given.get(name), name, at, reader) for name, reader in readers.items()}
    if found["question_id"] is None and found["question"] is None:
        message = f"Answer {at + 1} has neither question_id nor question."
        raise Unreadable(message)
    return found


def _part(value: object, name: str, at: int, reader: Reader) -> str | None:
    text = value.strip(BLANKS) if isinstance(value, str) else value
    if text is None or text == "":
        return None
    try:
        read = reader(text)
    except Unreadable as refused:
        message = f"Answer {at + 1}, {name}: {refused.reason}"
        raise Unreadable(message) from None
    return str(read)


def _refuse_repeated(found: list[dict[str, str | None]]) -> None:
    first: dict[str, int] = {}
    for at, one in enumerate(found):
        question_id = one["question_id"]
        if question_id is not None and first.setdefault(question_id, at) != at:
            message = f"Answers {first[question_id] + 1} and {at + 1} are both to question_id {shown(question_id)}."
            raise Unreadable(message)
