"""A record's JSON body as single values, each with the place where it stood."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from fastapi import Body

from vendorproof.core.errors import Fault, InvalidRequest
from vendorproof.records.custom import PREFIX
from vendorproof.records.given import Given

CONTACT: Mapping[str, str] = {
    "email": "primary_contact_email",
    "name": "primary_contact_name",
    "title": "primary_contact_title",
    "phone_number": "primary_contact_phone",
}
"""Keys of `primary_contact` and the columns they are kept in."""

JsonObject = Annotated[dict[str, Any], Body()]


def given(body: Mapping[str, Any]) -> list[Given]:
    """`primary_contact` and `custom_fields` taken apart, the rest as it stands."""
    found: list[Given] = []
    for key, value in body.items():
        if key == "primary_contact":
            found += _contact(value)
        elif key == "custom_fields":
            found += _custom(value)
        else:
            found.append(Given(key, value, (key,)))
    return found


def _contact(value: object) -> Iterator[Given]:
    if value is None:
        return
    if not isinstance(value, dict):
        said = f"An object with {', '.join(CONTACT)} is needed."
        raise InvalidRequest([Fault(("body", "primary_contact"), said, "dict_type")])
    for key, column in CONTACT.items():
        yield Given(column, value.get(key), ("primary_contact", key))


def _custom(value: object) -> Iterator[Given]:
    """`{"region": "EMEA"}`, or the array as it is answered, each by its id, else by its name."""
    if value is None:
        return
    if isinstance(value, dict):
        for name, one in value.items():
            yield Given(PREFIX + name, one, ("custom_fields", name))
        return
    if not isinstance(value, list):
        said = "An object of names and values, or an array of objects with name or id, and value, is needed."
        raise InvalidRequest([Fault(("body", "custom_fields"), said, "dict_type")])
    for at, one in enumerate(value):
        named = (one.get("id") or one.get("name")) if isinstance(one, dict) else None
        if not isinstance(named, str):
            said = "An object with name or id, and value, is needed."
            raise InvalidRequest([Fault(("body", "custom_fields", at), said, "dict_type")])
        yield Given(PREFIX + named, one.get("value"), ("custom_fields", at, "value"))
