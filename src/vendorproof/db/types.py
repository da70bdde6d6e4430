"""Column types that read the same on both databases."""

import json
from datetime import date
from typing import Any

from sqlalchemy import JSON, Date, Dialect, LargeBinary, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeDecorator, TypeEngine


class CalendarDate(TypeDecorator[str]):
    """A day as `YYYY-MM-DD` text in Python: DATE on PostgreSQL, TEXT on SQLite."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Pick DATE where there is one."""
        return dialect.type_descriptor(Date() if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ANN401 - the driver's own type
        """Give PostgreSQL a date, SQLite the text."""
        return date.fromisoformat(value) if value is not None and dialect.name == "postgresql" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ANN401, ARG002 - the driver's own type
        """Text on both."""
        return value.isoformat() if isinstance(value, date) else value


class Document(TypeDecorator[Any]):
    """JSON as Python objects: JSONB on PostgreSQL, TEXT on SQLite; NULL is None."""

    impl = JSON
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Pick JSONB where there is one."""
        kind: TypeEngine[Any] = JSONB(none_as_null=True) if dialect.name == "postgresql" else JSON(none_as_null=True)
        return dialect.type_descriptor(kind)


def encode_document(value: object) -> str:
    """The text a hot path stores in a Document column; the same on both databases."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


Bytes = LargeBinary
