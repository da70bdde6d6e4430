"""Controls that did not pass: the results of the auditor's tests, and what management answers to them, there or in a section of its own."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from vendorproof.documents.facts.fact import Citation, Fact, Json
from vendorproof.documents.facts.flow import PARAGRAPH, Flow
from vendorproof.documents.facts.soc.names import clean
from vendorproof.documents.facts.soc.opinion import Report, line_end, lines, page_end

LONGEST = 1_200
"""Characters of a result, and of an answer."""
MOST = 400
SURE = 0.9
"""How sure it has to be in which row a result is."""
REACH = 4_000
"""Characters of a row before its result."""
MARK = re.compile(
    r"(?:^|(?<=[\n\t\u2029])|(?<=[.:;)] ))(?:Control |Testing |Test )?"
    r"(?:(?:Exceptions?|Deviations?)\s(?:(?:was|were|has\sbeen|have\sbeen)\s)?(?:noted|identified|found|observed)(?=\s?[.:;,\u2029]|\s-\s|[ \n][A-Z0-9(]|\sfor\s|\sas\sfollows|\Z)"
    r"|(?:Exception|Deviation)\s(?:No\.?\s?|\#\s?)?(?P<number>\d{1,3})(?=\s?[:.\u2029-])"
    r"|(?:Exceptions?|Deviations?)\s?:(?=\s[A-Z0-9])"
    r"|(?:The\s)?[Tt]est(?:s|ing)?\s(?:of|for)\sthe\scontrol(?:\sactivity)?\sdisclosed\s(?=that))"
)
CLEAN = re.compile(
    r"\bNo\s(?:\w+\s)?(?:exceptions?|deviations?)(?:\s(?:was|were))?(?:\s(?:noted|identified|found|observed))?(?=\W)",
    re.IGNORECASE,
)
_ID = r"(?:[A-Z]{1,6}\d{0,2}(?:[.-]\d{1,3}){1,4}|\d{1,3}(?:\.\d{1,3}){1,3}|(?!SHA|AES|TLS|RSA|SOC|ISO|CC\d)[A-Z]{2,4}\d{1,3})[a-z]?"
_ROW = re.compile(rf"(?:(?i:control(?: activity)?|ref\.?) )?(?P<id>{_ID})(?=$|\t|[:.)]?\s(?:-\s)?[A-Z]|[:.)]?$)")
_LABELLED = re.compile(r"Control(?: [Aa]ctivity| [Dd]escription)? ?: ?(?=[A-Z])")
_CRITERION = re.compile(r"(?:CC\d\.\d|A1\.\d|C1\.\d|PI1\.\d|P\d\.\d)")
RESPONSE = re.compile(
    r"(?P<see>(?:[Ss]ee|[Rr]efer\sto|[Rr]efer\salso\sto)\s)?Management(?:'s)?\s(?:[Rr]esponses?|RESPONSE|[Cc]omments?|[Rr]emediation|[Aa]ction\s[Pp]lan)\b"
    r"(?:\s(?:No\.\s?|\#)?(?P<number>\d{1,3})\b)?(?:\sto\s[^:.\n]{1,50})?\s?[:.-]{0,2}|(?:Response|Comments?)\s(?:of|by|from)\s(?:the\s)?[Mm]anagement\b(?:\s(?:to|on)\s[^:\n]{1,50})?:|(?P<seen>[Ss]ee|[Rr]efer\sto)\smanagement(?:'s)?\sresponses?\b(?:\s(?:No\.\s?|\#)?(?P<other>\d{1,3}))?"
    r"|(?P<section>[Ss]ee|[Rr]efer\sto)\s(?:Section|Other\sInformation)\b"
)
_STOP = re.compile(
    r"(?:Tests?(?: [Pp]erformed| [Rr]esults?| of)?\b|Results?\b|Control [Oo]bjective|CONTROL OBJECTIVE|Controls?(?: (?:[Ss]pecified|[Aa]ctivity|#|\d|[Dd]escription)| ?:)|Criteria\b"
    r"|SECTION|Section [\dIVX]|Ref\b|No\.$)"
)
_SECTION = re.compile(r"(?:SECTION|Section|APPENDIX|Appendix) [\dIVXA-F]{1,4}\b(?!\.\d)")
_ANSWERS = re.compile(
    r"(?:(?:SECTION|Section|[IVX]{1,4}|[\dA-H])\W{0,2}[\dIVXA-H]{0,4}\W{1,5})?.{0,60}?(?i:management'?s?'? responses?)(?i: to [\w' ]{3,60}| \(.{1,60}\)|)\W{0,3}(?:\(.{1,40}\))?"
)
_OTHER = re.compile(
    r"(?:SECTION|Section|Part|PART|[IVX]{1,4}|\d)\W{0,2}(?:[\dIVXA-H]{0,4}|FIVE|Five)\W{1,5}(?i:(?:unaudited )?other (?:unaudited )?information)\b.{0,100}"
)
_ENTRY = re.compile(
    rf"(?:Management(?:'s)? [Rr]esponse|Exception|Deviation|Finding|Control(?: [Aa]ctivity)?)?\s?(?:No\.? ?|#)?(?P<key>{_ID}|\d{{1,3}})(?=[:.)\t]|$| -)[:.)]?\s?(?:- )?"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """A span of text; `start` may equal `end`."""

    start: int
    end: int


def facts(flow: Flow, report: Report | None) -> Iterator[Fact]:
    """In the order of the document."""
    text = flow.text
    begin = report.end if report else 0
    at = _answers_at(text, begin)
    answers = _answers(text, at) if at is not None else {}
    end = at if at is not None else len(text)
    for match in islice(MARK.finditer(text, begin, end), MOST):
        if "disclosed" not in match[0] or not CLEAN.search(text, match.end(), match.end() + 60):
            told = _exception(flow, match, begin, answers)
            yield from told if report else (one for one in told if isinstance(one.value, dict) and one.value["control"])


def _exception(flow: Flow, mark: re.Match[str], begin: int, answers: Mapping[str, Answer]) -> Iterator[Fact]:
    text = flow.text
    start = mark.start() if "disclosed" in mark[0] else _past(text, mark.end())
    end = _until(flow, start)
    control, sure = _control(text, mark.start(), begin)
    if sure < SURE:
        end = _sentence(text, start, end)
    answered = RESPONSE.search(text, start, end)
    stop = answered.start() if answered else end
    if start >= stop and answered and not text[answered.start() : answered.end()].rstrip().endswith((":", ".", "-")):
        return  # the head of a table: what was found, what is answered
    keys = [
        mark["number"],
        *([answered["number"], answered["other"]] if answered else []),
        control and text[slice(*control)],
    ]
    response = _inline(flow, answered, end) or next((answers[one] for one in keys if one and one in answers), None)
    description = flow.cite(start, stop) or flow.cite(*mark.span())
    if not description:
        return
    cited: list[Citation] = [description[0]]
    value: dict[str, Json] = {"control": None, "description": clean(description[0].quote), "response": None}
    for name, span in (("control", control), ("response", response and (response.start, response.end))):
        quoted = flow.cite(*span) if span else ()
        if quoted and not (name == "response" and _same(quoted[0].quote, description[0].quote)):
            value[name] = clean(quoted[0].quote)
            cited.append(quoted[0])
    if start >= stop:
        sure = min(sure, 0.6)
    yield Fact("exceptions", value, " ".join(text[mark.start() : stop].split()), sure, tuple(cited))


def _same(response: str, description: str) -> bool:
    """A table of answers may begin by repeating what was found."""
    return " ".join(description.split())[:40] in " ".join(response.split())


def _sentence(text: str, start: int, end: int) -> int:
    """The end of the first line that ends a sentence, unless an answer follows: after that there may be another row."""
    for _, high in _rest(text, start, end):
        if (
            text[min(high, end) - 1] == "."
            and not RESPONSE.match(text, high + 1)
            and text[high + 1 : high + 2].isupper()
        ):
            return min(high, end)
    return end


def _rest(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What is left of a line, and the lines after it."""
    stop = line_end(text, start, end)
    yield start, stop
    yield from lines(text, stop + 1, end)


