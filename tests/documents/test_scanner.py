import io
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.fixtures import clamd
from vendorproof.documents import scanner

HASTY = scanner.Patience(connect=1, silent=0.4, overall=1)
DAEMON = shutil.which("clamd") or "/usr/sbin/clamd"
ABSENT = "no clamd on this machine (Debian: clamav-daemon)"


def test_a_clean_file() -> None:
    with clamd.speaking(clamd.honest) as address:
        assert scanner.scan(address, io.BytesIO(b"evidence" * 50_000)) == scanner.Verdict("clean")


def test_an_empty_file() -> None:
    with clamd.speaking(clamd.honest) as address:
        assert scanner.scan(address, io.BytesIO(b"")) == scanner.Verdict("clean")


def test_an_infected_file_wherever_it_was_read_to() -> None:
    file = io.BytesIO(clamd.SIGNATURE + bytes(200_000))
    file.read()
    with clamd.speaking(clamd.honest) as address:
        assert scanner.scan(address, file) == scanner.Verdict("infected", clamd.FOUND)


@pytest.mark.parametrize("serve", [clamd.with_limit, clamd.unable])
def test_a_file_that_the_scanner_cannot_scan(serve: Callable[[socket.socket], None]) -> None:
    with clamd.speaking(serve) as address:
        assert scanner.scan(address, io.BytesIO(bytes(8_000_000))).state == "failed"


@pytest.mark.parametrize("serve", [clamd.garbage, clamd.silent, clamd.deaf, clamd.dripping, clamd.closing])
def test_a_scanner_that_says_nothing_of_use_is_unavailable(serve: Callable[[socket.socket], None]) -> None:
    with clamd.speaking(serve) as address, pytest.raises(scanner.ScannerUnavailable):
        scanner.scan(address, io.BytesIO(bytes(8_000_000)), HASTY)


def test_nobody_there_is_unavailable(tmp_path: Path) -> None:
    with clamd.speaking(clamd.honest) as address:
        pass
    for gone in (address, f"unix:{tmp_path}/no.sock"):
        with pytest.raises(scanner.ScannerUnavailable):
            scanner.scan(gone, io.BytesIO(b"x"))


@pytest.mark.parametrize(
    ("address", "place"),
    [("clamd:3310", ("clamd", 3310)), ("[::1]:3310", ("::1", 3310)), ("unix:/run/clamd.sock", "/run/clamd.sock")],
)
def test_addresses(address: str, place: object) -> None:
    assert scanner.place(address) == place


@pytest.mark.parametrize("address", ["clamd", ":3310", "clamd:", "clamd:x", "clamd:0", "clamd:70000", "unix:here"])
def test_what_is_no_address_is_told(address: str) -> None:
    with pytest.raises(scanner.BadScannerAddress):
        scanner.place(address)


@pytest.fixture
def real_clamd(tmp_path: Path) -> Iterator[str]:
    """The real daemon with one signature of our own; its data folder holds nothing else."""
    if not Path(DAEMON).exists():
        pytest.skip(ABSENT)
    signatures = tmp_path / "signatures"
    signatures.mkdir()
    (signatures / "test.ndb").write_text(f"{clamd.FOUND}:0:*:{clamd.SIGNATURE.hex()}\n")
    address = tmp_path / "clamd.sock"
    config = tmp_path / "clamd.conf"
    config.write_text(
        f"LocalSocket {address}\nDatabaseDirectory {signatures}\nForeground yes\nStreamMaxLength 1M\n"
        f"TemporaryDirectory {tmp_path}\nLogFile {tmp_path}/clamd.log\n"
    )
    process = subprocess.Popen(
        [DAEMON, "--config-file", str(config)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(300):
            if address.exists() or process.poll() is not None:
                break
            time.sleep(0.1)
        assert address.exists(), (tmp_path / "clamd.log").read_text()
        yield f"unix:{address}"
    finally:
        process.terminate()
        process.wait(30)


def test_the_real_clamd(real_clamd: str) -> None:
    assert scanner.scan(real_clamd, io.BytesIO(b"%PDF-1.7 evidence")) == scanner.Verdict("clean")
    found = scanner.scan(real_clamd, io.BytesIO(b"report: " + clamd.SIGNATURE))
    assert found == scanner.Verdict("infected", f"{clamd.FOUND}.UNOFFICIAL")
    assert scanner.scan(real_clamd, io.BytesIO(os.urandom(4 << 20))).state == "failed"
