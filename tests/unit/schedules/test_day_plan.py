"""What a day has: its week and what differs from it."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from hellowork_portal.models import ExceptionKind
from hellowork_portal.services.schedules.day_plan import DayException, slots_of_day
from hellowork_portal.services.schedules.rules import Times

MORNING = Times(540, 720, 30, 0, 2, 1)
WEEK = (MORNING,)


def said(kind: ExceptionKind, begin: int = 0, end: int = 1440, **more: int) -> DayException:
    return DayException(kind, begin, end, **more)


def times(*exceptions: DayException) -> list[tuple[int, int, int]]:
    return [(slot.from_minute, slot.seats, slot.held_back) for slot in slots_of_day(WEEK, exceptions)]


def test_a_usual_day_has_its_week() -> None:
    assert times() == [(minute, 2, 1) for minute in range(540, 720, 30)]


def test_what_is_closed_holds_nothing_that_touches_it() -> None:
    assert [one[0] for one in times(said(ExceptionKind.CLOSED, 580, 640))] == [540, 660, 690]


def test_other_seats_count_for_times_that_begin_in_their_stretch() -> None:
    other = said(ExceptionKind.SEATS, 560, 610, seats=5, held_back=2)
    assert times(other)[:4] == [(540, 2, 1), (570, 5, 2), (600, 5, 2), (630, 2, 1)]


def test_whoever_is_away_lacks_and_nothing_falls_below_none() -> None:
    away = said(ExceptionKind.AWAY, 540, 600, seats=1)
    assert times(away)[:3] == [(540, 1, 1), (570, 1, 1), (600, 2, 1)]
    assert times(away, away, away)[0] == (540, 0, 0)


def test_extra_hours_join_and_never_overlap() -> None:
    extra = said(ExceptionKind.EXTRA, 700, 800, seats=1, slot_minutes=40, buffer_minutes=5)
    assert times(extra)[-2:] == [(690, 2, 1), (745, 1, 0)]


_MINUTES = st.integers(0, 287).map(lambda step: 5 * step)
_SPANS = st.tuples(_MINUTES, _MINUTES).filter(lambda span: span[0] < span[1])


@st.composite
def exceptions(draw: st.DrawFn) -> DayException:
    begin, end = draw(_SPANS)
    seats = draw(st.integers(0, 6))
    return DayException(
        draw(st.sampled_from(list(ExceptionKind))),
        begin,
        end,
        seats,
        draw(st.integers(0, seats)),
        draw(st.sampled_from((10, 25, 60))),
        draw(st.sampled_from((0, 5, 20))),
    )


@given(st.lists(exceptions(), max_size=5))
def test_times_never_overlap_and_hold_back_no_more_than_they_have(said: list[DayException]) -> None:
    slots = slots_of_day(WEEK, tuple(said))
    for slot in slots:
        assert 0 <= slot.held_back <= slot.seats
    for one, later in pairwise(slots):
        assert one.to_minute + one.buffer_minutes <= later.from_minute
    closed = [one for one in said if one.kind is ExceptionKind.CLOSED]
    assert not [slot for slot in slots if any(one.touches(slot) for one in closed)]
