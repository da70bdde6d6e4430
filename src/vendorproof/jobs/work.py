"""What a worker is given to do: handlers by name, and what has to happen from time to time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from vendorproof.core.scope import Scope
from vendorproof.runtime import Runtime

Handler = Callable[[Runtime, Scope, Mapping[str, Any]], None]
"""Does a job, given its payload; at least once, so a second time must do no harm. Raises to be tried again."""

GivingUp = Callable[[Runtime, Scope, Mapping[str, Any], str], None]
"""Records that a job has failed for good; the last argument is the reason, a sentence for people."""


class Outage(Exception):
    """Something a job needs cannot be reached now: raised by a handler, it is waited for, for about a day."""


HOUR = 3600
PAUSES = (5, 30, 120, 600)


@dataclass(frozen=True, slots=True)
class Schedule:
    """Done once in every `every_seconds` since the epoch, by one worker of all; `sweep` says how many rows went."""

    sweep: Callable[[Runtime], int]
    every_seconds: int = HOUR


@dataclass(frozen=True, slots=True)
class Work:
    """The tables of a worker; `pauses` are the seconds between a job's tries, one try more than there are pauses."""

    jobs: Mapping[str, Handler]
    on_giving_up: Mapping[str, GivingUp] = field(default_factory=dict)
    schedules: Mapping[str, Schedule] = field(default_factory=dict)
    pauses: tuple[float, ...] = PAUSES
