"""How strongly the words of a column's name speak for each target, and what its values must then look like.

A pattern is the ideas (see `words`) that a name must hold, and its strength. Ideas beyond the pattern make it weaker
(`BESIDE`) or speak against it altogether.
"""

from collections.abc import Callable, Mapping
from typing import Final

from vendorproof.imports.suggest import values
from vendorproof.imports.suggest.values import Profile

CONFIRMED, NEUTRAL, DOUBTFUL, IMPOSSIBLE = 1.0, 0.0, -0.5, -1.0

Check = Callable[[Profile], float]


def _table(text: str) -> tuple[tuple[frozenset[str], float], ...]:
    found = []
    for line in text.split(","):
        *names, strength = line.split()
        found.append((frozenset(names), float(strength)))
    return tuple(found)


_NAMED = "name 0.93, legal_name 0.9"

PATTERNS: Final[Mapping[str, Mapping[str, tuple[tuple[frozenset[str], float], ...]]]] = {
    "vendor": {
        "external_id": _table(
            "vendor id 0.97, id 0.92, vendor number 0.93, company id 0.9, vendor code 0.88, number 0.7, code 0.6, "
            "company number 0.75, id number 0.85"
        ),
        "name": _table(
            f"vendor name 0.98, company name 0.95, {_NAMED}, vendor 0.85, company 0.85, company legal_name 0.95"
        ),
        "website": _table("website 0.95, vendor website 0.97, company website 0.97"),
        "hq_location": _table(
            "hq 0.95, hq location 0.97, hq country 0.98, hq city 0.95, country 0.92, location 0.85, city 0.7, address 0.65, region 0.55"
        ),
        "description": _table("description 0.93, note 0.8"),
        "use_case": _table("use_case 0.95"),
        "engagement_type": _table("engagement 0.85, engagement type 0.95"),
        "status": _table("status 0.93, active 0.8, active status 0.9"),
        "raw_irq_score": _table(
            "inherent risk score 0.97, inherent risk 0.85, inherent score 0.93, inherent risk rating 0.9"
        ),
        "raw_residual_risk_score": _table(
            "residual risk score 0.97, residual risk 0.85, residual score 0.93, residual risk rating 0.9"
        ),
        "business_unit": _table("business_unit 0.93"),
        "vendor_category": _table(
            "category 0.93, vendor category 0.96, vendor type 0.9, category type 0.9, service category 0.9, service type 0.85, "
            "type 0.65, company type 0.65"
        ),
        "is_enterprise": _table("enterprise 0.9, flag enterprise 0.93"),
        "tier": _table("tier 0.92, vendor tier 0.95, risk tier 0.8"),
        "data_types": _table(
            "data type 0.95, data category 0.93, data sensitivity 0.85, data level 0.75, data 0.6, data type sensitivity 0.93, data sensitivity level 0.8"
        ),
        "tags": _table("tags 0.93"),
        "dependent_services": _table("service 0.7, service depends 0.95, service name 0.7"),
        "next_assessment_date": _table(
            "next assessment date 0.97, next assessment 0.95, assessment due date 0.9, assessment due 0.9, next due date 0.75"
        ),
        "audit_start_date": _table("assessment start date 0.9, assessment start 0.88"),
        "soc2_audit_end_date": _table(
            "soc finish date 0.95, soc finish 0.93, soc period finish 0.95, soc assessment finish date 0.97"
        ),
        "contract_length_months": _table(
            "contract length 0.95, contract months 0.9, contract length months 0.98, length months 0.75"
        ),
        "primary_contact_email": _table(
            "contact email 0.97, email 0.93, primary contact email 0.98, vendor email 0.93, contact 0.6"
        ),
        "primary_contact_name": _table("contact name 0.95, contact person 0.95, contact 0.75"),
        "relationship_owner": _table(
            "relationship owner 0.97, owner 0.88, business owner 0.9, contract owner 0.85, relationship owner name 0.95"
        ),
        "risk_analyst": _table("risk analyst 0.97, analyst 0.75"),
        "lei": _table("lei 0.95"),
        "duns": _table("duns 0.95"),
        "vat_number": _table(
            "vat 0.9, vat id 0.95, vat number 0.95, vat id number 0.95, tax vat 0.9, tax id 0.7, tax number 0.7"
        ),
    },
    "service": {
        "external_id": _table("service id 0.97, id 0.92, service number 0.93, service code 0.88, number 0.7, code 0.6"),
        "name": _table(f"service name 0.98, {_NAMED}, service 0.88, title 0.75, service title 0.9"),
        "vendor": _table(
            "vendor 0.95, vendor id 0.97, vendor name 0.93, vendor number 0.93, vendor code 0.9, company 0.75, company name 0.75, company id 0.75, maker 0.8, maker name 0.8"
        ),
        "description": _table("description 0.94, note 0.8"),
        "data_types": _table(
            "data type 0.95, data category 0.93, data sensitivity 0.85, data level 0.75, data 0.6, data type sensitivity 0.93, data sensitivity level 0.8"
        ),
        "hosting_model": _table("hosting 0.92, hosting model 0.97, hosting type 0.96"),
        "criticality_tier": _table(
            "criticality 0.95, criticality tier 0.97, criticality level 0.96, tier 0.85, criticality rating 0.93"
        ),
        "status": _table("status 0.93, active status 0.9, active 0.7"),
        "internal_systems": _table("depends 0.88, internal service 0.95, service depends 0.9"),
        "downstream_vendors": _table("fourth_party 0.92, fourth_party vendor 0.95"),
        "owner": _table(
            "owner 0.93, service owner 0.96, business owner 0.94, team 0.8, owner team 0.85, owner email 0.85, owner name 0.94"
        ),
    },
    "assessment": {
        "external_id": _table(
            "assessment id 0.97, id 0.92, assessment number 0.95, assessment code 0.9, risk id 0.88, number 0.7, code 0.6"
        ),
        "vendor": _table(
            "vendor 0.95, vendor id 0.97, vendor name 0.94, vendor number 0.93, vendor code 0.9, company 0.85, company id 0.9, company name 0.88"
        ),
        "name": _table("name 0.9, assessment name 0.97, title 0.95, assessment title 0.97"),
        "type": _table("type 0.9, assessment type 0.97, category 0.6, assessment category 0.75"),
        "status": _table("status 0.95"),
        "scope": _table("scope 0.95, description 0.7, service 0.6, service name 0.6"),
        "assessor": _table("assessor 0.95, analyst 0.8, assessment owner 0.75"),
        "services": _table("service scope 0.8"),
        "period_start": _table(
            "period start 0.97, period start date 0.97, assessment start date 0.75, start date 0.75, start 0.65, assessment start 0.7"
        ),
        "period_end": _table(
            "period finish 0.97, period finish date 0.97, assessment finish date 0.75, finish date 0.75, finish 0.6, assessment finish 0.7"
        ),
        "completed_date": _table(
            "completed date 0.97, completed 0.8, assessment date 0.88, date 0.8, score date 0.8, assessment completed date 0.97, "
            "assessment completed 0.88"
        ),
        "score": _table(
            "score 0.92, assessment score 0.95, risk score 0.9, overall score 0.97, overall risk score 0.97, overall rating 0.6"
        ),
        "risk_level": _table(
            "risk level 0.95, risk rating 0.9, risk tier 0.85, rating 0.7, level 0.55, overall risk 0.75, risk category 0.7"
        ),
        "findings_count": _table("finding count 0.97, finding number 0.95, finding 0.8, open finding 0.8"),
        "outcome": _table("outcome 0.93, assessment outcome 0.95, finding 0.75"),
    },
}

