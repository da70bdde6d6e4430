"""One of everything in an organisation: what a walk over all routes needs ids of."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.fixtures.servers import Tenant

MAPPING = {
    "external_id": "No",
    "name": "Name",
    "website": "Web",
    "raw_irq_score": "Score",
    "next_assessment_date": "Due",
}


@dataclass(frozen=True)
class World:
    """Ids by path parameter, and the names others of its things go by."""

    path: Mapping[str, str]
    """By the name a path parameter has."""
    plan_id: str
    vendor_external_id: str

    def filled(self, template: str, **other: str) -> str:
        """`/v1/vendors/{vendor_id}` with this world's ids."""
        for name, value in {**self.path, **other}.items():
            template = template.replace(f"{{{name}}}", value)
        assert "{" not in template, f"no sample for {template}: add one to World.path"
        return template


def build(tenant: Tenant, prefix: str = "A") -> World:
    """Make one of everything; two organisations may have the same prefix."""
    report = tenant.made(
        "/v1/import-reports", {"report_name": "Nightly", "base_object": "vendor", "mapping": MAPPING, "slug": "nightly"}
    )
    records: list[dict[str, Any]] = [
        {"No": f"{prefix}-1", "Name": f"{prefix} Payroll"},
        {"No": f"{prefix}-2", "Name": ""},
    ]
    run = tenant.send("nightly", records)
    plan = tenant.send("nightly", [{"No": f"{prefix}-3", "Name": f"{prefix} Planned"}], mode="plan")
    vendor_id = run["results"][0]["coverbase_id"]
    service = tenant.made(f"/v1/vendors/{vendor_id}/services", {"name": f"{prefix} run", "external_id": f"{prefix}-S"})
    assessment = tenant.made(
        "/v1/assessments", {"vendor_id": vendor_id, "control_set_ids": [], "name": f"{prefix} 2026"}
    )
    field = {"base_object": "vendor", "name": f"{prefix.lower()}_region", "label": f"{prefix} region", "type": "string"}
    return World(
        path={
            "slug": report["slug"],
            "report_id": report["id"],
            "run_id": run["run_id"],
            "vendor_id": vendor_id,
            "service_id": service["id"],
            "assessment_id": assessment["id"],
            "status_id": tenant.made("/v1/statuses", {"base_object": "vendor", "label": f"{prefix} watched"})["id"],
            "tag_id": tenant.made("/v1/tags", {"label": f"{prefix} payroll"})["id"],
            "field_id": tenant.made("/v1/custom-fields", field)["id"],
            "user_id": tenant.made("/v1/users", {"email": f"{prefix.lower()}@example.com", "name": f"{prefix} Byron"})["id"],
            "api_key_id": tenant.made("/v1/api-keys", {"name": f"{prefix} spare"})["id"],
        },
        plan_id=plan["plan_id"],
        vendor_external_id=f"{prefix}-1",
    )  # fmt: skip
