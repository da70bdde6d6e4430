"""Progress of a long import: a bar on a terminal, now and then a line elsewhere. All of it on standard error."""

import time
from types import TracebackType
from typing import Protocol, Self

import click
from rich.console import Console
from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as RichProgress

from vendorproof_client.retry import Retry

_LINE_EVERY = 5.0
"""Seconds between two lines of a progress that is not watched."""


class Progress(Protocol):
    """`position` and `size` measure the file, in bytes or rows; `records` are the ones dealt with."""

    def show(self, position: int, records: int) -> None: ...

    def say(self, sentence: str) -> None: ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def start(size: int, done: int = 0) -> Progress:
    """`done` are records of an earlier, interrupted run: they do not count into the rate."""
    console = Console(stderr=True)
    return _Bar(console, size, done) if console.is_terminal else _Lines(size, done)


class Speaker(Protocol):
    """Anything that can say a sentence without disturbing what it draws."""

    def say(self, sentence: str) -> None: ...


def tell_retry(speaker: Speaker, retry: Retry) -> None:
    speaker.say(f"{retry.reason} Trying again in {retry.pause:.0f} s ({retry.attempt} of {retry.attempts}).")


class _Bar:
    def __init__(self, console: Console, size: int, done: int) -> None:
        self._started = time.monotonic()
        self._done = done
        self._bar = RichProgress(
            BarColumn(),
            TaskProgressColumn(),
            TextColumn("{task.fields[records]:,} records, {task.fields[rate]:,.0f}/s, time left"),
            TimeRemainingColumn(),
            console=console,
        )
        self._task = self._bar.add_task("import", total=max(size, 1), records=done, rate=0.0)

    def show(self, position: int, records: int) -> None:
        rate = _rate(records - self._done, self._started)
        self._bar.update(self._task, completed=position, records=records, rate=rate)

    def say(self, sentence: str) -> None:
        self._bar.console.print(sentence, markup=False, highlight=False)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()


class _Lines:
    def __init__(self, size: int, done: int) -> None:
        self._started = self._last = time.monotonic()
        self._size = max(size, 1)
        self._done = done
        self._from: int | None = None

    def show(self, position: int, records: int) -> None:
        if self._from is None:
            self._from = position
        now = time.monotonic()
        if now - self._last < _LINE_EVERY:
            return
        self._last = now
        share = min(position / self._size, 1.0)
        sentence = f"{records:,} records ({share:.0%}), {_rate(records - self._done, self._started):,.0f}/s"
        if position > self._from:
            left = (self._size - position) * (now - self._started) / (position - self._from)
            sentence += f", about {left:,.0f} s left"
        self.say(sentence)

    def say(self, sentence: str) -> None:
        click.echo(sentence, err=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass


def _rate(records: int, since: float) -> float:
    return records / max(time.monotonic() - since, 1e-6)
