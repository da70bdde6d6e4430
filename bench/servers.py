"""A real `vendorproof serve` on a database of ours, and calls to it over a kept connection."""

import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.databases import SLUG, Bed
from vendorproof.access import keys
from vendorproof.access.permissions import GRANTS
from vendorproof.core.scope import Scope
from vendorproof.objects import VENDOR
from vendorproof.records import store
from vendorproof.records.given import Given

START_SECONDS = 60


@dataclass(frozen=True)
class Served:
    """A running server."""

    port: int
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def memory(self) -> float:
        """MiB of memory it holds now."""
        return self._status("VmRSS")

    def peak_memory(self) -> float:
        """MiB at most since it started, or since `forget_peak`."""
        return self._status("VmHWM")

    def forget_peak(self) -> None:
        Path(f"/proc/{self.process.pid}/clear_refs").write_text("5")

    def _status(self, name: str) -> float:
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:")) / 1024


class Caller:
    """One program that keeps its connection open, as they do."""

    def __init__(self, served: Served, secret: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=600)
        self._headers = {"Authorization": f"Bearer {secret}", "Content-Type": "application/json"}

    def post(self, body: bytes) -> bytes:
        """Import a batch; the answer's bytes."""
        self._connection.request("POST", f"/v1/import/{SLUG}", body, self._headers)
        answer = self._connection.getresponse()
        content = answer.read()
        assert answer.status == 200, content[:500]
        return content

    def created(self, body: bytes) -> int:
        """Import a batch; how many records it created."""
        count: int = json.loads(self.post(body))["created_count"]
        return count


@contextmanager
def serving(bed: Bed) -> Iterator[Served]:
    """Serve the bed's database in a process of its own until the block ends."""
    port = _free_port()
    log_path = bed.folder / f"serve-{port}.log"
    with log_path.open("wb") as log:
        process = subprocess.Popen(
            [_command(), "serve"],
            env={**os.environ, **environment(bed), "VENDORPROOF_PORT": str(port)},
            stdin=subprocess.DEVNULL, stdout=log, stderr=log,
        )  # fmt: skip
        try:
            _await(process, port)
            yield Served(port, process)
        finally:
            ended = process.poll()
            process.terminate()
            process.wait(START_SECONDS)
            if ended is not None:
                print(f"the server ended by itself ({ended}):\n{log_path.read_text()[-2000:]}", file=sys.stderr)


def environment(bed: Bed) -> Mapping[str, str]:
    """Settings that lead to the bed."""
    return {"VENDORPROOF_DATA_DIR": str(bed.folder / "data"), "VENDORPROOF_DATABASE_URL": bed.url}


def key_of(bed: Bed, scope: Scope) -> str:
    """A new key's secret."""
    with bed.rt.db.write() as tx:
        return keys.create(tx, scope.organisation_id, "bench", keys.Powers(grants=GRANTS)).secret


def vendor_of(bed: Bed, scope: Scope) -> str:
    """A new vendor's id."""
    with bed.rt.db.write() as tx:
        made = store.create(tx, scope, VENDOR, [Given("name", "Acme", ("name",))])
    return str(made["id"])


def _command() -> str:
    beside = Path(sys.executable).with_name("vendorproof")
    found = str(beside) if beside.exists() else shutil.which("vendorproof")
    assert found, "vendorproof is not installed: make setup"
    return found


def _await(process: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        assert process.poll() is None, "the server ended as soon as it was started"
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise TimeoutError("the server did not answer")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
