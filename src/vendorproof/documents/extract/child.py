"""The child's side of the sandbox: confine, then run one task on the file that is descriptor 0.

Imported by the launcher that `sandbox` starts; what it imports is paid for with every file.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import BinaryIO, NoReturn

from vendorproof.documents.extract import confine

DONE, BROKE, TOO_LARGE = 0, 70, 77  # how the child ends; the parent takes everything else for a crash

Task = Callable[..., Iterator[Mapping[str, object]]]
"""`task(file, **arguments)` yields JSON objects. It may raise MemoryError, which is told as `too_large`."""


def main(told: Mapping[str, object]) -> NoReturn:
    """Never returns: what the task yields is on standard output, a line each, after one line that says what holds."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no answer
    sys.dont_write_bytecode = True
    try:
        confine.follow_parent(int(str(told["parent"])))
        missing = confine.limit(int(str(told["memory_bytes"])), int(str(told["cpu_seconds"])))
        task = _load(str(told["task"]))
        held = confine.close_off(confine.python_folders())
        _say(answers, {"held": held, "missing": missing})
        answers.flush()
        with open(0, "rb") as file:
            for value in task(file, **dict(_object(told["arguments"]))):
                _say(answers, value)
            answers.flush()
    except MemoryError:
        os._exit(TOO_LARGE)
    except BaseException as error:  # noqa: BLE001 - said below, without the message: it may quote the file
        _trace(error)
        os._exit(BROKE)
    os._exit(DONE)


def _load(name: str) -> Task:
    module, _, function = name.partition(":")
    task: Task = getattr(import_module(module), function)
    return task


def _object(value: object) -> Mapping[str, object]:
    assert isinstance(value, dict)  # noqa: S101 - the parent is ours
    return value


def _say(answers: BinaryIO, value: Mapping[str, object]) -> None:
    answers.write(json.dumps(value, separators=(",", ":")).encode("ascii") + b"\n")


def _trace(error: BaseException) -> None:
    frame = error.__traceback__
    while frame is not None:
        code = frame.tb_frame.f_code
        sys.stderr.write(f"{code.co_filename}:{frame.tb_lineno} {code.co_qualname}\n")
        frame = frame.tb_next
    sys.stderr.write(f"{type(error).__name__}\n")
    sys.stderr.flush()
