"""Complementary user-entity controls: what the report takes for granted at the customer's."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import islice

from vendorproof.documents.facts.fact import Fact
from vendorproof.documents.facts.flow import PARAGRAPH, Flow
from vendorproof.documents.facts.soc.names import clean
from vendorproof.documents.facts.soc.opinion import Report, lines

REACH = 14_000
LONGEST = 900
MOST = 120
MOST_HEADS = 20
_HEAD = re.compile(
    r"(?:[\dA-Z]{1,4}(?:\.\d{1,2}){0,3}[.)]? |(?:Section|SECTION) [\dIVX]+\W{1,4})?(?:(?i:complementary )?(?i:user[- ](?:entit(?:y|ies)|organi[sz]ations?|control)(?:'s?)? (?:controls?|considerations?|responsibilities|control considerations)"
    r"|customer control considerations|complementary (?:client|customer) controls|controls expected (?:of|at) (?:customers|user entities|clients)|client control considerations))(?i: \(CUECs?\)|)\W{0,3}"
)
_SAID = re.compile(r"[Cc]omplementary [Uu]ser[- ][Ee]ntity [Cc]ontrols?: (?P<items>[^\n\u2029]{20,2000})")
_BULLET = re.compile(r"(?:[•▪●◦·‣∙■□➢✓*o-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|CUEC[- ]?\d{1,3}[:.]?)[\s]+(?=\S)")
_INTRO = re.compile(
    r"\bfollowing\b|\bbelow\b|\bassumption\b|\bdesigned\b|\bthis section\b|\bshould consider\b|:$|\bnot (?:be|intended)\b",
    re.IGNORECASE,
)
_THEIRS = re.compile(
    r"(?:Each )?(?:User (?:entit(?:y|ies)|organi[sz]ations?|auditors)|Customers?|Clients?|Subscribers|Users|Controls? (?:to|are|should|provide|over|exist))\b|.{0,80}\b(?:(?:is|are) (?:responsible for|expected to|required to)|should|must)\b",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"(?:SECTION|Section) [\dIVX]|(?i:(?:complementary )?subservice|trust services|control objectives?\b|monitoring of|changes to the system|tests? of controls|independent service)"
)
_TRAIL = re.compile(r"(?<=[.;])(?: (?:[A-Z]{1,4}\d{0,2}[.-]\d{1,2}(?:\.\d{1,2}){0,2},?)){1,6}$")
_CODE = re.compile(r"(?:[A-Z]{1,4}\d{0,2}[.-]\d{1,2}(?:\.\d{1,2})*(?:, ?)?){1,8}|\d{1,2}(?:\.\d{1,2})?")


def facts(flow: Flow, report: Report | None, kind: str) -> Iterator[Fact]:
    """Items of the list or table under a heading of that name, outside the auditor's own report."""
    text = flow.text
    begin = report.end if report else 0
    told: set[str] = set()
    for low, high in _all(flow, begin, kind):
        value = clean(text[low:high])
        cited = flow.cite(low, high)
        if len(cited) == 1 and 20 <= len(value) <= LONGEST and value.casefold() not in told and len(told) < MOST:
            told.add(value.casefold())
            yield Fact("user_entity_controls", value, value, 0.9 if report else 0.6, cited)


def _all(flow: Flow, begin: int, kind: str) -> Iterator[tuple[int, int]]:
    said = [match.span("items") for match in islice(_SAID.finditer(flow.text, begin), MOST_HEADS)]
    taken = [(low, high) for one in said for low, high in _inline(flow.text, one[0])]
    yield from taken
    for at, table in islice(_heads(flow.text, begin), MOST_HEADS):
        end = _section_end(flow, at) if kind == "section" else len(flow.text)
        for low, high in _items(flow.text, at, end, table=table):
            if not any(low < stop and start < high for start, stop in taken):
                yield low, high


def _heads(text: str, begin: int) -> Iterator[tuple[int, bool]]:
    """The ends of headings, and whether they are the head of a table."""
    done = begin
    for low, high in lines(text, begin, len(text)):
        if low < done or high - low > 160:
            continue
        cells = text[low:high].split("\t")
        if _HEAD.fullmatch(cells[0]):
            done = high
            yield high + 1, len(cells) > 1


