"""Evidence by the commands through running servers: up, down again, byte for byte; on every database and storage.

The corpus is no part of this repository: its folder comes from VENDORPROOF_EVIDENCE, or lies at ../shared/corpus.
"""

import hashlib
import json
import os
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.fixtures.servers import OpenServer, Tenant

BESIDE = Path(__file__).parents[3] / "shared" / "corpus"
CORPUS = Path(os.environ.get("VENDORPROOF_EVIDENCE") or BESIDE)
ACCEPTED = {".pdf", ".doc", ".docx", ".txt", ".md", ".xls", ".xlsx", ".csv", ".png", ".zip"}


def documents(tenant: Tenant, *arguments: str | Path, code: int = 0) -> subprocess.CompletedProcess[str]:
    """`documents …` in a process of its own, as the tenant."""
    done = subprocess.run(
        [sys.executable, "-m", "vendorproof_client", "documents", *map(str, arguments)],
        env={**os.environ, "VENDORPROOF_URL": tenant.server.url, "VENDORPROOF_KEY": tenant.secret},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, f"{done.stdout}\n{done.stderr}\n{tenant.server.said()}"
    return done


def lines(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def hashes(folder: Path) -> list[str]:
    """Of all files that a server takes, wherever they lie."""
    return sorted(
        hashlib.sha256(one.read_bytes()).hexdigest()
        for one in folder.rglob("*")
        if one.is_file() and one.suffix.lower() in ACCEPTED
    )


def opened(open_server: OpenServer, settings: Mapping[str, str]) -> Tenant:
    # The corpus holds 200 scanned pages: to recognise them all, on each database and storage, is the bench's affair.
    server = open_server(OCR_PAGES="1", **{name.upper(): value for name, value in settings.items()})
    tenant = server.tenant()
    tenant.made("/v1/vendors", {"name": "Acme", "external_id": "E-1"})
    return tenant


@pytest.fixture
def evidence(tmp_path: Path) -> Path:
    """Forty small files."""
    folder = tmp_path / "evidence"
    folder.mkdir()
    for number in range(40):
        (folder / f"Bericht № {number:02}.txt").write_text(f"Evidence {number}. " * 200)
    return folder


@pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus in VENDORPROOF_EVIDENCE or beside the checkout")
@pytest.mark.timeout(1200)
def test_every_file_of_the_corpus_comes_back_byte_for_byte(
    open_server: OpenServer, storage_settings: dict[str, str], tmp_path: Path
) -> None:
    tenant = opened(open_server, storage_settings)
    down = tmp_path / "down"
    started = time.perf_counter()
    sent = lines(documents(tenant, "upload", CORPUS, "--recursive", "--vendor", "Acme", "--wait", "--json", code=1))
    took = time.perf_counter() - started
    assert {Path(one["file"]).suffix for one in sent if one["outcome"] == "refused"} == {".tsv"}
    kept = tenant.all("/v1/documents", "data")
    assert Counter(one["status"] for one in kept) == {"complete": len(hashes(CORPUS))}
    size = sum(one["size"] for one in kept) / 1e6
    rate = f"{len(kept) / took:.1f} documents/s, {size / took:.1f} MB/s"
    print(f"\n{len(kept)} documents, {size:.1f} MB, uploaded and processed in {took:.1f} s: {rate}")  # noqa: T201 - with -s
    got = lines(documents(tenant, "download", "--vendor", "E-1", "--to", down, "--json"))
    assert {one["outcome"] for one in got} == {"downloaded"}
    assert len(hashes(CORPUS)) > 100
    assert hashes(down) == hashes(CORPUS)
    again = lines(documents(tenant, "upload", CORPUS, "--recursive", "--vendor", "Acme", "--json", code=1))
    assert {one["outcome"] for one in again} == {"held", "refused"}
    assert {
        one["outcome"] for one in lines(documents(tenant, "download", "--vendor", "E-1", "--to", down, "--json"))
    } == {"here"}


def test_after_a_kill_of_the_server_the_same_command_goes_on(
    open_server: OpenServer, evidence: Path, tmp_path: Path
) -> None:
    tenant = opened(open_server, {})
    killer = threading.Thread(target=_kill_once, args=(tenant, 5))
    killer.start()
    done = documents(tenant, "upload", evidence, "--recursive", "--vendor", "E-1", "--retries", "0", code=2)
    killer.join()
    assert "The same command goes on from there." in done.stderr
    tenant.server.start()
    tenant = tenant.server.as_tenant(tenant)
    assert "refused 0" in documents(tenant, "upload", evidence, "--recursive", "--vendor", "E-1").stdout
    held = tenant.all("/v1/documents", "data")
    assert len(held) == len({one["sha256"] for one in held}) == 40
    documents(tenant, "download", "--vendor", "E-1", "--to", tmp_path / "down")
    assert hashes(tmp_path / "down") == hashes(evidence)


def _kill_once(tenant: Tenant, enough: int) -> None:
    while tenant.get("/v1/documents").json()["total"] < enough:
        pass
    tenant.server.kill()


def test_a_file_over_the_limit_is_told_as_that(open_server: OpenServer, evidence: Path) -> None:
    """The server answers before it has read the file."""
    tenant = opened(open_server, {"document_max_bytes": "1000000"})
    with (evidence / "large.pdf").open("wb") as stream:
        stream.truncate(64 << 20)
    done = documents(tenant, "upload", evidence / "large.pdf", "--vendor", "E-1", code=1)
    assert "refused: " in done.stdout
    assert "at most 1000000 bytes" in done.stdout


def test_a_hostile_name_of_a_document_stays_in_the_folder(
    open_server: OpenServer, evidence: Path, tmp_path: Path
) -> None:
    tenant = opened(open_server, {})
    file = evidence / "Bericht № 00.txt"
    documents(tenant, "upload", file, "--vendor", "E-1", "--name", "../../CON: a|b")
    documents(tenant, "download", "--vendor", "E-1", "--to", tmp_path / "down")
    [found] = (tmp_path / "down").iterdir()
    assert found.read_bytes() == file.read_bytes()
    assert not set(found.name) & set('/\\:|<>"?*')
