"""The file of refused records: the original columns, why each was refused, and where it stood."""

import csv
import json
import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from vendorproof_client.files.table import Row

ERROR = "error"


def refused_path(path: Path) -> Path:
    """`vendors.xlsx` → `vendors.refused.csv` beside it."""
    return path.with_name(f"{path.stem}.refused.csv")


def write_refused(target: Path, headers: Sequence[str], unit: str, refused: Iterable[tuple[Row, str]]) -> int:
    """Write the pairs of row and reason; return how many. With none, there is no file, and an older one goes.

    The file appears whole or not at all. It is UTF-8 with a byte order mark, which spreadsheets need to show umlauts
    and which `open_table` reads: corrected, it can be imported as it is. Columns beyond `headers` that records have
    are added behind them.
    """
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8-sig", newline="") as file:
            count = _write(csv.writer(file), headers, unit, refused)
            file.flush()
            os.fsync(file.fileno())
        if count:
            temporary.replace(target)
        else:
            target.unlink(missing_ok=True)
    finally:
        temporary.unlink(missing_ok=True)
    return count


def _write(writer: Any, headers: Sequence[str], unit: str, refused: Iterable[tuple[Row, str]]) -> int:  # noqa: ANN401
    # A refused file that is imported again has the two columns already.
    original = list(headers[:-2]) if list(headers[-2:]) == [ERROR, unit] else list(headers)
    writer.writerow([*original, _free(ERROR, original), _free(unit, original)])
    count = 0
    for row, reason in refused:
        cells = [_text(row.record.get(name, "")) for name in original]
        others = [f"{name}: {_text(value)}" for name, value in row.record.items() if name not in headers]
        writer.writerow([*cells, reason, row.number, *others, *row.surplus])
        count += 1
    return count


def _free(name: str, taken: Sequence[str]) -> str:
    return name if name not in taken else _free(f"vendorproof_{name}", taken)


def _text(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
