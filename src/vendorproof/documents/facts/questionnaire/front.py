"""What a questionnaire says of itself before its questions: whose it is, which edition, who answered, and when."""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from vendorproof.documents.facts import dates
from vendorproof.documents.facts.fact import Citation, Fact, Text
from vendorproof.documents.facts.folding import folded
from vendorproof.documents.facts.questionnaire import words
from vendorproof.documents.facts.questionnaire.rows import Line, lines
from vendorproof.documents.facts.questionnaire.values import STANDARD

MOST_LINES = 400
MOST_PRINTED_LINES = 60
TITLE_LINES = 12
LONGEST_LINE = 400
TYPES = {
    "caiq_questionnaire": "CAIQ",
    "sig_questionnaire": "SIG",
    "hecvat_questionnaire": "HECVAT",
    "vsa_questionnaire": "VSA",
}
NAMES = {
    "CAIQ": re.compile(r"consensus\s+assessments?\s+initiative\s+questionnaire|\bcaiq(?=\b|v\d)", re.IGNORECASE),
    "SIG": re.compile(
        r"standardi[sz]ed\s+information\s+gathering|\bSIG(?=\s{1,3}(?:Lite|Core|Full|Detail|20\d\d|Questionnaire)\b)",
        re.IGNORECASE,
    ),
    "HECVAT": re.compile(
        r"\bhecvat\b|higher\s+education\s+community\s+vendor\s+assessment\s+tool(?:kit)?", re.IGNORECASE
    ),
    "VSA": re.compile(r"vendor\s+security\s+alliance|\bvsa\b", re.IGNORECASE),
}
_LEVEL = {
    "CAIQ": re.compile(r"\b(lite)\b", re.IGNORECASE),
    "SIG": re.compile(r"\b(lite|core|full|detail)\b", re.IGNORECASE),
    "HECVAT": re.compile(r"\b(full|lite|on-?prem(?:ise)?|triage)\b", re.IGNORECASE),
    "VSA": re.compile(r"\b(full|core)\b", re.IGNORECASE),
}
_NUMBER = {
    "CAIQ": re.compile(
        r"(?:\bversion|\bv\.?|caiqv)\s{0,2}:?\s{0,2}([1-5](?:\.\d{1,2}){0,3})(?![\d.]*\d)", re.IGNORECASE
    ),
    "SIG": re.compile(r"(?<![\d/.-])(20[12]\d(?:\.\d)?)(?![\d/-])"),
    "HECVAT": re.compile(
        r"(?:\bversion|\bv\.?|hecvat)\s{0,2}:?\s{0,2}([1-9](?:\.\d{1,2}){0,2})(?![\d.]*\d)", re.IGNORECASE
    ),
    "VSA": re.compile(
        r"(?:(?:edition|version|full|core|vsa|questionnaire)[\s:-]{1,3})(20[12]\d)(?![\d/-])", re.IGNORECASE
    ),
}
_VERSION_LINE = re.compile(r"\s{0,3}(?:questionnaire |form |toolkit )?version\b", re.IGNORECASE)
_NEAR = 60
NARROW = 40

_COMPANY = (
    r"(?:(?:legal |full |registered )?(?:vendor|supplier|company|organi[sz]ation|provider|third[- ]party|service provider|solution provider|cloud service provider|csp|"
    r"responding (?:company|organi[sz]ation|entity|vendor)|responder company|respondent (?:company|organi[sz]ation))(?:'s)?(?: legal)? name|name of (?:the )?(?:responding )?(?:vendor|supplier|company|organi[sz]ation|third party|service provider|provider)|"
    r"legal (?:entity )?name|(?:responding|answering) (?:company|organi[sz]ation|entity|vendor)|cloud service provider|solution provider|vendor|supplier|service provider|csp|third party|respondent|completed by \(company\)|"
    r"lieferant|auftragnehmer|anbieter|dienstleister|name des (?:lieferanten|unternehmens|auftragnehmers|anbieters|dienstleisters)|firmenname|firma|fournisseur|nom (?:du fournisseur|de la société|de l'entreprise)|raison sociale|prestataire|"
    r"proveedor|nombre (?:del proveedor|de la empresa)|razón social|fornitore|ragione sociale|leverancier|naam leverancier|fornecedor|razão social)"
)
_DONE = (
    r"(?:date (?:of )?(?:complet(?:ed|ion)|response|submission|submitted|answered|of answers?)|(?:completion|response|submission) date|(?:completed|submitted|answered)(?: on)?|"
    r"date (?:the )?(?:questionnaire|form|assessment) (?:was )?(?:completed|submitted)|ausgefüllt am|datum der (?:ausfüllung|beantwortung)|beantwortet am|"
    r"date de (?:réponse|réalisation)|complété le|rempli le|fecha de (?:respuesta|cumplimentación)|data di compilazione|ingevuld op|data de preenchimento)"
)
_DATED = r"(?:date|datum|fecha|data|assessment date)"
_WHO = re.compile(_COMPANY)
_WHEN = re.compile(_DONE)
_WHEN_ELSE = re.compile(_DATED)
_PAIR = re.compile(r"(?P<label>[^\W\d_][^:\t\n]{1,60}?)\s{0,3}:\s{1,4}(?P<value>\S.*)")
_BARE = re.compile(
    r"(?P<label>(?:Vendor|Supplier|Company|Organi[sz]ation|Solution Provider) [Nn]ame|Date(?: (?:[Cc]ompleted|of [Cc]ompletion|of [Rr]esponse))?)\s{1,4}(?P<value>[A-Z\d].{1,90})"
)
_CODE = re.compile(r"[A-Z]{3,5}-\d\d\s+")
_HINT = re.compile(r"\b(?:mm\s?([-/.])\s?dd|dd\s?([-/.])\s?mm)\s?[-/.]\s?yy(?:yy)?", re.IGNORECASE)
_NO_COMPANY = re.compile(
    r"[?@\t]|https?:|\b(?:please|enter|insert|your|name of|the following|see)\b|^(?:date|yes|no|n/?a|name|title|product|contact|address)\b",
    re.IGNORECASE,
)
_LEGAL = re.compile(r"\b(?:inc|ltd|llc|llp|plc|gmbh|ag|ab|as|oy|bv|b\.v|nv|sa|s\.a|sas|sarl|s\.à r\.l|srl|spa|s\.p\.a|pty|corp|corporation|company|co|limited|kg|se|aps|a/s|pte|kk|lp|sl|group|holdings)\b\.?", re.IGNORECASE)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Pair:
    """A label with what stands beside it."""

    label: str
    line: Line
    start: int
    end: int
    label_start: int

    @property
    def value(self) -> str:
        return self.line.page.text[self.start : self.end].strip()


