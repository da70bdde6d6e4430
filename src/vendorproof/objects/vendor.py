"""The vendor: a company the organisation buys from."""

from vendorproof.objects.spec import BaseObject, Field

TIERS = ("tier_1", "tier_2", "tier_3", "tier_4")
SEEDED_STATUSES = ("intake", "onboarding", "active", "suspended", "offboarding", "offboarded")

VENDOR = BaseObject(
    name="vendor",
    label="Vendor",
    prefix="cbvndr_",
    fields=(
        Field("external_id", "External ID", "key", required=True, max_length=255, example="V-001007"),
        Field("name", "Name", "text", required=True, example="Acme Payroll Inc."),
        Field("website", "Website", "url", max_length=2048, example="https://acme.example"),
        Field("hq_location", "Headquarters", "text", example="Dublin, Ireland"),
        Field("description", "Description", "text", max_length=20_000, example="Runs payroll for all entities."),
        Field("use_case", "Use case", "text", max_length=20_000, example="Payroll"),
        Field("engagement_type", "Engagement type", "text", example="Managed service"),
        Field("status", "Status", "status", words=SEEDED_STATUSES, example="active"),
        Field("raw_irq_score", "Inherent risk score", "number", minimum=0, maximum=100, example=42.5),
        Field("raw_residual_risk_score", "Residual risk score", "number", minimum=0, maximum=100, example=18),
        Field("business_unit", "Business unit", "text", example="Finance"),
        Field("vendor_category", "Category", "text", example="HR services"),
        Field("is_enterprise", "Enterprise-wide", "flag", example=True),
        Field("tier", "Tier", "choice", words=TIERS, example="tier_1"),
        Field("data_types", "Data types", "list", example=["PII", "Financial"]),
        Field("tags", "Tags", "list", example=["payroll", "eu"]),
        Field("dependent_services", "Dependent services", "list", example=["Payroll run"]),
        Field("next_assessment_date", "Next assessment", "date", example="2027-03-31"),
        Field("audit_start_date", "Audit start", "date", example="2026-01-01"),
        Field("soc2_audit_end_date", "SOC 2 period end", "date", example="2026-12-31"),
        Field("contract_length_months", "Contract length (months)", "duration", minimum=0, maximum=1200, example=24),
        Field("primary_contact_email", "Primary contact e-mail", "email", max_length=254, example="risk@acme.example"),
        Field("primary_contact_name", "Primary contact name", "text", example="Ada Byron"),
        Field(
            "relationship_owner",
            "Relationship owner",
            "person",
            links="relationship_owner_ids",
            example="owner@example.com",
        ),
        Field("risk_analyst", "Risk analyst", "person", links="risk_analyst_ids", example="Grace Hopper"),
        Field("lei", "LEI", "lei", max_length=20, example="5493001KJTIIGC8Y1R12"),
        Field("duns", "D-U-N-S number", "duns", max_length=9, example="150483782"),
        Field("vat_number", "VAT number", "vat_number", max_length=32, example="DE136695976"),
        Field("country", "Country", "country", max_length=2, example="IE", note="stored as ISO 3166-1 alpha-2"),
    ),
)
