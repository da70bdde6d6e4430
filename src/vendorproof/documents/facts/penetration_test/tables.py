"""Findings by the table that sums them up."""

import re
from collections.abc import Iterator, Sequence

from vendorproof.documents.facts import severity
from vendorproof.documents.facts.lines import Line
from vendorproof.documents.facts.penetration_test.finding import Finding, squeezed
from vendorproof.documents.facts.penetration_test.headings import GRADED, numbered
from vendorproof.documents.facts.penetration_test.words import (
    FIELD,
    GRADE,
    LABELS,
    STATUS,
    STATUS_WORDS,
    is_definition,
    is_title,
)

MOST_MISSES = 4
_CELLS = re.compile(r"\s*[\t|]\s*|\s{3,}")
_NAMES = re.compile(
    r"\b(?:findings?|vulnerabilit(?:y|ies)(?: (?:name|title|id))?|issues?|titles?|names?|observations?|weakness(?:es)?|description|summary)\b",
    re.IGNORECASE,
)
_GRADES = re.compile(rf"\b(?:{LABELS}|level)\b", re.IGNORECASE)
_LEGEND = re.compile(
    r"\b(?:definition|score range|range|explanation|meaning|criteria|cvss(?: v?\d(?:\.\d)?)? scores?|colou?r|count|number of|total)\b",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"(?:\w+ ){0,4}(?:findings?|vulnerabilit(?:y|ies)|issues?|risks?|observations?|results?)(?: (?:summary|overview|table|list))?|(?:summary|overview|list|table) of (?:\w+ ){0,3}(?:findings?|vulnerabilit(?:y|ies)|issues|results)|the following .{0,120}(?:findings?|categories|vulnerabilit(?:y|ies)|issues)\b.{0,60}:?",
    re.IGNORECASE,
)
_GRADE = re.compile(rf"(?:{GRADE})", re.IGNORECASE)
_LAST = re.compile(
    rf"^(?P<title>.{{4,220}}?)\s{{1,40}}(?P<in>{GRADE.title()}|{GRADE.upper()})(?:\s{{1,6}}(?:\(?\d{{1,2}}\.\d\)?))?(?:\s{{1,10}}(?P<status>(?i:{STATUS_WORDS})))?$"
)
_FIRST = re.compile(
    rf"^(?P<in>{GRADE.title()}|{GRADE.upper()})\s{{1,40}}(?:\d{{1,2}}\.\d\s{{1,6}})?(?P<title>\S.{{3,220}})$"
)


def tabled(lines: Sequence[Line]) -> Iterator[Finding]:
    """The rows of every table that has a column of names and one of grades, or whose rows begin with a grade under a heading of
    findings.
    """
    at = 0
    while at < len(lines):
        if lines[at].contents or not _begins(lines, at):
            at += 1
            continue
        rows, behind = _rows(lines, at)
        if len(rows) >= 2:
            yield from rows
        at = max(behind, at + 1)


def _begins(lines: Sequence[Line], at: int) -> bool:
    text = lines[at].text
    if len(text) > 160 or _LEGEND.search(text):
        return False
    return (
        _NAMES.search(text) is not None and _GRADES.search(text) is not None and len(text.split()) <= 16
    ) or _CALLED.fullmatch(text) is not None


def _rows(lines: Sequence[Line], head: int) -> tuple[list[Finding], int]:
    columns = _columns(lines[head].text)
    loose = _is_loose(lines[head].text)
    rows: list[Finding] = []
    misses, at = 0, head + 1
    while at < len(lines) and misses <= MOST_MISSES and not lines[at].contents:
        row = _row(lines, at, columns)
        if row is not None and columns is None:
            row.loose = loose
        misses = 0 if row else misses + 1
        if row:
            rows.append(row)
        elif _LEGEND.search(lines[at].text) and not rows:
            return [], at
        at += 1
    return rows, at - misses if rows else head + 1


def _is_loose(head: str) -> bool:
    """Whether another column stands between the name and the grade."""
    name, grade = _NAMES.search(head), _GRADES.search(head)
    return bool(name and grade and name.end() < grade.start() and head[name.end() : grade.start()].strip(" |/-"))


