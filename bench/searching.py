"""A phrase in a hundred thousand pages: found through the index of words, against a look at every page with LIKE."""

import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from sqlalchemy import func, select

from bench.databases import Bed, beds
from bench.measure import Lines, at_most, clocked, cost_line, in_turn, value_line
from bench.prose import PHRASES, Prose
from bench.servers import vendor_of
from bench.sizes import Sizes
from vendorproof.core.ids import new_id
from vendorproof.core.paging import PageRequest
from vendorproof.core.scope import Scope
from vendorproof.db.document_tables import document, document_unit
from vendorproof.db.engine import Database, Tx
from vendorproof.documents import texts
from vendorproof.documents.extract.units import Extraction, Unit
from vendorproof.documents.search import find
from vendorproof.runtime import Runtime

OTHERS = 2
SHARE = 0.8  # of the pages are the searched organisation's, the rest those of others
LARGEST = 20  # a large document is this part of all pages


def lines(sizes: Sizes) -> Lines:
    """Fifty hits with their snippets and how many there are; the scan only counts."""
    with beds() as found:
        for bed in found:
            scope, others = bed.organisation(), [bed.organisation() for _ in range(OTHERS)]
            mine = int(sizes.pages * SHARE)
            _fill(bed, scope, mine, seed=1)
            for number, other in enumerate(others, 2):
                _fill(bed, other, (sizes.pages - mine) // OTHERS, seed=number)
            phrases = [*PHRASES] * max(1, sizes.calls // 20)
            took = [clocked(lambda phrase=phrase: _found(bed, scope, phrase)) for phrase in phrases]  # type: ignore[misc]  # noqa: B023 - used at once
            name = f"a phrase in {sizes.pages:,} pages, {bed.name}"
            yield value_line(f"{name}, median", statistics.median(took) * 1000, "ms", at_most(50))
            pairs = in_turn(
                lambda: [_found(bed, scope, phrase) for phrase in PHRASES],  # noqa: B023 - used within its turn
                lambda: [_scanned(bed, scope, phrase) for phrase in PHRASES],  # noqa: B023 - as above
                pairs=sizes.pairs,
            )
            yield cost_line(f"{len(PHRASES)} phrases against LIKE, {bed.name}", pairs)
            pages = max(1, sizes.pages // LARGEST)
            db = bed.rt.db
            watched = Watched(db.reader, db.writer, db.dialect, db.clock)
            _read(replace(bed.rt, db=watched), scope, vendor_of(bed, scope), Prose(9).pages(pages))
            yield value_line(f"{pages:,} pages kept, longest write, {bed.name}", max(watched.seconds) * 1000, "ms")
            yield value_line(f"{pages:,} pages kept, all writes, {bed.name}", sum(watched.seconds) * 1000, "ms")


def _found(bed: Bed, scope: Scope, phrase: str) -> int:
    with bed.rt.db.read() as tx:
        total = find.page(tx, scope, PageRequest(), f'"{phrase}"', find.Wanted()).total
    assert total
    return total


def _scanned(bed: Bed, scope: Scope, phrase: str) -> int:
    unit = document_unit
    ours = (unit.c.organisation_id == scope.organisation_id, unit.c.text.like(f"%{phrase}%"))
    with bed.rt.db.read() as tx:
        total = tx.connection.execute(select(func.count()).select_from(unit).where(*ours)).scalar_one()
    assert total
    return total


def _fill(bed: Bed, scope: Scope, count: int, *, seed: int) -> None:
    """Documents that are as good as read: their text goes the way of all texts."""
    prose, vendor_id = Prose(seed), vendor_of(bed, scope)
    left = count
    while left > 0:
        pages = min(left, prose.length())
        _read(bed.rt, scope, vendor_id, prose.pages(pages))
        left -= pages


def _read(rt: Runtime, scope: Scope, vendor_id: str, pages: Sequence[str]) -> None:
    units = [Unit(number, f"page {number}", text) for number, text in enumerate(pages, 1)]
    extraction = Extraction(units, "page", len(units))
    document_id = new_id("cbvdoc_")
    row = {
        "organisation_id": scope.organisation_id, "id": document_id, "vendor_id": vendor_id, "name": "Evidence",
        "extension": "pdf", "size": 1000, "sha256": document_id[7:] * 2, "is_type_declared": False, "status": "analyzing",
        "malware_scan": {"state": "not_scanned", "signature": None, "scanned_at": None},
        "processing_round": 1, "created_at": 1, "updated_at": 1,
    }  # fmt: skip
    with rt.db.write() as tx:
        tx.connection.execute(document.insert(), row)
    assert texts.keep(rt, scope, document_id, 1, extraction)
    with rt.db.write() as tx:
        settled = document.update().where(document.c.id == document_id)
        tx.connection.execute(settled.values(status="complete", text_round=1, text_about=texts.about(extraction)))


@dataclass(frozen=True, slots=True)
class Watched(Database):
    """Notes how long each writing transaction took, with its commit."""

    seconds: list[float] = field(default_factory=list)

    @contextmanager
    def write(self) -> Iterator[Tx]:
        start = time.perf_counter()
        with Database.write(self) as tx:
            yield tx
        self.seconds.append(time.perf_counter() - start)
