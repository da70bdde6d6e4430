"""Reading a batch (decode, map, validate) against `orjson.loads` of the same bytes, which does nothing of that."""

import time
from collections.abc import Callable, Sequence
from functools import partial

import orjson

from bench import records
from bench.measure import Lines, Target, at_most, cost_line, in_turn
from bench.sizes import Sizes
from vendorproof.imports import mapping
from vendorproof.imports.decode import Compiled, decode
from vendorproof.imports.incoming import Incoming
from vendorproof.objects import VENDOR

BODIES: Sequence[tuple[str, Callable[[int], list[records.Record]], Target | None]] = (
    ("decode, clean", records.clean, at_most(0.7)),
    ("decode, 30 % dirty, 1 % refused", records.dirty, at_most(0.95)),
    ("decode, clean as feeds are", records.lived_in, None),
    ("decode, only the last record dirty", records.dirty_at_the_end, None),
)


def lines(sizes: Sizes) -> Lines:
    """Processor time, so that it does not count what else the machine does.

    `decode` leaves the making of the record objects to whoever asks for them, and every import does: the lines `and
    records` count it. The targets were set for decoding alone.
    """
    compiled = compile_mapping()
    for name, make, target in BODIES:
        body = records.body(make(sizes.batch))
        assert len(decode(compiled, body, sizes.batch).records) == len(orjson.loads(body)["data"])
        theirs = partial(orjson.loads, body)
        for told, ours, bound in (
            (name, partial(decode, compiled, body, sizes.batch), target),
            (f"{name}, and records", partial(_records, compiled, body, sizes.batch), None),
        ):
            yield cost_line(told, in_turn(ours, theirs, pairs=3 * sizes.pairs, clock=time.thread_time), bound)


def _records(compiled: Compiled, body: bytes, count: int) -> Sequence[Incoming]:
    return decode(compiled, body, count).records


def compile_mapping() -> Compiled:
    """The sample's mapping as a report has it."""
    words = {"status": VENDOR.by_name["status"].words}
    entries, options, faults = mapping.parse(VENDOR.fields, records.MAPPING, {}, words=words)
    assert not faults
    return Compiled(VENDOR, entries, options)
