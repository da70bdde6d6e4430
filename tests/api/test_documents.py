"""Documents once they are there: get, list, change, archive, download. Quoted sentences are of the wire contract, §3."""

import hashlib
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import update

from tests.fixtures.desks import PDF, Desk
from tests.fixtures.sites import ADMINISTRATOR
from vendorproof.access.keys import Powers
from vendorproof.db.document_tables import document

PUBLISHED = [
    "id",
    "vendor_id",
    "name",
    "extension",
    "size",
    "document_type",
    "status",
    "service_ids",
    "assessment_ids",
    "created_at",
    "updated_at",
]
OURS = ["sha256", "is_archived", "archived_at", "classification", "duplicates", "risks", "malware_scan"]
OURS += ["document_family", "flags", "validity"]
NOWHERE = "cbvdoc_0"


def code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["detail"]["code"]


def locs(answer: Any) -> list[list[Any]]:
    assert answer.status_code == 422, answer.text
    return [one["loc"] for one in answer.json()["detail"]]


def write(desk: Desk, document_id: str, **columns: Any) -> None:
    """What processing would write."""
    with desk.site.rt.db.write() as tx:
        tx.connection.execute(update(document).where(document.c.id == document_id).values(**columns))


def test_the_document_object_has_the_published_keys_in_their_order(desk: Desk) -> None:
    """«Object, keys in this order: `id, vendor_id, name, extension, size, document_type, status, service_ids,
    assessment_ids, created_at, updated_at`», «POST /v1/documents … 201 document», «`GET /v1/documents/{id}` | document»,
    «`cbvdoc_` document».
    """
    vendor = desk.vendor()
    made = desk.upload(vendor)
    assert list(made) == PUBLISHED + OURS
    assert made["id"].startswith("cbvdoc_")
    assert {key: made[key] for key in list(made)[1:]} == {
        "vendor_id": vendor,
        "name": "report",
        "extension": "pdf",
        "size": len(PDF),
        "document_type": None,
        "status": "created",
        "service_ids": [],
        "assessment_ids": [],
        "created_at": desk.site.clock.at,
        "updated_at": desk.site.clock.at,
        "sha256": hashlib.sha256(PDF).hexdigest(),
        "is_archived": False,
        "archived_at": None,
        "classification": None,
        "duplicates": [],
        "risks": [],
        "malware_scan": {"state": "not_scanned", "signature": None, "scanned_at": None},
        "document_family": None,
        "flags": [],
        "validity": None,
    }
    assert desk.site.get(f"/v1/documents/{made['id']}").json() == made
    assert desk.page() == {"data": [made], "total": 1, "limit": 50, "offset": 0}


def test_lists_are_filtered_by_what_documents_hang_on(desk: Desk) -> None:
    """«`GET /v1/documents?vendor_id&service_id&assessment_id&limit&offset` | page; archived ones left out»,
    «Documents: `{data,total,limit,offset}`».
    """
    first, second = desk.vendor(), desk.vendor()
    service, assessment = desk.service(first), desk.assessment(first)
    plain = desk.upload(first, data=PDF + b"1")["id"]
    linked = desk.upload(first, ("service_ids", service), ("assessment_ids", assessment), data=PDF + b"2")
    other = desk.upload(second)["id"]
    assert desk.ids() == [other, linked["id"], plain]
    assert desk.ids(vendor_id=first) == [linked["id"], plain]
    assert desk.ids(service_id=service) == desk.ids(assessment_id=assessment) == [linked["id"]]
    assert desk.ids(sha256=linked["sha256"].upper()) == [linked["id"]]
    assert desk.ids(sha256="0") == desk.ids(vendor_id=second, service_id=service) == []
    desk.site.call("DELETE", f"/v1/documents/{linked['id']}")
    assert desk.ids(vendor_id=first) == [plain]
    assert desk.ids(service_id=service) == []


@pytest.mark.parametrize("name", ["vendor", "service", "assessment"])
def test_a_filter_that_names_nothing_is_told(desk: Desk, name: str) -> None:
    """«404 `vendor_not_found`, `service_not_found`, `assessment_not_found`, `document_not_found` | unknown, foreign, or
    not that vendor's; also as list filters».
    """
    answer = desk.site.get("/v1/documents", params={f"{name}_id": "nobody's"})
    assert code(answer) == (404, f"{name}_not_found")


