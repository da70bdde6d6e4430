"""Whom a certificate is for, who gives it, under which number, and for what."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from vendorproof.documents.facts import companies, dates
from vendorproof.documents.facts.fact import Fact
from vendorproof.documents.facts.folding import folded
from vendorproof.documents.facts.joined import Joined, plain

Span = tuple[int, int]

_MANAGED = r"(?:(?:the|an?)\s+)?(?:[\w/-]+\s+){0,4}management\s+systems?(?:\s+\([A-Z]{2,5}\))?"
_SUBJECT = r"(?:(?:the|their|its)\s+)?(?:following\s+|above\s+)?(?:company|organi[sz]ation|firm|client|entity|undertaking)(?:\s+(?:named|listed|identified)\s+below)?"
_HOLDERS: Sequence[str] = (
    rf"(?:this\s+is\s+to\s+certify|we\s+(?:hereby\s+)?certify|(?:hereby\s+)?certif(?:y|ies)|it\s+is\s+(?:hereby\s+)?certified|bescheinigt,?|this\s+certifies)\s+(?:that|dass)\s*:?\s*"
    rf"(?:{_MANAGED}\s+(?:of|operated\s+by|implemented\s+by)\s*:?\s*)?(?:{_SUBJECT}\s*[:,]?\s*)?",
    rf"certifies\s+(?:that\s+)?{_SUBJECT}\s*:?\s*\n\s*",
    r"(?:certificate\s+(?:is\s+)?)?(?:hereby\s+)?(?:awarded|granted|presented)\s+to\s*:?\s*",
    r"(?:^|\n|\t)\s*(?:certificate\s+)?issued\s+to\s*:?\s*",
    r"\bbescheinigt\s+für\s*:?\s*",
    r"(?:^|\n|\t)\s*(?:certificate\s+(?:holder|owner)|certified\s+(?:organi[sz]ation|company|client)|name\s+of\s+(?:the\s+)?(?:certified\s+)?(?:organi[sz]ation|company|client)|"
    r"(?:organi[sz]ation|company|client|applicant)(?:\s+name)?|zertifikatsinhaber(?:in)?|inhaber|titulaire(?:\s+du\s+certificat)?|titular|azienda|organizzazione)(?:\s*/\s*[\w ]{3,30})?\s*[:\t]\s*",
    r"(?:^|\n)\s*(?:the\s+)?(?:[\w/-]+\s+){0,4}management\s+system\s+of\s*:?\s*\n?\s*",
    r"certificate\s+of\s+assurance\s*\n\s*",
    r"platforms?,\s+facilit(?:y|ies),?\s+and\s+supporting\s+infrastructures?\s+of\s+",
)
_HOLDER = re.compile("|".join(f"(?:{one})" for one in _HOLDERS), re.IGNORECASE)
_ALONE = re.compile(
    r"(?:^|\n)[ \t]*(?P<name>[^\n]{3,120})\n(?=[ \t]*(?:for the (?:following )?scope|has (?:been|implemented|established|demonstrated)|is (?:hereby )?(?:certified|registered)|operates an?\b|holds certificate|was (?:assessed|audited)))",
    re.IGNORECASE,
)
_BODIES: Sequence[tuple[float, str]] = (
    (0.93, r"\b(?:(?:the\s+)?certification\s+body|(?:die\s+)?zertifizierungsstelle|l[’']organisme\s+de\s+certification)\s+(?:of|der|des|de|von)\s+(?:the\s+)?"),
    (0.93, r"\bhas\s+been\s+(?:assessed(?:\s+and\s+(?:approved|certified|registered))?|audited(?:\s+and\s+(?:certified|approved|registered))?|certified|approved|registered)\s+by\s+"),
    (0.93, r"(?:^|\n|\t)\s*(?:for\s+and\s+)?(?:signed\s+)?on\s+behalf\s+of:?\s+"),
    (0.9, r"(?:^|\n|\t|\s{2})(?:name\s+of\s+)?(?:issuing\s+|certification\s+|registration\s+)(?:body|office)\s*:\s*"),
    (0.9, r"(?:^|\n|\t)(?:this\s+certificate\s+is\s+)?issued\s+by\s*:?\s*"),
    (0.85, r"(?:^|\n|\t|\b)accredited\s+unit\s*:\s*"),
)  # fmt: skip
_CERTIFIER = re.compile(r"(?P<name>[^\n\t.:;]{3,110}?)\s+(?:hereby\s+)?certifies\s+(?:that|the)\b")
_NUMBER = re.compile(
    r"(?<!company )(?<!vat )(?<!account )(?<!accreditation )(?<!report )\b(?:"
    r"(?:certificate|cert\.|certification)\s+(?:registration\s+|identity\s+|identification\s+|reference\s+|ref\.?\s+|serial\s+)?(?:number|no\b\.?|nr\b\.?|n[°º]|nº|num\b\.?|#|id\b|reference\b|ref\b\.?)|"
    r"zertifikats?(?:-|\s)?(?:registrier|register|registrierungs)?-?\s?(?:nr\b\.?|nummer)|certificat\s+n[°º]|n[°º]\s+(?:de\s+|du\s+)?certificat|certificado\s+(?:n[°º]|número|núm\b\.?)|(?:numero|n[°º])\s+(?:di\s+)?certificato|certificato\s+n[°º.]{1,2}"
    r")(?:\(s\))?\s*:?[ \t]*",
    re.IGNORECASE,
)
_REGISTERED = re.compile(
    r"(?:^|\n|\t)\s*(?:(?:registration|approval)\s+(?:number|no\b\.?|nr\b\.?)|certificate|registrier-?nr\b\.?|registro\s+n[°º])\s*:?[ \t]*", re.IGNORECASE
)
_TOKEN = re.compile(r"[ \t]{0,2}(?P<token>[A-Za-z0-9][\w./#–-]{0,45})(?![\w:])")
_NOT_NUMBER = frozenset(("DATE", "PAGE", "ISSUE", "REV", "VALID", "ISO", "IEC", "TO", "OF", "NO", "ISMS", "FOR", "THE", "SCOPE", "EXPIRY"))
_SCOPE = re.compile(
    r"(?:for|within|covering|under|to|with|in)\s+(?:the\s+)?(?:following\s+)?(?:scope|activities|products?\s+and\s+services)(?:\s+of\s+(?:registration|certification|supply|application|activities))?(?:\s+[a-z]{2,9}){0,2}\s*(?::|\n)\s*|"
    r"(?:^|\n)\s*(?:the\s+management\s+system\s+is\s+)?applicable\s+to\s*:\s*|"
    r"valid\s+for\s+the\s+following(?:\s+products?\s*(?:or|/|and)\s*service(?:\s+ranges?|s)?|\s+scope|\s+activities)?\s*:\s*|"
    r"(?:^|\n|\t)\s*(?:(?:the\s+)?scope\s+of\s+(?:this\s+)?(?:the\s+)?(?:certification|registration|approval|certificate|supply|activities|application)(?:\s+is(?:\s+applicable\s+to)?)?|certified\s+scope|certification\s+scope|scope|geltungsbereich|anwendungsbereich|"
    r"domaine\s+d[’']application|alcance|campo\s+di\s+applicazione)\s*(?::|\n|\t)\s*|"
    r"(?:^|\n)\s*(?:für\s+den\s+geltungsbereich)(?P<two>\s*/\s*for\s+the\s+scope)?\s*:?\s*\n\s*|"
    r"(?:^|\n)\s*platforms?\s*:\s*",
    re.IGNORECASE,
)  # fmt: skip
_SCOPE_ENDS = re.compile(
    r"\n\s*(?=(?:for and on behalf|signed|on behalf|authori[sz]ed|approved by|issued|which includes|original|initial|first certif|certificate (?:number|no|reg)|registration|valid|expir|effective|place and date|page \d|"
    r"current|latest|date|facilit|ein (?:\w+)?management|has established|has implemented|the following (?:sites|locations)|this certificate|the certificate|subject to|an audit|durch ein audit|ha[sv]e? been (?:assessed|audited|registered|certified|approved)|a été|certification|statement of applicability|"
    r"location|site|address|iso|certified since|recertification|audit|further clarif|\w+ \d{1,2}, \d{4}|[A-Z][\w /]{2,45}:|[A-Z]{2,}[A-Z ]{4,}$|[^\W\d_]+, (?:den )?\d))"
    r"|\t|(?<=[.;])\s+(?=(?:This|The)\s+(?:is|certificate|certification|statement|scope)\b)|\n\s*\n",
    re.IGNORECASE | re.MULTILINE,
)
_ELSEWHERE = re.compile(r"^(?:see|as (?:per|described|stated|listed)|refer|siehe|voir|according to|in accordance with the (?:annex|appendix|schedule))\b|\b(?:on page|overleaf|next page)\b", re.IGNORECASE)
_LONGEST_SCOPE = 1_500
_ACCREDITORS = re.compile(
    r"(?<![\w-])(?P<sure>UKAS|DAkkS|ENAC|COFRAC|Cofrac|ACCREDIA|Accredia|ANAB|SWEDAC|Swedac|JAS-ANZ|NABCB|CNAS|INAB|DANAK|FINAS|BELAC|A2LA|INMETRO|SANAS|HKAS|Norwegian\s+Accreditation|Norsk\s+Akkreditering|"
    r"ANSI(?:-ASQ)?\s+National\s+Accreditation\s+Board|United\s+Kingdom\s+Accreditation\s+Service|Deutsche\s+Akkreditierungsstelle|Standards\s+Council\s+of\s+Canada|Akkreditierung\s+Austria|"
    r"International\s+Accreditation\s+Service|Raad\s+voor\s+Accreditatie|Dutch\s+Accreditation\s+Council|Swiss\s+Accreditation\s+Service|Polskie\s+Centrum\s+Akredytacji|ISMS-AC)(?![\w-])|"
    r"(?<![\w-])(?P<near>RvA|IAS|SAS|PCA|KAB|JAB|SCC|TAF|CAI|EIAC|GAC|EMA|SAC)(?![\w-])"
)
_SAME_ACCREDITOR = {
    "unitedkingdomaccreditationservice": "ukas", "deutscheakkreditierungsstelle": "dakks", "ansinationalaccreditationboard": "anab", "ansiasqnationalaccreditationboard": "anab",
    "internationalaccreditationservice": "ias", "raadvooraccreditatie": "rva", "dutchaccreditationcouncil": "rva", "norskakkreditering": "norwegianaccreditation", "swissaccreditationservice": "sas",
    "polskiecentrumakredytacji": "pca", "standardscouncilofcanada": "scc",
}  # fmt: skip


def holder(whole: Joined) -> Iterator[Fact]:
    """The organisation: what most of the certificate's own words agree on."""
    held = list(_named(whole, _HOLDER))
    letter = re.search(r"\bcertifi", whole.text[:4_000]) and "hitrust" in whole.text[:1_000].casefold()
    yield from _one(whole, "holder", (held[:1] if letter else held) or list(_alone(whole)), 0.93)


