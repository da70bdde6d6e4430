"""Organisations that the one examined relies on, as the auditor's report tells them, and whether they were examined too."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from vendorproof.documents.facts.fact import Citation, Fact, Json
from vendorproof.documents.facts.flow import Flow
from vendorproof.documents.facts.soc.keys import METHOD
from vendorproof.documents.facts.soc.names import BLANK, clean, key, name
from vendorproof.documents.facts.soc.opinion import Report, lines

REACH = 1_600
MOST = 30
LONGEST = 200
_NAME = name("&|of")
_USES = re.compile(
    r"(?<=[a-z)A-Z.\"])\s(?:also\s)?(?:uses|utilizes|utilises|engages|has\sengaged|has\sused|outsources\sto|relies\son)\s(?!(?:the\s)?following\b|its\s(?!affiliate|subsidiary))"
    r"(?:(?:the|a|an|its|two|three|four)\s(?:(?:service|subservice|third(?:[- ]party)?)\s)?(?:organi[sz]ations?|part(?:y|ies)|providers?|affiliates?|subsidiary),?\s)?(?:the\s)?"
)
_ALIAS = r"(?:\s\((?P<alias>[^()]{1,120})\))?"
_ROLE = rf"(?:,{BLANK}(?:a|an|its)\s[^,]{{3,60}}(?:organi[sz]ation|provider|affiliate|company)[^,]{{0,30}},?)?"
ONE = re.compile(rf"(?P<name>{_NAME})(?:'s)?{_ALIAS}{_ROLE}")
_LEAD = re.compile(
    r",?\s(?:to\s(?:provide|perform)\s|to\s(?=[a-z])|for\s|as\s)(?:the\s|its\s|their\s|a\s|an\s)?(?:provision\sof\s)?"
)
_SERVICE = re.compile(
    rf"(?P<service>[^.;]{{3,200}}?)(?=(?:;|,?\sand|,)\s(?:{_NAME})(?:'s)?(?:\s\([^()]{{1,120}}\))?,?\s(?:for|to|as)\s|\s\(|;|\.(?:\s|$)|$|,\s(?:and\s)?(?:a|which|who)\s)"
)
_NO_SERVICE = re.compile(r"(?:the\s)?(?:sub)?service\s(?:organi[sz]ations?|providers?)$", re.IGNORECASE)
_HEAD = re.compile(r"(?:Name of )?(?:the )?Subservice (?:Organi[sz]ations?|Providers?)(?: Names?)?", re.IGNORECASE)
_WHAT = re.compile(r"\b(?:services?|functions?|purpose)\b", re.IGNORECASE)
_AND = re.compile(r"(?:;|,)?\s(?:and\s)?(?=[A-Z0-9])")
_BEFORE = re.compile(rf"(?<![\w.'])(?P<name>{_NAME})(?:'s)?\s$")
_IS = re.compile(
    rf"(?P<name>{_NAME})\s(?:\([^()]{{1,80}}\)\s)?is\san?\s(?:independent\s)?(?:sub)?service\sorgani[sz]ation\sthat\sprovides\s(?P<service>[^.;]{{3,160}}?)(?=\sto\s[A-Z]|[.;])"
)
_SUB = re.compile(
    r"subservice|excludes?\b|inclusive|carve|service\sorgani[sz]ation\b|did\snot\sinclude\sthe\sservices", re.IGNORECASE
)
_METHOD = re.compile(
    r"[^.]{0,200}(?:(?:carve-?\s?out|inclusive)\smethod|excludes?\s(?:the\s)?(?:control|relevant)|does\snot\s(?:disclose|include)|did\snot\s(?:extend|include)"
    r"|includes\s(?:the\s)?(?:relevant\s|those\s|control)|includes\sonly)[^.]{0,200}"
)
_ONLY_CARVED = re.compile(r"did\snot\s(?:extend|include)", re.IGNORECASE)


def facts(flow: Flow, report: Report | None) -> Iterator[Fact]:
    """Each once, as the scope of the auditor's report tells it."""
    if report is None:
        return
    told: set[str] = set()
    end = max(report.opinion[0], min(report.end, report.start + 6_000))
    uses = list(islice(_USES.finditer(flow.text, report.start, end), MOST))
    for match, following in zip(uses, [*uses[1:], None], strict=False):
        stop = min(end, following.start() if following else end, match.end() + REACH)
        if _SUB.search(flow.text, match.start(), stop):
            yield from _told(flow, _listed(flow.text, match.end(), stop), (match.end(), stop), told)
    for match in islice(_IS.finditer(flow.text, report.start, end), MOST):
        item = _Item(match.span("name"), match.span("service"))
        yield from _told(flow, [item], (match.end(), min(end, match.end() + REACH)), told)
    yield from _told(flow, islice(_tabled(flow.text, report.end), MOST), (report.start, end), told)


