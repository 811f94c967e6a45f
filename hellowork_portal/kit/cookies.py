"""Reading the browser's cookies from a header; HttpOnly ones never reach a var."""

import base64
from http.cookies import CookieError, SimpleCookie

from hellowork_portal.kit.settings import settings


def session_name() -> str:
    """Return the session cookie's name: `__Host-` binds it to this host where TLS allows."""
    return "__Host-session" if settings().is_secure else "session"


def link_name() -> str:
    """Return the name of the cookie that a mail link was exchanged for."""
    return "__Host-link" if settings().is_secure else "link"


def guest_name() -> str:
    """Return the name of the cookie of a lookup without sign-in."""
    return "__Host-guest" if settings().is_secure else "guest"


def staff_name() -> str:
    """Return the name of a member of staff's session cookie: never the citizens' one."""
    return "__Host-staff" if settings().is_secure else "staff"


def staff_waiting_name() -> str:
    """Return the name of the cookie with which the second step of staff is taken; it opens nothing."""
    return "__Host-staff-waiting" if settings().is_secure else "staff-waiting"


def staff_link_name() -> str:
    """Return the name of the cookie that an invitation to the staff side was exchanged for."""
    return "__Host-staff-link" if settings().is_secure else "staff-link"


DONE = "done"
"""The name of the cookie that says which page of completion its browser has just been sent to."""


def read(header: str, name: str) -> str:
    """Return a cookie's value, empty where it is missing or the header is broken."""
    try:
        cookie = SimpleCookie(header).get(name)
    except CookieError:
        return ""
    return cookie.value if cookie else ""


def packed(text: str) -> str:
    """Return any text as a cookie value."""
    return base64.urlsafe_b64encode(text.encode()).decode()


def unpacked(value: str) -> str:
    """Return the text of a packed value, empty where it is not one."""
    try:
        return base64.urlsafe_b64decode(value.encode()).decode()
    except ValueError:
        return ""
