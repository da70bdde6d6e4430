"""The service: one thing a vendor provides to the organisation."""

from vendorproof.objects.spec import BaseObject, Field

HOSTING_MODELS = ("saas", "paas", "iaas", "on_premises", "hybrid", "managed_service", "other")
CRITICALITY_TIERS = ("critical", "high", "medium", "low")
SEEDED_STATUSES = ("planned", "active", "suspended", "retired")

SERVICE = BaseObject(
    name="service",
    label="Service",
    prefix="cbsvc_",
    fields=(
        Field("external_id", "External ID", "key", required=True, max_length=255, example="APP-0042"),
        Field("name", "Name", "text", required=True, example="Payroll run"),
        Field("vendor", "Vendor", "reference", required=True, refers_to="vendor", max_length=500, example="V-001007"),
        Field("description", "Description", "text", max_length=20_000, example="Monthly payroll processing."),
        Field("data_types", "Data types", "list", example=["PII"]),
        Field("hosting_model", "Hosting model", "choice", words=HOSTING_MODELS, example="saas"),
        Field("criticality_tier", "Criticality", "choice", words=CRITICALITY_TIERS, example="high"),
        Field("status", "Status", "status", words=SEEDED_STATUSES, example="active"),
        Field("internal_systems", "Internal systems", "list", example=["SAP HR"]),
        Field(
            "downstream_vendors",
            "Downstream vendors",
            "references",
            refers_to="vendor",
            example=["V-002001"],
            note="fourth parties; a name that resolves to no vendor is kept as named, unlinked",
        ),
        Field("owner", "Owner", "person", links="relationship_owner_ids", example="owner@example.com"),
    ),
)