_SUBJECTS = {
    "vendor": {"vendor": 1.0, "company": 1.0},
    "service": {"service": 1.0},
    "assessment": {"assessment": 1.0, "risk": 0.95},
}
_PLACE = {
    "country": 0.95,
    "city": 0.95,
    "region": 0.9,
    "name": 0.95,
    "code": 0.85,
    "iso": 0.75,
    "address": 0.95,
    "id": 0.3,
}
_BESIDE_TARGET: Final[Mapping[str, Mapping[str, float]]] = {
    "hq_location": _PLACE,
    "external_id": {"primary": 0.9},
    "primary_contact_name": {"full": 1.0},
    "relationship_owner": {"email": 0.9, "name": 1.0, "person": 1.0},
    "owner": {"email": 0.95, "name": 1.0, "person": 1.0, "primary": 1.0, "business": 1.0},
    "assessor": {"name": 1.0, "email": 0.95, "team": 0.9},
    "risk_analyst": {"name": 1.0, "email": 0.95},
    "dependent_services": {"many": 1.0, "name": 0.95},
    "internal_systems": {"many": 1.0, "service": 1.0},
    "completed_date": {"score": 0.95},
    "findings_count": {"open": 0.95, "criticality": 0.8, "count": 1.0},
    "vendor_category": {"code": 0.8, "name": 0.95, "service": 0.95},
    "vendor": {"name": 1.0},
    "website": {"address": 1.0},
    "primary_contact_email": {"address": 1.0, "business": 0.9},
}
_ANYWHERE = {"primary": 0.95, "full": 1.0, "business": 0.9, "overall": 1.0, "filler": 1.0}


