"""A week that is being drawn, changed stretch by stretch; pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from hellowork_portal.kit.errors import Invalid, PortalError
from hellowork_portal.services.schedule_changes import errors as why
from hellowork_portal.services.schedule_changes.checks import check_hours
from hellowork_portal.services.schedule_changes.draft import DutyHours, Hours
from hellowork_portal.services.schedule_drafts import errors
from hellowork_portal.services.schedule_drafts.reading import (
    Form,
    all_of,
    minute_in,
    number_in,
    weekdays_in,
)

Stretch = Hours | DutyHours
AT_FIELD: Mapping[type[PortalError], str] = {
    why.ScheduleHoursWrong: "to_minute",
    why.ScheduleLengthWrong: "slot_minutes",
    why.ScheduleOverlaps: "from_minute",
    why.ScheduleNoSeats: "seats",
    why.ScheduleSeatsAbsurd: "seats",
    why.ScheduleHeldBackWrong: "held_back",
    why.ScheduleInPast: "valid_from",
    why.ScheduleTooFar: "valid_from",
    why.ScheduleDatesWrong: "valid_to",
    why.ScheduleReasonMissing: "reason_ja",
    why.ScheduleReleaseWrong: "opens_days_ahead",
    errors.WeekdayMissing: "weekdays",
}
"""At which box of a form an error is said."""


def key_of(one: Stretch) -> str:
    """Return what names a stretch within its week: stretches of a day never overlap."""
    return f"{one.weekday}-{one.from_minute}-{one.to_minute}"


def read_stretches(form: Form) -> list[Hours]:
    """Return the stretch that a form states, once for each weekday ticked; raises Invalid."""
    said = all_of(
        from_minute=(minute_in, form, "from_minute"),
        to_minute=(minute_in, form, "to_minute"),
        slot_minutes=(number_in, form, "slot_minutes"),
        buffer_minutes=(number_in, form, "buffer_minutes"),
        seats=(number_in, form, "seats"),
        held_back=(number_in, form, "held_back"),
        days=(_weekdays, form, "weekdays"),
    )
    days: Iterable[int] = said.pop("days")  # type: ignore[assignment]
    return [Hours(weekday, **said) for weekday in days]  # type: ignore[arg-type]


def read_duty(form: Form) -> list[DutyHours]:
    """Return the people on duty that a form states, once for each weekday ticked; raises Invalid."""
    said = all_of(
        from_minute=(minute_in, form, "from_minute"),
        to_minute=(minute_in, form, "to_minute"),
        people=(number_in, form, "seats"),
        days=(_weekdays, form, "weekdays"),
    )
    days: Iterable[int] = said.pop("days")  # type: ignore[assignment]
    return [DutyHours(weekday, **said) for weekday in days]  # type: ignore[arg-type]


def _weekdays(form: Form, _box: str) -> list[int]:
    return weekdays_in(form)


def with_stretches(week: Sequence[Stretch], new: Sequence[Stretch], replaced: str = "") -> list[Stretch]:
    """Return a week with stretches put in, in the place of one where that is named.

    Raises Invalid with the error at its box, StretchGone where the one to replace is not there.
    """
    rest = without(week, replaced) if replaced else list(week)
    checked([*rest, *new])
    return in_order([*rest, *new])


def checked(hours: Sequence[Stretch]) -> None:
    """Raise Invalid for hours that cannot be, at the box where that can be mended."""
    try:
        check_hours(hours)
    except PortalError as error:
        raise at_field(error) from error


def at_field(error: PortalError) -> Invalid:
    """Return an error as one of a form, at its box; an error of no box is raised as it is."""
    field = AT_FIELD.get(type(error))
    if field is None:
        raise error
    return Invalid({field: error})


def without(week: Sequence[Stretch], key: str) -> list[Stretch]:
    """Return a week without one of its stretches; raises StretchGone."""
    rest = [one for one in week if key_of(one) != key]
    if len(rest) == len(week):
        raise errors.StretchGone
    return rest


def with_day_copied(week: Sequence[Stretch], source: int, targets: Iterable[int]) -> list[Stretch]:
    """Return a week in which other days have the hours of one; what they had goes."""
    wanted = {day for day in targets if day in range(7)} - {source}
    if not wanted:
        raise Invalid({"weekdays": errors.WeekdayMissing()})
    model = [one for one in week if one.weekday == source]
    kept = [one for one in week if one.weekday not in wanted]
    return in_order([*kept, *(replace(one, weekday=day) for day in wanted for one in model)])


def in_order(week: Iterable[Stretch]) -> list[Stretch]:
    """Return stretches by day and time."""
    return sorted(week, key=lambda one: (one.weekday, one.from_minute))


def places_of(one: Hours) -> int:
    """Return how many times a stretch gives."""
    step = one.slot_minutes + one.buffer_minutes
    return max(0, (one.to_minute - one.from_minute + one.buffer_minutes) // step)


def axis_of(week: Iterable[Stretch]) -> tuple[int, int]:
    """Return the first and last hour that a drawing shows: 8 to 18, or as far as there are hours."""
    begins = [one.from_minute // 60 for one in week] + [8]
    ends = [-(-one.to_minute // 60) for one in week] + [18]
    return min(begins), max(ends)
