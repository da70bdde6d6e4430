"""Users on the wire."""

from typing import Annotated

from fastapi import Query, Request, Response
from pydantic import BaseModel, Field, StringConstraints

from vendorproof.access import users
from vendorproof.access.users import User
from vendorproof.api import idempotency, spec
from vendorproof.api.deps import Paging, Reading, Rt, Writing
from vendorproof.api.envelope import encode
from vendorproof.api.idempotency import Idempotent
from vendorproof.api.pages import page_response
from vendorproof.api.routing import make_router
from vendorproof.core.errors import EmailTaken, IdempotencyInProgress, UserNotFound
from vendorproof.db.engine import Tx

router = make_router("Users")

Name = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]
Email = Annotated[str, Field(max_length=320, examples=["ada@example.com"])]


class NewUser(BaseModel):
    """A person to be known by their e-mail address."""

    email: Email
    name: Annotated[Name | None, Field(examples=["Ada Byron"])] = None


class UserChange(BaseModel):
    """What to change; absent or null leaves as it is."""

    email: Annotated[Email | None, Field(examples=["ada@king.example"])] = None
    name: Annotated[Name | None, Field(examples=["Ada King"])] = None


class UserObject(BaseModel):
    """A user."""

    id: str
    email: str
    name: str | None
    created_at: int
    updated_at: int


_EXAMPLE = {
    "id": "cbuser_0190b2c4d5e67f8a9b0c1d2e3f405162",
    "email": "ada@example.com",
    "name": "Ada Byron",
    "created_at": 1767225600,
    "updated_at": 1767225600,
}


@router.post(
    "/v1/users",
    operation_id="users.create",
    summary="Create or get a user",
    status_code=201,
    responses=spec.answer("A new user.", UserObject, _EXAMPLE, status=201)
    | spec.answer("The user who has this address already, unchanged.", UserObject, _EXAMPLE)
    | spec.errors(IdempotencyInProgress),
)
def create_user(rt: Rt, scope: Writing, body: NewUser, claim: Idempotent) -> Response:
    """Addresses are compared without regard to case."""

    def work(tx: Tx) -> tuple[int, bytes]:
        user, created = users.create_or_get(tx, scope, body.email, body.name)
        return 201 if created else 200, encode(render(user))

    return idempotency.answer(rt, scope, claim, work)


@router.get(
    "/v1/users",
    operation_id="users.list",
    summary="List users",
    responses=spec.answer(
        "A page of users, newest first.",
        spec.page_of(UserObject, "items"),
        {"items": [_EXAMPLE], "total": 1, "limit": 50, "offset": 0},
        headers=spec.NEXT_PAGE,
    ),
)
def list_users(
    request: Request,
    rt: Rt,
    scope: Reading,
    page: Paging,
    email: Annotated[str | None, Query(max_length=320, description="Only the user with this address.")] = None,
) -> Response:
    """Newest first."""
    with rt.db.read() as tx:
        found = users.list_users(tx, scope, page, email=email)
    return page_response(request, found, render)


@router.get(
    "/v1/users/{user_id}",
    operation_id="users.get",
    summary="Get a user",
    responses=spec.answer("The user.", UserObject, _EXAMPLE) | spec.errors(UserNotFound),
)
def get_user(rt: Rt, scope: Reading, user_id: str) -> Response:
    """One user by id."""
    with rt.db.read() as tx:
        return _answer(users.get(tx, scope, user_id))


@router.patch(
    "/v1/users/{user_id}",
    operation_id="users.update",
    summary="Change a user",
    responses=spec.answer("The user as it is now.", UserObject, _EXAMPLE) | spec.errors(UserNotFound, EmailTaken),
)
def update_user(rt: Rt, scope: Writing, user_id: str, body: UserChange) -> Response:
    """What is absent or null stays."""
    with rt.db.write() as tx:
        return _answer(users.change(tx, scope, user_id, email=body.email, name=body.name))


def render(user: User) -> dict[str, object]:
    """The wire object."""
    return {
        "id": user.user_id,
        "email": user.email,
        "name": user.name,
        "created_at": user.created_at,
        "updated_at": user.updated_at,
    }


def _answer(user: User) -> Response:
    return Response(encode(render(user)), media_type="application/json")
