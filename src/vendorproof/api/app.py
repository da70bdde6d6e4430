"""The HTTP application."""

from fastapi import APIRouter, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

from vendorproof import __version__
from vendorproof.api import envelope
from vendorproof.api.edge import Edge
from vendorproof.core.errors import Problem
from vendorproof.runtime import Runtime

# Every route file, in the order of the reference.
ROUTERS: tuple[APIRouter, ...] = ()


def build(runtime: Runtime) -> ASGIApp:
    """All routes behind the edge."""
    app = FastAPI(title="Vendorproof API", version=__version__, docs_url=None, redoc_url=None, redirect_slashes=False)
    app.state.runtime = runtime
    for one in ROUTERS:
        app.include_router(one)
    app.add_exception_handler(Problem, envelope.on_problem)
    app.add_exception_handler(RequestValidationError, envelope.on_validation)
    app.add_exception_handler(HTTPException, envelope.on_http)
    return Edge(app, runtime)
