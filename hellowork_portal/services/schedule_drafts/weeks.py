"""The week of an offering, drawn stretch by stretch; it holds once it is shown and applied."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session

from hellowork_portal.kit.clock import day_in_japan
from hellowork_portal.kit.errors import NotAllowed, PortalError
from hellowork_portal.kit.principal import Principal, Role
from hellowork_portal.kit.words import of_day
from hellowork_portal.services.schedule_changes.draft import Hours, SetWeek
from hellowork_portal.services.schedule_changes.errors import ScheduleNothingToCopy
from hellowork_portal.services.schedule_changes.ground import Ground, ground_of
from hellowork_portal.services.schedule_changes.rules import changed
from hellowork_portal.services.schedule_drafts import errors, rules, store
from hellowork_portal.services.schedule_drafts.drawing import columns_of, hour_lines
from hellowork_portal.services.schedule_drafts.names import offering_lines
from hellowork_portal.services.schedule_drafts.reading import Form, all_of, day_in, day_or_none_in
from hellowork_portal.services.schedule_drafts.usual import lengths_of, usual_hours, usual_words
from hellowork_portal.services.schedule_drafts.views import OfferingLine, TurnView, WeekEdit
from hellowork_portal.services.schedule_drafts.week_rows import (
    day_shown,
    rows_of,
    subject_of,
    usual_start,
    week_from,
)

_LOOKING = (Role.OFFICE_MANAGER, Role.COUNSELLOR)
_MOST_TURNS = 6
_WEEKEND = (5, 6)


def week_to_edit(
    session: Session, *, principal: Principal, office_id: int, offering_id: int, day: str, now: datetime
) -> WeekEdit:
    """Return an offering's week from a day on, with what one has drawn into it and not applied yet.

    `offering_id` 0 is the office's first offering, an empty or impossible `day` the one that
    matters first: today, or when the first hours begin. Raises NotAllowed.
    """
    principal.check_at(office_id, *_LOOKING)
    offerings = offering_lines(session, office_id)
    if not offerings:
        return WeekEdit()
    chosen = offering_id or offerings[0].offering_id
    if (line := {one.offering_id: one for one in offerings}.get(chosen)) is None:
        raise NotAllowed
    ground = ground_of(session, office_id, now)
    from_day = day_shown(ground, chosen, day)
    drawn = store.draft_about(session, principal, office_id, subject_of(chosen))
    change = drawn.change if drawn and isinstance(drawn.change, SetWeek) else None
    hours = list(change.hours) if change else week_from(ground.schedule, chosen, from_day)
    starts = change.valid_from if change else usual_start(ground, chosen, from_day)
    return WeekEdit(
        **_chosen(line),
        offerings=offerings,
        columns=columns_of(hours),
        hours=hour_lines(hours),
        day=from_day.isoformat(),
        turns=_turns(ground, chosen, from_day),
        valid_from=max(starts, ground.today).isoformat(),
        valid_to=change.valid_to.isoformat() if change and change.valid_to else "",
        is_changed=change is not None,
        is_empty=not hours,
        **_beginning(session, chosen, hours),
        can_change=office_id in principal.offices_as(Role.OFFICE_MANAGER),
        has_weekend=any(one.weekday in _WEEKEND for one in hours),
        weekly_places=sum(rules.places_of(one) for one in hours),
        weekly_seats=sum(rules.places_of(one) * one.seats for one in hours),
        lanes=-1 if (lanes := ground.offerings[chosen].lanes) is None else lanes,
    )


def _chosen(line: OfferingLine) -> dict[str, Any]:
    return {"offering_id": line.offering_id, "offering": line.name, "is_stopped": not line.is_open}


def _beginning(session: Session, offering_id: int, hours: Sequence[Hours]) -> dict[str, Any]:
    """Return with what a new stretch begins, and the usual week where there are no hours yet."""
    usual = [] if hours else usual_hours(session, offering_id)
    return {"usual": usual_words(usual), "lengths": lengths_of([*hours, *usual])}


def _turns(ground: Ground, offering_id: int, shown: date) -> list[TurnView]:
    days = {ground.today, shown}
    for row in rows_of(ground, offering_id):
        days |= {row.valid_from} | ({row.valid_to + timedelta(days=1)} if row.valid_to else set())
    coming = sorted(day for day in days if day >= ground.today)
    return [TurnView(day.isoformat(), of_day(day), day == shown) for day in coming[:_MOST_TURNS]]


Redraw = Callable[[list[Any]], Sequence[Any]]


def put_stretch(
    session: Session,
    *,
    principal: Principal,
    office_id: int,
    offering_id: int,
    day: str,
    form: Form,
    replaced: str,
    now: datetime,
) -> int:
    """Put a stretch into the drawing, on each weekday ticked; return how many there are of it.

    Raises Invalid with each error at its box, StretchGone, NotAllowed.
    """
    new = rules.read_stretches(form)
    place = (offering_id, day)
    _redraw(session, principal, office_id, place, lambda week: rules.with_stretches(week, new, replaced), now)
    return len(new)


def remove_stretch(
    session: Session,
    *,
    principal: Principal,
    office_id: int,
    offering_id: int,
    day: str,
    key: str,
    now: datetime,
) -> None:
    """Take a stretch out of the drawing; raises StretchGone, NotAllowed."""
    _redraw(session, principal, office_id, (offering_id, day), lambda week: rules.without(week, key), now)


def copy_day(
    session: Session,
    *,
    principal: Principal,
    office_id: int,
    offering_id: int,
    day: str,
    source: int,
    targets: Sequence[int],
    now: datetime,
) -> None:
    """Give other days of the drawing the hours of one; raises Invalid, NotAllowed."""
    _redraw(
        session, principal, office_id, (offering_id, day),
        lambda week: rules.with_day_copied(week, source, targets), now,
    )  # fmt: skip


def take_week(
    session: Session,
    *,
    principal: Principal,
    office_id: int,
    offering_id: int,
    day: str,
    source_id: int,
    now: datetime,
) -> None:
    """Draw the week that another offering of the office has now; raises ScheduleNothingToCopy, NotAllowed."""
    ground = _ground(session, principal, office_id, source_id, now)
    hours = week_from(ground.schedule, source_id, day_shown(ground, source_id, day))
    if not hours:
        raise ScheduleNothingToCopy
    _redraw(session, principal, office_id, (offering_id, day), lambda _: hours, now)


def take_usual(
    session: Session, *, principal: Principal, office_id: int, offering_id: int, day: str, now: datetime
) -> None:
    """Draw the week that the offering's procedure usually has; raises ScheduleNothingToCopy, NotAllowed."""
    _ground(session, principal, office_id, offering_id, now)
    hours = usual_hours(session, offering_id)
    if not hours:
        raise ScheduleNothingToCopy
    _redraw(session, principal, office_id, (offering_id, day), lambda _: hours, now)


