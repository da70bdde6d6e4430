"""What every readable file looks like once opened: headers, findings, rows."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

Unit = Literal["line", "row", "record"]
"""How a person counts in the file: lines of a text, rows of a sheet, records of a JSON array."""


class UnreadableFile(Exception):
    """The file cannot be read as a table, or only by guessing.

    `option` names what settles an undecidable case: `separator`, `encoding`, `header_row` or `sheet`.
    """

    def __init__(self, message: str, *, option: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.option = option

    def __str__(self) -> str:
        return f"{self.message} Settle it with --{self.option.replace('_', '-')}." if self.option else self.message


@dataclass(slots=True)
class Row:
    """One record of the file.

    `number` is 1-based, in the table's `unit`, as a person sees it (a record with line breaks in its cells has the
    number of its first line). `problems` are faults of the file itself: a row that has any must not be sent.
    `surplus` are the cells beyond the last header.
    """

    number: int
    record: dict[str, Any]
    problems: tuple[str, ...] = ()
    surplus: tuple[str, ...] = ()


class Findings:
    """Plain sentences about the file: some known when it is opened, some counted while it is read."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self._said: list[str] = []
        self._counted: dict[str, tuple[int, int]] = {}

    def say(self, sentence: str) -> None:
        self._said.append(sentence)

    def count(self, what: str, number: int) -> None:
        """Add one to `what`; `number` is kept of the first."""
        count, first = self._counted.get(what, (0, number))
        self._counted[what] = (count + 1, first)

    def restart(self) -> None:
        """Forget the counts, not the sentences: the rows are read from the start again."""
        self._counted.clear()

    def sentences(self) -> list[str]:
        counted = (
            f"{what}: {count:,} (first: {self._unit} {first:,})." for what, (count, first) in self._counted.items()
        )
        return [*self._said, *counted]


class Table(ABC):
    """An opened file. It holds no file handle; each `records()` reads from the start.

    `size` and `position` measure the progress of reading, in bytes or rows.
    """

    def __init__(self, path: Path, kind: str, unit: Unit) -> None:
        self.path = path
        self.kind = kind
        self.unit = unit
        self.headers: list[str] = []
        self.size = 0
        self.position = 0
        self._findings = Findings(unit)

    @property
    def findings(self) -> list[str]:
        """Whole only after `records()` has been read to its end."""
        return self._findings.sentences()

    @abstractmethod
    def records(self) -> Iterator[Row]:
        """Raises UnreadableFile where the rest of the file cannot be told apart."""
