"""How a page looks on the wire: the published body, and the way to the next one in a Link header."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Literal, TypeVar
from urllib.parse import urlencode

from fastapi import Request
from starlette.responses import Response

from vendorproof.api.envelope import encode
from vendorproof.core.paging import Page

Row = TypeVar("Row")


def page_response(
    request: Request,
    page: Page[Row],
    row: Callable[[Row], object],
    *,
    key: Literal["data", "items"] = "items",
    beside: Mapping[str, object] = MappingProxyType({}),
) -> Response:
    """`{key: [...], total, limit, offset}` and what stands beside it; `row` turns one row into its wire object."""
    body = {
        key: [row(one) for one in page.rows],
        "total": page.total,
        "limit": page.request.limit,
        "offset": page.request.offset,
        **beside,
    }
    headers = {"Link": _next(request, page.next_cursor)} if page.next_cursor else None
    return Response(encode(body), headers=headers, media_type="application/json")


def _next(request: Request, cursor: str) -> str:
    """The same query from the cursor on; without scheme and host, which only a proxy in front would know."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name not in ("offset", "cursor")]
    return f'<{request.url.path}?{urlencode([*kept, ("cursor", cursor)])}>; rel="next"'
