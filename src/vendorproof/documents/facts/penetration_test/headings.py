"""Findings by their headings: the grade stands in the heading, or on a labelled line under it."""

import re
from collections.abc import Iterator, Sequence

from vendorproof.documents.facts import severity
from vendorproof.documents.facts.lines import Line
from vendorproof.documents.facts.penetration_test.finding import Finding, spanning, squeezed
from vendorproof.documents.facts.penetration_test.words import (
    FIELD,
    GRADE,
    LABELS,
    NAMED,
    NUMBERED,
    is_definition,
    is_title,
)

LOOK_BACK = 9
LOOK_AHEAD = 7
_NUMBERED = re.compile(NUMBERED)
_BEHIND = re.compile(
    rf"^(?P<title>.{{3,240}}?)(?:\s{{0,3}}[(\[{{]\s{{0,2}}(?:(?:severity|risk|rating|cvss)\b[\s:]{{0,3}})?(?P<in>{GRADE})\b(?:[ -](?:severity|risk))?(?:[\s,;:/–-]{{1,4}}(?:cvss\D{{0,8}})?\d{{1,2}}(?:\.\d)?)?\s{{0,2}}[)\]}}]"
    rf"|\s{{0,3}}(?:\s[-–—]|[:|\t])\s{{0,3}}(?P<out>{GRADE})(?:[ -](?:severity|risk))?)(?:\s{{0,3}}[(\[–—|\t-]\s{{0,3}}(?P<status>[a-z' -]{{4,24}})[)\]]?)?$",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"^[\[(]?\s?(?:(?:severity|risk|rating)[\s:]{{1,3}})?(?P<in>(?i:{GRADE}))(?:[ -](?i:severity|risk))?\s?[\])]?\s{{0,3}}(?P<sign>\s[-–—]\s|[:|\t]|(?<=[\])]))\s{{0,3}}(?P<title>\S.{{3,200}})$"
)
_SHOUTED = re.compile(rf"^(?P<in>{GRADE.upper()})\s{{1,3}}(?P<title>[A-Z\"“].{{3,200}})$")
GRADED = re.compile(
    rf"^(?:{LABELS})\s?(?:\([^)]{{1,20}}\))?[\s:=|*–—\t-]{{1,8}}(?:(?:[a-z]{{1,5}}[^\w\n]{{0,3}}(?:v\d(?:\.\d)?)?[^\w\n]{{0,3}})?\d{{1,2}}(?:\.\d)?\s{{0,2}}[-–—(/:,]?\s{{0,2}})?(?P<in>{GRADE})\b(?P<rest>.{{0,160}})$",
    re.IGNORECASE,
)
_UNREAD = re.compile(rf"^(?:{LABELS})\s{{0,2}}[:=–—]\s{{0,2}}$", re.IGNORECASE)
_LABEL = re.compile(rf"^(?:{LABELS})\s{{0,2}}[:=|]?$", re.IGNORECASE)
_ALONE = re.compile(
    rf"^[(\[]?(?P<in>{GRADE})(?:[ -](?:severity|risk))?[)\]]?(?:\s{{0,2}}[(/–-]?\s{{0,2}}(?:cvss\D{{0,6}})?\d{{1,2}}\.\d\)?)?$",
    re.IGNORECASE,
)
_SECOND = re.compile(
    r"^[\s)\]*_|,;:/–—.(-]*(?:$|severity\b|risk\b|\(|cvss|score|difficulty|likelihood|impact|status|type|finding|id\b|target|\d{1,2}(?:\.\d)?\b|av:|exploitab|priority|confidence|category|vector|location|tob-|cwe)",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"^(?:\W{0,3}|\d{1,2}(?:\.\d{1,2}){1,4}\.?\s)(?:description|summary|details?|overview|impact|likelihood|business impact|(?:overall )?(?:severity|risk)|cvss|common vulnerability|affected|vulnerable|location|recommend|remediat|mitigation|proof|evidence|"
    r"steps|reproduc|technical|category|status|references?|host|target|system|component|observation|background|exploit|cwe|owasp|type|threat|url|asset|finding|vulnerability|issue|the following|it was|during|while)",
    re.IGNORECASE,
)


