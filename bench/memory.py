"""Memory of the server: what one batch takes, and the most it holds while a million records come from the command line."""

import os
import subprocess
import sys
from pathlib import Path

from bench import records
from bench.databases import SLUG, Bed, beds
from bench.measure import Lines, at_most, value_line
from bench.servers import Caller, Served, environment, key_of, serving
from bench.sizes import Sizes


def lines(sizes: Sizes) -> Lines:
    """On a fresh server each, after one record has made it load what it loads once. Linux only: /proc tells."""
    with beds() as found:
        for bed in found:
            scope = bed.organisation()
            with serving(bed) as served:
                caller = Caller(served, key_of(bed, scope))
                caller.post(records.body(records.clean(1)))
                idle = served.memory()
                served.forget_peak()
                caller.post(records.body(records.dirty(sizes.batch)))
                more = served.peak_memory() - idle
                yield value_line(f"memory of a batch, {bed.name}", more, "MiB", at_most(150), f"idle {idle:.0f}")
            with serving(bed) as served:
                _import_file(bed, served, key_of(bed, bed.organisation()), sizes.many)
                name = f"memory at most, {sizes.many:,} by CLI, {bed.name}"
                yield value_line(name, served.peak_memory(), "MiB", at_most(350))


def _import_file(bed: Bed, served: Served, secret: str, count: int) -> None:
    path = bed.folder / f"{bed.name}.ndjson"
    _write(path, count)
    command = [sys.executable, "-m", "vendorproof_client", "import", str(path), "--report", SLUG]
    settings = {**environment(bed), "VENDORPROOF_URL": served.url, "VENDORPROOF_KEY": secret}
    done = subprocess.run(command, env={**os.environ, **settings}, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    path.unlink()


def _write(path: Path, count: int) -> None:
    with path.open("wb") as file:
        for first in range(0, count, 10_000):
            part = records.clean(min(10_000, count - first), first=first)
            file.writelines(records.line(one) for one in part)
