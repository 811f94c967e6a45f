"""Staff on duty by weekday and time, and when offerings open their days: prepared here, then shown."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlmodel import Session

from hellowork_portal.kit.errors import Invalid
from hellowork_portal.kit.principal import Principal, Role
from hellowork_portal.services.schedule_changes.draft import DutyHours, SetDuty, SetRelease
from hellowork_portal.services.schedule_changes.ground import Ground, ground_of
from hellowork_portal.services.schedule_changes.overview import wall, warnings_ahead
from hellowork_portal.services.schedule_changes.rows import DutyRow, ReleaseRow
from hellowork_portal.services.schedule_drafts import rules, store
from hellowork_portal.services.schedule_drafts.applying import begin_change, check_change
from hellowork_portal.services.schedule_drafts.calendar_views import DutyLine, ReleaseLine, StaffingView
from hellowork_portal.services.schedule_drafts.drawing import WEEKDAYS
from hellowork_portal.services.schedule_drafts.names import offering_lines
from hellowork_portal.services.schedule_drafts.reading import Form, all_of, day_in, minute_in, number_in
from hellowork_portal.services.schedule_drafts.showing import MOST_WARNINGS, warnings_in_words

_SUBJECT = "set_duty"


def staffing_of(session: Session, *, principal: Principal, office_id: int, now: datetime) -> StaffingView:
    """Return duty with what one has prepared, and each offering's window. Raises NotAllowed."""
    principal.check_at(office_id, Role.OFFICE_MANAGER, Role.COUNSELLOR)
    ground = ground_of(session, office_id, now)
    drawn = _drawn(session, principal, office_id)
    duty = list(drawn.hours) if drawn else _duty(ground)
    warnings = warnings_ahead(session, principal=principal, office_id=office_id, now=now)
    return StaffingView(
        duty=[
            DutyLine(
                rules.key_of(one),
                WEEKDAYS[one.weekday],
                wall(one.from_minute),
                wall(one.to_minute),
                one.people,
            )
            for one in duty
        ],
        is_changed=drawn is not None,
        valid_from=max(drawn.valid_from if drawn else ground.today, ground.today).isoformat(),
        can_change=office_id in principal.offices_as(Role.OFFICE_MANAGER),
        releases=_releases(session, ground),
        warnings=warnings_in_words(warnings[:MOST_WARNINGS]),
        more_warnings=max(0, len(warnings) - MOST_WARNINGS),
    )


def _drawn(session: Session, principal: Principal, office_id: int) -> SetDuty | None:
    draft = store.draft_about(session, principal, office_id, _SUBJECT)
    return draft.change if draft and isinstance(draft.change, SetDuty) else None


def _duty(ground: Ground) -> list[DutyHours]:
    """Return the duty that holds for good: what ends some day is left out where another follows."""
    rows = [row for row in ground.schedule if isinstance(row, DutyRow)]
    latest = max((row.valid_from for row in rows), default=ground.today)
    rows = [row for row in rows if row.valid_to is None or row.valid_to >= latest]
    hours = [DutyHours(row.weekday, row.from_minute, row.to_minute, row.people) for row in rows]
    return sorted(hours, key=lambda one: (one.weekday, one.from_minute))


def _releases(session: Session, ground: Ground) -> list[ReleaseLine]:
    rows = {row.offering_id: row for row in ground.schedule if isinstance(row, ReleaseRow)}
    return [
        ReleaseLine(
            one.offering_id,
            one.name,
            rows[one.offering_id].opens_days_ahead,
            wall(rows[one.offering_id].opens_at_minute),
            *divmod(rows[one.offering_id].closes_minutes_before, 60),
        )
        for one in offering_lines(session, ground.office_id)
    ]


def put_duty(session: Session, *, principal: Principal, office_id: int, form: Form, now: datetime) -> None:
    """Prepare people on duty, on each weekday ticked; raises Invalid with each error at its box."""
    new = rules.read_duty(form)
    _redraw(session, principal, office_id, lambda week: rules.with_stretches(week, new), now)


def remove_duty(session: Session, *, principal: Principal, office_id: int, key: str, now: datetime) -> None:
    """Take a stretch out of what is prepared; raises StretchGone."""
    _redraw(session, principal, office_id, lambda week: rules.without(week, key), now)


def _redraw(
    session: Session,
    principal: Principal,
    office_id: int,
    redraw: Callable[[list[Any]], list[Any]],
    now: datetime,
) -> None:
    principal.check_at(office_id, Role.OFFICE_MANAGER)
    ground = ground_of(session, office_id, now)
    drawn = _drawn(session, principal, office_id) or SetDuty(tuple(_duty(ground)), ground.today)
    change = SetDuty(tuple(redraw(list(drawn.hours))), max(drawn.valid_from, ground.today))
    store.write_draft(session, principal, office_id, change, subject=_SUBJECT, now=now)


def drop_duty(session: Session, *, principal: Principal, office_id: int) -> None:
    """Throw away what was prepared."""
    store.drop_drafts(session, principal, office_id, subject=_SUBJECT)


def finish_duty(session: Session, *, principal: Principal, office_id: int, form: Form, now: datetime) -> int:
    """Say from when the prepared duty holds; return the id under which it is shown. Raises Invalid."""
    principal.check_at(office_id, Role.OFFICE_MANAGER)
    first = all_of(valid_from=(day_in, form, "valid_from"))["valid_from"]
    drawn = _drawn(session, principal, office_id)
    hours = drawn.hours if drawn else tuple(_duty(ground_of(session, office_id, now)))
    change = SetDuty(hours, first)
    check_change(session, principal=principal, office_id=office_id, change=change, now=now)
    return store.write_draft(session, principal, office_id, change, subject=_SUBJECT, now=now)


def begin_release(
    session: Session, *, principal: Principal, office_id: int, offering_id: int, form: Form, now: datetime
) -> int:
    """Prepare another window of an offering; return the id under which it is shown. Raises Invalid."""
    box = f"-{offering_id}"
    try:
        said = all_of(
            days=(number_in, form, f"opens_days_ahead{box}"),
            at=(minute_in, form, f"opens_at{box}"),
            hours=(number_in, form, f"closes_hours{box}"),
            minutes=(number_in, form, f"closes_minutes{box}"),
        )
        change = SetRelease(offering_id, said["days"], said["at"], 60 * said["hours"] + said["minutes"])
        return begin_change(session, principal=principal, office_id=office_id, change=change, now=now)
    except Invalid as wrong:
        fields = {
            name if name.endswith(box) else f"{name}{box}": error for name, error in wrong.fields.items()
        }
        raise Invalid(fields) from wrong
