"""What managers and counsellors see of a schedule."""

from datetime import date

from hellowork_portal.kit.principal import Role
from hellowork_portal.models import ExceptionKind
from hellowork_portal.services.schedule_changes import overview
from hellowork_portal.services.schedule_changes.draft import (
    AddException,
    DutyHours,
    OpenHolidays,
    SetDuty,
    Undo,
)
from hellowork_portal.services.schedule_changes.rows import ExceptionRow
from tests.factories import NOW
from tests.services.schedule_changes.conftest import A_DAY, FROM, THURSDAY, WHY, Bureau, keep_all, staff


def test_the_week_is_shown_as_it_is_in_that_week(bureau: Bureau) -> None:
    bureau.apply(bureau.week(seats=1, held_back=1))
    place = {"principal": bureau.manager, "office_id": bureau.office_id, "offering_id": bureau.offering_id}
    now = bureau.see(overview.week_of, **place, day=date(2026, 12, 2))
    later = bureau.see(overview.week_of, **place, day=THURSDAY)
    assert [len(stretches) for stretches in now.weekdays] == [2, 2, 2, 2, 2, 0, 0]
    assert [len(stretches) for stretches in later.weekdays] == [1, 1, 1, 1, 1, 0, 0]
    one = later.weekdays[0][0]
    assert (one.starts, one.ends, one.seats, one.held_back) == ("9:00", "12:00", 1, 1)
    assert (one.valid_from, one.valid_to, later.monday) == (FROM.isoformat(), "", FROM.isoformat())


def test_the_month_says_how_full_each_day_is_and_who_stays_in_closed_times(bureau: Bureau) -> None:
    first = bureau.slots()[0]
    bureau.book(first.id)
    place = {"principal": staff(bureau.office_id, Role.COUNSELLOR), "office_id": bureau.office_id}
    month = place | {"offering_id": bureau.offering_id, "year": 2026, "month": 12}
    fill = {one.iso: one for one in bureau.see(overview.month_fill, **month)}
    day = fill[THURSDAY.isoformat()]
    assert (day.seats, day.taken, day.percent, day.in_closed) == (2 * A_DAY, 1, 4, 0)
    assert fill["2026-12-29"].closure["en"]
    plan = bureau.preview(bureau.close())
    bureau.apply(bureau.close(), plan, keep_all(plan))
    day = next(one for one in bureau.see(overview.month_fill, **month) if one.iso == THURSDAY.isoformat())
    assert (day.seats, day.taken, day.in_closed, day.closure["en"]) == (0, 0, 1, "Maintenance")
    everything = {name: value for name, value in month.items() if name != "offering_id"}
    other = next(one for one in bureau.see(overview.month_fill, **everything) if one.iso == "2026-12-11")
    assert other.seats == 4 * A_DAY


def test_what_is_to_come_stands_in_order_and_can_be_taken_back(bureau: Bureau) -> None:
    said = ExceptionRow(bureau.offering_id, THURSDAY, ExceptionKind.CLOSED, 540, 720, reason=WHY)
    for change in (OpenHolidays(date(2026, 12, 29), date(2026, 12, 29)), AddException(said)):
        bureau.apply(change)
    bureau.apply(bureau.close(date(2026, 12, 16)))
    named = {"principal": bureau.manager, "office_id": bureau.office_id, "now": NOW}
    coming = bureau.see(overview.coming, **named)
    assert [one.kind for one in coming] == ["closed", "closed_day", "open_day"]
    assert (coming[0].starts, coming[0].ends, coming[0].reason["en"]) == ("9:00", "12:00", "Maintenance")


def test_changes_are_listed_and_the_last_one_can_be_undone(bureau: Bureau) -> None:
    bureau.apply(bureau.close())
    bureau.apply(bureau.close(date(2026, 12, 16)))
    named = {"principal": bureau.manager, "office_id": bureau.office_id}
    newest, older = bureau.see(overview.changes_of, **named)
    assert (newest.can_undo, older.can_undo, newest.made_by, newest.made_at) == (True, False, 7, NOW)
    bureau.apply(Undo(newest.change_id))
    undo, undone, left = bureau.see(overview.changes_of, **named)
    assert (undo.kind, undone.is_undone, left.can_undo) == ("undo", True, True)


def test_warnings_of_the_coming_weeks(bureau: Bureau) -> None:
    named = {"principal": bureau.manager, "office_id": bureau.office_id, "now": NOW}
    assert bureau.see(overview.warnings_ahead, **named) == []
    bureau.apply(SetDuty((DutyHours(3, 540, 720, 4),), NOW.date()))
    warned = bureau.see(overview.warnings_ahead, **named)
    assert {one.day.weekday() for one in warned} == {0, 1, 2, 3, 4}
    assert {(one.seats, one.on_duty) for one in warned} == {(4, 0)}
    assert min(one.from_minute for one in warned if one.day == THURSDAY) == 780