def beside(base_object: str, target: str, idea: str) -> float:
    """By how much an idea beyond the pattern weakens it: 1.0 not at all, 0.0 altogether."""
    for weights in (_BESIDE_TARGET.get(target, {}), _SUBJECTS[base_object], _ANYWHERE):
        if idea in weights:
            return weights[idea]
    return 0.0


def _not_text(seen: Profile) -> bool:
    return any(
        seen.share(looks) >= 0.6
        for looks in (values.is_date, values.is_number, values.is_email, values.is_flag, values.is_structure)
    )


def _key(seen: Profile) -> float:
    if any(seen.share(looks) > 0.1 for looks in (values.is_date, values.is_email, values.is_flag, values.is_structure)):
        return IMPOSSIBLE
    if seen.distinct < 0.9 or seen.share(values.is_prose) > 0.3:
        return IMPOSSIBLE
    if seen.distinct < 1 or seen.filled < 0.9:
        return DOUBTFUL
    return CONFIRMED if seen.share(values.is_label) > 0.8 else NEUTRAL


def _name(seen: Profile) -> float:
    if _not_text(seen) or seen.share(values.is_url) > 0.8:
        return IMPOSSIBLE
    if seen.constant or seen.share(values.is_level) > 0.5 or seen.distinct < 0.3:
        return IMPOSSIBLE
    if seen.filled < 0.7:
        return DOUBTFUL
    return CONFIRMED if seen.distinct > 0.9 and seen.share(values.is_label) < 0.5 else NEUTRAL


def _reference(seen: Profile) -> float:
    if any(
        seen.share(looks) >= 0.5 for looks in (values.is_date, values.is_email, values.is_flag, values.is_structure)
    ):
        return IMPOSSIBLE
    return IMPOSSIBLE if seen.share(values.is_prose) > 0.8 else NEUTRAL


def _text(seen: Profile) -> float:
    return IMPOSSIBLE if _not_text(seen) else NEUTRAL


def _prose(seen: Profile) -> float:
    if _not_text(seen) or seen.constant or seen.share(values.is_level) > 0.5:
        return IMPOSSIBLE
    return CONFIRMED if seen.share(values.is_prose) > 0.4 else NEUTRAL


def _all_or_none(looks: Callable[[str], bool]) -> Check:
    def check(seen: Profile) -> float:
        found = seen.share(looks)
        return CONFIRMED if found >= 0.7 else DOUBTFUL if found >= 0.4 else IMPOSSIBLE

    return check


def _status(seen: Profile) -> float:
    if any(
        seen.share(looks) >= 0.5 for looks in (values.is_date, values.is_email, values.is_number, values.is_structure)
    ):
        return IMPOSSIBLE
    if seen.share(values.is_prose) > 0.5 or (seen.count > 10 and seen.distinct > 0.8):
        return IMPOSSIBLE
    return CONFIRMED if seen.share(values.is_status_word) > 0.4 else NEUTRAL


def _levels(seen: Profile) -> float:
    if _not_text(seen) or seen.share(values.is_prose) > 0.3:
        return IMPOSSIBLE
    return CONFIRMED if seen.share(values.is_level) > 0.6 else DOUBTFUL


def _tiers(seen: Profile) -> float:
    wanted = {"1", "2", "3", "4", "tier1", "tier2", "tier3", "tier4", "t1", "t2", "t3", "t4"}
    return _all_or_none(lambda text: "".join(one for one in text.casefold() if one.isalnum()) in wanted)(seen)


def _criticality(seen: Profile) -> float:
    return max(_levels(seen), _tiers(seen))


def _hosting(seen: Profile) -> float:
    if _not_text(seen) or seen.share(values.is_prose) > 0.5:
        return IMPOSSIBLE
    return CONFIRMED if seen.share(values.is_hosting_word) > 0.2 else NEUTRAL


def _category(seen: Profile) -> float:
    if _not_text(seen) or seen.share(values.is_level) > 0.5:
        return IMPOSSIBLE
    return CONFIRMED if seen.count >= 4 and seen.distinct <= 0.5 else NEUTRAL


def _type(seen: Profile) -> float:
    return IMPOSSIBLE if _not_text(seen) or seen.share(values.is_prose) > 0.8 else NEUTRAL


