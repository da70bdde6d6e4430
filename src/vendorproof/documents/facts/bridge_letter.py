"""Letters by which an organisation speaks for its controls after the period of its last report."""

import re
from collections.abc import Iterator, Mapping

from vendorproof.documents.facts.dates import Found, dates
from vendorproof.documents.facts.fact import Fact, Text
from vendorproof.documents.facts.family import Family, Key
from vendorproof.documents.facts.flow import Flow, flow
from vendorproof.documents.facts.kinds import Day, Words
from vendorproof.documents.facts.soc.keys import REPORT
from vendorproof.documents.facts.soc.names import AUDITORS, WITH_FORM, clean, key, name
from vendorproof.documents.facts.soc.opinion import lines
from vendorproof.documents.facts.soc.scope import whole

MOST = 12_000
"""Characters of a letter."""
_SOC = re.compile(
    r"(?:(?:System|Service)\s(?:and\s)?Organi[sz]ations?\sControls?\s\(?)?SOC\)?\s?[123]®?\)?,?\sType\s(?:II|I|2|1)\b"
    r"|SOC\s?[123]®?\b(?:\)|\sreport)?(?!\s?®?\s?Type)|Type\s(?:II|I|2|1)\sSOC\s?[123]\b",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"not\saware\sof|no\s(?:material|significant)\schange|not\sbeen\sany|no\schanges?\b|not\sidentified\sany|no\sknown|not\shad\sany|continued?\sto\soperate|remain(?:ed)?\s(?:in\splace|effective|unchanged)",
    re.IGNORECASE,
)
_TO = re.compile(r"\s{0,2}(?:,\s)?(?:to|through|thru|until|and|-)(?:\sand\sincluding)?\s{0,2}", re.IGNORECASE)
_TODAY = re.compile(
    r"\s(?:to|through|until|and)\s(?:the\s)?(?:date\sof\sthis\s(?:bridge\s|gap\s)?letter|date\shereof)", re.IGNORECASE
)
_FROM = re.compile(r"\b(?:from|between|since|period|commencing|beginning)\b[^.]{0,20}$", re.IGNORECASE)
_COVERED = re.compile(
    r"\b(?:covers|covered|covering|(?:report|examination|opinion)(?:,?\s(?:for|of|dated|issued\sfor)))\b[^.]{0,60}$",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:Yours\s(?:faithfully|sincerely|truly)|Sincerely(?:\syours)?|(?:Best|Kind|Warm)?\s?[Rr]egards|Respectfully(?:\ssubmitted)?|Very\struly\syours|Signed)\W{0,2}"
)
_POSITIONS = (
    r"(?:Officer|President|Director|Head|Manager|Counsel|Secretary|Partner|Controller|Treasurer|Chair(?:man|woman)?|Founder|Principal|Lead|"
    r"CEO|CFO|CISO|CTO|COO|CIO|CCO|CSO|DPO|VP|SVP|EVP)"
)
_POSITION = re.compile(rf"\b{_POSITIONS}\b")
_ROLE = re.compile(
    rf"(?:[A-Z][\w.&/-]*(?:,)? (?:(?:of|and|&|for|the) )?){{0,7}}{_POSITIONS}\b(?:[,&]? ?(?:of|and|for|-|&)? ?[A-Z][\w&/-]*){{0,6}}"
)
_APART = re.compile(r", | - ")
_ON_BEHALF = re.compile(rf"(?i:on behalf of)\s(?:the\s)?(?P<name>{name(blank=' ')})")
_NAME_LINE = re.compile(rf"(?P<name>{name(blank=' ')})\.?")
_SPEAKS = re.compile(
    rf"(?P<name>{name()})(?:'s?\s(?:most|latest|current|SOC|System|controls)|\s(?:engaged|has|is|remains|confirms|\())"
)

KEYS: Mapping[str, Key] = {
    "organisation": Key(Words(), "Who writes the letter."),
    "covered_report": Key(REPORT, "The report it follows on: SOC 1 or SOC 2, with its type."),
    "period_start": Key(Day(), "The first day of the gap it speaks for."),
    "period_end": Key(Day(), "The last day of it."),
    "signer_role": Key(Words(), "The position of who signed."),
}


def read(text: Text) -> Iterator[Fact]:
    """Of a letter of a page or two."""
    running = flow(text)
    yield from _organisation(running)
    yield from _report(running)
    yield from _gap(running)
    yield from _signer(running)