def headed(lines: Sequence[Line]) -> Iterator[Finding]:
    """Those whose heading holds the grade, or whose heading has a labelled grade under it, in order."""
    for at, line in enumerate(lines):
        if line.contents:
            continue
        found = _in_heading(lines, at) or _under_heading(lines, at)
        if found is not None:
            yield found


def _in_heading(lines: Sequence[Line], at: int) -> Finding | None:
    """`XX-01-001 WP1: Title (High)`, `[High] Title`, `Title - High`, `CRITICAL  Title`; the title may fill two lines."""
    line = lines[at]
    if line.text.count("\t") + line.text.count("|") >= 2:
        return None
    number, begin = numbered(line.text)
    rest = line.text[begin:]
    if (match := _BEHIND.match(rest)) and not GRADED.match(line.text):
        return _behind(lines, at, match, begin, number)
    match = _BEFORE.match(rest) or _SHOUTED.match(rest)
    if match is None or not is_title(match["title"]) or is_definition(match["title"]):
        return None
    if not (number and match.re is _BEFORE) and not _has_body(lines, at):
        return None
    start = begin + match.start("title")
    other, inner = numbered(match["title"])
    found = Finding(at, squeezed(match["title"][inner:]), [line.cite(start + inner)], number or other, confidence=0.9)
    return _grade(found, line, begin, match)


def _behind(lines: Sequence[Line], at: int, match: re.Match[str], begin: int, number: str) -> Finding | None:
    line, first = lines[at], at
    title, cited = squeezed(match["title"]), line.cite(begin, begin + match.end("title"))
    if not number and at and lines[at - 1].page is line.page and not lines[at - 1].contents:
        above, inner = numbered(lines[at - 1].text)
        if above and len(lines[at - 1].text) > 30 and not _BEHIND.match(lines[at - 1].text):
            first, number = at - 1, above
            cited = line.page.cite(lines[first].start + inner, line.start + match.end("title"))
            title = squeezed(cited.quote)
    plain = match["title"].strip()
    if not is_title(title) or (
        not number and (is_definition(title) or not _has_body(lines, at) or plain.endswith(")"))
    ):
        return None
    if match["out"] and not number and len(title.split()) < 2:
        return None
    found = Finding(first, title, [cited], number, confidence=0.96 if number else 0.9)
    return _grade(found, line, begin, match)


def _grade(found: Finding, line: Line, begin: int, match: re.Match[str]) -> Finding:
    group = "in" if match["in"] else "out"
    found.severity = severity.grade(match[group]) or ("informational" if match[group].casefold() == "none" else None)
    found.graded = line.cite(begin + match.start(group), begin + match.end(group))
    if found.severity and match[group].casefold() == "none":
        found.severity = found.graded = None
    return found


def _under_heading(lines: Sequence[Line], at: int) -> Finding | None:
    """`Severity: High` with the title above it, or between the title and it other labelled lines."""
    line = lines[at]
    match, held = GRADED.match(line.text), line
    if match is not None and not _SECOND.match(match["rest"]):
        return None
    if match is None:
        if _UNREAD.match(line.text):
            return _titled(lines, at, Finding(at, confidence=0.8))
        if not _LABEL.match(line.text) or at + 1 >= len(lines):
            return None
        held = lines[at + 1]
        match = _ALONE.match(held.text)
        if match is None or held.page is not line.page or (at + 2 < len(lines) and _ALONE.match(lines[at + 2].text)):
            return None
    return _titled(lines, at, _grade(Finding(at, confidence=0.92), held, 0, match))


