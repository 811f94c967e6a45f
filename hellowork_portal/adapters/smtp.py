"""The mailer over SMTP: one conversation per thread and batch."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import local

from hellowork_portal.adapters.mail_message import message_of
from hellowork_portal.kit.settings import SmtpSettings
from hellowork_portal.ports.mailer import Letter, MailerAway, MailPostponed, MailRefused

TIMEOUT_SECONDS = 10.0


class SmtpMailer:
    """Speaks to the server of the settings; connects at the first letter, not before."""

    def __init__(self, configured: SmtpSettings) -> None:
        self._configured = configured
        self._mine = local()

    def send(self, letter: Letter) -> None:
        """Hand one letter over; see the port for what may be raised."""
        message = message_of(letter, self._configured.sender)
        try:
            with _replies_as_facts():
                self._connection().send_message(message, self._configured.sender, [letter.to])
        except MailerAway:
            self._drop()
            raise

    def hang_up(self) -> None:
        """Say goodbye; a server that has gone already is no failure."""
        connection = getattr(self._mine, "connection", None)
        if connection is not None:
            with suppress(smtplib.SMTPException, OSError):
                connection.quit()
            self._drop()

    def _connection(self) -> smtplib.SMTP:
        """Return this thread's open conversation, or begin one."""
        connection = getattr(self._mine, "connection", None)
        if connection is None:
            connection = self._mine.connection = self._connect()
        return connection

    def _connect(self) -> smtplib.SMTP:
        configured = self._configured
        connection = smtplib.SMTP(configured.host, configured.port, timeout=TIMEOUT_SECONDS)
        try:
            if configured.start_tls:
                connection.starttls(context=ssl.create_default_context())
            if configured.user:
                connection.login(configured.user, configured.password.get_secret_value())
        except (smtplib.SMTPException, OSError):
            connection.close()
            raise
        return connection

    def _drop(self) -> None:
        connection = getattr(self._mine, "connection", None)
        self._mine.connection = None
        if connection is not None:
            connection.close()


@contextmanager
def _replies_as_facts() -> Iterator[None]:
    """Turn the library's errors into the port's; reply texts are dropped, they hold addresses.

    A 5xx to the recipient or the message is final. A refused sender or sign-in
    is our own fault and concerns everybody, so it counts as the server being away.
    """
    try:
        yield
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        raise _by_code(max(codes, default=550)) from None
    except smtplib.SMTPDataError as error:
        raise _by_code(error.smtp_code) from None
    except smtplib.SMTPResponseException as error:
        raise MailerAway(f"smtp_{error.smtp_code}") from None
    except (smtplib.SMTPException, OSError) as error:
        raise MailerAway(type(error).__name__) from None


def _by_code(code: int) -> MailRefused | MailPostponed | MailerAway:
    """Say what a reply code means for one letter; 421 means that the server is leaving."""
    if code == 421:
        return MailerAway("smtp_421")
    return MailRefused(f"smtp_{code}") if code >= 500 else MailPostponed()