def _past(text: str, at: int) -> int:
    while at < len(text) and (text[at] in " .:;,-\n" or text.startswith("as follows", at)):
        at += 10 if text.startswith("as follows", at) else 1
    return at


def _line_start(text: str, at: int) -> int:
    low = max(0, at - REACH)
    return max(low - 1, text.rfind("\n", low, at), text.rfind(PARAGRAPH, low, at)) + 1


def _until(flow: Flow, start: int) -> int:
    """Where a cell, or what seems to be one, ends."""
    text = flow.text
    most = min(len(text), start + LONGEST, page_end(flow, start))
    row = "\t" in text[_line_start(text, start) : start]
    for begin, end in _rest(text, start, most):
        if begin > start and _stops(text[begin : min(end, begin + 200)]):
            return begin
        tab = text.find("\t", begin, min(end, most))
        if tab >= 0 or row:
            return tab if tab >= 0 else min(end, most)
        if end < len(text) and text[end] == PARAGRAPH and not RESPONSE.match(text, end + 1):
            return min(end, most)
    return most


def _stops(line: str) -> bool:
    return bool(_ROW.match(line) or _STOP.match(line) or CLEAN.match(line) or MARK.match(line))


def _inline(flow: Flow, answered: re.Match[str] | None, end: int) -> Answer | None:
    if answered is None or answered["see"] or answered["seen"] or answered["section"]:
        return None
    start = _past(flow.text, answered.end())
    return Answer(start, end) if start < end else None