def _titled(lines: Sequence[Line], at: int, found: Finding) -> Finding | None:
    """With the title that stands above: behind a label of its own, or right above the labelled lines."""
    top = at
    for above in range(at - 1, max(-1, at - 1 - LOOK_BACK), -1):
        line = lines[above]
        if line.contents or (line.page is not lines[at].page and found.severity is None):
            break
        named = NAMED.fullmatch(line.text)
        if named is not None and is_title(named["title"]):
            found.title, found.cited, found.at = squeezed(named["title"]), [line.cite(named.start("title"))], above
            found.number = numbered(line.text)[0]
            return found
        if FIELD.fullmatch(line.text) or _ALONE.match(line.text):
            top = above
        elif not _continues(lines, above, at):
            break
    return _above(lines, top, found)


def _continues(lines: Sequence[Line], above: int, at: int) -> bool:
    """Whether a line goes on with a labelled one over it: `Overview: The databases do not` / `require a password.`"""
    text = lines[above].text
    goes_on = text[:1].islower() or text.endswith((".", ","))
    return goes_on and any(FIELD.fullmatch(lines[one].text) for one in range(max(0, above - 3), min(above, at)))


def _above(lines: Sequence[Line], top: int, found: Finding) -> Finding | None:
    last = top - 1
    if last < 0 or lines[last].contents or not _is_near(lines, last, top):
        return found if found.severity else None
    first = last
    if not numbered(lines[last].text)[0] and last > 0 and _is_wrapped(lines, last):
        first = last - 1
    number, begin = numbered(lines[first].text)
    if "|" in lines[first].text[begin:]:
        begin = lines[first].text.rindex("|") + 1
    title, cited = spanning(lines, first, last, begin)
    if not is_title(title) or (is_definition(title) and not number):
        return found if found.severity else None
    if grade := _SHOUTED.match(title):
        title = grade["title"]
        cited = (
            cited.__class__(cited.page, cited.label, cited.end - len(title), cited.end, cited.quote[-len(title) :])
            if cited.quote.endswith(title)
            else cited
        )
    found.title, found.cited, found.number, found.at = title, [cited], number, first
    if (
        found.severity is None
        and first
        and lines[first - 1].page is lines[first].page
        and (over := _ALONE.match(lines[first - 1].text))
    ):
        return _grade(found, lines[first - 1], 0, over)
    return found


def _is_near(lines: Sequence[Line], last: int, top: int) -> bool:
    """On the same page: what ends a page is seldom the title of what begins the next."""
    return lines[last].page is lines[top].page or not lines[top].page.unit.label.startswith(("page", "slide"))


def _is_wrapped(lines: Sequence[Line], last: int) -> bool:
    """Whether a line is the rest of a title that begins on the line above."""
    above, below = lines[last - 1], lines[last]
    if above.page is not below.page or above.contents or FIELD.fullmatch(above.text):
        return False
    if _is_own(numbered(above.text)[0], above.text) and len(above.text) >= 40 and not above.text.endswith((".", ":")):
        return True
    short = len(below.text) <= 30 and len(above.text) >= 35
    return (short or below.text[:1].islower()) and is_title(above.text) and not is_definition(above.text)


def _is_own(number: str, text: str) -> bool:
    """Whether a number is that of a finding or a section, not of a page."""
    return bool(number) and (not number.isdigit() or re.match(r"[A-Za-z#]|\d{1,3}[.):]", text) is not None)


def _has_body(lines: Sequence[Line], at: int) -> bool:
    """Whether what follows is what follows the heading of a finding."""
    return any(_BODY.match(one.text) for one in lines[at + 1 : at + 1 + LOOK_AHEAD])


def numbered(text: str) -> tuple[str, int]:
    """The number a line begins with (`XX-01-001`, `4.2`, `Finding 3`), or nothing, and where the rest begins."""
    number, begin = "", 0
    for _ in range(2):  # `4.1 XX-001 Title`
        match = _NUMBERED.match(text, begin)
        if match is None or match.end() >= len(text):
            break
        number, begin = match["id"], match.end()
    return number, begin
