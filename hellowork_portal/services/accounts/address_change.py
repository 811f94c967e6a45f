"""A new 利用者ID: asked for, confirmed by the new address, open to objection by the old (decision 11)."""

from datetime import datetime

from sqlmodel import Session

from hellowork_portal.forms.errors import FieldError
from hellowork_portal.kit.errors import Invalid
from hellowork_portal.kit.principal import Principal, PrincipalKind
from hellowork_portal.kit.sql import id_of
from hellowork_portal.kit.words import of_moment
from hellowork_portal.models import AddressChange, Applicant
from hellowork_portal.services.access import addresses, links
from hellowork_portal.services.access.errors import LinkProblem
from hellowork_portal.services.access.owners import is_taken
from hellowork_portal.services.access.registration import mail_limits
from hellowork_portal.services.access.rules import LINK_LIFE
from hellowork_portal.services.accounts import changes
from hellowork_portal.services.accounts.person import own_person
from hellowork_portal.services.accounts.rules import OBJECTION_LIFE, masked_address
from hellowork_portal.services.accounts.views import AddressView, LinkedChangeView
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.outbox.account_letters import letter
from hellowork_portal.services.outbox.service import enqueue


def address_view(session: Session, *, principal: Principal, now: datetime) -> AddressView:
    """Return one's 利用者ID and what is under way about it."""
    person = session.get_one(Applicant, principal.applicant_id)
    change = changes.open_change(session, id_of(person), now)
    waiting = changes.waiting_change(session, id_of(person), now)
    ends_at = change.objection_ends_at if change else None
    return AddressView(
        present=person.mail_address,
        pending=waiting.new_address if waiting else "",
        pending_until=of_moment(waiting.asked_at + LINK_LIFE) if waiting else {},
        open_until=of_moment(ends_at) if ends_at else {},
        is_open=change is not None,
    )


def change_limits(principal: Principal, mail: str) -> list[tuple[str, str]]:
    """Return the limits that a mail to a new address counts against."""
    return [("address_change_per_person", str(principal.applicant_id)), *mail_limits(principal, mail)]


def request_change(
    session: Session, *, principal: Principal, mail_address: str, verified_hash: str, now: datetime
) -> None:
    """Send a mail to the new address; a later request takes the place of an earlier one.

    The answer is the same whether or not the address has an account already; one that
    has is told so. Raises Invalid (the address), AddressChangeOpen.
    """
    person = own_person(session, principal, verified_hash)
    mail = addresses.checked(mail_address)
    if mail == person.mail_address:
        raise Invalid({"mail_address": FieldError("same_address")})
    changes.refuse_while_open(session, id_of(person), now)
    changes.drop_waiting(session, id_of(person), now=now)
    change = AddressChange(
        applicant_id=id_of(person), old_address=person.mail_address, new_address=mail, asked_at=now
    )
    session.add(change)
    session.flush()
    _write_to_new(session, principal, change, now)
    record(session, principal, "address.change_requested", ("applicant", person.id), now=now)


def resend_change(session: Session, *, principal: Principal, now: datetime) -> None:
    """Send the mail to the new address once more; nothing where no change is waiting."""
    person = own_person(session, principal)
    waiting = changes.waiting_change(session, id_of(person), now)
    if waiting is not None:
        _write_to_new(session, principal, waiting, now)


def withdraw_change(session: Session, *, principal: Principal, now: datetime) -> None:
    """Give up a change that the new address has not confirmed yet."""
    person = own_person(session, principal)
    changes.drop_waiting(session, id_of(person), now=now)
    record(session, principal, "address.change_withdrawn", ("applicant", person.id), now=now)


def _write_to_new(session: Session, principal: Principal, change: AddressChange, now: datetime) -> None:
    to = change.new_address
    if is_taken(session, to, now=now, but=change.applicant_id):
        job = letter("address_known", change.id, now=now, language=principal.language, to=to)
    else:
        signed = links.issue_link(
            session,
            links.ADDRESS,
            to,
            life=change.asked_at + LINK_LIFE - now,
            now=now,
            applicant_id=change.applicant_id,
            language=principal.language,
            change_id=change.id,
        )
        link = addresses.link_to(links.ADDRESS, signed)
        job = letter("address_link", change.id, now=now, language=principal.language, to=to, link=link)
    enqueue(session, [job], now=now)


def linked_change(session: Session, *, signed: str, now: datetime) -> LinkedChangeView:
    """Return what the button behind the new address's mail would do; reads only. Raises LinkProblem."""
    link = links.live_link(session, links.ADDRESS, signed, now)
    change = changes.change_of(session, link)
    return LinkedChangeView(masked_address(change.old_address), change.new_address)


def confirm_change(session: Session, *, signed: str, now: datetime) -> None:
    """Make the new address the 利用者ID and tell the old one, which can object for 72 hours.

    Raises LinkProblem (a second click, a change that was replaced), AddressChangeOpen,
    and AddressTaken where the address was registered meanwhile.
    """
    link, person = links.link_and_owner(session, links.ADDRESS, signed, now)
    change = changes.change_of(session, link)
    if change.confirmed_at is not None or change.old_address != person.mail_address:
        raise LinkProblem("used")
    changes.refuse_while_open(session, id_of(person), now)
    changes.move_to(session, person, change.new_address, now=now)
    links.use_up(session, id_of(person), (*changes.OF_ADDRESS, links.RESET), now=now)
    links.finish(link, now=now)
    change.confirmed_at, change.objection_ends_at = now, now + OBJECTION_LIFE
    _write_to_old(session, person, change, now)
    actor = Principal(PrincipalKind.APPLICANT, person.id)
    record(session, actor, "address.changed", ("applicant", person.id), now=now)


def _write_to_old(session: Session, person: Applicant, change: AddressChange, now: datetime) -> None:
    signed = links.issue_link(
        session,
        links.OBJECTION,
        change.old_address,
        life=OBJECTION_LIFE,
        now=now,
        applicant_id=person.id,
        language=person.language,
        change_id=change.id,
    )
    job = letter(
        "address_changed",
        change.id,
        now=now,
        language=person.language,
        to=change.old_address,
        applicant_id=person.id,
        link=addresses.link_to(links.OBJECTION, signed),
        new_address=masked_address(change.new_address),
    )
    enqueue(session, [job], now=now)