def _control(text: str, at: int, begin: int) -> tuple[tuple[int, int] | None, float]:
    """The number of the control whose row a result is in; failing that the control's own words, in a table with cells."""
    line = max(begin, _line_start(text, at))
    if "\t" in text[line:at]:
        return _of_cells(text, line, at)
    rows = [(one, end) for one, end in lines(text, max(begin, at - REACH), at)]
    for index in range(len(rows) - 1, -1, -1):
        low, high = rows[index]
        if labelled := _LABELLED.match(text, low, high):
            after = next((one for one, end in rows[index + 1 :] if _STOP.match(text, one, end)), at)
            return (labelled.end(), after), 0.75 if CLEAN.search(text, low, at) else 0.9
        if (match := _ROW.match(text[low:high])) is None:
            continue
        run = [(low, match)]
        for above in reversed(rows[:index]):
            before = _ROW.fullmatch(text[slice(*above)])
            if before is None:
                break
            run.insert(0, (above[0], before))
        own = next((one for one in run if not _CRITERION.fullmatch(one[1]["id"])), run[0])
        between = CLEAN.search(text, low, at)
        return (own[0] + own[1].start("id"), own[0] + own[1].end("id")), 0.75 if between else 0.92
    return None, 0.7


def _of_cells(text: str, line: int, at: int) -> tuple[tuple[int, int] | None, float]:
    place = line
    told: list[tuple[int, int, re.Match[str] | None]] = []
    for cell in text[line:at].split("\t")[:-1]:
        told.append((place, place + len(cell), _ROW.match(cell)))
        place += len(cell) + 1
    numbered = [(low, match) for low, _, match in told if match]
    if numbered:
        own = next((one for one in numbered if not _CRITERION.fullmatch(one[1]["id"])), numbered[0])
        return (own[0] + own[1].start("id"), own[0] + own[1].end("id")), 0.95
    words = [(low, high) for low, high, _ in told if high - low > 15]
    return (words[0] if words else None), 0.85


def _answers_at(text: str, begin: int) -> int | None:
    """Where a section begins that answers the exceptions: the last heading that says so."""
    found = other = None
    for low, high in lines(text, begin, len(text)):
        line = text[low : min(high, low + 160)]
        if high - low > 140 or "\t" in line:
            continue
        if _OTHER.fullmatch(line):
            other = low
        plain = line.casefold()
        if "response" in plain and _ANSWERS.fullmatch(line) and ("responses" in plain or " to " in plain):
            found = low
    return found if found is not None else other


def _answers(text: str, at: int) -> dict[str, Answer]:
    """By the number of the exception, of the answer, or of the control."""
    told: dict[str, Answer] = {}
    held: tuple[str, int] | None = None
    last = at
    for low, high in lines(text, at, len(text)):
        entry = _ENTRY.match(text[low : min(high, low + 80)])
        ended = low > last and _SECTION.match(text, low, high)
        if held and (entry or ended):
            told.setdefault(held[0], Answer(held[1], min(low, held[1] + LONGEST)))
            held = None
        if ended:
            break
        if entry:
            last_cell = text.rfind("\t", low, high) + 1
            held = entry["key"], max(low + entry.end(), last_cell)
        last = low
    if held:
        told.setdefault(held[0], Answer(held[1], min(len(text), held[1] + LONGEST)))
    return told
