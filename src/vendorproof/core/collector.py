"""The garbage collector, kept still while a batch is taken apart: its records hold no cycles, but it counts them."""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_pausing = threading.Lock()


@contextmanager
def paused() -> Iterator[None]:
    """No collection inside, if nobody else pauses it: a pause ends with whoever began it, so it never lasts for ever."""
    if not gc.isenabled() or not _pausing.acquire(blocking=False):
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        # What was made is passed over to the oldest generation unlooked at: it is freed before that is looked through.
        gc.freeze()
        gc.unfreeze()
        gc.enable()
        _pausing.release()
