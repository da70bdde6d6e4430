"""A file from a link that needs no key: resumed where the connection broke, checked before it gets its name."""

import hashlib
import os
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import httpx

from vendorproof_client.connection import Connection
from vendorproof_client.encoding import JsonObject
from vendorproof_client.errors import ApiError, ConnectionFailed, ContentDiffers
from vendorproof_client.file_names import numbered
from vendorproof_client.form import OnProgress

_REDIRECTS = 5
_PROGRESS_ENOUGH = 256 << 10
"""Bytes after which a connection that breaks again counts as a first failure: a long file may take many."""

_CONTENT_RANGE = re.compile(r"bytes (\d+)-")


@dataclass(frozen=True, slots=True)
class Download:
    """What has arrived and was checked; `path` is None for what went into a stream."""

    path: Path | None
    filename: str
    size: int
    sha256: str


class Transfer:
    """One file's bytes into `write`, each once and in order, over as many connections as it takes."""

    def __init__(
        self, connection: Connection, ask: Callable[[], JsonObject], size: int | None, on_progress: OnProgress | None
    ) -> None:
        """`ask` gets a link, and a new one when the first has lapsed; `size` is what the document says."""
        self.received = 0
        self._connection = connection
        self._ask = ask
        self._size = size
        self._told = on_progress
        self._digest = hashlib.sha256()
        self._tag = ""
        self._fresh = True
        self._link: JsonObject = ask()

    @property
    def filename(self) -> str:
        return str(self._link["filename"])

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()

    def run(self, write: Callable[[bytes], object]) -> None:
        """Raises ApiError or ConnectionFailed after the retries, ContentDiffers when more or other bytes come."""
        attempt, mark = 0, 0
        self._tell()
        while True:
            try:
                return self._once(write)
            except (ApiError, ConnectionFailed) as error:
                if isinstance(error, ApiError) and error.status == 403 and not self._fresh:
                    self._link, self._fresh = self._ask(), True
                    continue
                if self.received - mark >= _PROGRESS_ENOUGH:
                    attempt, mark = 0, self.received
                pause = self._connection.pause_after(error, attempt, repeatable=True)
                if pause is None:
                    raise
                attempt += 1
                self._connection.rest(error, attempt, pause)

    def _once(self, write: Callable[[bytes], object]) -> None:
        url = self._connection.absolute(self._link["url"])
        for _ in range(_REDIRECTS):
            with self._connection.open(url, self._headers()) as response:
                if response.is_success:
                    self._fresh = False
                    return self._take(response, write)
                url = _redirected(url, response.headers["location"])
        raise ContentDiffers(f"The download is redirected more than {_REDIRECTS} times.")

    def _headers(self) -> dict[str, str]:
        headers = {"accept": "*/*", "accept-encoding": "identity"}
        if self.received:
            headers["range"] = f"bytes={self.received}-"
            if self._tag:
                headers["if-range"] = self._tag
        return headers

    def _take(self, response: httpx.Response, write: Callable[[bytes], object]) -> None:
        skip = self._known(response)
        tag = response.headers.get("etag", "")
        self._tag = "" if tag.startswith("W/") else tag
        # Chunks as they come: gathered to a size of ours, the last ones before a break would be lost.
        for chunk in response.iter_raw():
            wanted = chunk[skip:]
            skip -= len(chunk) - len(wanted)
            if not wanted:
                continue
            self.received += len(wanted)
            if self._size is not None and self.received > self._size:
                raise ContentDiffers(f"More bytes came than the {self._size:,} that the document has.")
            self._digest.update(wanted)
            write(wanted)
            self._tell()
        if self._size is not None and self.received < self._size:
            raise ConnectionFailed(f"The download ended after {self.received:,} of {self._size:,} bytes.")

    def _known(self, response: httpx.Response) -> int:
        """How many of the coming bytes are here already: all so far, from a server that cannot begin in the middle."""
        if response.status_code != 206:
            return self.received
        begin = _CONTENT_RANGE.match(response.headers.get("content-range", ""))
        if begin is None or int(begin[1]) > self.received:
            raise ContentDiffers("The server sent another part of the file than was asked for.")
        return self.received - int(begin[1])

    def _tell(self) -> None:
        if self._told:
            self._told(self.received, self._size)


@contextmanager
def part_of(folder: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """A new file to be renamed once it is whole; gone after the block unless it was."""
    path = folder / f".{secrets.token_hex(8)}.part"
    # Opened plainly and not by `tempfile`, so that the file is as readable for others as any that this user makes.
    stream = path.open("xb")
    try:
        yield path, stream
    finally:
        stream.close()
        path.unlink(missing_ok=True)


def place(part: Path, stream: BinaryIO, path: Path, *, overwrite: bool) -> Path:
    """Give a whole file its name, or with a number in it where that name is taken; survives a power cut."""
    stream.flush()
    os.fsync(stream.fileno())
    stream.close()
    if overwrite:
        return part.replace(path)
    for candidate in numbered(path):
        with suppress(FileExistsError):
            candidate.touch(exist_ok=False)
            return part.replace(candidate)
    raise AssertionError("numbers do not end")


def _redirected(url: httpx.URL, location: str) -> httpx.URL:
    """Nothing secret travels with the request, so any host will do, but not one that others could read along."""
    try:
        following = url.join(location)
    except httpx.InvalidURL as error:
        raise ContentDiffers(f"The download is redirected to {location!r}, which is no address.") from error
    if following.scheme not in ("https", url.scheme):
        raise ContentDiffers(f"The download is redirected from {url.scheme} to {following.scheme}: not followed.")
    return following
