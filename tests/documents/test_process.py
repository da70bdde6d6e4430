from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.fixtures import clamd, pdfs, zips
from tests.fixtures.inventories import Door
from tests.fixtures.shelves import Shelf
from vendorproof.core.errors import StorageUnavailable
from vendorproof.core.scope import Scope
from vendorproof.documents import process, scanner
from vendorproof.documents.extract import sandbox
from vendorproof.runtime import Runtime
from vendorproof.storage.local import LocalStore


def run(shelf: Shelf, document_id: str, round_number: int = 1, **settings: Any) -> None:
    rt = replace(shelf.rt, settings=replace(shelf.rt.settings, **settings))
    process.process(rt, shelf.scope, {"document_id": document_id, "round": round_number})


class Watched(LocalStore):
    """Notes the status of a document whenever its bytes are asked for."""

    def __init__(self, shelf: Shelf) -> None:
        held = shelf.rt.blobs
        assert isinstance(held, LocalStore)
        super().__init__(held.root, held.links)
        self.shelf, self.seen = shelf, list[str]()

    def open(self, key: str) -> int:
        self.seen.append(self.shelf.row(key.partition("/")[2]).status)
        return super().open(key)


def test_a_sound_document_is_complete(shelf: Shelf) -> None:
    document_id = shelf.put("pdf", pdfs.pdf(), document_type="soc2_type2_auditor_report", is_type_declared=True)
    run(shelf, document_id)
    row = shelf.row(document_id)
    assert (row.status, row.risks, row.members) == ("complete", [], None)
    assert row.classification["document_type"] is None
    assert row.classification["reasons"] == ["There is no text in it that could be read."]
    assert row.malware_scan == {"state": "not_scanned", "signature": None, "scanned_at": None}
    assert shelf.told(document_id) == [
        {
            "event_type": "Document.Analyzed",
            "document_id": document_id,
            "vendor_id": shelf.vendor_id,
            "status": "complete",
            "document_type": "soc2_type2_auditor_report",
            "reason": None,
        }
    ]


def test_an_archive_shows_its_members_and_risks(shelf: Shelf) -> None:
    document_id = shelf.put("zip", zips.zipped({"a.pdf": b"x", "b.exe": b"MZ"}))
    run(shelf, document_id)
    row = shelf.row(document_id)
    assert row.status == "complete"
    assert row.members[0] == {"name": "a.pdf", "size": 1, "extension": "pdf", "encrypted": False, "inside": None}
    assert [one["code"] for one in row.risks] == ["unsafe_archive"]


@pytest.mark.parametrize(
    ("extension", "data", "status"),
    [
        ("pdf", pdfs.locked(), "locked"),
        ("pdf", b"%PDF-1.7", "failed"),
        ("zip", zips.nested(4), "failed"),
        ("docx", zips.zipped({"a": b"x"}), "failed"),
    ],
)
def test_an_end_with_a_reason_says_it(extension: str, data: bytes, status: str, shelf: Shelf) -> None:
    document_id = shelf.put(extension, data)
    run(shelf, document_id)
    row, (told,) = shelf.row(document_id), shelf.told(document_id)
    assert row.status == told["status"] == status
    assert row.classification["method"] == "none"
    assert row.classification["document_type"] is None
    assert row.classification["reasons"] == [told["reason"]]


@pytest.mark.parametrize(("extension", "status"), [("pdf", "queued_processing"), ("zip", "unzipping")])
def test_the_status_goes_forward_only(extension: str, status: str, shelf: Shelf) -> None:
    document_id = shelf.put(extension, b"%PDF-1.7")
    watched = Watched(shelf)
    rt = replace(shelf.rt, blobs=watched)
    payload = {"document_id": document_id, "round": 1}
    process.process(rt, shelf.scope, payload)
    shelf.change(document_id, status="analyzing")
    process.process(rt, shelf.scope, payload)
    assert watched.seen == [status, "analyzing"]


def test_a_round_that_has_ended_is_not_done_again(shelf: Shelf) -> None:
    document_id = shelf.put("pdf", pdfs.pdf())
    run(shelf, document_id)
    before = shelf.row(document_id)
    shelf.rt.blobs.delete(before.blob_key)
    run(shelf, document_id)
    assert shelf.row(document_id) == before
    assert len(shelf.told(document_id)) == 1


def test_of_two_at_a_time_one_settles(shelf: Shelf) -> None:
    document_id = shelf.put("pdf", pdfs.pdf())
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: run(shelf, document_id), range(4)))
    assert shelf.row(document_id).status == "complete"
    assert len(shelf.told(document_id)) == 1


def test_a_later_round_leaves_an_earlier_one_nothing_to_do(shelf: Shelf) -> None:
    document_id = shelf.put("pdf", pdfs.pdf(), processing_round=2)
    run(shelf, document_id, 1)
    assert shelf.row(document_id).status == "created"
    run(shelf, document_id, 2)
    assert shelf.row(document_id).status == "complete"


def test_an_archived_document_is_settled_all_the_same(shelf: Shelf) -> None:
    document_id = shelf.put("pdf", pdfs.pdf(), archived_at=1)
    run(shelf, document_id)
    row = shelf.row(document_id)
    assert (row.status, row.archived_at) == ("complete", 1)


def test_a_document_of_others_is_not_touched(shelf: Shelf, theirs: Door) -> None:
    document_id = shelf.put("pdf", pdfs.pdf())
    process.process(shelf.rt, theirs.scope, {"document_id": document_id, "round": 1})
    process.give_up(shelf.rt, theirs.scope, {"document_id": document_id, "round": 1}, "no")
    assert shelf.row(document_id).status == "created"


