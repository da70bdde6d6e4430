"""Reading a batch (decode, map, validate) against `orjson.loads` of the same bytes, which does nothing of that."""

import time
from collections.abc import Callable, Sequence

import orjson

from bench import records
from bench.measure import Lines, Target, at_most, cost_line, in_turn
from bench.sizes import Sizes
from vendorproof.imports import mapping
from vendorproof.imports.decode import Compiled, decode
from vendorproof.objects import VENDOR

BODIES: Sequence[tuple[str, Callable[[int], list[records.Record]], Target]] = (
    ("decode, clean", records.clean, at_most(0.7)),
    ("decode, 30 % dirty, 1 % refused", records.dirty, at_most(0.95)),
)


def lines(sizes: Sizes) -> Lines:
    """Processor time, so that it does not count what else the machine does."""
    compiled = compile_mapping()
    for name, make, target in BODIES:
        body = records.body(make(sizes.batch))
        assert len(decode(compiled, body, sizes.batch).records) == len(orjson.loads(body)["data"])
        pairs = in_turn(
            lambda body=body: decode(compiled, body, sizes.batch),  # type: ignore[misc]
            lambda body=body: orjson.loads(body),  # type: ignore[misc]
            pairs=3 * sizes.pairs,
            clock=time.thread_time,
        )
        yield cost_line(name, pairs, target)


def compile_mapping() -> Compiled:
    """The sample's mapping as a report has it."""
    words = {"status": VENDOR.by_name["status"].words}
    entries, options, faults = mapping.parse(VENDOR.fields, records.MAPPING, {}, words=words)
    assert not faults
    return Compiled(VENDOR, entries, options)
