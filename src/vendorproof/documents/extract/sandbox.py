"""One task on one file in a child process that can do nothing else; the parent reads JSON lines and nothing more.

    answer = sandbox.run(file, "vendorproof.documents.extract.inspect:inspect", {"extension": "pdf"}, Found)

What the child gives up is listed in `confine`. It starts in about 30 ms, without a fork of this process, so it does not
matter how many threads or what secrets this one has.
"""

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Generic, Literal, TypeVar

import msgspec
import structlog

from vendorproof.documents.extract import child

Outcome = Literal["done", "too_slow", "too_large", "crashed"]
T = TypeVar("T")

STDERR_BYTES = 8192
PART = 1 << 16
LAUNCH = (
    "import sys, json; told = json.loads(sys.argv[1]); sys.path[:] = told['path'];"
    "from vendorproof.documents.extract.child import main; main(told)"
)
REASONS: Mapping[Outcome, str] = {
    "too_slow": "Reading the file took too long ({seconds} seconds at most), so it was stopped.",
    "too_large": "Reading the file needs more memory than one file may take, so it was stopped.",
    "crashed": "The file cannot be read: reading it broke off, which happens with damaged files.",
}

log = structlog.get_logger(__name__)


class SandboxUnavailable(Exception):
    """The child could not be started, or ended before it looked at the file: nothing is known about the file."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one task may take; processor time is counted over all threads of the child."""

    seconds: int = 120
    cpu_seconds: int = 60
    memory_bytes: int = 2 << 30
    output_bytes: int = 16 << 20


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """What the task yielded before it ended; `reason` is a sentence for people unless the outcome is `done`."""

    outcome: Outcome
    values: tuple[T, ...] = ()
    reason: str | None = None


class Ready(msgspec.Struct, frozen=True):
    """The child's first line: by what each thing is held off, and which limits this system lacks."""

    held: dict[str, str]
    missing: list[str]


DEFAULTS = Limits()


def run(
    file: IO[bytes], task: str, arguments: Mapping[str, object], answers: type[T], limits: Limits = DEFAULTS
) -> Answer[T]:
    """Run `task` (`module:generator function`, never from outside) on an open file; SandboxUnavailable."""
    started = time.monotonic()
    file.flush()
    file.seek(0)
    with _start(file, task, arguments, limits) as process:
        try:
            ended = _listen(process, started + limits.seconds, limits.output_bytes)
        finally:
            _kill(process)
    return _judge(ended, process.returncode, task, answers, limits)


@dataclass(frozen=True, slots=True)
class _Ended:
    lines: bytes
    stderr: bytes
    stopped: Outcome | None


def _start(file: IO[bytes], task: str, arguments: Mapping[str, object], limits: Limits) -> "subprocess.Popen[bytes]":
    told = {
        "path": [str(Path(one).absolute()) for one in sys.path if one],
        "parent": os.getpid(),
        "task": task,
        "arguments": arguments,
        "memory_bytes": limits.memory_bytes,
        "cpu_seconds": limits.cpu_seconds,
    }
    command = [sys.executable, "-I", "-S", "-B", "-X", "faulthandler", "-X", "utf8", "-c", LAUNCH, json.dumps(told)]
    try:
        return subprocess.Popen(  # noqa: S603 - our own interpreter, our own code
            command,
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            env={},
            cwd="/",
            start_new_session=True,
        )
    except OSError as error:
        raise SandboxUnavailable(f"no process can be started: {error.strerror}") from error


def _listen(process: "subprocess.Popen[bytes]", deadline: float, most: int) -> _Ended:
    assert process.stdout is not None  # noqa: S101 - asked for in _start
    assert process.stderr is not None  # noqa: S101 - as above
    lines, stderr = bytearray(), bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ, lines)
        selector.register(process.stderr, selectors.EVENT_READ, stderr)
        while selector.get_map():
            ready = selector.select(max(0.0, deadline - time.monotonic()))
            if not ready:
                return _Ended(bytes(lines), bytes(stderr), "too_slow")
            for key, _events in ready:
                if part := os.read(key.fd, PART):
                    key.data.extend(part)
                else:
                    selector.unregister(key.fileobj)
            del stderr[STDERR_BYTES:]
            if len(lines) > most:
                return _Ended(b"", bytes(stderr), "too_large")
    try:
        process.wait(max(0.0, deadline - time.monotonic()))
    except subprocess.TimeoutExpired:
        return _Ended(bytes(lines), bytes(stderr), "too_slow")
    return _Ended(bytes(lines), bytes(stderr), None)


def _kill(process: "subprocess.Popen[bytes]") -> None:
    if process.returncode is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _judge(ended: _Ended, code: int, task: str, answers: type[T], limits: Limits) -> Answer[T]:
    first, _, rest = ended.lines.partition(b"\n")
    outcome: Outcome = ended.stopped or _outcome(code)
    if not first and ended.stopped is None:
        raise SandboxUnavailable(
            f"the reading process ended with {code} at its start: {ended.stderr.decode(errors='replace')}"
        )
    values: list[T] = []
    if first:
        values, complete = _values(first, rest, answers)
        if not complete and outcome == "done":
            outcome = "crashed"
    if outcome != "done":
        log.warning(
            "sandbox_stopped", task=task, outcome=outcome, code=code, stderr=ended.stderr.decode(errors="replace")
        )
        return Answer(outcome, tuple(values), REASONS[outcome].format(seconds=limits.seconds))
    return Answer("done", tuple(values))


def _outcome(code: int) -> Outcome:
    if code == child.DONE:
        return "done"
    if code == -signal.SIGXCPU:
        return "too_slow"
    # Nobody but the kernel, short of memory, kills the child that way: we would have said so.
    return "too_large" if code in (child.TOO_LARGE, -signal.SIGKILL) else "crashed"


def _values(first: bytes, rest: bytes, answers: type[T]) -> tuple[list[T], bool]:
    values: list[T] = []
    try:
        _note(msgspec.json.decode(first, type=Ready))
        decoder = msgspec.json.Decoder(answers)
        values.extend(decoder.decode(line) for line in rest.splitlines())
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return values, False
    return values, not rest or rest.endswith(b"\n")


_noted: set[str] = set()


def _note(ready: Ready) -> None:
    """Say once what this system cannot hold off by its kernel."""
    weak = sorted(
        f"{what} by {how}" for what, how in ready.held.items() if how not in ("landlock", "seccomp", "namespace")
    )
    for one in [*weak, *(f"no {name}" for name in ready.missing)]:
        if one not in _noted:
            _noted.add(one)
            log.warning("sandbox_weak", held=one)
