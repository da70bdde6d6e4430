"""What a call to the API can end in, other than an answer.

VendorproofError
├── ApiError                 the server answered, and refused or failed
│   ├── AuthenticationError  401: no key, or an unknown, expired or revoked one
│   ├── PermissionDenied     403: the key may not do this, or not from this address
│   ├── NotFound             404: unknown id or route; another organisation's id looks the same
│   ├── Conflict             409: slug taken, report disabled, plan stale …
│   ├── RateLimited          429: carries `retry_after`, in seconds
│   ├── InvalidRequest       every other 4xx and 3xx: the request has to change
│   └── ServerError          5xx: the request may be right, try later
├── ConnectionFailed         no answer: refused, lost or timed out
├── SourceChanged            the file changed while it was being uploaded
├── ContentDiffers           what was downloaded is not the file that the server holds
└── NotEnded                 a document was still being processed when the time to wait was over
"""

from collections.abc import Mapping
from typing import Any


class VendorproofError(Exception):
    """Whatever this library raises about a call; nothing of the HTTP library below leaks out."""


class ConnectionFailed(VendorproofError):
    """No answer arrived; unless the connection was refused, the server may still have done what was asked."""


class SourceChanged(VendorproofError):
    """The upload was broken off, so that no mixture of two states of the file is stored."""


class ContentDiffers(VendorproofError):
    """Size or SHA-256 is not what the document says; nothing is left under the name that was asked for."""


class NotEnded(VendorproofError):
    """The document goes on being processed; waiting again is safe."""


class ApiError(VendorproofError):
    """An answer that is not a success.

    `faults` has one sentence per fault of a 422, else just the message; `body` is the decoded answer (text when it
    was not JSON).
    """

    def __init__(self, status: int, body: Any = None, headers: Mapping[str, str] | None = None) -> None:  # noqa: ANN401 (any JSON)
        self.status = status
        self.body = body
        self.headers = headers or {}
        self.request_id = self.headers.get("x-request-id")
        self.code, self.faults = _read_detail(body)
        self.message = "; ".join(self.faults) or f"The server answered {status} without saying why."
        super().__init__(self.message)

    def __str__(self) -> str:
        prefix = f"Request {self.request_id}: " if self.request_id else ""
        code = f" {self.code}" if self.code else ""
        return f"{prefix}{self.status}{code}: {self.message}"


class AuthenticationError(ApiError): ...


class PermissionDenied(ApiError): ...


class NotFound(ApiError): ...


class Conflict(ApiError): ...


class InvalidRequest(ApiError): ...


class ServerError(ApiError): ...


class RateLimited(ApiError):
    """`retry_after` is None when the server did not say how long to wait."""

    retry_after: float | None = None


_BY_STATUS: Mapping[int, type[ApiError]] = {
    401: AuthenticationError,
    403: PermissionDenied,
    404: NotFound,
    409: Conflict,
    429: RateLimited,
}


def from_answer(status: int, body: Any, headers: Mapping[str, str]) -> ApiError:  # noqa: ANN401 (any JSON)
    """Make the error for an answer with `status`; `headers` is looked up in lower case."""
    fallback = ServerError if status >= 500 else InvalidRequest
    return _BY_STATUS.get(status, fallback)(status, body, headers)


def _read_detail(body: Any) -> tuple[str | None, tuple[str, ...]]:  # noqa: ANN401 (any JSON)
    """Code and sentences of the three published shapes of `detail`: a string, an object, an array of faults."""
    detail = body.get("detail") if isinstance(body, dict) else None
    if isinstance(detail, str):
        return None, (detail,)
    if isinstance(detail, dict):
        code, message = detail.get("code"), detail.get("message") or detail.get("error")
        return (str(code) if code else None), ((str(message),) if message else ())
    if isinstance(detail, list):
        return None, tuple(_fault(one) for one in detail)
    return None, ()


def _fault(fault: Any) -> str:  # noqa: ANN401 (any JSON)
    if not isinstance(fault, dict):
        return str(fault)
    place = ".".join(str(step) for step in fault.get("loc", ()) if step != "body")
    return f"{place}: {fault.get('msg')}" if place else str(fault.get("msg"))
