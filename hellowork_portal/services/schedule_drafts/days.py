"""Days other than usual: closed, opened, a part of one, somebody away, extra hours; typed, then shown."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session

from hellowork_portal.kit.errors import Invalid
from hellowork_portal.kit.principal import Principal, Role
from hellowork_portal.kit.words import Words, in_all, of_day
from hellowork_portal.models import ExceptionKind
from hellowork_portal.services.schedule_changes.draft import (
    AddException,
    Change,
    CloseDays,
    KeepHolidays,
    OpenHolidays,
    RemoveException,
    ReopenDays,
)
from hellowork_portal.services.schedule_changes.ground import Ground, ground_of
from hellowork_portal.services.schedule_changes.rows import DayRow, ExceptionRow, Texts
from hellowork_portal.services.schedule_drafts import errors
from hellowork_portal.services.schedule_drafts.applying import begin_change, reason_in
from hellowork_portal.services.schedule_drafts.calendar_views import ComingLine, DaysView
from hellowork_portal.services.schedule_drafts.months import times_of_day
from hellowork_portal.services.schedule_drafts.names import offering_lines
from hellowork_portal.services.schedule_drafts.reading import (
    Form,
    all_of,
    day_in,
    day_or_none_in,
    minute_in,
    number_in,
    text_of,
)
from hellowork_portal.services.schedule_drafts.sentences import exception_words
from hellowork_portal.services.schedules.rules import closed_days, closure_by_rule, closure_of, closure_words

_FARTHEST = 731
KINDS = ("close", "part", "seats", "away", "extra", "open")


def days_view(session: Session, *, principal: Principal, office_id: int, day: str, now: datetime) -> DaysView:
    """Return a day (today, where it is none) with its times, and what is to come. Raises NotAllowed."""
    principal.check_at(office_id, Role.OFFICE_MANAGER, Role.COUNSELLOR)
    ground = ground_of(session, office_id, now)
    try:
        shown = min(date.fromisoformat(day), ground.today + timedelta(days=_FARTHEST))
    except ValueError:
        shown = ground.today
    own = [row for row in ground.schedule if isinstance(row, DayRow)]
    said = closed_days([*ground.everywhere, *((row.on_day, dict(row.reason), row.is_open) for row in own)])
    closure = closure_of(shown, said)
    lines = offering_lines(session, office_id)
    return DaysView(
        iso=shown.isoformat(),
        day=of_day(shown),
        closure=closure_words(closure) if closure else {},
        is_closed_by_law=closure_by_rule(shown) is not None,
        is_opened=any(row.on_day == shown and row.is_open for row in own),
        is_closed_by_office=any(row.on_day == shown and not row.is_open for row in own),
        is_past=shown < ground.today,
        offerings=times_of_day(session, office_id, shown),
        choices=lines,
        coming=_coming(ground, {one.offering_id: one.name for one in lines}),
        can_change=office_id in principal.offices_as(Role.OFFICE_MANAGER),
    )


def _ahead(ground: Ground) -> list[ExceptionRow | DayRow]:
    rows = [row for row in ground.schedule if isinstance(row, ExceptionRow | DayRow)]
    return sorted(rows, key=lambda row: (row.on_day, str(row)))


def _coming(ground: Ground, names: Mapping[int, Words]) -> list[ComingLine]:
    return [
        ComingLine(turn, of_day(row.on_day), _words(row, names), row.on_day.isoformat())
        for turn, row in enumerate(_ahead(ground))
    ]


def _words(row: ExceptionRow | DayRow, names: Mapping[int, Words]) -> Words:
    if isinstance(row, ExceptionRow):
        return exception_words(row, names)
    if row.is_open:
        return in_all("staff.schedule.said.open_holidays", days=of_day(row.on_day))
    reason = {
        language: dict(row.reason).get(language, dict(row.reason).get("ja", ""))
        for language in ("ja", "ja-easy", "en")
    }
    return in_all("staff.schedule.said.close_days", days=of_day(row.on_day), reason=reason)


def begin_day_change(
    session: Session, *, principal: Principal, office_id: int, kind: str, form: Form, now: datetime
) -> int:
    """Prepare what a form of the days' screen states; return the id under which it is shown.

    `kind` is one of KINDS; raises Invalid with each error at its box, NotAllowed.
    """
    read = _READERS.get(kind, _READERS["close"])
    change = read(form)
    return begin_change(session, principal=principal, office_id=office_id, change=change, now=now)


def begin_taking_back(
    session: Session, *, principal: Principal, office_id: int, iso: str, index: int, now: datetime
) -> int:
    """Prepare that a day to come is as usual again; `index` and `iso` name the line that was shown.

    Raises DraftGone where that line is not there any more.
    """
    principal.check_at(office_id, Role.OFFICE_MANAGER)
    rows = dict(enumerate(_ahead(ground_of(session, office_id, now))))
    row = rows.get(index)
    if row is None or row.on_day.isoformat() != iso:
        raise errors.DraftGone
    change: Change
    if isinstance(row, ExceptionRow):
        change = RemoveException(row)
    else:
        change = (KeepHolidays if row.is_open else ReopenDays)(row.on_day, row.on_day)
    return begin_change(session, principal=principal, office_id=office_id, change=change, now=now)


def _span(form: Form) -> tuple[date, date]:
    said = all_of(first=(day_in, form, "valid_from"), last=(day_or_none_in, form, "valid_to"))
    first = said["first"] or date.min
    return first, said["last"] or first


def _reason(form: Form) -> Texts:
    return tuple(sorted(reason_in(form).items()))


def _closed(form: Form) -> Change:
    return CloseDays(*_span(form), _reason(form))


def _opened(form: Form) -> Change:
    return OpenHolidays(*_span(form))


def _exception(kind: ExceptionKind) -> Callable[[Form], Change]:
    def read(form: Form) -> Change:
        said: dict[str, Any] = all_of(
            on_day=(day_in, form, "valid_from"),
            from_minute=(_from, form, "from_minute"),
            to_minute=(_to, form, "to_minute"),
            seats=(number_in, form, "seats"),
            held_back=(number_in, form, "held_back"),
            slot_minutes=(number_in, form, "slot_minutes"),
            buffer_minutes=(number_in, form, "buffer_minutes"),
            offering_id=(number_in, form, "offering_id"),
        )
        said["offering_id"] = said["offering_id"] or None
        if said["offering_id"] is None and kind in (ExceptionKind.SEATS, ExceptionKind.EXTRA):
            raise Invalid({"offering_id": errors.OfferingMissing()})
        reason = _reason(form) if kind is ExceptionKind.CLOSED else ()
        return AddException(replace(ExceptionRow(None, said["on_day"], kind), **said, reason=reason))

    return read


def _from(form: Form, box: str) -> int:
    return minute_in(form, box) if text_of(form, box) else 0


def _to(form: Form, box: str) -> int:
    return minute_in(form, box) if text_of(form, box) else 1440


_READERS: dict[str, Callable[[Form], Change]] = {
    "close": _closed,
    "open": _opened,
    "part": _exception(ExceptionKind.CLOSED),
    "seats": _exception(ExceptionKind.SEATS),
    "away": _exception(ExceptionKind.AWAY),
    "extra": _exception(ExceptionKind.EXTRA),
}
