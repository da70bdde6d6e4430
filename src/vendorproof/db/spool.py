"""A few rows of text on their way into the database, in a file of their own beside it: durable at once, never waiting."""

import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path

WAIT_SECONDS = 60


class Spool:
    """Any thread may call it; what a crash leaves behind is still there when it is opened again."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        self._file = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False)
        self._file.execute("PRAGMA journal_mode = WAL")
        self._file.execute("PRAGMA synchronous = FULL")
        self._file.execute(
            "CREATE TABLE IF NOT EXISTS spool (id TEXT PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID"
        )

    def add(self, rows: Sequence[tuple[str, str]]) -> None:
        """Add `(id, content)`; on disk when it returns."""
        self._write("INSERT INTO spool VALUES (?, ?)", rows)

    def oldest(self, count: int) -> list[tuple[str, str]]:
        """The first rows by id."""
        with self._lock:
            return self._file.execute("SELECT id, content FROM spool ORDER BY id LIMIT ?", (count,)).fetchall()

    def remove(self, ids: Sequence[str]) -> None:
        """Forget rows that have arrived."""
        self._write("DELETE FROM spool WHERE id = ?", [(one,) for one in ids])

    def __len__(self) -> int:
        with self._lock:
            found: int = self._file.execute("SELECT count(*) FROM spool").fetchone()[0]
            return found

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._file.close()

    def _write(self, statement: str, rows: Sequence[tuple[str, ...]]) -> None:
        with self._lock, self._file:
            self._file.execute("BEGIN IMMEDIATE")
            self._file.executemany(statement, rows)
