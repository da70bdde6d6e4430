"""What `vendorproof serve` runs: the API, the pages and a worker in one process."""

import socket
import threading
from types import FrameType

import structlog
import uvicorn
from anyio import to_thread

from vendorproof.api import app, connection
from vendorproof.api.edge import Edge
from vendorproof.core import logs
from vendorproof.core.errors import Problem
from vendorproof.jobs import loop
from vendorproof.jobs.loop import Manner
from vendorproof.runtime import Runtime
from vendorproof.web import pages
from vendorproof.worker import WORK

GRACE_SECONDS = 30  # for running requests, and at the same time for running jobs

log = structlog.get_logger(__name__)


def build(runtime: Runtime) -> Edge:
    """The whole application."""
    return app.build(runtime, pages=(pages.router,))


def configure(runtime: Runtime, application: Edge) -> uvicorn.Config:
    """How it is served."""
    settings = runtime.settings
    return uvicorn.Config(
        application,
        host=settings.host,
        port=settings.port,
        http=connection.waiting(settings.request_silence_seconds),
        ws="none",
        log_config=None,  # its lines go through our logging
        access_log=False,  # the edge writes one line per call
        proxy_headers=False,  # the edge decides whose X-Forwarded-For to believe
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )


def run(runtime: Runtime) -> None:
    """Serve until told to stop, with a worker unless the settings say otherwise."""
    settings = runtime.settings
    logs.configure(settings.log_format, settings.log_level)
    # In a thread: a bucket that does not answer keeps nobody from starting, and is known before the first upload fails.
    threading.Thread(target=_look_at_storage, args=(runtime,), name="storage-check", daemon=True).start()
    worker = BackgroundWorker(runtime) if settings.worker else None
    try:
        Server(configure(runtime, build(runtime)), worker).run()
    finally:
        runtime.db.dispose()


def _look_at_storage(rt: Runtime) -> None:
    try:
        rt.blobs.check()
    except Problem as problem:
        log.error("storage_unusable", reason=str(problem))  # noqa: TRY400 - the storage has logged the cause


class BackgroundWorker:
    """A worker in a thread of this process."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, name="worker", daemon=True)

    def start(self) -> None:
        """Work from now on; whether the database is there is the worker's own concern."""
        self._thread.start()

    def stop(self) -> None:
        """Begin nothing new."""
        self._stop.set()

    def join(self) -> None:
        """Stop, and wait for what is running."""
        self.stop()
        if self._thread.ident is not None:
            self._thread.join()

    def _work(self) -> None:
        manner = Manner(drain_seconds=GRACE_SECONDS)
        loop.run(self._runtime, WORK, self._stop, manner=manner, told=lambda slot: log.info("worker_ready", slot=slot))


class Server(uvicorn.Server):
    """Starts the worker with the listening, and ends it before the process does: uvicorn ends by the signal it got."""

    def __init__(self, config: uvicorn.Config, worker: BackgroundWorker | None) -> None:
        super().__init__(config)
        self._worker = worker

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, then start the worker."""
        await super().startup(sockets)
        if self._worker and self.started:
            self._worker.start()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Requests and jobs come to their end side by side."""
        super().handle_exit(sig, frame)
        if self._worker:
            self._worker.stop()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let both end."""
        await super().shutdown(sockets)
        if self._worker:
            await to_thread.run_sync(self._worker.join)
