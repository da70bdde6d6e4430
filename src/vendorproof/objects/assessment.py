"""The assessment: one review of a vendor, performed here or brought in from elsewhere."""

from vendorproof.objects.spec import BaseObject, Field

TYPES = (
    "sig_lite",
    "sig_core",
    "caiq",
    "hecvat",
    "vsa",
    "soc2_review",
    "iso27001_review",
    "pci_review",
    "pentest_review",
    "onsite",
    "inherent_risk",
    "residual_risk",
    "custom",
)
STATUSES = (
    "created",
    "collecting_documents",
    "indexing_supporting_documents",
    "analyzing_questionnaire",
    "review_evals",
    "complete",
    "failed",
    "canceled",
)
RISK_LEVELS = ("critical", "high", "medium", "low", "none")

ASSESSMENT = BaseObject(
    name="assessment",
    label="Assessment",
    prefix="cbqsrw_",
    fields=(
        Field("external_id", "External ID", "key", required=True, max_length=255, example="RA-2026-014"),
        Field("vendor", "Vendor", "reference", required=True, refers_to="vendor", max_length=500, example="V-001007"),
        Field("name", "Name", "text", example="SOC 2 review 2026", note="when never given: type and period"),
        Field("type", "Type", "choice", words=TYPES, example="soc2_review"),
        Field("status", "Status", "choice", words=STATUSES, default="complete", example="complete"),
        Field("scope", "Scope", "text", max_length=20_000, example="Payroll platform, EU region"),
        Field("assessor", "Assessor", "text", example="Internal audit"),
        Field(
            "services",
            "Services",
            "references",
            refers_to="service",
            links="service_ids",
            example=["APP-0042"],
            note="services of that vendor",
        ),
        Field("period_start", "Period start", "date", example="2025-07-01"),
        Field("period_end", "Period end", "date", example="2026-06-30"),
        Field("completed_date", "Completed", "date", example="2026-08-15"),
        Field(
            "score",
            "Score",
            "number",
            example=87,
            minimum=-1_000_000_000,
            maximum=1_000_000_000,
            note="divided by the report's score_scale (100 unless set) it gives score_percent",
        ),
        Field("risk_level", "Risk level", "choice", words=RISK_LEVELS, example="medium"),
        Field("findings_count", "Findings", "integer", minimum=0, maximum=2_147_483_647, example=3),
        Field("outcome", "Outcome", "text", max_length=20_000, example="Approved with conditions"),
        Field(
            "answers",
            "Answers",
            "answers",
            example=[
                {"question_id": "A.1", "question": "Is data encrypted at rest?", "answer": "Yes", "comment": "AES-256"}
            ],
        ),
    ),
)