def _tabled(text: str, at: int) -> Iterator["_Item"]:
    """The rows of tables whose head says that they list such organisations, where cells are told apart."""
    column = -1
    for low, high in lines(text, at, len(text)):
        if "\t" not in text[low:high]:
            column = -1
            continue
        cells = list(_cells(text, low, high))
        if _HEAD.fullmatch(text, *cells[0]):
            column = next((n for n, one in enumerate(cells[1:], 1) if _WHAT.search(text, *one)), 0)
        elif column >= 0 and (name_ := ONE.fullmatch(text, *cells[0])):
            service = (
                cells[column] if 0 < column < len(cells) and cells[column][1] - cells[column][0] <= LONGEST else (0, 0)
            )
            yield _Item(name_.span("name"), service)


def _cells(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    for cell in text[low:high].split("\t"):
        yield low, low + len(cell)
        low += len(cell) + 1


@dataclass(frozen=True, slots=True)
class _Item:
    """`service` is empty where none is told; spans."""

    name: tuple[int, int]
    service: tuple[int, int]


def _listed(text: str, at: int, end: int) -> Iterator[_Item]:
    """The organisations of one sentence; those that are named together share what they do."""
    pending: list[tuple[int, int]] = []
    while match := ONE.match(text, at, end):
        pending.append(match.span("name"))
        at = match.end()
        if lead := _LEAD.match(text, at, end):
            service = _SERVICE.match(text, lead.end(), end)
            if service is None:
                return
            span = service.span("service")
            yield from (_Item(one, (0, 0) if _NO_SERVICE.fullmatch(text, *span) else span) for one in pending)
            pending, at = [], service.end()
            if text.startswith(" (", at) and (closed := text.find(")", at, at + 200)) >= 0:
                at = closed + 1
        following = _AND.match(text, at, end)
        if following is None:
            return
        at = following.end()


def _full(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Where a short name is explained: `Microsoft Azure ('Azure' or ...`; else the name itself."""
    short = clean(text[slice(*span)])
    explained = text.find(f'("{short}"')
    for opening in ("('", '(the "', "("):
        explained = explained if explained >= 0 else text.find(f"{opening}{short}")
    whole = _BEFORE.search(text, max(0, explained - 120), explained) if explained > 0 else None
    return (
        whole.span("name")
        if whole and text[explained + 1 : explained + 8 + len(short)].strip("\"'the ").startswith(short[:3])
        else span
    )


def _told(flow: Flow, items: Iterable[_Item], after: tuple[int, int], told: set[str]) -> Iterator[Fact]:
    method = next((one for one in _METHOD.finditer(flow.text, *after) if METHOD.read(one[0]) is not None), None)
    for item in items:
        span = _full(flow.text, item.name)
        shown = clean(flow.text[slice(*span)])
        named, service = flow.cite(*span), flow.cite(*item.service)
        if len(named) != 1 or any(
            f"{one} ".startswith(f"{key(shown)} ") or key(shown).startswith(f"{one} ") for one in told
        ):
            continue
        told.add(key(shown))
        cited: list[Citation] = [*named]
        value: dict[str, Json] = {"name": shown, "service": None, "method": None}
        if len(service) == 1:
            value["service"] = clean(service[0].quote)
            cited.append(service[0])
        if method is not None:
            proof = flow.cite(*method.span())
            value["method"] = METHOD.read("\n".join(one.quote for one in [*cited, *proof]))
            cited += proof
        raw = " ".join(flow.text[item.name[0] : max(item.name[1], item.service[1])].split())
        yield Fact("subservice_organisations", value, raw, 0.9 if method else 0.75, tuple(cited))