def _alone(whole: Joined) -> Iterator[Span]:
    """A name on a line of its own, before what is said of it."""
    for match in _ALONE.finditer(whole.text):
        told = companies.name(match["name"])
        if told and companies.SUFFIX.search(match["name"]) and "certif" not in match["name"].casefold():
            yield match.start("name") + told[0], match.start("name") + told[1]


def body(whole: Joined, held_by: str | None) -> Iterator[Fact]:
    """Who certifies, unless that is only said of the holder."""
    if (letter := re.search(r"\bHITRUST\b(?=\s+(?:has\s+determined|Services\s+Corp|performed))", whole.text)) is not None:
        yield whole.said("body", "HITRUST", [letter.span()], 0.9)
        return
    for confidence, pattern in _BODIES:
        told = [
            span
            for span in _named(whole, re.compile(pattern, re.IGNORECASE))
            if held_by is None or folded(whole.text[slice(*span)]) != folded(held_by)
        ]
        if found := list(_one(whole, "body", told, confidence)):
            yield from found
            return
    yield from _one(whole, "body", _certifiers(whole), 0.9)


def _certifiers(whole: Joined) -> Iterator[Span]:
    for match in _CERTIFIER.finditer(whole.text):
        told = companies.name(match["name"])
        if told and companies.SUFFIX.search(match["name"]):
            yield match.start("name") + told[0], match.start("name") + told[1]


