"""Which server a command speaks to: the only place of the client that reads the environment."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Any, Protocol, TypeVar, runtime_checkable

import click

from vendorproof_client.client import Client
from vendorproof_client.retry import RetryPolicy

SILENCE = 300.0
"""Seconds a server may take for one batch."""

Command = TypeVar("Command", bound=Callable[..., Any])


@runtime_checkable
class ConnectionSource(Protocol):
    """What a program that mounts these commands puts into `context.obj`, to supply a connection of its own.

    `url` and `key` are what the user gave, each None if not given; a source that does not know better hands them on
    to `connect`. `retries` are the tries after the first.
    """

    def connect(self, url: str | None, key: str | None, retries: int) -> AbstractContextManager[Client]: ...


class GivenServer:
    """The source used where none is supplied: address and key must be given."""

    @contextmanager
    def connect(self, url: str | None, key: str | None, retries: int) -> Iterator[Client]:
        if not url:
            raise click.UsageError("No server given: use --url or set VENDORPROOF_URL.")
        if not key:
            raise click.UsageError("No API key given: use --key or set VENDORPROOF_KEY.")
        policy = RetryPolicy(attempts=retries, longest=30.0)
        with Client(url, key, timeout=SILENCE, retries=policy) as client:
            yield client


@dataclass(frozen=True, slots=True)
class Server:
    """What the connection options of a command said."""

    url: str | None
    key: str | None
    retries: int

    def connect(self, context: click.Context) -> AbstractContextManager[Client]:
        source = context.obj if isinstance(context.obj, ConnectionSource) else GivenServer()
        return source.connect(self.url, self.key, self.retries)


def connection_options(command: Command) -> Command:
    """Add --url, --key and --retries; the command takes them as `server`."""

    @click.option("--url", envvar="VENDORPROOF_URL", show_envvar=True, help="Address of the server.")
    @click.option("--key", envvar="VENDORPROOF_KEY", show_envvar=True, help="API key (ak_…).")
    @click.option(
        "--retries", default=8, show_default=True, type=click.IntRange(0, 100), help="Tries after a lost one."
    )
    @wraps(command)
    def packed(*args: Any, url: str | None, key: str | None, retries: int, **kwargs: Any) -> Any:  # noqa: ANN401
        return command(*args, server=Server(url, key, retries), **kwargs)

    return packed  # type: ignore[return-value]
