"""What the portal needs from whoever takes its letters."""

from dataclasses import dataclass, field
from typing import Protocol

from hellowork_portal.kit.errors import PortalError


@dataclass(frozen=True)
class Letter:
    """One mail to one person; its parts stay out of logs.

    `message_id` is the same at every attempt (without angle brackets);
    `language` is a BCP 47 tag; `calendar` an iCalendar text, or empty, and
    `calendar_method` what it asks for.
    """

    message_id: str
    to: str = field(repr=False)
    subject: str = field(repr=False)
    text: str = field(repr=False)
    html: str = field(repr=False)
    language: str
    sender_name: str
    calendar: str = field(default="", repr=False)
    calendar_method: str = "PUBLISH"


class MailRefused(PortalError):
    """This letter will never be taken; `reason` is a reply code or `address`, `letter`."""

    code = "mail_refused"

    def __init__(self, reason: str) -> None:
        super().__init__(reason=reason)
        self.reason = reason


class MailPostponed(PortalError):
    """The server does not take this letter now (a 4xx reply); later it may."""

    code = "mail_postponed"


class MailerAway(PortalError):
    """The server is away or takes nobody's letters; `reason` is a code for the log."""

    code = "mailer_away"

    def __init__(self, reason: str) -> None:
        super().__init__(reason=reason)
        self.reason = reason


class Mailer(Protocol):
    """Sends letters; safe to call from several threads, never inside a transaction."""

    def send(self, letter: Letter) -> None:
        """Hand one letter over; MailRefused, MailPostponed or MailerAway if that fails."""
        ...

    def hang_up(self) -> None:
        """End this thread's conversation with the server, if there is one."""
        ...
