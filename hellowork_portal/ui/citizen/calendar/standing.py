"""What a person should know before booking 失業認定: by the office's record, if there is one."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from hellowork_portal.kit import routes
from hellowork_portal.kit.unchanging import Unchanging
from hellowork_portal.kit.words import Words, in_all, of_day
from hellowork_portal.services.reservations.rules import CERTIFICATION, Record
from hellowork_portal.services.schedules.rules import closure_of

ANONYMOUS, UNCONFIRMED, OWN_DAYS, NO_DAYS = "anonymous", "unconfirmed", "own_days", "no_days"
OTHER_OFFICE, FORM_ONLY, NOT_ONLINE = "other_office", "form_only", "not_online"
_FORM_ONLY_KIND, _NONE_KIND = "b", "none"


@dataclass(frozen=True)
class OwnDay:
    """One of the person's own 認定日 within the window; `why` says why it is one."""

    iso: str
    day: Words
    why: Words = field(default_factory=dict)


@dataclass(frozen=True)
class Standing(Unchanging):
    """How a person stands towards a 失業認定 here; `code` is empty for other procedures.

    It explains and never decides: the hold asks the rules again (product.md decision 4).
    """

    code: str = ""
    own_days: list[OwnDay] = field(default_factory=list)
    office: Words = field(default_factory=dict)
    office_href: str = ""
    may_choose_any_day: bool = True
    is_barred: bool = False
    """Whether no day here can be booked by this person: then none is offered."""


def standing_of(
    purpose: str,
    office_id: int,
    record: Record | None,
    *,
    is_known: bool,
    window: tuple[date, date],
    booked: Collection[date] = (),
) -> Standing:
    """Return what to explain; `is_known` says that somebody is signed in, `window` which days are open.

    `booked` are the 認定日 for which the person has a reservation already.
    """
    if purpose != CERTIFICATION:
        return Standing()
    if record is None:
        return Standing(UNCONFIRMED if is_known else ANONYMOUS)
    if record.kind == _FORM_ONLY_KIND:
        return Standing(FORM_ONLY, may_choose_any_day=False, is_barred=True)
    if record.kind == _NONE_KIND:
        return Standing(NOT_ONLINE, may_choose_any_day=False, is_barred=True)
    if record.office_id != office_id:
        return Standing(
            OTHER_OFFICE,
            office=record.office_name,
            office_href=_office_href(record.office_id),
            may_choose_any_day=False,
            is_barred=True,
        )
    days = own_days(record, window, booked)
    return Standing(OWN_DAYS if days else NO_DAYS, days, may_choose_any_day=False)


def own_days(record: Record, window: tuple[date, date], booked: Collection[date] = ()) -> list[OwnDay]:
    """Return the 認定日 in the window on which the person may come online and offices are open by law."""
    first = max(window[0], record.online_from or window[0])
    last = min(window[1], record.online_until or window[1])
    days = [day for day in sorted(set(record.days)) if first <= day <= last and closure_of(day) is None]
    return [OwnDay(day.isoformat(), of_day(day), _why(day, record, booked)) for day in days]


def _why(day: date, record: Record, booked: Collection[date]) -> Words:
    """Return what makes a day the person's own; one that has its interview says that first."""
    if day in booked:
        return in_all("calendar.certification.why.booked")
    if day not in record.moved:
        return in_all("calendar.certification.why.own")
    former = record.moved[day]
    if former is None:
        return in_all("calendar.certification.why.moved")
    return in_all("calendar.certification.why.moved_from", day=of_day(former))


def _office_href(office_id: int) -> str:
    return routes.with_query(routes.PROCEDURES, purpose=CERTIFICATION, office=office_id)
