"""What a record holds beside its imported fields, described the same way."""

from collections.abc import Mapping
from types import MappingProxyType

from vendorproof.objects import BaseObject, Field

_CONTACT = (
    Field("primary_contact_title", "Primary contact title", "text", example="Head of Risk"),
    Field("primary_contact_phone", "Primary contact phone", "text", max_length=64, example="+353 1 555 0100"),
)

BESIDE: Mapping[str, tuple[Field, ...]] = MappingProxyType(
    {
        "vendor": (
            *_CONTACT,
            Field("inherent_risk_level_id", "Inherent risk level", "text", max_length=255, example="high"),
            Field("residual_risk_level_id", "Residual risk level", "text", max_length=255, example="low"),
        ),
        "service": (
            Field("tags", "Tags", "list", example=["payroll"]),
            Field(
                "primary_contact_email", "Primary contact e-mail", "email", max_length=254, example="risk@acme.example"
            ),
            Field("primary_contact_name", "Primary contact name", "text", example="Ada Byron"),
            *_CONTACT,
        ),
        "assessment": (Field("control_set_ids", "Control sets", "list", example=["cbctst_0190b2c4"]),),
    }
)
"""Fields that only a person or the API sets, by base object."""

PEOPLE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "vendor": ("risk_analyst_ids", "relationship_owner_ids", "watcher_ids"),
        "service": ("relationship_owner_ids", "watcher_ids"),
        "assessment": (),
    }
)
"""Columns that hold arrays of user ids."""

REQUIRED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"vendor": ("name",), "service": ("vendor_id", "name"), "assessment": ("vendor_id", "control_set_ids")}
)
"""What a record made one at a time must have; an import asks for more (see `BaseObject.required`)."""

FIXED = ("external_id", "vendor_id")
"""Set once, when the record is made."""


def readable(base: BaseObject) -> tuple[Field, ...]:
    """The fields whose values are read by their kind: all but those that refer to a record of this inventory by id."""
    own = tuple(one for one in base.fields if one.column == one.name)
    return own + BESIDE[base.name]


def storable(text: str) -> bool:
    """Whether a database can hold the text: no id, label or name of ours has a NUL or half a character in it."""
    return "\0" not in text and not any("\ud800" <= one <= "\udfff" for one in text)
