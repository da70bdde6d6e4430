"""Who tested what, when and how."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from vendorproof.documents.facts import dates
from vendorproof.documents.facts.fact import Citation, Fact, Text
from vendorproof.documents.facts.kinds import choice
from vendorproof.documents.facts.lines import Line

FRONT_PAGES = 15
FRONT_LINES = 160
LONGEST_TEST = 400
FRONT_CHARACTERS = 20_000  # of a page
NEAR = 200
LONGEST_HEADING = 50
MOST_MENTIONS = 1_000
_SENTENCE = re.compile(r"(?:[^.!?\n]|\n(?!\s*\n)|[.!?](?=\S)|(?<=\b[A-Z])\.){20,700}")
_TESTED = re.compile(
    r"\b(?:conducted|performed|carried out|took place|taken place|executed|began|begun|started|commenced|scheduled|ran from|undertaken|completed|held|lasted|tested|testing occurred|found during|engaged|(?:testing|test|engagement|assessment) (?:period|window|dates?))\b",
    re.IGNORECASE,
)
_TEST = re.compile(
    r"\b(?:phase|work|project|review|pen-?test(?:ing|s)?|penetration test(?:ing|s)?|tests?|testing|assessment|engagement|evaluation|audit|security review)\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:previous(?:ly)?|prior|last (?:engagement|assessment|test|year)|former|earlier|first iteration|re-?test(?:ed|ing)?|report (?:was )?(?:issued|delivered|dated)|published|kick-?off|meeting|next)\b",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"(?:(?:penetration )?(?:test(?:ing)?|assessment|engagement|project|pentest|audit)\s(?:period|dates?|window|time ?frame|duration|performed|conducted|time)|dates? of (?:test(?:ing)?|assessment|engagement)|(?:test(?:ing)?|assessed|conducted|performed)\s(?:on|from|between))[\s*_]{0,4}[:\t|–—-]?[\s*_]",
    re.IGNORECASE,
)
_START = re.compile(
    r"(?:(?:test(?:ing)?|assessment|engagement|project|pentest)\s)?(?:start(?:ed)?|begin|commencement)(?:\sdate)?(?:\son)?[\s*_]{0,4}[:\t|]",
    re.IGNORECASE,
)
_END = re.compile(
    r"(?:(?:test(?:ing)?|assessment|engagement|project|pentest)\s)?(?:end(?:ed)?|finish(?:ed)?|completion|completed)(?:\sdate)?(?:\son)?[\s*_]{0,4}[:\t|]",
    re.IGNORECASE,
)
_WORD = r"[\w&'’-]{0,40}(?:\.\w{1,20}){0,3}(?:(?<=Inc|Ltd|Co\w|LLC|Pty)\.|(?<=Corp)\.)?"
_COMPANY = re.compile(r"\b(?:Inc|Ltd|Corp|Co|S\.A|B\.V|S\.r\.l|L\.L\.C|(?:\w\.){1,3}\w)\.$")
_FORM = re.compile(r"(?:Inc|Ltd|Limited|LLC|LLP|GmbH|AG|AS|AB|Corp|Corporation|plc|B\.V|S\.A|Co)\.?")
_LEGAL = re.compile(rf"\s{_FORM.pattern}$")
_PERSON = re.compile(r"[A-Z][\w'’-]{1,20}(?: [A-Z]\.)? [A-Z][\w'’-]{1,24}")
_PERSONS = re.compile(rf"{_PERSON.pattern}(?:, {_PERSON.pattern}){{0,8}},? (?:and|&) {_PERSON.pattern}")
_UNDER_PERSON = re.compile(r"[A-Z][\w.&'’-]{1,30}(?:,? [A-Z&][\w.&'’-]{0,30}){0,5}")
_UNREAD_DAY = re.compile(
    rf"\b(?:{'|'.join(sorted(dates.MONTHS, key=len, reverse=True))})\b\.?\s{{1,2}}\d|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}",
    re.IGNORECASE,
)
"""A day that could not be read: who knows whether it is the last."""
_NAME = rf"(?:(?:[A-Z]|\d[A-Z]){_WORD})(?:(?:,? |\n|, )(?:(?:of|and|the|for|de) )?[A-Z&]{_WORD}){{0,7}}"
_ALIAS = r"(?:\s{0,2}\([^()\n]{1,60}\))?,?"
_HIRED = r"(?:engaged|contracted|hired|commissioned|retained|tasked|appointed|requested|asked|selected)"
_TO = r"\s{1,3}(?:to|for|in order to)\s{1,3}(?:conduct|perform|carry|test|assess|undertake|execute|evaluate|provide|review|determine|a |an |the )"
_SAID = (
    re.compile(
        rf"(?P<target>{_NAME}){_ALIAS}\s{{1,3}}(?:has\s|had\s)?{_HIRED}\s{{1,3}}(?P<tester>{_NAME}){_ALIAS}{_TO}"
    ),
    re.compile(
        rf"(?P<tester>{_NAME}){_ALIAS}\s{{1,3}}(?:was|were|has been|had been)\s{{1,3}}{_HIRED}\s{{1,3}}by\s{{1,3}}(?P<target>{_NAME}){_ALIAS}{_TO}"
    ),
    re.compile(rf"(?P<tester>){_HIRED}\s{{1,3}}by\s{{1,3}}(?P<target>{_NAME}){_ALIAS}{_TO}"),
    re.compile(
        rf"(?P<tester>{_NAME}){_ALIAS}\s{{1,3}}(?:has\s|have\s)?(?:performed|conducted|carried out|completed|executed|undertook)\s{{1,3}}(?:a|an|the)\s[^.\n]{{0,80}}(?:penetration test|assessment|pentest|pen test|security audit)\w*[^.]{{0,40}}?"
        rf"\s(?:for|on behalf of|of|against)\s(?:the\s)?(?P<target>{_NAME})"
    ),
    re.compile(
        rf"(?P<tester>)(?:performed|conducted|carried out)\s{{1,3}}(?:on behalf of|for)\s{{1,3}}(?P<target>{_NAME})"
    ),
)
_LABELLED = {
    "tester": re.compile(
        r"(?:prepared|conducted|performed|tested|submitted|presented|assessed|delivered)\sby|(?:testing|pen-?test(?:ing)?|penetration testing|assessment)\s(?:company|firm|provider|organi[sz]ation|vendor|team)|testers?|pentesters?|assessors?|contractor|service provider|security (?:firm|consultancy|consultant)",
        re.IGNORECASE,
    ),
    "target": re.compile(
        r"(?:prepared|conducted|performed|submitted)\sfor|clients?(?:\sname)?|customers?(?:\sname)?|targets?(?:\s(?:application|systems?|name|organi[sz]ation|company))?|application(?:\sname)?(?:\sunder test)?|tested (?:application|system|company|organi[sz]ation)|system under test|client organi[sz]ation|project name",
        re.IGNORECASE,
    ),
}
_LABEL_END = re.compile(r"[\s*_]{0,4}[:\t|][\s*_|]{0,4}(?P<name>\S.{0,120})?$")
_GENERIC = frozenset(
    re.findall(
        r"\w+",
        "the a an and in of for during after both our we us it its this that they tester testers team testing test tests client customer company all security penetration pentest assessment report n/a na tbd tba "
        "none name date version confidential document yes no internal external prepared target critical high medium low information informational system systems application applications network web scope title overview summary details",
    )
)
_PRONOUN = re.compile(r"(?:we|our|us|it|its|this|that|these|they|all|in|during|after|both|as|on)\b", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"[\[\]<>{}]|x{3,}|\b(?:redacted|placeholder|lorem|insert|your)\b", re.IGNORECASE)

METHOD = choice(
    "method",
    {
        "black_box": r"\bblack[ -]?box",
        "grey_box": r"\bgr[ae]y[ -]?box",
        "white_box": r"\b(?:white|crystal)[ -]?box",
        "PTES": r"penetration testing execution standard|\bptes\b",
        "OWASP ASVS": r"application security verification standard|\basvs\b",
        "OWASP Testing Guide": r"owasp (?:web (?:security|application) |mobile (?:application )?(?:security )?)?testing (?:guide|framework|methodology)|web security testing guide|\bwstg\b",
        "OWASP MASVS": r"mobile application security (?:verification standard|testing guide)|\bma(?:svs|stg)\b|\bmstg\b",
        "OWASP API Security Top 10": r"owasp api (?:security )?top (?:10|ten)",
        "OWASP Top 10": r"owasp top[ -]?(?:10|ten)",
        "NIST SP 800-115": r"\b800-115\b",
        "OSSTMM": r"open source security testing methodology|\bosstmm\b",
        "ISSAF": r"\bissaf\b",
        "MITRE ATT&CK": r"mitre att&ck",
        "CREST": r"\bcrest\b",
    },
)
_ALSO = re.compile(r"(?:black|gr[ae]y|white)(?:[ -]?box)?\s?(?:/|,|or|and)\s?$", re.IGNORECASE)
_BOXES = ("black_box", "grey_box", "white_box")
_METHOD = re.compile(
    r"(?:black|gr[ae]y|white|crystal)[ -]?box|penetration\s+testing\s+execution\s+standard|\bptes\b|application\s+security\s+verification\s+standard|\basvs\b|owasp\s+(?:\w+\s+){0,3}testing\s+(?:guide|framework|methodology)|web\s+security\s+testing\s+guide|\bwstg\b|"
    r"mobile\s+application\s+security\s+(?:verification\s+standard|testing\s+guide)|\bma(?:svs|stg)\b|\bmstg\b|owasp\s+api\s+(?:security\s+)?top\s+(?:10|ten)|owasp\s+top[ -]?(?:10|ten)|\b800-115\b|open\s+source\s+security\s+testing\s+methodology|\bosstmm\b|\bissaf\b|mitre\s+att&ck|(?<!\bby\s)(?<!\bof\s)\bcrest\b(?![\s-]{1,2}(?:registered|accredit\w*|certifi\w*|approved|qualified|members?|practitioners?|testers?)\b)",
    re.IGNORECASE,
)
_FOLLOWED = re.compile(
    r"\b(?:methodolog\w*|approach\w*|follow\w*|based (?:up)?on|accord\w*|framework|standards?|in line|align\w*|utili[sz]\w*|leverag\w*|performed|conducted|test|testing|assessment|engagement)\b",
    re.IGNORECASE,
)

_RETESTED = r"(?:re-?test(?:ing)?|re-?assessment|(?:remediation|fix) (?:verification|validation|testing)|verification (?:test|testing)|follow-?up test)"
RETEST = choice(
    "retest",
    {
        "not_performed": rf"\b(?:no|without(?: a)?) {_RETESTED}|{_RETESTED} (?:was|were|has|have|is) (?:not|yet to be)|{_RETESTED}(?: performed| conducted)?: ?(?:no\b|not|n/a|none|pending)",
        "performed": rf"\b{_RETESTED} (?:\w+ ){{0,4}}?(?:was|were|has been|have been) (?:\w+ )?(?:performed|conducted|completed|carried out|done|undertaken)|\bduring (?:the|this|our|a) {_RETESTED}|{_RETESTED} (?:dates?|results?|summary|performed|conducted|completed)\b|"
        rf"\b(?:performed|conducted|carried out|completed|undertook) (?:a|an|the) (?:\w+ )?{_RETESTED}|\bwere re-?tested|\bhas been re-?tested|validation of the remediation of (?:previous )?findings .{{0,80}}(?:conducted|performed)",
        "recommended": rf"recommend\w* .{{0,80}}{_RETESTED}|{_RETESTED} .{{0,60}}(?:recommended|advised|should)|should be re-?tested|recommends? .{{0,40}}follow[ -]?up",
    },
)
_RETEST = re.compile(
    r"\b(?:re-?test|re-?assess|remediation (?:verification|validation|testing)|fix (?:verification|validation)|verification test|follow-?up|vali(?:-\s)?dation of the remediation)",
    re.IGNORECASE,
)


def read(text: Text, lines: Sequence[Line]) -> Iterator[Fact]:
    """What the front of the report says of the engagement."""
    yield from _parties(text, lines)
    yield from _days(text, lines)
    yield from _methods(text, lines)
    yield from _retest(text)


def _parties(text: Text, lines: Sequence[Line]) -> Iterator[Fact]:
    told = _labelled(lines)
    for pattern in _SAID:
        for page in text.pages[:FRONT_PAGES]:
            for match in pattern.finditer(page.text[:FRONT_CHARACTERS]):
                for key in ("tester", "target"):
                    start = match.start(key) + _heading_over(page.text, *match.span(key))
                    name = _clean(page.text[start : match.end(key)])
                    if key not in told and name and not _FORM.fullmatch(name):
                        told[key] = Fact(
                            key, name, page.text[start : match.end(key)], 0.88, [page.cite(start, match.end(key))]
                        )
    yield from told.values()


def _heading_over(text: str, start: int, end: int) -> int:
    """How much of a name is the heading over the sentence that begins with it: what fills a short line alone."""
    last = text.rfind("\n", start, end)
    if last < 0:
        return 0
    line = text[text.rfind("\n", 0, last) + 1 : last]
    alone = text.rfind("\n", 0, last) >= start or re.fullmatch(
        r"[\s#*]*(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?\s+)?", text[text.rfind("\n", 0, last) + 1 : start]
    )
    return last + 1 - start if alone and len(line) <= LONGEST_HEADING else 0


def _labelled(lines: Sequence[Line]) -> dict[str, Fact]:
    told: dict[str, Fact] = {}
    front = [one for one in lines[:FRONT_LINES] if not one.contents]
    for at, line in enumerate(front):
        for key, label in _LABELLED.items():
            match = label.match(line.text)
            if match is None or key in told:
                continue
            rest = _LABEL_END.fullmatch(line.text, match.end()) if match.end() < len(line.text) else None
            if rest is not None and rest["name"]:
                name, cited = _clean(rest["name"]), line.cite(rest.start("name"))
            elif (
                (match.end() == len(line.text) or rest)
                and at + 1 < len(front)
                and re.search(r"\b(?:by|for)$", match[0], re.IGNORECASE)
            ):
                held = _company_under(lines, front[at + 1 : at + 3])
                name, cited = (_clean(held.text), held.cite()) if held else ("", line.cite())
            else:
                continue
            if (
                name
                and not _PERSONS.fullmatch(name)
                and len(name.split()) <= 10
                and (not name.endswith(".") or _COMPANY.search(name))
            ):
                told[key] = Fact(key, name, cited.quote, 0.92, [cited])
    return told


def _company_under(lines: Sequence[Line], under: Sequence[Line]) -> Line | None:
    """Of the lines under `Prepared for` that which names the company: it may stand under the person's name."""
    first, *rest = under
    if not rest or not _PERSON.fullmatch(first.text.strip()) or not _UNDER_PERSON.fullmatch(rest[0].text.strip()):
        return first
    if _LEGAL.search(rest[0].text):
        return rest[0]
    again = sum(first.text.strip() in one.text for one in lines) > 1
    return first if again else None


