"""From the environment to a runtime, with a sentence instead of a traceback when something is wrong."""

import dataclasses
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any

import click
from sqlalchemy.exc import ArgumentError

from vendorproof import runtime
from vendorproof.config import BadSetting, Settings, load
from vendorproof.core.errors import InvalidRequest, Problem
from vendorproof.db.migrate import SchemaTooNew, migrate
from vendorproof.documents import scanner
from vendorproof.documents.llm import configured as llm
from vendorproof.jobs import engine as jobs
from vendorproof.runtime import Runtime
from vendorproof.storage import BadStorageUrl
from vendorproof.storage.secret_key import WeakSecretKey

FAILED = 2


class Failure(click.ClickException):
    """Ends the command with exit code 2 and a sentence."""

    exit_code = FAILED


def settings() -> Settings:
    """The settings of this process."""
    try:
        return load()
    except BadSetting as error:
        raise Failure(str(error)) from error


@contextmanager
def opened(*, migrated: bool = True, given: Mapping[str, Any] = MappingProxyType({})) -> Iterator[Runtime]:
    """A runtime on the configured database, migrated first unless told otherwise; closed at the end.

    `given` are settings that stand above the environment's.
    """
    try:
        rt = runtime.build(dataclasses.replace(settings(), **given))
        if rt.settings.clamd:
            scanner.place(rt.settings.clamd)
        llm.of(rt.settings)
    except scanner.BadScannerAddress as error:
        raise Failure(f"VENDORPROOF_CLAMD cannot be used: {error}") from error
    except (BadStorageUrl, WeakSecretKey, llm.BadLlmSetting) as error:
        raise Failure(str(error)) from error
    except (ArgumentError, OSError) as error:
        raise Failure(f"The database cannot be opened: {error}") from error
    try:
        if migrated:
            migrate(rt.db)
            jobs.prepare(rt.db)
        yield rt
    except InvalidRequest as error:
        raise Failure(" ".join(f"{one.loc[-1]}: {one.msg}" for one in error.faults)) from error
    except (SchemaTooNew, Problem) as error:
        raise Failure(str(error)) from error
    finally:
        rt.db.dispose()
