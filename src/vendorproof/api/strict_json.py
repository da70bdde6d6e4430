"""JSON as ordinary routes take it: what cannot be kept faithfully is refused, saying where."""

import json
import re
from typing import Any

from fastapi import HTTPException

from vendorproof.core.errors import Fault

MAX_DEPTH = 64
_WHOLE_NUMBERS = 2**63  # what every database and most clients can hold
_OUTSIDE_STRINGS = re.compile(r'"(?:[^"\\]|\\.)*"|-?Infinity|NaN', re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")


class MalformedBody(HTTPException):
    """The 422 array, as an exception that FastAPI lets through while it reads a body."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(422, [{"loc": list(one.loc), "msg": one.msg, "type": one.type} for one in faults])


class _BadNumber(ValueError):
    pass


def decode(body: bytes) -> Any:  # noqa: ANN401 - decoded JSON
    """The value, or MalformedBody: bad UTF-8, bad JSON, numbers out of range, U+0000, lone surrogates, deep nesting."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        spot = place(body, error.start)
        raise MalformedBody(Fault(("body",), f"The body is not valid UTF-8 at {spot}.", "utf8_invalid")) from error
    try:
        value = json.loads(text, parse_int=_whole, parse_float=_real, parse_constant=_constant)
    except json.JSONDecodeError as error:
        msg = f"Malformed JSON at line {error.lineno}, column {error.colno}: {error.msg}."
        raise MalformedBody(Fault(("body",), msg, "json_invalid")) from error
    except _BadNumber as error:
        raise MalformedBody(_number_fault(text, str(error))) from error
    except RecursionError as error:
        raise MalformedBody(_too_deep()) from error
    faults = _faults(value)
    if faults:
        raise MalformedBody(*faults)
    return value


def place(body: bytes, offset: int) -> str:
    """`line 3, column 14` of a byte; columns count characters, as editors do."""
    before = body[:offset]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    return f"line {line}, column {column}"


def _whole(text: str) -> int:
    if len(text) > 20 or not -_WHOLE_NUMBERS <= int(text) < _WHOLE_NUMBERS:
        raise _BadNumber(text)
    return int(text)


def _real(text: str) -> float:
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise _BadNumber(text)
    return value


def _constant(text: str) -> float:
    raise _BadNumber(text)


def _number_fault(text: str, number: str) -> Fault:
    if number not in ("NaN", "Infinity", "-Infinity"):
        shown = number if len(number) <= 40 else f"{number[:40]}…"
        return Fault(("body",), f"The number {shown} is out of range.", "number_out_of_range")
    found = next((one for one in _OUTSIDE_STRINGS.finditer(text) if not one.group().startswith('"')), None)
    spot = place(text.encode(), len(text[: found.start()].encode())) if found else "line 1, column 1"
    return Fault(("body",), f"Malformed JSON at {spot}: {number} is not a JSON number.", "json_invalid")


def _too_deep() -> Fault:
    return Fault(("body",), f"The body is nested more than {MAX_DEPTH} levels deep.", "nested_too_deep")


def _faults(value: object) -> list[Fault]:  # walks without recursion: the depth is the caller's choice
    found: list[Fault] = []
    stack: list[tuple[tuple[str | int, ...], Any]] = [(("body",), value)]
    while stack:
        loc, one = stack.pop()
        if len(loc) > MAX_DEPTH:
            return [_too_deep()]
        if isinstance(one, str):
            found += _text_faults(loc, one)
        elif isinstance(one, list):
            stack += [((*loc, place_in_list), item) for place_in_list, item in enumerate(one)]
        elif isinstance(one, dict):
            found += [fault for name in one for fault in _text_faults((*loc, "a field name"), name)]
            stack += [((*loc, _printable(name)), item) for name, item in one.items()]
    return found[:20]


def _text_faults(loc: tuple[str | int, ...], text: str) -> list[Fault]:
    if "\x00" in text:
        return [Fault(loc, "Text must not contain the character U+0000.", "text_invalid")]
    if _SURROGATE.search(text):
        return [Fault(loc, "Text must not contain a lone surrogate (half of a \\u pair).", "text_invalid")]
    return []


def _printable(name: str) -> str:
    return _SURROGATE.sub("\ufffd", name).replace("\x00", "\ufffd")
