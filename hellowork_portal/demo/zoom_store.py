"""The stand-in's meetings, kept in one small file so that they survive a restart."""

import hashlib
import hmac
import json
import secrets
import sqlite3
import threading
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

START_URL_LIFE = timedelta(hours=2)
_TABLES = """
CREATE TABLE IF NOT EXISTS meeting (
    number INTEGER PRIMARY KEY, host TEXT NOT NULL, made INTEGER NOT NULL, document TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS meeting_host ON meeting (host, made);
CREATE TABLE IF NOT EXISTS secret (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""


class MeetingStore:
    """Meetings as documents by number; a lock, because tests and server may share it."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()
        self._database = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._database.execute("PRAGMA journal_mode=WAL")
        self._database.executescript(_TABLES)
        self._key = self._secret("start_url").encode()

    def add(self, host: str, document: dict[str, Any]) -> int:
        """Keep a new meeting under a free number of eleven digits, as Zoom's are."""
        with self._lock:
            while True:
                number = 10**10 + secrets.randbelow(9 * 10**10)
                made = self._database.execute(
                    "INSERT OR IGNORE INTO meeting VALUES"
                    " (?, ?, (SELECT coalesce(max(made), 0) + 1 FROM meeting), ?)",
                    (number, host, json.dumps(document)),
                )
                if made.rowcount == 1:
                    return number

    def get(self, number: int) -> dict[str, Any] | None:
        """Return a meeting, or None."""
        rows = self._all("SELECT document FROM meeting WHERE number = ?", (number,))
        return json.loads(rows[0][0]) if rows else None

    def change(self, number: int, document: dict[str, Any]) -> None:
        """Write a meeting anew."""
        self._all("UPDATE meeting SET document = ? WHERE number = ?", (json.dumps(document), number))

    def remove(self, number: int) -> None:
        """Forget a meeting."""
        self._all("DELETE FROM meeting WHERE number = ?", (number,))

    def of_host(self, host: str) -> list[tuple[int, dict[str, Any]]]:
        """Return a host's meetings, oldest first."""
        rows = self._all("SELECT number, document FROM meeting WHERE host = ? ORDER BY made", (host,))
        return [(number, json.loads(document)) for number, document in rows]

    def start_key(self, number: int, now: datetime) -> str:
        """Return the key of a host's address, good for two hours."""
        until = int((now + START_URL_LIFE).timestamp())
        return f"{until}.{self._sign(f'{number}.{until}')}"

    def is_start_key(self, number: int, key: str, now: datetime) -> bool:
        """Whether the key was made here for this meeting and still lives."""
        until, _, signature = key.partition(".")
        if not (until.isascii() and until.isdecimal() and signature.isascii()):
            return False
        expected = self._sign(f"{number}.{until}")
        return hmac.compare_digest(signature, expected) and now.timestamp() < int(until)

    def _sign(self, text: str) -> str:
        return hmac.new(self._key, text.encode(), hashlib.sha256).hexdigest()

    def _secret(self, name: str) -> str:
        """Return a random secret, made at the file's first use."""
        self._all("INSERT OR IGNORE INTO secret VALUES (?, ?)", (name, secrets.token_hex(32)))
        return self._all("SELECT value FROM secret WHERE name = ?", (name,))[0][0]

    def _all(self, statement: str, values: tuple[object, ...]) -> list[Any]:
        with self._lock:
            return self._database.execute(statement, values).fetchall()
