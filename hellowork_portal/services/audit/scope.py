"""Which entries are about an office, as far as the rows can tell (decision 0018).

Applicants, their sessions and mails belong to no office, so its manager sees none of that, but
what the office's own staff looked at or wrote down about them: those entries name the office.
"""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select

from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import (
    Application,
    Attachment,
    AuditEntry,
    Banner,
    Claimant,
    DayChangeRequest,
    Meeting,
    Offering,
    Reservation,
    Slot,
    StaffRole,
    WaitlistEntry,
)

_ENTRY, _ROLE = table_of(AuditEntry), table_of(StaffRole)
_OFFERING, _SLOT, _RESERVATION = table_of(Offering), table_of(Slot), table_of(Reservation)
_MEETING, _WAIT, _CLAIMANT = table_of(Meeting), table_of(WaitlistEntry), table_of(Claimant)
_BANNER = table_of(Banner)
_FILE, _APPLICATION, _CHANGE = table_of(Attachment), table_of(Application), table_of(DayChangeRequest)
_OF_ROLES = ("staff.role_granted", "staff.role_ended")
_NAMING_IT = (
    "applicant.viewed", "applicant.written_down", "counter_code.made", "offering.changed", "hosts.assigned",
)  # fmt: skip
"""What staff do for an office, which stands in the details: about a person, or in its settings."""


def about_office(office_id: int) -> ColumnElement[bool]:
    """Return what holds for entries about what is an office's: bookings, claimants, files, staff and so on.

    Staff: while they had a role at this office; of roles, those at this office alone.
    """
    offerings = select(_OFFERING.c.id).where(_OFFERING.c.office_id == office_id)
    slots = select(_SLOT.c.id).where(_SLOT.c.offering_id.in_(offerings))
    reservations = select(_RESERVATION.c.id).where(_RESERVATION.c.slot_id.in_(slots))
    meetings = select(_MEETING.c.id).where(_MEETING.c.reservation_id.in_(reservations))
    waits = select(_WAIT.c.id).where(_WAIT.c.offering_id.in_(offerings))
    claimants = select(_CLAIMANT.c.id).where(_CLAIMANT.c.office_id == office_id)
    return or_(
        _is("reservation", reservations),
        _is("claimant", claimants),
        _is("meeting", meetings),
        _is("waitlist_entry", waits),
        _is("attachment", _files_at(office_id)),
        _is("application", _applications_at(office_id)),
        _is_staff_of(office_id),
        _is("banner", select(_BANNER.c.id).where(_BANNER.c.office_id == office_id)),
        and_(_ENTRY.c.action.in_(_NAMING_IT), _names(office_id)),
        and_(_ENTRY.c.subject_kind == "office", _ENTRY.c.subject_id == office_id),
    )


def _applications_at(office_id: int) -> Select[*tuple[Any, ...]]:
    return select(_APPLICATION.c.id).where(_APPLICATION.c.office_id == office_id)


def _files_at(office_id: int) -> Select[*tuple[Any, ...]]:
    applications = _applications_at(office_id)
    changes = select(_CHANGE.c.id).where(_CHANGE.c.office_id == office_id)
    is_here = _FILE.c.application_id.in_(applications) | _FILE.c.day_change_request_id.in_(changes)
    return select(_FILE.c.id).where(is_here)


def _is(kind: str, ids: Select[*tuple[Any, ...]]) -> ColumnElement[bool]:
    return and_(_ENTRY.c.subject_kind == kind, _ENTRY.c.subject_id.in_(ids))


def _names(office_id: int) -> ColumnElement[bool]:
    return _ENTRY.c.details["office"].as_integer() == office_id


def _is_staff_of(office_id: int) -> ColumnElement[bool]:
    worked_here = (
        select(_ROLE.c.id)
        .where(
            _ROLE.c.staff_member_id == _ENTRY.c.subject_id,
            _ROLE.c.office_id == office_id,
            _ROLE.c.granted_at <= _ENTRY.c.at,
            or_(_ROLE.c.ended_at.is_(None), _ROLE.c.ended_at >= _ENTRY.c.at),
        )
        .exists()
    )
    of_role = or_(_ENTRY.c.action.not_in(_OF_ROLES), _names(office_id))
    return and_(_ENTRY.c.subject_kind == "staff_member", worked_here, of_role)
