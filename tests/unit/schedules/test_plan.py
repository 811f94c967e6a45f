"""What a change does, tried on weeks and bookings that nobody thinks of."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from hellowork_portal.kit.clock import at_japan
from hellowork_portal.services.schedule_changes.days import days_of
from hellowork_portal.services.schedule_changes.draft import Change, CloseDays, Hours, SetWeek
from hellowork_portal.services.schedule_changes.errors import ScheduleSameAlready
from hellowork_portal.services.schedule_changes.ground import Ground, Offered
from hellowork_portal.services.schedule_changes.plan import ChangePlan, plan_change
from hellowork_portal.services.schedule_changes.rows import ReleaseRow, WeekRow, as_data, from_data

TODAY = date(2026, 12, 1)
NOW = at_japan(TODAY, 600)
FIRST, LAST = TODAY, TODAY + timedelta(days=6)
Week = tuple[Hours, ...]


@st.composite
def weeks(draw: st.DrawFn) -> Week:
    """Return a sound week: a morning and an afternoon on some weekdays."""
    made = []
    for weekday in draw(st.sets(st.integers(0, 4), min_size=1)):
        for begin, end in ((540, 720), (780, 960)):
            seats = draw(st.integers(1, 4))
            length = draw(st.sampled_from((15, 20, 30, 60)))
            rest, held = draw(st.sampled_from((0, 5, 10))), draw(st.integers(0, seats))
            made.append(Hours(weekday, begin, end, length, rest, seats, held))
    return tuple(made)


def ground_with(week: Week, draw: st.DataObject | None) -> Ground:
    """Return an office whose week is released, with bookings as `draw` has them."""
    rows = [
        WeekRow(1, one.weekday, one.from_minute, one.to_minute, one.slot_minutes, one.buffer_minutes,
                one.seats, one.held_back, TODAY - timedelta(days=9), None)
        for one in week
    ]  # fmt: skip
    schedule = frozenset([*rows, ReleaseRow(1, 6, 0, 120)])
    ground = Ground(1, NOW, {1: Offered(1, "other", True, None)}, schedule, (), {}, {}, {})
    laid_out, slots, booked = days_of(ground, schedule), {}, {}
    for ahead in range(7):
        day = TODAY + timedelta(days=ahead)
        for time in laid_out.times(1, day, None):
            slot_id = 100 * ahead + len(slots.setdefault((1, day), [])) + 1
            taken = draw.draw(st.integers(0, time.capacity)) if draw else 0
            slots[1, day].append(slot_of(slot_id, day, time, taken))
            booked[slot_id] = [person(slot_id, turn, time) for turn in range(taken)]
    standing = {one.applicant_id: [one] for people in booked.values() for one in people}
    return Ground(1, NOW, ground.offerings, schedule, (), slots, booked, standing)


def slot_of(slot_id: int, day: date, time: Any, taken: int = 0) -> Any:
    named = {"id": slot_id, "offering_id": 1, "on_day": day, "state": "open", "taken": taken}
    return SimpleNamespace(**named, taken_by_staff=0, added_seats=0, **time._asdict())


def person(slot_id: int, turn: int, time: Any) -> Any:
    number = 10 * slot_id + turn
    return SimpleNamespace(
        id=number, number=f"N{number}", slot_id=slot_id, applicant_id=number, revision=0,
        state="held" if number % 7 == 0 else "confirmed", starts_at=time.starts_at, ends_at=time.ends_at,
        certification_on=None, is_by_staff=False, replaces_id=None,
    )  # fmt: skip


def carried_out(ground: Ground, plan: ChangePlan) -> Ground:
    """Return the office afterwards, everybody who is displaced gone."""
    removed = {slot.id for day in plan.days for slot in day.removed}
    seats = {one.slot_id: one for day in plan.days for one in day.wanted}
    gone = {one.reservation_id for one in plan.stranded} | set(plan.holds)
    slots: dict[Any, list[Any]] = {}
    for key, of_day in ground.slots.items():
        left = [slot for slot in of_day if slot.id not in removed]
        slots[key] = [resized(slot, seats.get(slot.id)) for slot in left]
    for turn, one in enumerate(one for day in plan.days for one in day.added):
        slots.setdefault((1, one.day), []).append(slot_of(9000 + turn, one.day, one.time))
    booked = {
        slot_id: [one for one in people if one.id not in gone] for slot_id, people in ground.booked.items()
    }
    schedule = (ground.schedule - plan.removed) | plan.added
    return Ground(1, NOW, ground.offerings, schedule, (), slots, booked, {})


def resized(slot: Any, seats: Any) -> Any:
    if seats is None:
        return slot
    new = {"capacity": seats.capacity, "held_back": seats.held_back, "buffer_minutes": seats.buffer_minutes}
    return SimpleNamespace(**vars(slot) | new)


def had(ground: Ground) -> set[tuple[Any, ...]]:
    """Return what is open after NOW."""
    return {
        (slot.starts_at, slot.ends_at, slot.capacity, slot.held_back, slot.buffer_minutes)
        for of_day in ground.slots.values()
        for slot in of_day
        if slot.starts_at > NOW
    }


def wanted(ground: Ground) -> set[tuple[Any, ...]]:
    """Return what the schedule says is open after NOW."""
    laid_out = days_of(ground, ground.schedule)
    days = [TODAY + timedelta(days=ahead) for ahead in range(7)]
    return {tuple(time) for day in days for time in laid_out.times(1, day, None) if time.starts_at > NOW}


CHANGES = st.one_of(
    weeks().map(lambda week: SetWeek(1, week, FIRST)),
    weeks().map(lambda week: SetWeek(1, week, FIRST + timedelta(days=2), LAST - timedelta(days=1))),
    st.integers(0, 4).map(lambda ahead: CloseDays(TODAY + timedelta(days=ahead), LAST, (("ja", "点検"),))),
)


def planned(ground: Ground, change: Change) -> ChangePlan | None:
    try:
        return plan_change(ground, change)
    except ScheduleSameAlready:
        return None


@settings(max_examples=60, deadline=None)
@given(weeks(), CHANGES)
def test_without_bookings_the_slots_are_what_the_schedule_says(week: Week, change: Change) -> None:
    ground = ground_with(week, None)
    plan = planned(ground, change)
    if plan is not None and not any(day.left_out for day in plan.days):
        after = carried_out(ground, plan)
        assert had(after) == wanted(after)
        assert planned(after, change) is None


@settings(max_examples=60, deadline=None)
@given(weeks(), CHANGES, st.data())
def test_everybody_who_loses_a_seat_is_named_and_nobody_else(
    week: Week, change: Change, data: st.DataObject
) -> None:
    ground = ground_with(week, data)
    plan = planned(ground, change)
    if plan is None:
        return
    after = carried_out(ground, plan)
    named = {one.reservation_id for one in plan.stranded} | set(plan.holds)
    there = {slot.id: slot for of_day in after.slots.values() for slot in of_day}
    for slot_id, people in ground.booked.items():
        staying = [one.id for one in people if one.id not in named]
        begun = [one for one in people if one.starts_at <= NOW]
        assert len(staying) <= (there[slot_id].capacity if slot_id in there else 0)
        assert not {one.id for one in begun} & named
    assert {one.state for one in plan.stranded} <= {"confirmed"}


@settings(max_examples=60, deadline=None)
@given(weeks(), CHANGES, st.data())
def test_proposals_are_free_times_that_can_all_be_taken(
    week: Week, change: Change, data: st.DataObject
) -> None:
    ground = ground_with(week, data)
    plan = planned(ground, change)
    if plan is None:
        return
    after = carried_out(ground, plan)
    left: dict[Any, int] = {}
    for of_day in after.slots.values():
        for slot in of_day:
            inside = len(after.booked.get(slot.id, ()))
            left[slot.starts_at] = max(0, slot.capacity - slot.held_back - inside)
    for one in plan.stranded:
        assert len(set(one.nearest)) == len(one.nearest)
        for time in one.nearest[:1]:
            assert left.get(time, 0) > 0
            left[time] -= 1


@given(weeks())
def test_rows_come_back_from_json(week: Week) -> None:
    schedule = ground_with(week, None).schedule
    assert from_data(as_data(schedule)) == schedule
