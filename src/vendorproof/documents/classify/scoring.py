"""Adds up what the rules found: a score, its evidence and its vetoes for each type."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from vendorproof.documents.classify import structured
from vendorproof.documents.classify.families import (
    audit_reports,
    contracts,
    corporate,
    others,
    policies,
    questionnaires,
    technical,
    testing,
)
from vendorproof.documents.classify.reading import Reading
from vendorproof.documents.classify.rule import Hit, Need, Rule, Topic, Zone

RULES: tuple[Rule, ...] = (
    *audit_reports.RULES,
    *testing.RULES,
    *questionnaires.RULES,
    *policies.RULES,
    *contracts.RULES,
    *corporate.RULES,
    *technical.RULES,
    *others.RULES,
)
NEEDS: tuple[Need, ...] = (
    *audit_reports.NEEDS,
    *testing.NEEDS,
    *questionnaires.NEEDS,
    *policies.NEEDS,
    *contracts.NEEDS,
    *corporate.NEEDS,
    *technical.NEEDS,
)

TOPIC_CHARACTERS = 25_000
SUBJECT = 9.0
FILE_NAME = 0.6
STRUCTURED = 10.0
DRAWING = 6.0
OF_MACHINES = frozenset({"sbom", "vulnerability_scan_report"})
OF_TABLES = OF_MACHINES | {
    *("sig_questionnaire", "caiq_questionnaire", "hecvat_questionnaire", "vsa_questionnaire", "security_questionnaire"),
    *("iso_27001_statement_of_applicability", "subprocessor_list", "financial_statement", "order_form", "other"),
}
STRUCTURED_ZONES = frozenset({Zone.FORMAT})
DRAWINGS = ("architecture_diagram", "network_diagram")


@dataclass(slots=True)
class Score:
    """What speaks for one type. `found` holds (gain, zone, hit), to be quoted; `lacks` what a veto missed."""

    total: float = 0.0
    found: list[tuple[float, Zone, Hit]] = field(default_factory=list)
    lacks: list[str] = field(default_factory=list)

    def add(self, gain: float, zone: Zone, hit: Hit) -> None:
        self.total += gain
        if gain > 0:
            self.found.append((gain, zone, hit))


def score(reading: Reading) -> Mapping[str, Score]:
    """Types that nothing speaks for are left out."""
    scores: dict[str, Score] = defaultdict(Score)
    for rule in RULES:
        hit = rule.hit(reading)
        if hit is not None:
            for slug in rule.slugs:
                scores[slug].add(rule.weight * hit.share, rule.zone, hit)
    _subjects(reading, scores)
    _forms(reading, scores)
    _file_name(reading, scores)
    _veto(reading, scores)
    return scores


def _subjects(reading: Reading, scores: dict[str, Score]) -> None:
    """A policy's form, shared among the subjects as their words share its opening and its body."""
    form = 0.0
    for rule in policies.FORM:
        hit = rule.hit(reading)
        form += rule.weight * hit.share if hit else 0.0
    form = min(1.0, form)
    if form < 0.3:
        return
    purpose = _shares("\n".join(reading.title_lines[:3]).lower() + " " + reading.opening[:700], reading.stems)
    opening = _shares(reading.opening, reading.stems)
    body = _shares(reading.body[:TOPIC_CHARACTERS], reading.stems)
    for one in policies.TOPICS:
        share = 0.4 * purpose[one.slug] + 0.3 * opening[one.slug] + 0.3 * body[one.slug]
        if share > 0.04:
            hit = _first(reading, one)
            scores[one.slug].add(SUBJECT * form * min(1.0, 2.0 * share), Zone.BODY, hit)


def _shares(text: str, known: frozenset[str]) -> dict[str, float]:
    counted = {one.slug: _weight(text, known, one) for one in policies.TOPICS}
    total = sum(counted.values()) + 4.0
    return {slug: count / total for slug, count in counted.items()}


def _weight(text: str, known: frozenset[str], one: Topic) -> float:
    found = 0.0
    for term in one.terms:
        times = text.count(term.text) if term.stems <= known else 0
        if times:
            found += (2.0 if " " in term.text.strip() else 1.0) * min(times, 16) ** 0.5
    return found


def _first(reading: Reading, one: Topic) -> Hit:
    spans = [(at, len(term.text)) for term in one.terms if (at := term.find(reading)) >= 0]
    return Hit(1.0, *min(spans, default=(-1, 0)))


def _forms(reading: Reading, scores: dict[str, Score]) -> None:
    """What only machines write is not prose, and the other way round; a drawing has few words."""
    bill = structured.bill_of_materials(reading)
    if bill is not None:
        scores["sbom"].add(STRUCTURED, Zone.FORMAT, bill)
    scan = structured.scan(reading)
    if scan is not None and bill is None:
        scores["vulnerability_scan_report"].add(STRUCTURED * scan.share, Zone.FORMAT, scan)
    if reading.form in {"json", "xml", "code", "table"}:
        kept = OF_TABLES if reading.form == "table" else OF_MACHINES | {"other"}
        for slug, one in scores.items():
            if slug not in kept:
                one.total = min(one.total, 0.5 * one.total - 2.0)
        scores["other"].total += {"code": 9.0, "json": 3.0, "xml": 3.0}.get(reading.form, 0.0)
    if reading.form == "image" and reading.words < 150:
        _drawing(reading, scores)
    elif reading.form != "image" and reading.words > 400:
        for slug in DRAWINGS:
            scores[slug].total -= 4.0


def _drawing(reading: Reading, scores: dict[str, Score]) -> None:
    spans = [(at, len(part)) for part in technical.PARTS.split("|") if (at := reading.body.find(part)) >= 0]
    if spans:
        share = min(1.0, 0.55 + 0.15 * len(spans))
        scores["architecture_diagram"].add(DRAWING * share, Zone.FORMAT, Hit(share, *min(spans)))


def _file_name(reading: Reading, scores: dict[str, Score]) -> None:
    """Breaks ties and no more."""
    name = reading.name.rpartition("/")[2].rpartition(".")[0].replace("_", " ").replace("-", " ").lower()
    for rule in RULES:
        if (
            rule.zone in {Zone.TITLE, Zone.HEADLINE}
            and rule.weight > 3
            and rule.pattern is not None
            and rule.pattern.search(name)
        ):
            for slug in rule.slugs:
                if slug in scores and scores[slug].total > 0:
                    scores[slug].total += FILE_NAME


def _veto(reading: Reading, scores: dict[str, Score]) -> None:
    for need in NEEDS:
        wanted = [slug for slug in need.slugs if slug in scores and scores[slug].total > 0]
        if wanted and not need.met(reading):
            for slug in wanted:
                scores[slug].lacks.append(need.what)
