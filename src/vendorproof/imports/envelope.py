"""The body of a batch: `{"data": [object, …]}`, taken apart into raw records or refused with line and column. Pure."""

import json
import re
from collections.abc import Sequence
from typing import Any, NoReturn

import msgspec

from vendorproof.core.errors import BatchTooLarge, Fault, InvalidRequest

LONGEST_INTEGER = 400
_BOM = b"\xef\xbb\xbf"


class _Batch(msgspec.Struct):
    data: list[msgspec.Raw]


_decode = msgspec.json.Decoder(_Batch).decode


def without_mark(body: bytes) -> bytes:
    """The body without a byte order mark; InvalidRequest if it is not UTF-8."""
    body = body.removeprefix(_BOM)
    if not body.isascii():
        try:
            body.decode()
        except UnicodeDecodeError as error:
            sentence = f"The body is not valid UTF-8: byte {error.start} (0x{body[error.start]:02x}) at {_place(body, error.start)}"
            raise _malformed(sentence) from error
    return body


def raw_records(body: bytes, max_records: int) -> list[bytes]:
    """The JSON text of each record; InvalidRequest for any other shape, BatchTooLarge beyond `max_records`."""
    try:
        records = [bytes(one) for one in _decode(body).data]
    except RecursionError as error:
        sentence = "The body is nested too deeply to be read"
        raise _malformed(sentence) from error
    except msgspec.ValidationError:
        _refuse_shape(_loads(body))
    except msgspec.DecodeError:
        records = _through_stdlib(body)
    if len(records) > max_records:
        raise BatchTooLarge(limit=f"{max_records:,} records (this one has {len(records):,})")
    faults = [_not_an_object(index) for index, one in enumerate(records) if not one.lstrip().startswith(b"{")]
    if faults:
        raise InvalidRequest(faults[:100])
    return records


def _through_stdlib(body: bytes) -> list[bytes]:
    """Unpaired surrogates are malformed to msgspec but a mere bad value to us: one record is refused, not the batch.

    What is malformed indeed is told by the standard library too: it knows the line and the column.
    """
    whole = _loads(body)
    if not isinstance(whole, dict) or not isinstance(whole.get("data"), list):
        _refuse_shape(whole)
    return [one.encode() for one in _slices(body.decode())]


_value_at = json.JSONDecoder(parse_int=float).raw_decode  # only where the value ends is asked
_between = re.compile(r"[ \t\n\r,:]*").match


def _slices(text: str) -> list[str]:
    """The records of a well-formed batch just as they are written."""
    found: list[str] = []
    at = _skip(text, text.index("{") + 1)
    while text[at] != "}":
        name, at = _value_at(text, at)
        at = _skip(text, at)
        if name != "data" or text[at] != "[":
            _, at = _value_at(text, at)
        else:
            found, at = _items(text, at + 1)
        at = _skip(text, at)
    return found


def _items(text: str, at: int) -> tuple[list[str], int]:
    found: list[str] = []
    at = _skip(text, at)
    while text[at] != "]":
        start = at
        _, at = _value_at(text, start)
        found.append(text[start:at])
        at = _skip(text, at)
    return found, at + 1


def _skip(text: str, at: int) -> int:
    blanks = _between(text, at)
    return blanks.end() if blanks else at


def _loads(body: bytes) -> Any:  # noqa: ANN401 - any JSON
    try:
        return json.loads(body.decode(), parse_constant=_no_constant, parse_int=whole_number)
    except json.JSONDecodeError as error:
        sentence = f"Malformed JSON: {error.msg} at line {error.lineno}, column {error.colno}"
        raise _malformed(sentence) from error
    except ValueError as error:
        text = body.decode()
        at = next(one.start() for one in _strings_and_constants(text) if one[1])
        sentence = f"Malformed JSON: {error} at {_place(body, len(text[:at].encode()))}"
        raise _malformed(sentence) from error
    except RecursionError as error:
        sentence = "The body is nested too deeply to be read"
        raise _malformed(sentence) from error


_strings_and_constants = re.compile(r'"(?:[^"\\]|\\.)*"|(-?Infinity|NaN)').finditer


def _no_constant(name: str) -> NoReturn:
    message = f"{name} is not a JSON value"
    raise ValueError(message)


def whole_number(text: str) -> int | float:
    """An integer of any length as the standard library may read it: it refuses those of more than 4,300 digits."""
    return int(text) if len(text) <= LONGEST_INTEGER else float(text)


def _refuse_shape(whole: Any) -> NoReturn:  # noqa: ANN401 - any JSON
    if not isinstance(whole, dict):
        fault = Fault(("body",), f'must be an object {{"data": [record, …]}}, not {_word(whole)}', "object_type")
    elif "data" not in whole:
        fault = Fault(("body", "data"), 'is missing: send {"data": [record, …]}', "missing")
    else:
        fault = Fault(("body", "data"), f"must be an array of records, not {_word(whole['data'])}", "list_type")
    raise InvalidRequest([fault])


def _not_an_object(index: int) -> Fault:
    return Fault(("body", "data", index), "must be an object of incoming name → value", "object_type")


def _word(value: object) -> str:
    if value is None:
        return "null"
    words: Sequence[tuple[type, str]] = ((bool, "a boolean"), (str, "text"), (int, "a number"), (float, "a number"))
    return next(
        (word for kind, word in words if isinstance(value, kind)),
        "an array" if isinstance(value, list) else "an object",
    )


def _place(body: bytes, offset: int) -> str:
    line = body.count(b"\n", 0, offset) + 1
    return f"line {line}, column {offset - (body.rfind(chr(10).encode(), 0, offset) + 1) + 1}"


def _malformed(sentence: str) -> InvalidRequest:
    return InvalidRequest([Fault(("body",), sentence, "json_invalid")])
