"""A body on its way to the disk: the loop receives one part while a thread works on the part before."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import TypeVar

from anyio import CancelScope, to_thread
from starlette.requests import ClientDisconnect, Request

BATCH_BYTES = 128 * 1024
"""What is gathered before a thread gets it: a body up to this size costs one change of threads. As much again is being
worked on, and the server holds one part that came meanwhile."""

# A large file changes threads hundreds of times, and a plain executor does it for less than anyio's.
_TAKERS = ThreadPoolExecutor(32, thread_name_prefix="upload")

T = TypeVar("T")


async def pour(
    request: Request,
    take: Callable[[Sequence[bytes]], None],
    finish: Callable[[Iterable[bytes]], T],
    discard: Callable[[], None],
) -> T:
    """Give the body to `take` in parts and the rest of it to `finish`; or `discard` what came, if the end never does.

    All three run in threads, never two at a time. ClientDisconnect if the caller hangs up before the end.
    """
    at_work: asyncio.Future[None] | None = None
    context = copy_context()
    batch: list[bytes] = []
    is_last = False
    try:
        while not is_last:
            batch, is_last = await _next_batch(request)
            if at_work is not None:
                await asyncio.shield(at_work)  # whoever is cancelled here still has to wait for the thread, below
            if not is_last:
                at_work = asyncio.get_running_loop().run_in_executor(_TAKERS, context.run, take, batch)
    except BaseException:
        # A thread that still writes would write what is to be removed.
        with CancelScope(shield=True):
            if at_work is not None and not at_work.done():
                await asyncio.wait([at_work])
            await to_thread.run_sync(discard)
        raise
    return await to_thread.run_sync(finish, batch)


async def _next_batch(request: Request) -> tuple[list[bytes], bool]:
    """About BATCH_BYTES of the body, or the rest of it, and whether it is the rest.

    Not by request.stream(): that would hold on to each part until the next one is there.
    """
    batch: list[bytes] = []
    size = 0
    more = True
    while more and size < BATCH_BYTES:
        message = await request.receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        batch.append(message.get("body", b""))
        size += len(batch[-1])
        more = message.get("more_body", False)
    return batch, not more
