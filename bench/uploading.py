"""Files in: a large one against the bare copying of it, many small ones against a bare route, and the memory it takes."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from bench.databases import Bed, beds
from bench.measure import Lines, at_least, at_most, in_turn, speed_line, value_line
from bench.servers import Served, key_of, serving, vendor_of
from bench.sizes import Sizes
from bench.uploads import MIB, Line, Sample, beside, sample

SMALL = 10 * 1024
AT_ONCE = 8
CALLERS = 4


def lines(sizes: Sizes) -> Lines:
    """Files go to this machine's disk; the database beside them is SQLite, then PostgreSQL.

    Nobody looks at them meanwhile: that would be the machine's other core, and it is not what a caller waits for.
    """
    with beds() as found:
        for bed in found:
            scope = bed.organisation()
            secret, vendor_id = key_of(bed, scope), vendor_of(bed, scope)
            large = sample(bed.folder, vendor_id, sizes.file)
            with serving(bed, worker=False) as served:
                yield from _memory(bed, served, secret, large)
            with (
                serving(bed, worker=False) as served,
                beside("bench.raw_server", "upload", str(bed.folder)) as raw_port,
            ):
                _times(served.port, secret, large, 1)
                pairs = in_turn(
                    lambda: _times(served.port, secret, large, 1),  # noqa: B023 - used within its turn
                    lambda: _times(raw_port, "", large, 1),  # noqa: B023 - as above
                    pairs=sizes.pairs,
                )
                name = f"upload of {sizes.file // MIB} MiB, MiB/s, {bed.name}"
                yield speed_line(name, sizes.file // MIB, pairs, at_least(0.85))
                yield _many_small(bed, served, secret, sample(bed.folder, vendor_id, SMALL), sizes)
            large.path.unlink()


def _memory(bed: Bed, served: Served, secret: str, large: Sample) -> Lines:
    """After one upload has made the server load what it loads once."""
    Line(served.port, secret).upload(large)
    for count in (1, AT_ONCE):
        idle = served.memory()
        served.forget_peak()
        _all_at_once([partial(_times, served.port, secret, large, 1)] * count)
        name = f"memory of {count} upload{'s at once' if count > 1 else ''}, {bed.name}"
        yield value_line(name, served.peak_memory() - idle, "MiB", at_most(8), f"idle {idle:.0f}")


def _many_small(bed: Bed, served: Served, secret: str, small: Sample, sizes: Sizes) -> str:
    folder = bed.folder / "bare"
    folder.mkdir(exist_ok=True)
    share = sizes.files // CALLERS
    with beside("bench.bare_route", str(folder)) as bare_port:
        pairs = in_turn(
            lambda: _all_at_once([partial(_times, served.port, secret, small, share)] * CALLERS),
            lambda: _all_at_once([partial(_times, bare_port, "", small, share)] * CALLERS),
            pairs=sizes.pairs,
        )
    return speed_line(f"{sizes.files:,} uploads of 10 KiB, {bed.name}", share * CALLERS, pairs, at_least(0.4))


def _times(port: int, secret: str, body: Sample, count: int) -> None:
    """On a fresh connection: a server closes one that was idle while the other side had its turn."""
    line = Line(port, secret)
    for _ in range(count):
        line.upload(body)
    line.close()


def _all_at_once(work: Sequence[Callable[[], object]]) -> None:
    with ThreadPoolExecutor(len(work)) as threads:
        for one in [threads.submit(each) for each in work]:
            one.result()
