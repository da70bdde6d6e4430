"""How a command ends: 0 all fine, 1 some records refused, 2 failed with a sentence; never a traceback."""

import functools
from collections.abc import Callable
from typing import NoReturn, ParamSpec, TypeVar

import click

from vendorproof_client.errors import ApiError, AuthenticationError, VendorproofError
from vendorproof_client.files import UnreadableFile

SOME_REFUSED = 1
FAILED = 2
INTERRUPTED = 130
"""What a shell shows for a program that Ctrl-C ended."""

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


class CommandFailed(Exception):
    """A command cannot go on, for the reason in its message."""


def failures_told(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    @functools.wraps(function)
    def told(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
        try:
            return function(*args, **kwargs)
        except (click.ClickException, click.exceptions.Exit, BrokenPipeError):
            # A reader that has seen enough, such as `head`, ends the program without a word: click does that.
            raise
        except (KeyboardInterrupt, click.Abort):
            _end("Interrupted.", INTERRUPTED)
        except ApiError as error:
            _end(_of_answer(error))
        except (CommandFailed, UnreadableFile, VendorproofError, ValueError) as error:
            _end(str(error))
        except OSError as error:
            _end(f"{error.filename}: {error.strerror}." if error.filename else str(error))
        except Exception as error:  # noqa: BLE001 (the edge of the program: nobody above could say it better)
            _end(f"This is a fault of the program, please report it: {type(error).__name__}: {error}")

    return told


def _end(sentence: str, code: int = FAILED) -> NoReturn:
    click.echo(f"Error: {sentence}", err=True)
    raise click.exceptions.Exit(code)


def _of_answer(error: ApiError) -> str:
    if len(error.faults) > 1:
        prefix = f"Request {error.request_id}: " if error.request_id else ""
        return "\n  ".join((f"{prefix}{error.status}, {len(error.faults)} faults:", *error.faults))
    hint = " Check --key or VENDORPROOF_KEY." if isinstance(error, AuthenticationError) else ""
    return f"{error}{hint}"
