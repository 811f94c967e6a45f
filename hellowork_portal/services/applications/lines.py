"""Lines that several pages of an application show: its dates, its office."""

from datetime import date, datetime

from sqlmodel import Session

from hellowork_portal.kit.words import of_day, of_moment
from hellowork_portal.services.applications.views import DayLine, OfficeLine
from hellowork_portal.services.certifications.periods import Window
from hellowork_portal.services.certifications.service import Case
from hellowork_portal.services.offices.service import office_of


def day_line(day: date, first: date, last: date, window: Window) -> DayLine:
    """Return a 認定日 with its period and window in words."""
    return DayLine(
        day=of_day(day),
        first=of_day(first),
        last=of_day(last),
        drafts=of_day(window.drafts_from),
        opens=of_moment(window.files_from),
        until=of_moment(window.files_until),
        until_ms=_ms(window.files_until),
        opens_ms=_ms(window.files_from),
    )


def case_line(case: Case | None) -> DayLine:
    """Return the same of a case; empty without one."""
    if case is None:
        return DayLine()
    return day_line(case.certification_on, case.period.first, case.period.last, case.window)


def _ms(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def office_line(session: Session, office_id: int | None) -> OfficeLine:
    """Return an office by its name, with whom to call; empty without one."""
    office = office_of(session, office_id) if office_id else None
    return OfficeLine(office.words, office.code, office.phone) if office else OfficeLine()
