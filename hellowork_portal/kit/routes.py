"""Every address of the portal in one table, and the builders of links to them."""

from urllib.parse import quote, urlencode

HOME = "/"
TERMS = "/terms"
PRIVACY = "/privacy"
GUIDE = "/guide"
JOIN_HELP = "/guide/interview"
ACCESSIBILITY = "/accessibility"
APPLY = "/apply"

REGISTER = "/register"
REGISTER_MAIL = "/register/mail"
REGISTER_SENT = "/register/sent"
REGISTER_FORM = "/register/form"
REGISTER_CONFIRM = "/register/confirm"
REGISTER_DONE = "/register/done"
LINK_PROBLEM = "/link-problem"

SIGN_IN = "/sign-in"
SIGNED_OUT = "/signed-out"
RESET = "/reset"
RESET_SENT = "/reset/sent"
RESET_FORM = "/reset/form"
RESET_DONE = "/reset/done"
MY_PAGE = "/my"
PROFILE = "/my/profile"

PROCEDURES = "/procedures"
CALENDAR = "/calendar"
RESERVE_TERMS = "/reserve/terms"
RESERVE_NUMBER = "/reserve/claimant-number"
RESERVE_FORM = "/reserve/form"
RESERVE_CONFIRM = "/reserve/confirm"
RESERVE_DONE = "/reserve/done"

LOOKUP = "/lookup"
RESERVATION = "/reservation"

DO_SIGN_IN = "/session/sign-in"
DO_SIGN_OUT = "/session/sign-out"
DO_SIGN_OUT_EVERYWHERE = "/session/sign-out-everywhere"
DO_REGISTER = "/session/register"
DO_RESET = "/session/reset"
CALENDAR_FILE = "/files/reservation.ics"


def with_query(route: str, **values: object) -> str:
    """Return a route with a query; empty values are left out."""
    query = urlencode({name: value for name, value in values.items() if value not in ("", None)})
    return f"{route}?{query}" if query else route


def sign_in_and_return(back: str) -> str:
    """Return the sign-in page that leads back to `back` (product.md decision 2)."""
    return f"{SIGN_IN}?next={quote(back, safe='')}"


def calendar(offering_id: int, *, day: str = "", slot_id: int | None = None) -> str:
    """Return the calendar of an offering, at a day and a time where given."""
    return with_query(CALENDAR, offering=offering_id, day=day, slot=slot_id)


def reservation(number: str) -> str:
    """Return the detail page of a reservation."""
    return with_query(RESERVATION, number=number)


def is_own_path(path: str) -> bool:
    """Whether a return address stays inside the portal (no open redirect)."""
    is_clean = "\\" not in path and all(sign > " " for sign in path)
    return is_clean and path.startswith("/") and not path.startswith("//")
