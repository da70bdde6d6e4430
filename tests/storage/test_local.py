import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from vendorproof.core.errors import StorageFull, StorageUnavailable
from vendorproof.storage import BadStorageUrl, Blob, BlobMissing
from vendorproof.storage.backends import open_store
from vendorproof.storage.keyring import Keyring
from vendorproof.storage.links import SignedLinks
from vendorproof.storage.local import INCOMING, LocalStore, refuse

KEY = "cborg_0123/cbvdoc_01234567"
# A limit on file sizes stands in for a full disk: to the writer both are a refused write.
WRITE_UNTIL_FULL = """
import os, resource, signal, sys
from pathlib import Path
from vendorproof.core.errors import StorageFull
from vendorproof.storage.local import LocalStore
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
writer = LocalStore(Path(sys.argv[1]), None).create("cborg_01/cbvdoc_01")
try:
    for _ in range(3):
        writer.write(os.urandom(64 * 1024))
except StorageFull:
    writer.abort()
    print("full")
"""


@pytest.fixture
def store(tmp_path: Path) -> LocalStore:
    return LocalStore(tmp_path / "files", SignedLinks("http://vendorproof.test", Keyring(tmp_path, "")))


def put(store: LocalStore, data: bytes = b"content") -> Path:
    writer = store.create(KEY)
    writer.write(data)
    writer.commit()
    return store.path(KEY)


def test_files_lie_in_fan_out_folders_for_us_alone(store: LocalStore) -> None:
    path = put(store)
    assert path.relative_to(store.root).as_posix() == "cborg_0123/67/cbvdoc_01234567"
    for one in (path, *path.parents[:3], store.root / INCOMING):
        assert stat.S_IMODE(one.stat().st_mode) & 0o077 == 0, one
    assert list((store.root / INCOMING).iterdir()) == []


def test_a_folder_that_vanished_is_made_again(store: LocalStore) -> None:
    path = put(store)
    writer = store.create(KEY)
    writer.write(b"new")
    path.unlink()
    path.parent.rmdir()
    writer.commit()
    assert path.read_bytes() == b"new"


def test_a_full_disk_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WRITE_UNTIL_FULL, tmp_path], capture_output=True, text=True, check=True
    )
    assert "full" in done.stdout.split()
    assert "File too large" in done.stdout + done.stderr
    assert list((tmp_path / INCOMING).iterdir()) == []


@pytest.mark.parametrize(
    ("number", "expected"),
    [(errno.ENOSPC, StorageFull), (errno.EDQUOT, StorageFull), (errno.EFBIG, StorageFull),
     (errno.EIO, StorageUnavailable), (errno.EROFS, StorageUnavailable), (errno.EACCES, StorageUnavailable)],
)  # fmt: skip
def test_what_the_disk_says_has_two_answers(number: int, expected: type[Exception]) -> None:
    with pytest.raises(expected):
        refuse(OSError(number, os.strerror(number)), KEY)


def test_a_disk_that_is_none_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    store = LocalStore(tmp_path / "file" / "files", SignedLinks("", Keyring(tmp_path, "")))
    for use in (store.create, store.size, store.open):
        with pytest.raises(StorageUnavailable):
            use(KEY)
    with pytest.raises(StorageUnavailable):
        store.check()


def test_only_our_own_files_are_listed(store: LocalStore, tmp_path: Path) -> None:
    path = put(store)
    (store.root / "README").write_text("somebody's")
    (store.root / "lost+found").mkdir()
    (store.root / "cborg_0123" / "notes.txt").write_text("somebody's")
    (path.parent / "copy of cbvdoc_01234567").write_text("somebody's")
    (store.root / "cborg_0123" / "99").mkdir()
    (store.root / "cborg_0123" / "99" / path.name).write_text("in the wrong folder")
    (path.parent / "cbvdoc_9967").symlink_to(tmp_path / "elsewhere")
    assert [(one.key, one.place) for one in store.blobs()] == [(KEY, str(path))]


def test_only_unfinished_uploads_are_discarded_by_place(store: LocalStore, tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("x")
    with pytest.raises(ValueError, match="not an unfinished upload"):
        store.discard(Blob(None, 1, 0, str(tmp_path / "precious")))
    assert (tmp_path / "precious").exists()


def open_files() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def test_a_file_is_closed_after_reading(store: LocalStore) -> None:
    put(store, b"x" * 10)
    before = open_files()
    with store.read(KEY) as parts:
        next(parts)
    with pytest.raises(BlobMissing), store.read("cborg_01/cbvdoc_01"):
        pass
    assert open_files() == before


def test_the_folder_is_taken_from_the_url(tmp_path: Path) -> None:
    links = SignedLinks("", Keyring(tmp_path, ""))
    chosen = open_store(f"file://{tmp_path}/with%20space", default_folder=tmp_path / "files", links=links)
    assert isinstance(chosen, LocalStore)
    assert chosen.root == tmp_path / "with space"
    default = open_store("", default_folder=tmp_path / "files", links=links)
    assert isinstance(default, LocalStore)
    assert default.root == tmp_path / "files"


def test_a_url_that_names_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(BadStorageUrl, match="is not a folder"):
        open_store(f"file://{tmp_path}/file", default_folder=tmp_path, links=SignedLinks("", Keyring(tmp_path, "")))
