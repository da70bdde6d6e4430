"""Lines gathered to what belongs to one question each."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from vendorproof.documents.facts.fact import Citation
from vendorproof.documents.facts.questionnaire import words
from vendorproof.documents.facts.questionnaire.rows import Line

LONGEST = 6_000
EDGE_PAGES = 3
LONGEST_HEAD = 200
LONGEST_NAME = 60
LABELS = r"(?:A|Ans|Answer|Response|Reply|(?:vendor|supplier|our|your|company|provider)(?:'s)? (?:answer|response)|Antwort|Réponse|Respuesta|Risposta|Antwoord|Resposta)"
_CAPITAL = r"(?=[\s:.)]{0,4}[\"“'‘(¿]?[A-ZÀ-ÖØ-Þ])"
_STANDARD_ID = re.compile(rf"\s*([A-Z&]{{2,5}}-\d{{2}}(?:\.\d{{1,2}})?)(?:\s+|$){_CAPITAL}")
_LETTERED = re.compile(
    rf"\s*(?:\d{{1,4}}\s+)?([A-Z]{{1,2}}\.\d{{1,3}}(?:\.\d{{1,3}}){{0,4}}|[A-Z]{{1,3}}\d{{1,3}}(?:\.\d{{1,2}})?)[.):]?(?:\s+|$){_CAPITAL}"
)
_NUMBERED = re.compile(rf"\s*(\d{{1,4}}(?:\.\d{{1,3}}){{0,4}})[.):]?(?:\s+|$){_CAPITAL}")
_TITLED = re.compile(
    r"\s*(?:Q|Question|Frage|Pregunta|Domanda|Vraag|Pergunta)\s?(?:(\d{1,4}(?:\.\d{1,3}){0,3})\s{0,2}[:.)–-]|[:.])\s*",
    re.IGNORECASE,
)
_ANSWER = re.compile(rf"\s*{LABELS}\s{{0,2}}[:：\t]", re.IGNORECASE)
_OVER = re.compile(
    r"\s*(?:end of (?:standard|questionnaire|document)|I (?:hereby )?(?:certify|confirm|declare)|we (?:hereby )?(?:certify|confirm|declare) that|signed\b|signature\b|name:|declaration$|attestation$|certification$|©|copyright\b|"
    r"(?:section|part|appendix|annex|domain) [A-Z0-9]{1,4}\b)",
    re.IGNORECASE,
)
_COLUMNS = re.compile(r"\b(?:question|frage)", re.IGNORECASE)
_ANSWERS = re.compile(r"\b(?:answer|response|antwort|yes\s?/\s?no)", re.IGNORECASE)


@dataclass(slots=True)
class Segment:
    """A question's id, if it has one, and the lines from there to the next; `ended` where something else than a question follows."""

    id: str | None
    lines: list[Line]
    body: int
    """Where the text begins behind the id, in the first line."""
    after: str | None = None
    """The id of the next."""
    ended: bool = False
    columns: str = ""
    """The words of the head of the table it stands in, as far as it is one."""
    known: frozenset[str] = frozenset()
    """Words that stand within lines of the document."""
    _text: str = field(default="", repr=False)

    @property
    def text(self) -> str:
        """The lines without the id, one after the other."""
        if not self._text:
            self._text = "\n".join(one.text for one in self.lines)[self.body : LONGEST + self.body]
        return self._text

    def cited(self, end: int) -> Sequence[Citation]:
        """From the id to `end` of the text, one citation for each page."""
        spans: dict[int, tuple[Line, int, int]] = {}
        at = -self.body
        for line in self.lines:
            if at >= end:
                break
            stop = min(line.end, line.start + end - at)
            first = spans.get(line.page.number)
            spans[line.page.number] = (first[0], first[1], stop) if first else (line, line.start, stop)
            at += line.end - line.start + 1
        return [line.page.cite(start, stop) for line, start, stop in spans.values()]


def segments(free: Iterable[Line], kind: str) -> Iterator[Segment]:
    """In order; those that are open when a section ends, end there."""
    every: Sequence[Line] = list(free)
    head = _columns(every) if kind == "page" else ()
    if kind == "page":
        every = _inner(_without_heads(every, head))
    walk = _Walk(kind, " ".join(head), _families(every), _known(every))
    for at, line in enumerate(every):
        yield from walk.take(line, every[at + 1] if at + 1 < len(every) else None)
    yield from walk.close(None)


