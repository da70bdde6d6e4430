"""The client: a base URL, a key, and the resources."""

from collections.abc import Callable
from types import TracebackType
from typing import Self

import httpx

from vendorproof_client.connection import Call, Connection, user_agent
from vendorproof_client.documents import Documents
from vendorproof_client.encoding import JsonObject
from vendorproof_client.resources import (
    ApiKeys,
    Assessments,
    ImportReports,
    ImportRuns,
    Imports,
    Search,
    Services,
    Users,
    Vendors,
)
from vendorproof_client.retry import Retry, RetryPolicy


class Client:
    """Calls one server as one organisation.

    `timeout` is the longest silence in seconds; `retries` a number of tries after the first, or a whole policy.
    `transport` replaces the network, for a server in the same process. Close it, or use it in a `with`.
    """

    def __init__(
        self,
        base_url: str,
        key: str,
        *,
        timeout: float = 60.0,
        retries: int | RetryPolicy = 4,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        policy = retries if isinstance(retries, RetryPolicy) else RetryPolicy(attempts=retries)
        http = httpx.Client(
            base_url=_root(base_url),
            headers={"authorization": f"Bearer {key.strip()}", "user-agent": user_agent()},
            timeout=httpx.Timeout(timeout, connect=min(timeout, 10.0)),
            transport=transport,
        )
        self._connection = Connection(http, policy)
        self.vendors = Vendors(self._connection)
        self.services = Services(self._connection)
        self.assessments = Assessments(self._connection)
        self.documents = Documents(self._connection)
        self.search = Search(self._connection)
        self.users = Users(self._connection)
        self.import_reports = ImportReports(self._connection)
        self.import_runs = ImportRuns(self._connection)
        self.imports = Imports(self._connection)
        self.api_keys = ApiKeys(self._connection)

    @property
    def on_retry(self) -> Callable[[Retry], None] | None:
        """Told before each pause of a retry; set it to say aloud that the server is waited for."""
        return self._connection.on_retry

    @on_retry.setter
    def on_retry(self, listener: Callable[[Retry], None] | None) -> None:
        self._connection.on_retry = listener

    def authtest(self) -> JsonObject:
        return self._connection.send(Call("GET", "/v1/utils/authtest")).body

    def whoami(self) -> JsonObject:
        """The address from which the server sees this client, as `client_ip`."""
        return self._connection.send(Call("GET", "/v1/whoami/ip")).body

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _root(base_url: str) -> str:
    """The address without `/v1`, which people copy along with it; raises ValueError for what is no http(s) address."""
    url = base_url.strip().rstrip("/").removesuffix("/v1")
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise ValueError(f"{base_url!r} is no server address: {error}") from error
    if parsed.scheme not in {"http", "https"} or not parsed.host:
        raise ValueError(f"{base_url!r} is no server address: it begins with http:// or https:// and a host name.")
    return url
