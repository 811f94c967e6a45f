"""Bad input, each case with a sentence of its own (errors.py); pure."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from hellowork_portal.models import ExceptionKind
from hellowork_portal.services.schedule_changes import errors
from hellowork_portal.services.schedule_changes.draft import CopyWeek, DutyHours, Hours, SetRelease
from hellowork_portal.services.schedule_changes.rows import ExceptionRow, Texts

MOST_SEATS, STEP, DAY = 50, 5, 1440
LONGEST_TIME, LONGEST_REST = 240, 60
YEARS_AHEAD, MOST_DAYS = 2, 366
LONGEST_REASON = 200
MOST_DAYS_AHEAD, LONGEST_CUT_OFF = 90, 7 * DAY


def check_span(first: date, last: date | None, today: date) -> None:
    """Raise where a week would begin in the past or too far ahead, or end before it begins."""
    if first < today:
        raise errors.ScheduleInPast
    if last is not None and last < first:
        raise errors.ScheduleDatesWrong
    limit = today + timedelta(days=YEARS_AHEAD * MOST_DAYS)
    if first > limit or (last is not None and last > limit):
        raise errors.ScheduleTooFar(years=YEARS_AHEAD, days=MOST_DAYS)


def check_days(first: date, last: date, today: date) -> frozenset[date]:
    """Return the days from the first to the last; raises as `check_span`, and for more than a year."""
    check_span(first, last, today)
    number = (last - first).days + 1
    if number > MOST_DAYS:
        raise errors.ScheduleTooFar(years=YEARS_AHEAD, days=MOST_DAYS)
    return frozenset(first + timedelta(days=ahead) for ahead in range(number))


def check_hours(hours: Sequence[Hours | DutyHours]) -> None:
    """Raise for a week with a stretch that cannot be, or with two that overlap."""
    for one in hours:
        if one.weekday not in range(7):
            raise errors.ScheduleHoursWrong
        _check_stretch(one.from_minute, one.to_minute)
        if isinstance(one, DutyHours):
            _check_people(one.people)
        else:
            _check_seats(one.seats, one.held_back)
            _check_lengths(one.slot_minutes, one.buffer_minutes, one.to_minute - one.from_minute)
    stretches = sorted((one.weekday, one.from_minute, one.to_minute) for one in hours)
    if any(one[0] == later[0] and later[1] < one[2] for one, later in pairwise(stretches)):
        raise errors.ScheduleOverlaps


def check_exception(wanted: ExceptionRow, today: date) -> None:
    """Raise for an exception that cannot be."""
    check_days(wanted.on_day, wanted.on_day, today)
    _check_stretch(wanted.from_minute, wanted.to_minute)
    if wanted.kind is ExceptionKind.CLOSED:
        return check_reason(wanted.reason)
    if wanted.kind is ExceptionKind.AWAY:
        return _check_people(wanted.seats, least=1)
    _check_seats(wanted.seats, wanted.held_back)
    if wanted.offering_id is None:
        raise errors.ScheduleHoursWrong
    if wanted.kind is ExceptionKind.EXTRA:
        _check_lengths(wanted.slot_minutes, wanted.buffer_minutes, wanted.to_minute - wanted.from_minute)
    return None


def check_reason(reason: Texts) -> None:
    """Raise unless there is a Japanese reason, and none too long."""
    texts = dict(reason)
    if not texts.get("ja", "").strip() or any(len(text) > LONGEST_REASON for text in texts.values()):
        raise errors.ScheduleReasonMissing(most=LONGEST_REASON)


def check_release(change: SetRelease) -> None:
    """Raise where days would open never, absurdly early, or close before they open."""
    sound = (
        1 <= change.opens_days_ahead <= MOST_DAYS_AHEAD
        and 0 <= change.opens_at_minute < DAY
        and 0 <= change.closes_minutes_before <= min(LONGEST_CUT_OFF, change.opens_days_ahead * DAY)
    )
    if not sound:
        raise errors.ScheduleReleaseWrong(days=MOST_DAYS_AHEAD)


def check_copy(change: CopyWeek) -> None:
    """Raise where a week would be copied to nothing."""
    if not change.offering_ids:
        raise errors.ScheduleNothingToCopy


def _check_stretch(begin: int, end: int) -> None:
    if not 0 <= begin < end <= DAY or begin % STEP or end % STEP:
        raise errors.ScheduleHoursWrong


def _check_seats(seats: int, held_back: int) -> None:
    if seats == 0:
        raise errors.ScheduleNoSeats
    if not 0 < seats <= MOST_SEATS:
        raise errors.ScheduleSeatsAbsurd(most=MOST_SEATS)
    if not 0 <= held_back <= seats:
        raise errors.ScheduleHeldBackWrong


def _check_people(people: int, *, least: int = 0) -> None:
    if not least <= people <= MOST_SEATS:
        raise errors.ScheduleSeatsAbsurd(most=MOST_SEATS)


def _check_lengths(minutes: int, rest: int, stretch: int) -> None:
    sound = 0 < minutes <= min(LONGEST_TIME, stretch) and 0 <= rest <= LONGEST_REST
    if not sound or minutes % STEP or rest % STEP:
        raise errors.ScheduleLengthWrong
