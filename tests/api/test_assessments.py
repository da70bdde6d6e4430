"""Assessments at the HTTP door. Quoted sentences are of the wire contract, §4 and §1."""

from typing import Any

from tests.fixtures.inventories import Door, House

PUBLISHED = (
    "id vendor_id name status control_set_ids service_ids assignee_id score_percent findings_count initiated_at"
    " created_at updated_at"
).split()
STATUSES = (
    "created collecting_documents indexing_supporting_documents analyzing_questionnaire review_evals complete"
    " failed canceled"
).split()


def _error(answer: Any) -> str:
    assert answer.status_code == 400, answer.text
    assert list(answer.json()["detail"]) == ["error"]
    found: str = answer.json()["detail"]["error"]
    return found


def _locs(answer: Any) -> list[list[Any]]:
    assert answer.status_code == 422, answer.text
    return [one["loc"] for one in answer.json()["detail"]]


def test_the_assessment_object_has_the_published_keys_in_their_order(house: House) -> None:
    """«Assessment object: `id, vendor_id, name, status, control_set_ids, … initiated_at, created_at, updated_at`»."""
    ours = house.ours
    vendor, assignee = ours.vendor(), ours.user("a@example.com")
    service = ours.service(vendor["id"])
    made = ours.assessment(
        vendor["id"],
        name="Review",
        control_set_ids=["cbctst_1", "cbctst_2"],
        service_ids=[service["id"]],
        assignee_id=assignee,
        supporting_document_ids=[],
    )
    assert list(made)[: len(PUBLISHED)] == PUBLISHED
    assert {key: made[key] for key in PUBLISHED[1:]} == {
        "vendor_id": vendor["id"],
        "name": "Review",
        "status": "created",
        "control_set_ids": ["cbctst_1", "cbctst_2"],
        "service_ids": [service["id"]],
        "assignee_id": assignee,
        "score_percent": None,
        "findings_count": 0,
        "initiated_at": house.clock.at,
        "created_at": house.clock.at,
        "updated_at": house.clock.at,
    }
    assert made["origin"] == "performed"
    assert ours.get(f"/v1/assessments/{made['id']}").json() == made
    assert ours.get("/v1/assessments").json()["items"] == [made]


def test_vendor_and_control_sets_are_required(ours: Door) -> None:
    """«`vendor_id` required, `control_set_ids` required (may be `[]`)»."""
    vendor = ours.vendor()
    assert _locs(ours.post("/v1/assessments", {})) == [["body", "vendor_id"], ["body", "control_set_ids"]]
    assert _locs(ours.post("/v1/assessments", {"vendor_id": vendor["id"]})) == [["body", "control_set_ids"]]
    assert ours.assessment(vendor["id"], control_set_ids=[])["control_set_ids"] == []


def test_bad_references_are_told_in_one_sentence(ours: Door, theirs: Door) -> None:
    """«`POST /v1/assessments` bad references: 400 `{"detail": {"error": "..."}}`»."""
    vendor, other, foreign = ours.vendor(), ours.vendor(), theirs.vendor()
    elsewhere, abroad = ours.service(other["id"]), theirs.service(foreign["id"])
    stranger = theirs.user("x@example.com")
    good = {"vendor_id": vendor["id"], "control_set_ids": []}
    for body, word in (
        ({"vendor_id": "cbvndr_0"}, "vendor_id"),
        ({"vendor_id": foreign["id"]}, "vendor_id"),
        ({"service_ids": ["cbsvc_0"]}, "service_ids"),
        ({"service_ids": [elsewhere["id"]]}, "service_ids"),
        ({"service_ids": [abroad["id"]]}, "service_ids"),
        ({"assignee_id": "cbuser_0"}, "assignee_id"),
        ({"assignee_id": stranger}, "assignee_id"),
        ({"supporting_document_ids": ["cbvdoc_0"]}, "supporting_document_ids"),
    ):
        assert word in _error(ours.post("/v1/assessments", {**good, **body}))
    assert ours.get("/v1/assessments").json()["total"] == 0


def test_a_foreign_vendor_is_refused_in_the_words_for_an_unknown_one(ours: Door, theirs: Door) -> None:
    foreign = theirs.vendor()["id"]
    said = [
        _error(ours.post("/v1/assessments", {"vendor_id": one, "control_set_ids": []})) for one in (foreign, "cbvndr_0")
    ]
    assert said[0].replace(foreign, "cbvndr_0") == said[1]


