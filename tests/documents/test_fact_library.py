from typing import Any

import pytest

from tests.fixtures import pdfs
from tests.fixtures.inventories import Door
from tests.fixtures.shelves import Shelf
from vendorproof.core.errors import DocumentArchived, DocumentNotFound, FactNotFound, InvalidFactValue
from vendorproof.core.paging import PageRequest
from vendorproof.documents import fact_library
from vendorproof.documents.fact_library import Review
from vendorproof.documents.facts.agree import Told
from vendorproof.documents.facts.fact import Citation, Fact

FIRST = PageRequest(50, 0)


def found(key: str, value: Any, page: int = 1) -> Told:
    said = f"{key}: {value}"
    return Told(Fact(key, value, str(value), 0.9, (Citation(page, f"page {page}", 0, len(said), said),)))


def keep(shelf: Shelf, document_id: str, *told: Told) -> list[Fact]:
    with shelf.rt.db.write() as tx:
        return fact_library.replace_found(tx, shelf.scope, document_id, told)


def held(shelf: Shelf, document_id: str, **options: Any) -> list[Any]:
    with shelf.rt.db.read() as tx:
        return list(fact_library.page(tx, shelf.scope, document_id, FIRST, **options).rows)


def say(shelf: Shelf, document_id: str, fact_id: str, review: Review) -> Any:
    with shelf.rt.db.write() as tx:
        return fact_library.review(tx, shelf.scope, document_id, fact_id, review)


@pytest.fixture
def document_id(shelf: Shelf) -> str:
    return shelf.put("pdf", pdfs.pdf(), status="complete")


def test_facts_are_listed_in_their_order_with_what_they_cite(shelf: Shelf, document_id: str) -> None:
    keep(shelf, document_id, found("holder", "Acme"), found("expiry_date", "2027-01-31", page=2))
    first, second = held(shelf, document_id)
    assert (first["key"], first["value"], second["key"], second["value"]) == (
        "holder",
        "Acme",
        "expiry_date",
        "2027-01-31",
    )
    assert second["citations"] == [
        {"page": 2, "label": "page 2", "start": 0, "end": 23, "quote": "expiry_date: 2027-01-31"}
    ]
    assert first["id"].startswith("cbfact_")
    assert [one["key"] for one in held(shelf, document_id, key="expiry_date")] == ["expiry_date"]
    assert held(shelf, document_id, key="\0") == []


def test_a_later_reading_takes_the_place_of_what_nobody_reviewed(shelf: Shelf, document_id: str) -> None:
    keep(shelf, document_id, found("holder", "Acme"), found("scope", "all"))
    assert [one.value for one in keep(shelf, document_id, found("holder", "Globex"))] == ["Globex"]
    assert [(one["key"], one["value"]) for one in held(shelf, document_id)] == [("holder", "Globex")]


def test_what_was_reviewed_outlives_later_readings(shelf: Shelf, document_id: str) -> None:
    keep(shelf, document_id, found("holder", "Acme"), found("expiry_date", "2027-01-31"), found("scope", "all"))
    holder, expiry, scope = held(shelf, document_id)
    say(shelf, document_id, holder["id"], Review("confirmed"))
    say(shelf, document_id, expiry["id"], Review("corrected", "2028-01-31", "a misprint"))
    say(shelf, document_id, scope["id"], Review("rejected"))
    counted = keep(
        shelf, document_id, found("holder", "Globex"), found("expiry_date", "2027-01-31"), found("scope", "all")
    )
    assert [(one.key, one.value) for one in counted] == [
        ("holder", "Acme"),
        ("expiry_date", "2028-01-31"),
        ("holder", "Globex"),
    ]
    rows = held(shelf, document_id)
    assert [(one["value"], one["review"], one["needs_review"]) for one in rows] == [
        ("Acme", "confirmed", False),
        ("2027-01-31", "corrected", False),
        ("all", "rejected", False),
        ("Globex", "unreviewed", True),
    ]
    assert (rows[1]["corrected_value"], rows[1]["review_note"]) == ("2028-01-31", "a misprint")
    assert (rows[1]["reviewed_by"], rows[1]["reviewed_at"]) == (shelf.scope.key_id, shelf.rt.clock.now())


def test_a_review_is_told_and_can_be_taken_back(shelf: Shelf, document_id: str) -> None:
    keep(shelf, document_id, found("holder", "Acme"))
    (fact,) = held(shelf, document_id)
    say(shelf, document_id, fact["id"], Review("rejected", note="a customer of theirs"))
    again = say(shelf, document_id, fact["id"], Review("unreviewed"))
    assert (again["review"], again["review_note"], again["reviewed_by"], again["reviewed_at"]) == (
        "unreviewed",
        None,
        None,
        None,
    )
    told = [one for one in shelf.told(document_id) if one["event_type"] == "Document.FactReviewed"]
    assert [(one["fact_id"], one["key"], one["review"]) for one in told] == [
        (fact["id"], "holder", "rejected"),
        (fact["id"], "holder", "unreviewed"),
    ]


def test_a_correction_has_to_be_of_the_same_kind(shelf: Shelf, document_id: str) -> None:
    keep(shelf, document_id, found("expiry_date", "2027-01-31"))
    (fact,) = held(shelf, document_id)
    for wrong in ("soon", None, 7):
        with pytest.raises(InvalidFactValue):
            say(shelf, document_id, fact["id"], Review("corrected", wrong))
    with pytest.raises(InvalidFactValue):
        say(shelf, document_id, fact["id"], Review("confirmed", note="\0"))
    assert held(shelf, document_id) == [fact]


def test_facts_of_others_do_not_exist(shelf: Shelf, document_id: str, theirs: Door) -> None:
    keep(shelf, document_id, found("holder", "Acme"))
    (fact,) = held(shelf, document_id)
    with shelf.rt.db.write() as tx:
        with pytest.raises(DocumentNotFound):
            fact_library.page(tx, theirs.scope, document_id, FIRST)
        with pytest.raises(DocumentNotFound):
            fact_library.review(tx, theirs.scope, document_id, fact["id"], Review("rejected"))
        fact_library.replace_found(tx, theirs.scope, document_id, ())
    assert held(shelf, document_id) == [fact]


def test_a_fact_is_reviewed_under_its_own_document(shelf: Shelf, document_id: str) -> None:
    other = shelf.put("pdf", pdfs.pdf(), status="complete")
    keep(shelf, document_id, found("holder", "Acme"))
    (fact,) = held(shelf, document_id)
    for where, fact_id in ((other, fact["id"]), (document_id, "cbfact_0"), (document_id, "\0")):
        with pytest.raises(FactNotFound):
            say(shelf, where, fact_id, Review("confirmed"))


def test_an_archived_document_is_not_reviewed(shelf: Shelf, document_id: str) -> None:
    keep(shelf, document_id, found("holder", "Acme"))
    (fact,) = held(shelf, document_id)
    shelf.change(document_id, archived_at=1)
    with pytest.raises(DocumentArchived):
        say(shelf, document_id, fact["id"], Review("confirmed"))
