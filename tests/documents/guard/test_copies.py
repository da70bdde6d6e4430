from tests.fixtures import reports
from tests.fixtures.inventories import Door
from tests.fixtures.shelves import Shelf
from vendorproof.documents.guard import copies
from vendorproof.documents.guard.flag import Flag
from vendorproof.documents.likeness import signature

TEXT = reports.filler("alpha", 800)


def arrive(shelf: Shelf, data: bytes, text: str, **columns: str) -> tuple[str, list[Flag]]:
    document_id = shelf.put("txt", data, status="complete", **columns)
    row, signed = shelf.row(document_id), signature([text])
    with shelf.rt.db.write() as tx:
        copies.keep(tx, shelf.scope, document_id, signed)
        return document_id, list(copies.seen(tx, shelf.scope, document_id, row.vendor_id, row.sha256, signed))


def test_an_exact_copy_names_the_first(shelf: Shelf) -> None:
    first, none = arrive(shelf, b"a", TEXT, name="Report 2026")
    _second, (found,) = arrive(shelf, b"a", TEXT)
    assert none == []
    assert (found.code, list(found.document_ids)) == ("exact_copy", [first])
    assert found.message == "The same file is held already: “Report 2026”."


def test_a_near_copy_under_another_vendor_is_told_with_the_vendor(shelf: Shelf, ours: Door) -> None:
    other = ours.vendor(name="Globex", external_id="V-2")["id"]
    first, _ = arrive(shelf, b"a", TEXT, name="Report 2026", vendor_id=other)
    _second, (found,) = arrive(shelf, b"b", TEXT + " A line more.")
    assert (found.code, list(found.document_ids)) == ("near_copy", [first])
    assert found.message == (
        "Nearly the same text is held already: “Report 2026”, also under another vendor: “Report 2026” of Globex."
    )


def test_an_archived_one_is_not_held(shelf: Shelf) -> None:
    first, _ = arrive(shelf, b"a", TEXT)
    shelf.change(first, archived_at=1)
    assert arrive(shelf, b"a", TEXT)[1] == []


def test_a_document_is_no_copy_of_a_later_one_or_of_another_text(shelf: Shelf) -> None:
    first, _ = arrive(shelf, b"a", TEXT)
    arrive(shelf, b"b", TEXT)
    row = shelf.row(first)
    with shelf.rt.db.write() as tx:
        assert list(copies.seen(tx, shelf.scope, first, row.vendor_id, row.sha256, signature([TEXT]))) == []
    assert arrive(shelf, b"c", reports.filler("beta", 800))[1] == []
    assert arrive(shelf, b"d", "too short to tell")[1] == []


def test_what_others_hold_is_never_told(shelf: Shelf, theirs: Door) -> None:
    first, _ = arrive(shelf, b"a", TEXT)
    row = shelf.row(first)
    with shelf.rt.db.write() as tx:
        seen = copies.seen(tx, theirs.scope, "cbvdoc_f", "cbvndr_f", row.sha256, signature([TEXT]))
        assert list(seen) == []
