"""What becomes of the bytes when things go wrong after the last one came."""

import pytest
from sqlalchemy import text

from tests.fixtures.desks import BOUNDARY, PDF, Desk, form, part
from vendorproof.core.errors import InvalidDocumentType
from vendorproof.documents import intake, library
from vendorproof.documents.intake import Upload

KIND = f"multipart/form-data; boundary={BOUNDARY}"


def upload(desk: Desk, *parts: bytes) -> Upload:
    found = Upload(desk.site.rt, desk.site.scope, KIND)
    found.take([form([part("file", PDF, '; filename="a.pdf"'), *parts])])
    return found


class Broken(Exception):
    """Something unforeseen."""


def test_a_row_that_could_not_be_written_takes_the_bytes_with_it(desk: Desk) -> None:
    taken = upload(desk, part("vendor_id", desk.vendor().encode()))
    received = taken.finish()
    assert len(desk.stored()) == 1
    with pytest.raises(Broken), desk.site.rt.db.write():
        raise Broken
    taken.discard()
    taken.discard()
    assert desk.stored() == []
    assert received.size == len(PDF)


def test_bytes_whose_row_may_have_been_committed_stay(desk: Desk) -> None:
    """When the database goes away under a commit, nobody knows: bytes too many are swept, bytes missing are lost."""
    taken = upload(desk, part("vendor_id", desk.vendor().encode()))
    received = taken.finish()
    with desk.site.rt.db.write() as tx:
        intake.record(tx, desk.site.scope, taken, received)
        tx.connection.rollback()
    taken.discard()
    assert len(desk.stored()) == 1


def test_a_refused_upload_stops_storing_and_reads_on(desk: Desk) -> None:
    taken = Upload(desk.site.rt, desk.site.scope, KIND)
    body = form([part("file", PDF * 100, '; filename="a.exe"'), part("vendor_id", b"x")])
    for at in range(0, len(body), 100):
        taken.take([body[at : at + 100]])
        assert desk.stored() == []


def test_checks_run_before_the_bytes_are_made_visible(desk: Desk) -> None:
    taken = upload(desk, part("vendor_id", desk.vendor().encode()), part("document_type", b"nonsense"))
    with pytest.raises(InvalidDocumentType):
        taken.finish()
    assert [one.parent.name for one in desk.stored()] == [".incoming"]
    taken.discard()
    assert desk.stored() == []


def test_a_row_knows_who_uploaded_it(desk: Desk) -> None:
    made = desk.upload(desk.vendor())
    with desk.site.rt.db.read() as tx:
        record = library.get(tx, desk.site.scope, made["id"])
        key = tx.connection.execute(text("SELECT id FROM api_key")).scalar_one()
    assert record["key_id"] == key
    assert record["blob_key"] == f"{desk.site.organisation_id}/{made['id']}"
    assert (record["processing_round"], record["is_type_declared"]) == (1, False)
