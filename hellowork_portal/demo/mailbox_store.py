"""The mails that the demonstration's mailbox has caught, in a small file of their own."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

KEPT = 5_000
_TABLE = """
CREATE TABLE IF NOT EXISTS message (
  id INTEGER PRIMARY KEY, at TEXT NOT NULL, recipient TEXT NOT NULL, subject TEXT NOT NULL, raw BLOB NOT NULL
)
"""
_COLUMNS = "SELECT id, at, recipient, subject, raw FROM message"
_LIST = f"{_COLUMNS} WHERE recipient LIKE ? ESCAPE '\\' ORDER BY id DESC LIMIT ?"
_ONE = f"{_COLUMNS} WHERE id = ?"
_ADD = "INSERT INTO message (at, recipient, subject, raw) VALUES (?, ?, ?, ?)"


@dataclass(frozen=True)
class Caught:
    """One mail as it came, to one recipient."""

    id: int
    at: datetime
    recipient: str
    subject: str
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        """The mail taken apart."""
        return message_from_bytes(self.raw, policy=policy.default)  # type: ignore[return-value]

    def body(self, subtype: str) -> str:
        """Return the text of one alternative (`plain`, `html`), empty if there is none."""
        for part in self.message.walk():
            is_file = part.get_content_disposition() == "attachment"
            if part.get_content_type() == f"text/{subtype}" and not is_file:
                return part.get_content().replace("\r\n", "\n")
        return ""

    def calendar(self) -> bytes:
        """Return the attached calendar file, empty if there is none."""
        for part in self.message.iter_attachments():
            if part.get_content_type() == "text/calendar":
                return part.get_payload(decode=True) or b""  # type: ignore[return-value]
        return b""


class MailStore:
    """Keeps the newest mails; each call opens the file anew, so any thread may call."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        with self._open() as connection:
            connection.execute(_TABLE)

    def add(self, raw: bytes, recipient: str, *, now: datetime) -> None:
        """Keep a mail and let go of the oldest beyond five thousand."""
        subject = str(message_from_bytes(raw, policy=policy.default)["Subject"] or "")
        row = (now.isoformat(), recipient.lower(), subject, raw)
        with self._open() as connection:
            new = connection.execute(
                "INSERT INTO message (at, recipient, subject, raw) VALUES (?, ?, ?, ?)", row
            )
            connection.execute("DELETE FROM message WHERE id <= ?", ((new.lastrowid or 0) - KEPT,))

    def newest(self, recipient: str = "", limit: int = 100) -> list[Caught]:
        """Return mails, newest first; `recipient` is part of an address."""
        escaped = recipient.strip().lower().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        with self._open() as connection:
            return [_caught(row) for row in connection.execute(_LIST, (f"%{escaped}%", limit))]

    def one(self, number: int) -> Caught | None:
        """Return one mail."""
        with self._open() as connection:
            row = connection.execute(_ONE, (number,)).fetchone()
        return _caught(row) if row else None

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._path, timeout=10)) as connection, connection:
            yield connection


def _caught(row: tuple[int, str, str, str, bytes]) -> Caught:
    return Caught(row[0], datetime.fromisoformat(row[1]), row[2], row[3], row[4])
