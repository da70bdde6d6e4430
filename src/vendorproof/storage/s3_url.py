"""What an `s3://` storage URL says (pure)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from vendorproof.storage import BadStorageUrl

DEFAULT_REGION = "us-east-1"
_BUCKET = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{1,254}")
_PREFIX = re.compile(r"[A-Za-z0-9_=-][A-Za-z0-9._=-]*(/[A-Za-z0-9_=-][A-Za-z0-9._=-]*)*")
_REGION = re.compile(r"[A-Za-z0-9-]{1,64}")
_PARAMETERS = ("endpoint", "public_endpoint", "region", "path_style")


@dataclass(frozen=True, slots=True)
class S3Url:
    """Where a bucket is. An empty endpoint is AWS; links point to `public_endpoint`, where browsers can reach it."""

    bucket: str
    prefix: str
    endpoint: str
    public_endpoint: str
    region: str
    path_style: bool

    def name(self, key: str) -> str:
        """The object's name in the bucket."""
        return f"{self.prefix}/{key}" if self.prefix else key

    def key(self, name: str) -> str:
        """The reverse; for an object of another prefix, something that is no key."""
        return name[len(self.prefix) + 1 :] if self.prefix and name.startswith(f"{self.prefix}/") else name


def parse(url: SplitResult) -> S3Url:
    """`s3://bucket/prefix?endpoint=…&public_endpoint=…&region=…&path_style=true`; BadStorageUrl."""
    if "@" in url.netloc:
        raise BadStorageUrl(
            "credentials do not belong in it, set VENDORPROOF_S3_ACCESS_KEY_ID and VENDORPROOF_S3_SECRET_ACCESS_KEY"
        )
    if not _BUCKET.fullmatch(url.netloc):
        raise BadStorageUrl("the name of the bucket is missing or has characters that no bucket's name has")
    prefix = unquote(url.path).strip("/")
    if prefix and not _PREFIX.fullmatch(prefix):
        raise BadStorageUrl("a prefix is made of letters, digits, hyphens, underscores and single slashes")
    given = _parameters(url.query)
    endpoint = _endpoint(given, "endpoint")
    region = given.get("region", DEFAULT_REGION if endpoint else "")
    if region and not _REGION.fullmatch(region):
        raise BadStorageUrl("the region is made of letters, digits and hyphens")
    style = given.get("path_style", "true" if endpoint else "false").lower()
    if style not in ("true", "false"):
        raise BadStorageUrl("path_style is true or false")
    public = _endpoint(given, "public_endpoint") or endpoint
    return S3Url(url.netloc, prefix, endpoint, public, region, style == "true")


def _parameters(query: str) -> Mapping[str, str]:
    pairs = parse_qsl(query, keep_blank_values=True)
    names = [name for name, _ in pairs]
    for name in names:
        if name not in _PARAMETERS:
            raise BadStorageUrl(f"it has the parameter {name[:40]!r}; there are {', '.join(_PARAMETERS)}")
        if names.count(name) > 1:
            raise BadStorageUrl(f"it says {name} twice")
    return dict(pairs)


def _endpoint(given: Mapping[str, str], name: str) -> str:
    text = given.get(name, "").rstrip("/")
    if not text:
        return ""
    parsed = urlsplit(text)
    plain = parsed.scheme in ("http", "https") and parsed.hostname and not (parsed.path or parsed.query)
    if not plain or parsed.port == 0 or "@" in parsed.netloc:
        raise BadStorageUrl(f"{name} is an address such as https://s3.example.com or http://10.0.0.7:9000")
    return text
