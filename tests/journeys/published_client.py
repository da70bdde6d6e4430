"""A client written from the published pages alone: it knows the given parts of the wire contract and nothing of ours.

Whatever it does not know it passes over: more keys in an object, more headers, another order.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import httpx

VENDOR_KEYS = (
    "id", "name", "external_id", "website", "description", "hq_location", "engagement_type", "use_case", "status",
    "status_id", "tags", "risk_analyst_ids", "relationship_owner_ids", "watcher_ids", "inherent_risk_level_id",
    "residual_risk_level_id", "tier", "primary_contact", "services", "custom_fields", "created_at", "updated_at",
)  # fmt: skip
NOT_IN_ROWS = frozenset({"services", "risk_analyst_ids", "relationship_owner_ids", "watcher_ids"})
SERVICE_KEYS = (
    "id", "vendor_id", "name", "description", "external_id", "tags", "relationship_owner_ids", "watcher_ids",
    "primary_contact", "created_at",
)  # fmt: skip
ASSESSMENT_KEYS = (
    "id", "vendor_id", "name", "status", "control_set_ids", "service_ids", "assignee_id", "score_percent",
    "findings_count", "initiated_at", "created_at", "updated_at",
)  # fmt: skip
REPORT_KEYS = ("id", "slug", "report_name", "base_object", "mapping")
COUNTS = ("received_count", "created_count", "updated_count", "failed_count")
ERROR_CODES = frozenset({
    "missing_required_field", "invalid_field_value", "duplicate_external_id", "unmapped_field", "unknown_base_object",
})  # fmt: skip
ASSESSMENT_STATUSES = (
    "created", "collecting_documents", "indexing_supporting_documents", "analyzing_questionnaire", "review_evals",
    "complete", "failed", "canceled",
)  # fmt: skip


class Refused(Exception):
    """An answer other than 2xx: its status and whatever stands under `detail`."""

    def __init__(self, status: int, detail: Any, body: Mapping[str, Any]) -> None:
        super().__init__(f"{status}: {detail}")
        self.status = status
        self.detail = detail
        self.body = body

    @property
    def code(self) -> str | None:
        return self.detail.get("code") if isinstance(self.detail, dict) else None


@dataclass(frozen=True)
class Imported:
    """The summary of a batch, as far as it is published."""

    report: Mapping[str, Any]
    received: int
    created: int
    updated: int
    failed: int
    results: Sequence[Mapping[str, Any]]
    errors: Sequence[Mapping[str, Any]]
    received_at: int


class PublishedClient:
    """One organisation's view."""

    def __init__(self, base_url: str, key: str) -> None:
        self._http = httpx.Client(
            base_url=base_url, headers={"Authorization": f"Bearer {key}"}, timeout=60, trust_env=False
        )

    def close(self) -> None:
        self._http.close()

    def ask(self, method: str, path: str, **options: Any) -> Any:
        answer = self._http.request(method, path, **options)
        body = answer.json()
        if not answer.is_success:
            raise Refused(answer.status_code, body["detail"], body)
        return body

    def import_records(self, slug: str, records: Sequence[Mapping[str, Any]]) -> Imported:
        """Also where every record failed: that is a 400 with the same summary."""
        try:
            body = self.ask("POST", f"/v1/import/{slug}", json={"data": records})
        except Refused as refused:
            if refused.code != "all_records_failed":
                raise
            body = refused.body
        for result in body["results"]:
            assert isinstance(result["external_id"], str)
            assert isinstance(result["coverbase_id"], str)
            assert result["action"] in ("created", "updated")
            assert result["status"] == "success"
        for error in body["errors"]:
            assert 0 <= error["index"] < len(records)
            assert error["error_code"] in ERROR_CODES
            assert error["message"]
        received, created, updated, failed = (body[name] for name in COUNTS)
        assert received == created + updated + failed
        report = {name: body[name] for name in REPORT_KEYS}
        return Imported(
            report, received, created, updated, failed, body["results"], body["errors"], body["received_at"]
        )

    def make(self, path: str, body: Mapping[str, Any], *, once: str | None = None) -> dict[str, Any]:
        headers = {"Idempotency-Key": once} if once else {}
        found: dict[str, Any] = self.ask("POST", path, json=body, headers=headers)
        return found

    def change(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = self.ask("PATCH", path, json=body)
        return found

    def walk(
        self, path: str, *, limit: int = 50, filters: Mapping[str, str] = MappingProxyType({})
    ) -> Iterator[Mapping[str, Any]]:
        """Every row of a list by limit and offset, as published."""
        offset = 0
        while True:
            page = self.ask("GET", path, params={**filters, "limit": limit, "offset": offset})
            assert (page["limit"], page["offset"]) == (limit, offset)
            yield from page["items"]
            offset += limit
            if offset >= page["total"]:
                return
