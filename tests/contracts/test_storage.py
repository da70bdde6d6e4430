"""What every storage backend promises, held against a real disk and a real S3 server."""

import os

KEY = "cborg_01/cbvdoc_0123456789abcdef"


def test_what_was_written_is_read(storage) -> None:
    data = os.urandom(12 << 20)
    w = storage.create(KEY)
    w.write(data)
    w.commit()
    with storage.read(KEY) as parts:
        assert b"".join(parts) == data
