import io
import socket
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import boto3
import obstore
import pytest
import structlog
from structlog.testing import capture_logs

from tests.fixtures.storage import opened
from vendorproof.core.errors import StorageUnavailable
from vendorproof.storage import Attachment, BlobStore, BlobWriter
from vendorproof.storage.s3 import S3Store

KEY = "cborg_01/cbvdoc_01"
SECRET = "not-the-right-one-1f3a"
Change = Callable[[dict[str, str]], None]


def another_bucket(settings: dict[str, str]) -> None:
    settings["storage_url"] = urlsplit(settings["storage_url"])._replace(netloc="no-such-bucket").geturl()


def wrong_secret(settings: dict[str, str]) -> None:
    settings["s3_secret_access_key"] = SECRET


def nobody_there(settings: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings["storage_url"] = f"s3://bucket?endpoint=http://127.0.0.1:{port}"


@pytest.mark.parametrize("storage_kind", ["s3"], indirect=True)
@pytest.mark.parametrize("change", [another_bucket, wrong_secret, nobody_there])
def test_a_bucket_that_cannot_be_used_is_unavailable_and_the_log_says_why(
    storage_settings: dict[str, str], tmp_path: Path, change: Change
) -> None:
    if change is wrong_secret and "s3_access_key_id" not in storage_settings:
        pytest.skip("the credentials of the named server are not ours to change")
    change(storage_settings)
    store = opened(storage_settings, tmp_path)
    for use in (look, read, delete, listing, write_little, write_much, check):
        with capture_logs() as said, pytest.raises(StorageUnavailable):
            use(store)
        [line] = [one for one in said if one["event"] == "storage_unavailable"]
        assert len(line["reason"]) > 20
        assert SECRET not in str(said)


def look(store: BlobStore) -> None:
    store.size(KEY)


def read(store: BlobStore) -> None:
    with store.read(KEY):
        pass


def delete(store: BlobStore) -> None:
    store.delete(KEY)


def check(store: BlobStore) -> None:
    store.check()


def listing(store: BlobStore) -> None:
    list(store.blobs())


def write_little(store: BlobStore) -> None:
    writer = store.create(KEY)
    writer.write(b"x")
    writer.commit()


def write_much(store: BlobStore) -> None:
    finish(store.create(KEY))


def finish(writer: BlobWriter) -> None:
    for _ in range(12):
        writer.write(bytes(1024 * 1024))
    writer.commit()


@pytest.mark.parametrize("storage_kind", ["s3"], indirect=True)
def test_an_abort_never_raises(storage_settings: dict[str, str], tmp_path: Path) -> None:
    another_bucket(storage_settings)
    writer = opened(storage_settings, tmp_path).create(KEY)
    with capture_logs(), pytest.raises(StorageUnavailable):
        finish(writer)
    with capture_logs() as said:
        writer.abort()
        writer.abort()
    assert {one["event"] for one in said} == {"storage_left_behind"}


@pytest.mark.parametrize("storage_kind", ["s3"], indirect=True)
def test_only_our_own_objects_are_listed(
    storage: BlobStore, storage_settings: Mapping[str, str], tmp_path: Path
) -> None:
    assert isinstance(storage, S3Store)
    place, bucket = storage.place, storage.clients.bucket
    names = [place.name("notes.txt"), place.name("cborg_01/notes.txt"), f"{place.prefix}-too/{KEY}", place.name(KEY)]
    for name in names:
        obstore.put(bucket, name, io.BytesIO(b"x"))
    assert [one.key for one in storage.blobs()] == [KEY]
    for name in names:
        obstore.delete(bucket, name)


@pytest.mark.parametrize("storage_kind", ["s3"], indirect=True)
def test_links_lead_to_where_browsers_reach_the_bucket(storage_settings: dict[str, str], tmp_path: Path) -> None:
    storage_settings["storage_url"] += "&public_endpoint=https://files.example.com"
    link = urlsplit(opened(storage_settings, tmp_path).link(KEY, Attachment("a.pdf", "application/pdf"), 0, 60))
    assert (link.scheme, link.netloc) == ("https", "files.example.com")
    assert dict(parse_qsl(link.query))["X-Amz-Expires"] == "60"


def test_without_credentials_the_log_says_which_to_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    assert boto3.Session().get_credentials() is None
    store = opened({"storage_url": "s3://bucket?endpoint=http://127.0.0.1:1"}, tmp_path)
    with capture_logs() as said, pytest.raises(StorageUnavailable):
        store.size(KEY)
    assert "VENDORPROOF_S3_ACCESS_KEY_ID" in said[0]["reason"]


def test_nothing_is_connected_to_by_opening(tmp_path: Path) -> None:
    structlog.reset_defaults()
    with capture_logs() as said:
        opened({"storage_url": "s3://bucket?endpoint=http://127.0.0.1:1"}, tmp_path)
    assert said == []
