"""Lists, references and multiple choices: an array, or one text that holds several items."""

import json
import re
from collections.abc import Sequence
from typing import Final

from vendorproof.objects.kinds.values import BLANK, Reader, Rule, Unreadable, shown

DEFAULT_SEPARATORS: Final = (";", "|", "\n")
MOST_ITEMS: Final = 1000

_LINE_END = re.compile(r"\r\n?")


def list_reader(rule: Rule, item: Reader) -> Reader:
    """Items as `item` reads them, in their order, without blanks and repetitions.

    `item` takes any value and may answer BLANK. A text without items (`;;`) is blank; an empty array is an empty list.
    """

    def read_list(value: object) -> object:
        if isinstance(value, list):
            return _items(value, item)
        if not isinstance(value, str):
            return _items([value], item)
        inside = _array_inside(value)
        return _items(split(value, rule.separator) if inside is None else inside, item) or BLANK

    return read_list


def split(text: str, separator: str | None) -> list[str]:
    """Without a separator of the report, the first of DEFAULT_SEPARATORS that occurs is taken."""
    text = _LINE_END.sub("\n", text)
    if separator is None:
        separator = next((one for one in DEFAULT_SEPARATORS if one in text), None)
    return [text] if separator is None else text.split(separator)


def _items(values: Sequence[object], item: Reader) -> list[object]:
    if len(values) > MOST_ITEMS:
        message = f"The list has {len(values)} items; at most {MOST_ITEMS} are accepted."
        raise Unreadable(message)
    found: dict[object, None] = {}
    for at, value in enumerate(values):
        if isinstance(value, (list, dict, bool)):
            message = f"{shown(value)} stands at position {at + 1} of the list, where a text belongs."
            raise Unreadable(message)
        one = item(value)
        if one is not BLANK:
            found[one] = None
    return list(found)


def _array_inside(text: str) -> list[object] | None:
    """A text that is a JSON array of texts is that array; one with other things in it could also be a single item."""
    if not (text.startswith("[") and text.endswith("]")):
        return None
    try:
        inside = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if isinstance(inside, list) and all(isinstance(one, str) for one in inside):
        return inside
    message = f"{shown(text)} can be read as one item or as a JSON array. Send an array, not a text."
    raise Unreadable(message)
