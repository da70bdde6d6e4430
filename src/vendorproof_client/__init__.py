"""Client library and commands for the Vendorproof API; stands alone, imports nothing of the server.

>>> with Client("https://vendorproof.example.com", "ak_live_…") as client:
...     client.imports.post("vendors", [{"ID": "V-1", "Name": "Acme"}])
"""

from vendorproof_client.client import Client
from vendorproof_client.downloading import Download
from vendorproof_client.errors import (
    ApiError,
    AuthenticationError,
    Conflict,
    ConnectionFailed,
    ContentDiffers,
    InvalidRequest,
    NotEnded,
    NotFound,
    PermissionDenied,
    RateLimited,
    ServerError,
    SourceChanged,
    VendorproofError,
)
from vendorproof_client.paging import Page
from vendorproof_client.retry import Retry, RetryPolicy

__all__ = [
    "ApiError",
    "AuthenticationError",
    "Client",
    "Conflict",
    "ConnectionFailed",
    "ContentDiffers",
    "Download",
    "InvalidRequest",
    "NotEnded",
    "NotFound",
    "Page",
    "PermissionDenied",
    "RateLimited",
    "Retry",
    "RetryPolicy",
    "ServerError",
    "SourceChanged",
    "VendorproofError",
]
