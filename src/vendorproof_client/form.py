"""A multipart form with one file, streamed: measured before it is sent, never held in memory, sent again from its start."""

import io
import mimetypes
import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from vendorproof_client.errors import SourceChanged

OnProgress = Callable[[int, int | None], None]
"""Told how many bytes of the file have gone or come, and of how many (None: not known). Starts over with a retry."""

CHUNK = 128 << 10

_ESCAPES = {'"': "%22", "\r": "%0D", "\n": "%0A", "\0": "%00"}
"""As browsers write them (HTML Living Standard, "multipart/form-data encoding algorithm")."""


class FileForm:
    """The body of an upload; may be iterated again where the stream can be rewound.

    The file is what the stream holds from where it stands now. `length` is that of the whole body in bytes, None
    where the stream cannot tell.
    """

    def __init__(
        self,
        fields: Sequence[tuple[str, str]],
        stream: BinaryIO,
        filename: str,
        on_progress: OnProgress | None = None,
    ) -> None:
        """Raises ValueError for a stream of text."""
        if isinstance(stream, io.TextIOBase):  # type: ignore[unreachable]
            raise ValueError("The file is opened as text; open it in binary mode.")  # noqa: TRY004 (as all bad input)
        boundary = secrets.token_hex(16)
        self.content_type = f"multipart/form-data; boundary={boundary}"
        self._stream = stream
        self._start = _position(stream)
        self._file_length = None if self._start is None else _measure(stream, self._start)
        self._told = on_progress
        self._used = False
        parts = [
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in fields
        ]
        media_type = mimetypes.guess_type(filename)[0] or "application/octet-stream"
        parts.append(
            f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{_escape(filename)}"\r\n'
            f"Content-Type: {media_type}\r\n\r\n"
        )
        # A file name that is no text in its own file system cannot be told exactly; it is not worth refusing the file.
        self._head = "".join(parts).encode("utf-8", "replace")
        self._tail = f"\r\n--{boundary}--\r\n".encode()

    @property
    def length(self) -> int | None:
        return None if self._file_length is None else len(self._head) + self._file_length + len(self._tail)

    @property
    def spent(self) -> bool:
        """Whether what was read from the stream cannot be read again."""
        return self._used and self._start is None

    def __iter__(self) -> Iterator[bytes]:
        if self._start is not None:
            self._stream.seek(self._start)
        self._used = True
        yield self._head
        sent = 0
        self._tell(sent)
        while chunk := self._read(sent):
            yield chunk
            sent += len(chunk)
            self._tell(sent)
        yield self._tail

    def _read(self, sent: int) -> bytes:
        """Exactly the length that was promised, whatever happens to the file meanwhile."""
        chunk = self._stream.read(CHUNK)
        if self._file_length is None:
            return chunk
        expected = min(CHUNK, self._file_length - sent)
        if len(chunk) > expected or (not chunk and expected):
            raise SourceChanged("The file changed while it was being sent; nothing was stored.")
        return chunk

    def _tell(self, sent: int) -> None:
        if self._told:
            self._told(sent, self._file_length)


def shown_name(path: Path) -> str:
    """The file's name as text, with a mark for each byte that is no text in the file system's encoding."""
    return os.fsencode(path.name).decode("utf-8", "replace")


def _escape(filename: str) -> str:
    return "".join(_ESCAPES.get(character, character) for character in filename)


def _position(stream: BinaryIO) -> int | None:
    """Where the stream stands, None where it cannot go back there."""
    try:
        return stream.tell() if stream.seekable() else None
    except (AttributeError, OSError):
        return None


def _measure(stream: BinaryIO, start: int) -> int:
    end = stream.seek(0, os.SEEK_END)
    stream.seek(start)
    return max(0, end - start)
