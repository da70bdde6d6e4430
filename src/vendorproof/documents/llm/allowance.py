"""Whose documents may be shown to the language model, how much of it a month, and how much it was."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update

from vendorproof.core.scope import Scope
from vendorproof.db.document_tables import llm_setting, llm_use
from vendorproof.db.engine import Tx


@dataclass(frozen=True, slots=True)
class Allowance:
    """Tokens are those that go in and those that come out."""

    is_on: bool
    monthly_tokens: int


@dataclass(frozen=True, slots=True)
class Use:
    """Of one month, `2026-11` in UTC. `kept` and `dropped` count facts: proven by the document, or not."""

    month: str
    requests: int
    tokens: int
    kept: int
    dropped: int


def allowed(tx: Tx, scope: Scope) -> Allowance:
    """Off, unless somebody switched it on."""
    row = tx.connection.execute(
        select(llm_setting).where(llm_setting.c.organisation_id == scope.organisation_id)
    ).first()
    return Allowance(row.is_on, row.monthly_tokens) if row else Allowance(is_on=False, monthly_tokens=0)


def allow(tx: Tx, scope: Scope, allowance: Allowance) -> None:
    """From now on."""
    values = {"is_on": allowance.is_on, "monthly_tokens": allowance.monthly_tokens, "updated_at": tx.now}
    row = {"organisation_id": scope.organisation_id, **values}
    if not tx.dialect.insert_unless_present(tx.connection, llm_setting, row):
        theirs = llm_setting.c.organisation_id == scope.organisation_id
        tx.connection.execute(update(llm_setting).where(theirs).values(values))


def uses(tx: Tx, scope: Scope) -> list[Use]:
    """Month by month, the latest first."""
    rows = tx.connection.execute(
        select(llm_use).where(llm_use.c.organisation_id == scope.organisation_id).order_by(llm_use.c.month.desc())
    )
    return [Use(one.month, one.requests, one.tokens, one.kept, one.dropped) for one in rows]


def reserve(tx: Tx, scope: Scope, tokens: int) -> str | None:
    """Count a request of at most so many tokens before it is made, so that two at a time cannot spend the same; the month that
    it is counted in, or None where that would be too much, or the organisation is off.
    """
    allowance, month = allowed(tx, scope), _month(tx.now)
    if not allowance.is_on or _of_month(tx, scope, month).tokens + tokens > allowance.monthly_tokens:
        return None
    _add(tx, scope, month, requests=1, tokens=tokens)
    return month


def settle(tx: Tx, scope: Scope, month: str, *, reserved: int, used: int) -> None:
    """Count what the request did use instead."""
    _add(tx, scope, month, tokens=used - reserved)


def count(tx: Tx, scope: Scope, *, kept: int, dropped: int) -> None:
    """What came of an answer."""
    month = _month(tx.now)
    _of_month(tx, scope, month)
    _add(tx, scope, month, kept=kept, dropped=dropped)


def _of_month(tx: Tx, scope: Scope, month: str) -> Any:  # noqa: ANN401 - a row of llm_use
    """Locked until the transaction ends."""
    theirs = {"organisation_id": scope.organisation_id, "month": month}
    nothing = {"requests": 0, "tokens": 0, "kept": 0, "dropped": 0}
    tx.dialect.insert_unless_present(tx.connection, llm_use, theirs | nothing)
    return tx.connection.execute(select(llm_use).filter_by(**theirs).with_for_update()).one()


def _add(tx: Tx, scope: Scope, month: str, **numbers: int) -> None:
    theirs = (llm_use.c.organisation_id == scope.organisation_id, llm_use.c.month == month)
    tx.connection.execute(
        update(llm_use).where(*theirs).values({name: llm_use.c[name] + number for name, number in numbers.items()})
    )


def _month(now: int) -> str:
    return dt.datetime.fromtimestamp(now, dt.UTC).strftime("%Y-%m")
