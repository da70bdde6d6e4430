"""Files in a bucket of Amazon S3 or of a server that speaks as it does: `s3://bucket/prefix?endpoint=…`.

obstore moves the bytes; boto3 signs links, with the name and type they are to be saved under, and sees uploads that
were never finished.
"""

import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, NoReturn

import boto3
import obstore
import structlog
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from obstore.auth.boto3 import Boto3CredentialProvider
from obstore.exceptions import BaseError
from obstore.store import S3Store as Bucket

from vendorproof.core.errors import StorageFull, StorageUnavailable
from vendorproof.storage import (
    LINK_SECONDS,
    READ_BYTES,
    Attachment,
    BadStorageUrl,
    Blob,
    BlobMissing,
    is_key,
    require_key,
    s3_url,
)
from vendorproof.storage.attachments import content_disposition
from vendorproof.storage.place import Place

PART_BYTES = 5 * 1024 * 1024  # the least that S3 takes for a part which is not the last
PARTS_AT_ONCE = 2
STREAM_BYTES = 256 * 1024
CONNECT_SECONDS = 5
SILENCE_SECONDS = 60  # a server that says nothing for so long is given up
RETRIES = 3
_FULL = ("507 Insufficient Storage", "QuotaExceeded", "StorageFull")
_ERRORS = (BaseError, BotoCoreError, ClientError, OSError)

log = structlog.get_logger("vendorproof.storage")


def open_at(place: Place) -> "S3Store":
    """The bucket that the URL names; nothing is connected to yet."""
    if bool(place.s3_access_key_id) != bool(place.s3_secret_access_key):
        raise BadStorageUrl("VENDORPROOF_S3_ACCESS_KEY_ID and VENDORPROOF_S3_SECRET_ACCESS_KEY are set both or neither")
    return S3Store(s3_url.parse(place.url), place.s3_access_key_id, place.s3_secret_access_key)


@dataclass(frozen=True, slots=True)
class _Clients:
    bucket: Bucket
    boto: Any
    signer: Any


