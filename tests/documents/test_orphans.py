import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from tests.fixtures.inventories import House
from tests.fixtures.shelves import Shelf
from vendorproof.core.ids import new_id
from vendorproof.documents import orphans
from vendorproof.storage import Blob, BlobMissing
from vendorproof.storage.local import INCOMING, LocalStore

DAY = 86_400


def place(shelf: Shelf, key: str) -> Path:
    assert isinstance(shelf.rt.blobs, LocalStore)
    return shelf.rt.blobs.path(key)


def age(shelf: Shelf, path: Path, seconds: int) -> None:
    at = shelf.rt.clock.now() - seconds
    os.utime(path, (at, at))


def is_stored(shelf: Shelf, key: str) -> bool:
    try:
        return shelf.rt.blobs.size(key) >= 0
    except BlobMissing:
        return False


def test_old_bytes_without_a_document_go(shelf: Shelf) -> None:
    key = shelf.store(b"left behind")
    age(shelf, place(shelf, key), DAY + 1)
    with capture_logs() as logs:
        assert orphans.sweep(shelf.rt) == 1
    assert not is_stored(shelf, key)
    assert [(one["event"], one.get("key")) for one in logs] == [("orphan_removed", key), ("orphans_swept", None)]
    assert orphans.sweep(shelf.rt) == 0


def test_young_bytes_stay(shelf: Shelf) -> None:
    key = shelf.store(b"an upload that goes on")
    age(shelf, place(shelf, key), DAY - 1)
    assert orphans.sweep(shelf.rt) == 0
    assert is_stored(shelf, key)
    shorter = replace(shelf.rt, settings=replace(shelf.rt.settings, orphan_grace_seconds=60))
    assert orphans.sweep(shorter) == 1


def test_bytes_from_the_future_stay(shelf: Shelf) -> None:
    key = shelf.store(b"a clock that was set back")
    age(shelf, place(shelf, key), -10 * DAY)
    assert orphans.sweep(shelf.rt) == 0
    assert is_stored(shelf, key)


@pytest.mark.parametrize("columns", [{"name": "x"}, {"archived_at": 1}, {"status": "failed"}, {"blob_key": None}])
def test_what_a_row_points_at_stays(columns: dict[str, object], shelf: Shelf) -> None:
    document_id = shelf.put("txt", b"evidence")
    key = shelf.row(document_id).blob_key
    shelf.change(document_id, **columns)
    age(shelf, place(shelf, key), 1000 * DAY)
    assert orphans.sweep(shelf.rt) == 0
    assert is_stored(shelf, key)


def test_the_same_id_in_another_organisation_protects_nothing(shelf: Shelf, house: House) -> None:
    document_id = shelf.put("txt", b"evidence")
    key = replace(shelf, scope=house.theirs.scope).store(b"left behind", document_id)
    age(shelf, place(shelf, key), 2 * DAY)
    assert orphans.sweep(shelf.rt) == 1
    assert not is_stored(shelf, key)
    assert is_stored(shelf, shelf.row(document_id).blob_key)


def test_unfinished_uploads_go_when_they_are_old(shelf: Shelf) -> None:
    old, young = (shelf.rt.blobs.create(f"{shelf.scope.organisation_id}/{new_id('cbvdoc_')}") for _ in range(2))
    assert isinstance(shelf.rt.blobs, LocalStore)
    incoming = shelf.rt.blobs.root / INCOMING
    old.write(b"half a file")
    first = next(iter(incoming.iterdir()))
    paths = [first, *(one for one in incoming.iterdir() if one != first)]
    for path in paths:
        age(shelf, path, 2 * DAY if path.stat().st_size else 60)
    assert orphans.sweep(shelf.rt) == 1
    assert len(list(incoming.iterdir())) == 1
    old.abort()
    young.abort()


def test_many_are_asked_for_in_batches(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(orphans, "BATCH", 3)
    kept = [shelf.row(shelf.put("txt", b"x")).blob_key for _ in range(7)]
    lost = [shelf.store(b"y") for _ in range(8)]
    for key in (*kept, *lost):
        age(shelf, place(shelf, key), 2 * DAY)
    assert orphans.sweep(shelf.rt) == 8
    assert all(is_stored(shelf, key) for key in kept)
    assert not any(is_stored(shelf, key) for key in lost)


def test_documents_whose_bytes_are_gone_are_told_and_left(
    shelf: Shelf, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(orphans, "BATCH", 3)
    document_ids = [shelf.put("txt", b"x") for _ in range(10)]
    gone = [shelf.row(document_id).blob_key for document_id in document_ids[2:9:3]]
    for key in gone:
        shelf.rt.blobs.delete(key)
    house.clock.at += 60
    with capture_logs() as logs:
        assert orphans.sweep(shelf.rt) == 0
    assert [one["key"] for one in logs if one["event"] == "document_without_file"] == gone
    assert logs[-1]["documents_without_file"] == 3
    assert {shelf.row(document_id).status for document_id in document_ids} == {"created"}


class Late(LocalStore):
    """Lists nothing, as if a document had come after its folder was read."""

    def blobs(self) -> Iterator[Blob]:
        return iter(())


def test_a_document_that_came_during_the_sweep_is_not_missed(shelf: Shelf) -> None:
    assert isinstance(shelf.rt.blobs, LocalStore)
    shelf.put("txt", b"x")
    rt = replace(shelf.rt, blobs=Late(shelf.rt.blobs.root, shelf.rt.blobs.links))
    with capture_logs() as logs:
        orphans.sweep(rt)
    assert logs[-1]["documents_without_file"] == 0
