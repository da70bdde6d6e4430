"""Answers in tables that say what their columns hold."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from vendorproof.documents.facts.fact import Citation, Text
from vendorproof.documents.facts.folding import folded
from vendorproof.documents.facts.questionnaire import words
from vendorproof.documents.facts.questionnaire.rows import Line, lines
from vendorproof.documents.facts.questionnaire.values import Answer, answer, shortened
from vendorproof.documents.facts.questionnaire.words import Role

MOST = 10_000
LONGEST_ROW = 1_500
WIDEST = 60
LONGEST_ID = 30
_ID = re.compile(r"(?=[^\s]*\d)[A-Za-z&]{0,8}[-._ ]?\d{0,4}[A-Za-z]?(?:[-._]?[A-Za-z]{0,4}\d{1,3}[a-z]?){0,6}[.)]?")


@dataclass(slots=True)
class Head:
    """Which column holds what, and the row that says so. `marks`: the columns that are ticked, with their names' row."""

    line: Line
    question: int | None
    answer: int | None
    id: int | None
    comment: int | None
    marks: dict[int, Line]


@dataclass(frozen=True, slots=True)
class Found:
    """`covered` are the keys of the lines that are part of a table with columns."""

    answers: Sequence[Answer]
    covered: frozenset[tuple[int, int]]


@dataclass(slots=True)
class _Reader:
    answers: list[Answer] = field(default_factory=list)
    covered: set[tuple[int, int]] = field(default_factory=set)
    head: Head | None = None
    unclear: bool = False
    """The table has several columns of answers, and does not say which counts."""
    sheet: str = ""

    def take(self, line: Line, kind: str) -> None:
        if kind == "row" and line.sheet != self.sheet:
            self.head, self.unclear = None, False
        self.sheet = line.sheet
        if kind == "row" and words.ASIDE.search(folded(line.sheet)):
            return
        if len(line.cells) < 2:
            if kind == "row" and self.head:
                self.covered.add(line.key)
            return
        if (found := head(line)) is not None:
            self.head, self.unclear = found, False
            self.covered.add(line.key)
        elif self.unclear or _names_answers_twice(line):
            self.head, self.unclear = None, True
            self.covered.add(line.key)
        elif self.head is not None and _sub_head(self.head, line):
            self.covered.add(line.key)
        elif self.head is not None and len(line.cells) <= WIDEST:
            self.covered.add(line.key)
            if len(self.answers) < MOST and (one := _answered(self.head, line)) is not None:
                self.answers.append(one)


def read(text: Text) -> Found:
    """Every row under a head with columns for questions and answers."""
    reader = _Reader()
    for line in lines(text):
        reader.take(line, text.kind)
    return Found(reader.answers, frozenset(reader.covered))


def head(line: Line) -> Head | None:
    """The columns a row names, if it names one for questions and one or several for answers."""
    if not 2 <= len(line.cells) <= WIDEST:
        return None
    roles = [words.role(line.cell(at)) for at in range(len(line.cells))]
    marks = {at: line for at, one in enumerate(roles) if one is Role.MARK}
    if not _yes_and_no(marks):
        # "No" without a "Yes" is how the column of numbers is called.
        roles = [
            Role.ID if one is Role.MARK and folded(line.cell(at)) in ("no", "n") else one
            for at, one in enumerate(roles)
        ]
        marks = {}
    answers = _vendors(line, [at for at, one in enumerate(roles) if one is Role.ANSWER])
    question = _first(roles, Role.QUESTION, Role.WANTED)
    # What stands before the answers explains the question.
    begin = min([*answers, *marks], default=0)
    comment = _first([one if at > begin else None for at, one in enumerate(roles)], Role.COMMENT, Role.EVIDENCE)
    if len(answers) > 1 or (not answers and not marks):
        return None
    if question is None:
        # HECVAT names its section where others say "question".
        beside = comment is not None or any(
            one is Role.OTHER and at > answers[0] for at, one in enumerate(roles) if answers
        )
        if not answers or answers[0] == 0 or not beside:
            return None
    elif answers and answers[0] < question:
        return None
    return Head(
        line,
        question,
        answers[0] if answers else None,
        _identity(line, roles, question),
        comment,
        {} if answers else marks,
    )


def _names_answers_twice(line: Line) -> bool:
    roles = [words.role(line.cell(at)) for at in range(min(len(line.cells), WIDEST))]
    return roles.count(Role.ANSWER) > 1 and bool({Role.QUESTION, Role.WANTED} & set(roles))


def _first(roles: Sequence[Role | None], *wanted: Role) -> int | None:
    return next((at for one in wanted for at, role in enumerate(roles) if role is one), None)


def _vendors(line: Line, answers: Sequence[int]) -> Sequence[int]:
    """Of several columns of answers the latest year's, or the one that is called the vendor's."""
    if len(answers) < 2:
        return answers
    names = {at: folded(line.cell(at)) for at in answers}
    years = {at: int(found[0]) for at, name in names.items() if (found := re.search(r"\b20\d\d\b", name))}
    if len(years) == len(answers) and len(set(years.values())) == len(answers):
        return [max(years, key=lambda at: years[at])]
    own = [at for at, name in names.items() if re.search(r"vendor|supplier|provider|csp|your|respondent", name)]
    return own if len(own) == 1 else answers


def _yes_and_no(marks: dict[int, Line]) -> bool:
    names = {folded(line.cell(at)) for at, line in marks.items()}
    return bool(names & {"yes", "y", "ja", "oui", "si", "sí", "sim"}) and bool(
        names & {"no", "n", "nein", "non", "nee", "não"}
    )


