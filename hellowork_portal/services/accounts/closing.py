"""Closing one's account: what is personal goes now, what the law keeps stays (decision 16)."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session

from hellowork_portal.kit.i18n import LANGUAGES
from hellowork_portal.kit.principal import Principal
from hellowork_portal.kit.settings import settings
from hellowork_portal.kit.sql import id_of
from hellowork_portal.kit.words import Words, of_moment
from hellowork_portal.models import Applicant, ReservationState
from hellowork_portal.services.access.owners import closed_address
from hellowork_portal.services.accounts import changes, erasing
from hellowork_portal.services.accounts.errors import InterviewUnderWay, ReservationsAhead
from hellowork_portal.services.accounts.person import own_person
from hellowork_portal.services.accounts.views import ClosingView
from hellowork_portal.services.audit.service import record
from hellowork_portal.services.outbox.account_letters import letter
from hellowork_portal.services.outbox.service import enqueue
from hellowork_portal.services.reservations.cancellation import cancel_reservation
from hellowork_portal.services.reservations.lookup import lookup
from hellowork_portal.services.reservations.views import ReservationRow

_NO_DAY = date(1900, 1, 1)
"""The column takes no empty day."""


def closing_view(session: Session, *, principal: Principal, now: datetime) -> ClosingView:
    """Return what stands in the way of closing one's account, and how long what stays is kept."""
    ahead = _ahead(session, principal, now)
    change = changes.open_change(session, principal.applicant_id, now)
    ends_at = change.objection_ends_at if change else None
    kept = settings().retention
    return ClosingView(
        reservations=[_named(row) for row in ahead],
        has_begun=_has_begun(ahead),
        open_until=of_moment(ends_at) if ends_at else {},
        reservation_years=kept.reservation_years,
        log_years=kept.access_log_years,
        declaration_years=kept.declaration_years,
    )


def _named(row: ReservationRow) -> Words:
    return {language: f"{row.when[language]} {row.procedure[language]}" for language in LANGUAGES}


def _ahead(session: Session, principal: Principal, now: datetime) -> list[ReservationRow]:
    return [row for row in lookup(session, principal=principal, typed="", now=now) if row.is_future]


def _has_begun(ahead: Sequence[ReservationRow]) -> bool:
    return any(row.state != ReservationState.CONFIRMED for row in ahead)


def close_account(
    session: Session, *, principal: Principal, verified_hash: str, cancel_too: bool, now: datetime
) -> None:
    """Close the person's account and free its address.

    Future reservations are cancelled only with `cancel_too`, else ReservationsAhead is
    raised. Also raises WrongPassword, AddressChangeOpen, InterviewUnderWay, and what
    cancelling raises (TooLateToCancel): then nothing has changed.
    """
    person = own_person(session, principal, verified_hash)
    changes.refuse_while_open(session, id_of(person), now)
    numbers = _cancel_all(session, principal, cancel_too=cancel_too, now=now)
    _say_goodbye(session, person, numbers, now)
    erasing.erase_traces(session, person, principal=principal, now=now)
    _empty(person, now)
    record(session, principal, "account.closed", ("applicant", person.id), now=now, cancelled=len(numbers))


def _cancel_all(session: Session, principal: Principal, *, cancel_too: bool, now: datetime) -> list[str]:
    """Cancel what lies ahead; return the numbers as people write them."""
    ahead = _ahead(session, principal, now)
    if _has_begun(ahead):
        raise InterviewUnderWay
    if ahead and not cancel_too:
        raise ReservationsAhead(count=len(ahead))
    for row in ahead:
        cancel_reservation(session, principal=principal, number=row.number, now=now)
    return [row.number_shown for row in ahead]


def _say_goodbye(session: Session, person: Applicant, numbers: Sequence[str], now: datetime) -> None:
    told = letter(
        "account_closed_cancelled" if numbers else "account_closed",
        person.id,
        now=now,
        language=person.language,
        to=person.mail_address,
        applicant_id=person.id,
        name=person.name,
        numbers=", ".join(numbers),
    )
    enqueue(session, [told], now=now)


def _empty(person: Applicant, now: datetime) -> None:
    """Take everything personal out of the row; what the law keeps still points to it."""
    person.mail_address, person.password_hash = closed_address(id_of(person)), ""
    person.name = person.reading = person.phone = person.postal_code = person.address = ""
    person.name_key = person.reading_key = ""
    person.claimant_number_sealed = person.claimant_number_fingerprint = ""
    person.born_on, person.own_office_id, person.closed_at = _NO_DAY, None, now
