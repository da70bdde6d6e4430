"""One HTTP connection to a server: authentication, retries, idempotency keys, errors."""

import json
import re
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import httpx

from vendorproof_client.encoding import JsonObject
from vendorproof_client.errors import ApiError, ConnectionFailed, RateLimited, from_answer
from vendorproof_client.form import FileForm
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
    body: Mapping[str, Any] | bytes | FileForm | None = None
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
                spent = isinstance(call.body, FileForm) and call.body.spent
                pause = None if spent else self.pause_after(error, attempt, repeatable=repeatable)
                if pause is None:
                    raise
                attempt += 1
                self.rest(error, attempt, pause)

    def rest(self, error: ApiError | ConnectionFailed, attempt: int, pause: float) -> None:
        """Tell the listener, then wait; `attempt` is the one that follows, counted from 1."""
        if self.on_retry:
            self.on_retry(Retry(str(error), attempt, self._policy.attempts, pause))
        time.sleep(pause)

    @contextmanager
    def open(self, url: httpx.URL, headers: Mapping[str, str]) -> Iterator[httpx.Response]:
        """GET an address outside the API, without the key, body unread; one try, answered with a success or a redirect.

        Raises as `send` does, also for a connection that breaks inside the block.
        """
        # Built by hand: a request that the HTTP client builds carries the key, and so gives it to a stranger.
        request = httpx.Request("GET", url, headers={"user-agent": user_agent(), **headers})
        with _failures_of(request):
            response = self._http.send(request, stream=True)
            try:
                if not response.is_success and not response.has_redirect_location:
                    response.read()
                    raise _refusal(response, _lowered(response), _storage_answer(_decode(response)))
                yield response
            finally:
                response.close()

    def absolute(self, url: str) -> httpx.URL:
        """An address that an answer gave, which may begin with a slash."""
        try:
            return self._http.base_url.join(url)
        except httpx.InvalidURL as error:
            raise ConnectionFailed(f"The server gave {url!r}, which is no address.") from error

    def _prepare(self, call: Call) -> tuple[httpx.Request, bool]:
        headers = dict(call.headers)
        content: bytes | FileForm | None = None
        if isinstance(call.body, FileForm):
            content = call.body
            headers["content-type"] = content.content_type
            if content.length is not None:
                headers["content-length"] = str(content.length)
        elif call.body is not None:
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
        # A server may refuse a body before it has read it. The library below then stops sending and reads the answer.
        with _failures_of(request):
            response = self._http.send(request)
        headers = _lowered(response)
        body = _decode(response)
        if response.is_success and isinstance(body, dict):
            return Answer(response.status_code, headers, body)
        if response.is_success and not response.content:
            return Answer(response.status_code, headers, {})
        raise _refusal(response, headers, body)

    def pause_after(self, error: ApiError | ConnectionFailed, attempt: int, *, repeatable: bool) -> float | None:
        """Seconds to wait before try `attempt` + 1 (0-based), or None when trying again would be no use or no good."""
        if isinstance(error, ConnectionFailed):
            unsent = isinstance(error.__cause__, (httpx.ConnectError, httpx.ConnectTimeout))
            return self._policy.delay(attempt) if repeatable or unsent else None
        # The first try may still be running on the server when the second arrives.
        in_flight = error.status == 409 and error.code == "idempotency_in_progress"
        if error.status == 429 or (repeatable and (error.status in LOST_IN_TRANSIT or in_flight)):
            return self._policy.delay(attempt, read_retry_after(error.headers))
        return None


@contextmanager
def _failures_of(request: httpx.Request) -> Iterator[None]:
    try:
        yield
    except httpx.TimeoutException as error:
        raise ConnectionFailed(f"No answer from {_where(request)} in time ({type(error).__name__}).") from error
    except (httpx.RequestError, httpx.InvalidURL) as error:
        raise ConnectionFailed(f"The connection to {_where(request)} failed: {error}") from error


def _lowered(response: httpx.Response) -> dict[str, str]:
    return {name.lower(): value for name, value in response.headers.items()}


def _where(request: httpx.Request) -> str:
    return f"{request.url.scheme}://{request.url.netloc.decode()}"


def _decode(response: httpx.Response) -> Any:  # noqa: ANN401 (any JSON)
    try:
        return response.json()
    except ValueError:
        return response.text


def _storage_answer(body: Any) -> Any:  # noqa: ANN401 (any JSON)
    """The refusal of an S3 storage, which speaks XML, in the shape of ours."""
    found = dict(re.findall(r"<(Code|Message)>([^<]{1,300})</", body)) if isinstance(body, str) else {}
    return {"detail": {name.lower(): text for name, text in found.items()}} if found else body


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
