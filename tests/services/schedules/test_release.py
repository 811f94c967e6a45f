"""Releasing slots: always 28 days, never twice, never more seats than hosts."""

from datetime import date, timedelta
from itertools import pairwise
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import update

from hellowork_portal.kit.sql import table_of
from hellowork_portal.models import (
    MeetingHost,
    Mode,
    Offering,
    Office,
    OfficeClosure,
    Procedure,
    ScheduleTemplate,
    Slot,
)
from hellowork_portal.services.schedules.release import release_slots
from tests.factories import NOW, TODAY, Desk, make_offering, make_template
from tests.services.schedules.conftest import Counter

A_DAY = 11
"""Half-hours of the counter's day: five before noon, six after."""
OPEN_DAYS = 21
"""2026-12-01 … 2026-12-29 both inclusive, without weekends and 12/29."""


def release(desk: Desk, days: int = 0) -> int:
    return desk.do(release_slots, now=NOW + timedelta(days=days))


def change(desk: Desk, model: Any, **values: Any) -> None:
    desk.do(lambda session: session.connection().execute(update(table_of(model)).values(**values)))


def days_of(desk: Desk) -> list[date]:
    return sorted({row.on_day for row in desk.rows(Slot)})


def test_the_next_28_days_are_there_both_ends_included(counter: Counter):
    change(counter, Offering, opens_days_ahead=27)
    release(counter)
    assert (days_of(counter)[0], days_of(counter)[-1]) == (TODAY, date(2026, 12, 28))
    change(counter, Offering, opens_days_ahead=28)
    assert release(counter) == 0  # 12/29 is closed
    assert release(counter, days=6) == A_DAY  # 2027-01-04
    assert days_of(counter)[-1] == date(2027, 1, 4)


def test_releasing_again_writes_nothing(counter: Counter):
    assert release(counter) == (OPEN_DAYS - 1) * A_DAY
    assert release(counter) == 0
    before = counter.rows(Slot)
    release(counter)
    assert counter.rows(Slot) == before


def test_three_weeks_later_there_are_28_days_again_and_the_old_ones_stay(counter: Counter):
    release(counter)
    first = {row.id for row in counter.rows(Slot)}
    release(counter, days=21)
    assert first < {row.id for row in counter.rows(Slot)}
    assert days_of(counter)[-1] == TODAY + timedelta(days=49)


def test_weekends_holidays_the_turn_of_the_year_and_closures_have_no_slots(counter: Counter):
    for day, office_id in ((date(2026, 12, 9), counter.office_id), (date(2026, 12, 10), None)):
        closure = OfficeClosure(office_id=office_id, on_day=day, reason={"ja": "点検"})
        counter.do(lambda session, closure=closure: session.add(closure))
    release(counter, days=20)
    release(counter)
    assert not [day for day in days_of(counter) if day.weekday() > 4]
    closed = {date(2026, 12, 9), date(2026, 12, 10), date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 11)}
    assert not closed & set(days_of(counter))
    assert date(2027, 1, 12) in days_of(counter)


def test_a_day_closed_after_its_release_takes_nobody_more_and_strands_nobody(counter: Counter):
    release(counter)
    (slot, *_) = counter.rows(Slot, on_day=date(2026, 12, 9))
    change(counter, Slot, taken=1)
    closure = OfficeClosure(office_id=counter.office_id, on_day=date(2026, 12, 9), reason={"ja": "点検"})
    counter.do(lambda session: session.add(closure))
    release(counter)
    assert {row.state for row in counter.rows(Slot, on_day=date(2026, 12, 9))} == {"closed"}
    assert {row.state for row in counter.rows(Slot, on_day=date(2026, 12, 10))} == {"open"}
    assert counter.row(Slot, id=slot.id).taken == 1


@pytest.mark.parametrize(
    ("lanes", "is_active", "mode", "seats"),
    [
        (2, True, Mode.ONLINE, 2),
        (1, True, Mode.ONLINE, 1),
        (2, False, Mode.ONLINE, None),
        (2, False, Mode.IN_PERSON, 2),
        (1, True, Mode.TELEPHONE, 2),
    ],
)
def test_online_seats_never_exceed_the_lanes_of_active_hosts(
    counter: Counter, lanes: int, is_active: bool, mode: Mode, seats: int | None
):
    change(counter, MeetingHost, lanes=lanes, is_active=is_active)
    change(counter, Offering, mode=mode)
    release(counter)
    assert {row.capacity for row in counter.rows(Slot)} == ({seats} if seats else set())


def test_a_host_that_leaves_takes_its_seats_along_but_never_a_taken_one(counter: Counter):
    release(counter)
    slot = table_of(Slot)
    day = date(2026, 12, 9)
    counter.do(
        lambda session: session.connection().execute(update(slot).where(slot.c.on_day == day).values(taken=2))
    )
    change(counter, MeetingHost, lanes=1)
    assert release(counter) == 0
    assert {row.capacity for row in counter.rows(Slot, on_day=day)} == {2}
    assert {row.capacity for row in counter.rows(Slot) if row.on_day != day} == {1}
    change(counter, MeetingHost, is_active=False)
    release(counter)
    assert {row.capacity for row in counter.rows(Slot) if row.on_day != day} == {0}
    change(counter, MeetingHost, is_active=True, lanes=2)
    release(counter)
    assert {(row.capacity, row.taken) for row in counter.rows(Slot)} == {(2, 0), (2, 2)}


def test_a_changed_schedule_adds_what_does_not_overlap_and_leaves_the_rest(counter: Counter):
    release(counter)
    before = counter.rows(Slot)
    change(counter, ScheduleTemplate, from_minute=550, to_minute=1020)
    release(counter)
    after = counter.rows(Slot)
    assert [row for row in after if row.id in {one.id for one in before}] == before
    assert len(after) > len(before)
    by_day: dict[date, list[Any]] = {}
    for row in sorted(after, key=lambda row: row.starts_at):
        by_day.setdefault(row.on_day, []).append(row)
    for slots in by_day.values():
        gaps = [later.starts_at - one.ends_at for one, later in pairwise(slots)]
        assert min(gaps) >= timedelta(minutes=5)


def test_a_template_counts_only_while_it_is_valid(counter: Counter):
    change(counter, ScheduleTemplate, valid_to=date(2026, 12, 4))
    release(counter)
    assert days_of(counter)[-1] == date(2026, 12, 4)


def test_an_offering_that_is_not_open_gets_no_slots(counter: Counter):
    change(counter, Offering, is_open=False)
    assert release(counter) == 0


def test_each_offering_has_its_own_window(counter: Counter):
    def second(session: Any) -> None:
        office = session.get_one(Office, counter.office_id)
        procedure = Procedure(code="other", kind="interview", purpose="other")
        session.add(procedure)
        session.flush()
        offering = make_offering(session, office, procedure, mode=Mode.TELEPHONE, opens_days_ahead=7)
        make_template(session, offering)

    counter.do(second)
    release(counter)
    other = counter.row(Offering, mode=Mode.TELEPHONE)
    assert {row.on_day for row in counter.rows(Slot, offering_id=other.id)} == {TODAY, date(2026, 12, 8)}


def test_two_releases_at_once_write_one_plan(counter: Counter):
    together, written = Barrier(4), []

    def run() -> None:
        together.wait()
        written.append(release(counter))

    threads = [Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(written) == [0, 0, 0, (OPEN_DAYS - 1) * A_DAY]
    assert len(counter.rows(Slot)) == (OPEN_DAYS - 1) * A_DAY