def test_bytes_that_are_gone_fail_the_document(shelf: Shelf) -> None:
    document_id = shelf.put("pdf", pdfs.pdf())
    shelf.rt.blobs.delete(shelf.row(document_id).blob_key)
    run(shelf, document_id)
    row = shelf.row(document_id)
    assert (row.status, row.classification["reasons"]) == ("failed", [process.MISSING])


def test_storage_that_cannot_be_reached_is_for_another_try(shelf: Shelf, tmp_path: Path) -> None:
    document_id = shelf.put("pdf", pdfs.pdf())
    assert isinstance(shelf.rt.blobs, LocalStore)
    (tmp_path / "file").touch()
    rt = replace(shelf.rt, blobs=LocalStore(tmp_path / "file", shelf.rt.blobs.links))
    with pytest.raises(StorageUnavailable):
        process.process(rt, shelf.scope, {"document_id": document_id, "round": 1})
    assert shelf.row(document_id).status == "queued_processing"
    run(shelf, document_id)
    assert shelf.row(document_id).status == "complete"


def test_no_sandbox_is_for_another_try(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    document_id = shelf.put("pdf", pdfs.pdf())
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    with pytest.raises(sandbox.SandboxUnavailable):
        run(shelf, document_id)
    assert shelf.row(document_id).status == "analyzing"
    assert shelf.told(document_id) == []


def test_giving_up_fails_the_document_once(shelf: Shelf) -> None:
    document_id = shelf.put("pdf", pdfs.pdf())
    payload = {"document_id": document_id, "round": 1}
    for _ in range(2):
        process.give_up(shelf.rt, shelf.scope, payload, "The storage was not there for a day.")
    row, (told,) = shelf.row(document_id), shelf.told(document_id)
    assert row.status == "failed"
    assert row.classification["reasons"] == [told["reason"]] == ["The storage was not there for a day."]


def test_a_clean_scan_stands_with_the_document(shelf: Shelf) -> None:
    document_id = shelf.put("pdf", pdfs.pdf())
    with clamd.speaking(clamd.honest) as address:
        run(shelf, document_id, clamd=address)
    row = shelf.row(document_id)
    assert row.status == "complete"
    assert row.malware_scan == {"state": "clean", "signature": None, "scanned_at": shelf.rt.clock.now()}


def test_an_infected_file_fails_and_is_not_looked_into(shelf: Shelf) -> None:
    document_id = shelf.put("zip", zips.zipped({"a.exe": clamd.SIGNATURE}, stored=True))
    with clamd.speaking(clamd.honest) as address:
        run(shelf, document_id, clamd=address)
    row = shelf.row(document_id)
    assert (row.status, row.members, row.risks) == ("failed", None, [])
    assert row.malware_scan["state"] == "infected"
    assert clamd.FOUND in row.classification["reasons"][0]


def test_what_was_infected_stays_so_when_nobody_scans_any_more(shelf: Shelf) -> None:
    scan = {"state": "infected", "signature": clamd.FOUND, "scanned_at": 1}
    document_id = shelf.put("pdf", pdfs.pdf(), malware_scan=scan)
    run(shelf, document_id)
    row = shelf.row(document_id)
    assert (row.status, row.malware_scan) == ("failed", scan)


def test_a_file_too_large_for_the_scanner_says_so_and_goes_on(shelf: Shelf) -> None:
    document_id = shelf.put("pdf", pdfs.pdf())
    with clamd.speaking(clamd.with_limit) as address:
        run(shelf, document_id, clamd=address)
    row = shelf.row(document_id)
    assert (row.status, row.malware_scan["state"]) == ("complete", "failed")


def test_a_scanner_that_cannot_be_reached_is_for_another_try_and_then_the_reason(shelf: Shelf) -> None:
    document_id = shelf.put("pdf", pdfs.pdf())
    with clamd.speaking(clamd.closing) as address:
        with pytest.raises(scanner.ScannerUnavailable):
            run(shelf, document_id, clamd=address)
        assert shelf.row(document_id).malware_scan["state"] == "failed"
    with clamd.speaking(clamd.honest) as address:
        again = shelf.put("pdf", pdfs.pdf(), malware_scan=shelf.row(document_id).malware_scan)
        run(shelf, again, clamd=address)
        assert shelf.row(again).malware_scan["state"] == "clean"
    process.give_up(shelf.rt, shelf.scope, {"document_id": document_id, "round": 1}, "An unexpected error.")
    row = shelf.row(document_id)
    assert (row.status, row.malware_scan["state"]) == ("failed", "failed")
    assert row.classification["reasons"] == [process.NOT_SCANNED]


def test_an_address_that_is_none_is_as_a_scanner_that_cannot_be_reached(shelf: Shelf) -> None:
    document_id = shelf.put("pdf", pdfs.pdf())
    with pytest.raises(scanner.BadScannerAddress):
        run(shelf, document_id, clamd="clamd")
    assert shelf.row(document_id).malware_scan["state"] == "failed"


def test_a_job_without_a_document_does_nothing(shelf: Shelf) -> None:
    run(shelf, "cbvdoc_0")
    process.give_up(shelf.rt, shelf.scope, {"document_id": "cbvdoc_0", "round": 1}, "no")


def test_the_scope_is_what_finds_a_document(shelf: Shelf) -> None:
    document_id = shelf.put("pdf", pdfs.pdf())
    rt: Runtime = shelf.rt
    process.process(rt, Scope(shelf.scope.organisation_id), {"document_id": document_id, "round": 1})
    assert shelf.row(document_id).status == "complete"
