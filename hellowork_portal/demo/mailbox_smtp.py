"""The mailbox's SMTP side, and how it misbehaves when somebody wants to see what the portal does."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from threading import Lock

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from pydantic import BaseModel, ConfigDict, Field

from hellowork_portal.demo.mailbox_store import MailStore

LARGEST_MAIL = 10 * 1024 * 1024


class FaultKind(StrEnum):
    """What goes wrong: nobody's mail is taken, this one never, this one not now, or it takes long."""

    AWAY = "away"
    REFUSE = "refuse"
    POSTPONE = "postpone"
    SLOW = "slow"


class Fault(BaseModel):
    """A fault for the next `count` mails; `seconds` is how long a slow one takes."""

    model_config = ConfigDict(extra="forbid")

    kind: FaultKind
    count: int = Field(default=1, ge=1, le=100_000)
    seconds: float = Field(default=5, ge=0, le=600)


class Faults:
    """The fault that is set now, counted down by the mails that it meets."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._fault: Fault | None = None

    def set(self, fault: Fault | None) -> None:
        """Replace what is set; None means that all is well again."""
        with self._lock:
            self._fault = fault

    def present(self) -> Fault | None:
        """Return what is set."""
        return self._fault

    def take(self, *kinds: FaultKind) -> Fault | None:
        """Return the fault if it is of these kinds, and count it down."""
        with self._lock:
            fault = self._fault
            if fault is None or fault.kind not in kinds:
                return None
            self._fault = fault.model_copy(update={"count": fault.count - 1}) if fault.count > 1 else None
            return fault


class Catcher:
    """Takes every mail and sends none on."""

    def __init__(self, store: MailStore, faults: Faults, now: Callable[[], datetime]) -> None:
        self._store = store
        self._faults = faults
        self._now = now

    async def handle_MAIL(  # noqa: N802 (the library's name)
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Begin a mail, or say that the server is leaving."""
        if self._faults.take(FaultKind.AWAY):
            return "421 4.3.2 System not accepting network messages"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 (the library's name)
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take a recipient, or refuse for ever or for now."""
        fault = self._faults.take(FaultKind.REFUSE, FaultKind.POSTPONE)
        if fault is not None:
            is_final = fault.kind is FaultKind.REFUSE
            return "550 5.1.1 No such mailbox" if is_final else "451 4.7.1 Try again later"
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 (the library's name)
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Keep the mail once per recipient."""
        slow = self._faults.take(FaultKind.SLOW)
        if slow is not None:
            await asyncio.sleep(slow.seconds)
        raw = envelope.original_content or b""
        for recipient in envelope.rcpt_tos:
            self._store.add(raw, recipient, now=self._now())
        return "250 OK"


def controller(catcher: Catcher, port: int) -> Controller:
    """Return a server on loopback; `start` runs it in a thread of its own."""
    return Controller(catcher, hostname="127.0.0.1", port=port, data_size_limit=LARGEST_MAIL, ident="mailbox")