def test_pages_are_walked_by_offset_or_by_link(desk: Desk) -> None:
    vendor = desk.vendor()
    newest_first = [desk.upload(vendor, data=PDF + bytes([n]))["id"] for n in range(5)][::-1]
    by_offset = [one for offset in (0, 2, 4) for one in desk.ids(limit=2, offset=offset)]
    assert by_offset == newest_first
    walked: list[str] = []
    path = "/v1/documents?limit=2"
    while path:
        answer = desk.site.get(path)
        walked += [one["id"] for one in answer.json()["data"]]
        assert answer.json()["total"] == 5
        path = answer.headers.get("link", "").partition(">")[0].lstrip("<")
    assert walked == newest_first


def test_the_same_bytes_again_name_the_earlier_documents(desk: Desk) -> None:
    vendor = desk.vendor()
    first, second, third = (desk.upload(vendor) for _ in range(3))
    other = desk.upload(vendor, data=PDF + b"!")
    assert [one["duplicates"] for one in (first, second, other)] == [[], [first["id"]], []]
    assert third["duplicates"] == [first["id"], second["id"]]
    desk.site.call("DELETE", f"/v1/documents/{first['id']}")
    assert {one["id"]: one["duplicates"] for one in desk.page()["data"]} == {
        other["id"]: [],
        third["id"]: [second["id"]],
        second["id"]: [],
    }


def test_a_change_writes_what_is_given(desk: Desk) -> None:
    """«PATCH … | document; omitted = unchanged; a list replaces; `[]` clears»."""
    vendor = desk.vendor()
    services, assessment = [desk.service(vendor), desk.service(vendor)], desk.assessment(vendor)
    made = desk.upload(vendor, *(("service_ids", one) for one in services))
    path = f"/v1/documents/{made['id']}"
    desk.site.clock.at += 60
    changed = desk.site.patch(path, json={"name": " Bridge letter ", "assessment_ids": [assessment], "else": 1}).json()
    assert changed == {
        **made,
        "name": "Bridge letter",
        "assessment_ids": [assessment],
        "updated_at": desk.site.clock.at,
    }
    replaced = desk.site.patch(path, json={"service_ids": [services[1]], "document_type": "soc_bridge_letter"}).json()
    assert replaced == {**changed, "service_ids": [services[1]], "document_type": "soc_bridge_letter"}
    cleared = desk.site.patch(path, json={"service_ids": [], "name": None, "document_type": ""}).json()
    assert cleared == {**replaced, "service_ids": [], "document_type": None}
    assert desk.site.get(path).json() == cleared
    assert [one["changed"] for one in desk.events() if "changed" in one] == [
        ["name", "assessment_ids"],
        ["document_type", "service_ids"],
        ["document_type", "service_ids"],
    ]


def test_a_declared_type_is_told_from_a_found_one(desk: Desk) -> None:
    made = desk.upload(desk.vendor())
    write(desk, made["id"], document_type="soc3_report")
    told = desk.site.patch(f"/v1/documents/{made['id']}", json={"document_type": "soc3_report"})
    assert told.status_code == 200
    with desk.site.rt.db.read() as tx:
        assert tx.connection.execute(document.select()).one().is_type_declared


def test_a_change_of_nothing_writes_nothing(desk: Desk) -> None:
    vendor = desk.vendor()
    service = desk.service(vendor)
    made = desk.upload(vendor, ("service_ids", service), ("document_type", "sbom"))
    desk.site.clock.at += 60
    same = {"name": "report", "document_type": "sbom", "service_ids": [service, service], "assessment_ids": None}
    assert desk.site.patch(f"/v1/documents/{made['id']}", json=same).json() == made
    assert [one["event_type"] for one in desk.events()] == ["Document.Created"]


