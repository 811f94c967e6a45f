"""Mail addresses as 利用者ID, and addresses of the portal's own pages in mails."""

from email_validator import EmailNotValidError, validate_email

from hellowork_portal.forms.errors import FieldError
from hellowork_portal.kit.errors import Invalid
from hellowork_portal.kit.settings import settings
from hellowork_portal.kit.text import normalise

_LONGEST = 254


def checked(typed: str) -> str:
    """Return the address as 利用者ID: NFKC, lower case, ASCII.

    Raises Invalid with `required` or `not_mail` at `mail_address`.
    No DNS is asked (libraries.md §0).
    """
    text = normalise(str(typed))
    if not text:
        raise Invalid({"mail_address": FieldError("required")})
    if len(text) > _LONGEST:
        raise Invalid({"mail_address": FieldError("not_mail")})
    try:
        return validate_email(text, allow_smtputf8=False, check_deliverability=False).normalized.lower()
    except EmailNotValidError:
        raise Invalid({"mail_address": FieldError("not_mail")}) from None


def canonical(typed: str) -> str:
    """Return the one spelling under which tries at an address are counted, whatever was typed.

    `checked` also folds what NFKC does not (example。jp): counting by anything
    else would give every spelling tries of its own.
    """
    try:
        return checked(typed)
    except Invalid:
        return normalise(typed).lower()


def link_to(purpose: str, token: str) -> str:
    """Return the address that a mail of `purpose` opens."""
    return f"{settings().public_url}/links/{purpose}?token={token}"
