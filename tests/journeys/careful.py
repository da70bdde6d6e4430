"""How a careful person would have the corpus read, after seeing what the bare mapping refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Second:
    """The second look at a file: options of its mapping's entries by target, and of the report."""

    entries: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)


def _words(**words: str) -> dict[str, Any]:
    return {"value_map": words}


_ACTIVE = {"value_map": {"true": "active", "false": "offboarded"}}
_STARTED = "collecting_documents"

CAREFUL: Mapping[str, Second] = {
    "vendor/Okhoulaidi__GRC-Toolkit__Vendor_Risk_Assessment.xlsx": Second(options={"date_format": "DD-MMM-YYYY"}),
    "vendor/RSaikiranGoud__SAPAriba__vendors.csv": Second(
        {"status": _words(Invited="intake", NotInvited="intake", PendingApproval="onboarding")}
    ),
    "vendor/VexedPainter__Shadow-Supply-Chain__vendors.csv": Second(
        {"status": {"value_map": {"True": "active", "False": "suspended"}}}
    ),
    "vendor/mudounet__coopalim-odoo__fournisseurs.csv": Second({"status": _ACTIVE}),
    "vendor/sarodeshital__GenAI-Vendor-Master-Data-Assistant__vendor_master.csv": Second(
        {"status": _words(Inactive="offboarded")}
    ),
    "vendor/sylock__fournisseurs__fournisseurs.csv": Second(
        {"website": {"null_words": ["(pas de site web disponible)"]}}
    ),
    "vendor/trimiiss__ICRAS__vendor_master.csv": Second({"status": _ACTIVE}),
    "service/AnnapurnaHanchinal__OT-assest-dashboard__cmdb.csv": Second(
        {"status": _words(Maintenance="suspended", Inactive="retired")}
    ),
    "service/GSA__data__it-standards.csv": Second(
        {
            "status": _words(
                Approved="active", Denied="retired", Sunsetting="suspended", Pilot="planned", Exception="active"
            ),
            "hosting_model": _words(Desktop="on_premises", Server="on_premises", Mobile="other"),
        },
        {"null_words": ["-"]},
    ),
    "assessment/Kevin-Madurawala__enterprise-ai-governance-risk-remediation__risk_assessments.csv": Second(
        {"risk_level": _words(Moderate="medium")}, {"score_scale": 5}
    ),
    "assessment/Taniwt__grc-vendor-risk-automation__vendor_risk_register.csv": Second(
        {"status": {"value_map": {"Open": "created", "In Progress": _STARTED, "Closed": "complete"}}}
    ),
    "assessment/datamonsterr__esg-hub-prototype__assessments.csv": Second(
        {
            "status": {
                "value_map": {
                    "Draft": "created",
                    "Pending": "created",
                    "In Progress": _STARTED,
                    "Overdue": _STARTED,
                    "Completed": "complete",
                }
            },
            "type": _words(Environmental="custom", Social="custom", Governance="custom"),
        }
    ),
    "assessment/mtranpm__capstone-pharma__supplier_audits.csv": Second(
        {"status": _words(vendor_claims_closed_unverified="review_evals")}
    ),
    "assessment/ramabulanaT__esgnavigator.ai__assessments.csv": Second(
        {"status": {"value_map": {"completed": "complete", "in-progress": _STARTED}}}
    ),
}

LEFT: Mapping[str, int] = {
    "vendor/RodGuarneros__visualizacion_empresa__vendors.csv": 10,
    "vendor/sylock__fournisseurs__fournisseurs.csv": 2,
    "service/GSA__data__it-standards.csv": 2,
}
"""Records that the second look leaves refused, by file: no column has a name; two sites in one cell; a control character."""
