"""What `vendorproof serve` runs: the API and the pages in one process."""

import uvicorn

from vendorproof.api import app
from vendorproof.api.edge import Edge
from vendorproof.core import logs
from vendorproof.runtime import Runtime
from vendorproof.web import pages


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
        log_config=None,  # its lines go through our logging
        access_log=False,  # the edge writes one line per call
        proxy_headers=False,  # the edge decides whose X-Forwarded-For to believe
        server_header=False,
        timeout_graceful_shutdown=30,
    )


def run(runtime: Runtime) -> None:
    """Serve until told to stop."""
    settings = runtime.settings
    logs.configure(settings.log_format, settings.log_level)
    try:
        uvicorn.Server(configure(runtime, build(runtime))).run()
    finally:
        runtime.db.dispose()
