"""What of an offering decides whether its times can be taken now."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import and_, bindparam, or_, select
from sqlmodel import Session

from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.errors import PortalError
from hellowork_portal.kit.sql import table_of
from hellowork_portal.kit.words import Words, in_all, of_day, of_moment
from hellowork_portal.models import Offering, OfficeClosure
from hellowork_portal.services.schedules.rules import DaysSaid, closed_days, last_open_day, next_opening

_offering, _closure = table_of(Offering), table_of(OfficeClosure)

_HEAD = (
    select(
        _offering.c.is_open,
        _offering.c.opens_days_ahead,
        _offering.c.opens_at_minute,
        _offering.c.closes_minutes_before,
        _closure.c.on_day,
        _closure.c.reason,
        _closure.c.is_open.label("opens"),
    )
    .select_from(_offering)
    .outerjoin(
        _closure,
        and_(
            or_(_closure.c.office_id.is_(None), _closure.c.office_id == _offering.c.office_id),
            _closure.c.on_day.between(bindparam("first"), bindparam("last")),
        ),
    )
    .where(_offering.c.id == bindparam("offering"))
)


class OfferingUnknown(PortalError):
    """No offering has this id."""

    code = "offering_unknown"


@dataclass(frozen=True)
class Window:
    """What of an offering decides whether a time can be taken at `now`."""

    is_open: bool
    today: date
    last_day: date
    opens_next: Words
    cut: datetime
    closures: DaysSaid


def window_of(session: Session, offering_id: int, span: tuple[date, date], now: datetime) -> Window:
    """Return an offering's window with the closures of a span of days. Raises OfferingUnknown."""
    rows = (
        session.connection()
        .execute(_HEAD, {"offering": offering_id, "first": span[0], "last": span[1]})
        .all()
    )
    if not rows:
        raise OfferingUnknown(offering=offering_id)
    is_open, ahead, opens_at, minutes = rows[0][:4]
    last_day = last_open_day(now, ahead, opens_at)
    day, at = next_opening(last_day, ahead, opens_at)
    today = day_in_japan(now)
    return Window(
        is_open=is_open,
        today=today,
        last_day=last_day,
        opens_next=in_all("calendar.opens_next", day=of_day(day), when=of_moment(at)),
        cut=now + timedelta(minutes=minutes),
        closures=closed_days((day, reason, opens) for *_settings, day, reason, opens in rows if day),
    )