def _ground(
    session: Session, principal: Principal, office_id: int, offering_id: int, now: datetime
) -> Ground:
    principal.check_at(office_id, Role.OFFICE_MANAGER)
    ground = ground_of(session, office_id, now)
    if offering_id not in ground.offerings:
        raise NotAllowed
    return ground


def _redraw(
    session: Session,
    principal: Principal,
    office_id: int,
    place: tuple[int, str],
    redraw: Redraw,
    now: datetime,
) -> None:
    """Change the drawing of an offering's week, begun from the week that is shown."""
    offering_id, day = place
    ground = _ground(session, principal, office_id, offering_id, now)
    drawn = store.draft_about(session, principal, office_id, subject_of(offering_id))
    shown = day_shown(ground, offering_id, day)
    if drawn and isinstance(drawn.change, SetWeek):
        base = drawn.change
    else:
        hours = tuple(week_from(ground.schedule, offering_id, shown))
        base = SetWeek(offering_id, hours, max(usual_start(ground, offering_id, shown), ground.today))
    change = SetWeek(offering_id, tuple(redraw(list(base.hours))), base.valid_from, base.valid_to)
    store.write_draft(session, principal, office_id, change, subject=subject_of(offering_id), now=now)


def drop_week(session: Session, *, principal: Principal, office_id: int, offering_id: int) -> None:
    """Throw the drawing away: the week is shown as it holds."""
    store.drop_drafts(session, principal, office_id, subject=subject_of(offering_id))


def finish_week(
    session: Session,
    *,
    principal: Principal,
    office_id: int,
    offering_id: int,
    day: str,
    form: Form,
    now: datetime,
) -> int:
    """Say from when (and until when) the drawing holds; return the id under which it is shown.

    Raises Invalid with each error at its box, WeekEmpty, ScheduleSameAlready, NotAllowed.
    """
    ground = _ground(session, principal, office_id, offering_id, now)
    said = all_of(valid_from=(day_in, form, "valid_from"), valid_to=(day_or_none_in, form, "valid_to"))
    drawn = store.draft_about(session, principal, office_id, subject_of(offering_id))
    if drawn and isinstance(drawn.change, SetWeek):
        hours = drawn.change.hours
    else:
        hours = tuple(week_from(ground.schedule, offering_id, day_shown(ground, offering_id, day)))
    if not hours and not rows_of(ground, offering_id):
        raise errors.WeekEmpty
    change = SetWeek(offering_id, hours, said["valid_from"] or day_in_japan(now), said["valid_to"])
    try:
        changed(ground.schedule, change, ground.today)
    except PortalError as error:
        raise rules.at_field(error) from error
    return store.write_draft(session, principal, office_id, change, subject=subject_of(offering_id), now=now)