def _identity(line: Line, roles: Sequence[Role | None], question: int | None) -> int | None:
    """The column of the questions' ids; what stands behind the question refers to something else, unless it says so."""
    names = {at: folded(line.cell(at)) for at, one in enumerate(roles) if one is Role.ID}
    found = [at for at, name in names.items() if question is None or at < question or "ques" in name or "frage" in name]

    def rank(at: int) -> int:
        name = names[at]
        return 0 if "ques" in name or "frage" in name else 2 if re.match(r"control|serial|s\b|sr|sl", name) else 1

    return min(found, key=rank, default=None)


def _sub_head(above: Head, line: Line) -> bool:
    """The second row of a head, which divides its column of answers into Yes, No and the like."""
    if above.answer is None or above.marks or line.page.number - above.line.page.number > 2:
        return False
    roles = [words.role(line.cell(at)) for at in range(len(line.cells))]
    marks = {at: line for at, one in enumerate(roles) if one is Role.MARK and at >= above.answer}
    said = [at for at in range(len(line.cells)) if line.cell(at)]
    if not _yes_and_no(marks) or len(said) > len(marks) + 2 or above.question in said:
        return False
    above.marks, above.answer = marks, None
    return True


def _answered(above: Head, line: Line) -> Answer | None:
    question, number = _asked(above, line)
    if question is None:
        return None
    said = _said(above, line)
    if said is None:
        return None
    told, place, cited = said
    comment = above.comment if above.comment is not None and words.given(line.cell(above.comment)) else None
    value = {
        "id": line.cell(number) if number is not None else None,
        "question": line.cell(question),
        "answer": told or None,
        "comment": shortened(line.cell(comment)) or None if comment is not None else None,
    }
    used = [one for one in (number, question, place, comment) if one is not None]
    return answer(value, line.text, 0.97 if number is not None else 0.93, [*_cited(line, used), *cited], line.sheet)


def _asked(above: Head, line: Line) -> tuple[int | None, int | None]:
    """The cells of the question and its id."""
    if above.question is not None:
        number = above.id if above.id is not None and _is_id(line.cell(above.id)) else None
        text = line.cell(above.question)
        return (above.question if _is_question(text) else None), number
    question = next((at for at in range((above.answer or 0) - 1, -1, -1) if line.cell(at)), None)
    if question is None or _is_id(line.cell(question)) or not _is_question(line.cell(question)):
        return None, None
    number = next((at for at in range(question - 1, -1, -1) if _is_id(line.cell(at))), None)
    return question, number


def _is_id(text: str) -> bool:
    return 0 < len(text) <= LONGEST_ID and bool(_ID.fullmatch(text))


def _is_question(text: str) -> bool:
    return (
        len(text) >= 5 and any(map(str.isalpha, text)) and words.role(text) not in (Role.QUESTION, Role.ID, Role.MARK)
    )


def _said(above: Head, line: Line) -> tuple[str, int | None, Sequence[Citation]] | None:
    """The answer, the cell it stands in, and the name of the column where that is what it says."""
    if above.answer is not None:
        text = words.given(line.cell(above.answer))
        return None if text is None else (text, above.answer if text else None, ())
    states = {at: words.ticked(line.cell(at)) for at in above.marks}
    if (marked := [at for at, one in states.items() if one]) and len(marked) == 1 and None not in states.values():
        at = marked[0]
        name = above.marks[at]
        return name.cell(at), at, (name.page.cite(*name.cells[at]),)
    spoken = [at for at, one in states.items() if one is None]
    if (
        not marked
        and len(spoken) == 1
        and folded(line.cell(spoken[0])) == folded(above.marks[spoken[0]].cell(spoken[0]))
    ):
        return line.cell(spoken[0]), spoken[0], ()
    strange = [
        at
        for at in range(len(line.cells))
        if words.ticked(line.cell(at)) and line.cell(at).casefold() not in ("1", "true")
    ]
    return None if marked or spoken or strange else ("", None, ())


def _cited(line: Line, used: Sequence[int]) -> Sequence[Citation]:
    """The row from the first to the last cell that counts; each for itself where that is long."""
    spans = sorted(line.cells[at] for at in used)
    if spans[-1][1] - spans[0][0] <= LONGEST_ROW:
        return (line.page.cite(spans[0][0], spans[-1][1]),)
    return tuple(_bounded(line, start, end) for start, end in spans)


def _bounded(line: Line, start: int, end: int) -> Citation:
    whole = line.page.cite(start, end)
    return (
        line.page.cite(whole.start, whole.start + len(shortened(whole.quote)))
        if len(whole.quote) > LONGEST_ROW
        else whole
    )


def loose(text: Text, covered: frozenset[tuple[int, int]]) -> Iterator[Answer]:
    """Rows without a head that ask a question and answer it by one of the usual words beside it."""
    for line in lines(text):
        if line.key in covered or not 2 <= len(line.cells) <= WIDEST or words.ASIDE.search(folded(line.sheet)):
            continue
        filled = [at for at in range(len(line.cells)) if line.cell(at)]
        at = next((one for one in filled if line.cell(one).endswith("?") and words.asks(line.cell(one))), None)
        if at is None or filled[-1] == at or not words.stated(line.cell(said := filled[filled.index(at) + 1])):
            continue
        before = filled[: filled.index(at)]
        if before and not _is_id(line.cell(before[-1])):
            continue
        value = {"id": line.cell(before[-1]) if before else None, "question": line.cell(at), "answer": line.cell(said), "comment": None}  # fmt: skip
        if (one := answer(value, line.text, 0.8, _cited(line, [*before[-1:], at, said]), line.sheet)) is not None:
            yield one
