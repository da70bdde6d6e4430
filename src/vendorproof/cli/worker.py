"""`worker`: background work and nothing else."""

import os
import signal
import sys
import threading

import click
from sqlalchemy import make_url

from vendorproof.cli.opening import Failure, opened
from vendorproof.core import logs
from vendorproof.jobs import loop
from vendorproof.jobs.loop import TROUBLE, Manner
from vendorproof.runtime import Runtime
from vendorproof.worker import WORK


@click.command()
@click.option("--until-idle", is_flag=True, help="Work off what is waiting, then end.")
def worker(*, until_idle: bool) -> None:
    """Do background work until stopped: process documents, sweep what is past its time.

    Start as many as wanted: on one machine with SQLite, on any number with PostgreSQL. When one dies, the others take
    over its jobs within seconds. SIGTERM or Ctrl-C: it begins nothing new, gives running jobs 30 seconds, and ends.
    """
    with opened() as rt:
        logs.configure(rt.settings.log_format, rt.settings.log_level)
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        try:
            drained = loop.run(
                rt,
                WORK,
                stop,
                manner=Manner(until_idle=True, look_seconds=0.5) if until_idle else Manner(),
                told=lambda slot: _announce(rt, slot),
            )
        except TROUBLE as error:
            raise Failure(f"The work could not go on: {error}") from error
    if not drained:
        click.echo("A job is still running; the next worker takes it up again.", err=True)
        sys.stdout.flush()
        os._exit(0)  # Python would wait for its thread


def _announce(rt: Runtime, slot: str) -> None:
    settings = rt.settings
    database = make_url(settings.effective_database_url).render_as_string(hide_password=True)
    click.echo(
        f"Worker {slot} on {database}: {settings.worker_threads} jobs at once,"
        f" {settings.jobs_per_organisation} of one organisation."
    )
