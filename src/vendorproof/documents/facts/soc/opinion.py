"""The auditor's own report within the document, and the opinion it gives."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from vendorproof.documents.facts.dates import DATE
from vendorproof.documents.facts.fact import Citation, Fact
from vendorproof.documents.facts.flow import PARAGRAPH, Flow
from vendorproof.documents.facts.soc.keys import OPINION

MOST = 30_000
"""Characters of an auditor's report, from where it says what was examined."""
LONGEST_OPINION = 1_800
MOST_MENTIONS = 100
WRAPPED = 45
"""Characters of a line from which on the next one may be the same sentence."""
_EXAMINED = re.compile(
    r"\bwe\s(?:have\sexamined|(?:have\sbeen|were)\sengaged\sto\s(?:report|examine|perform|provide))\b", re.IGNORECASE
)
_SUBJECT = re.compile(r"\bdescription\b|\bassertion\b|suitability\sof\s(?:the\s)?design", re.IGNORECASE)
_IN_OUR_OPINION = re.compile(r"\bin\sour\sopinion\b", re.IGNORECASE)
_WEIGHED = re.compile(
    r"material\srespects|fairly\s(?:stated|presents?)|true\sand\sfair|description\s(?:does\snot\s)?presents?|suitably\sdesigned|operate(?:d)?\seffectively|were\s(?:not\s)?effective",
    re.IGNORECASE,
)
_REASON = re.compile(r"\b(?:Because\sof|Except\sfor)\b[^.]{0,400}$")
_AFTER = re.compile(
    r"\n(?:Restricted|RESTRICTED|Intended|INTENDED|Other Matter|Emphasis|Distribution)\b|[\n\u2029 ]This\sreport\b|\n/s/|\n[A-Z][^\n.;]{2,60}\b(?:LLP|PLLC|P\.?C\.|P\.?A\.|CPAs)(?=\n|\u2029)|\nTo\sthe\sfullest\sextent"
)
_NAMED = re.compile(
    r"(?:^|(?<=[\n\u2029]))(?P<basis>Basis\sfor\s(?:an?\s|the\s)?)?(?:Qualified|Adverse|Disclaimer\sof)\s(?:Audit\s)?Opinion(?=\W{0,2}(?:[\n\u2029]|$))",
    re.IGNORECASE,
)
_NO_OPINION = re.compile(
    r"(?:not\sbeen\sable|unable|not\ssufficient)\b[^.]{0,300}(?:\.[^.]{0,120})?\b(?:do|did)\snot\sexpress\s(?:an|any)\sopinion\b[^.]{0,200}",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"(?:SECTION|Section|PART|Part|ATTACHMENT|Attachment|APPENDIX|Appendix|EXHIBIT|Exhibit)\s(?:[\dIVX]{1,4}|[A-H]|ONE|TWO|THREE|FOUR|Two|Three|Four)\b(?![,.]? [a-z(])(?!,).{0,140}"
)
_HEADING = re.compile(
    r"(?:(?:[IVX]{1,4}|\d|[A-H])[.)] )?.{0,80}\b(?:ASSERTIONS?|Assertions?|Management's [Ss]tatement|MANAGEMENT(?:'S)? STATEMENT|Management [Ss]tatement"
    r"|Description of|DESCRIPTION OF|System [Dd]escription)\b.{0,80}"
)
_OURS = re.compile(r"auditors?\b|accountants?\b|practitioner|\btests?\b", re.IGNORECASE)
_TESTS = re.compile(r"\btest(?:s|ing)?\b", re.IGNORECASE)
_LINE_END = re.compile(r"[\n\u2029]")
_DATED = re.compile(r"(?:(?i:dated?:? )|[A-Z][\w.,' -]{0,45}[ ,])?[\w. ,/-]{6,24}")


@dataclass(frozen=True, slots=True)
class Report:
    """Spans in the flow's text: `start` is where the auditor says what was examined, `opinion` where the opinion begins and ends
    (both `start` where there is none), `end` is where the next section of the document begins.
    """

    start: int
    opinion: tuple[int, int]
    end: int