def _named(whole: Joined, label: re.Pattern[str]) -> Iterator[Span]:
    for match in label.finditer(whole.text):
        told = companies.name(companies.line(whole.text, match.end()))
        if told is not None:
            yield match.end() + told[0], match.end() + told[1]


def _one(whole: Joined, key: str, spans: Iterable[Span], confidence: float) -> Iterator[Fact]:
    """The one value that all of them are."""
    told = list(spans)
    values = {_letters(whole.text[start:end]) for start, end in told}
    if told and len(values) == 1:
        start, end = told[0]
        yield whole.said(key, plain(whole.text[start:end]), [(start, end)], confidence)


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", folded(text))


def number(whole: Joined) -> Iterator[Fact]:
    """The certificate's own, as every page repeats it."""
    for label, confidence in ((_NUMBER, 0.94), (_REGISTERED, 0.85)):
        told = [span for match in label.finditer(whole.text) if (span := _numeral(whole.text, match.end())) is not None]
        if found := list(_one(whole, "certificate_number", told, confidence)):
            yield from found
            return
        if told:
            return


def _numeral(text: str, at: int) -> Span | None:
    """Behind a label: words of letters and digits with a digit among them; on the next line where the label ends its own."""
    while (same := _NUMBER.match(text[at : at + 60].lstrip(" /|\n\t"))) is not None and text[at : at + 3].strip(" \n")[:1] in ("/", "|"):
        at += len(text[at : at + 60]) - len(text[at : at + 60].lstrip(" /|\n\t")) + same.end()
    if (other := re.match(r"[ \t]*/[^\n:]{0,40}?(?:no|nr|number)\.?\s*:[ \t]*|[ \t]*/[ \t\w.-]{3,40}\n[\w ]{2,20}\.?:[ \t]*", text[at : at + 90], re.IGNORECASE)) is not None:
        at += other.end()
    labels = re.match(r"(?:[ \t]*[A-Z][\w /]{2,40}:){0,4}[ \t]*\n", text[at : at + 200])
    if labels is not None:
        at += labels.end()
    tokens: list[Span] = []
    end = at
    while len(tokens) < 6 and (match := _TOKEN.match(text[end : end + 60])) is not None:
        token = match["token"]
        if token.upper() in _NOT_NUMBER or not (any(map(str.isdigit, token)) or (token.isupper() and len(token) <= 5)):
            break
        if any(found.start == 0 for found in dates.dates(text[end + match.start("token") : end + 40].replace("\n", "|"))):
            break
        tokens.append((end + match.start("token"), end + match.end("token")))
        end += match.end()
    while tokens and (text[tokens[-1][0] : tokens[-1][1]].isalpha() and len(tokens) == 1):
        tokens.pop()
    if not tokens or not any(map(str.isdigit, text[tokens[0][0] : tokens[-1][1]])):
        return None
    start, end = tokens[0][0], tokens[-1][1]
    return start, start + len(text[start:end].rstrip(".,;–-"))


