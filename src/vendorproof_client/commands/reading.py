"""The options that say how a file is to be read, for every command that reads one."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from vendorproof_client.files import Table, open_table

Command = TypeVar("Command", bound=Callable[..., Any])

FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the file options of a command said; None is: find out."""

    sheet: str | None = None
    encoding: str | None = None
    separator: str | None = None
    header_row: int | None = None

    def open(self, path: Path) -> Table:
        return open_table(path, **self.as_dict())

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def file_options(command: Command) -> Command:
    """Add --sheet, --separator, --encoding and --header-row; the command takes them as `reading`."""

    @click.option("--sheet", help="Sheet of a workbook, by name or place [default: the first with a value].")
    @click.option("--separator", help="Character between cells, or comma, semicolon, tab, pipe [default: found out].")
    @click.option("--encoding", help="Encoding of a text file, like cp1252 or utf-16 [default: found out].")
    @click.option(
        "--header-row",
        type=click.IntRange(min=0),
        help="Line or row that names the columns; 0: none does [default: found out].",
    )
    @wraps(command)
    def packed(
        *args: Any,  # noqa: ANN401 (whatever the command takes)
        sheet: str | None,
        separator: str | None,
        encoding: str | None,
        header_row: int | None,
        **kwargs: Any,  # noqa: ANN401 (as args)
    ) -> Any:  # noqa: ANN401
        return command(*args, reading=Reading(sheet, encoding, separator, header_row), **kwargs)

    return packed  # type: ignore[return-value]
