from pathlib import Path

import pytest

from vendorproof.storage import BadStorageUrl
from vendorproof.storage.backends import ACCEPTED, open_store
from vendorproof.storage.keyring import Keyring
from vendorproof.storage.links import SignedLinks


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("/var/lib/files", "does not begin with file:// or s3://"),
        ("files", "does not begin with"),
        ("ftp://host/files", "does not begin with"),
        ("gs://bucket", "does not begin with"),
        ("http://[::1", "Invalid IPv6 URL"),
        ("file://var/lib/files", "a folder is named by its absolute path alone"),
        ("file:files", "absolute path"),
        ("file:///files?endpoint=x", "absolute path"),
        ("s3://", "the name of the bucket is missing"),
        ("s3:bucket", "the name of the bucket is missing"),
        ("s3://bu cket", "the name of the bucket"),
        ("s3://key:hunter2@bucket", "credentials do not belong in it"),
        ("s3://bucket/a//b", "a prefix is made of"),
        ("s3://bucket/../b", "a prefix is made of"),
        ("s3://bucket?endpont=https://host", "'endpont'; there are endpoint, public_endpoint, region, path_style"),
        ("s3://bucket?region=a&region=b", "it says region twice"),
        ("s3://bucket?endpoint=host:9000", "endpoint is an address such as"),
        ("s3://bucket?endpoint=https://host/path", "endpoint is an address such as"),
        ("s3://bucket?endpoint=https://u:hunter2@host", "endpoint is an address such as"),
        ("s3://bucket?endpoint=http://host:99999999", "Port out of range"),
        ("s3://bucket?public_endpoint=host", "public_endpoint is an address such as"),
        ("s3://bucket?region=eu west", "the region is made of"),
        ("s3://bucket?path_style=maybe", "path_style is true or false"),
    ],
)
def test_a_url_that_cannot_be_used_is_explained(url: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(BadStorageUrl) as refused:
        open_store(url, default_folder=tmp_path, links=SignedLinks("", Keyring(tmp_path, "")))
    message = str(refused.value)
    assert message.startswith("VENDORPROOF_STORAGE_URL cannot be used: ")
    assert reason in message
    assert message.endswith(ACCEPTED)
    assert "hunter2" not in message


def test_half_a_credential_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadStorageUrl, match="are set both or neither"):
        open_store(
            "s3://bucket",
            default_folder=tmp_path,
            links=SignedLinks("", Keyring(tmp_path, "")),
            s3_secret_access_key="secret",
        )
