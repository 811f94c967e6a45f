"""「この予約を自分の利用者IDに移す」: a reservation of another account comes to the signed-in person's."""

from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session

from hellowork_portal.kit.principal import Principal, PrincipalKind
from hellowork_portal.kit.sql import id_of, table_of
from hellowork_portal.models import Applicant, Reservation
from hellowork_portal.services.accounts.rules import masked_address
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.guests.opening import end_passes
from hellowork_portal.services.guests.views import ClaimView
from hellowork_portal.services.notices.service import readdress
from hellowork_portal.services.outbox.account_letters import letter
from hellowork_portal.services.outbox.service import enqueue
from hellowork_portal.services.reservations import letters, rules
from hellowork_portal.services.reservations.errors import ReservationNotFound
from hellowork_portal.services.reservations.handing_over import hand_over
from hellowork_portal.services.reservations.own import Own, lock_person_row, own_reservation
from hellowork_portal.services.reservations.place import place_of

_RES = table_of(Reservation)


def claim_limits(principal: Principal) -> list[tuple[str, str]]:
    """Return the limit that claiming counts against."""
    return [("change_per_person", str(principal.applicant_id))]


def claim_view(session: Session, *, principal: Principal, number: str, now: datetime) -> ClaimView:
    """Return the reservation that the person's pass opens; raises ReservationNotFound for every other."""
    if _is_own(session, principal, number):
        own, is_own = own_reservation(session, principal, number, now), True
    else:
        own, is_own = own_reservation(session, _as_guest(principal), number, now), False
    row = own.row
    shown = rules.number_shown(row.number)
    return ClaimView(row.number, shown, place_of(row, own.definition), row.state, is_own)


def claim_reservation(session: Session, *, principal: Principal, number: str, now: datetime) -> str:
    """Move the reservation of the person's pass into their account; return its number.

    Number, seat, meeting and answers stay; letters go to the new address from now on, and the
    former account is told. Idempotent: whose it is already keeps it. Raises ReservationNotFound
    and what `hand_over` raises; then nothing has changed.
    """
    receiver_id = principal.applicant_id
    if _is_own(session, principal, number):
        return number
    guest = _as_guest(principal)
    for person_id in sorted({receiver_id, guest.owner_id}):
        lock_person_row(session, person_id)
    if _is_own(session, principal, number):  # the first of two clicks was here meanwhile
        return number
    own = own_reservation(session, guest, number, now, lock=True)
    hand_over(session, own, receiver_id=receiver_id, now=now)
    end_passes(session, own.row.id, now=now)
    _tell(session, principal, own, now)
    details = {
        "from_applicant": own.row.applicant_id,
        "guest": principal.guest.id if principal.guest else None,
    }
    record(session, principal, "reservation.claimed", ("reservation", own.row.id), now=now, **details)
    return own.row.number


def _as_guest(principal: Principal) -> Principal:
    """Return the guest that the signed-in person is beside their own rights; raises ReservationNotFound."""
    if principal.guest is None:
        raise ReservationNotFound
    return Principal(PrincipalKind.GUEST, language=principal.language, guest=principal.guest)


def _is_own(session: Session, principal: Principal, number: str) -> bool:
    known = rules.number_typed(number) or ""
    its = (_RES.c.number == known) & (_RES.c.applicant_id == principal.applicant_id)
    return session.connection().scalar(select(_RES.c.id).where(its)) is not None


def _tell(session: Session, principal: Principal, own: Own, now: datetime) -> None:
    """Send what has not left yet to the new address, and tell both accounts."""
    giver = session.get_one(Applicant, own.row.applicant_id)
    receiver = session.get_one(Applicant, principal.applicant_id)
    readdress(session, own.row.id, id_of(receiver), receiver.mail_address)
    told = letter(
        "reservation_moved_away",
        own.row.id,
        now=now,
        language=giver.language,
        applicant_id=giver.id,
        number=rules.number_shown(own.row.number),
        receiver=masked_address(receiver.mail_address),
    )
    news = letters.received(own.row.id, own.row.revision, principal.language, now=now)
    enqueue(session, [told, news], now=now)