def scope(whole: Joined) -> Iterator[Fact]:
    """In its own words, one paragraph; absent where it stands in an annex."""
    for match in _SCOPE.finditer(whole.text):
        told = _paragraph(whole.text, match.end(), two=bool(match["two"]))
        if told is None:
            continue
        start, end = told
        yield whole.said("scope", plain(whole.text[start:end]), [(start, end)], 0.85)
        return


def _paragraph(text: str, at: int, *, two: bool) -> Span | None:
    window = text[at : at + _LONGEST_SCOPE + 100]
    ends = _SCOPE_ENDS.search(window)
    if ends is None or ends.start() == 0 or ends.start() > _LONGEST_SCOPE:
        return None
    told = window[: ends.start()].rstrip()
    lines = told.count("\n") + 1
    if two and lines != 2:
        return None
    start = told.rfind("\n") + 1 if two else 0
    words = told[start:].split()
    if len(words) < 2 or _ELSEWHERE.search(told[start:]) or not told[start : start + 1].isalnum():
        return None
    return at + start, at + len(told)


def accreditation(whole: Joined) -> Iterator[Fact]:
    """The body that accredits the one that certifies."""
    told = [match for match in _ACCREDITORS.finditer(whole.text) if match["sure"] or _is_near(whole.text, match.start())]
    names = {_SAME_ACCREDITOR.get(name := _letters(match[0]), name) for match in told}
    if len(names) == 1:
        yield whole.said("accreditation", plain(told[0][0]), [told[0].span()], 0.88)


def _is_near(text: str, at: int) -> bool:
    return re.search(r"accredit|akkredit", text[max(0, at - 80) : at + 80], re.IGNORECASE) is not None


READERS: Sequence[Callable[[Joined], Iterator[Fact]]] = (number, scope, accreditation)