def _duration(seen: Profile) -> float:
    if seen.share(values.is_date) > 0.2:
        return IMPOSSIBLE
    return NEUTRAL if seen.share(lambda text: text[:1].isdigit() or text[:1] in "Pp") > 0.7 else IMPOSSIBLE


def _flag(seen: Profile) -> float:
    return CONFIRMED if seen.share(lambda text: values.is_flag(text) or text in ("0", "1")) > 0.9 else IMPOSSIBLE


def _place(seen: Profile) -> float:
    if _not_text(seen):
        return IMPOSSIBLE
    return CONFIRMED if seen.share(values.is_country) > 0.6 else NEUTRAL


def _outcome(seen: Profile) -> float:
    return IMPOSSIBLE if _not_text(seen) else CONFIRMED if seen.share(values.is_prose) > 0.4 else NEUTRAL


def _labels(seen: Profile) -> float:
    return NEUTRAL if seen.share(values.is_label) > 0.8 else IMPOSSIBLE


_BY_KIND: Final[Mapping[str, Check]] = {
    "key": _key, "text": _text, "url": _all_or_none(values.is_url), "email": _all_or_none(values.is_email),
    "status": _status, "choice": _type, "select": _type, "number": _all_or_none(values.in_percent_range),
    "integer": _all_or_none(values.is_whole), "flag": _flag, "date": _all_or_none(values.is_date), "duration": _duration,
    "list": _text, "multiselect": _text, "person": lambda seen: _text(seen) if not seen.share(values.is_email) else NEUTRAL,
    "reference": _reference, "references": _reference,
}  # fmt: skip
_BY_TARGET: Final[Mapping[str, Check]] = {
    "name": _name, "description": _prose, "use_case": _text, "hq_location": _place, "vendor_category": _category,
    "tier": _tiers, "criticality_tier": _criticality, "risk_level": _levels, "hosting_model": _hosting,
    "outcome": _outcome, "services": _labels, "score": _all_or_none(values.is_number), "status": _status,
}  # fmt: skip
SIGNS: Final[Mapping[str, Mapping[str, float]]] = {
    "vendor": {
        "website": 1.5, "hq_location": 1.5, "primary_contact_email": 1.5, "contract_length_months": 1.0, "lei": 2.0, "duns": 2.0,
        "vat_number": 2.0, "soc2_audit_end_date": 1.0, "next_assessment_date": 1.0, "raw_irq_score": 1.0, "raw_residual_risk_score": 1.0,
        "relationship_owner": 0.5, "tier": 0.5, "vendor_category": 0.5,
    },
    "service": {
        "vendor": 1.0, "hosting_model": 2.0, "criticality_tier": 1.5, "internal_systems": 1.5, "downstream_vendors": 1.5, "owner": 1.0,
    },
    "assessment": {
        "vendor": 1.0, "score": 2.0, "completed_date": 1.5, "assessor": 2.0, "findings_count": 2.0, "risk_level": 1.5, "outcome": 1.5,
        "period_start": 1.0, "period_end": 1.0, "type": 0.5, "scope": 0.5,
    },
}  # fmt: skip
"""What a recognised target says about which base object a file holds; other optional targets say OTHER_SIGN."""

OTHER_SIGN: Final = 0.3
SUBJECT_SIGN: Final = 3.0
"""An id or a name that says whose it is (`vendor_id`, `App Name`)."""

SUBJECTS: Final[Mapping[str, frozenset[str]]] = {name: frozenset(ideas) - {"risk"} for name, ideas in _SUBJECTS.items()}

HINTS: Final[Mapping[str, tuple[tuple[frozenset[str], str], ...]]] = {
    "vendor": (
        (
            frozenset({"risk", "score"}),
            "could be raw_irq_score (inherent) or raw_residual_risk_score: the name does not say which",
        ),
        (frozenset({"contract", "finish"}), "contract_length_months takes a length; the end of a contract is not one"),
        (frozenset({"contract", "start"}), "contract_length_months takes a length; the start of a contract is not one"),
        (
            frozenset({"last", "assessment"}),
            "there is no target for assessments of the past: import them as assessments",
        ),
    )
}
"""Why a column that looks as if it meant a target is nevertheless left open."""

FORMED: Final = ("lei", "duns", "vat_number", "country", "answers")
"""Kinds whose own reader tells whether a value is one."""


def check_of(target: str, kind: str) -> Check | None:
    """The question that the values of a column have to stand; None for kinds in FORMED."""
    return _BY_TARGET.get(target) or _BY_KIND.get(kind)