def test_an_archived_vendor_takes_no_new_assessment(ours: Door) -> None:
    vendor = ours.vendor()
    ours.delete(f"/v1/vendors/{vendor['id']}")
    assert "archived" in _error(ours.post("/v1/assessments", {"vendor_id": vendor["id"], "control_set_ids": []}))


def test_an_external_id_is_no_vendor_id(ours: Door) -> None:
    ours.vendor(external_id="V-1")
    _error(ours.post("/v1/assessments", {"vendor_id": "V-1", "control_set_ids": []}))


def test_every_published_status_is_taken(ours: Door) -> None:
    """«Assessment status: `created, collecting_documents, …, failed, canceled`»."""
    vendor = ours.vendor()["id"]
    assert [ours.assessment(vendor, status=one)["status"] for one in STATUSES] == STATUSES


def test_a_status_beyond_those_is_refused(ours: Door) -> None:
    body = {"vendor_id": ours.vendor()["id"], "control_set_ids": [], "status": "done"}
    assert _locs(ours.post("/v1/assessments", body)) == [["body", "status"]]


def test_without_a_name_type_and_period_make_one(ours: Door) -> None:
    vendor = ours.vendor()["id"]
    period = {"period_start": "2025-07-01", "period_end": "2026-06-30"}
    named = ours.assessment(vendor, type="soc2_review", **period)
    assert named["name"] == "SOC 2 review, 2025-07-01 to 2026-06-30"
    assert ours.assessment(vendor)["name"] == "Assessment"


def test_a_period_that_ends_before_it_starts_is_refused_on_every_path(ours: Door) -> None:
    vendor = ours.vendor()["id"]
    backwards = {"period_start": "2026-01-02", "period_end": "2026-01-01"}
    answer = ours.post("/v1/assessments", {"vendor_id": vendor, "control_set_ids": [], **backwards})
    assert _locs(answer) == [["body", "period_end"]]
    made = ours.assessment(vendor, period_start="2026-01-01", period_end="2026-12-31")
    path = f"/v1/assessments/{made['id']}"
    assert _locs(ours.patch(path, {"period_end": "2025-12-31"})) == [["body", "period_end"]]
    assert _locs(ours.patch(path, {"period_start": "2027-01-01"})) == [["body", "period_end"]]
    moved = ours.patch(path, {"period_start": "2027-01-01", "period_end": "2027-01-01"}).json()
    assert (moved["period_start"], moved["period_end"]) == ("2027-01-01", "2027-01-01")
    assert ours.patch(path, {"period_start": "", "period_end": "2020-01-01"}).status_code == 200


def test_a_score_is_a_part_of_its_scale(ours: Door) -> None:
    """«score_percent (0–1 or null)»."""
    vendor = ours.vendor()["id"]
    assert ours.assessment(vendor, score=87)["score_percent"] == 0.87
    scaled = ours.assessment(vendor, score="4", score_scale=5)
    assert (scaled["score"], scaled["score_percent"]) == (4, 0.8)
    path = f"/v1/assessments/{scaled['id']}"
    assert ours.patch(path, {"score": 5}).json()["score_percent"] == 1
    assert ours.patch(path, {"score_scale": 10}).json()["score_percent"] == 0.5
    assert _locs(ours.patch(path, {"score": 11})) == [["body", "score"]]
    cleared = ours.patch(path, {"score": ""}).json()
    assert (cleared["score"], cleared["score_percent"]) == (None, None)
    for score, scale in ((101, 100), (-1, 100), (6, 5), (1, 0), (1, -5)):
        body = {"vendor_id": vendor, "control_set_ids": [], "score": score, "score_scale": scale}
        assert ours.post("/v1/assessments", body).status_code == 422


def test_patch_changes_an_assessment_and_the_whole_object_changes_nothing(house: House) -> None:
    ours = house.ours
    vendor = ours.vendor()["id"]
    made = ours.assessment(vendor, score=4, score_scale=5, answers=[{"question_id": "A.1", "answer": "Yes"}])
    path = f"/v1/assessments/{made['id']}"
    house.clock.at += 5
    assert ours.patch(path, made).json() == made
    changed = ours.patch(path, {"status": "complete", "risk_level": "low", "findings_count": 3}).json()
    assert changed == {
        **made, "status": "complete", "risk_level": "low", "findings_count": 3, "updated_at": house.clock.at
    }  # fmt: skip
    assert _locs(ours.patch(path, {"vendor_id": ours.vendor()["id"]})) == [["body", "vendor_id"]]
    assert "service_ids" in _error(ours.patch(path, {"service_ids": ["cbsvc_0"]}))