def _clean(name: str) -> str:
    plain = " ".join(name.split()).strip(" ,;:|\"“”'’*_")
    plain = re.sub(r"^(?:the|The)\s", "", plain)
    if not (plain[:1].isupper() or plain[:1].isdigit()) or len(plain) < 3 or sum(map(str.isalpha, plain)) < 3:
        return ""
    generic = {word.strip("().,:").casefold() for word in plain.split()} <= _GENERIC
    return "" if generic or _PRONOUN.match(plain) or _PLACEHOLDER.search(plain) else plain


def _days(text: Text, lines: Sequence[Line]) -> Iterator[Fact]:
    first = dates.order("\n".join(page.text for page in text.pages[:FRONT_PAGES]))
    yield from _of_labels(lines, first) or _of_sentences(text, first)


def _of_labels(lines: Sequence[Line], first: str | None) -> list[Fact]:
    front = [one for one in lines[: 2 * FRONT_LINES] if not one.contents]
    told: dict[str, Fact] = {}
    for line in front:
        for key, pattern in (("test_start", _START), ("test_end", _END)):
            match = pattern.match(line.text)
            days = list(dates.dates(line.text[match.end() :], first)) if match else []
            if match and len(days) == 1 and key not in told:
                told[key] = _day(key, days[0], line.cite(), 0.93)
        match = _PERIOD.match(line.text)
        days = list(dates.dates(line.text[match.end() :], first)) if match else []
        if match and len(days) == 2 and not told and not _OTHER.search(line.text):
            told = {
                "test_start": _day("test_start", days[0], line.cite(), 0.95),
                "test_end": _day("test_end", days[1], line.cite(), 0.95),
            }
    ordered = [str(told[key].value) for key in ("test_start", "test_end") if key in told]
    return list(told.values()) if ordered == sorted(ordered) else []