def _columns(head: str) -> tuple[int, int, int | None] | None:
    """Where the name, the grade and, if there is one, the status stand, of a head whose cells can be told."""
    cells = _CELLS.split(head)
    names = [
        at for at, cell in enumerate(cells) if _NAMES.search(cell) and not re.search(r"\bid\b|#|no\.", cell.casefold())
    ]
    grades = [at for at, cell in enumerate(cells) if _GRADES.search(cell)]
    states = [at for at, cell in enumerate(cells) if re.search(r"\b(?:status|state|retest)\b", cell.casefold())]
    if len(cells) < 2 or not names or not grades or names[0] == grades[0]:
        return None
    return names[0], grades[0], states[0] if states else None


def _row(lines: Sequence[Line], at: int, columns: tuple[int, int, int | None] | None) -> Finding | None:
    line = lines[at]
    if columns and ("\t" in line.text or "|" in line.text):
        return _celled(line, at, columns)
    if GRADED.match(line.text) or FIELD.fullmatch(line.text):
        return None
    number, begin = numbered(line.text)
    rest = line.text[begin:]
    match = _LAST.match(rest) or _FIRST.match(rest)
    if match is None:
        return None
    inner_number, inner = numbered(match["title"])
    title = squeezed(match["title"][inner:])
    if not is_title(title) or (is_definition(title) and not number):
        return None
    start = begin + match.start("title") + inner
    found = Finding(at, title, [line.cite(start, begin + match.end("title"))], number or inner_number, confidence=0.88)
    found.severity = severity.grade(match["in"])
    found.graded = line.cite(begin + match.start("in"), begin + match.end("in")) if found.severity else None
    written = match.groupdict().get("status")
    if written and (status := STATUS.read(written)):
        found.status, found.stated = status, line.cite(begin + match.start("status"), begin + match.end("status"))
    return found


def _celled(line: Line, at: int, columns: tuple[int, int, int | None]) -> Finding | None:
    spans, start = [], 0
    for match in _CELLS.finditer(line.text):
        spans.append((start, match.start()))
        start = match.end()
    spans.append((start, len(line.text)))
    name, graded, stated = columns
    if max(name, graded) >= len(spans):
        return None
    (begin, end), (left, right) = spans[name], spans[graded]
    grade = severity.SEVERITY.read(line.text[left:right])
    number, inner = numbered(line.text[begin:end])
    title = squeezed(line.text[begin + inner : end])
    if grade is None or not is_title(title):
        return None
    first = line.text[: spans[0][1]].strip()
    found = Finding(
        at,
        title,
        [line.cite(begin + inner, end)],
        number or (first if len(first) <= 24 and name else ""),
        confidence=0.95,
    )
    found.severity, found.graded = grade, line.cite(left, right)
    if stated is not None and stated < len(spans) and (status := STATUS.read(line.text[slice(*spans[stated])])):
        found.status, found.stated = status, line.cite(*spans[stated])
    return found


def broken(lines: Sequence[Line]) -> Iterator[Finding]:
    """Of a table whose columns come one after the other: as many numbered names as grades behind them."""
    at = 0
    while at < len(lines):
        last = at
        while (
            last < len(lines)
            and not lines[last].contents
            and numbered(lines[last].text)[0]
            and not _GRADE.fullmatch(lines[last].text)
        ):
            last += 1
        count = last - at
        grades = next(
            (
                last + skip
                for skip in (0, 1, 2)
                if last + skip < len(lines) and _GRADE.fullmatch(lines[last + skip].text)
            ),
            None,
        )
        if count >= 2 and grades is not None:
            held = lines[grades : grades + count]
            beyond = grades + count < len(lines) and _GRADE.fullmatch(lines[grades + count].text)
            if len(held) == count and all(_GRADE.fullmatch(one.text) for one in held) and not beyond:
                for name, grade in zip(range(at, last), held, strict=True):
                    number, begin = numbered(lines[name].text)
                    yield Finding(
                        name,
                        squeezed(lines[name].text[begin:]),
                        [lines[name].cite(begin)],
                        number,
                        severity.grade(grade.text),
                        grade.cite(),
                        confidence=0.8,
                    )
        at = max(last, at + 1)
