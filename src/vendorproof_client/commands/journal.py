"""What an interrupted import needs to go on: a small state file beside the input, and the refused rows so far.

After each acknowledged batch the refused rows are appended and flushed first, the state is replaced second. A kill
between the two leaves rows that the state does not count: they are cut off when the import goes on. A kill between
the server's answer and the state makes the batch go out again, which the server takes as an upsert.
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from vendorproof_client.commands.batches import Refused
from vendorproof_client.commands.failures import CommandFailed
from vendorproof_client.commands.outcome import Outcome
from vendorproof_client.files import Row, Table, write_refused

try:
    import fcntl
except ImportError:  # pragma: no cover (Windows)
    fcntl = None  # type: ignore[assignment]

_VERSION = 1


def state_path(file: Path) -> Path:
    return file.with_name(f"{file.name}.vendorproof-state.json")


def fingerprint(file: Path) -> dict[str, Any]:
    """What tells this file from every other and from itself after a change."""
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256")
    return {"sha256": digest.hexdigest(), "size": file.stat().st_size}


class Journal:
    """Open while an import runs; `notes` are sentences for the user about what was found on opening."""

    def __init__(self, file: Path, refused: Path, identity: Mapping[str, Any], *, resume: bool = True) -> None:
        self.outcome = Outcome()
        self.rows_done = 0
        self.notes: list[str] = []
        self._state = state_path(file)
        self.target = refused
        self._identity = dict(identity)
        self._partial_path = refused.with_name(f".{refused.name}.partial")
        self._refused_bytes = 0
        self._resumable = True
        self._partial = self._open_partial()
        if resume:
            self._load()
        self._partial.truncate(self._refused_bytes)
        self._partial.seek(self._refused_bytes)
        try:
            self._save()
        except OSError as error:
            self._resumable = False
            self.notes.append(
                f"{self._state.name} cannot be written ({error.strerror}): this import cannot be resumed."
            )

    def acknowledge(self, rows_done: int, refused: Iterable[Refused]) -> None:
        """Make durable that the file is dealt with up to `rows_done`; `outcome` is stored as it stands."""
        for row, reason in refused:
            entry = [row.number, row.record, list(row.surplus), reason]
            self._partial.write(json.dumps(entry).encode() + b"\n")
        self._partial.flush()
        os.fsync(self._partial.fileno())
        self._refused_bytes = self._partial.tell()
        self.rows_done = rows_done
        if self._resumable:
            self._save()

    def write_refused(self, table: Table) -> int:
        """Make the refused file from what is journalled; return how many rows are in it."""
        return write_refused(self.target, table.headers, table.unit, self._read_refused())

    def finish(self) -> None:
        """The import is through: nothing is left to go on from."""
        self._partial.close()
        self._partial_path.unlink(missing_ok=True)
        self._state.unlink(missing_ok=True)

    def close(self) -> None:
        self._partial.close()

    def _open_partial(self) -> BinaryIO:
        try:
            descriptor = os.open(self._partial_path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise CommandFailed(
                f"The refused records cannot be written to {self.target}: {error.strerror}. "
                "Name another place with --refused."
            ) from error
        partial = os.fdopen(descriptor, "r+b")
        try:
            if fcntl is not None:
                fcntl.flock(partial, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            partial.close()
            raise CommandFailed("Another import of this file is running.") from None
        return partial

    def _load(self) -> None:
        try:
            stored = json.loads(self._state.read_bytes())
            if stored["version"] != _VERSION or stored["identity"] != self._identity:
                self.notes.append(
                    "An earlier import was interrupted, but the file, the report, the server or the options are not "
                    "the same: starting from the beginning."
                )
                return
            outcome, rows_done, size = (
                Outcome.from_dict(stored["outcome"]),
                stored["rows_done"],
                stored["refused_bytes"],
            )
        except FileNotFoundError:
            return
        except (ValueError, KeyError, TypeError, AttributeError):
            self.notes.append(f"{self._state.name} cannot be read: starting from the beginning.")
            return
        if self._partial.seek(0, os.SEEK_END) < size:
            self.notes.append("The refused records of the interrupted import are gone: starting from the beginning.")
            return
        self.outcome, self.rows_done, self._refused_bytes = outcome, rows_done, size
        if rows_done:
            self.notes.append(f"Going on with an interrupted import: the first {rows_done:,} records are done already.")

    def _save(self) -> None:
        state = {
            "version": _VERSION,
            "identity": self._identity,
            "rows_done": self.rows_done,
            "refused_bytes": self._refused_bytes,
            "outcome": self.outcome.as_dict(),
        }
        handle, name = tempfile.mkstemp(dir=self._state.parent, prefix=f".{self._state.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(json.dumps(state).encode())
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(self._state)
        finally:
            Path(name).unlink(missing_ok=True)

    def _read_refused(self) -> Iterator[Refused]:
        with self._partial_path.open("rb") as file:
            for line in file:
                number, record, surplus, reason = json.loads(line)
                yield Row(number, record, (), tuple(surplus)), reason
