"""Fifty documents of an organisation that has a million, against fifty of one that has ten thousand."""

import json

from bench.databases import Bed, beds
from bench.measure import Lines, cost_line, in_turn
from bench.servers import key_of, serving, vendor_of
from bench.sizes import Sizes
from bench.uploads import Line
from vendorproof.core.ids import new_ids
from vendorproof.core.scope import Scope
from vendorproof.db.document_tables import document

PART = 10_000


def lines(sizes: Sizes) -> Lines:
    """No targets: the first page, a deep offset, and the same place by cursor."""
    with beds() as found:
        for bed in found:
            small, large = bed.organisation(), bed.organisation()
            _fill(bed, small, sizes.few)
            ids = _fill(bed, large, sizes.many)
            with serving(bed) as served:
                lesser, greater = key_of(bed, small), key_of(bed, large)
                deep, shallow = sizes.many * 9 // 10, sizes.few * 9 // 10
                after = sorted(ids, reverse=True)[deep - 1]
                asked = {
                    "first page": ("", ""),
                    f"offset {deep:,}": (f"&offset={deep}", f"&offset={shallow}"),
                    "by cursor there": (f"&cursor={after}", ""),
                }
                for name, (of_large, of_small) in asked.items():
                    pairs = in_turn(
                        lambda of_large=of_large: _times(served.port, greater, of_large, sizes.calls),  # type: ignore[misc]  # noqa: B023 - used within its turn
                        lambda of_small=of_small: _times(served.port, lesser, of_small, sizes.calls),  # type: ignore[misc]  # noqa: B023 - as above
                        pairs=sizes.pairs,
                    )
                    yield cost_line(f"50 of {sizes.many:,} documents, {name}, {bed.name}", pairs)


def _times(port: int, secret: str, query: str, count: int) -> None:
    """On a fresh connection: a server closes one that was idle while the other side had its turn."""
    line = Line(port, secret)
    for _ in range(max(1, count // 20)):
        assert len(json.loads(line.get(f"/v1/documents?limit=50{query}"))["data"]) == 50
    line.close()


def _fill(bed: Bed, scope: Scope, count: int) -> list[str]:
    """Rows without files: a list never looks at one."""
    vendor_id = vendor_of(bed, scope)
    ids = new_ids("cbvdoc_", count)
    for first in range(0, count, PART):
        with bed.rt.db.write() as tx:
            now = tx.now
            rows = [
                {
                    "organisation_id": scope.organisation_id, "id": one, "vendor_id": vendor_id, "name": f"Evidence {one[-6:]}",
                    "extension": "pdf", "size": 1000, "sha256": one[7:] * 2, "is_type_declared": False, "status": "complete",
                    "malware_scan": {"state": "not_scanned", "signature": None, "scanned_at": None},
                    "processing_round": 1, "created_at": now, "updated_at": now,
                }
                for one in ids[first : first + PART]
            ]  # fmt: skip
            tx.connection.execute(document.insert(), rows)
    return ids
