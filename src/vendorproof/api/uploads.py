"""A body on its way to the disk: the loop receives the next part while a thread works on the last one."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from anyio import CancelScope, to_thread
from starlette.requests import Request

BATCH_BYTES = 128 * 1024
"""What is gathered before a thread gets it; a body up to this size costs one change of threads. As much again is being
worked on, and the server holds one part that came meanwhile."""

T = TypeVar("T")

Take = Callable[[Sequence[bytes]], None]


async def pour(request: Request, take: Take, finish: Callable[[Iterable[bytes]], T], discard: Callable[[], None]) -> T:
    """Give the body to `take` in parts and the rest of it to `finish`; then, whatever happened, `discard`.

    All three run in threads, never two at a time.
    """
    at_work: asyncio.Future[None] | None = None
    try:
        batch: list[bytes] = []
        size = 0
        async for chunk in request.stream():
            batch.append(chunk)
            size += len(chunk)
            if size < BATCH_BYTES:
                continue
            if at_work is not None:
                await at_work
            at_work = asyncio.ensure_future(to_thread.run_sync(take, batch))
            batch, size = [], 0
        if at_work is not None:
            await at_work
        return await to_thread.run_sync(finish, batch)
    finally:
        # Also when the caller is gone or the server stops: a thread that still writes would write to what is removed.
        with CancelScope(shield=True):
            if at_work is not None and not at_work.done():
                await asyncio.wait([at_work])
            await to_thread.run_sync(discard)
