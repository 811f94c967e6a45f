"""The former address objects to a change within 72 hours (decision 11)."""

from datetime import datetime

from sqlmodel import Session

from hellowork_portal.kit.principal import Principal, PrincipalKind
from hellowork_portal.kit.sql import id_of
from hellowork_portal.kit.words import of_moment
from hellowork_portal.models import AddressChange, Applicant
from hellowork_portal.services.access import addresses, links
from hellowork_portal.services.access.errors import LinkProblem
from hellowork_portal.services.access.rules import RESET_LIFE
from hellowork_portal.services.access.sessions import end_all_sessions
from hellowork_portal.services.accounts import changes
from hellowork_portal.services.accounts.rules import masked_address
from hellowork_portal.services.accounts.views import LinkedChangeView
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.outbox.account_letters import letter
from hellowork_portal.services.outbox.service import enqueue

_NOBODY_KNOWS = ""
"""A password hash that no password fits: only the mail's link leads back in."""


def linked_objection(session: Session, *, signed: str, now: datetime) -> LinkedChangeView:
    """Return what the objection would bring back; reads only. Raises LinkProblem."""
    link = links.live_link(session, links.OBJECTION, signed, now)
    change = changes.change_of(session, link)
    until = of_moment(change.objection_ends_at) if change.objection_ends_at else {}
    return LinkedChangeView(change.old_address, masked_address(change.new_address), until)


def object_to_change(session: Session, *, signed: str, now: datetime) -> None:
    """Give the account its former address back, sign everybody out, and ask for a new password.

    Whoever changed the address knew the password: it is void at once, and the mail to
    the former address leads to a new one. Raises LinkProblem (a second click, after 72
    hours), and AddressTaken where another account has the former address.
    """
    link, person = links.link_and_owner(session, links.OBJECTION, signed, now)
    change = changes.change_of(session, link)
    if change.new_address != person.mail_address or change.objected_at is not None:
        raise LinkProblem("used")
    changes.drop_waiting(session, id_of(person), now=now)
    changes.move_to(session, person, change.old_address, now=now)
    person.password_hash = _NOBODY_KNOWS
    change.objected_at = now
    links.use_up(session, id_of(person), (links.OBJECTION, links.RESET), now=now)
    links.finish(link, now=now)
    end_all_sessions(session, id_of(person))
    _write(session, person, change, now)
    actor = Principal(PrincipalKind.APPLICANT, person.id)
    record(session, actor, "address.objected", ("applicant", person.id), now=now)


def _write(session: Session, person: Applicant, change: AddressChange, now: datetime) -> None:
    """Lead the former address to a new password, and tell the other one that the change is undone."""
    signed = links.issue_link(
        session,
        links.RESET,
        change.old_address,
        life=RESET_LIFE,
        now=now,
        applicant_id=person.id,
        language=person.language,
    )
    link = addresses.link_to(links.RESET, signed)
    restored = letter(
        "address_restored", change.id, now=now, language=person.language, applicant_id=person.id, link=link
    )
    undone = letter("address_undone", change.id, now=now, language=person.language, to=change.new_address)
    enqueue(session, [restored, undone], now=now)
