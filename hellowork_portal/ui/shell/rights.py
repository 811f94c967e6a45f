"""Who may call an event handler: declared on each, read by the guard and by a test."""

from collections.abc import Callable
from typing import Any, TypeVar

Handler = TypeVar("Handler", bound=Callable[..., Any])
PUBLIC = "public"
APPLICANT = "applicant"
GUEST = "guest"
"""An applicant, or a guest of one reservation; the service checks the very row."""
_RIGHT = "__portal_right__"


def public(handler: Handler) -> Handler:
    """Declare that anybody may call this handler, with any arguments."""
    setattr(handler, _RIGHT, PUBLIC)
    return handler


def requires(right: str) -> Callable[[Handler], Handler]:
    """Declare that only principals with `right` may call this handler."""

    def declare(handler: Handler) -> Handler:
        setattr(handler, _RIGHT, right)
        return handler

    return declare


def right_of(function: Callable[..., Any]) -> str | None:
    """Return the declared right of a handler's function, None where nothing was declared."""
    return getattr(function, _RIGHT, None)
