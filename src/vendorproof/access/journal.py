"""How audit records reach the disk before an answer starts: many calls, one commit (see docs/decisions)."""

import json
import queue
import threading
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import asdict
from pathlib import Path

import structlog

from vendorproof.access import audit
from vendorproof.access.audit import AuditRecord
from vendorproof.core.errors import Problem
from vendorproof.db.engine import Database
from vendorproof.db.spool import Spool

MOST_AT_ONCE = 500
RETRY_SECONDS = 1.0
GATHER_SECONDS = 0.2  # how long the mover lets records gather, so that it seldom takes the writer

log = structlog.get_logger(__name__)


class AuditWriter:
    """Takes records from any thread; a thread of its own commits all that wait in one go.

    PostgreSQL takes them straight into the table. SQLite has one writer, which an import may hold for a second or
    more: there they go to a small journal beside the database, and a second thread moves them on when it can.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: queue.SimpleQueue[tuple[AuditRecord, Future[None]] | None] = queue.SimpleQueue()
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None
        self._journal: _Journal | None = None

    def start(self) -> None:
        """Open what is needed and move on what a crash left behind; the first `submit` does it too."""
        with self._starting:
            if self._thread is None:
                self._journal = _Journal(self._database) if self._database.dialect.name == "sqlite" else None
                self._thread = threading.Thread(target=self._run, name="audit", daemon=True)
                self._thread.start()

    def submit(self, record: AuditRecord) -> "Future[None]":
        """Done once the record is durable; raises what kept it from being so."""
        if self._thread is None:
            self.start()
        done: Future[None] = Future()
        self._waiting.put((record, done))
        return done

    def settle(self, timeout: float) -> bool:
        """Wait until all that was durable is in the table too; False if that took too long."""
        return self._journal is None or self._journal.settle(timeout)

    def close(self) -> None:
        """Commit what waits and stop; nothing may be submitted any more."""
        if self._thread is None:
            return
        self._waiting.put(None)
        self._thread.join()
        if self._journal:
            self._journal.close()

    def _run(self) -> None:
        going = True
        while going:
            batch, going = self._take()
            waiting = [done for _, done in batch if done.set_running_or_notify_cancel()]
            try:
                if batch:
                    self._store([record for record, _ in batch])
            except Exception as error:  # noqa: BLE001 - handed to every waiter, who logs it
                for done in waiting:
                    done.set_exception(error)
            else:
                for done in waiting:
                    done.set_result(None)

    def _store(self, records: Sequence[AuditRecord]) -> None:
        if self._journal:
            self._journal.append(records)
        else:
            with self._database.write() as tx:
                audit.append(tx, records)

    def _take(self) -> tuple[list[tuple[AuditRecord, "Future[None]"]], bool]:
        found: list[tuple[AuditRecord, Future[None]]] = []
        item = self._waiting.get()
        while item is not None:
            found.append(item)
            if len(found) == MOST_AT_ONCE or self._waiting.empty():
                return found, True
            item = self._waiting.get()
        return found, False


class _Journal:
    """A file of records on their way into the table; what a crash leaves in it is moved at the next start."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._spool = Spool(Path(f"{database.writer.url.database}-audit"))
        self._changed = threading.Condition()
        self._written = len(self._spool)
        self._moved = 0
        self._hurry = False
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="audit-mover", daemon=True)
        self._thread.start()

    def append(self, records: Sequence[AuditRecord]) -> None:
        """Durable when it returns."""
        rows = [(one.id, json.dumps(asdict(one))) for one in records]
        self._spool.add(rows)
        with self._changed:
            self._written += len(rows)
            self._changed.notify_all()

    def settle(self, timeout: float) -> bool:
        with self._changed:
            mark = self._written
            self._hurry = True
            self._changed.notify_all()
            return self._changed.wait_for(lambda: self._moved >= mark, timeout)

    def close(self) -> None:
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._thread.join()
        self._spool.close()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closing or self._moved < self._written)
                self._changed.wait_for(lambda: self._closing or self._hurry, GATHER_SECONDS)
                self._hurry = False
                if self._moved >= self._written:
                    return
                closing = self._closing
            if not self._move():
                if closing:
                    return
                with self._changed:
                    self._changed.wait_for(lambda: self._closing, RETRY_SECONDS)

    def _move(self) -> bool:
        """Hand everything to the table; False if the database would not take it now."""
        with self._changed:
            mark = self._written
        try:
            while self._move_some():
                pass
        except Problem as problem:
            log.warning("audit_move_delayed", reason=problem.code)
            return False
        except Exception:  # whatever it is, the records stay in the journal and this thread lives
            log.exception("audit_move_failed")
            return False
        with self._changed:
            self._moved = mark
            self._changed.notify_all()
        return True

    def _move_some(self) -> bool:
        rows = self._spool.oldest(MOST_AT_ONCE)
        if rows:
            with self._database.write() as tx:
                audit.append(tx, [AuditRecord(**json.loads(content)) for _, content in rows])
            self._spool.remove([record_id for record_id, _ in rows])
        return len(rows) == MOST_AT_ONCE
