import os
import resource
import socket
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

import pytest
from structlog.testing import capture_logs

from vendorproof.documents.extract import sandbox

TASKS = "tests.fixtures.sandboxed:"
QUICK = sandbox.Limits(seconds=30, cpu_seconds=20)
Value = dict[str, Any]


@pytest.fixture
def file() -> Iterator[IO[bytes]]:
    with tempfile.TemporaryFile() as made:
        made.write(b"a secret of the file")
        yield made


def run(file: IO[bytes], task: str, limits: sandbox.Limits = QUICK, **arguments: object) -> sandbox.Answer[Value]:
    return sandbox.run(file, TASKS + task, arguments, Value, limits)


def test_a_task_reads_the_file_and_answers(file: IO[bytes]) -> None:
    assert run(file, "read", times=2) == sandbox.Answer("done", ({"size": 20}, {"size": 20}), None)


@pytest.mark.parametrize(
    "what", ["read", "list", "write", "remove", "connect", "send", "program", "fork", "kill", "trace", "grow"]
)
def test_a_task_reaches_nothing_but_its_file(what: str, file: IO[bytes], tmp_path: Path) -> None:
    place = tmp_path / "theirs"
    place.write_bytes(b"x")
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = str(listening.getsockname()[1])
        at = port if what in ("connect", "send") else str(tmp_path if what == "list" else place)
        answer = run(file, "attempt", what=what, at=at)
    assert answer.outcome == "done"
    assert list(answer.values[0]) == ["refused"]
    assert place.read_bytes() == b"x"


def test_a_file_opened_for_reading_is_not_changed(tmp_path: Path) -> None:
    place = tmp_path / "evidence"
    place.write_bytes(b"kept")
    with place.open("rb") as file:
        assert list(run(file, "attempt", what="change").values[0]) == ["refused"]
    assert place.read_bytes() == b"kept"


def test_the_parents_environment_and_files_stay_with_the_parent(
    file: IO[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("VENDORPROOF_SECRET_KEY", "a secret of the server")
    with (tmp_path / "open").open("wb") as other:
        os.set_inheritable(other.fileno(), True)
        (found,) = run(file, "surroundings").values
    assert found["environment"] == ["LC_CTYPE"]
    assert found["descriptors"] == [0, 1, 2, 3]
    assert found["own_group"]
    assert found["decimal"] == "1"


def test_memory_and_environment_of_the_parent_cannot_be_read(file: IO[bytes]) -> None:
    answer = run(file, "attempt", what="read", at=f"/proc/{os.getpid()}/environ")
    assert list(answer.values[0]) == ["refused"]


@pytest.mark.parametrize(
    ("task", "limits", "outcome"),
    [
        ("loop", replace(QUICK, cpu_seconds=1), "too_slow"),
        ("sleep", replace(QUICK, seconds=1), "too_slow"),
        ("swallow", replace(QUICK, memory_bytes=512 << 20), "too_large"),
        ("flood", replace(QUICK, output_bytes=1 << 20), "too_large"),
        ("crash", QUICK, "crashed"),
        ("abort", QUICK, "crashed"),
        ("fail", QUICK, "crashed"),
        ("lie", QUICK, "crashed"),
        ("leave", QUICK, "crashed"),
    ],
)
def test_an_end_that_is_none_has_a_name_and_a_sentence(
    task: str, limits: sandbox.Limits, outcome: str, file: IO[bytes]
) -> None:
    def ask() -> sandbox.Answer[Any]:
        return sandbox.run(file, TASKS + task, {}, dict[str, int], limits)

    with capture_logs() as logs:
        answer = ask()
    assert answer.outcome == outcome
    assert answer.reason is not None
    assert answer.reason.endswith(".")
    assert [one["event"] for one in logs] == ["sandbox_stopped"]
    assert "a secret" not in str(logs)
    assert len(logs[0]["stderr"]) <= sandbox.STDERR_BYTES


def test_what_a_library_prints_is_no_answer(file: IO[bytes]) -> None:
    assert run(file, "speak") == sandbox.Answer("done", ({"size": 0},), None)


def test_a_task_that_is_not_there_says_nothing_about_the_file(file: IO[bytes]) -> None:
    with pytest.raises(sandbox.SandboxUnavailable):
        run(file, "no_such_task")


def test_no_process_says_nothing_about_the_file(file: IO[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    with pytest.raises(sandbox.SandboxUnavailable):
        run(file, "read")


def test_many_threads_each_run_their_own(tmp_path: Path) -> None:
    def size_of(count: int) -> int:
        with tempfile.TemporaryFile(dir=tmp_path) as file:
            file.write(bytes(count))
            size: int = run(file, "read").values[0]["size"]
            return size

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(size_of, range(12))) == list(range(12))


def test_a_flood_leaves_no_memory_behind(file: IO[bytes]) -> None:
    run(file, "flood", replace(QUICK, output_bytes=1 << 20))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(3):
        run(file, "flood", replace(QUICK, output_bytes=1 << 20))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 8 * 1024