@dataclass(slots=True)
class _Walk:
    kind: str
    columns: str
    families: frozenset[str]
    known: frozenset[str]
    open: Segment | None = None
    answered: bool = False
    last: tuple[int, ...] = ()
    section: str = ""

    def take(self, line: Line, following: Line | None) -> Iterator[Segment]:
        if self.kind == "section" and line.sheet != self.section:
            yield from self.close(None, ended=True)
        self.section = line.sheet
        begun = self._begins(line, following)
        if begun is not None:
            number, body = begun
            yield from self.close(number)
            self.open = Segment(number, [line], body, columns=self.columns, known=self.known)
            self.answered = bool(_ANSWER.search(line.text))
        elif self.open is not None and _OVER.match(line.text):
            yield from self.close(None, ended=True)
        elif self.open is not None:
            self.answered = self.answered or bool(_ANSWER.match(line.text))
            self.open.lines.append(line)

    def close(self, after: str | None, *, ended: bool = False) -> Iterator[Segment]:
        if self.open is not None:
            self.open.after, self.open.ended = after, ended
            yield self.open
        self.open, self.answered = None, False

    def _begins(self, line: Line, following: Line | None) -> tuple[str | None, int] | None:
        """The id and where the text behind it begins, if a question begins in the line."""
        shown = line.text
        ahead = shown if following is None else f"{shown}\n{following.text[:20]}"
        if match := _TITLED.match(shown):
            return match[1], match.end()
        for family in (_STANDARD_ID, _LETTERED):
            match = family.match(ahead)
            if match and _family(match[1]) in self.families:
                return match[1], min(match.end(1), len(shown))
        if not self.families and (match := _NUMBERED.match(ahead)) and self._next(match[1]):
            return match[1], min(match.end(1), len(shown))
        told = following is not None and bool(_ANSWER.match(following.text))
        if told and (self.open is None or self.answered) and words.asks(shown) and not _ANSWER.match(shown):
            return None, 0
        return None

    def _next(self, number: str) -> bool:
        """Whether a number can be the next question's: a plain one is one more, one with dots goes on."""
        told = tuple(map(int, number.split(".")))
        last = self.last
        if len(told) == 1:
            fits = told[0] == 1 or not last or told[0] == last[0] + 1
        else:
            fits = told[0] <= 99 and (not last or (told > last and told[0] - last[0] <= 1) or told[-1] == 1)
        if fits:
            self.last = told
        return fits


def _family(number: str) -> str:
    """How ids of a kind look: `A-0.0`; `A.0` whether one number or five follow the letter."""
    look = re.sub(r"[A-Z]+", "A", re.sub(r"\d+", "0", number.replace("&", "")))
    return "A.0" if look.startswith("A.") else look


def _families(every: Sequence[Line]) -> frozenset[str]:
    """The looks of ids that lines begin with three times or more; of CCM's, questions have one more number than controls."""
    seen: Counter[str] = Counter()
    for line in every:
        for family in (_STANDARD_ID, _LETTERED):
            if match := family.match(f"{line.text}\nA"):
                seen[_family(match[1])] += 1
    often = {one for one, count in seen.items() if count >= 3 and (one != "A0" or count >= 5)}
    return frozenset(often - ({"A-0"} if "A-0.0" in often else set()))


def _known(every: Iterable[Line]) -> frozenset[str]:
    return frozenset(word for line in every for word in re.findall(r"(?<=\s)\w+", line.text.casefold()))


def _inner(every: Sequence[Line]) -> Sequence[Line]:
    """Without the lines that are repeated at the edges of pages."""
    pages: dict[int, list[Line]] = {}
    for line in every:
        pages.setdefault(line.page.number, []).append(line)
    edges: Counter[str] = Counter()
    for own in pages.values():
        edges.update({_look(line) for line in (*own[:2], *own[-2:])})
    running = {look for look, count in edges.items() if count >= max(EDGE_PAGES, len(pages) // 2)}
    return [
        line
        for own in pages.values()
        for at, line in enumerate(own)
        if not (_look(line) in running and (at < 2 or at >= len(own) - 2))
    ]


def _look(line: Line) -> str:
    return re.sub(r"\d+", "0", line.text.strip())


def _without_heads(every: Sequence[Line], head: Sequence[str]) -> list[Line]:
    """Without the head of a table that pages repeat."""
    kept: list[Line] = []
    at = 0
    while at < len(every):
        if head and [line.text for line in every[at : at + len(head)]] == list(head):
            at += len(head)
            continue
        kept.append(every[at])
        at += 1
    return kept


def _columns(every: Sequence[Line]) -> Sequence[str]:
    """The head of a printed table: the few lines from one that names questions to one that names answers."""
    for at, line in enumerate(every):
        if (
            not _COLUMNS.search(line.text)
            or len(line.text) > LONGEST_HEAD
            or line.text.rstrip().endswith(("?", ".", ":"))
        ):
            continue
        block = [line.text]
        for later in every[at + 1 : at + 14]:
            if len(later.text) > LONGEST_NAME or later.text.rstrip().endswith(("?", ".")) or _is_id(later.text):
                break
            block.append(later.text)
        shown = " ".join(block)
        question = _COLUMNS.search(shown)
        if question and _ANSWERS.search(shown, question.end()):
            return block
    return ()


def _is_id(shown: str) -> bool:
    return any(one.match(f"{shown}\nA") for one in (_NUMBERED, _LETTERED, _STANDARD_ID))
