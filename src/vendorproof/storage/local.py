"""Files on a disk of this machine, or one mounted here: `file:///absolute/folder`.

<root>/.incoming/<random>                         while it is written
<root>/<organisation>/<last two of id>/<document> once it is committed
"""

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NoReturn
from urllib.parse import unquote

import structlog

from vendorproof.core.errors import StorageFull, StorageUnavailable
from vendorproof.storage import LINK_SECONDS, Attachment, BadStorageUrl, Blob, BlobMissing, is_key, require_key
from vendorproof.storage.links import SignedLinks
from vendorproof.storage.place import Place

INCOMING = ".incoming"
CHUNK_BYTES = 256 * 1024
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_WRITE_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC

log = structlog.get_logger("vendorproof.storage")


def open_at(place: Place) -> "LocalStore":
    """The folder that the URL names; `files` in the data folder when there is no URL."""
    url = place.url
    if not url.geturl():
        return LocalStore(place.default_folder, place.links)
    root = Path(unquote(url.path))
    if url.netloc or url.query or url.fragment or not url.path.startswith("/") or "\x00" in url.path:
        raise BadStorageUrl("a folder is named by its absolute path alone: file:///var/lib/vendorproof/files")
    if root.exists() and not root.is_dir():
        raise BadStorageUrl(f"{root} is not a folder")
    return LocalStore(root, place.links)


