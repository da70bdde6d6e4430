"""What handlers ask for."""

from typing import Annotated

from fastapi import Depends, Query, Request

from vendorproof.access.permissions import AUDIT_READ, KEYS_MANAGE, require_grant, require_write
from vendorproof.api.metrics import Metrics
from vendorproof.core.paging import DEFAULT_LIMIT, MAX_LIMIT, PageRequest
from vendorproof.core.scope import Scope
from vendorproof.runtime import Runtime

# Each is `async` because it never waits: FastAPI gives a plain function a thread, which costs more than the function.


async def _runtime(request: Request) -> Runtime:
    found: Runtime = request.app.state.runtime
    return found


async def _scope(request: Request) -> Scope:
    found: Scope = request.state.scope
    return found


async def _writing(request: Request) -> Scope:
    scope = await _scope(request)
    require_write(scope)
    return scope


class Granted:
    """Lets keys in that carry a scope; and that may write, if the route does."""

    def __init__(self, grant: str) -> None:
        self._grant = grant

    async def __call__(self, request: Request) -> Scope:
        """The caller's Scope, or InsufficientScope."""
        scope = await _scope(request)
        require_grant(scope, self._grant)
        if request.method != "GET":
            require_write(scope)
        return scope


async def _metrics(request: Request) -> Metrics:
    found: Metrics = request.app.state.metrics
    return found


async def _page(
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT, description="Rows on a page.")] = DEFAULT_LIMIT,
    offset: Annotated[int, Query(ge=0, le=2**53, description="Rows to skip.")] = 0,
    cursor: Annotated[
        str | None, Query(max_length=64, description="Rows after this cursor; instead of offset.")
    ] = None,
) -> PageRequest:
    return PageRequest(limit, offset, cursor)


# `Reading` lets every key of the organisation in; `Writing` refuses read-only and report-bound ones. A POST that only
# reads (a suggestion, a plan) takes Reading.
Rt = Annotated[Runtime, Depends(_runtime)]
Counted = Annotated[Metrics, Depends(_metrics)]
Reading = Annotated[Scope, Depends(_scope)]
Writing = Annotated[Scope, Depends(_writing)]
Managing = Annotated[Scope, Depends(Granted(KEYS_MANAGE))]
Auditing = Annotated[Scope, Depends(Granted(AUDIT_READ))]
Paging = Annotated[PageRequest, Depends(_page)]
