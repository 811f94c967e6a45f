"""Pure rules of applications: which state follows which (product.md decision 10)."""

import secrets

from hellowork_portal.models import DECIDED_STATES, ApplicationState
from hellowork_portal.services.applications import errors

_S = ApplicationState
_DECIDED = frozenset(DECIDED_STATES)

TRANSITIONS: dict[ApplicationState, frozenset[ApplicationState]] = {
    _S.DRAFT: frozenset({_S.RECEIVED}),
    _S.RECEIVED: frozenset({_S.RECEIVED, _S.IN_REVIEW, _S.WITHDRAWN}),
    _S.IN_REVIEW: frozenset({_S.RETURNED, *_DECIDED}),
    _S.RETURNED: frozenset({_S.RECEIVED, _S.WITHDRAWN}),
    _S.CERTIFIED: _DECIDED,
    _S.PARTLY_CERTIFIED: _DECIDED,
    _S.NOT_CERTIFIED: _DECIDED,
    _S.WITHDRAWN: frozenset(),
}
"""`received` follows itself: until staff open it, a person may submit again in its place (V20)."""

_DIGITS = 12


def check_transition(present: ApplicationState, wanted: ApplicationState) -> None:
    """Raise ApplicationChanged where `wanted` cannot follow `present`."""
    if wanted not in TRANSITIONS[present]:
        raise errors.ApplicationChanged(state=present.value)


def new_number() -> str:
    """Return a 受付番号: twelve random digits, the first never 0, so that nobody takes it for a 予約番号."""
    return str(10 ** (_DIGITS - 1) + secrets.randbelow(9 * 10 ** (_DIGITS - 1)))


def number_shown(number: str) -> str:
    """Return the number in three groups of four."""
    return "-".join(number[start : start + 4] for start in range(0, _DIGITS, 4))
