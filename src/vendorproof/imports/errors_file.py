"""The refused records of a run as files: one line per error, or the records as they came with the reasons beside them."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from vendorproof.imports.runs import Refused

ERROR_COLUMNS = ("index", "external_id", "error_code", "field", "source", "value", "message")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def error_rows(refused: Iterable[Refused]) -> Iterator[str]:
    """CSV lines, one per fault. Cells that a spreadsheet would run as a formula get an apostrophe in front."""
    yield _line(ERROR_COLUMNS)
    for one in refused:
        for error in one.errors:
            yield _line([_harmless(error[name]) for name in ERROR_COLUMNS])


def original_rows(refused: list[Refused]) -> Iterator[str]:
    """CSV lines with the incoming columns as they came, then `error`: mend, drop the last column, send again."""
    records = [_flat(one.record) for one in refused]
    columns = list(dict.fromkeys(name for record in records for name in record))
    error_column = "error" if "error" not in columns else "error (import)"
    yield _line([*columns, error_column])
    for one, record in zip(refused, records, strict=True):
        reasons = "; ".join(f"{error['source'] or 'record'}: {error['message']}" for error in one.errors)
        yield _line([*[record.get(name, "") for name in columns], reasons])


def _flat(record: str) -> dict[str, str]:
    try:
        given: dict[str, Any] = json.loads(record, parse_int=str, parse_float=str)
        return {_cell(name): _cell(value) for name, value in given.items()}
    except RecursionError:  # it was read just within the limit, and here the limit is a few levels nearer
        return {"record": record}


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text.encode("utf-8", "backslashreplace").decode()


def _harmless(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _line(cells: Iterable[object]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()