def found(flow: Flow) -> Report | None:
    """The first report of an auditor in a document."""
    spans = islice(_EXAMINED.finditer(flow.text), MOST_MENTIONS)
    match = next((one for one in spans if _SUBJECT.search(flow.text, one.end(), one.end() + 600)), None)
    if match is None:
        return None
    start = match.start()
    opinion = _opinion(flow.text, start, _end(flow.text, start, loose=False))
    end = _end(flow.text, max(opinion[1], start + 200), loose=True)
    return Report(start, opinion, _signed(flow, max(opinion[0], start + 200), end))


def _signed(flow: Flow, start: int, end: int) -> int:
    """What stands on the pages after the one with the date of the signature is no part of the report."""
    for begin, stop in lines(flow.text, start, end):
        if stop - begin <= 70 and _DATED.fullmatch(flow.text, begin, stop) and DATE.search(flow.text, begin, stop):
            return min(end, page_end(flow, begin))
    return end


def _opinion(text: str, start: int, end: int) -> tuple[int, int]:
    for match in _IN_OUR_OPINION.finditer(text, start, end):
        if _WEIGHED.search(text, match.start(), min(end, match.start() + 700)):
            before = _REASON.search(text, max(start, match.start() - 420), match.start())
            begin = before.start() if before else match.start()
            after = _AFTER.search(text, match.end(), end)
            return begin, min(after.start() if after else end, begin + LONGEST_OPINION)
    return start, start


def _end(text: str, start: int, *, loose: bool) -> int:
    """Where the next section's heading stands; `loose` also takes headings that are not numbered as a section."""
    most = min(len(text), start + MOST)
    above = "."
    for begin, end in lines(text, start, most):
        line = text[begin:end]
        if not line.endswith((".", ";", ",")):
            ours = _OURS.search(line)
            if _SECTION.fullmatch(line) and (not ours or _TESTS.search(line)):
                return begin
            apart = len(above) <= WRAPPED or above.endswith((".", ":", "!", "?")) or text[begin - 1] == PARAGRAPH
            if loose and apart and not ours and _HEADING.fullmatch(line) and not line[0].islower():
                return begin
        above = line
    return most


def lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans of the lines that begin between two places; the last one is cut at `end`."""
    start = min(start, len(text))
    at = start if start == 0 or text[start - 1] in "\n\u2029" else line_end(text, start, end) + 1
    while at < end:
        stop = line_end(text, at, end)
        yield at, stop
        at = stop + 1


def line_end(text: str, at: int, end: int) -> int:
    """Where the line ends that a place is in, or `end`."""
    match = _LINE_END.search(text, at, end)
    return match.start() if match else min(end, len(text))


def page_end(flow: Flow, at: int) -> int:
    """Where the unit ends that a place of the text is in: a quote stands in one unit."""
    word = max(0, bisect_right(flow.starts, at) - 1)
    following = bisect_right(flow.pages, flow.pages[word]) if flow.pages else 0
    return flow.starts[following] if following < len(flow.starts) else len(flow.text)


def facts(flow: Flow, report: Report) -> Iterator[Fact]:
    """Read from the paragraph that gives it and the headings that name it."""
    begin, end = report.opinion
    cited: list[Citation] = []
    for match in _NAMED.finditer(flow.text, report.start - min(report.start, 300), report.end):
        if match[0][0].isupper():
            cited += flow.cite(match.start(), match.end())
    if begin < end:
        cited += flow.cite(begin, end)
    elif none := _NO_OPINION.search(flow.text, report.start, report.end):
        cited += flow.cite(none.start(), none.end())
    else:
        return
    value = OPINION.read("\n".join(one.quote for one in cited))
    if value is not None:
        raw = flow.text[begin:end] if begin < end else cited[-1].quote
        yield Fact("opinion", value, " ".join(raw.split())[:600], 0.95, tuple(cited))
