"""What a base object is made of: the one description that tables, mapping targets, API shapes and pages derive from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

Kind = Literal[
    "key",
    "text",
    "url",
    "email",
    "status",
    "choice",
    "number",
    "integer",
    "flag",
    "date",
    "duration",
    "list",
    "person",
    "reference",
    "references",
    "answers",
    "lei",
    "duns",
    "vat_number",
    "country",
    "select",
    "multiselect",
]
"""How a value is read (see `kinds`) and stored (see `db.tables`)."""


@dataclass(frozen=True, slots=True)
class Field:
    """One target field of a base object.

    `words` are the allowed words of a choice (a status has its words from the organisation, or here when they are
    fixed); `refers_to` names the base object a reference points at; `max_length` is in characters; `links` is the
    column of ids that a person or a list of references resolves to (without it, what does not resolve is kept as named).
    """

    name: str
    label: str
    kind: Kind
    required: bool = False
    words: tuple[str, ...] = ()
    refers_to: str | None = None
    max_length: int = 500
    minimum: float | None = None
    maximum: float | None = None
    default: str | None = None
    example: object = field(default="", compare=False)
    note: str = ""
    links: str = ""

    @property
    def column(self) -> str:
        """The column that holds the value: a resolved reference is kept as the id it resolved to."""
        if self.kind == "reference":
            return f"{self.name}_id"
        return self.links if self.kind == "references" and self.links else self.name

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns an import of this field writes; a person also the array of user ids it links to."""
        return (self.column, self.links) if self.kind == "person" else (self.column,)


@dataclass(frozen=True, slots=True)
class BaseObject:
    """A kind of record that can be imported, listed and exported; `fields` in the order of fields.md."""

    name: str
    label: str
    prefix: str
    fields: tuple[Field, ...]
    by_name: Mapping[str, Field] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", MappingProxyType({one.name: one for one in self.fields}))

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column an import can write, in the order of the fields."""
        return tuple(column for one in self.fields for column in one.columns)

    @property
    def required(self) -> tuple[str, ...]:
        """Names of the fields without which a record cannot be created."""
        return tuple(one.name for one in self.fields if one.required)
