"""One of everything in an organisation: what a walk over all routes needs ids and names of."""

import re
import secrets
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
_PLACE = re.compile(r"\{(\w+)\}")
_ID = re.compile(r"(cb[a-z]+_)[0-9a-f]{32}")


@dataclass(frozen=True)
class World:
    """Everything by the name of the path parameter, query parameter or key that would hold it."""

    known: Mapping[str, str]

    def filled(self, value: Any, own: "World | None" = None) -> Any:
        """`{vendor_id}` and the like replaced throughout; `{own_vendor_id}` by that of another world."""
        if isinstance(value, dict):
            return {self.filled(key, own): self.filled(one, own) for key, one in value.items()}
        if isinstance(value, list):
            return [self.filled(one, own) for one in value]
        return _PLACE.sub(lambda found: self._of(found[1], own), value) if isinstance(value, str) else value

    def _of(self, name: str, own: "World | None") -> str:
        if name.startswith("own_"):
            assert own is not None
            return own.known[name.removeprefix("own_")]
        assert name in self.known, f"no sample for {{{name}}}: add one to world.build"
        return self.known[name]

    def hidden(self, text: str) -> str:
        """A text with each of this world's ids and names replaced by what it is."""
        for name, value in sorted(self.known.items(), key=lambda one: -len(one[1])):
            text = text.replace(value, f"<{name}>")
        return text

    def absent(self, mark: str) -> "World":
        """Ids of the same form that are nobody's, and the names that an organisation marked so would have."""
        ids = {
            name: found[1] + secrets.token_hex(16)
            for name, value in self.known.items()
            if (found := _ID.fullmatch(value))
        }
        return World({**ids, **names(mark)})


def names(mark: str) -> dict[str, str]:
    """What the things of an organisation are called; marks of one length give names of one length."""
    small = mark.lower()
    return {
        "slug": f"{small}-nightly",
        "external_id": f"{mark}-1",
        "vendor_name": f"{mark} Payroll",
        "service_external_id": f"{mark}-S",
        "service_name": f"{mark} run",
        "assessment_name": f"{mark} 2026",
        "email": f"{small}@example.com",
        "user_name": f"{mark} Byron",
        "status_label": f"{small} watched",
        "tag_label": f"{small} payroll",
        "field_name": f"{small}_region",
        "api_key_name": f"{mark} spare",
        "report_name": f"{mark} report",
        "document_name": f"{mark} evidence",
    }


def build(tenant: Tenant, mark: str = "Ours") -> World:
    """Make one of everything."""
    name = names(mark)
    report = {"report_name": name["report_name"], "base_object": "vendor", "mapping": MAPPING, "slug": name["slug"]}
    report_id = tenant.made("/v1/import-reports", report)["id"]
    vendor = {"No": name["external_id"], "Name": name["vendor_name"]}
    run = tenant.send(name["slug"], [vendor, {"No": f"{mark}-2", "Name": ""}])
    plan = tenant.send(name["slug"], [{"No": f"{mark}-3", "Name": f"{mark} planned"}], mode="plan")
    vendor_id = run["results"][0]["coverbase_id"]
    service = {"name": name["service_name"], "external_id": name["service_external_id"]}
    assessment = {"vendor_id": vendor_id, "control_set_ids": [], "name": name["assessment_name"]}
    field = {"base_object": "vendor", "name": name["field_name"], "label": name["field_name"], "type": "string"}
    status = {"base_object": "vendor", "label": name["status_label"]}
    service_id = tenant.made(f"/v1/vendors/{vendor_id}/services", service)["id"]
    sent = {"vendor_id": vendor_id, "name": name["document_name"], "service_ids": service_id}
    ids = {
        "document_id": tenant.uploaded(sent)["id"],
        "report_id": report_id,
        "run_id": run["run_id"],
        "plan_id": plan["plan_id"],
        "vendor_id": vendor_id,
        "service_id": service_id,
        "assessment_id": tenant.made("/v1/assessments", assessment)["id"],
        "status_id": tenant.made("/v1/statuses", status)["id"],
        "tag_id": tenant.made("/v1/tags", {"label": name["tag_label"]})["id"],
        "field_id": tenant.made("/v1/custom-fields", field)["id"],
        "user_id": tenant.made("/v1/users", {"email": name["email"], "name": name["user_name"]})["id"],
        "api_key_id": tenant.made("/v1/api-keys", {"name": name["api_key_name"]})["id"],
    }
    return World({**ids, **name})
