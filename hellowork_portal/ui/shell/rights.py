"""Who may call an event handler: declared on each, read by the guard and by a test."""

from collections.abc import Callable
from typing import Any, TypeVar

Handler = TypeVar("Handler", bound=Callable[..., Any])
PUBLIC = "public"
APPLICANT = "applicant"
GUEST = "guest"
"""An applicant, or a guest of one reservation; the service checks the very row."""
_RIGHT = "__portal_right__"
_BY_ITSELF = "__portal_by_itself__"


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


def by_itself(handler: Handler) -> Handler:
    """Declare that pages send this event without a person: it is no activity and keeps no session alive."""
    setattr(handler, _BY_ITSELF, True)
    return handler


def comes_by_itself(function: Callable[..., Any]) -> bool:
    """Whether pages send a handler's event without a person."""
    return getattr(function, _BY_ITSELF, False)


def right_of(function: Callable[..., Any]) -> str | None:
    """Return the declared right of a handler's function, None where nothing was declared."""
    return getattr(function, _RIGHT, None)
