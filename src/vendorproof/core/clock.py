"""Time as the wire has it: whole epoch seconds."""

import time
from typing import Protocol


class Clock(Protocol):
    """Tells the time; tests bring one that stands still."""

    def now(self) -> int:
        """Epoch seconds."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> int:
        """Epoch seconds."""
        return int(time.time())
