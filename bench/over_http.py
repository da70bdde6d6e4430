"""A batch over HTTP (credential, limits, audit record, kept run) against the same work called in this process."""

import itertools

from bench import records
from bench.databases import SLUG, Bed, beds
from bench.measure import Lines, at_least, in_turn, speed_line
from bench.servers import Caller, key_of, serving
from bench.sizes import Sizes
from vendorproof.imports import run


def lines(sizes: Sizes) -> Lines:
    """Every batch is new: the most that is written for a record."""
    with beds() as found:
        for bed in found:
            yield _line(bed, sizes)


def _line(bed: Bed, sizes: Sizes) -> str:
    scope = bed.organisation()
    bodies = (records.body(records.clean(sizes.batch, first=number * sizes.batch)) for number in itertools.count())
    with serving(bed) as served:
        caller = Caller(served, key_of(bed, scope))
        ready = [next(bodies) for _ in range(2 * sizes.pairs + 2)]
        caller.post(ready.pop())
        run.submit(bed.rt, scope, SLUG, ready.pop())
        pairs = in_turn(
            lambda: caller.post(ready.pop()),
            lambda: run.submit(bed.rt, scope, SLUG, ready.pop()),
            pairs=sizes.pairs,
        )
    return speed_line(f"HTTP against in process, {bed.name}", sizes.batch, pairs, at_least(0.6))