class LocalStore:
    """A BlobStore in a folder; the folder and those in it are made when the first file comes."""

    def __init__(self, root: Path, links: SignedLinks) -> None:
        self.root = root
        self.links = links

    def create(self, key: str) -> "LocalWriter":
        """Begin to write a new file."""
        return LocalWriter(self, require_key(key))

    @contextmanager
    def read(self, key: str, start: int = 0, stop: int | None = None) -> Iterator[Iterator[bytes]]:
        """The bytes from `start` to before `stop`; BlobMissing."""
        descriptor = self.open(key)
        try:
            yield _parts(descriptor, start, stop)
        finally:
            os.close(descriptor)

    def open(self, key: str) -> int:
        """A descriptor to read from, for the caller to close; BlobMissing."""
        try:
            return os.open(self.path(key), os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError as error:
            raise BlobMissing(key) from error
        except OSError as error:
            refuse(error, key)

    def size(self, key: str) -> int:
        """Bytes under the key; BlobMissing."""
        try:
            return self.path(key).stat().st_size
        except FileNotFoundError as error:
            raise BlobMissing(key) from error
        except OSError as error:
            refuse(error, key)

    def delete(self, key: str) -> None:
        """Remove; repeatable."""
        self._unlink(self.path(key))

    def blobs(self) -> Iterator[Blob]:
        """Every file under a key, and what lies in `.incoming`; other files in the folder are not ours and left out."""
        for entry in self._entries(self.root / INCOMING):
            yield from _blob(None, entry)
        for organisation in self._entries(self.root):
            for fan in self._entries(Path(organisation.path)) if organisation.name.startswith("cborg_") else ():
                for entry in self._entries(Path(fan.path)) if fan.is_dir(follow_symlinks=False) else ():
                    key = f"{organisation.name}/{entry.name}"
                    if is_key(key) and fan.name == _fan(key):
                        yield from _blob(key, entry)

    def discard(self, blob: Blob) -> None:
        """Remove what `blobs` named."""
        if blob.key is not None:
            self.delete(blob.key)
        elif Path(blob.place).parent == self.root / INCOMING:
            self._unlink(Path(blob.place))
        else:
            raise ValueError(f"{blob.place} is not an unfinished upload of this store")

    def link(self, key: str, attachment: Attachment, now: int, seconds: int = LINK_SECONDS) -> str:
        """A URL on this server; see `vendorproof.storage.links`."""
        return self.links.make(require_key(key), attachment, now, seconds)

    def check(self) -> None:
        """Write, sync, read and remove a small file."""
        path: Path | None = None
        try:
            descriptor, path = self.start()
            with os.fdopen(descriptor, "wb") as file:
                file.write(b"check")
                file.flush()
                os.fsync(descriptor)
            path.read_bytes()
        except OSError as error:
            refuse(error, INCOMING)
        finally:
            if path is not None:
                self._unlink(path)

    def path(self, key: str) -> Path:
        """Where a committed file lies."""
        organisation, document = require_key(key).split("/")
        return self.root / organisation / _fan(key) / document

    def start(self) -> tuple[int, Path]:
        """A new file in `.incoming`, open for writing; OSError."""
        path = self.root / INCOMING / secrets.token_hex(16)
        try:
            return os.open(path, _WRITE_NEW, 0o600), path
        except FileNotFoundError:
            make_folder(path.parent)
            return os.open(path, _WRITE_NEW, 0o600), path

    def _entries(self, folder: Path) -> Iterator[os.DirEntry[str]]:
        try:
            with os.scandir(folder) as entries:
                yield from entries
        except (FileNotFoundError, NotADirectoryError):
            return
        except OSError as error:
            refuse(error, str(folder))

    def _unlink(self, path: Path) -> None:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            refuse(error, path.name)


class LocalWriter:
    """Writes beside the final place and moves there when it is whole and on disk."""

    def __init__(self, store: LocalStore, key: str) -> None:
        self._key = key
        self._final = store.path(key)
        self._committed = False
        self._descriptor = -1
        try:
            self._descriptor, self._temporary = store.start()
        except OSError as error:
            refuse(error, key)

    def write(self, data: bytes) -> None:
        """Append, unbuffered: whoever calls decides how much goes to the kernel at once."""
        try:
            written = os.write(self._descriptor, data)
            while written < len(data):  # a disk that fills up takes a part first
                written += os.write(self._descriptor, memoryview(data)[written:])
        except OSError as error:
            refuse(error, self._key)

    def commit(self) -> None:
        """On disk first, then under its name, then the name on disk: no crash leaves half a file there."""
        try:
            os.fsync(self._descriptor)
            self._close()
            try:
                self._temporary.rename(self._final)
            except FileNotFoundError:
                make_folder(self._final.parent)
                self._temporary.rename(self._final)
            self._committed = True
            sync_folder(self._final.parent)
        except OSError as error:
            refuse(error, self._key)

    def abort(self) -> None:
        """Remove the file wherever it has got to."""
        with suppress(OSError):
            self._close()
        try:
            self._temporary.unlink(missing_ok=True)
            if self._committed:
                self._final.unlink(missing_ok=True)
        except OSError as error:
            log.warning("storage_left_behind", key=self._key, reason=str(error))

    def _close(self) -> None:
        if self._descriptor >= 0:
            descriptor, self._descriptor = self._descriptor, -1
            os.close(descriptor)


def refuse(error: OSError, what: str) -> NoReturn:
    """StorageFull or StorageUnavailable, and the reason in the log."""
    full = error.errno in _FULL
    log.error("storage_full" if full else "storage_unavailable", what=what, reason=str(error))
    raise (StorageFull if full else StorageUnavailable) from error


def make_folder(path: Path) -> None:
    """The folder and those above it, for us alone, each one's name on disk; OSError."""
    if path.is_dir():
        return
    make_folder(path.parent)
    with suppress(FileExistsError):
        path.mkdir(mode=0o700)
    sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Put the names in a folder on disk; OSError."""
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _fan(key: str) -> str:
    return key[-2:].rpartition("_")[2]


def _blob(key: str | None, entry: os.DirEntry[str]) -> Iterator[Blob]:
    with suppress(FileNotFoundError):  # gone since the folder was listed
        if entry.is_file(follow_symlinks=False):
            found = entry.stat(follow_symlinks=False)
            yield Blob(key, found.st_size, int(found.st_mtime), entry.path)


def _parts(descriptor: int, start: int, stop: int | None) -> Iterator[bytes]:
    at = start
    while stop is None or at < stop:
        wanted = CHUNK_BYTES if stop is None else min(CHUNK_BYTES, stop - at)
        try:
            data = os.pread(descriptor, wanted, at)
        except OSError as error:
            refuse(error, "read")
        if not data:
            return
        at += len(data)
        yield data
