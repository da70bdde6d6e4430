"""Documents on their way in. Quoted sentences are of the wire contract, §3 and §1."""

import json
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import permutations
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from httpx import Response

from tests.fixtures import desks
from tests.fixtures.desks import PDF, Desk, Field
from tests.fixtures.sites import Listen, OpenSite
from vendorproof.documents.form import BESIDE_FILE_BYTES
from vendorproof.jobs import engine

ELF = b"\x7fELF\x02\x01\x01" + bytes(200)


def told(answer: Response) -> tuple[int, str]:
    """Status and code, or the places of a 422 array."""
    detail = answer.json()["detail"]
    where = detail["code"] if isinstance(detail, dict) else ",".join(".".join(one["loc"]) for one in detail)
    return answer.status_code, where


def test_every_field_is_kept_whatever_the_order_of_the_parts(desk: Desk) -> None:
    """«`POST /v1/documents` (multipart: `file`, `vendor_id`, repeated `service_ids`, repeated `assessment_ids`,
    `document_type`, `name`) | 201 document», «Exceptions: document upload is `multipart/form-data`».
    """
    vendor = desk.vendor()
    services = [desk.service(vendor) for _ in range(3)][::-1]
    assessment = desk.assessment(vendor)
    fields = [
        ("name", "SOC 2, Jahr 2026 – Prüfung"),
        *(("service_ids", one) for one in services),
        ("document_type", "soc2_type2_auditor_report"),
        ("assessment_ids", assessment),
        ("service_ids", services[0]),
        ("somebody_elses", "part"),
        ("vendor_id", vendor),
    ]
    for file_first in (False, True):
        made = desk.send(fields, file_first=file_first).json()
        assert (made["name"], made["vendor_id"]) == ("SOC 2, Jahr 2026 – Prüfung", vendor)
        assert (made["service_ids"], made["assessment_ids"]) == (services, [assessment])
        assert made["document_type"] == "soc2_type2_auditor_report"
        assert desk.site.get(f"/v1/documents/{made['id']}").json() == made
        assert made["id"] in desk.ids(service_id=services[1])
        said = {"document_id": made["id"], "vendor_id": vendor, "name": made["name"]}
        assert said.items() <= desk.events()[-1].items()


def test_blank_values_are_not_given_and_lists_may_have_brackets(desk: Desk) -> None:
    vendor = desk.vendor()
    services = [desk.service(vendor), desk.service(vendor)]
    fields = [("document_type", " "), ("name", ""), ("service_ids", ""), *(("service_ids[]", one) for one in services)]
    made = desk.upload(vendor, *fields, filename="My report.PDF")
    assert (made["name"], made["extension"], made["document_type"]) == ("My report", "pdf", None)
    assert made["service_ids"] == services


def test_a_stored_file_has_its_job(desk: Desk) -> None:
    made = desk.upload(desk.vendor())
    with desk.site.rt.db.read() as tx:
        assert engine.backlog(tx).queued == 1
    (path,) = desk.stored()
    assert path.name == made["id"]
    assert path.read_bytes() == PDF


@pytest.mark.parametrize("file_first", [False, True])
def test_of_several_faults_the_first_in_the_published_order_is_told(desk: Desk, file_first: bool) -> None:
    """«Check order: credential → idempotent replay → Content-Length → form shape → extension → vendor → services →
    assessments → document type → content. A refused upload leaves no bytes behind.»
    """
    vendor, other = desk.vendor(), desk.vendor()
    good = {"vendor_id": vendor, "service_ids": desk.service(vendor), "assessment_ids": desk.assessment(vendor)}
    bad = {"vendor_id": "cbvndr_0", "service_ids": desk.service(other), "assessment_ids": desk.assessment(other)}
    right = ("report.pdf", PDF, [*good.items(), ("document_type", "sbom")])
    before = desk.count("event")

    def send(mended: int) -> Response:
        """With the first so many faults mended."""
        filename = right[0] if mended > 1 else "report.exe"
        values: list[Field] = [(key, good[key] if mended > at else bad[key]) for at, key in enumerate(good, 2)]
        values.append(("document_type", "sbom" if mended > 5 else "bill"))
        values += [] if mended > 0 else [("name", "x" * 256)]
        return desk.send(values, filename=filename, data=PDF if mended > 6 else ELF, file_first=file_first)

    assert [told(send(mended)) for mended in range(7)] == [
        (422, "body.name"),
        (400, "unsupported_file_type"),
        (404, "vendor_not_found"),
        (404, "service_not_found"),
        (404, "assessment_not_found"),
        (422, "invalid_document_type"),
        (400, "unsupported_file_type"),
    ]
    assert desk.stored() == []
    assert desk.count("document") == desk.count("event") - before == 0
    assert send(7).status_code == 201


