"""Handlers for tests, and a process that works with them.

Each writes lines into a file that all workers of a test share, so that the test sees what was done, how often, by whom.
"""

import os
import signal
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from vendorproof import runtime
from vendorproof.config import load
from vendorproof.core import logs
from vendorproof.core.errors import NameTaken, StorageUnavailable
from vendorproof.core.scope import Scope
from vendorproof.jobs import loop
from vendorproof.jobs.loop import Manner
from vendorproof.jobs.work import Schedule, Work
from vendorproof.runtime import Runtime

WORDS = "words.txt"


def say(folder: Path, *words: object) -> None:
    """One line, whole, whoever else writes."""
    line = " ".join(map(str, words)) + "\n"
    handle = os.open(folder / WORDS, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(handle, line.encode())
    os.close(handle)


def said(folder: Path, first: str = "") -> list[list[str]]:
    """The lines, as words; those that begin with `first`."""
    path = folder / WORDS
    lines = [line.split() for line in path.read_text().splitlines()] if path.exists() else []
    return [words for words in lines if not first or words[0] == first]


def note(rt: Runtime, scope: Scope, payload: Mapping[str, Any]) -> None:
    say(rt.settings.data_dir, "done", payload["id"], scope.organisation_id, os.getpid())


def hold(rt: Runtime, scope: Scope, payload: Mapping[str, Any]) -> None:
    """Works until the file `go` is there."""
    folder = rt.settings.data_dir
    say(folder, "begun", payload["id"], scope.organisation_id, os.getpid())
    while not (folder / "go").exists():
        time.sleep(0.02)
    say(folder, "done", payload["id"], scope.organisation_id, os.getpid())


def fail(rt: Runtime, scope: Scope, payload: Mapping[str, Any]) -> None:
    """Fails as often as the payload says, in the way it says."""
    folder = rt.settings.data_dir
    before = len([one for one in said(folder, "tried") if one[1] == payload["id"]])
    say(folder, "tried", payload["id"])
    if before >= payload["times"]:
        return
    if payload["how"] == "outage":
        raise StorageUnavailable
    if payload["how"] == "problem":
        raise NameTaken(what="Tag", name="x")
    if payload["how"] == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    raise LookupError("secret detail")


def give_up(rt: Runtime, scope: Scope, payload: Mapping[str, Any], reason: str) -> None:
    folder = rt.settings.data_dir
    say(folder, "gave_up", payload["id"], reason)
    before = len([one for one in said(folder, "gave_up") if one[1] == payload["id"]])
    if before <= payload.get("deaf", 0):
        raise StorageUnavailable


def tick(rt: Runtime) -> int:
    say(rt.settings.data_dir, "tick", int(time.time()), os.getpid())
    return 0


def break_down(rt: Runtime) -> int:
    raise LookupError(rt)


WORK = Work(
    jobs={"note": note, "hold": hold, "fail": fail},
    on_giving_up={"fail": give_up},
    schedules={"tick": Schedule(tick, every_seconds=1), "broken": Schedule(break_down, every_seconds=1)},
    pauses=(0.05, 0.05, 0.05, 0.05),
)


def main(folder: str, drain_seconds: str) -> None:
    """Work until SIGTERM, in haste; settings come from the environment."""
    rt = runtime.build(load())
    logs.configure("json", "info")
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    manner = Manner(poll_seconds=0.1, look_seconds=0.2, drain_seconds=int(drain_seconds), retry_seconds=0.2)
    drained = loop.run(rt, WORK, stop, manner=manner, told=lambda slot: click.echo(f"ready {slot}"))
    say(Path(folder), "ended", os.getpid(), drained)
    sys.stdout.flush()
    os._exit(0 if drained else 3)