@pytest.mark.parametrize(
    ("sent", "where"),
    [
        ({"name": [7]}, ["name"]),
        ({"name": " "}, ["name"]),
        ({"name": "x" * 256}, ["name"]),
        ({"name": "fdp\u202eexe"}, ["name"]),
        ({"name": "a\x07b", "document_type": 1, "service_ids": "x"}, ["name", "document_type", "service_ids"]),
        ({"assessment_ids": [1]}, ["assessment_ids"]),
        ({"assessment_ids": ["x"] * 1001}, ["assessment_ids"]),
    ],
)
def test_a_change_of_the_wrong_shape_names_every_fault(desk: Desk, sent: dict[str, Any], where: list[str]) -> None:
    made = desk.upload(desk.vendor())
    answer = desk.site.patch(f"/v1/documents/{made['id']}", json=sent)
    assert locs(answer) == [["body", one] for one in where]
    assert desk.page()["data"] == [made]


def test_a_document_is_linked_to_its_own_vendors_records_only(desk: Desk) -> None:
    vendor, other = desk.vendor(), desk.vendor()
    made = desk.upload(vendor)
    path = f"/v1/documents/{made['id']}"
    for sent, told in (
        ({"service_ids": [desk.service(other)]}, (404, "service_not_found")),
        ({"service_ids": ["nobody's"]}, (404, "service_not_found")),
        ({"assessment_ids": [desk.assessment(other)]}, (404, "assessment_not_found")),
        ({"name": "new", "document_type": "nonsense"}, (422, "invalid_document_type")),
    ):
        assert code(desk.site.patch(path, json=sent)) == told
    assert desk.site.get(path).json() == made


def test_a_link_may_outlive_its_assessments_archiving(desk: Desk) -> None:
    vendor = desk.vendor()
    old, new = desk.assessment(vendor), desk.assessment(vendor)
    made = desk.upload(vendor, ("assessment_ids", old))
    desk.site.call("DELETE", f"/v1/assessments/{old}")
    path = f"/v1/documents/{made['id']}"
    assert desk.site.patch(path, json={"assessment_ids": [old, new]}).json()["assessment_ids"] == [old, new]
    assert desk.site.patch(path, json={"assessment_ids": []}).json()["assessment_ids"] == []
    assert code(desk.site.patch(path, json={"assessment_ids": [old]})) == (404, "assessment_not_found")


def test_archiving_is_repeatable_and_leaves_the_file(desk: Desk) -> None:
    """«`DELETE /v1/documents/{id}` | 200 `{id, is_archived: true, archived_at}`; again: the same answer»."""
    made = desk.upload(desk.vendor())
    path = f"/v1/documents/{made['id']}"
    gone = desk.site.call("DELETE", path)
    assert gone.status_code == 200
    assert gone.json() == {"id": made["id"], "is_archived": True, "archived_at": desk.site.clock.at}
    desk.site.clock.at += 60
    assert desk.site.call("DELETE", path).content == gone.content
    kept = desk.site.get(path).json()
    assert kept == {
        **made,
        "is_archived": True,
        "archived_at": gone.json()["archived_at"],
        "updated_at": made["updated_at"],
    }
    assert desk.ids() == []
    assert code(desk.site.patch(path, json={"name": "new"})) == (409, "document_archived")
    assert code(desk.site.post(f"{path}/reprocess")) == (409, "document_archived")
    assert desk.site.get(f"{path}/download").status_code == 200
    assert [one["event_type"] for one in desk.events()] == ["Document.Created", "Document.Archived"]


def test_a_download_is_a_link_for_an_hour(desk: Desk) -> None:
    """«`{url, filename, expires_in: 3600}`; the URL needs no Authorization, serves the bytes as an attachment under the
    display name with the right extension».
    """
    vendor = desk.vendor()
    for name, filename in (("Prüfbericht 2026", "Prüfbericht 2026.pdf"), ("Done.PDF", "Done.PDF"), ("con", "_con.pdf")):
        made = desk.upload(vendor, ("name", name))
        found = desk.site.get(f"/v1/documents/{made['id']}/download").json()
        assert list(found) == ["url", "filename", "expires_in"]
        assert (found["filename"], found["expires_in"]) == (filename, 3600)
        url = urlsplit(found["url"])
        assert made["id"] in url.path
        assert parse_qs(url.query)["expires"] == [str(desk.site.clock.at + 3600)]
        assert parse_qs(url.query)["type"] == ["application/pdf"]


