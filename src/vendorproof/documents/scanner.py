"""The malware scanner, when one is configured: clamd, over its INSTREAM command.

`host:port` or `unix:/path`. The bytes go out in parts, each with its length in front, and a length of nought ends them;
clamd answers with one line. It closes the connection early when a file is larger than its own StreamMaxLength.
"""

import re
import socket
import struct
import time
from dataclasses import dataclass
from typing import IO, Literal

import structlog

from vendorproof.jobs.work import Outage

CONNECT_SECONDS = 5
SILENT_SECONDS = 120  # clamd unpacks archives before it says anything
ALL_SECONDS = 300
PART = 1 << 16
ANSWER_BYTES = 4096

log = structlog.get_logger(__name__)


class ScannerUnavailable(Outage):
    """The scanner cannot be reached or says nothing that makes sense: nothing is known about the file."""


class BadScannerAddress(ScannerUnavailable):
    """The setting does not name a clamd: says what would be accepted."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`failed`: the scanner is there, but could not scan this file; `signature` is what it found, if infected."""

    state: Literal["clean", "infected", "failed"]
    signature: str | None = None


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: to connect, without a byte moving, and for a file in all."""

    connect: float = CONNECT_SECONDS
    silent: float = SILENT_SECONDS
    overall: float = ALL_SECONDS


PATIENCE = Patience()


def scan(address: str, file: IO[bytes], patience: Patience = PATIENCE) -> Verdict:
    """Send the whole file; ScannerUnavailable."""
    file.seek(0)
    deadline = time.monotonic() + patience.overall
    try:
        with _connect(address, patience) as connection:
            connection.settimeout(patience.silent)
            _send(connection, file, deadline)
            answer = _receive(connection, deadline)
    except OSError as error:
        raise ScannerUnavailable(f"The malware scanner at {address} cannot be used: {error}") from error
    return _verdict(address, answer)


def place(address: str) -> tuple[str, int] | str:
    """Host and port, or the path of a socket; BadScannerAddress."""
    if address.startswith("unix:/"):
        return address.removeprefix("unix:")
    host, _, port = address.rpartition(":")
    if not host or not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
        raise BadScannerAddress(f"{address!r} names no clamd; host:port and unix:/path do.")
    return host.strip("[]"), int(port)


def _connect(address: str, patience: Patience) -> socket.socket:
    where = place(address)
    if isinstance(where, tuple):
        return socket.create_connection(where, patience.connect)
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(patience.connect)
    try:
        connection.connect(where)
    except OSError:
        connection.close()
        raise
    return connection


def _send(connection: socket.socket, file: IO[bytes], deadline: float) -> None:
    try:
        connection.sendall(b"zINSTREAM\0")
        while part := file.read(PART):
            _check_time(deadline)
            connection.sendall(struct.pack(">I", len(part)) + part)
        connection.sendall(struct.pack(">I", 0))
    except (BrokenPipeError, ConnectionResetError):
        return  # it has heard enough: its answer says why


def _receive(connection: socket.socket, deadline: float) -> bytes:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < ANSWER_BYTES:
        _check_time(deadline)
        part = connection.recv(ANSWER_BYTES)
        if not part:
            break
        answer += part
    return answer


def _check_time(deadline: float) -> None:
    if time.monotonic() > deadline:
        raise TimeoutError("it takes too long")


def _verdict(address: str, answer: bytes) -> Verdict:
    text = answer.rstrip(b"\0\n").decode("utf-8", "replace")
    if text == "stream: OK":
        return Verdict("clean")
    if found := re.fullmatch(r"stream: (.{1,200}) FOUND", text):
        return Verdict(
            "infected", "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in found[1])
        )
    if text.endswith(" ERROR"):
        log.warning("scan_failed", reason=text[:200])
        return Verdict("failed")
    raise ScannerUnavailable(f"The malware scanner at {address} gave an answer that makes no sense: {text[:80]!r}")
