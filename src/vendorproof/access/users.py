"""Users: the people that owners, analysts and assignees point at; known by their e-mail address."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, or_, select, update
from sqlalchemy.exc import IntegrityError

from vendorproof.core.errors import EmailTaken, Fault, InvalidRequest, UserNotFound
from vendorproof.core.ids import new_id
from vendorproof.core.paging import Page, PageRequest
from vendorproof.core.scope import Scope
from vendorproof.db.engine import Tx
from vendorproof.db.tables import app_user
from vendorproof.objects.kinds import Rule, Unreadable, read
from vendorproof.objects.spec import Field

_EMAIL = Rule(Field("email", "E-mail", "email", required=True, max_length=254))


@dataclass(frozen=True, slots=True)
class User:
    """One person of an organisation."""

    user_id: str
    email: str
    name: str | None
    created_at: int
    updated_at: int


def create_or_get(tx: Tx, scope: Scope, email: str, name: str | None) -> tuple[User, bool]:
    """The user with this address, made if there is none; True if made. An existing one stays as it is."""
    address = read_email(email)
    added = tx.dialect.insert_unless_present(
        tx.connection,
        app_user,
        {
            "organisation_id": scope.organisation_id,
            "id": new_id("cbuser_"),
            "email": address,
            "email_folded": fold_email(address),
            "name": name,
            "created_at": tx.now,
            "updated_at": tx.now,
        },
    )
    return _user(tx.connection.execute(select(app_user).where(*_has_email(scope, address))).one()), added


def get(tx: Tx, scope: Scope, user_id: str) -> User:
    """The user, or UserNotFound."""
    row = tx.connection.execute(select(app_user).where(_ours(scope), app_user.c.id == user_id)).first()
    if row is None:
        raise UserNotFound
    return _user(row)


def list_users(tx: Tx, scope: Scope, page: PageRequest, *, email: str | None = None) -> Page[User]:
    """Newest first; `email` picks the one user with that address, whatever its case."""
    wanted = [_ours(scope)] if email is None else [*_has_email(scope, email.strip())]
    total = tx.connection.execute(select(func.count()).select_from(app_user).where(*wanted)).scalar_one()
    if page.cursor is not None:
        wanted.append(_after(tx, scope, page.cursor))
    rows = tx.connection.execute(
        select(app_user)
        .where(*wanted)
        .order_by(app_user.c.created_at.desc(), app_user.c.id.desc())
        .offset(0 if page.cursor else page.offset)
        .limit(page.limit + 1)
    ).all()
    shown = [_user(row) for row in rows[: page.limit]]
    return Page(shown, total, page, shown[-1].user_id if len(rows) > page.limit else None)


def change(tx: Tx, scope: Scope, user_id: str, *, email: str | None = None, name: str | None = None) -> User:
    """Change what is given; EmailTaken if the address is somebody else's."""
    before = get(tx, scope, user_id)
    values: dict[str, Any] = {} if name is None else {"name": name}
    if email is not None:
        address = read_email(email)
        values |= {"email": address, "email_folded": fold_email(address)}
        _require_free(tx, scope, user_id, address)
    if all(getattr(before, key, value) == value for key, value in values.items()):
        return before
    try:
        tx.connection.execute(
            update(app_user).where(_ours(scope), app_user.c.id == user_id).values(updated_at=tx.now, **values)
        )
    except IntegrityError as error:  # somebody took the address since we looked
        raise EmailTaken(email=values["email"]) from error
    return get(tx, scope, user_id)


def read_email(text: str) -> str:
    """The address by the rules that imports read addresses by; InvalidRequest naming what is wrong with it."""
    try:
        found = read(_EMAIL, text)
    except Unreadable as error:
        raise InvalidRequest([Fault(("body", "email"), str(error), "email_invalid")]) from error
    if not isinstance(found, str):
        raise InvalidRequest([Fault(("body", "email"), "The e-mail address must not be blank.", "email_invalid")])
    return found


def fold_email(address: str) -> str:
    """The form in which two addresses are compared."""
    return address.casefold()


def _require_free(tx: Tx, scope: Scope, user_id: str, address: str) -> None:
    owner = tx.connection.execute(select(app_user.c.id).where(*_has_email(scope, address))).scalar()
    if owner not in (None, user_id):
        raise EmailTaken(email=address)


def _ours(scope: Scope) -> ColumnElement[bool]:
    return app_user.c.organisation_id == scope.organisation_id


def _has_email(scope: Scope, address: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return _ours(scope), app_user.c.email_folded == fold_email(address)


def _after(tx: Tx, scope: Scope, cursor: str) -> ColumnElement[bool]:
    try:
        last = get(tx, scope, cursor)
    except UserNotFound as error:
        raise InvalidRequest([Fault(("query", "cursor"), "Unknown cursor; start from the first page.")]) from error
    older = app_user.c.created_at < last.created_at
    return or_(older, and_(app_user.c.created_at == last.created_at, app_user.c.id < last.user_id))


def _user(row: Row[Any]) -> User:
    return User(row.id, row.email, row.name, row.created_at, row.updated_at)