def test_an_archived_vendor_gets_nothing_new(desk: Desk) -> None:
    vendor, other = desk.vendor(), desk.vendor()
    desk.site.call("DELETE", f"/v1/vendors/{vendor}")
    assessment = desk.assessment(other)
    desk.site.call("DELETE", f"/v1/assessments/{assessment}")
    assert told(desk.send([("vendor_id", vendor)])) == (404, "vendor_not_found")
    assert told(desk.send([("vendor_id", other), ("assessment_ids", assessment)])) == (404, "assessment_not_found")


def test_a_type_nobody_knows_names_the_nearest(desk: Desk) -> None:
    """«422 `invalid_document_type` | slug unknown»."""
    answer = desk.send([("vendor_id", desk.vendor()), ("document_type", "SOC2 Type II")])
    assert told(answer) == (422, "invalid_document_type")
    assert "soc2_type2_auditor_report" in answer.json()["detail"]["message"]


def test_a_file_of_the_limit_passes_and_one_byte_more_does_not(small_desk: Desk) -> None:
    """«413 `file_too_large` | more than 104,857,600 bytes; exactly that passes. Refused early: by Content-Length before
    reading, and while streaming otherwise».
    """
    vendor = small_desk.vendor()
    text = b"words " * 200
    assert small_desk.upload(vendor, data=text[:1000], filename="a.txt")["size"] == 1000
    # Said with whatever else is wrong, wherever the file stands.
    for filename, file_first in (("a.txt", False), ("a.txt", True), ("a.exe", False)):
        answer = small_desk.send([("vendor_id", vendor)], data=text[:1001], filename=filename, file_first=file_first)
        assert told(answer) == (413, "file_too_large")
        assert "1000 bytes" in answer.json()["detail"]["message"]
    assert len(small_desk.stored()) == 1


def _in_chunks(body: bytes) -> Iterator[bytes]:
    for at in range(0, len(body), 4096):
        yield body[at : at + 4096]


