"""Facts over HTTP: contract.md §3, «`GET /v1/documents/{id}/facts` (extracted facts, each with page and quoted span)»."""

from typing import Any

import pytest

from tests.fixtures import reports
from tests.fixtures.desks import Desk
from tests.fixtures.jobs import run_jobs

KEYS = [
    *("id", "document_id", "key", "value", "raw", "confidence", "source", "citations", "needs_review", "review"),
    *("found_value", "note", "reviewed_by", "reviewed_at", "created_at"),
]


@pytest.fixture
def path(desk: Desk) -> str:
    """Of a certificate that was read."""
    made = desk.upload(desk.vendor(), data=reports.certificate().encode(), filename="iso.txt")
    run_jobs(desk.site)
    return f"/v1/documents/{made['id']}"


def facts(desk: Desk, path: str, **params: Any) -> list[dict[str, Any]]:
    answer = desk.site.get(f"{path}/facts", params=params)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["data"]
    return found


def one(desk: Desk, path: str, key: str) -> dict[str, Any]:
    (found,) = facts(desk, path, key=key)
    return found


def test_each_fact_has_its_page_and_its_words(desk: Desk, path: str) -> None:
    document = desk.site.get(path).json()
    assert document["document_type"] == "iso_27001_certificate"
    expiry = one(desk, path, "expiry_date")
    assert list(expiry) == KEYS
    assert (expiry["value"], expiry["review"], expiry["source"]) == ("2029-03-11", "unreviewed", "rules")
    text = {unit["page"]: unit["text"] for unit in desk.site.get(f"{path}/text").json()["data"]}
    for fact in facts(desk, path):
        for cited in fact["citations"]:
            assert text[cited["page"]][cited["start"] : cited["end"]] == cited["quote"]


def test_how_long_it_is_good_follows_from_the_facts(desk: Desk, path: str) -> None:
    good = desk.site.get(path).json()["validity"]
    assert (good["valid_until"], good["derived_from"]) == ("2029-03-11", ["expiry_date", "issue_date"])
    assert "2029-03-11" in good["sentence"]


def test_a_correction_counts_and_is_kept(desk: Desk, path: str) -> None:
    expiry = one(desk, path, "expiry_date")
    body = {"review": "corrected", "value": "2028-03-11", "note": "The body's register says so."}
    answer = desk.site.patch(f"{path}/facts/{expiry['id']}", json=body)
    assert answer.status_code == 200, answer.text
    now = answer.json()
    assert (now["value"], now["found_value"], now["note"]) == ("2028-03-11", "2029-03-11", body["note"])
    assert now["reviewed_by"].startswith("cbkey_")
    assert desk.site.get(path).json()["validity"]["valid_until"] == "2028-03-11"
    assert desk.site.post(f"{path}/reprocess").status_code == 202
    run_jobs(desk.site)
    assert one(desk, path, "expiry_date") == now
    assert desk.site.get(path).json()["validity"]["valid_until"] == "2028-03-11"


def test_a_rejected_fact_counts_no_more(desk: Desk, path: str) -> None:
    expiry = one(desk, path, "expiry_date")
    desk.site.patch(f"{path}/facts/{expiry['id']}", json={"review": "rejected"})
    good = desk.site.get(path).json()["validity"]
    assert good is None or "expiry_date" not in good["derived_from"]
    assert one(desk, path, "expiry_date")["review"] == "rejected"


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({}, ["body", "review"]),
        ({"review": "maybe"}, ["body", "review"]),
        ({"review": ["confirmed"]}, ["body", "review"]),
        ({"review": "confirmed", "note": 3}, ["body", "note"]),
        ({"review": "confirmed", "note": "x" * 2001}, ["body", "note"]),
        ({"review": "confirmed", "value": "x"}, ["body", "value"]),
    ],
)
def test_a_review_of_the_wrong_form_says_where(desk: Desk, path: str, body: object, where: list[str]) -> None:
    expiry = one(desk, path, "expiry_date")
    answer = desk.site.patch(f"{path}/facts/{expiry['id']}", json=body)
    assert answer.status_code == 422
    assert [fault["loc"] for fault in answer.json()["detail"]] == [where]


def test_a_value_of_another_kind_is_refused(desk: Desk, path: str) -> None:
    expiry = one(desk, path, "expiry_date")
    answer = desk.site.patch(f"{path}/facts/{expiry['id']}", json={"review": "corrected", "value": "next year"})
    assert answer.status_code == 422
    assert answer.json()["detail"] == {
        "code": "invalid_fact_value",
        "message": 'The value has to be a day as YYYY-MM-DD, not "next year".',
    }


def test_what_happened_is_listed_newest_first(desk: Desk, path: str) -> None:
    expiry = one(desk, path, "expiry_date")
    desk.site.patch(f"{path}/facts/{expiry['id']}", json={"review": "confirmed"})
    page = desk.site.get(f"{path}/events").json()
    assert [event["event_type"] for event in page["data"]] == [
        "Document.FactReviewed",
        "Document.Analyzed",
        "Document.Created",
    ]
    assert page["total"] == 3
    assert page["data"][0]["data"]["fact_id"] == expiry["id"]
    assert desk.site.get(f"{path}/events", params={"limit": 1, "offset": 2}).json()["data"] == page["data"][2:]


@pytest.mark.parametrize("what", ["facts", "events"])
def test_an_unknown_document_has_neither(desk: Desk, what: str) -> None:
    answer = desk.site.get(f"/v1/documents/cbvdoc_0/{what}")
    assert (answer.status_code, answer.json()["detail"]["code"]) == (404, "document_not_found")


def test_an_unknown_fact_is_not_reviewed(desk: Desk, path: str) -> None:
    answer = desk.site.patch(f"{path}/facts/cbfact_0", json={"review": "confirmed"})
    assert (answer.status_code, answer.json()["detail"]["code"]) == (404, "fact_not_found")
