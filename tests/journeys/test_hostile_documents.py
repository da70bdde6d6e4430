"""Files and requests made to harm, sent to a real server again and again: nothing falls over, grows or stays behind."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.fixtures import desks, processes, sockets
from tests.fixtures.jobs import until
from tests.fixtures.servers import OpenServer, Server, Tenant
from tests.fixtures.sockets import Answer
from tests.journeys import evidence, hostile_files
from tests.journeys.hostile_files import File
from tests.journeys.hostile_requests import REQUESTS, Caller
from vendorproof.core.errors import public_errors

GROWTH_BYTES = 8 << 20
"""How much more memory the server may hold after the second time: it would be 100 MiB if it kept one body."""

GROWTH_DESCRIPTORS = 6
PLAIN = {"Not Found", "Method Not Allowed", "Unauthorized role.", "Invalid or expired API key."}
CODES = {(one.status, one.code) for one in public_errors()}
ANSWERS = {"refused": "400 unsupported_file_type", "empty": "400 empty_file"}


@dataclass(frozen=True)
class Target:
    """A server of its own, whose folders hold nothing else."""

    server: Server
    tenant: Tenant
    caller: Caller
    data_dir: Path
    temporary: Path


@pytest.fixture
def target(open_server: OpenServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Target]:
    processes.require()
    data_dir, temporary = tmp_path / "kept", tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    server = open_server(DATA_DIR=str(data_dir), JOBS_PER_ORGANISATION="4")
    tenant = server.tenant()
    yield Target(server, tenant, Caller(tenant.secret, evidence.vendor(tenant)), data_dir, temporary)
    print(server.tracebacks())  # noqa: T201 - pytest shows it with a failure only


@pytest.mark.timeout(600)
def test_nothing_hostile_breaks_anything_grows_or_stays(target: Target) -> None:
    """Twice over: whatever is only made ready once is there after the first time."""
    fates = _everything(target)
    _at_rest(target, fates)
    pid, folder = target.server.pid, _folder(target)
    memory, descriptors = processes.memory(pid), processes.descriptors(pid)
    fates |= _everything(target)
    _at_rest(target, fates)
    grown = processes.memory(pid) - memory
    assert _folder(target) == folder
    assert list(target.temporary.rglob("*")) == []
    assert processes.children(pid) == []
    assert processes.descriptors(pid) - descriptors < GROWTH_DESCRIPTORS
    assert grown < GROWTH_BYTES, f"{grown >> 20} MiB more"
    rows = evidence.bytes_and_rows_agree(target.server, evidence.stored(target.data_dir), target.tenant.organisation_id)
    assert {one["id"] for one in rows} >= fates.keys()
    assert target.server.tracebacks() == ""
    print(f"\n{len(rows)} documents, {grown >> 10} KiB more the second time")  # noqa: T201 - with -s


def _everything(target: Target) -> dict[str, str]:
    """Send all of it; what is to become of the documents that came of it."""
    for case, request in REQUESTS.items():
        answers = sockets.exchange(target.server.url, request.send(target.caller), ends=request.ends)
        assert ", ".join(one.told for one in answers) in request.answers, case
        _are_documented(answers)
        assert httpx.get(f"{target.server.url}/healthz", trust_env=False).status_code == 200, case
    fates = {}
    for one in hostile_files.files():
        answer = _sent(target, one)
        assert answer.told == ANSWERS.get(one.fate, "201"), one.case
        if answer.status == 201:
            fates[json.loads(answer.body)["id"]] = one.fate
    return fates


def _sent(target: Target, file: File) -> Answer:
    part = desks.part("file", file.data, f'; filename="{file.filename}"')
    (answer,) = sockets.exchange(target.server.url, target.caller.form(part))
    _are_documented([answer])
    return answer


def _are_documented(answers: list[Answer]) -> None:
    """«`{"detail": {"code", "message"}}` … Schema failures: 422 array»."""
    for one in answers:
        assert one.status < 500, one.body
        assert one.status == 100 or one.headers["x-request-id"]
        if one.status < 400:
            continue
        assert one.headers["content-type"] == "application/json"
        assert json.loads(one.body).keys() == {"detail"}
        if isinstance(one.detail, list):
            assert one.status == 422
            assert [{*fault} for fault in one.detail] == [{"loc", "msg", "type"}] * len(one.detail)
        elif isinstance(one.detail, dict):
            assert one.detail.keys() == {"code", "message"}
            assert (one.status, one.detail["code"]) in CODES
        else:
            assert one.detail in PLAIN


def _at_rest(target: Target, fates: Mapping[str, str]) -> None:
    """All documents have ended as they should, and the uploads whose callers went away are gone."""
    for one in evidence.settled(target.tenant):
        _ended_well(one, fates.get(one["id"], "complete"))
    incoming = target.data_dir / "files" / ".incoming"
    until("unfinished uploads are removed", lambda: not any(incoming.iterdir()))


def _ended_well(document: Mapping[str, Any], fate: str) -> None:
    assert document["status"] in fate.split(), document
    if document["status"] == "complete":
        return
    (reason,) = document["classification"]["reasons"]
    assert reason[0].isupper(), document
    assert reason.endswith("."), document
    assert "error" not in reason.lower(), "a person is told about the file, not about a program"


def _folder(target: Target) -> set[str]:
    """What lies in the data folder beside the files."""
    return {one.name for one in target.data_dir.iterdir()} | {one.name for one in (target.data_dir / "files").iterdir()}