def _section_end(flow: Flow, at: int) -> int:
    """Where a unit begins that is not of the same section, nor of one within it."""
    word = max(0, bisect_right(flow.starts, at - 1) - 1)
    label = flow.source[flow.pages[word]].unit.label if flow.pages else ""
    for page in range(flow.pages[word] + 1, len(flow.source)):
        if not flow.source[page].unit.label.startswith(label):
            begin = bisect_left(flow.pages, page)
            return flow.starts[begin] if begin < len(flow.starts) else len(flow.text)
    return len(flow.text)


def _items(text: str, at: int, end: int, *, table: bool) -> Iterator[tuple[int, int]]:
    body = list(_body(text, at, end))
    if table or any("\t" in text[low:high] for low, high in body[:6]):
        yield from _cells(text, body)
    elif any(_BULLET.match(text, low, high) for low, high in body):
        yield from _listed(text, body)
    else:
        yield from _sentences(text, body)


def _inline(text: str, at: int) -> Iterator[tuple[int, int]]:
    """`Complementary user-entity controls: one; another.`"""
    stop = text.find(".", at, at + 2_000)
    pieces = text[at:stop].split(";") if stop >= 0 else []
    for piece in pieces if len(pieces) > 1 and PARAGRAPH not in text[at:stop] else ():
        yield at, at + len(piece)
        at += len(piece) + 1


def _body(text: str, at: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines up to the next heading."""
    above = "."
    for low, high in lines(text, at, min(end, at + REACH)):
        line = _TRAIL.sub("", text[low:high])
        heading = (
            low > at and _is_heading(line) and (above.endswith((".", ";")) or line.isupper() or line.count(" ") > 1)
        )
        if heading or (
            low > at
            and _NEXT.match(line)
            and not line.endswith(".")
            and "\t" not in line
            and above.endswith((".", ";", ":"))
        ):
            return
        yield low, high
        above = line or above


def _is_heading(line: str) -> bool:
    """Short, not a sentence's end, no item, no code of a criterion."""
    if not line or len(line) > 90 or line.endswith((".", ";", ":", ",")) or "\t" in line or _BULLET.match(line):
        return False
    words = [one for one in line.split() if one[0].isalpha() and len(one) > 3]
    return bool(words) and not _CODE.fullmatch(line) and all(one[0].isupper() for one in words)


def _listed(text: str, body: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Items whose marks are of one kind, and count up where they count."""
    start = end = -1
    above = mark = ""
    for low, high in body:
        line = text[low:high]
        bullet = _BULLET.match(text, low, high)
        if (bullet and not mark) or (bullet and _follows(mark, bullet[0].strip())):
            if start >= 0:
                yield start, end
            start, end, mark = bullet.end(), high, bullet[0].strip()
        elif bullet and start >= 0 and above.endswith((".", ";")):
            break
        elif start >= 0 and (above.endswith((".", ";")) or text[low - 1] == PARAGRAPH):
            yield start, end
            start = -1
            if not _THEIRS.match(line):
                return
        elif start >= 0:
            end = high
        above = line
    if start >= 0:
        yield start, end


def _follows(mark: str, other: str) -> bool:
    one, two = re.search(r"\d+", mark), re.search(r"\d+", other)
    if one and two:
        return int(two[0]) == int(one[0]) + 1
    return (re.sub(r"\w", "a", mark) == re.sub(r"\w", "a", other)) if mark[-1] in ".)" else mark == other


def _cells(text: str, body: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Of each row the longest cell; the head is no row."""
    rows = [(low, high) for low, high in body if "\t" in text[low:high]]
    for low, high in rows:
        place = low
        told = []
        for cell in text[low:high].split("\t"):
            told.append((place, place + len(cell)))
            place += len(cell) + 1
        begin, end = max(told, key=lambda one: one[1] - one[0])
        if not (text[low:high].rstrip().endswith(":") or _HEAD.match(text, low, high)) and text[
            begin:end
        ].rstrip().endswith((".", ";")):
            yield begin, end


def _sentences(text: str, body: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Paragraphs that put the customer under a duty."""
    start = -1
    for low, high in body:
        line = _TRAIL.sub("", text[low:high])
        if start < 0 and _THEIRS.match(line):
            start = low
        if start >= 0 and line.endswith((".", ";")):
            if not _INTRO.search(text[start:high]):
                yield start, low + len(line)
            start = -1
