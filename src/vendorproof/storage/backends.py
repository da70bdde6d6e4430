"""Which module serves which kind of storage URL."""

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from urllib.parse import urlsplit

from vendorproof.storage import BadStorageUrl, BlobStore
from vendorproof.storage.links import SignedLinks
from vendorproof.storage.place import Place

# By name, because the S3 libraries cost 25 MiB and 150 ms that a server with a disk need not pay. Each module has
# `open_at(place: Place) -> BlobStore`, raises BadStorageUrl and connects to nothing yet.
BACKENDS: Mapping[str, str] = {
    "file": "vendorproof.storage.local",
    "s3": "vendorproof.storage.s3",
}
ACCEPTED = (
    "It must be file:///absolute/folder, s3://bucket or s3://bucket/prefix?endpoint=https://host:port&region=name, or"
    " empty for the folder `files` in the data folder."
)


def open_store(
    url: str, *, default_folder: Path, links: SignedLinks, s3_access_key_id: str = "", s3_secret_access_key: str = ""
) -> BlobStore:
    """The store that `url` names; BadStorageUrl says what is wrong with it and what would be accepted."""
    try:
        parsed = urlsplit(url.strip())
        if url.strip() and parsed.scheme not in BACKENDS:
            raise BadStorageUrl("it does not begin with file:// or s3://")
        place = Place(parsed, default_folder, links, s3_access_key_id, s3_secret_access_key)
        store: BlobStore = import_module(BACKENDS[parsed.scheme or "file"]).open_at(place)
    except ValueError as error:
        # Never the URL itself: somebody may have put a password into it.
        raise BadStorageUrl(f"VENDORPROOF_STORAGE_URL cannot be used: {error}. {ACCEPTED}") from error
    return store
