"""Counts by severity as a report sums them up: in a sentence, line by line, or in columns."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from vendorproof.documents.facts import amounts
from vendorproof.documents.facts.fact import Citation, Text
from vendorproof.documents.facts.lines import Line
from vendorproof.documents.facts.severity import ANY, TALLY, grade

NEAR = 3
_SENTENCE = re.compile(r"[^.!?\n]{0,3}(?:[^.!?]|[.](?=\d)|\n(?!\n)){20,500}")
_NOUN = re.compile(
    r"\b(?:findings?|vulnerabilit(?:y|ies)|issues?|weakness(?:es)?|flaws?|observations?|risks?)\b", re.IGNORECASE
)
_FOUND = re.compile(
    r"\b(?:found|identif|discover|uncover|report|reveal|result|document|detect|total|rated|classified|consist|comprise|yield|list|there (?:were|are)|summary|contain)",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:previous(?:ly)?|prior|last (?:engagement|assessment|test|year|report)|former|earlier (?:test|assessment|engagement)|initial (?:test|assessment|engagement|report)|example|sample|template|e\.g\.|days?|hours?|weeks?|sla|deadline|matrix|scale|scores?|points?|within \d)\b",
    re.IGNORECASE,
)
_WRITTEN = "|".join(sorted((word for word, number in amounts.WORDS.items() if number <= 99), key=len, reverse=True))
_TOTAL = re.compile(
    rf"(?<=[a-z:,]\s)(?:total of )?(?P<count>\d{{1,4}}|{_WRITTEN})\s{{1,3}}(?:(?:\(\d{{1,4}}\)|unique|distinct|total|security|potential|individual|separate|different|new|technical|key)\s{{1,3}}){{0,3}}(?:findings|vulnerabilities|issues|weaknesses|flaws|observations)\b",
    re.IGNORECASE,
)
_NAME = re.compile(rf"(?:{ANY})", re.IGNORECASE)
_ROW = re.compile(
    rf"(?:(?P<n1>{ANY})(?:[ -]?(?:severity|risk))?(?: (?:findings?|vulnerabilities|issues))?[\s:|=()\t-]{{1,8}}(?P<c1>\d{{1,4}})\)?|(?P<c2>\d{{1,4}})[\s|\t]{{1,4}}(?P<n2>{ANY})(?:[ -]?(?:severity|risk))?(?: (?:findings?|vulnerabilities|issues))?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts as one place of the report states them."""

    counts: Mapping[str, int]
    cited: Sequence[Citation]

    @property
    def total(self) -> int:
        """Of all severities."""
        return sum(self.counts.values())


def summary(text: Text, lines: Sequence[Line], own: Mapping[str, int]) -> Summary | None:
    """The report's own, if it has one that holds; `own` are the counts of what was found in it."""
    return _chosen([*_sentences(text), *_listed(lines), *_columns(lines)], own)


def positive(counts: Mapping[str, int]) -> dict[str, int]:
    return {name: count for name, count in counts.items() if count}


def _chosen(summaries: Sequence[Summary], own: Mapping[str, int]) -> Summary | None:
    """The one all agree with; of several that differ the one that the findings bear out, or that is the sum of the others."""
    distinct = list(
        {tuple(sorted(positive(one.counts).items())): one for one in reversed(summaries) if one.total}.values()
    )
    if len(distinct) == 1:
        return distinct[0]
    for one in distinct:
        if positive(one.counts) == dict(own):
            return one
    largest = max(distinct, key=lambda one: one.total, default=None)
    if largest is None:
        return None
    rest = [one for one in distinct if one is not largest]
    summed = {name: sum(one.counts.get(name, 0) for one in rest) for name in largest.counts}
    within = all(set(one.counts.items()) <= set(largest.counts.items()) for one in rest)
    return largest if within or summed == dict(largest.counts) else None


def _sentences(text: Text) -> Iterator[Summary]:
    """`We found 12 vulnerabilities: 3 critical, 3 high …`."""
    for page in text.pages:
        for match in _SENTENCE.finditer(page.text):
            sentence = match[0]
            if (
                len(_NAME.findall(sentence)) < 2
                or not _NOUN.search(page.text, max(0, match.start() - 120), match.end())
                or not _FOUND.search(sentence)
                or _OTHER.search(sentence)
            ):
                continue
            stated, _ = TALLY.read([" ".join(sentence.split())])
            counts = {name: next(iter(held)) for name, held in stated.items() if len(held) == 1}
            named = {grade(one) for one in re.findall(rf"\b(?:{ANY})\b", sentence, re.IGNORECASE)} - {None}
            totals = {_number(one["count"]) for one in _TOTAL.finditer(sentence)} - set(counts.values())
            if (
                len(counts) >= 2
                and named - {"informational"} <= set(counts)
                and (not totals or sum(counts.values()) in totals)
            ):
                yield Summary(counts, [page.cite(match.start(), match.end())])


def totals(text: Text) -> set[int]:
    """What sentences say was found in all."""
    found: set[int] = set()
    for page in text.pages:
        for match in _TOTAL.finditer(page.text):
            around = page.text[max(0, match.start() - 100) : match.end() + 40]
            if _FOUND.search(around) and not _OTHER.search(around):
                found.add(_number(match["count"]))
    return {one for one in found if one}


def _number(written: str) -> int:
    return int(written) if written.isdigit() else amounts.WORDS.get(" ".join(written.casefold().split()), 0)


def _listed(lines: Sequence[Line]) -> Iterator[Summary]:
    """Two lines or more, one after the other, of a severity and its number each."""
    at = 0
    while at < len(lines):
        rows: dict[str, int] = {}
        cited: list[Citation] = []
        first = at
        while (
            at < len(lines)
            and (match := _ROW.fullmatch(lines[at].text))
            and (name := grade(match["n1"] or match["n2"]))
            and name not in rows
        ):
            rows[name] = int(match["c1"] or match["c2"])
            cited.append(lines[at].cite())
            at += 1
        if len(rows) >= 2 and not _is_other(lines, first, at):
            yield Summary(rows, cited)
        at += at == first


def _columns(lines: Sequence[Line]) -> Iterator[Summary]:
    """A line of severities with the line of their numbers under or over it."""
    for at in range(len(lines) - 1):
        upper, lower = lines[at], lines[at + 1]
        if upper.page is not lower.page or len(upper.text) > 200 or len(lower.text) > 200 or upper.contents:
            continue
        if not (_is_numbers(lower.text) or _is_numbers(upper.text)):
            continue
        cited = upper.page.cite(upper.start, lower.start + len(lower.text))
        stated, _ = TALLY.read([cited.quote])
        counts = {name: next(iter(held)) for name, held in stated.items()}
        if len(counts) >= 3 and not _is_scale(list(counts.values())) and not _is_other(lines, at, at + 2):
            yield Summary(counts, [cited])


def _is_scale(numbers: Sequence[int]) -> bool:
    """`1 2 3 4 5`: what a matrix of risks writes at its sides."""
    return numbers == sorted(numbers) and set(numbers) == set(range(numbers[0], numbers[0] + len(numbers)))


def _is_numbers(text: str) -> bool:
    return re.fullmatch(r"(?:[A-Za-z ()#.]{0,30}[\s:|\t]{1,4})?(?:\d{1,4}[\s|\t]{1,12}){2,6}\d{1,4}", text) is not None


def _is_other(lines: Sequence[Line], first: int, last: int) -> bool:
    """Whether they are of another test, or no counts of findings at all."""
    return any(
        _OTHER.search(one.text) for one in lines[max(0, first - NEAR) : last + 2] if one.page is lines[first].page
    )
