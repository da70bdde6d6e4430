"""One HTTP connection to a server: authentication, retries, idempotency keys, errors."""

import json
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import httpx

from vendorproof_client.encoding import JsonObject
from vendorproof_client.errors import ApiError, ConnectionFailed, RateLimited, from_answer
from vendorproof_client.retry import LOST_IN_TRANSIT, Retry, RetryPolicy, read_retry_after

KEYED_ROUTES = frozenset({"/v1/documents", "/v1/vendors", "/v1/users", "/v1/assessments"})
"""Where a POST with an `Idempotency-Key` makes its thing once, however often it is sent."""

REPEATABLE_METHODS = frozenset({"GET", "HEAD", "PUT", "PATCH", "DELETE"})
"""PATCH is among them because every PATCH of this API sets values and never adds to them."""


@dataclass(frozen=True, slots=True)
class Call:
    """A request before it is sent; `repeatable` None means: as the method and the route say."""

    method: str
    path: str
    params: Mapping[str, Any] = field(default_factory=dict)
    body: Mapping[str, Any] | bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    repeatable: bool | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A success; `headers` in lower case."""

    status: int
    headers: Mapping[str, str]
    body: JsonObject


class Connection:
    """Sends calls one after the other; not meant to be shared between threads."""

    def __init__(self, http: httpx.Client, policy: RetryPolicy) -> None:
        self.on_retry: Callable[[Retry], None] | None = None
        self._http = http
        self._policy = policy

    def close(self) -> None:
        self._http.close()

    def send(self, call: Call) -> Answer:
        """Raises ApiError for any status outside 2xx, ConnectionFailed when no answer came, both after the retries."""
        request, repeatable = self._prepare(call)
        attempt = 0
        while True:
            try:
                return self._once(request)
            except (ApiError, ConnectionFailed) as error:
                pause = self._pause_after(error, attempt, repeatable=repeatable)
                if pause is None:
                    raise
                attempt += 1
                if self.on_retry:
                    self.on_retry(Retry(str(error), attempt, self._policy.attempts, pause))
                time.sleep(pause)

    def _prepare(self, call: Call) -> tuple[httpx.Request, bool]:
        headers = dict(call.headers)
        content = None
        if call.body is not None:
            headers["content-type"] = "application/json"
            content = call.body if isinstance(call.body, bytes) else json.dumps(call.body, allow_nan=False).encode()
        repeatable = call.method in REPEATABLE_METHODS
        if call.method == "POST" and call.path in KEYED_ROUTES:
            headers.setdefault("idempotency-key", uuid.uuid4().hex)
            repeatable = True
        params = {name: value for name, value in call.params.items() if value is not None}
        request = self._http.build_request(call.method, call.path, params=params, content=content, headers=headers)
        return request, repeatable if call.repeatable is None else call.repeatable

    def _once(self, request: httpx.Request) -> Answer:
        try:
            response = self._http.send(request)
        except httpx.TimeoutException as error:
            raise ConnectionFailed(f"No answer from {_where(request)} in time ({type(error).__name__}).") from error
        except httpx.RequestError as error:
            raise ConnectionFailed(f"The connection to {_where(request)} failed: {error}") from error
        headers = {name.lower(): value for name, value in response.headers.items()}
        body = _decode(response)
        if response.is_success and isinstance(body, dict):
            return Answer(response.status_code, headers, body)
        if response.is_success and not response.content:
            return Answer(response.status_code, headers, {})
        raise _refusal(response, headers, body)

    def _pause_after(self, error: ApiError | ConnectionFailed, attempt: int, *, repeatable: bool) -> float | None:
        if isinstance(error, ConnectionFailed):
            unsent = isinstance(error.__cause__, (httpx.ConnectError, httpx.ConnectTimeout))
            return self._policy.delay(attempt) if repeatable or unsent else None
        # The first try may still be running on the server when the second arrives.
        in_flight = error.status == 409 and error.code == "idempotency_in_progress"
        if error.status == 429 or (repeatable and (error.status in LOST_IN_TRANSIT or in_flight)):
            return self._policy.delay(attempt, read_retry_after(error.headers))
        return None


def _where(request: httpx.Request) -> str:
    return f"{request.url.scheme}://{request.url.netloc.decode()}"


def _decode(response: httpx.Response) -> Any:  # noqa: ANN401 (any JSON)
    try:
        return response.json()
    except ValueError:
        return response.text


def _refusal(response: httpx.Response, headers: Mapping[str, str], body: Any) -> ApiError:  # noqa: ANN401 (any JSON)
    if response.is_success:
        body = {"detail": "The answer is not a JSON object: is the address that of a Vendorproof server?"}
    elif response.is_redirect:
        # Followed, the key would go to wherever the answer says.
        body = {"detail": f"The server redirects to {headers.get('location')}: use that address."}
    error = from_answer(response.status_code, body, headers)
    if isinstance(error, RateLimited):
        error.retry_after = read_retry_after(headers)
    return error


def user_agent() -> str:
    """Name and installed version, for the server's log."""
    try:
        return f"vendorproof-client/{version('vendorproof')}"
    except PackageNotFoundError:
        return "vendorproof-client"
