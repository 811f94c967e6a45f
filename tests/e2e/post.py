"""The post that the portal's mails really came by: SMTP, caught by the demonstration's mailbox."""

import time
from dataclasses import dataclass
from threading import Event
from typing import Any

import httpx

_PATIENCE_SECONDS = 30.0
_LOOK_EVERY_SECONDS = 0.2


class NoMail(AssertionError):
    """The mail did not come in time."""


@dataclass(frozen=True)
class Mail:
    """One mail as its reader has it."""

    subject: str
    text: str
    html: str
    links: list[str]
    calendar: str

    def link(self, part: str) -> str:
        """Return the first address in the text that has `part` in it."""
        return next(link for link in self.links if part in link)


class Post:
    """What lies in the mailbox, and the mail server's bad days."""

    def __init__(self, url: str) -> None:
        self._http = httpx.Client(base_url=url, timeout=10)

    def close(self) -> None:
        """Let go of the line to the mailbox."""
        self._http.close()

    def mails(self, to: str, subject: str = "") -> list[Mail]:
        """Return the mails to an address, newest first."""
        found: list[dict[str, Any]] = self._http.get("/messages.json", params={"to": to}).json()
        names = Mail.__dataclass_fields__
        return [
            Mail(**{name: one[name] for name in names})
            for one in found
            if one["subject"] == subject or not subject
        ]

    def wait(self, to: str, subject: str, patience: float = _PATIENCE_SECONDS) -> Mail:
        """Return the newest mail with a subject; raises NoMail once patience is over."""
        return self.wait_for_count(to, subject, 1, patience)

    def wait_for_count(self, to: str, subject: str, count: int, patience: float = _PATIENCE_SECONDS) -> Mail:
        """Wait for so many mails of a subject; return the newest."""
        until = time.monotonic() + patience
        while time.monotonic() < until:
            if len(found := self.mails(to, subject)) >= count:
                return found[0]
            Event().wait(_LOOK_EVERY_SECONDS)
        raise NoMail(f"no 「{subject}」 to {to}: {[mail.subject for mail in self.mails(to)]}")

    def go_away(self) -> None:
        """Refuse every mail for now."""
        self._http.post("/faults", json={"kind": "away", "count": 100_000}).raise_for_status()

    def come_back(self) -> None:
        """Take mails again."""
        self._http.delete("/faults").raise_for_status()