def _day(key: str, found: dates.Found, cited: Citation, confidence: float) -> Fact:
    return Fact(key, found.value, cited.quote, confidence, [cited])


def _of_sentences(text: Text, first: str | None) -> list[Fact]:
    """Of the first page that says in sentences when was tested: the first and the last day of them."""
    for page in text.pages[:FRONT_PAGES]:
        spans: list[tuple[dates.Found, Citation]] = []
        for match in _SENTENCE.finditer(page.text):
            sentence = match[0]
            if not _TESTED.search(sentence) or not _TEST.search(sentence):
                continue
            days = list(dates.dates(sentence, first))
            if not days or _OTHER.search(sentence[: days[-1].end]):
                continue
            if _UNREAD_DAY.search(_without(sentence, days)):
                return []
            near = max(0, days[0].start - 300)
            cited = page.cite(match.start() + near, match.start() + days[-1].end)
            spans += [(one, cited) for one in days]
        if spans:
            start, end = min(spans, key=lambda one: one[0].value), max(spans, key=lambda one: one[0].value)
            if _apart(start[0].value, end[0].value) <= LONGEST_TEST:
                return [_day("test_start", *start, 0.9), _day("test_end", *end, 0.9)]
            return []
    return []


def _without(sentence: str, days: Sequence[dates.Found]) -> str:
    kept, done = [], 0
    for one in days:
        kept.append(sentence[done : one.start])
        done = max(done, one.end)
    return " ".join([*kept, sentence[done:]])