def test_a_body_too_long_is_refused_by_length_and_in_chunks(small_desk: Desk, listen: Listen) -> None:
    limit = 1000 + BESIDE_FILE_BYTES
    headers = {"Authorization": f"Bearer {small_desk.site.secret}", "Content-Type": "multipart/form-data; boundary=x"}
    url = urlsplit(listen(small_desk.site))
    with socket.create_connection((url.hostname, url.port)) as client:
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        # Not a byte of the body is sent: it is refused for what it declares.
        client.sendall(f"POST /v1/documents HTTP/1.1\r\nHost: x\r\n{head}Content-Length: {limit + 1}\r\n\r\n".encode())
        assert b"file_too_large" in _all(client)
    body = desks.form([desks.part("file", b"words " * (limit // 6 + 100), '; filename="a.txt"')])
    with httpx.Client(base_url=url.geturl(), trust_env=False) as http:
        chunked = {**headers, "Content-Type": f"multipart/form-data; boundary={desks.BOUNDARY}"}
        answer = http.post("/v1/documents", content=_in_chunks(body), headers=chunked)
    assert told(answer) == (413, "file_too_large")
    assert small_desk.stored() == []


def _all(client: socket.socket) -> bytes:
    client.settimeout(30)
    found = b""
    while b"}}" not in found and (part := client.recv(65536)):
        found += part
    return found


def test_an_empty_file_is_none(desk: Desk) -> None:
    """«[ours] 400 `empty_file`»."""
    answer = desk.send([("vendor_id", desk.vendor())], data=b"")
    assert told(answer) == (400, "empty_file")
    assert told(desk.send([("vendor_id", "nobody's")], data=b"")) == (404, "vendor_not_found")


@pytest.mark.parametrize(
    ("filename", "data"),
    [
        ("run.pdf", ELF),
        ("page.docx", b"<!DOCTYPE html><html>"),
        ("pic.png", PDF),
        ("words.txt", b"a\0b"),
        ("a.zip", PDF),
    ],
)
def test_content_that_contradicts_the_extension_is_refused(desk: Desk, filename: str, data: bytes) -> None:
    """«400 `unsupported_file_type` | extension not in pdf doc docx rtf txt md xls xlsx xlsm csv ppt pptx png jpg jpeg gif
    webp zip; [ours] or the content is plainly of another kind than the extension says».
    """
    answer = desk.send([("vendor_id", desk.vendor())], filename=filename, data=data)
    assert told(answer) == (400, "unsupported_file_type")
    assert desk.stored() == []


def test_the_extensions_that_are_accepted_are_told(desk: Desk) -> None:
    for filename in ("backup.tar.gz", "noextension", "trailing.exe."):
        answer = desk.send([("vendor_id", desk.vendor())], filename=filename)
        assert told(answer) == (400, "unsupported_file_type")
        assert "pptx" in answer.json()["detail"]["message"]


def test_a_replay_is_answered_before_anything_of_the_body_is_looked_at(small_desk: Desk) -> None:
    """«A replay returns the original status and body byte for byte and makes nothing», «The same key with another body
    still gets the original answer: never a conflict».
    """
    vendor = small_desk.vendor()
    key = {"Idempotency-Key": "evidence-1"}
    first = small_desk.send([("vendor_id", vendor)], headers=key)
    again = small_desk.send([("vendor_id", vendor)], headers=key)
    other = small_desk.send([("vendor_id", "nobody's")], data=b"x" * (3 * 1024 * 1024), filename="a.exe", headers=key)
    broken = small_desk.post(b"{", kind="application/json", headers=key)
    assert first.status_code == 201
    for answer in (again, other, broken):
        assert (answer.status_code, answer.content) == (201, first.content)
        assert answer.headers["Idempotent-Replayed"] == "true"
    assert len(small_desk.stored()) == small_desk.count("document") == 1


def test_a_refused_upload_leaves_its_key_free(desk: Desk) -> None:
    key = {"Idempotency-Key": "evidence-2"}
    assert desk.send([("vendor_id", "nobody's")], headers=key).status_code == 404
    assert desk.send([("vendor_id", desk.vendor())], headers=key).status_code == 201


def test_twenty_uploads_at_once_under_one_key_make_one_document(desk: Desk, listen: Listen) -> None:
    """Half of them by another server on the same database: its loser deletes what it stored."""
    vendor, address = desk.vendor(), listen(desk.site)
    key = {"Idempotency-Key": "evidence-3"}
    body = desks.form([desks.part("file", PDF * 1000, '; filename="a.pdf"'), desks.part("vendor_id", vendor.encode())])
    headers = {
        **key,
        "Authorization": f"Bearer {desk.site.secret}",
        "Content-Type": f"multipart/form-data; boundary={desks.BOUNDARY}",
    }

    def send(number: int) -> Response:
        if number % 2:
            return desk.post(body, headers=key)
        return httpx.post(f"{address}/v1/documents", content=body, headers=headers, timeout=60, trust_env=False)

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(send, range(20)))
    assert {(one.status_code, one.content) for one in answers} == {(201, answers[0].content)}
    assert [one.name for one in desk.stored()] == [json.loads(answers[0].content)["id"]]
    assert desk.count("document") == 1


@pytest.mark.parametrize("sent_bytes", [0, 300, 900_000])
def test_a_caller_who_hangs_up_leaves_nothing(
    desk: Desk, listen: Listen, capsys: pytest.CaptureFixture[str], sent_bytes: int
) -> None:
    url = urlsplit(listen(desk.site))
    body = desks.form([desks.part("file", b"words " * 200_000, '; filename="a.txt"')])
    with socket.create_connection((url.hostname, url.port)) as client:
        head = (
            f"POST /v1/documents HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {desk.site.secret}\r\n"
            f"Content-Type: multipart/form-data; boundary={desks.BOUNDARY}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        client.sendall(head.encode() + body[:sent_bytes])
        _await(lambda: sent_bytes < 900_000 or bool(desk.stored()))
    _await(lambda: not desk.stored())
    made = desk.upload(desk.vendor())
    assert [one.name for one in desk.stored()] == [made["id"]]
    printed = capsys.readouterr()
    assert "crash" not in printed.out + printed.err
    assert "Traceback" not in printed.out + printed.err


def _await(true: Callable[[], bool]) -> None:
    until = time.monotonic() + 30
    while not true():
        assert time.monotonic() < until
        time.sleep(0.02)


def test_a_storage_that_cannot_be_reached_is_told_and_nothing_is_kept(open_site: OpenSite, tmp_path: Any) -> None:
    (tmp_path / "file").write_bytes(b"")
    desk = Desk(open_site(storage_url=f"file://{tmp_path}/file/below"))
    key = {"Idempotency-Key": "evidence-4"}
    vendor = desk.vendor()
    answer = desk.send([("vendor_id", vendor)], headers=key)
    assert told(answer) == (503, "storage_unavailable")
    assert answer.headers["Retry-After"]
    assert desk.count("document") == desk.count("event") == 0
    (tmp_path / "file").unlink()
    assert desk.send([("vendor_id", vendor)], headers=key).status_code == 201


def test_assessments_are_made_with_the_documents_that_support_them(desk: Desk) -> None:
    """«`supporting_document_ids` links documents»."""
    vendor, other = desk.vendor(), desk.vendor()
    documents = [desk.upload(vendor)["id"], desk.upload(vendor, ("assessment_ids", desk.assessment(vendor)))["id"]]
    foreign, archived = desk.upload(other)["id"], desk.upload(vendor)["id"]
    desk.site.call("DELETE", f"/v1/documents/{archived}")
    before = desk.site.get("/v1/assessments").json()
    for wrong in ("cbvdoc_0", foreign, archived):
        body = {"vendor_id": vendor, "control_set_ids": [], "supporting_document_ids": [documents[0], wrong]}
        answer = desk.site.post("/v1/assessments", json=body)
        assert answer.status_code == 400
        assert answer.json() == {
            "detail": {"error": f'supporting_document_ids: "{wrong}" does not name a document of this vendor.'}
        }
    assert desk.site.get("/v1/assessments").json() == before
    assert desk.site.get(f"/v1/documents/{documents[0]}").json()["assessment_ids"] == []
    made = desk.assessment(vendor, supporting_document_ids=[*documents, documents[0]])
    linked = [desk.site.get(f"/v1/documents/{one}").json()["assessment_ids"] for one in documents]
    assert [one[-1] for one in linked] == [made, made]
    assert [len(one) for one in linked] == [1, 2]
    assert desk.ids(assessment_id=made) == documents[::-1]
    changed = desk.site.patch(f"/v1/assessments/{made}", json={"supporting_document_ids": documents})
    assert told(changed) == (422, "body.supporting_document_ids")


def test_orders_of_three_parts_make_the_same_document(desk: Desk) -> None:
    vendor = desk.vendor()
    parts = [
        desks.part("file", PDF, '; filename="a.pdf"'),
        desks.part("vendor_id", vendor.encode()),
        desks.part("name", b"Name"),
    ]
    made = [desk.post(desks.form(one)).json() for one in permutations(parts)]
    assert {(one["name"], one["vendor_id"], one["sha256"]) for one in made} == {("Name", vendor, made[0]["sha256"])}
