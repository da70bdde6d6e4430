"""How many statements a page takes, and that what is asked for is found among many. Behaviour: tests/api/test_documents.py."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from tests.fixtures.desks import PDF, Desk
from vendorproof.core.paging import PageRequest
from vendorproof.documents import library
from vendorproof.documents.library import MOST_DUPLICATES, Wanted


@contextmanager
def statements(desk: Desk) -> Iterator[list[str]]:
    """What is sent to the database meanwhile."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        sent.append(statement)

    engine = desk.site.rt.db.reader
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize("rows", [1, 12])
def test_a_page_takes_as_many_statements_for_many_rows_as_for_one(desk: Desk, rows: int) -> None:
    vendor = desk.vendor()
    service = desk.service(vendor)
    for number in range(rows):
        desk.upload(vendor, ("service_ids", service), data=PDF + bytes([number // 2]))
    with desk.site.rt.db.read() as tx, statements(desk) as sent:
        found = library.page(tx, desk.site.scope, PageRequest(), Wanted(vendor_id=vendor, service_id=service))
    assert len(found.rows) == rows
    assert len([one for one in sent if one.lstrip().upper().startswith("SELECT")]) == 7


def test_of_many_duplicates_the_earliest_are_named(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    vendor = desk.vendor()
    made = [desk.upload(vendor) for _ in range(4)]
    with desk.site.rt.db.read() as tx:
        one_by_one = library.duplicates(tx, desk.site.scope, made[3]["sha256"], made[3]["id"])
    assert one_by_one == made[3]["duplicates"] == [one["id"] for one in made[:3]]
    assert MOST_DUPLICATES == 100
    monkeypatch.setattr(library, "MOST_DUPLICATES", 2)
    assert next(one["duplicates"] for one in desk.page()["data"]) == [one["id"] for one in made[:2]]
