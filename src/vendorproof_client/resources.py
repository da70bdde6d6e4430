"""The calls of the API, one class per resource; each takes and returns what the wire contract says."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar, Literal
from urllib.parse import quote

from vendorproof_client import paging
from vendorproof_client.connection import Call, Connection
from vendorproof_client.encoding import JsonObject, encode_batch
from vendorproof_client.errors import ApiError
from vendorproof_client.paging import LARGEST_PAGE, Page


class Resource:
    """What all resources share: a path, and pages of it."""

    path: ClassVar[str]

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def list(self, *, limit: int = 50, offset: int = 0, **filters: object) -> Page:
        return paging.fetch(self._connection, self.path, {**filters, "limit": limit, "offset": offset})

    def iterate(self, *, page_size: int = LARGEST_PAGE, **filters: object) -> Iterator[JsonObject]:
        return paging.iterate(self._connection, self.path, filters, page_size)

    def _get(self, *steps: str, params: Mapping[str, Any] | None = None) -> JsonObject:
        return self._connection.send(Call("GET", self._at(*steps), params or {})).body

    def _post(self, *steps: str, body: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> JsonObject:
        return self._connection.send(Call("POST", self._at(*steps), body=body, headers=headers or {})).body

    def _patch(self, *steps: str, body: Mapping[str, Any]) -> JsonObject:
        return self._connection.send(Call("PATCH", self._at(*steps), body=body)).body

    def _delete(self, *steps: str) -> JsonObject:
        return self._connection.send(Call("DELETE", self._at(*steps))).body

    def _at(self, *steps: str) -> str:
        return "/".join((self.path, *(quote(step, safe="") for step in steps)))


class Vendors(Resource):
    path = "/v1/vendors"

    def get(self, vendor_id: str) -> JsonObject:
        return self._get(vendor_id)

    def create(self, *, idempotency_key: str | None = None, **fields: object) -> JsonObject:
        """A key of your own makes the call repeatable over restarts of your program; without one, over retries."""
        return self._post(body=fields, headers=_idempotency(idempotency_key))

    def update(self, vendor_id: str, **fields: object) -> JsonObject:
        return self._patch(vendor_id, body=fields)

    def archive(self, vendor_id: str) -> JsonObject:
        return self._delete(vendor_id)


class Services(Resource):
    path = "/v1/services"

    def create(self, vendor_id: str, **fields: object) -> JsonObject:
        """Not repeated after a lost answer: the API takes no idempotency key here."""
        return self._connection.send(Call("POST", _services_of(vendor_id), body=fields)).body

    def update(self, vendor_id: str, service_id: str, **fields: object) -> JsonObject:
        path = f"{_services_of(vendor_id)}/{quote(service_id, safe='')}"
        return self._connection.send(Call("PATCH", path, body=fields)).body


class Assessments(Resource):
    path = "/v1/assessments"

    def get(self, assessment_id: str) -> JsonObject:
        return self._get(assessment_id)

    def create(self, *, idempotency_key: str | None = None, **fields: object) -> JsonObject:
        return self._post(body=fields, headers=_idempotency(idempotency_key))

    def archive(self, assessment_id: str) -> JsonObject:
        return self._delete(assessment_id)


class Users(Resource):
    path = "/v1/users"

    def get(self, user_id: str) -> JsonObject:
        return self._get(user_id)

    def create(self, *, idempotency_key: str | None = None, **fields: object) -> JsonObject:
        """Gives back the existing user when the e-mail address is known."""
        return self._post(body=fields, headers=_idempotency(idempotency_key))

    def update(self, user_id: str, **fields: object) -> JsonObject:
        return self._patch(user_id, body=fields)


class ImportReports(Resource):
    path = "/v1/import-reports"

    def get(self, report_id: str) -> JsonObject:
        return self._get(report_id)

    def find(self, slug: str) -> JsonObject | None:
        """The report that listens at `/v1/import/{slug}`; looks through all pages, the API has no filter for it."""
        return next((report for report in self.iterate() if report.get("slug") == slug), None)

    def create(self, **fields: object) -> JsonObject:
        return self._post(body=fields)

    def update(self, report_id: str, **fields: object) -> JsonObject:
        return self._patch(report_id, body=fields)

    def archive(self, report_id: str) -> JsonObject:
        return self._delete(report_id)

    def fields(self, base_object: str) -> JsonObject:
        return self._get("fields", params={"base_object": base_object})

    def schema(self, report_id: str) -> JsonObject:
        """JSON Schema of one batch, by incoming names."""
        return self._get(report_id, "schema")

    def suggest(self, headers: Iterable[str], *, base_object: str | None = None, samples: object = None) -> JsonObject:
        body = {"headers": [*headers], "base_object": base_object, "samples": samples}
        asked = {name: value for name, value in body.items() if value is not None}
        call = Call("POST", self._at("suggest"), body=asked, repeatable=True)
        return self._connection.send(call).body


class ImportRuns(Resource):
    path = "/v1/import-runs"

    def get(self, run_id: str) -> JsonObject:
        return self._get(run_id)

    def errors(self, run_id: str) -> JsonObject:
        return self._get(run_id, "errors")

    def replay(self, run_id: str) -> JsonObject:
        """Send the refused records of a run again, under the report's mapping as it is now."""
        return self._post(run_id, "replay", body={})

    def undo(self, run_id: str) -> JsonObject:
        return self._post(run_id, "undo", body={})


class Search(Resource):
    """Filters: vendor_id, document_id, document_type. `iterate(q=…)` gives all hits."""

    path = "/v1/search"

    def find(self, q: str, *, limit: int = 50, offset: int = 0, **filters: object) -> Page:
        """Pages of documents that have all of `words`, `"a phrase"`, `begin*` and nothing `-unwanted`; newest document first."""
        return self.list(limit=limit, offset=offset, q=q, **filters)


class ApiKeys(Resource):
    path = "/v1/api-keys"

    def create(self, **fields: object) -> JsonObject:
        """The only answer that ever holds the new key's `secret`."""
        return self._post(body=fields)

    def rotate(self, key_id: str) -> JsonObject:
        return self._post(key_id, "rotate", body={})

    def revoke(self, key_id: str) -> JsonObject:
        call = Call("POST", self._at(key_id, "revoke"), body={}, repeatable=True)
        return self._connection.send(call).body


class Imports:
    """`POST /v1/import/{slug}`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def post(
        self,
        slug: str,
        records: Iterable[Mapping[str, Any] | bytes],
        *,
        mode: Literal["plan"] | None = None,
        plan_id: str | None = None,
        atomic: bool = False,
    ) -> JsonObject:
        """Send one batch and return its summary, also when every record was refused (a 400 with the same summary).

        A record may be given as bytes of JSON (see `encoding.encode_record`). The batch is an upsert, so it is sent
        again after a lost answer; not so with `plan_id`, whose second sending could only answer `plan_stale`.
        """
        params = {"mode": mode, "plan_id": plan_id, "atomic": "true" if atomic else None}
        path = f"/v1/import/{quote(slug, safe='')}"
        call = Call("POST", path, params, encode_batch(records), repeatable=plan_id is None)
        try:
            return self._connection.send(call).body
        except ApiError as error:
            if isinstance(error.body, dict) and "received_count" in error.body:
                return error.body
            raise


def _idempotency(key: str | None) -> Mapping[str, str]:
    return {"idempotency-key": key} if key else {}


def _services_of(vendor_id: str) -> str:
    return f"/v1/vendors/{quote(vendor_id, safe='')}/services"
