"""Who may do what among staff, and for how long things hold (docs/decisions/0016)."""

from collections.abc import Collection
from datetime import timedelta

from hellowork_portal.kit.principal import Grant, Principal, PrincipalKind, Role

INVITATION_LIFE = timedelta(hours=72)
IDLE, LONGEST = timedelta(minutes=20), timedelta(hours=10)
"""Stricter than citizens' thirty minutes and twelve hours; ten hours are a long working day."""
TOUCH_EVERY = timedelta(seconds=60)
SECOND_STEP_LIFE = timedelta(minutes=10)
SETTING_UP = timedelta(hours=1)
"""How long the QR code of another authenticator stays the same."""
MOST_SESSIONS = 3
"""Browsers at once; the next one ends the oldest."""
HISTORY, HISTORY_LINES = timedelta(days=90), 20
LONGEST_NAME = 100

EVERYWHERE = (Role.SYSTEM_ADMINISTRATOR, Role.POLICY_DESIGNER)
"""Roles for the whole country, without an office."""
AT_OFFICE = (Role.OFFICE_MANAGER, Role.COUNSELLOR)


def is_possible(grant: Grant) -> bool:
    """Whether a role can hold there: two hold for the whole country, two at an office."""
    return (grant.office_id is None) == (grant.role in EVERYWHERE)


def may_grant(actor: Principal, grant: Grant) -> bool:
    """Whether somebody may give or take away a role.

    A system administrator any, the manager of an office those of that office, the operator's
    command a system administrator's alone.
    """
    if actor.kind is PrincipalKind.SYSTEM:
        return grant == Grant(Role.SYSTEM_ADMINISTRATOR)
    if Grant(Role.SYSTEM_ADMINISTRATOR) in actor.grants:
        return True
    return grant.office_id in actor.offices_as(Role.OFFICE_MANAGER)


def may_reset(actor: Principal, theirs: Collection[Grant]) -> bool:
    """Whether somebody may let a member of staff set password and authenticator up anew.

    The manager of an office may where the member works at it and has no role for the whole
    country: who opens that mailbox must not become a system administrator.
    """
    if actor.kind is PrincipalKind.SYSTEM:
        return Grant(Role.SYSTEM_ADMINISTRATOR) in theirs
    if Grant(Role.SYSTEM_ADMINISTRATOR) in actor.grants:
        return True
    managed = actor.offices_as(Role.OFFICE_MANAGER)
    is_national = any(grant.office_id is None for grant in theirs)
    return not is_national and any(grant.office_id in managed for grant in theirs)


def may_close(actor: Principal, theirs: Collection[Grant]) -> bool:
    """Whether somebody may close an account: all its roles must be theirs to take away."""
    return bool(theirs) and all(may_grant(actor, grant) for grant in theirs)
