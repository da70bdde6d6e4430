"""What an unchanged batch costs when a hundred times as much is stored."""

from bench import records
from bench.databases import SLUG, Bed, beds
from bench.measure import Lines, at_most, cost_line, in_turn
from bench.sizes import Sizes
from vendorproof.core.scope import Scope
from vendorproof.imports import run


def lines(sizes: Sizes) -> Lines:
    """Two organisations of one database; the batch holds every n-th record of the large one."""
    with beds() as found:
        for bed in found:
            small, large = bed.organisation(), bed.organisation()
            step = sizes.many // sizes.batch
            _fill(bed, large, sizes.many, sizes.batch)
            body = records.body([records.clean(1, first=number * step)[0] for number in range(sizes.batch)])
            for scope in (small, large):
                run.submit(bed.rt, scope, SLUG, body)
            pairs = in_turn(
                lambda: _unchanged(bed, large, body, sizes.batch),  # noqa: B023 - used within its turn
                lambda: _unchanged(bed, small, body, sizes.batch),  # noqa: B023 - used within its turn
                pairs=sizes.pairs,
            )
            yield cost_line(f"unchanged batch at {sizes.many:,} stored, {bed.name}", pairs, at_most(4.5))


def _unchanged(bed: Bed, scope: Scope, body: bytes, count: int) -> None:
    assert run.submit(bed.rt, scope, SLUG, body).summary.unchanged_count == count


def _fill(bed: Bed, scope: Scope, count: int, batch: int) -> None:
    for first in range(0, count, batch):
        run.submit(bed.rt, scope, SLUG, records.body(records.clean(batch, first=first)))
