"""What a signed link of the disk leads to: the file, as an attachment. No credential, because the link is one."""

import asyncio
import os
from collections.abc import Mapping

import structlog
from anyio import to_thread
from fastapi import APIRouter, Request
from starlette.responses import Response
from starlette.types import Receive, Send
from starlette.types import Scope as AsgiScope

from vendorproof.api import byte_ranges
from vendorproof.api.deps import Rt
from vendorproof.core.errors import DocumentNotFound, InvalidDownloadLink
from vendorproof.storage import Attachment, BlobMissing, is_key
from vendorproof.storage.attachments import content_disposition
from vendorproof.storage.local import LocalStore

# One chunk and what a socket takes is all that a download holds. Half of it costs a tenth of the speed.
CHUNK_BYTES = 512 * 1024
_NOWAIT: int = getattr(os, "RWF_NOWAIT", 0)

log = structlog.get_logger("vendorproof.storage")
router = APIRouter(include_in_schema=False)


@router.get("/files/{organisation}/{document}/{filename:path}")
def download(organisation: str, document: str, filename: str, request: Request, rt: Rt) -> Response:
    """The file, whole or a range of it. With files in a bucket no link leads here: it is refused like a bad one."""
    key, query = f"{organisation}/{document}", request.query_params
    if not isinstance(rt.blobs, LocalStore) or not is_key(key):
        raise InvalidDownloadLink
    attachment = Attachment(filename, query.get("type", ""))
    signed = (query.get("expires", ""), query.get("signature", ""))
    rt.blobs.links.verify(key, attachment, *signed, now=rt.clock.now())
    try:
        return _answer(rt.blobs, key, attachment, request)
    except BlobMissing as error:
        raise DocumentNotFound from error


def _answer(store: LocalStore, key: str, attachment: Attachment, request: Request) -> Response:
    size = store.size(key)
    tag = f'"{key.rpartition("_")[2]}"'  # what stands under a key never changes
    headers = {"ETag": tag, "Cache-Control": "private", "Accept-Ranges": "bytes"}
    if byte_ranges.names(request.headers.get("if-none-match"), tag):
        return Response(status_code=304, headers=headers)
    asked = request.headers.get("range") if request.headers.get("if-range", tag) == tag else None
    try:
        span = byte_ranges.requested(asked, size)
    except byte_ranges.NotSatisfiable:
        return Response(status_code=416, headers={**headers, "Content-Range": f"bytes */{size}"})
    start, stop = span or (0, size)
    headers |= {
        "Content-Length": str(stop - start),
        "Content-Type": attachment.media_type,
        "Content-Disposition": content_disposition(attachment.filename),
        # Should a browser show it after all, it is nobody: no script, no form, no cookie of this server.
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    if span:
        headers["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
    status = 206 if span else 200
    if request.state.head:
        return Response(status_code=status, headers=headers)
    return FileStream(store.open(key), start, stop, status, headers)


class FileStream(Response):
    """Sends a part of an open file and closes it, whether or not the receiver stays to the end."""

    def __init__(self, descriptor: int, start: int, stop: int, status: int, headers: Mapping[str, str]) -> None:
        super().__init__(status_code=status, headers=headers)
        self._file = os.fdopen(descriptor, "rb", buffering=0)
        self._start = start
        self._stop = stop

    async def __call__(self, scope: AsgiScope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - ASGI's
        """Send it all, or stop reading when the receiver hangs up."""
        hung_up = asyncio.ensure_future(_hang_up(receive))
        try:
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            await self._send_file(send, hung_up)
        finally:
            hung_up.cancel()
            self._file.close()

    async def _send_file(self, send: Send, hung_up: asyncio.Future[None]) -> None:
        at = self._start
        while at < self._stop and not hung_up.done():
            part = await _read(self._file.fileno(), at, min(CHUNK_BYTES, self._stop - at))
            if not part:
                return  # the server breaks an unfinished answer off, so that nobody takes it for the whole
            at += len(part)
            await send({"type": "http.response.body", "body": part, "more_body": True})
            del part
            # The server waits here until the last chunk is nearly gone, so that the next is not held beside it.
            await send({"type": "http.response.body", "body": b"", "more_body": True})
            await asyncio.sleep(0)  # a fast receiver must not keep the others waiting
        if not hung_up.done():
            await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _hang_up(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _read(descriptor: int, at: int, count: int) -> bytes:
    """What the kernel holds in memory is copied at once; for what lies on the disk a thread waits. Empty: no more came."""
    try:
        if _in_memory(descriptor, at + count - 1):
            return os.pread(descriptor, count, at)
        part = await to_thread.run_sync(os.pread, descriptor, count, at)
    except OSError as error:
        log.error("storage_unavailable", what="read", reason=str(error))  # noqa: TRY400 - the reason is enough
        return b""
    if not part:
        log.error("storage_unavailable", what="read", reason="the file has become shorter")
    return part


def _in_memory(descriptor: int, last: int) -> bool:
    """Whether the last byte can be had without waiting: those before it were read, or read ahead, earlier."""
    if not _NOWAIT:
        return False
    try:
        return os.preadv(descriptor, [bytearray(1)], last, _NOWAIT) == 1
    except OSError:
        return False