def _apart(start: str, end: str) -> int:
    """Roughly, in days."""
    (year, month, day), (later, other, last) = (map(int, one.split("-")) for one in (start, end))
    return (later - year) * 365 + (other - month) * 30 + last - day


def _methods(text: Text, lines: Sequence[Line]) -> Iterator[Fact]:
    contents = {one.page.number for one in lines if one.contents}
    told: dict[str, Fact] = {}
    boxes: set[str] = set()
    for page in text.pages:
        for match in _METHOD.finditer(page.text):
            value = METHOD.read(match[0])
            around = page.text[max(0, match.start() - 160) : match.end() + 160]
            if not isinstance(value, str) or page.number in contents or not _FOLLOWED.search(around):
                continue
            if value in _BOXES:
                boxes |= {value, *_ALSO.findall(page.text[max(0, match.start() - 14) : match.start()])}
            if value not in told:
                told[value] = Fact("method", value, match[0], 0.85, [page.cite(match.start(), match.end())])
    yield from (fact for value, fact in told.items() if value not in _BOXES or len(boxes) == 1)


def _retest(text: Text) -> Iterator[Fact]:
    found: dict[str, Fact] = {}
    spots = ((page, match) for page in text.pages for match in _RETEST.finditer(page.text))
    read_to: tuple[int, int] = (0, 0)
    for page, match in islice(spots, MOST_MENTIONS):
        if (page.number, match.start()) >= read_to:
            start, end = _around(page.text, match.start(), match.end())
            read_to = (page.number, end)
            cited = page.cite(start, end)
            value = RETEST.read(cited.quote)
            if isinstance(value, str) and value not in found:
                found[value] = Fact("retest", value, cited.quote, 0.8, [cited])
    yield from [found[value] for value in ("performed", "not_performed", "recommended") if value in found][:1]


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence, or as much of it as is near."""
    before, behind = text[max(0, start - NEAR) : start], text[end : end + NEAR]
    begins = max(before.rfind(sign) for sign in (". ", "! ", "? ", ".\n", "\n\n"))
    ends = [at for sign in (". ", "!", "?", ".\n", "\n\n") if (at := behind.find(sign)) >= 0]
    return start - len(before) + begins + 1, end + (min(ends) if ends else len(behind))