def read(text: Text, covered: frozenset[tuple[int, int]]) -> Iterator[Fact]:
    """`covered`: lines of the tables of answers, which say nothing of the questionnaire itself."""
    ahead = _ahead(text, covered)
    yield from _standard(text, ahead)
    pairs = [pair for line in ahead if not words.OF_THE_FORM.search(folded(line.sheet)) for pair in _pairs(line)]
    yield from _respondent([pair for pair in pairs if not _goes_on(pair, text.kind, ahead)])
    yield from _date(pairs, ahead)


def _ahead(text: Text, covered: frozenset[tuple[int, int]]) -> Sequence[Line]:
    """Lines that can be the cover's: in a workbook those of no table, elsewhere the first ones."""
    most = MOST_LINES if text.kind == "row" else MOST_PRINTED_LINES
    found: list[Line] = []
    for line in lines(text):
        if line.key in covered:
            if text.kind != "row":
                break
            continue
        found.append(line)
        if len(found) == most:
            break
    return [line for line in found if line.end - line.start <= LONGEST_LINE]


def _standard(text: Text, ahead: Sequence[Line]) -> Iterator[Fact]:
    wanted = TYPES.get(text.document_type or "")
    if text.document_type is not None and wanted is None:
        return
    for line in ahead if wanted else ahead[:TITLE_LINES]:
        for name in [wanted] if wanted else NAMES:
            match = NAMES[name].search(line.text)
            if match and STANDARD.read(match[0]) == name:
                cited = line.page.cite(line.start + match.start(), line.start + match.end())
                yield Fact("standard", name, cited.quote, 0.97 if wanted else 0.85, (cited,))
                yield from _edition(name, ahead)
                return


def _edition(name: str, ahead: Sequence[Line]) -> Iterator[Fact]:
    """The level and the number as they stand beside the standard's name, or in a line that begins with "Version"."""
    levels: dict[str, tuple[str, Citation]] = {}
    numbers: dict[str, tuple[str, Citation]] = {}
    for at, line in enumerate(ahead):
        shown = line.text
        named = list(NAMES[name].finditer(shown))
        follows = at > 0 and NAMES[name].search(ahead[at - 1].text) is not None
        for match in named:
            near = shown[match.end() : match.end() + _NEAR]
            if level := _LEVEL[name].search(near):
                said = level[1]
                levels.setdefault(
                    folded(said), (said, _at(line, match.end() + level.start(1), match.end() + level.end(1)))
                )
        broken = name in ("SIG", "VSA") and follows and len(shown) <= 12
        if broken and (level := _LEVEL[name].fullmatch(shown.strip())):
            levels.setdefault(folded(level[1]), (level[1], _at(line, 0, len(shown))))
        if named or _VERSION_LINE.match(shown):
            begin = named[0].start() if named and not _VERSION_LINE.match(shown) else 0
            stop = named[-1].end() + _NEAR if named else len(shown)
            for number in _NUMBER[name].finditer(shown, begin, stop):
                numbers.setdefault(number[1], (number[1], _at(line, number.start(1), number.end(1))))
    chosen = _agreed(numbers)
    if len(levels) > 1 or chosen is None:
        levels_only = next(iter(levels.values())) if len(levels) == 1 and not numbers else None
        parts = [levels_only] if levels_only else []
    else:
        parts = [*levels.values(), *([chosen] if chosen[0] else [])]
    parts.sort(key=lambda part: (part[1].page, part[1].start))
    if parts:
        value = " ".join(" ".join(part[0].split()) for part in parts)
        yield Fact("edition", value, value, 0.9, tuple(part[1] for part in parts))


