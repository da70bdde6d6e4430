"""A program that mounts the commands can supply the connection."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from click.testing import CliRunner

from tests.vendorproof_client.wire import KEY, Wire
from vendorproof_client import Client
from vendorproof_client.commands import commands


class InProcess:
    """A source as the server's own program has one: it needs neither address nor key."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.asked: list[tuple[str | None, str | None, int]] = []

    @contextmanager
    def connect(self, url: str | None, key: str | None, retries: int) -> Iterator[Client]:
        self.asked.append((url, key, retries))
        with Client(url or self.url, key or KEY, retries=retries) as client:
            yield client


def test_the_source_of_the_mounting_program_is_used(wire: Wire) -> None:
    source = InProcess(wire.url)
    group = click.Group("vendorproof", commands=commands)
    result = CliRunner(env={"VENDORPROOF_URL": None, "VENDORPROOF_KEY": None}).invoke(
        group, ["reports", "list"], obj=source
    )
    assert (result.exit_code, result.output) == (0, "")
    assert source.asked == [(None, None, 8)]
    assert [request.path for request in wire.requests] == ["/v1/import-reports"]


def test_what_the_user_gives_reaches_the_source(wire: Wire) -> None:
    source = InProcess("http://unused.example")
    group = click.Group("vendorproof", commands=commands)
    arguments = ["reports", "list", "--url", wire.url, "--key", "ak_other", "--retries", "0"]
    assert CliRunner().invoke(group, arguments, obj=source).exit_code == 2
    assert source.asked == [(wire.url, "ak_other", 0)]
