"""Who filed nothing for a 認定日 that is over, as the office sees it: to be seen to, never decided here."""

from datetime import date, datetime

from sqlmodel import Session

from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.services.certifications.absence import absences_at
from hellowork_portal.services.certifications.absent_views import AbsentRow, absent_row


def absent_part(
    session: Session, office_id: int, *, wanted: range | None, day: date | None, now: datetime
) -> tuple[list[AbsentRow], int, bool]:
    """Return the lines `wanted`, how many people are still to come, and whether more lines follow.

    `day` narrows the lines to one 認定日. The caller has checked the right.
    """
    today = day_in_japan(now)
    found = absences_at(session, office_id, now=now)
    waiting = sum(one.waits(today) for one in found)
    if wanted is None:
        return [], waiting, False
    listed = [one for one in found if day is None or one.day == day]
    shown = listed[wanted.start : wanted.stop]
    return [absent_row(one, today) for one in shown], waiting, len(listed) > wanted.stop
