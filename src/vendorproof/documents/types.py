"""The catalogue of document types: what a file can be, what is read from it, how long it usually stays good."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from vendorproof.core.errors import InvalidDocumentType
from vendorproof.objects.kinds.values import shown

YEAR = 365

FACTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "soc": (
            *("service_organisation", "auditor", "opinion", "report_type", "period_start", "period_end", "as_of_date"),
            *("trust_services_criteria", "systems_in_scope", "subservice_organisations", "exceptions"),
            "user_entity_controls",
        ),
        "bridge_letter": ("organisation", "covered_report", "period_start", "period_end", "signer_role"),
        "certificate": (
            *("holder", "standard", "edition", "certificate_number", "body", "accreditation", "scope", "issue_date"),
            "expiry_date",
        ),
        "pci": ("entity", "assessor_company", "version", "level", "date", "status", "services_covered"),
        "penetration_test": (
            *("tester", "target", "test_start", "test_end", "method", "findings_by_severity", "findings", "retest"),
        ),
        "vulnerability_scan": ("scanner", "date", "hosts", "host_count", "findings_by_severity"),
        "sbom": ("format", "format_version", "created", "tool", "subject", "components"),
        "questionnaire": ("standard", "edition", "respondent", "date", "answers"),
        "policy": ("title", "version", "owner", "effective_date", "last_reviewed", "next_review"),
        "contract": (
            *("parties", "effective_date", "term", "renewal", "termination_notice", "governing_law", "liability_cap"),
            *("breach_notice_period", "subprocessor_clause"),
        ),
        "insurance": ("insured", "insurers", "policies", "certificate_holder"),
        "financial": (
            *("entity", "period", "auditor", "opinion", "going_concern", "currency", "revenue", "net_result"),
        ),
        "": (),
    }
)
"""By family: types that are read alike."""


@dataclass(frozen=True, slots=True)
class DocumentType:
    """`good_for_days` counts from the date the evidence speaks of; None where it has a term of its own, or none."""

    slug: str
    label: str
    group: str
    family: str = ""
    good_for_days: int | None = None

    @property
    def facts(self) -> tuple[str, ...]:
        """The names of what is read from such a document."""
        return FACTS[self.family]


def _group(group: str, *types: tuple[str, str, str, int | None]) -> tuple[DocumentType, ...]:
    return tuple(DocumentType(slug, label, group, family, days) for slug, label, family, days in types)


TYPES: tuple[DocumentType, ...] = (
    *_group(
        "Audit reports",
        ("soc1_type1_auditor_report", "SOC 1 Type I report", "soc", YEAR),
        ("soc1_type2_auditor_report", "SOC 1 Type II report", "soc", YEAR),
        ("soc2_type1_auditor_report", "SOC 2 Type I report", "soc", YEAR),
        ("soc2_type2_auditor_report", "SOC 2 Type II report", "soc", YEAR),
        ("soc3_report", "SOC 3 report", "soc", YEAR),
        ("soc_bridge_letter", "SOC bridge letter", "bridge_letter", 90),
        ("iso_27001_certificate", "ISO/IEC 27001 certificate", "certificate", 3 * YEAR),
        ("iso_27001_statement_of_applicability", "ISO/IEC 27001 statement of applicability", "", YEAR),
        ("iso_certificate_other", "Other ISO certificate", "certificate", 3 * YEAR),
        ("pci_dss_aoc", "PCI DSS attestation of compliance", "pci", YEAR),
        ("pci_dss_roc", "PCI DSS report on compliance", "", YEAR),
        ("pci_dss_saq", "PCI DSS self-assessment questionnaire", "", YEAR),
        ("hitrust_certification", "HITRUST certification", "certificate", 2 * YEAR),
        ("fedramp_authorization", "FedRAMP authorization", "", YEAR),
        ("cyber_essentials_certificate", "Cyber Essentials certificate", "certificate", YEAR),
    ),
    *_group(
        "Testing",
        ("penetration_test_report", "Penetration test report", "penetration_test", YEAR),
        ("vulnerability_scan_report", "Vulnerability scan report", "vulnerability_scan", 90),
        ("sbom", "Software bill of materials", "sbom", 180),
        ("incident_report", "Incident report", "", None),
        ("bug_bounty_report", "Bug bounty report", "", YEAR),
    ),
    *_group(
        "Questionnaires",
        ("sig_questionnaire", "SIG questionnaire", "questionnaire", YEAR),
        ("caiq_questionnaire", "CAIQ questionnaire", "questionnaire", YEAR),
        ("hecvat_questionnaire", "HECVAT questionnaire", "questionnaire", YEAR),
        ("vsa_questionnaire", "VSA questionnaire", "questionnaire", YEAR),
        ("security_questionnaire", "Security questionnaire", "questionnaire", YEAR),
    ),
    *_group(
        "Policies and plans",
        ("information_security_policy", "Information security policy", "policy", YEAR),
        ("access_control_policy", "Access control policy", "policy", YEAR),
        ("acceptable_use_policy", "Acceptable use policy", "policy", YEAR),
        ("data_protection_policy", "Data protection policy", "policy", YEAR),
        ("incident_response_plan", "Incident response plan", "policy", YEAR),
        ("business_continuity_plan", "Business continuity plan", "policy", YEAR),
        ("disaster_recovery_plan", "Disaster recovery plan", "policy", YEAR),
        ("vulnerability_management_policy", "Vulnerability management policy", "policy", YEAR),
        ("vulnerability_disclosure_policy", "Vulnerability disclosure policy", "policy", YEAR),
        ("change_management_policy", "Change management policy", "policy", YEAR),
        ("asset_management_policy", "Asset management policy", "policy", YEAR),
        ("encryption_policy", "Encryption policy", "policy", YEAR),
        ("physical_security_policy", "Physical security policy", "policy", YEAR),
        ("hr_security_policy", "HR security policy", "policy", YEAR),
        ("risk_management_policy", "Risk management policy", "policy", YEAR),
        ("secure_development_policy", "Secure development policy", "policy", YEAR),
        ("data_management_policy", "Data management policy", "policy", YEAR),
        ("vendor_management_policy", "Vendor management policy", "policy", YEAR),
        ("code_of_conduct", "Code of conduct", "policy", YEAR),
        ("privacy_policy", "Privacy policy", "policy", YEAR),
        ("cookie_policy", "Cookie policy", "policy", YEAR),
        ("security_policy_other", "Other security policy", "policy", YEAR),
    ),
    *_group(
        "Contracts",
        ("commercial_contract", "Commercial contract", "contract", None),
        ("master_service_agreement", "Master service agreement", "contract", None),
        ("data_processing_agreement", "Data processing agreement", "contract", None),
        ("non_disclosure_agreement", "Non-disclosure agreement", "contract", None),
        ("statement_of_work", "Statement of work", "contract", None),
        ("service_level_agreement", "Service level agreement", "contract", None),
        ("business_associate_agreement", "Business associate agreement", "contract", None),
        ("order_form", "Order form", "contract", None),
        ("terms_of_service", "Terms of service", "contract", None),
    ),
    *_group(
        "Corporate",
        ("certificate_of_insurance", "Certificate of insurance", "insurance", YEAR),
        ("financial_statement", "Financial statement", "financial", YEAR),
        ("tax_form", "Tax form", "", 3 * YEAR),
        ("business_license", "Business license", "", YEAR),
        ("subprocessor_list", "Subprocessor list", "", 180),
    ),
    *_group(
        "Technical",
        ("architecture_diagram", "Architecture diagram", "", YEAR),
        ("network_diagram", "Network diagram", "", YEAR),
        ("security_whitepaper", "Security whitepaper", "", YEAR),
    ),
    *_group("Other", ("other", "Other", "", None)),
)

BY_SLUG: Mapping[str, DocumentType] = MappingProxyType({one.slug: one for one in TYPES})


def require(slug: str) -> DocumentType:
    """The type of that slug; InvalidDocumentType names the slug that is meant, if one is near."""
    found = BY_SLUG.get(slug)
    if found is None:
        near = nearest(slug)
        hint = f" Did you mean {near}?" if near else ""
        raise InvalidDocumentType(document_type=shown(slug), nearest=hint)
    return found


def nearest(text: str) -> str | None:
    """The slug that is meant: by label (`SOC 2 Type II report`), beginning (`soc2-type2`), initials (`NDA`) or likeness."""
    plain = _letters(text[:100])
    if not plain:
        return None
    for named in (
        [one.slug for one in TYPES if plain == _letters(one.label)],
        [one.slug for one in TYPES if _letters(one.slug).startswith(plain)],
        [one.slug for one in TYPES if plain == "".join(word[0] for word in one.slug.split("_"))],
    ):
        if len(named) == 1:
            return named[0]
    slugs = {_letters(one.slug): one.slug for one in TYPES}
    near = difflib.get_close_matches(plain, slugs, n=1, cutoff=0.6)
    return slugs[near[0]] if near else None


def _letters(text: str) -> str:
    """Letters and digits alone, `II` as 2."""
    words = re.findall(r"[0-9a-z]+", text.lower().replace("_", " "))
    return "".join(str(len(one)) if one in ("i", "ii", "iii") else one for one in words)
