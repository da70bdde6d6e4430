"""Lists of the API, one page or all of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import httpx

from vendorproof_client.connection import Answer, Call, Connection
from vendorproof_client.encoding import JsonObject

LARGEST_PAGE = 200


@dataclass(frozen=True, slots=True)
class Page:
    """`rows` are called `items` or `data` on the wire; `total` counts the whole filtered set."""

    rows: Sequence[JsonObject]
    total: int
    limit: int
    offset: int


def fetch(connection: Connection, path: str, params: Mapping[str, Any]) -> Page:
    return _page(connection.send(Call("GET", path, params)))


def iterate(connection: Connection, path: str, filters: Mapping[str, Any], page_size: int) -> Iterator[JsonObject]:
    """Every row, following the server's `Link: rel="next"` cursor where it gives one, else by offset.

    By offset, rows made or archived meanwhile can shift the pages; the cursor has no such gap.
    """
    params: dict[str, Any] = {**filters, "limit": page_size, "offset": 0}
    while True:
        answer = connection.send(Call("GET", path, params))
        page = _page(answer)
        yield from page.rows
        if not page.rows:
            return
        following = _next_query(answer)
        if following is not None:
            params = following
        elif "cursor" not in params and page.offset + len(page.rows) < page.total:
            params = {**params, "offset": page.offset + len(page.rows)}
        else:
            return


def _page(answer: Answer) -> Page:
    body = answer.body
    rows = body["items"] if "items" in body else body.get("data", [])
    return Page(rows, body.get("total", len(rows)), body.get("limit", len(rows)), body.get("offset", 0))


def _next_query(answer: Answer) -> dict[str, Any] | None:
    """The query of the next page; only the query, so that the key never goes to a host that a header names."""
    link = httpx.Response(200, headers={"link": answer.headers.get("link", "")}).links.get("next")
    return dict(httpx.URL(link["url"]).params) if link else None
