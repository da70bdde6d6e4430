"""Progress of files on their way: a bar for the file and one for all on a terminal, lines elsewhere; on standard error."""

import time
from types import TracebackType
from typing import Protocol, Self

import click
from rich.console import Console
from rich.filesize import decimal
from rich.markup import escape
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

from vendorproof_client.file_names import visible

_LINE_EVERY = 5.0
"""Seconds between two lines about a file that takes long and is not watched."""

_NAME_WIDTH = 32


class Transfers(Protocol):
    """`begin`, `show` as often as wanted, `end`, for one file after the other; `say` at any time."""

    def begin(self, name: str, size: int) -> None: ...

    def show(self, done: int, size: int | None) -> None:
        """`done` bytes of the file have gone or come; less than before when it starts again."""

    def end(self, sentence: str) -> None: ...

    def say(self, sentence: str) -> None: ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def start(files: int, size: int, *, quiet: bool = False) -> Transfers:
    """`size` is that of all files; a `quiet` one draws no bar, for a terminal that also shows the results."""
    console = Console(stderr=True)
    return _Bars(console, files, size) if console.is_terminal and not quiet else _Lines(files)


class _Bars:
    def __init__(self, console: Console, files: int, size: int) -> None:
        self._bars = Progress(
            TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn(),
            TimeRemainingColumn(), console=console,
        )  # fmt: skip
        self._files = files
        self._ended = 0
        self._before = 0
        self._size = 0
        self._file = self._bars.add_task("", visible=False, total=None)
        self._all = self._bars.add_task(self._counted(), total=max(size, 1))

    def begin(self, name: str, size: int) -> None:
        self._size = size
        short = visible(name)
        short = short if len(short) <= _NAME_WIDTH else f"{short[: _NAME_WIDTH - 1]}…"
        self._bars.reset(self._file, description=escape(short), total=max(size, 1), visible=True)

    def show(self, done: int, size: int | None) -> None:
        self._size = self._size if size is None else size
        self._bars.update(self._file, completed=done, total=max(self._size, 1))
        self._bars.update(self._all, completed=self._before + done)

    def end(self, sentence: str) -> None:
        self._ended += 1
        self._before += self._size
        self._size = 0
        self._bars.update(self._file, visible=False)
        self._bars.update(self._all, completed=self._before, description=self._counted())
        self.say(sentence)

    def say(self, sentence: str) -> None:
        self._bars.console.print(sentence, markup=False, highlight=False)

    def _counted(self) -> str:
        return f"{self._ended:,} of {self._files:,} files"

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()


class _Lines:
    def __init__(self, files: int) -> None:
        self._files = files
        self._ended = 0
        self._name = ""
        self._last = 0.0

    def begin(self, name: str, size: int) -> None:  # noqa: ARG002 (as Transfers)
        self._name = visible(name)
        self._last = time.monotonic()

    def show(self, done: int, size: int | None) -> None:
        now = time.monotonic()
        if now - self._last < _LINE_EVERY:
            return
        self._last = now
        whole = f" of {decimal(size)} ({done / max(size, 1):.0%})" if size is not None else ""
        self.say(f"{self._name}: {decimal(done)}{whole}")

    def end(self, sentence: str) -> None:
        self._ended += 1
        self.say(f"[{self._ended:,}/{self._files:,}] {sentence}")

    def say(self, sentence: str) -> None:
        click.echo(sentence, err=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass
