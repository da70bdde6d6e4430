"""Files sent and fetched as a program would, without the client's own costs in the way: a socket and ready bytes."""

import io
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

BOUNDARY = "bench-4f1c6e0a7d5b"
MIB = 1024 * 1024


@dataclass(frozen=True)
class Sample:
    """A multipart body on disk: its fields, then a file of `size` bytes that looks like a text and never repeats."""

    path: Path
    length: int


def sample(folder: Path, vendor_id: str, size: int) -> Sample:
    """Random bytes in hex: a text file as far as anybody checks."""
    path = folder / f"body-{size}"
    with path.open("wb") as file:
        file.write(f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="vendor_id"\r\n\r\n{vendor_id}\r\n'.encode())
        file.write(
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="evidence.txt"\r\n'
            "Content-Type: text/plain\r\n\r\n".encode()
        )
        left = size
        while left:
            part = os.urandom(min(left, MIB) // 2 + 1).hex().encode()[: min(left, MIB)]
            file.write(part)
            left -= len(part)
        file.write(f"\r\n--{BOUNDARY}--\r\n".encode())
    return Sample(path, path.stat().st_size)


class Line:
    """A kept connection that sends ready bytes and throws answers away."""

    def __init__(self, port: int, secret: str = "") -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=600)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._secret = secret
        self._file = io.BufferedReader(socket.SocketIO(self._socket, "r"), MIB)

    def upload(self, body: Sample) -> bytes:
        """POST the sample; the answer's body."""
        self._socket.sendall(
            f"POST /v1/documents HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {self._secret}\r\n"
            f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\nContent-Length: {body.length}\r\n\r\n".encode()
        )
        with body.path.open("rb") as file:
            self._socket.sendfile(file)
        status, length = self._head()
        content = self._file.read(length)
        assert status == 201, content[:500]
        return content

    def get(self, target: str) -> bytes:
        """The body of a small answer."""
        status, length = self._ask(target)
        content = self._file.read(length)
        assert status == 200, content[:500]
        return content

    def fetch(self, target: str) -> int:
        """Read a large answer to nowhere; bytes that came."""
        status, length = self._ask(target)
        assert status == 200, status
        held, left = memoryview(bytearray(MIB)), length
        while left:
            count = self._file.readinto1(held[: min(left, MIB)])
            assert count, "the answer broke off"
            left -= count
        return length

    def link(self, document_id: str) -> str:
        """Path and query of a download."""
        url = urlsplit(json.loads(self.get(f"/v1/documents/{document_id}/download"))["url"])
        return f"{url.path}?{url.query}"

    def close(self) -> None:
        """Hang up."""
        self._file.close()
        self._socket.close()

    def _ask(self, target: str) -> tuple[int, int]:
        self._socket.sendall(
            f"GET {target} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {self._secret}\r\n\r\n".encode()
        )
        return self._head()

    def _head(self) -> tuple[int, int]:
        status = int(self._file.readline().split()[1])
        length = 0
        while (line := self._file.readline()) not in (b"\r\n", b""):
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        return status, length


@contextmanager
def beside(module: str, *arguments: str) -> Iterator[int]:
    """Run one of the bench's own servers; its port."""
    process = subprocess.Popen([sys.executable, "-m", module, *arguments], stdout=subprocess.PIPE)
    assert process.stdout
    try:
        yield int(process.stdout.readline())
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