class S3Store:
    """A BlobStore in a bucket. It connects with the first call: whoever only asks the database pays nothing for it."""

    def __init__(self, place: s3_url.S3Url, access_key_id: str = "", secret_access_key: str = "") -> None:
        self.place = place
        self._access = (access_key_id or None, secret_access_key or None)
        self._lock = threading.Lock()
        self._clients: _Clients | None = None

    def create(self, key: str) -> "S3Writer":
        """Begin to write a new file."""
        return S3Writer(self, require_key(key))

    @contextmanager
    def read(self, key: str, start: int = 0, stop: int | None = None) -> Iterator[Iterator[bytes]]:
        """The bytes from `start` to before `stop`; BlobMissing."""
        name = self.place.name(require_key(key))
        if start >= self._end(key, start, stop):
            yield iter(())
            return
        with self._told(key):
            found = obstore.get(
                self.clients.bucket,
                name,
                options={"range": {"offset": start} if stop is None else (start, stop)} if start or stop else None,
            )
        yield self._parts(key, found.stream(min_chunk_size=STREAM_BYTES))

    def size(self, key: str) -> int:
        """Bytes under the key; BlobMissing."""
        with self._told(key):
            return int(obstore.head(self.clients.bucket, self.place.name(require_key(key)))["size"])

    def delete(self, key: str) -> None:
        """Remove; repeatable."""
        with suppress(BlobMissing), self._told(key):
            obstore.delete(self.clients.bucket, self.place.name(require_key(key)))

    def blobs(self) -> Iterator[Blob]:
        """Every object under a key, and unfinished uploads to one, whose size (0 here) nobody knows without asking."""
        with self._told("list"):
            for page in obstore.list(self.clients.bucket, prefix=self.place.prefix or None):
                for one in page:
                    if is_key(key := self.place.key(one["path"])):
                        yield Blob(key, one["size"], int(one["last_modified"].timestamp()), one["path"])
            for upload in self._uploads(self.place.name("")):
                if is_key(self.place.key(upload["Key"])):
                    yield Blob(None, 0, int(upload["Initiated"].timestamp()), f"{upload['Key']} {upload['UploadId']}")

    def discard(self, blob: Blob) -> None:
        """Remove what `blobs` named."""
        if blob.key is not None:
            self.delete(blob.key)
            return
        name, _, upload_id = blob.place.partition(" ")
        with self._told("discard"):
            self.abandon(name, upload_id)

    def link(self, key: str, attachment: Attachment, now: int, seconds: int = LINK_SECONDS) -> str:  # noqa: ARG002 - see below
        """A presigned URL of the bucket itself; the bucket's clock judges it, so it counts from the machine's time."""
        parameters = {
            "Bucket": self.place.bucket,
            "Key": self.place.name(require_key(key)),
            "ResponseContentDisposition": content_disposition(attachment.filename),
            "ResponseContentType": attachment.media_type,
            "ResponseCacheControl": "private",
        }
        with self._told(key):
            url: str = self.clients.signer.generate_presigned_url("get_object", Params=parameters, ExpiresIn=seconds)
            return url

    def check(self) -> None:
        """Write, read and remove a small object, and list unfinished uploads."""
        name = self.place.name(f".check/{secrets.token_hex(16)}")
        with self._told("check"):
            obstore.put(self.clients.bucket, name, b"check")
            try:
                obstore.get(self.clients.bucket, name).bytes()
                next(self._uploads(name), None)
            finally:
                obstore.delete(self.clients.bucket, name)

    @property
    def clients(self) -> _Clients:
        """Made once; StorageUnavailable when there are no credentials to be found."""
        with self._lock:
            if self._clients is None:
                self._clients = self._connect()
            return self._clients

    def abandon(self, name: str, upload_id: str) -> None:
        """Give up one multipart upload and its parts; repeatable."""
        try:
            self.clients.boto.abort_multipart_upload(Bucket=self.place.bucket, Key=name, UploadId=upload_id)
        except ClientError as error:
            if error.response["Error"]["Code"] != "NoSuchUpload":
                raise

    def abandon_all(self, name: str) -> None:
        """Give up every multipart upload to one object; more than once, for a part that was still under way (S3's rule)."""
        for _ in range(RETRIES):
            found = [one["UploadId"] for one in self._uploads(name) if one["Key"] == name]
            for upload_id in found:
                self.abandon(name, upload_id)
            if not found:
                return

    def refuse(self, error: Exception, what: str) -> NoReturn:
        """StorageFull or StorageUnavailable, and in the log what the server said: its first lines, no request."""
        said = str(error).partition("\n\nDebug source")[0][:500]
        full = any(one in said for one in _FULL)
        log.error("storage_full" if full else "storage_unavailable", what=what, reason=said)
        raise (StorageFull if full else StorageUnavailable) from error

    def _connect(self) -> _Clients:
        access_key_id, secret_access_key = self._access
        place = self.place
        session = boto3.Session(access_key_id, secret_access_key, region_name=place.region or None)
        if session.get_credentials() is None:
            self.refuse(ValueError("no credentials: set VENDORPROOF_S3_ACCESS_KEY_ID and its secret"), "connect")
        region = session.region_name or s3_url.DEFAULT_REGION
        bucket = Bucket(
            place.bucket,
            config={"region": region, **({"endpoint": place.endpoint} if place.endpoint else {})},
            virtual_hosted_style_request=not place.path_style,
            credential_provider=Boto3CredentialProvider(session),
            client_options={
                "allow_http": place.endpoint.startswith("http:"),
                "connect_timeout": timedelta(seconds=CONNECT_SECONDS),
                "read_timeout": timedelta(seconds=SILENCE_SECONDS),
                "timeout": timedelta(days=1),  # of a whole transfer: a large file to a slow reader takes its time
            },
            retry_config={"max_retries": RETRIES, "retry_timeout": timedelta(seconds=SILENCE_SECONDS)},
        )
        config = _boto_config(place)
        boto = session.client("s3", endpoint_url=place.endpoint or None, region_name=region, config=config)
        signer = boto
        if place.public_endpoint != place.endpoint:
            signer = session.client("s3", endpoint_url=place.public_endpoint, region_name=region, config=config)
        return _Clients(bucket, boto, signer)

    def _end(self, key: str, start: int, stop: int | None) -> int:
        """Where to stop reading. Only S3 makes an error of a range that holds nothing, so those are asked about first."""
        if start == 0 and stop is None:
            return 1
        size = self.size(key)
        return size if stop is None else min(stop, size)

    def _parts(self, key: str, stream: Iterator[Any]) -> Iterator[bytes]:
        with self._told(key):
            for part in stream:
                whole = memoryview(part)
                for at in range(0, len(whole), READ_BYTES):
                    yield bytes(whole[at : at + READ_BYTES])

    def _uploads(self, prefix: str) -> Iterator[dict[str, Any]]:
        pages = self.clients.boto.get_paginator("list_multipart_uploads")
        for page in pages.paginate(Bucket=self.place.bucket, Prefix=prefix):
            yield from page.get("Uploads", ())

    @contextmanager
    def _told(self, what: str) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError as error:
            self._require_bucket(error, what)
            raise BlobMissing(what) from error
        except _ERRORS as error:
            self.refuse(error, what)

    def _require_bucket(self, error: Exception, what: str) -> None:
        """An object is missing only where its bucket is not: else a lost bucket would look like lost files."""
        try:
            self.clients.boto.head_bucket(Bucket=self.place.bucket)
        except _ERRORS:
            self.refuse(error, what)


class S3Writer:
    """Sends parts as they fill; the object is there once they are joined."""

    def __init__(self, store: S3Store, key: str) -> None:
        self._store = store
        self._key = key
        self._name = store.place.name(key)
        self._written = 0
        self._file: Any = obstore.open_writer(
            store.clients.bucket, self._name, buffer_size=PART_BYTES, max_concurrency=PARTS_AT_ONCE
        )

    def write(self, data: bytes) -> None:
        """Append; waits while two parts are under way."""
        self._written += len(data)
        try:
            self._file.write(data)
        except _ERRORS as error:
            self._store.refuse(error, self._key)

    def commit(self) -> None:
        """Send the rest and join the parts."""
        try:
            self._file.close()
        except _ERRORS as error:
            self._store.refuse(error, self._key)

    def abort(self) -> None:
        """Remove the object, or the parts that were sent."""
        try:
            committed = self._file is not None and self._file.closed()
            self._file = None  # cancels the parts under way
            if committed:
                self._store.delete(self._key)
            if self._written >= PART_BYTES:
                self._store.abandon_all(self._name)
        except (StorageUnavailable, *_ERRORS) as error:
            log.warning("storage_left_behind", key=self._key, reason=str(error)[:500])


def _boto_config(place: s3_url.S3Url) -> Config:
    return Config(
        signature_version="s3v4",  # else links to a server of one's own are signed in the old way
        request_checksum_calculation="when_required",  # older servers refuse the checksums that are new
        response_checksum_validation="when_required",
        connect_timeout=CONNECT_SECONDS,
        read_timeout=SILENCE_SECONDS,
        retries={"max_attempts": RETRIES, "mode": "standard"},
        s3={"addressing_style": "path" if place.path_style else "virtual"},
    )