def _agreed(numbers: dict[str, tuple[str, Citation]]) -> tuple[str, Citation] | None:
    """The most exact of them, if the others are that one told less exactly."""
    longest = max(numbers, key=len, default=None)
    if longest is None or not all(f"{longest}.".startswith(f"{one}.") for one in numbers):
        return None
    return numbers[longest]


def _at(line: Line, start: int, end: int) -> Citation:
    return line.page.cite(line.start + start, line.start + end)


def _pairs(line: Line) -> Iterator[_Pair]:
    """Labels with their values: side by side in a row, or with a colon between them."""
    filled = [at for at in range(len(line.cells)) if line.cell(at)]
    for one, other in itertools.pairwise(filled):
        label = line.cell(one)
        if len(label) <= LONGEST_LINE // 4:
            yield _Pair(_plain(label), line, *line.cells[other], line.cells[one][0])
    if len(filled) > 1:
        return
    start, end = line.cells[filled[0]] if filled else (line.start, line.end)
    whole = line.page.text[start:end]
    code = _CODE.match(whole.lstrip())
    skipped = len(whole) - len(whole.lstrip()) + (code.end() if code else 0)
    match = _PAIR.match(whole, skipped) or _BARE.match(whole, skipped)
    if match:
        begin, stop = match.span("value")
        yield _Pair(_plain(match["label"]), line, start + begin, start + stop, start + match.start("label"))


def _goes_on(pair: _Pair, kind: str, ahead: Sequence[Line]) -> bool:
    """Whether the next line of a print may be the rest of a value, as in a narrow cell."""
    if kind != "page" or _LEGAL.search(pair.value[-12:]):
        return False
    after = next((line for line in ahead if (line.page.number, line.start) > pair.line.key), None)
    return after is not None and len(after.text.strip()) <= NARROW and next(_pairs(after), None) is None


def _plain(label: str) -> str:
    return re.sub(r"\s?\((?!company)[^)]{0,60}\)", "", folded(label)).strip(" :*?.")


def _respondent(pairs: Iterable[_Pair]) -> Iterator[Fact]:
    found: dict[str, _Pair] = {}
    for pair in pairs:
        if not _WHO.fullmatch(pair.label) or not _is_company(pair.value):
            continue
        sure = "name" in pair.label or pair.label not in ("respondent", "third party", "vendor", "supplier")
        if pair.label == "respondent" and not _LEGAL.search(pair.value):
            continue  # as often as not a person
        if sure or pair.value[0].isupper():
            found.setdefault(folded(pair.value), pair)
    if len(found) == 1:
        (pair,) = found.values()
        cited = pair.line.page.cite(pair.label_start, pair.end)
        yield Fact("respondent", " ".join(pair.value.split()), pair.value, 0.93, (cited,))


def _is_company(value: str) -> bool:
    plain = value.strip()
    if not 2 <= len(plain) <= 100 or _NO_COMPANY.search(plain) or not any(map(str.isalpha, plain)):
        return False
    if len(plain.split()) > 9 or not words.given(plain) or words.role(plain) is not None:
        return False
    return not plain.endswith(".") or bool(_LEGAL.search(plain[-12:]))


def _date(pairs: Sequence[_Pair], ahead: Sequence[Line]) -> Iterator[Fact]:
    hint = _hint(ahead)
    for labels, sure in ((_WHEN, 0.95), (_WHEN_ELSE, 0.88)):
        found: dict[str, Citation] = {}
        for pair in pairs:
            if not labels.fullmatch(pair.label):
                continue
            told = list(dates.dates(pair.value, hint[0] if hint else None))
            if len(told) == 1 and told[0].start <= len("Wednesday, "):
                found.setdefault(told[0].value, pair.line.page.cite(pair.label_start, pair.end))
        if len(found) > 1:
            return
        for value, cited in found.items():
            needs = hint is not None and not any(
                one.value == value for one in dates.dates(cited.quote, dates.order(cited.quote))
            )
            yield Fact("date", value, cited.quote, sure, (cited, hint[1]) if needs and hint else (cited,))
            return


def _hint(ahead: Iterable[Line]) -> tuple[str, Citation] | None:
    """Whether the cover says that days or months come first, and where."""
    told: dict[str, Citation] = {}
    for line in ahead:
        for match in _HINT.finditer(line.text):
            told.setdefault("month" if match[1] else "day", _at(line, match.start(), match.end()))
    return next(iter(told.items())) if len(told) == 1 else None
