"""The days on a certificate: which of its many dates is the day of issue and which the last day it is good."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from vendorproof.documents.facts import dates
from vendorproof.documents.facts.fact import Fact
from vendorproof.documents.facts.joined import Joined

ISSUED, GIVEN, FROM, UNTIL, RANGE, OTHER, NUMBER = "issued", "given", "from", "until", "range", "other", "number"
"""GIVEN is the day of certification: of issue, where nothing else is."""

_LABELS: Mapping[str, str] = {
    # What looks like one of the others goes first.
    OTHER: r"(?:initial(?:ly)?|first(?:ly)?|original(?:ly)?)(?: (?:certificat(?:e|ion|ed)|registration|registered|certified|approv(?:al|ed)(?:\(s\))?|issued?|cycle|start|effective|date|of|on|since)){1,4}(?: date)?|"
    r"(?:date of|date) (?:initial|first|original) (?:certification|registration|approval|issue)|(?:certified|registered|approved|client) since|erst(?:zertifizierung|ausstellung|mals zertifiziert)(?:sdatum)?|"
    r"(?:date de )?(?:la )?(?:première|1ère) (?:certification|émission)|certification initiale|(?:fecha de )?(?:la )?(?:primera|certificación) (?:certificación|emisión|inicial)|(?:data di )?prima (?:emissione|certificazione)|"
    r"(?:expiry|expiration) (?:date )?of (?:the )?(?:previous|last) (?:certification )?(?:cycle|certificate)|(?:previous|prior|last) (?:certification )?(?:cycle |certificate )?(?:expiry|expiration|issue)(?: date)?|"
    r"(?:(?:re)?certification ?/ ?)?(?:re-?certification|surveillance|transition|next) (?:audit|assessment|visit)s?(?: (?:date|before|due))?(?: date)?|audit date|date of (?:the )?(?:last )?audit|"
    r"(?:latest |last |current )?revision(?: date| issued)?|(?:last |date )?(?:revised|modified|modification|amended|changed|printed|print date)(?: on| date)?|"
    r"statement of applicability(?:,? (?:version|rev(?:ision)?\.?|v\.?) ?[\w.]{1,8})?(?:,? (?:dated|of))?|dated|report (?:date|dated)|publication date|registration body since|interim assessment by",
    UNTIL: r"(?:certificate |date of |current )?(?:expiry|expiration)(?: date)?|expires(?: on)?|(?:date of )?expiry|valid(?:ity)? (?:until|till|through|thru|to|up to)(?: and including)?|good (?:until|through)|until|jusqu[’']?au|"
    r"(?:certificate )?validity end date|end of validity|gültig bis(?: zum| einschließlich)?|gültigkeit bis|ablaufdatum|valable jusqu[’']?(?:au)?|(?:date d[’']?)?(?:expiration|échéance)(?: le)?|expire le|"
    r"válido hasta(?: el)?|fecha de (?:caducidad|expiración|vencimiento)|(?:data di )?scadenza|valid[oa] fino al|geldig tot(?: en met)?|vervaldatum|válido até|data de (?:validade|expiração)",
    ISSUED: r"(?:this )?(?:certificate |current |latest |last |original )?(?:re-?)?issued?(?: date| on)(?: of (?:this )?certificate)?|date (?:of )?(?:certificate )?(?:re-?)?issued?(?: of certificate)?|last issued|(?:re-?)?issued|"
    r"issuing date|(?:fecha de )?última emisión|ausstellungsdatum|ausgestellt am|ausstellung|date d[’']émission|date de délivrance|délivré le|"
    r"fecha de (?:emisión|expedición)|(?:data di )?emissione(?: corrente)?|datum van afgifte|data de emissão",
    GIVEN: r"(?:[a-z]{2,4} )?(?:certificate|certification|registration|approval) date|date of (?:certification|certificate|registration|approval)(?: decision)?",
    FROM: r"(?:this certificate is )?valid(?:ity)? from|(?:date )?effective(?: from)?(?: date)?|in force from|(?:(?:current )?(?:certification|re-?certification)(?: ?/ ?(?:re-?)?certification)? )?(?:current )?cycle start date|start of validity|"
    r"(?:certificate )?validity start date|gültig (?:ab|vom|von)|valable (?:à compter du|du)|válido (?:desde|a partir de)(?: el)?|valid[oa] da(?:l)?|geldig vanaf",
    RANGE: r"valid|validity(?: period)?|period of validity|(?:registration|certification|approval) (?:period|cycle)|gültigkeit(?:sdauer|szeitraum)?",
    NUMBER: r"(?:certificate|registration|approval)(?: registration| identity)? (?:number|no|nr)\.?(?:\(s\))?",
}
_LABEL = re.compile(
    r"(?<![\w-])(?:" + "|".join(f"(?P<{kind}>{words})" for kind, words in _LABELS.items()) + r")(?![\w-])",
    re.IGNORECASE,
)
_DUE = re.compile(r"(?<!\w)(?:recertification|renewal) due(?: date)?|certificate valid until", re.IGNORECASE)
"""The last day of what is renewed every year."""

_GLUE = re.compile(
    r"(?:[\s:.,/|–—()\[\]_-]|\b(?:on|the|of|is|date|le|am|den|du|el|al|del|since|from|vom|yyyy|mm|dd|jj|aaaa|tt|jjjj|day|month|year|année|annee|mois|jour|tag|monat|jahr|día|mes|año|d|m|y)\b){0,40}",
    re.IGNORECASE,
)
_TO = re.compile(
    r"\s{0,4}(?:-|–|—|to|until|through|till|bis(?: zum)?|au|al|hasta(?: el)?|a|and valid until|and expires on)\s{0,4}",
    re.IGNORECASE,
)
_NUMBER_FIRST = re.compile(r"[\s:]{0,6}(?:[A-Z]{1,5}\s)?[A-Z0-9][\w./-]*\d[\w./-]*\s{1,4}")
_PLACE = re.compile(
    r"(?:^|\n)\s{0,4}[^\W\d_][^\W\d_ .-]{1,24}(?:[ -][^\W\d_]{1,20}){0,3},\s{1,3}(?:den\s|le\s|am\s)?\Z"
)
_PLACE_AND_DAY = re.compile(
    r"\b(?:place|ort|lieu|luogo|lugar)\s{0,2}(?:and|und|et|e|y|/|,)\s{0,2}(?:date|datum|data|fecha)\b\D{0,90}\Z",
    re.IGNORECASE,
)
_REACH = 100


@dataclass(frozen=True, slots=True)
class Day:
    """A day with what it is the day of; `start` is where its label begins."""

    kind: str
    value: str
    start: int
    end: int
    of: str = ""


def days(whole: Joined, *, yearly: bool = False) -> Sequence[Day]:
    """Every day that has a label. `yearly`: the day of renewal is the last day."""
    labels = list(_labels(whole.text, yearly=yearly))
    found = list(dates.dates(whole.text, whole.first))
    starts = [one.start for one in found]
    told: list[Day] = []
    at = 0
    while at < len(labels):
        run = [labels[at]]
        while at + 1 < len(labels) and _GLUE.fullmatch(whole.text[run[-1][2] : labels[at + 1][1]][:_REACH]):
            at += 1
            run.append(labels[at])
        at += 1
        begin = bisect_right(starts, run[-1][2] - 1)
        limit = labels[at][1] if at < len(labels) else len(whole.text)
        told += _assigned(whole.text, run, _following(whole.text, run, found[begin : begin + 8], limit))
    return [*told, *_signed(whole.text, found, told)]


def _labels(text: str, *, yearly: bool) -> Iterator[tuple[str, int, int]]:
    due = [match.span() for match in _DUE.finditer(text)] if yearly else []
    starts = [start for start, _ in due]
    found = [(UNTIL, *span) for span in due]
    for match in _LABEL.finditer(text):
        at = bisect_right(starts, match.end()) - 1
        if at < 0 or due[at][1] <= match.start():
            found.append((match.lastgroup or OTHER, *match.span()))
    yield from sorted(found, key=lambda one: one[1])


def _following(
    text: str, run: Sequence[tuple[str, int, int]], found: Sequence[dates.Found], limit: int
) -> list[dates.Found]:
    """The days right behind a run of labels, one after the other."""
    kept: list[dates.Found] = []
    end = run[-1][2]
    for one in found:
        gap = text[end : one.start]
        if one.start >= limit or len(gap) > _REACH:
            break
        numbered = _NUMBER_FIRST.match(gap) if not kept and any(kind == NUMBER for kind, *_ in run) else None
        gap = gap[numbered.end() :] if numbered else gap
        if not (_GLUE.fullmatch(gap) or (kept and _TO.fullmatch(gap))):
            break
        kept.append(one)
        end = one.end
    return kept


def _assigned(text: str, run: Sequence[tuple[str, int, int]], held: Sequence[dates.Found]) -> Iterator[Day]:
    if not held:
        return
    wanted = _wanted(run)
    first = run[0][1]
    needs = sum(2 if kind == RANGE else 1 for kind in wanted)
    if wanted in ([FROM], [RANGE]) and len(held) >= 2 and _TO.fullmatch(text[held[0].end : held[1].start]):
        wanted, needs = [RANGE], 2
        held = held[:2]
    elif len(wanted) == 1 and wanted != [RANGE]:
        needs, held = 1, held[:1]
    if needs != len(held):
        return
    left = list(held)
    for kind in wanted:
        one = left.pop(0)
        if kind == RANGE:
            last = left.pop(0)
            yield Day(FROM, one.value, first, one.end)
            yield Day(UNTIL, last.value, first, last.end)
        else:
            yield Day(kind, one.value, first, one.end)


def _wanted(run: Sequence[tuple[str, int, int]]) -> list[str]:
    """What the labels of a run ask for, in order: the same in two languages once."""
    kinds: list[str] = []
    for kind, *_ in run:
        if kind != NUMBER and (not kinds or kinds[-1] != kind):
            kinds.append(kind)
    return kinds


def _signed(text: str, found: Sequence[dates.Found], told: Iterable[Day]) -> Iterator[Day]:
    """The day behind the name of a place, on a line of its own or where a label asks for both: where it was signed."""
    taken = {(day.value, day.end) for day in told}
    for one in found:
        before = text[max(0, one.start - 120) : one.start]
        place = _PLACE.search(before)
        alone = text[one.end : one.end + 3].lstrip(" .").startswith(("\n", "\t")) or one.end == len(text)
        asked = _PLACE_AND_DAY.search(before)
        place = asked or (place if alone else None)
        if place and (one.value, one.end) not in taken:
            yield Day(ISSUED, one.value, one.start - len(before) + place.start(), one.end, "place")


def facts(whole: Joined, told: Sequence[Day]) -> Iterator[Fact]:
    """The day of issue and the last day, each only where the certificate names one of them and no other."""
    placed = [day for day in told if day.of]
    before = {day.value for day in told if day.kind == OTHER}
    given = [day for day in told if day.kind == GIVEN and day.value not in before]
    named = [day for day in told if day.kind == ISSUED and not day.of]
    for kind, held, confidence in (
        ("expiry_date", [day for day in told if day.kind == UNTIL], 0.95),
        ("issue_date", named or placed or given or [day for day in told if day.kind == FROM], 0.93 if named else 0.8),
    ):
        if held and len({day.value for day in held}) == 1:
            yield whole.said(kind, held[0].value, _spans(whole, held), confidence)


def _spans(whole: Joined, held: Sequence[Day]) -> Iterator[tuple[int, int]]:
    day = held[0]
    yield day.start, day.end
    if not any(one.value == day.value for one in dates.dates(whole.text[day.start : day.end])):
        told = whole.day_format(day.start)
        if told:
            yield told


def of_letter(whole: Joined) -> Iterator[Fact]:
    """The day a letter of certification is written: on a line of its own near its top."""
    for one in dates.dates(whole.text[:1_500]):
        line = whole.text[whole.text.rfind("\n", 0, one.start) + 1 : (whole.text + "\n").find("\n", one.end)]
        if line.strip() == whole.text[one.start : one.end].strip():
            yield whole.said("issue_date", one.value, [(one.start, one.end)], 0.9)
            return