def test_no_link_to_a_file_that_is_not_there_or_infected(desk: Desk) -> None:
    """«409 `document_not_ready` | no stored file yet»."""
    made = desk.upload(desk.vendor())
    path = f"/v1/documents/{made['id']}"
    found = {"state": "infected", "signature": "Eicar-Test", "scanned_at": 1}
    write(desk, made["id"], malware_scan=found, status="complete")
    assert code(desk.site.get(f"{path}/download")) == (409, "document_infected")
    assert "Eicar-Test" in desk.site.get(f"{path}/download").json()["detail"]["message"]
    write(desk, made["id"], blob_key=None)
    assert code(desk.site.get(f"{path}/download")) == (409, "document_not_ready")
    assert code(desk.site.post(f"{path}/reprocess")) == (409, "document_not_ready")


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE", "GET download", "GET members", "POST reprocess"])
def test_an_unknown_document_is_not_found(desk: Desk, method: str) -> None:
    """«{"detail": {"code": "document_not_found", "message": "Document not found."}}»."""
    verb, _, rest = method.partition(" ")
    for document_id in (NOWHERE, "a%00b", "%ED%A0%80"):
        path = f"/v1/documents/{document_id}" + (f"/{rest}" if rest else "")
        body = {"name": "x"} if verb == "PATCH" else None
        answer = desk.site.call(verb, path, json=body)
        assert answer.status_code == 404
        assert answer.json() == {"detail": {"code": "document_not_found", "message": "Document not found."}}


def test_what_has_ended_is_processed_again(desk: Desk) -> None:
    made = desk.upload(desk.vendor(), ("document_type", "sbom"))
    path = f"/v1/documents/{made['id']}/reprocess"
    assert code(desk.site.post(path)) == (409, "document_busy")
    reason = {"document_type": None, "confidence": None, "method": "none", "reasons": ["It is damaged."]}
    write(desk, made["id"], status="failed", classification=reason)
    answer = desk.site.post(path)
    assert (answer.status_code, answer.json()) == (202, made)
    assert code(desk.site.post(path)) == (409, "document_busy")


def test_members_of_an_archive_are_listed_in_pages(desk: Desk) -> None:
    made = desk.upload(desk.vendor())
    path = f"/v1/documents/{made['id']}/members"
    assert desk.site.get(path).json() == {"data": [], "total": 0, "limit": 50, "offset": 0}
    members = [
        {"name": f"{n}.pdf", "size": n, "extension": "pdf", "encrypted": False, "inside": None} for n in range(3)
    ]
    write(desk, made["id"], members=members)
    found = desk.site.get(path, params={"limit": 2, "offset": 1}).json()
    assert found == {"data": members[1:], "total": 3, "limit": 2, "offset": 1}


def test_a_reading_key_reads(desk: Desk) -> None:
    made = desk.upload(desk.vendor())
    reader = desk.site.key(Powers(read_only=True))
    path = f"/v1/documents/{made['id']}"
    assert desk.site.get(path, secret=reader).json() == made
    assert desk.site.get(f"{path}/download", secret=reader).status_code == 200
    for method, where, options in (
        ("PATCH", path, {"json": {"name": "x"}}),
        ("DELETE", path, {}),
        ("POST", f"{path}/reprocess", {}),
    ):
        assert code(desk.site.call(method, where, secret=reader, **options)) == (403, "insufficient_scope")
    answer = desk.send([("vendor_id", made["vendor_id"])], secret=reader)
    assert code(answer) == (403, "insufficient_scope")
    assert desk.page()["data"] == [made]


def test_another_organisations_documents_are_nobodys(desk: Desk) -> None:
    made = desk.upload(desk.vendor())
    stranger = desk.site.key(ADMINISTRATOR, desk.site.organisation())
    for rest in ("", "/download", "/members"):
        answer = desk.site.get(f"/v1/documents/{made['id']}{rest}", secret=stranger)
        assert code(answer) == (404, "document_not_found")
    assert desk.site.get("/v1/documents", secret=stranger).json()["data"] == []
