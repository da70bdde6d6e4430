"""A stored file as an open one, for what wants to seek in it: the malware scanner and the sandbox."""

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from vendorproof.core.errors import StorageFull
from vendorproof.core.scope import Scope
from vendorproof.runtime import Runtime
from vendorproof.storage.local import LocalStore

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def fetched(rt: Runtime, scope: Scope, key: str) -> Iterator[IO[bytes]]:
    """The file under a key of this organisation: the stored one where it is on our disk, else a copy in the data folder
    that has no name, so that nothing of it outlives us. BlobMissing, StorageFull, StorageUnavailable.
    """
    if not key.startswith(f"{scope.organisation_id}/"):
        raise ValueError(f"{key} is not of this organisation")
    if isinstance(rt.blobs, LocalStore):
        with os.fdopen(rt.blobs.open(key), "rb") as file:
            yield file
        return
    with tempfile.TemporaryFile(dir=rt.settings.data_dir) as copy, rt.blobs.read(key) as parts:
        try:
            for part in parts:
                copy.write(part)
            copy.flush()
        except OSError as error:
            if error.errno in _FULL:
                raise StorageFull from error
            raise
        yield copy
