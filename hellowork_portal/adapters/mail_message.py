"""A letter as a MIME message that every mail program reads."""

from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from hellowork_portal.ports.mailer import Letter, MailRefused

CALENDAR_FILE = "yoyaku.ics"


def message_of(letter: Letter, sender: str) -> EmailMessage:
    """Return the message; MailRefused where a header or the address cannot be made safely.

    The letter's parts become text, HTML and (with `calendar`) an invitation as
    alternatives, and the same invitation as a file, because many programs show
    only one of the two. Line breaks in a header and a second address in `to`
    are refused by the standard library's own parser.
    """
    message = EmailMessage(policy=SMTP)
    try:
        message["From"] = Address(letter.sender_name, addr_spec=sender)
        message["To"] = one_address(letter.to)
        message["Subject"] = letter.subject
        message["Message-ID"] = f"<{letter.message_id}>"
    except ValueError:
        raise MailRefused("letter") from None
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text, charset="utf-8", cte="base64")
    message.add_alternative(letter.html, subtype="html", charset="utf-8", cte="base64")
    if letter.calendar:
        _add_calendar(message, letter.calendar, letter.calendar_method)
    # Last, because the library moves a Content header into the first part when it makes a second.
    message["Content-Language"] = letter.language
    return message


def one_address(text: str) -> Address:
    """Return the one plain address that `text` is; MailRefused for a list, a name or non-ASCII."""
    try:
        address = Address(addr_spec=text)
    except (ValueError, HeaderParseError, IndexError):
        raise MailRefused("address") from None
    if not text.isascii() or not address.domain or address.addr_spec != text:
        raise MailRefused("address")
    return address


def _add_calendar(message: EmailMessage, calendar: str, method: str) -> None:
    """Offer the entry inline and as a file; nobody is asked to answer."""
    params = {"method": method}
    message.add_alternative(calendar, subtype="calendar", charset="utf-8", cte="base64", params=params)
    message.add_attachment(
        calendar, subtype="calendar", charset="utf-8", cte="base64", filename=CALENDAR_FILE, params=params
    )
