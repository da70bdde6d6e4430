"""The front page and the API reference."""

from importlib.resources import files

from fastapi import APIRouter, Request
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from vendorproof import __version__
from vendorproof.core.errors import Problem
from vendorproof.db import migrate
from vendorproof.runtime import Runtime
from vendorproof.web import reference

router = APIRouter(include_in_schema=False)

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none';"
        " frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
}
_STATIC = {"style.css": "text/css; charset=utf-8", "mark.svg": "image/svg+xml"}

_templates = Environment(
    loader=PackageLoader("vendorproof.web"),
    autoescape=select_autoescape(),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@router.get("/")
def home(request: Request) -> Response:
    """What this is, whether it is up, what to type first."""
    rt: Runtime = request.app.state.runtime
    try:
        state = "behind" if migrate.pending(rt.db) else "ready"
    except Problem:
        state = "unreachable"
    return _page("home.html", state=state, url=rt.settings.effective_public_url)


@router.get("/docs")
def docs(request: Request) -> Response:
    """Every call, from the same document that /openapi.json serves."""
    document = request.app.openapi()
    return _page(
        "reference.html",
        info=document["info"],
        sections=reference.sections(document),
        shared=reference.shared_answers(document),
    )


@router.get("/static/{name}")
def static(name: str) -> Response:
    """The two files the pages need."""
    if name not in _STATIC:
        raise HTTPException(404)
    content = files("vendorproof.web").joinpath("static", name).read_bytes()
    return Response(content, media_type=_STATIC[name], headers={"Cache-Control": "public, max-age=3600"})


def _page(template: str, **values: object) -> Response:
    return HTMLResponse(_templates.get_template(template).render(version=__version__, **values), headers=HEADERS)
