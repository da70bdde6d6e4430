"""One record per call: alone, and while another program imports full batches into the same or another organisation."""

import statistics
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bench import records
from bench.databases import Bed, beds
from bench.measure import Lines
from bench.servers import Caller, Served, key_of, serving
from bench.sizes import Sizes
from vendorproof.core.scope import Scope


def lines(sizes: Sizes) -> Lines:
    """No targets: what a person waits for, in ms."""
    with beds() as found:
        for bed in found:
            scope = bed.organisation()
            with serving(bed) as served:
                caller = Caller(served, key_of(bed, scope))
                calls = _calls(caller, sizes)
                yield _told(f"one record, {bed.name}, alone", calls())
                for name, beside in (("the same", scope), ("another", bed.organisation())):
                    with _bulk(bed, served, beside, sizes):
                        yield _told(f"one record, {bed.name}, bulk in {name} organisation", calls())


def _calls(caller: Caller, sizes: Sizes) -> Callable[[], list[float]]:
    def call() -> list[float]:
        taken = []
        for number in range(sizes.calls):
            body = records.body(records.touched(records.clean(1, first=number), 1, str(time.monotonic_ns())))
            start = time.perf_counter()
            caller.post(body)
            taken.append(time.perf_counter() - start)
        return taken

    call()
    return call


@contextmanager
def _bulk(bed: Bed, served: Served, scope: Scope, sizes: Sizes) -> Iterator[None]:
    """Batches without a pause, each of them changed in every tenth record."""
    caller = Caller(served, key_of(bed, scope))
    sent = records.clean(sizes.batch, first=1_000)
    bodies = [records.body(records.touched(sent, 10, mark)) for mark in ("a", "b")]
    caller.post(bodies[0])
    done = threading.Event()

    def work() -> None:
        while not done.is_set():
            for body in bodies:
                caller.post(body)

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _told(name: str, seconds: list[float]) -> str:
    cuts = statistics.quantiles(seconds, n=100)
    return f"{name:<46} p50 {cuts[49] * 1000:>8.1f} ms   p99 {cuts[98] * 1000:>8.1f} ms"
