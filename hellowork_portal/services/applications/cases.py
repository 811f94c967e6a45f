"""How somebody stands to the next declaration: who may file, and what may be done now (decisions 4, 10)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, select
from sqlmodel import Session

from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import of_day, of_moment
from hellowork_portal.models import Claimant, ClaimantKind
from hellowork_portal.services.applications import errors
from hellowork_portal.services.certifications.contract import Period
from hellowork_portal.services.certifications.facts import hours_of
from hellowork_portal.services.certifications.periods import Window, window_of
from hellowork_portal.services.certifications.service import Case, case_on, current_case

_CLAIMANT = table_of(Claimant)
LONGEST_PERIOD = timedelta(days=56)
"""A person's own word goes no further back; longer periods come with an office's record."""


class Standing(StrEnum):
    """What somebody may do about the next declaration; worded by `apply.standing.<code>`."""

    OPEN = "open"
    DRAFTING = "drafting"
    LATER = "later"
    OVER = "over"
    NOT_ONLINE = "not_online"
    FIRST = "first"
    NO_DAY = "no_day"
    UNKNOWN = "unknown"


_MAY_BEGIN = (Standing.OPEN, Standing.DRAFTING)
_REFUSED = {
    Standing.NOT_ONLINE: errors.FilesInPerson,
    Standing.FIRST: errors.FirstInPerson,
    Standing.NO_DAY: errors.NoCertificationDay,
}


@dataclass(frozen=True)
class Stand:
    """A standing with its case; UNKNOWN has one only where an interview tells the day."""

    standing: Standing
    case: Case | None = None

    @property
    def is_known(self) -> bool:
        """Whether an office has a record of the person."""
        return self.standing is not Standing.UNKNOWN


def stand_of(session: Session, applicant_id: int, now: datetime) -> Stand:
    """Return how a person stands to their next 認定日."""
    case = current_case(session, applicant_id=applicant_id, now=now)
    if case is not None and case.claimant_id is not None:
        return Stand(_standing(case, now), case)
    record = select(_CLAIMANT.c.id).where(_CLAIMANT.c.applicant_id == applicant_id)
    has_record = session.connection().execute(record).first() is not None
    return Stand(Standing.NO_DAY) if has_record else Stand(Standing.UNKNOWN, case)


def stand_on(session: Session, applicant_id: int, day: date, now: datetime) -> Stand | None:
    """Return how a person stands to one 認定日; None where it is none of theirs."""
    case = case_on(session, applicant_id=applicant_id, day=day)
    return Stand(_standing(case, now), case) if case is not None else None


def _standing(case: Case, now: datetime) -> Standing:
    return _in_person(case) or standing_in(case.window, now)


def _in_person(case: Case) -> Standing | None:
    """Return why the office's record lets nobody file the case online, None where it does."""
    if case.kind is ClaimantKind.NONE or not case.is_within:
        return Standing.NOT_ONLINE
    return Standing.FIRST if case.is_first else None


def standing_in(window: Window, now: datetime) -> Standing:
    """Return what a window lets one do at a moment."""
    if window.is_open(now):
        return Standing.OPEN
    if now > window.files_until:
        return Standing.OVER
    return Standing.DRAFTING if window.may_draft(now) else Standing.LATER


def window_for(session: Session, row: Row[Any]) -> Window:
    """Return the window of an application."""
    return window_of(row.certification_on, hours_of(session, row.office_id))


def claimable_days(session: Session, office_id: int, now: datetime) -> list[date]:
    """Return the days that a person without a record may state as their 認定日: those open for drafts."""
    hours, today = hours_of(session, office_id), day_in_japan(now)
    days = [today + timedelta(days=ahead) for ahead in range(hours.drafts_days_before + 1)]
    return [day for day in days if standing_in(window_of(day, hours), now) in _MAY_BEGIN]


def claimed_case(session: Session, office_id: int, day: date, previous: date) -> Case:
    """Return the case that a person without a record states; the office confirms it."""
    window = window_of(day, hours_of(session, office_id))
    return Case(office_id, None, day, Period(previous, day - timedelta(days=1)), window)


def check_may_begin(stand: Stand, now: datetime) -> Case:
    """Return the case of somebody who may begin a declaration now, else raise why not.

    Raises FilesInPerson, FirstInPerson, NoCertificationDay, DraftsNotYet, FilesOver.
    """
    refused = _REFUSED.get(stand.standing)
    if refused is not None or stand.case is None:
        raise (refused or errors.NoCertificationDay)()
    check_window(stand.case.window, now, is_draft=True)
    return stand.case


def check_may_file(session: Session, row: Row[Any]) -> None:
    """Raise where the office's record no longer lets the person file an application that was begun.

    Days and rights may have changed since; who has no record is confirmed by the office later.
    Raises FilesInPerson, FirstInPerson, DayMoved.
    """
    if row.claimant_id is not None:
        case_by_record(session, row.applicant_id, row.claimant_id, row.certification_on)


def case_by_record(session: Session, applicant_id: int, claimant_id: int, day: date) -> Case:
    """Return the case of a 認定日, past ones included, that a record lets its person file online.

    Raises DayMoved where it is none of the record's days, FilesInPerson, FirstInPerson.
    """
    case = case_on(session, applicant_id=applicant_id, day=day)
    if case is None or case.claimant_id != claimant_id:
        raise errors.DayMoved
    refused = _in_person(case)
    if refused is not None:
        raise _REFUSED[refused]
    return case


def check_window(window: Window, now: datetime, *, is_draft: bool = False) -> None:
    """Raise where a declaration cannot be filed now, or with `is_draft` not begun (V02)."""
    if now > window.files_until:
        raise errors.FilesOver(until=of_moment(window.files_until))
    if is_draft and not window.may_draft(now):
        raise errors.DraftsNotYet(drafts=of_day(window.drafts_from))
    if not is_draft and not window.is_open(now):
        raise errors.FilesNotYet(opens=of_moment(window.files_from), until=of_moment(window.files_until))
