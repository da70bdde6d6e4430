"""Whom a certificate is for, who gives it, under which number, and for what."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from vendorproof.documents.facts import companies, dates
from vendorproof.documents.facts.fact import Fact
from vendorproof.documents.facts.folding import folded
from vendorproof.documents.facts.joined import Joined, plain

Span = tuple[int, int]

_MANAGED = r"(?:(?:the|an?)\s{1,9})?(?:[\w/-]+\s{1,9}){0,4}management\s{1,9}systems?(?:\s{1,9}\([A-Z]{2,5}\))?"
_SUBJECT = r"(?:(?:the|their|its)\s{1,9})?(?:following\s{1,9}|above\s{1,9})?(?:company|organi[sz]ation|firm|client|entity|undertaking)(?:\s{1,9}(?:named|listed|identified)\s{1,9}below)?"
_HOLDERS: Sequence[str] = (
    (
        rf"(?:this\s{{1,9}}is\s{{1,9}}to\s{{1,9}}certify|we\s{{1,9}}(?:hereby\s{{1,9}})?certify|(?:hereby\s{{1,9}})?certif(?:y|ies)|it\s{{1,9}}is\s{{1,9}}(?:hereby\s{{1,9}})?certified|bescheinigt,?|this\s{{1,9}}certifies)\s{{1,9}}(?:that|dass)\s{{0,9}}:?\s{{0,9}}"
        rf"(?:{_MANAGED}\s{{1,9}}(?:of|operated\s{{1,9}}by|implemented\s{{1,9}}by)\s{{0,9}}:?\s{{0,9}})?(?:{_SUBJECT}\s{{0,9}}[:,]?\s{{0,9}})?"
    ),
    rf"certifies\s{{1,9}}(?:that\s{{1,9}})?{_SUBJECT}\s{{0,9}}:?\s{{0,9}}\n\s{{0,9}}",
    r"(?:certificate\s{1,9}(?:is\s{1,9})?)?(?:hereby\s{1,9})?(?:awarded|granted|presented)\s{1,9}to\s{0,9}:?\s{0,9}",
    r"(?:^|\n|\t)[ \t]{0,40}(?:certificate\s{1,9})?issued\s{1,9}to\s{0,9}:?\s{0,9}",
    r"\bbescheinigt\s{1,9}für\s{0,9}:?\s{0,9}",
    (
        r"(?:^|\n|\t)[ \t]{0,40}(?:certificate\s{1,9}(?:holder|owner)|certified\s{1,9}(?:organi[sz]ation|company|client)|name\s{1,9}of\s{1,9}(?:the\s{1,9})?(?:certified\s{1,9})?(?:organi[sz]ation|company|client)|"
        r"(?:organi[sz]ation|company|client|applicant)(?:\s{1,9}name)?|zertifikatsinhaber(?:in)?|inhaber|titulaire(?:\s{1,9}du\s{1,9}certificat)?|titular|azienda|organizzazione)(?:\s{0,9}/\s{0,9}[\w ]{3,30})?\s{0,9}[:\t]\s{0,9}"
    ),
    r"(?:^|\n)[ \t]{0,40}(?:the\s{1,9})?(?:[\w/-]+\s{1,9}){0,4}management\s{1,9}system\s{1,9}of\s{0,9}:?\s{0,9}\n?\s{0,9}",
    r"certificate\s{1,9}of\s{1,9}assurance\s{0,9}\n\s{0,9}(?:compliant\s{0,9}\n\s{0,9})?",
    r"in\s{1,9}accordance\s{1,9}with\s{1,9}certification\s{1,9}procedures\s{1,9}for\s{0,9}:?\s{0,9}",
    r"platforms?,\s{1,9}facilit(?:y|ies),?\s{1,9}and\s{1,9}supporting\s{1,9}infrastructures?\s{1,9}of\s{1,9}",
)
_HOLDER = re.compile("|".join(f"(?:{one})" for one in _HOLDERS), re.IGNORECASE)
_ALONE = re.compile(
    r"(?:^|\n)[ \t]{0,40}(?P<name>[^\n]{3,120})\n(?=[ \t]{0,40}(?:for the (?:following )?scope|has (?:been|implemented|established|demonstrated)|is (?:hereby )?(?:certified|registered)|operates an?\b|holds certificate|was (?:assessed|audited)))",
    re.IGNORECASE,
)
_BODIES: Sequence[tuple[float, str]] = (
    (0.93, r"\b(?:(?:the\s{1,9})?certification\s{1,9}body|(?:die\s{1,9})?zertifizierungsstelle|l[’']organisme\s{1,9}de\s{1,9}certification)\s{1,9}(?:of|der|des|de|von)\s{1,9}(?:the\s{1,9})?"),
    (0.93, r"\bhas\s{1,9}been\s{1,9}(?:assessed(?:\s{1,9}and\s{1,9}(?:approved|certified|registered))?|audited(?:\s{1,9}and\s{1,9}(?:certified|approved|registered))?|certified|approved|registered)\s{1,9}by\s{1,9}"),
    (0.93, r"(?:^|\n|\t)[ \t]{0,40}(?:for\s{1,9}and\s{1,9})?(?:signed\s{1,9})?on\s{1,9}behalf\s{1,9}of:?\s{1,9}"),
    (0.9, r"(?:^|\n|\t|\s{2})(?:name\s{1,9}of\s{1,9})?(?:issuing\s{1,9}|certification\s{1,9}|registration\s{1,9})(?:body|office)\s{0,9}:\s{0,9}"),
    (0.9, r"(?:^|\n|\t)(?:this\s{1,9}certificate\s{1,9}is\s{1,9})?issued\s{1,9}by\s{0,9}:?\s{0,9}"),
    (0.85, r"(?:^|\n|\t|\b)accredited\s{1,9}unit\s{0,9}:\s{0,9}"),
)  # fmt: skip
_CERTIFIER = re.compile(r"\s{1,3}(?:hereby\s{1,3})?certifies\s{1,3}(?:that|the)\b")
_NUMBER = re.compile(
    r"(?<!company )(?<!vat )(?<!account )(?<!accreditation )(?<!report )\b(?:"
    r"(?:certificate|cert\.|certification)\s{1,9}(?:registration\s{1,9}|identity\s{1,9}|identification\s{1,9}|reference\s{1,9}|ref\.?\s{1,9}|serial\s{1,9})?(?:number|no\b\.?|nr\b\.?|n[°º]|nº|num\b\.?|#|id\b|reference\b|ref\b\.?)|"
    r"zertifikats?(?:-|\s)?(?:registrier|register|registrierungs)?-?\s?(?:nr\b\.?|nummer)|certificat\s{1,9}n[°º]|n[°º]\s{1,9}(?:de\s{1,9}|du\s{1,9})?certificat|certificado\s{1,9}(?:n[°º]|número|núm\b\.?)|(?:numero|n[°º])\s{1,9}(?:di\s{1,9})?certificato|certificato\s{1,9}n[°º.]{1,2}"
    r")(?:\(s\))?\s{0,9}:?[ \t]{0,40}",
    re.IGNORECASE,
)
_REGISTERED = re.compile(
    r"(?:^|\n|\t)[ \t]{0,40}(?:(?:registration|approval)\s{1,9}(?:number|no\b\.?|nr\b\.?)|certificate|registrier-?nr\b\.?|registro\s{1,9}n[°º])\s{0,9}:?[ \t]{0,40}",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[ \t]{0,2}(?P<token>[A-Za-z0-9][\w./#–-]{0,45})(?![\w:])")
_NOT_NUMBER = frozenset(
    ("DATE", "PAGE", "ISSUE", "REV", "VALID", "ISO", "IEC", "TO", "OF", "NO", "ISMS", "FOR", "THE", "SCOPE", "EXPIRY")
)
_SCOPE = re.compile(
    r"(?:for|within|covering|under|to|with|in)\s{1,9}(?:the\s{1,9})?(?:following\s{1,9})?(?:scope|activities|products?\s{1,9}and\s{1,9}services)(?:\s{1,9}of\s{1,9}(?:registration|certification|supply|application|activities))?(?:\s{1,9}[a-z]{2,9}){0,2}\s{0,9}(?::|\n)\s{0,9}|"
    r"(?:^|\n)[ \t]{0,40}(?:the\s{1,9}management\s{1,9}system\s{1,9}is\s{1,9})?applicable\s{1,9}to\s{0,9}:\s{0,9}|"
    r"valid\s{1,9}for\s{1,9}the\s{1,9}following(?:\s{1,9}products?\s{0,9}(?:or|/|and)\s{0,9}service(?:\s{1,9}ranges?|s)?|\s{1,9}scope|\s{1,9}activities)?\s{0,9}:\s{0,9}|"
    r"(?:^|\n|\t)[ \t]{0,40}(?:(?:the\s{1,9})?scope\s{1,9}of\s{1,9}(?:this\s{1,9})?(?:the\s{1,9})?(?:certification|registration|approval|certificate|supply|activities|application)(?:\s{1,9}is(?:\s{1,9}applicable\s{1,9}to)?)?|certified\s{1,9}scope|certification\s{1,9}scope|scope|geltungsbereich|anwendungsbereich|"
    r"domaine\s{1,9}d[’']application|alcance|campo\s{1,9}di\s{1,9}applicazione)\s{0,9}(?::|\n|\t)\s{0,9}|"
    r"(?:^|\n)[ \t]{0,40}(?:für\s{1,9}den\s{1,9}geltungsbereich)(?P<two>\s{0,9}/\s{0,9}for\s{1,9}the\s{1,9}scope)?\s{0,9}:?\s{0,9}\n\s{0,9}|"
    r"(?:^|\n)[ \t]{0,40}platforms?\s{0,9}:\s{0,9}",
    re.IGNORECASE,
)  # fmt: skip
_SCOPE_ENDS = re.compile(
    r"\n\s{0,9}(?=(?:for and on behalf|signed|on behalf|authori[sz]ed|approved by|issued|which includes|original|initial|first certif|certificate (?:number|no|reg)|registration|valid|expir|effective|place and date|page \d|"
    r"current|latest|date|facilit|ein (?:\w+)?management|has established|has implemented|the following (?:sites|locations)|this certificate|the certificate|subject to|an audit|durch ein audit|ha[sv]e? been (?:assessed|audited|registered|certified|approved)|a été|certification|statement of applicability|"
    r"location|site|address|iso|certified since|recertification|audit|further clarif|\w+ \d{1,2}, \d{4}|[A-Z][\w /]{2,45}:|[A-Z]{2,}[A-Z ]{4,}$|[^\W\d_]+, (?:den )?\d))"
    r"|\t|(?<=[.;])\s{1,9}(?=(?:This|The)\s{1,9}(?:is|certificate|certification|statement|scope)\b)|\n\s{0,9}\n",
    re.IGNORECASE | re.MULTILINE,
)
_ELSEWHERE = re.compile(
    r"^(?:see|as (?:per|described|stated|listed)|refer|siehe|voir|according to|in accordance with the (?:annex|appendix|schedule))\b|\b(?:on page|overleaf|next page)\b",
    re.IGNORECASE,
)
_LONGEST_SCOPE = 1_500
_MOST_SCOPES = 40
_ACCREDITORS = re.compile(
    r"(?<![\w-])(?P<sure>UKAS|DAkkS|ENAC|COFRAC|Cofrac|ACCREDIA|Accredia|ANAB|SWEDAC|Swedac|JAS-ANZ|NABCB|CNAS|INAB|DANAK|FINAS|BELAC|A2LA|INMETRO|SANAS|HKAS|Norwegian\s{1,9}Accreditation|Norsk\s{1,9}Akkreditering|"
    r"ANSI(?:-ASQ)?\s{1,9}National\s{1,9}Accreditation\s{1,9}Board|United\s{1,9}Kingdom\s{1,9}Accreditation\s{1,9}Service|Deutsche\s{1,9}Akkreditierungsstelle|Standards\s{1,9}Council\s{1,9}of\s{1,9}Canada|Akkreditierung\s{1,9}Austria|"
    r"International\s{1,9}Accreditation\s{1,9}Service|Raad\s{1,9}voor\s{1,9}Accreditatie|Dutch\s{1,9}Accreditation\s{1,9}Council|Swiss\s{1,9}Accreditation\s{1,9}Service|Polskie\s{1,9}Centrum\s{1,9}Akredytacji|ISMS-AC)(?![\w-])|"
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
    if (
        letter := re.search(r"\bHITRUST\b(?=\s{1,9}(?:has\s{1,9}determined|Services\s{1,9}Corp|performed))", whole.text)
    ) is not None:
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
        low = max(0, match.start() - 110)
        start = max(low, *(whole.text.rfind(mark, low, match.start()) + 1 for mark in "\n\t.:;"))
        told = companies.name(whole.text[start : match.start()])
        if told and companies.SUFFIX.search(whole.text[start : match.start()]):
            yield start + told[0], start + told[1]


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
    while (same := _NUMBER.match(text[at : at + 60].lstrip(" /|\n\t"))) is not None and text[at : at + 3].strip(" \n")[
        :1
    ] in ("/", "|"):
        at += len(text[at : at + 60]) - len(text[at : at + 60].lstrip(" /|\n\t")) + same.end()
    if (
        other := re.match(
            r"[ \t]{0,40}/[^\n:]{0,40}?(?:no|nr|number)\.?\s{0,9}:[ \t]{0,40}|[ \t]{0,40}/[ \t\w.-]{3,40}\n[\w ]{2,20}\.?:[ \t]{0,40}",
            text[at : at + 90],
            re.IGNORECASE,
        )
    ) is not None:
        at += other.end()
    labels = re.match(r"(?:[ \t]{0,40}[A-Z][\w /]{2,40}:){0,4}[ \t]{0,40}\n", text[at : at + 200])
    if labels is not None:
        at += labels.end()
    tokens: list[Span] = []
    end = at
    while len(tokens) < 6 and (match := _TOKEN.match(text[end : end + 60])) is not None:
        token = match["token"]
        if token.upper() in _NOT_NUMBER or not (any(map(str.isdigit, token)) or (token.isupper() and len(token) <= 5)):
            break
        if any(
            found.start == 0 for found in dates.dates(text[end + match.start("token") : end + 40].replace("\n", "|"))
        ):
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
    for match in islice(_SCOPE.finditer(whole.text), _MOST_SCOPES):
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
    told = [
        match for match in _ACCREDITORS.finditer(whole.text) if match["sure"] or _is_near(whole.text, match.start())
    ]
    names = {_SAME_ACCREDITOR.get(name := _letters(match[0]), name) for match in told}
    if len(names) == 1:
        yield whole.said("accreditation", plain(told[0][0]), [told[0].span()], 0.88)


def _is_near(text: str, at: int) -> bool:
    return re.search(r"accredit|akkredit", text[max(0, at - 80) : at + 80], re.IGNORECASE) is not None


READERS: Sequence[Callable[[Joined], Iterator[Fact]]] = (number, scope, accreditation)
