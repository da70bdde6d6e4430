"""A policy as a certificate lists it: the kind of value, and the words for kinds of cover and for limits."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from vendorproof.documents.facts import amounts, kinds
from vendorproof.documents.facts.fact import Fact, Json
from vendorproof.documents.facts.joined import Joined, plain

Span = tuple[int, int]

LIMIT = kinds.Record("limit", {"name": kinds.Words(), "amount": kinds.Amount()}, frozenset({"name", "amount"}))
POLICY = kinds.Record(
    "policy",
    {
        "kind": kinds.Words(),
        "number": kinds.Words(),
        "effective": kinds.Day(),
        "expiry": kinds.Day(),
        "limits": kinds.Each("limits", LIMIT),
    },
    frozenset({"number"}),
)
INSURER = kinds.Record(
    "insurer", {"letter": kinds.Words(), "name": kinds.Words(), "naic": kinds.Words()}, frozenset({"name"})
)

_COVER = (
    r"(?:(?:Public|Employers?[’']?s?[’']?|Product[s’']*|General|Professional|Technology|Tech|Media|Network\s{1,9}Security|Privacy|Miscellaneous|Directors?[’']?|Officers?[’']?|Management|Pollution|"
    r"Environmental|Excess|Umbrella|Commercial|Combined|Cyber|Crime|Third[- ]Party|Legal)(?:\s{0,9}(?:,|&|/|\band\b)\s{0,9}|\s{1,9})){0,5}"
    r"(?:Liab(?:ility)?\b\.?|Indemnity|E\s?&\s?O\b|Errors\s{0,9}(?:&|and)\s{0,9}Omissions|Cyber(?:\s{1,9}(?:Liability|Risks?|Insurance|Security))?|Crime|Fidelity(?:\s{1,9}Bond)?|D\s?&\s?O\b)"
)
KIND = re.compile(
    rf"(?<![\w-])(?:COMMERCIAL\s{{1,9}}GENERAL\s{{1,9}}LIABILITY|AUTOMOBILE\s{{1,9}}LIABILITY|UMBRELLA\s{{1,9}}LIAB(?:ILITY)?|EXCESS\s{{1,9}}LIAB(?:ILITY)?|"
    rf"WORKERS[’']?\s{{1,9}}COMPENSATION(?:\s{{1,9}}AND\s{{1,9}}EMPLOYERS[’']\s{{1,9}}LIABILITY)?|{_COVER}(?:\s{{0,9}}(?:/|&|\band\b|,)\s{{0,9}}{_COVER}){{0,2}})(?![\w-])",
    re.IGNORECASE,
)
_NAMES = (
    r"EACH\s{1,9}OCCURRENCE|DAMAGE\s{1,9}TO\s{1,9}RENTED\s{1,9}PREMISES\s{1,9}\(Ea\s{1,9}occurrence\)|MED\s{1,9}EXP\s{1,9}\(Any\s{1,9}one\s{1,9}person\)|PERSONAL\s{1,9}&\s{1,9}ADV\s{1,9}INJURY|GENERAL\s{1,9}AGGREGATE|PRODUCTS\s{1,9}-\s{1,9}COMP/OP\s{1,9}AGG|"
    r"COMBINED\s{1,9}SINGLE\s{1,9}LIMIT\s{1,9}\(Ea\s{1,9}accident\)|BODILY\s{1,9}INJURY\s{1,9}\(Per\s{1,9}(?:person|accident)\)|PROPERTY\s{1,9}DAMAGE\s{1,9}\(Per\s{1,9}accident\)|E\.L\.\s{1,9}EACH\s{1,9}ACCIDENT|E\.L\.\s{1,9}DISEASE\s{1,9}-\s{1,9}EA\s{1,9}EMPLOYEE|"
    r"E\.L\.\s{1,9}DISEASE\s{1,9}-\s{1,9}POLICY\s{1,9}LIMIT|Each\s{1,9}(?:Claim|Incident|Wrongful\s{1,9}Act|Loss|and\s{1,9}every\s{1,9}claim)|Per\s{1,9}(?:Claim|Occurrence)|(?:Annual\s{1,9}|Policy\s{1,9})?Aggregate(?:\s{1,9}Limit)?|Retention|Deductible|SIR|"
    r"Limits?\s{1,9}of\s{1,9}(?:Indemnity|Liability|Insurance|Cover)|Indemnity\s{1,9}Limit|Sum\s{1,9}Insured|Policy\s{1,9}Limit|Excess|Limit"
)
_LIMIT = re.compile(
    rf"(?<![\w.])(?P<name>{_NAMES})[ \t]{{0,40}}[:.]?[ \t\n]{{0,3}}(?P<amount>(?:[A-Z]{{2,3}}\s?)?[$£€](?P<gap>\s{{0,2}})\d[\d,.]*\d(?:\s?(?:million|m)\b)?|(?:USD|GBP|EUR|CHF|AUD|CAD)\s?\d[\d,.]*\d(?:\s?(?:million|m)\b)?)",
    re.IGNORECASE,
)
_LIMIT_NAME = re.compile(rf"(?<![\w.])(?:{_NAMES})[ \t]{{0,40}}[$£€]", re.IGNORECASE)


@dataclass(slots=True)
class Policy:
    """With the spans each value is from."""

    number: Span
    kind: Span | None = None
    effective: tuple[str, Span] | None = None
    expiry: tuple[str, Span] | None = None
    limits: Sequence[tuple[Span, dict[str, Json]]] = ()
    also: Sequence[Span] = ()
    confidence: float = 0.9
    spans: list[Span] = field(default_factory=list)

    def fact(self, whole: Joined) -> Fact:
        """What it says of itself; null what it does not say."""
        value: dict[str, Json] = {
            "kind": plain(whole.text[slice(*self.kind)]) if self.kind else None,
            "number": plain(whole.text[slice(*self.number)]),
            "effective": self.effective[0] if self.effective else None,
            "expiry": self.expiry[0] if self.expiry else None,
            "limits": [limit for _, limit in self.limits] or None,
        }
        spans = [self.number, *([self.kind] if self.kind else [])]
        spans += [day[1] for day in (self.effective, self.expiry) if day]
        spans += [*self.also, *(span for span, _ in self.limits)]
        return whole.said("policies", value, spans, self.confidence)


def limits(text: str, low: int, high: int) -> Iterator[tuple[Span, dict[str, Json]]]:
    """Amounts that stand behind the name of a limit; none where most names have their amount elsewhere."""
    found = list(_LIMIT.finditer(text, low, high))
    broken = sum(1 for match in found if "\n" in (match["gap"] or ""))
    nameless = len(_LIMIT_NAME.findall(text, low, high)) - len(found)
    if broken and nameless > len(found):
        found = [match for match in found if "\n" not in (match["gap"] or "")]
    told: set[str] = set()
    for match in found:
        name = plain(match["name"])
        money = next(amounts.money(match["amount"]), None)
        if money is not None and name.casefold() not in told:
            told.add(name.casefold())
            whole = int(money.amount) == money.amount
            amount: dict[str, Json] = {
                "amount": int(money.amount) if whole else money.amount,
                "currency": money.currency,
            }
            yield match.span(), {"name": name, "amount": amount}


def numeral(words: Iterable[tuple[str, Span]], stops: frozenset[str]) -> Span | None:
    """The number that words end with, as policies have them: letters and digits in capitals."""
    taken: list[tuple[str, Span]] = []
    for word, span in reversed(list(words)):
        spelt = word.isalpha()
        if (
            not re.fullmatch(r"[A-Z0-9][A-Z0-9./#()–-]*", word)
            or word in stops
            or re.fullmatch(r"\d{1,2}([/.-])\d{1,2}\1(?:\d{2}|\d{4})", word)
            or (spelt and not 2 <= len(word) <= 4)
            or len(taken) == 6
        ):
            break
        taken.append((word, span))
    while taken and not any(map(str.isdigit, taken[0][0])):
        return None
    if sum(map(str.isdigit, "".join(word for word, _ in taken))) < 3:
        return None
    return taken[-1][1][0], taken[0][1][1]
