"""What is read of a service auditor's report, and the kinds of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vendorproof.documents.facts.fact import Json
from vendorproof.documents.facts.family import Key
from vendorproof.documents.facts.folding import folded
from vendorproof.documents.facts.kinds import Day, Record, Words, choice

CRITERIA: Mapping[str, re.Pattern[str]] = {
    "security": re.compile(r"\bsecurity\b"),
    "availability": re.compile(r"\bavailability\b"),
    "processing_integrity": re.compile(r"\bprocessing integrity\b"),
    "confidentiality": re.compile(r"\bconfidentiality\b"),
    "privacy": re.compile(r"\bprivacy\b"),
}

OPINION = choice(
    "opinion",
    {
        "disclaimer": r"disclaimer of opinion|(?:not been able|unable|not sufficient|insufficient)\b.{0,300}(?:do|did) not express (?:an|any) opinion",
        "adverse": r"adverse opinion|\bopinion, because of|because of (?:the (?:significance|effects?)|the matters?)[^.]{0,200}in our opinion"
        r"|^(?!.*\bexcept).*in our opinion.*(?:not suitably designed|not operate effectively|not effective|not operating effectively|does not (?:fairly )?present|is not fairly)",
        "qualified": r"(?<!un)qualified opinion|\bexcept (?:for|that|as)\b|with the exception of",
        "unqualified": r"in our opinion\b.*(?:material respects|fairly stated|true and fair|\bpresents?\b|suitably designed|operated effectively|were effective)",
    },
)
"""Of the auditor's own paragraph, with the headings that name it."""

_SOC = r"(?:soc|controls?)\)?[\s\W]{{0,3}}(?:\(soc\W{{0,3}}{0}?\)\s?)?{0}(?!\d)"
SOC1 = re.compile(
    _SOC.format("1")
    + r"|isae\W{0,3}(?:no\W{0,2})?3402|ssae\W{0,3}(?:no\W{0,2})?16|\bat-c (?:section )?320|control objectives|csae 3416"
)
SOC2 = re.compile(_SOC.format("2") + r"|trust services?\b|\bsecurity principle")
SOC3 = re.compile(_SOC.format("3"))
TYPE1 = re.compile(r"\btype\W{0,3}(?:1|i)\b|design|\bas (?:of|at)\b")
TYPE2 = re.compile(
    r"\btype\W{0,3}(?:2|ii)\b|operating effectiveness|operated effectively|operation of (?:the )?controls"
)


def _both(one: re.Pattern[str], other: re.Pattern[str]) -> str:
    return rf"^(?=.*(?:{one.pattern}))(?=.*(?:{other.pattern}))"


REPORT = choice(
    "report_type",
    {
        "SOC 3": SOC3.pattern,
        "SOC 2 Type 2": _both(SOC2, TYPE2),
        "SOC 1 Type 2": _both(SOC1, TYPE2),
        "SOC 2 Type 1": _both(SOC2, TYPE1),
        "SOC 1 Type 1": _both(SOC1, TYPE1),
        "SOC 2": SOC2.pattern,
        "SOC 1": SOC1.pattern,
    },
)

METHOD = choice(
    "method",
    {
        "carve_out": r"carved?[ -]?out|exclud(?:es?|ing)\b|(?:does|do|did) not (?:disclose|include|extend|cover)|not disclose|includes? only|not included",
        "inclusive": r"\binclusive\b|\binclud(?:es?|ing)\b|extended to",
    },
)


@dataclass(frozen=True, slots=True)
class Criteria:
    """A list of trust services categories: all that the quotes name, and no other."""

    name: str = "trust_services_criteria"

    def follows(self, value: Json, quotes: Sequence[str]) -> bool:
        return isinstance(value, list) and bool(value) and value == criteria("\n".join(quotes))


def criteria(text: str) -> list[Json]:
    """The categories that a text names, in the standard's order."""
    plain = folded(text)
    return [name for name, pattern in CRITERIA.items() if pattern.search(plain)]


KEYS: Mapping[str, Key] = {
    "service_organisation": Key(Words(), "The organisation whose controls were examined."),
    "auditor": Key(Words(), "The firm that signed the report."),
    "opinion": Key(OPINION, "The auditor's opinion: unqualified, qualified, adverse or disclaimer."),
    "report_type": Key(REPORT, "SOC 1, SOC 2 or SOC 3, with its type."),
    "period_start": Key(Day(), "The first day of the period that a Type 2 report covers."),
    "period_end": Key(Day(), "Its last day."),
    "as_of_date": Key(Day(), "The day of which a Type 1 report speaks."),
    "trust_services_criteria": Key(Criteria(), "The categories that were in scope."),
    "systems_in_scope": Key(Words(), "The system that was described.", several=True),
    "subservice_organisations": Key(
        Record("subservice_organisation", {"name": Words(), "service": Words(), "method": METHOD}, frozenset({"name"})),
        "Others that the organisation relies on, and whether their controls were examined (inclusive) or not (carve_out).",
        several=True,
    ),
    "exceptions": Key(
        Record(
            "exception", {"control": Words(), "description": Words(), "response": Words()}, frozenset({"description"})
        ),
        "Controls that did not pass their test: which, what was found, and what management answered.",
        several=True,
    ),
    "user_entity_controls": Key(Words(), "A control that the customer has to operate.", several=True),
}
