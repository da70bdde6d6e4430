"""A document in lines for people, each safe to print; what other commands say values with."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime

from rich.filesize import decimal

from vendorproof_client.encoding import JsonObject
from vendorproof_client.file_names import visible

_INSTANTS = ("created_at", "updated_at", "archived_at", "scanned_at")
_NOTHING = "–"


def described(document: Mapping[str, object], indent: str = "") -> list[str]:
    """A line for each field, those of objects in it indented under its name."""
    lines: list[str] = []
    width = max((len(name) for name in document), default=0)
    for name, value in document.items():
        label = f"{indent}{name.ljust(width)}  "
        if name == "validity" and isinstance(value, dict):
            rest = {key: one for key, one in value.items() if key != "sentence"}
            lines += [f"{label}{visible(str(value['sentence']))}", *described(rest, f"{indent}  ")]
        elif isinstance(value, dict):
            lines += [f"{indent}{name}", *described(value, f"{indent}  ")]
        elif isinstance(value, list) and any(isinstance(one, dict) for one in value):
            lines.append(f"{indent}{name}")
            said = map(_flag, value) if name == "flags" else map(flow, value)
            lines += [f"{indent}  - {visible(one)}" for one in said]
        elif name in _INSTANTS and isinstance(value, int):
            lines.append(f"{label}{instant(value)}")
        elif name == "size" and isinstance(value, int):
            lines.append(f"{label}{value:,} bytes ({decimal(value)})")
        else:
            lines.append(f"{label}{visible(flow(value))}")
    return lines


def members(rows: Iterable[JsonObject]) -> list[str]:
    """The files of an archive, those of archives in it under the path of these."""
    lines = []
    for one in rows:
        path = f"{one['inside']} / {one['name']}" if one.get("inside") else one["name"]
        locked = ", encrypted" if one.get("encrypted") else ""
        lines.append(f"  - {visible(path)} ({decimal(one['size'])}{locked})")
    return ["members", *lines] if lines else []


def flow(value: object) -> str:
    """Any field in one line."""
    if value is None or value == []:
        return _NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(flow, value))
    if isinstance(value, dict):
        return ": ".join(flow(one) for one in value.values())
    return str(value)


def value_of_fact(value: object) -> str:
    """A text as it is, anything else as JSON: the form in which a correction takes it."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def instant(seconds: int) -> str:
    """In the time zone of whoever looks."""
    return datetime.fromtimestamp(seconds).astimezone().strftime("%Y-%m-%d %H:%M %Z")


def _flag(flag: JsonObject) -> str:
    """`pages` are numbers of slides, rows or lines in files that have these."""
    beside = {"Pages": flag["pages"], "Documents": flag["document_ids"]}
    where = "".join(f" {name}: {flow(ones)}." for name, ones in beside.items() if ones)
    return f"{flag['code']}: {flag['message']}{where}"
