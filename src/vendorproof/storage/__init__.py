"""Where the bytes of files are: one protocol, a backend per URL scheme.

A key is `<organisation id>/<document id>`, made here and never from what a user typed. What is written under a key is
never written again.
"""

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

LINK_SECONDS = 3600
READ_BYTES = 1024 * 1024
_KEY = re.compile(r"cborg_[0-9a-f]{1,64}/cbvdoc_[0-9a-f]{1,64}")


def is_key(text: str) -> bool:
    """Whether it has the form of a key: what else lies in the place is not ours."""
    return _KEY.fullmatch(text) is not None


def require_key(key: str) -> str:
    """The key itself; ValueError for another form, which only a mistake of ours can bring here."""
    if not is_key(key):
        raise ValueError(f"{key!r} is not a storage key")
    return key


class BadStorageUrl(ValueError):
    """A storage URL that cannot be used: says which part, and what would be accepted."""


@dataclass(frozen=True, slots=True)
class Blob:
    """Something stored; `modified_at` in epoch seconds. `key` is None for what an upload that broke off left behind."""

    key: str | None
    size: int
    modified_at: int
    place: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """How a download presents itself: the name it is saved under, in any language, and its media type."""

    filename: str
    media_type: str


class BlobMissing(Exception):
    """Nothing is stored under the key."""


class BlobWriter(Protocol):
    """Takes one file's bytes. All calls may block: never from an event loop. Used by one thread at a time."""

    def write(self, data: bytes) -> None:
        """Append; StorageFull or StorageUnavailable if that is impossible."""
        ...

    def commit(self) -> None:
        """Make what was written durable and visible under the key, all at once."""
        ...

    def abort(self) -> None:
        """Leave nothing behind, also after a commit; repeatable, never raises."""
        ...


class BlobStore(Protocol):
    """One place for files. Every method may block; StorageUnavailable when the place cannot be reached or refuses us."""

    def create(self, key: str) -> BlobWriter:
        """Begin to write a new file."""
        ...

    def read(self, key: str, start: int = 0, stop: int | None = None) -> AbstractContextManager[Iterator[bytes]]:
        """The bytes from `start` to before `stop`, in parts of at most 1 MiB; BlobMissing."""
        ...

    def size(self, key: str) -> int:
        """Bytes under the key; BlobMissing."""
        ...

    def delete(self, key: str) -> None:
        """Remove; repeatable."""
        ...

    def blobs(self) -> Iterator[Blob]:
        """Everything there is, unfinished uploads included, in no order."""
        ...

    def discard(self, blob: Blob) -> None:
        """Remove what `blobs` named, also an unfinished upload; repeatable."""
        ...

    def link(self, key: str, attachment: Attachment, now: int, seconds: int = LINK_SECONDS) -> str:
        """A URL that serves the file as an attachment until `now + seconds`, to whoever has it."""
        ...

    def check(self) -> None:
        """Raise StorageUnavailable, saying why in the log, unless files can be written and read."""
        ...
