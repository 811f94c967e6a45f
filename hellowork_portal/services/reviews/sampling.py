"""What lists that are approved together share: the same list as was shown, and a sample that was opened."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from math import ceil

from sqlalchemy import select
from sqlmodel import Session

from hellowork_portal.kit.sealing import mac
from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import ApplicationState, AuditEntry
from hellowork_portal.services.reviews import errors
from hellowork_portal.services.reviews.rows import APPLICATION, lock_records

MOST = 100
"""The most cases of one list: more than anybody can answer for at once."""
UNDONE = (ApplicationState.RECEIVED, ApplicationState.IN_REVIEW)
_ENTRY = table_of(AuditEntry)


def lock_open_cases(session: Session, office_id: int) -> None:
    """Let the records of the office's open cases stand still, then the cases, both in id order."""
    its = (APPLICATION.c.office_id == office_id) & APPLICATION.c.state.in_(UNDONE)
    lock_records(session, select(APPLICATION.c.claimant_id).where(its))
    query = select(APPLICATION.c.id).where(its).order_by(APPLICATION.c.id)
    session.connection().execute(query.with_for_update()).all()


def check_same(seen: str, stamps: Iterable[str]) -> None:
    """Raise BulkStale where a case has come, gone or changed since the list was shown."""
    before, after = set(filter(None, seen.split(","))), set(stamps)
    if before != after:
        raise errors.BulkStale(len(after - before), len(before - after))


def sample_of(staff_id: int, fingerprint: str, ids: Sequence[int], percent: int) -> set[int]:
    """Return which cases are to be opened: chosen by a keyed hash of the list.

    Nobody can foresee it, and loading the list again does not choose anew.
    """
    if not ids:
        return set()
    drawn = mac("review.sample")
    order = sorted(ids, key=lambda id_: drawn(f"{staff_id}|{id_}|{fingerprint}".encode()))
    return set(order[: max(1, ceil(len(ids) * percent / 100))])


def opened_since(session: Session, staff_id: int, since: Mapping[int, datetime]) -> set[int]:
    """Return which of these cases the member of staff has opened since the moment given for each."""
    opened = (_ENTRY.c.action == "application.viewed") & (_ENTRY.c.subject_kind == "application")
    by_them = (_ENTRY.c.actor_kind == "staff") & (_ENTRY.c.actor_id == staff_id)
    query = select(_ENTRY.c.subject_id, _ENTRY.c.at).where(opened, by_them, _ENTRY.c.subject_id.in_([*since]))
    found = session.connection().execute(query)
    return {one.subject_id for one in found if one.at >= since[one.subject_id]}


def check_opened(session: Session, staff_id: int, since: Mapping[int, datetime]) -> None:
    """Raise SampleUnseen where one of these cases was not opened since."""
    if unseen := set(since) - opened_since(session, staff_id, since):
        raise errors.SampleUnseen(count=len(unseen))
