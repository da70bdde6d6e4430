"""What handlers ask for."""

from typing import Annotated

from fastapi import Depends, Query, Request

from vendorproof.core.errors import InsufficientScope
from vendorproof.core.paging import DEFAULT_LIMIT, MAX_LIMIT, PageRequest
from vendorproof.core.scope import Scope
from vendorproof.runtime import Runtime


def _runtime(request: Request) -> Runtime:
    found: Runtime = request.app.state.runtime
    return found


def _scope(request: Request) -> Scope:
    found: Scope = request.state.scope
    return found


def _writing(request: Request) -> Scope:
    scope = _scope(request)
    if scope.read_only:
        raise InsufficientScope(reason="it is read-only")
    return scope


def _page(
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT, description="Rows on a page.")] = DEFAULT_LIMIT,
    offset: Annotated[int, Query(ge=0, le=2**53, description="Rows to skip.")] = 0,
    cursor: Annotated[
        str | None, Query(max_length=64, description="Rows after this cursor; instead of offset.")
    ] = None,
) -> PageRequest:
    return PageRequest(limit, offset, cursor)


Rt = Annotated[Runtime, Depends(_runtime)]
Reading = Annotated[Scope, Depends(_scope)]
Writing = Annotated[Scope, Depends(_writing)]
Paging = Annotated[PageRequest, Depends(_page)]
