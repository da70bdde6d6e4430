"""The container of the old Office formats (MS-CFB): its streams, bounded."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

import olefile  # type: ignore[import-untyped]

from vendorproof.documents.extract.findings import Damaged, Locked
from vendorproof.documents.extract.units import TooLarge

MOST_STREAM_BYTES = 256 << 20
LOCKED = "The document is protected by a password: ask the vendor for an open copy."
BROKEN = (OSError, ValueError, IndexError, KeyError, struct.error, RecursionError, OverflowError, TypeError)
"""What comes of following the offsets of a damaged file."""


class Container:
    """Streams by their path, whatever its case."""

    def __init__(self, opened: "olefile.OleFileIO") -> None:
        self._opened = opened
        self._streams = {"/".join(one).lower(): one for one in opened.listdir()}

    def __contains__(self, path: str) -> bool:
        return path.lower() in self._streams

    def stream(self, path: str) -> bytes:
        """Damaged without it, TooLarge."""
        name = self._streams.get(path.lower())
        if name is None:
            raise Damaged(f"The Office document is damaged: its part “{path}” is missing.")
        if self._opened.get_size(name) > MOST_STREAM_BYTES:
            raise TooLarge(f"The document is larger than {MOST_STREAM_BYTES >> 20} MiB.")
        with self._opened.openstream(name) as stream:
            data: bytes = stream.read()
        return data


@contextmanager
def opened(file: BinaryIO) -> Iterator[Container]:
    """Damaged, Locked; also for whatever goes wrong inside the block because the file's offsets are wrong."""
    file.seek(0)
    try:
        with olefile.OleFileIO(file) as container:
            streams = Container(container)
            if "encryptedpackage" in streams:
                raise Locked(LOCKED)
            yield streams
    except BROKEN as error:
        raise Damaged("The Office document is damaged: its parts do not fit together.") from error
