"""What may stand in the place of a fact's value: one of the same kind."""

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from vendorproof.core.errors import InvalidFactValue
from vendorproof.objects.kinds.values import shown
from vendorproof.records.columns import storable

LONGEST = 20_000
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NAMES = {str: "a text", bool: "true or false", int: "a number", float: "a number", dict: "an object", list: "an array"}


def require_like(found: object, given: object) -> None:
    """InvalidFactValue says what would be accepted."""
    if given is None:
        raise InvalidFactValue(reason="A correction needs the right value.")
    said = json.dumps(given, ensure_ascii=False)
    if len(said) > LONGEST:
        raise InvalidFactValue(reason=f"A value has at most {LONGEST:,} characters as JSON.")
    if not _is_storable(given):
        raise InvalidFactValue(reason="The value has a character that no text has.")
    if wrong := _unlike(found, given, "The value"):
        raise InvalidFactValue(reason=wrong)


def _is_storable(given: object) -> bool:
    if isinstance(given, str):
        return storable(given)
    if isinstance(given, Mapping):
        return all(_is_storable(one) for pair in given.items() for one in pair)
    return not isinstance(given, list) or all(map(_is_storable, given))


def _unlike(found: object, given: Any, where: str) -> str | None:  # noqa: ANN401 - JSON
    if found is None or (_number(found) and _number(given)):
        return None
    if type(found) is not type(given):
        return f"{where} has to be {_NAMES[type(found)]}, not {shown(given)}."
    if isinstance(found, dict) and isinstance(given, dict):
        return _unlike_fields(found, given, where)
    if isinstance(found, str) and _DAY.fullmatch(found) and not _is_day(str(given)):
        return f"{where} has to be a day as YYYY-MM-DD, not {shown(given)}."
    return None


def _unlike_fields(found: Mapping[str, object], given: Mapping[str, object], where: str) -> str | None:
    if set(given) != set(found):
        return f"{where} has to have exactly the fields {', '.join(found)}."
    unlike = (_unlike(found[name], one, f"{where}'s {name}") for name, one in given.items() if one is not None)
    return next((one for one in unlike if one), None)


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_day(given: str) -> bool:
    try:
        return date.fromisoformat(given).isoformat() == given
    except ValueError:
        return False