def test_answers_come_back_whole(ours: Door) -> None:
    answers = [{"question_id": "A.1", "question": "Encrypted?", "answer": "Yes", "comment": None}]
    made = ours.assessment(ours.vendor()["id"], answers=answers)
    assert ours.get(f"/v1/assessments/{made['id']}").json()["answers"] == answers


def test_delete_archives_and_can_be_repeated(house: House) -> None:
    """«DELETE = archive, repeatable»."""
    ours = house.ours
    made = ours.assessment(ours.vendor()["id"])
    path = f"/v1/assessments/{made['id']}"
    first = ours.delete(path)
    house.clock.at += 10
    assert ours.delete(path).json() == first.json()
    assert first.json() == {"id": made["id"], "is_archived": True, "archived_at": house.clock.at - 10}
    assert ours.get("/v1/assessments").json()["total"] == 0
    assert ours.get(path).json()["archived_at"] == house.clock.at - 10


def test_the_list_is_filtered_by_vendor_and_service(ours: Door, theirs: Door) -> None:
    one, two, foreign = ours.vendor()["id"], ours.vendor()["id"], theirs.vendor()["id"]
    service, other = ours.service(one)["id"], ours.service(one)["id"]
    both = ours.assessment(one, service_ids=[other, service])
    alone = ours.assessment(one, service_ids=[other])
    elsewhere = ours.assessment(two)
    abroad = theirs.service(foreign)["id"]

    def ids(**params: str) -> list[str]:
        page = ours.get("/v1/assessments", **params).json()
        assert page["total"] == len(page["items"])
        return [each["id"] for each in page["items"]]

    assert ids() == [elsewhere["id"], alone["id"], both["id"]]
    assert ids(vendor_id=one) == [alone["id"], both["id"]]
    assert ids(service_id=service) == [both["id"]]
    assert ids(vendor_id=two, service_id=service) == []
    for params, code in (
        ({"vendor_id": "cbvndr_0"}, "vendor_not_found"),
        ({"vendor_id": foreign}, "vendor_not_found"),
        ({"service_id": "cbsvc_0"}, "service_not_found"),
        ({"service_id": abroad}, "service_not_found"),
    ):
        answer = ours.get("/v1/assessments", **params)
        assert (answer.status_code, answer.json()["detail"]["code"]) == (404, code)


def test_an_idempotency_key_makes_one_assessment(ours: Door) -> None:
    vendor = ours.vendor()["id"]
    body = {"vendor_id": vendor, "control_set_ids": []}
    first = ours.post("/v1/assessments", body, **{"Idempotency-Key": "k"})
    again = ours.post("/v1/assessments", {}, **{"Idempotency-Key": "k"})
    assert (again.status_code, again.content) == (201, first.content)
    assert ours.get("/v1/assessments").json()["total"] == 1
    assert ours.post("/v1/vendors", {"name": "x"}, **{"Idempotency-Key": "k"}).json()["name"] == "x"


def test_another_organisations_assessment_answers_as_one_that_does_not_exist(ours: Door, theirs: Door) -> None:
    made = theirs.assessment(theirs.vendor()["id"])
    for method, options in (("GET", {}), ("PATCH", {"json": {"status": "complete"}}), ("DELETE", {})):
        foreign = ours.call(method, f"/v1/assessments/{made['id']}", **options)
        unknown = ours.call(method, "/v1/assessments/cbqsrw_0", **options)
        assert (foreign.status_code, foreign.content) == (unknown.status_code, unknown.content)
        assert unknown.json()["detail"]["code"] == "assessment_not_found"
    assert theirs.get(f"/v1/assessments/{made['id']}").json() == made


MISFORMED: tuple[dict[str, object], ...] = (
    {"vendor_id": 5},
    {"vendor_id": ["x"]},
    {"control_set_ids": [True]},
    {"control_set_ids": {"a": 1}},
    {"service_ids": "x"},
    {"service_ids": [None]},
    {"service_ids": ["x"] * 1001},
    {"assignee_id": {}},
    {"supporting_document_ids": "x"},
    {"findings_count": -1},
    {"findings_count": 2**40},
    {"score": "1,5"},
    {"type": "soc3"},
    {"answers": [{"shoe": 1}]},
    {"name": "a\u0000b"},
    {"name": "x" * 5000},
)


def test_values_of_another_form_are_refused(ours: Door) -> None:
    good = {"vendor_id": ours.vendor()["id"], "control_set_ids": []}
    for body in MISFORMED:
        answer = ours.post("/v1/assessments", {**good, **body})
        assert _locs(answer) == [["body", *body]], body
    assert ours.get("/v1/assessments").json()["total"] == 0
