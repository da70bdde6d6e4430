"""Files in: a large one against the bare copying of it, many small ones against a bare route, and the memory it takes."""

import threading
from collections.abc import Callable

from bench.databases import Bed, beds
from bench.measure import Lines, at_least, at_most, in_turn, speed_line, value_line
from bench.servers import Served, key_of, serving, vendor_of
from bench.sizes import Sizes
from bench.uploads import MIB, Line, Sample, beside, sample

SMALL = 10 * 1024
AT_ONCE = 8
CALLERS = 4


def lines(sizes: Sizes) -> Lines:
    """Files go to this machine's disk; the database beside them is SQLite, then PostgreSQL."""
    with beds() as found:
        for bed in found:
            scope = bed.organisation()
            secret, vendor_id = key_of(bed, scope), vendor_of(bed, scope)
            large = sample(bed.folder, vendor_id, sizes.file)
            with serving(bed) as served:
                yield from _memory(bed, served, secret, large)
            with serving(bed) as served, beside("bench.raw_server", "upload", str(bed.folder)) as raw_port:
                ours, raw = Line(served.port, secret), Line(raw_port)
                ours.upload(large)
                pairs = in_turn(lambda: ours.upload(large), lambda: raw.upload(large), pairs=sizes.pairs)  # noqa: B023 - used within its turn
                name = f"upload of {sizes.file // MIB} MiB, MiB/s, {bed.name}"
                yield speed_line(name, sizes.file // MIB, pairs, at_least(0.85))
                raw.close()
                yield _many_small(bed, served, secret, sample(bed.folder, vendor_id, SMALL), sizes)
            large.path.unlink()


def _memory(bed: Bed, served: Served, secret: str, large: Sample) -> Lines:
    """After one upload has made the server load what it loads once."""
    Line(served.port, secret).upload(large)
    for count in (1, AT_ONCE):
        callers = [Line(served.port, secret) for _ in range(count)]
        idle = served.memory()
        served.forget_peak()
        _all_at_once([lambda one=one: one.upload(large) for one in callers])  # type: ignore[misc]
        name = f"memory of {count} upload{'s at once' if count > 1 else ''}, {bed.name}"
        yield value_line(name, served.peak_memory() - idle, "MiB", at_most(8), f"idle {idle:.0f}")


def _many_small(bed: Bed, served: Served, secret: str, small: Sample, sizes: Sizes) -> str:
    folder = bed.folder / "bare"
    folder.mkdir(exist_ok=True)
    share = sizes.files // CALLERS
    with beside("bench.bare_route", str(folder)) as bare_port:
        ours = [Line(served.port, secret) for _ in range(CALLERS)]
        bare = [Line(bare_port) for _ in range(CALLERS)]
        pairs = in_turn(
            lambda: _all_at_once([lambda one=one: _times(one, small, share) for one in ours]),  # type: ignore[misc]
            lambda: _all_at_once([lambda one=one: _times(one, small, share) for one in bare]),  # type: ignore[misc]
            pairs=sizes.pairs,
        )
    return speed_line(f"{sizes.files:,} uploads of 10 KiB, {bed.name}", share * CALLERS, pairs, at_least(0.4))


def _times(line: Line, body: Sample, count: int) -> None:
    for _ in range(count):
        line.upload(body)


def _all_at_once(work: list[Callable[[], object]]) -> None:
    threads = [threading.Thread(target=one) for one in work]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
