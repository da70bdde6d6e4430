"""What files could travel at: a server that does nothing but the copying. `python -m bench.raw_server upload|download PATH`.

It speaks as much HTTP as the bench's own caller needs, one connection at a time, and prints its port.
"""

import hashlib
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

CHUNK = 256 * 1024


def receive(connection: socket.socket, folder: Path) -> None:
    """Everything after the head goes to a file, hashed on the way, and is on disk before the answer."""
    held = bytearray(CHUNK)
    head, _, rest = _head(connection)
    left = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
    digest = hashlib.sha256()
    with (folder / "received").open("wb", buffering=0) as file:
        file.write(rest)
        digest.update(rest)
        left -= len(rest)
        while left:
            count = connection.recv_into(held)
            part = memoryview(held)[:count]
            digest.update(part)
            file.write(part)
            left -= count
        os.fsync(file.fileno())
    _answer(connection, digest.hexdigest().encode())


def send(connection: socket.socket, path: Path) -> None:
    """The file as it is, read and sent part by part."""
    _head(connection)
    connection.sendall(f"HTTP/1.1 200 OK\r\nContent-Length: {path.stat().st_size}\r\n\r\n".encode())
    with path.open("rb", buffering=0) as file:
        while part := file.read(CHUNK):
            connection.sendall(part)


def _head(connection: socket.socket) -> tuple[bytes, bytes, bytes]:
    got = b""
    while b"\r\n\r\n" not in got:
        part = connection.recv(CHUNK)
        if not part:
            raise ConnectionError
        got += part
    return got.partition(b"\r\n\r\n")


def _answer(connection: socket.socket, body: bytes) -> None:
    connection.sendall(b"HTTP/1.1 201 Created\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))


def main() -> None:
    """Serve until killed; each connection may ask several times."""
    work: Callable[[socket.socket, Path], None] = {"upload": receive, "download": send}[sys.argv[1]]
    with socket.create_server(("127.0.0.1", 0)) as listener:
        print(listener.getsockname()[1], flush=True)
        while True:
            connection, _ = listener.accept()
            with connection:
                try:
                    while True:
                        work(connection, Path(sys.argv[2]))
                except ConnectionError:
                    pass


if __name__ == "__main__":
    main()
