"""What processing finds out about a document, seen on its row."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from tests.fixtures import papers, pdfs, reports
from tests.fixtures.shelves import Shelf
from vendorproof.core.paging import PageRequest
from vendorproof.db.document_tables import document_label
from vendorproof.documents import library, process, rereading, texts
from vendorproof.documents.library import Change
from vendorproof.jobs.work import Handler
from vendorproof.storage.local import LocalStore

PASSPORT = "Initech Supplier Passport {year}\nkestrel tier, kestrel owner, badge zone, escrow rota, tollgate board, tollgate date\n"


def run(shelf: Shelf, document_id: str, handler: Handler = process.process, round_number: int = 1) -> Any:
    handler(shelf.rt, shelf.scope, {"document_id": document_id, "round": round_number})
    return shelf.row(document_id)


def declare(shelf: Shelf, document_id: str, document_type: str) -> Any:
    """As PATCH does, and the job after it."""
    with shelf.rt.db.write() as tx:
        library.change(tx, shelf.scope, document_id, Change(document_type=document_type))
    return run(shelf, document_id, rereading.reread)


def labels(shelf: Shelf) -> list[tuple[str, str]]:
    with shelf.rt.db.read() as tx:
        rows = tx.connection.execute(select(document_label.c.document_id, document_label.c.document_type))
        return [(one.document_id, one.document_type) for one in rows]


def codes(row: Any) -> list[str]:
    return [one["code"] for one in row.flags]


def test_a_document_is_classified_and_its_text_kept(shelf: Shelf) -> None:
    document_id = shelf.put("pdf", papers.pdf(reports.policy(), "Keys are rotated each year."))
    row = run(shelf, document_id)
    assert (row.status, row.document_type, row.document_family) == (
        "complete",
        "encryption_policy",
        "policies_and_plans",
    )
    assert row.classification["document_type"] == "encryption_policy"
    assert row.classification["method"] == "rules+words"
    assert "“" in row.classification["reasons"][0]
    assert shelf.told(document_id)[-1]["document_type"] == "encryption_policy"
    with shelf.rt.db.read() as tx:
        text = texts.page(tx, shelf.scope, document_id, PageRequest(50, 0))
    assert [one.label for one in text.units.rows] == ["page 1", "page 2"]
    read = {"kind": "page", "count": 2, "notes": [], "ocr": False, "complete": True}
    assert text.about == {**read, "fact_notes": []}


def test_a_declared_type_wins_and_sure_disagreement_is_flagged(shelf: Shelf) -> None:
    document_id = shelf.put(
        "pdf", papers.pdf(reports.policy()), document_type="commercial_contract", is_type_declared=True
    )
    row = run(shelf, document_id)
    assert (row.document_type, row.document_family) == ("commercial_contract", "contracts")
    assert row.classification["document_type"] == "encryption_policy"
    assert codes(row) == ["type_mismatch"]
    assert row.flags[0]["message"].startswith(
        "It was filed as Commercial contract, but it looks like Encryption policy ("
    )


def test_a_document_of_no_type_says_why(shelf: Shelf) -> None:
    row = run(shelf, shelf.put("txt", b"Dear Ann, lunch on Friday at one? Yours, Bob"))
    assert (row.status, row.document_type) == ("complete", None)
    assert row.classification["reasons"]


def test_a_locked_document_is_flagged(shelf: Shelf) -> None:
    row = run(shelf, shelf.put("pdf", pdfs.locked()))
    assert (row.status, codes(row)) == ("locked", ["locked"])


def test_a_later_round_takes_the_place_of_what_was_found(shelf: Shelf) -> None:
    document_id = shelf.put("pdf", papers.pdf(reports.policy()))
    run(shelf, document_id)
    with shelf.rt.db.write() as tx:
        library.process_again(tx, shelf.scope, document_id)
    row = run(shelf, document_id, round_number=2)
    assert (row.status, row.text_round, row.document_type) == ("complete", 2, "encryption_policy")


class Interrupting(LocalStore):
    """Declares a document's type while its bytes are being fetched."""

    def __init__(self, shelf: Shelf) -> None:
        held = shelf.rt.blobs
        assert isinstance(held, LocalStore)
        super().__init__(held.root, held.links)
        self.shelf = shelf

    def open(self, key: str) -> int:
        with self.shelf.rt.db.write() as tx:
            change = Change(document_type="order_form")
            library.change(tx, self.shelf.scope, key.partition("/")[2], change)
        return super().open(key)


def test_a_type_that_is_declared_while_it_is_read_stays(shelf: Shelf) -> None:
    document_id = shelf.put("pdf", papers.pdf(reports.policy()))
    rt = replace(shelf.rt, blobs=Interrupting(shelf))
    process.process(rt, shelf.scope, {"document_id": document_id, "round": 1})
    row = shelf.row(document_id)
    assert (row.document_type, row.document_family, row.is_type_declared) == ("order_form", "contracts", True)


def test_a_correction_is_learnt_and_counts_from_the_next_document_on(shelf: Shelf) -> None:
    first = shelf.put("txt", PASSPORT.format(year=2025).encode(), name="Passport 2025")
    assert run(shelf, first).document_type is None
    row = declare(shelf, first, "security_questionnaire")
    assert (row.document_type, row.document_family) == ("security_questionnaire", "questionnaires")
    assert labels(shelf) == [(first, "security_questionnaire")]
    second = run(shelf, shelf.put("txt", PASSPORT.format(year=2026).encode()))
    assert second.document_type == "security_questionnaire"
    assert second.classification["method"] == "labels+rules+words"
    assert "“Passport 2025”" in second.classification["reasons"][0]


def test_a_correction_that_is_taken_back_is_forgotten(shelf: Shelf) -> None:
    first = shelf.put("txt", PASSPORT.format(year=2025).encode())
    run(shelf, first)
    declare(shelf, first, "security_questionnaire")
    declare(shelf, first, "")
    assert labels(shelf) == []


def test_what_was_found_anyway_is_no_correction(shelf: Shelf) -> None:
    document_id = shelf.put("pdf", papers.pdf(reports.policy()))
    run(shelf, document_id)
    row = declare(shelf, document_id, "encryption_policy")
    assert row.is_type_declared
    assert labels(shelf) == []


@pytest.mark.parametrize("status", ["failed", "analyzing"])
def test_what_is_not_complete_is_not_read_again(shelf: Shelf, status: str) -> None:
    document_id = shelf.put("pdf", papers.pdf(reports.policy()), status=status)
    before = shelf.row(document_id)
    assert run(shelf, document_id, rereading.reread) == before