def _report(running: Flow) -> Iterator[Fact]:
    found = list(_SOC.finditer(running.text[:MOST]))
    for match in sorted(found, key=lambda one: "ype" not in one[0].casefold()):
        cited = running.cite(*match.span())
        value = REPORT.read("\n".join(one.quote for one in cited))
        if value is None:
            continue
        if not re.search(r"\btype\b", match[0], re.IGNORECASE):
            apart = re.search(r"\btype\s(?:2|1|ii|i)\b", running.text[:MOST], re.IGNORECASE)
            if apart is not None:
                cited = (*cited, *running.cite(*apart.span()))
                value = REPORT.read("\n".join(one.quote for one in cited))
        yield Fact("covered_report", value, " ".join(match[0].split()), 0.9, cited)
        return


def _gap(running: Flow) -> Iterator[Fact]:
    text = running.text[:MOST]
    told = list(dates(text))
    for low, high in running.sentences:
        if low >= MOST or not _NOTHING.search(text, low, high):
            continue
        inside = [one for one in told if low <= one.start < high]
        for index, one in enumerate(inside):
            other = inside[index + 1] if index + 1 < len(inside) else None
            since = max(low, inside[index - 1].end if index else low)
            if not _FROM.search(text, max(since, one.start - 40), one.start) or _COVERED.search(
                text, max(since, one.start - 110), one.start
            ):
                continue
            if other and _TO.fullmatch(text, one.end, other.start) and one.value <= other.value:
                yield from _period(running, one, other)
                return
            if today := _TODAY.match(text, one.end, high):
                yield from _to_date(running, one, today, told)
                return


def _period(running: Flow, one: Found, other: Found) -> Iterator[Fact]:
    cited = running.cite(one.start, other.end)
    for which, found in (("period_start", one), ("period_end", other)):
        if whole(running, found):
            yield Fact(which, found.value, running.text[found.start : found.end], 0.93, cited)


def _to_date(running: Flow, one: Found, today: re.Match[str], told: list[Found]) -> Iterator[Fact]:
    """Up to the day on which the letter was written, which stands in its head alone on its line."""
    if not whole(running, one):
        return
    yield Fact("period_start", one.value, running.text[one.start : one.end], 0.9, running.cite(one.start, today.end()))
    for written in told:
        low = max(running.text.rfind(mark, 0, written.start) for mark in "\n\u2029") + 1
        head = running.text[low : written.start].strip()
        end = running.text[written.end : written.end + 1]
        if (
            head.casefold() in ("", "date:", "dated", "date", "dated:")
            and end in ("", "\n", "\u2029", " ")
            and written.value > one.value
            and whole(running, written)
        ):
            cited = (*running.cite(written.start, written.end), *running.cite(one.start, today.end()))
            yield Fact("period_end", written.value, running.text[written.start : written.end], 0.85, cited)
            return


def _signer(running: Flow) -> Iterator[Fact]:
    text = running.text[:MOST]
    closings = [(low, high) for low, high in lines(text, 0, len(text)) if _CLOSING.fullmatch(text, low, high)]
    if not closings:
        return
    after = [(low, high) for low, high in lines(text, closings[-1][1] + 1, len(text)) if high > low][:8]
    for low, high in after:
        comma = _APART.search(text, low, high)
        begin = comma.end() if comma and not _POSITION.search(text, low, comma.start()) else low
        match = _ROLE.fullmatch(text, begin, high)
        if match is not None:
            shown, cited = clean(match[0]), running.cite(begin, match.end())
            if len(cited) == 1:
                yield Fact("signer_role", shown, shown, 0.92, cited)
            return


def _organisation(running: Flow) -> Iterator[Fact]:
    text = running.text[:MOST]
    closings = [high for low, high in lines(text, 0, len(text)) if _CLOSING.fullmatch(text, low, high)]
    places = [*_ON_BEHALF.finditer(text)]
    for low, high in [
        *(lines(text, closings[-1], len(text)) if closings else ()),
        *list(lines(text, 0, min(600, len(text))))[:6],
    ]:
        places += [match] if (match := _NAME_LINE.fullmatch(text, low, high)) else []
    places += _SPEAKS.finditer(text)
    named = [one for one in places if WITH_FORM.fullmatch(clean(one["name"])) and not AUDITORS.search(one["name"])]
    counted = [sum(key(other["name"]) == key(one["name"]) for other in named) for one in named]
    if named:
        best = named[counted.index(max(counted))]
        same = [one for one in named if key(one["name"]) == key(best["name"])]
        best = next((one for one in same if not one["name"].isupper()), best)
        shown, cited = clean(best["name"]), running.cite(*best.span("name"))
        if len(cited) != 1:
            return
        yield Fact("organisation", shown, shown, 0.9 if len(same) > 1 else 0.75, cited)


FAMILY = Family(KEYS, read)
